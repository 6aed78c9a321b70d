"""The forms of an English verb or adjective from its base, for lists of words to search for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_IRREGULAR = {
    "rise": ("rose", "risen"),
    "fall": ("fell", "fallen"),
    "grow": ("grew", "grown"),
    "shrink": ("shrank", "shrunk"),
    "sink": ("sank", "sunk"),
    "swell": ("swelled", "swollen"),
    "slide": ("slid", "slid"),
    "leap": ("leapt", "leapt"),
    "creep": ("crept", "crept"),
    "cut": ("cut", "cut"),
    "drive": ("drove", "driven"),
    "bring": ("brought", "brought"),
    "come": ("came", "come"),
    "go": ("went", "gone"),
    "take": ("took", "taken"),
    "sell": ("sold", "sold"),
    "outsell": ("outsold", "outsold"),
    "outspend": ("outspent", "outspent"),
    "outrun": ("outran", "outrun"),
    "outgrow": ("outgrew", "outgrown"),
    "outdo": ("outdid", "outdone"),
    "overtake": ("overtook", "overtaken"),
    "catch": ("caught", "caught"),
    "win": ("won", "won"),
    "lose": ("lost", "lost"),
    "hold": ("held", "held"),
    "get": ("got", "got"),
    "become": ("became", "become"),
    "spread": ("spread", "spread"),
    "make": ("made", "made"),
    "overshoot": ("overshot", "overshot"),
    "undershoot": ("undershot", "undershot"),
    "shoot": ("shot", "shot"),
    "spring": ("sprang", "sprung"),
    "bleed": ("bled", "bled"),
    "wear": ("wore", "worn"),
    "run": ("ran", "run"),
    "shed": ("shed", "shed"),
    "outbid": ("outbid", "outbid"),
    "undercut": ("undercut", "undercut"),
    "speed": ("sped", "sped"),
    "keep": ("kept", "kept"),
    "grind": ("ground", "ground"),
    "split": ("split", "split"),
    "outshine": ("outshone", "outshone"),
    "swing": ("swung", "swung"),
    "leapfrog": ("leapfrogged", "leapfrogged"),
    "give": ("gave", "given"),
    "bear": ("bore", "borne"),
    "undergo": ("underwent", "undergone"),
    "feel": ("felt", "felt"),
    "see": ("saw", "seen"),
}
"""Past tense and participle of the verbs that do not end in ``-ed``."""
PASTS = frozenset(form for forms in _IRREGULAR.values() for form in forms)
"""The pasts and participles that have no ending by which they are known."""
_VOWELS = frozenset("aeiou")
_UNDOUBLED = frozenset("wxy")


@dataclass(frozen=True, slots=True)
class Verb:
    """The forms of one verb, each with its particle: ``took off``."""

    base: str
    now: str
    """The third person: ``rises``."""
    past: str
    participle: str
    going: str
    """The form in ``-ing``."""


def verb(base: str) -> Verb:
    """All forms of a verb; what follows the first word stays: ``take off``, ``took off``."""
    word, _, particle = base.partition(" ")
    tail = f" {particle}" if particle else ""
    stem = _doubled(word)
    if word in _IRREGULAR:
        past, participle = _IRREGULAR[word]
    else:
        past = participle = _ending(stem, "ed")
    going = stem if stem != word else _before_ing(word)
    return Verb(
        base,
        _third_person(word) + tail,
        past + tail,
        participle + tail,
        going + "ing" + tail,
    )


def verbs(bases: str) -> tuple[Verb, ...]:
    """The verbs of a list parted by commas, those in ``-ise`` in both spellings."""
    names = [one.strip() for one in bases.split(",")]
    other = [one.removesuffix("ise") + "ize" for one in names if one.endswith("ilise")]
    return tuple(verb(one) for one in (*names, *other))


def comparative(adjective: str) -> str:
    """``higher`` of ``high``, ``scarcer`` of ``scarce``, ``busier`` of ``busy``, ``pricier`` of ``pricey``."""
    return _ending(_doubled(_without_ey(adjective)), "er")


def superlative(adjective: str) -> str:
    """``highest`` of ``high``."""
    return _ending(_doubled(_without_ey(adjective)), "est")


def _without_ey(adjective: str) -> str:
    return f"{adjective[:-2]}y" if adjective.endswith("cey") else adjective


def alternatives(words: Iterable[str]) -> str:
    """Words as the alternatives of a pattern, the longest first, so that none hides another."""
    return "|".join(sorted(set(words), key=lambda one: (-len(one), one)))


def _before_ing(word: str) -> str:
    """``ris`` of ``rise``, ``dy`` of ``die``."""
    if word.endswith("ie"):
        return f"{word[:-2]}y"
    return word if word.endswith("ee") else word.removesuffix("e")


def _third_person(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh", "o")):
        return f"{word}es"
    if _ends_in_consonant_y(word):
        return f"{word[:-1]}ies"
    return f"{word}s"


def _ending(stem: str, ending: str) -> str:
    if stem.endswith("e"):
        return stem + ending[1:]
    return (f"{stem[:-1]}i" if _ends_in_consonant_y(stem) else stem) + ending


def _ends_in_consonant_y(word: str) -> bool:
    return word.endswith("y") and word[-2] not in _VOWELS


def _doubled(word: str) -> str:
    """The last consonant twice after the only vowel: ``dropp``, ``bigg``."""
    *before, vowel, last = list(word.removeprefix("out"))
    is_short = vowel in _VOWELS and last not in _VOWELS | _UNDOUBLED
    if is_short and not any(letter in _VOWELS for letter in before):
        return word + last
    return word
