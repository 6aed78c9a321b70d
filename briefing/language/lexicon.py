"""What each English word may be for a claim: a verb of change in one of its forms, a comparative, a measure.

Families of words stand in ``words/en.toml``; each word, in all its forms, becomes one letter for its
kind, and the grammar of claims (:mod:`briefing.language.claim_grammar`) is written in these letters.
"""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

from briefing.language.inflection import comparative, superlative, verbs

_GRAMMATICAL = {
    "D": (
        "the a an this that these those its their our his her my your each every any some whose which what"
        " such another several many other certain various"
    ),
    "N": "no nor neither without",
    "T": "to",
    "y": "by",
    "P": (
        "of in on at for with from into onto over under above below across among amongst between beyond"
        " during through throughout after before until till near against about around within outside"
        " inside along behind despite per towards toward via since as"
    ),
    "B": "is are was were am isn't aren't wasn't weren't",
    "b": "be been being",
    "H": "has have had having hasn't haven't hadn't",
    "C": "and or but while whereas though although because yet",
    "h": "than",
    "m": "more less fewer",
    "M": "most least",
}
"""The letters of words of grammar."""
_DIRECTIONS = ("up", "down", "upwards", "downwards", "upward", "downward", "higher", "lower")
_SUFFIXES = ("able", "ible", "ive", "ous", "ful", "less", "ent", "ant")
"""Of adjectives of degree; those in -al and -ic mostly say of what: ``annual growth``."""
_UNCOUNTED = frozenset({"fee", "fees", "list", "lists", "mark", "place"})
"""Measures that are more often something else."""


def _families() -> dict[str, tuple[str, ...]]:
    """Each family of words by its name."""
    text = files("briefing.language").joinpath("words", "en.toml").read_text("utf-8")
    groups: dict[str, dict[str, str]] = tomllib.loads(text)
    return {
        name: tuple(" ".join(one.split()) for one in listed.split(","))
        for families in groups.values()
        for name, listed in families.items()
    }


FAMILIES = _families()
"""The families of words of ``words/en.toml``, by their names."""
_NO_ADVERBS = frozenset(FAMILIES["no_adverbs"])
CAUSED = FAMILIES["causing"]
"""What somebody did to a measure that follows: ``drove prices up``, ``reduced waits``."""


def _lexicon() -> dict[str, str]:
    """Every word that is known, by its small letters."""
    words = dict.fromkeys(FAMILIES["leaving"], "f") | {"no longer": "X", "yet to": "Y"}
    words |= {f"{one} to": "Y" for one in FAMILIES["starting"]}
    words |= dict.fromkeys(FAMILIES["adverbs"], "X")
    words |= dict.fromkeys(FAMILIES["qualities"], "A")
    for measure in FAMILIES["measures"]:
        words |= {measure: "u", verbs(measure)[0].now: "U"}
    words |= dict.fromkeys(FAMILIES["states"], "a")
    sizes = FAMILIES["sizes"]
    words |= {one: "A" for one in sizes if one not in words}
    words |= {comparative(one): "r" for one in sizes} | {"better": "r", "worse": "r"}
    words |= {superlative(one): "R" for one in sizes} | {"best": "R", "worst": "R"}
    words |= {form: "n" for one in FAMILIES["changes"] for form in (one, verbs(one)[0].now)}
    for link in verbs(",".join(FAMILIES["linking"])):
        words |= dict.fromkeys((link.base, link.now, link.past, link.participle, link.going), "G")
    for one in verbs(",".join(FAMILIES["seeing"])):
        words |= dict.fromkeys((one.past, one.participle, one.going), "e") | {one.now: "E"}
    words |= _forms_of_change() | dict.fromkeys(FAMILIES["plain_nouns"], "W")
    for letter, listed in _GRAMMATICAL.items():
        words |= dict.fromkeys(listed.split(), letter)
    return words


def _forms_of_change() -> dict[str, str]:
    done_to, nouns = frozenset(FAMILIES["done_to"]), frozenset(FAMILIES["also_nouns"])
    directed = tuple(f"{going} {where}" for going in FAMILIES["going"] for where in _DIRECTIONS)
    families = [FAMILIES[one] for one in ("falling", "rising", "turning", "shedding", "done_to")]
    words: dict[str, str] = {}
    for family in (*families, directed):
        for one in verbs(",".join(family)):
            past = "q" if one.base in done_to else "p"
            noun = one.base in nouns
            going = "j" if one.base in done_to else "g"
            words |= {one.participle: past, one.past: past, one.going: going}
            words |= {one.now: "s" if noun else "S", one.base: "v" if noun else "V"}
            for form in (one.past, one.participle, one.going):
                words[_with_two_ls(form)] = words[form]
    for one in verbs(",".join(FAMILIES["shedding"])):
        words |= {one.past: "l", one.participle: "l", one.now: "L", one.base: "v"}
    return words


def _with_two_ls(form: str) -> str:
    """``levelled off`` of ``leveled off``."""
    return (
        re.sub(r"(?<=[ea])l(?=ed|ing)", "ll", form)
        if form.startswith(("level", "spiral"))
        else form
    )


WORDS = _lexicon()
"""The kind of each known word, in small letters; those of several words too."""
MEASURED = tuple(word for word, kind in WORDS.items() if kind in "uU" and word not in _UNCOUNTED)
"""Words for what is measured, that something may be done to."""
LONGEST = max(len(one.split()) for one in WORDS)
"""Of how many words the longest entry is."""


def kind_of(word: str) -> str:
    """The letter of one word that may stand in the lexicon or tell its kind by its ending.

    ``w`` is any other word, ``W`` one that may be a plural.
    """
    small = word.lower().replace("’", "'")
    if small in WORDS:
        return WORDS[small]
    if re.search(r"\d", small):
        return "#"
    if small.endswith(("'s", "s'")):
        return "O"
    if small.endswith("ly") and small not in _NO_ADVERBS:
        return "X"
    if small.endswith(_SUFFIXES) and not small.endswith("ment"):
        return "A"
    is_plural = small.endswith("s") and not small.endswith(("ss", "us", "is"))
    return "W" if is_plural or small in {"people", "men", "women", "children", "police"} else "w"
