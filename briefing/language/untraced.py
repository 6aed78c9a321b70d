"""No naked number: figures, number words, trends and comparisons that no fact produced.

Looks at whole texts as an author typed them; what facts printed stands in them as a mark. What is
no claim of the data is left alone, see :mod:`briefing.language.honest`. An author marks an exception
in place: ``{{ said("twice", because="a saying of the trade") }}``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from briefing.core.problems import Refusal
from briefing.language.claim_grammar import claims
from briefing.language.claim_model import judged
from briefing.language.claim_phrases import AMOUNTS, IN_TITLES, MOVED, RANKED
from briefing.language.claim_words import COUNTED, NUMBER, NUMBER_WORD, YEAR
from briefing.language.comparison_words import COMPARISON, QUANTITY
from briefing.language.concentration_words import OVER_MANY, WITH_FEW
from briefing.language.honest import (
    FILLER,
    sentences,
    without_names,
    without_rules,
    without_suppositions,
    without_wishes,
)
from briefing.language.movement_words import TREND_WORD

SAID_OPEN, SAID_CLOSE = "\ue002", "\ue003"
FACT = "\ue004"
"""Stands for each character of what a fact printed."""

_NO_SENTENCE = frozenset({FACT, FILLER, "|"})
"""Signs of a sentence that is not weighed: a figure of a fact, an exception, a row of a table."""
_WORD = re.compile(r"[^\W_]+(?:[-'’.,][^\W_]+)*%?")
_TWO_YEARS = re.compile(r"\b((?:19|20)\d\d)[/–-](\d\d)\b(?![-/]\d)")
_LINE_END = re.compile(r"(?<!\n)\n(?!\s*(?:\n|[-+] |\d+[.)] |#|\|))")
"""The end of a line within a paragraph, not of one or of an item."""
_SURELY = 0.7
"""How likely a sentence claims something of the data where the model alone says so."""
_LEAST = 0.1
"""How likely it is at least where the grammar found a word; a figure in digits is told in any case."""
_WHOLE = re.compile(r"(?:\S+\s+){3,}\S+[.!]\W*$")
"""A sentence that is whole enough for the model to say more of it than the grammar; so is a title."""
_PLACES = (
    r"(?:north|south|east|west|centre|capital|regions?|countr(?:y|ies)|areas?|districts?|cit(?:y|ies)|towns?|count(?:y|ies)|states?"
    r"|nations?|provinces?|municipalit(?:y|ies)|councils?)"
)
_NOUN = r"(?!\w*(?:ing|ed|er|est|less)\b)[^\W\d_][\w’'-]*"
_HEADING = re.compile(
    rf"(?:The )?{_NOUN}(?:, {_NOUN})*(?: and (?:the )?{_NOUN})?(?: (?:in|of|by|across|for) (?:the |each |all )?{_PLACES})?\W*$"
)
"""A heading of nouns, joined by "and" or with a place behind: ``Wind and solar``, ``Hospitals in the north``."""
_MOST_TEXTS = 4096
"""Texts of which is remembered what was found in them."""
_LEFT = 3
"""Of how many words that assert something a sentence is that the model alone may tell."""
_AHEAD = frozenset({"do", "tradeoff", "success", "by"})
"""Parts of a recommendation that say what should be, or would: no trend of the data."""
_GOING_ON = re.compile(
    r"\b(?:is|are|was|were|been|being)\b.*ing\b|\b(?:has|have|had|fell|rose|grew|went|shrank|sank|slid|shot)\b"
)
_PAST = re.compile(r"\w{3}ed\b")
_IS = re.compile(r"\b(?:is|are|be)\b")
_REASON_WORDS, _REASON_LETTERS = 2, 5
"""A reason that a reader can judge has so many words and letters at least."""


@dataclass(frozen=True, slots=True)
class Typed:
    """Words as an author typed them, and where: path in the YAML and line within the text."""

    text: str
    path: tuple[str | int, ...]
    line: int
    exceptions: int = 0
    """How many words were declared as exceptions; they are not in ``text``."""


@dataclass(frozen=True, slots=True)
class Untraced:
    """A figure or trend that nothing vouches for."""

    word: str
    kind: str
    typed: Typed
    at: int = 0
    """Where in the text it begins."""

    @property
    def line(self) -> int:
        """The line in which it stands, as ``typed.line`` counts."""
        return self.typed.line + self.typed.text.count("\n", 0, self.at)


@dataclass(frozen=True, slots=True)
class Search:
    """What a search looked at and found."""

    words: int
    """Words that were examined, of any kind."""
    dates: int
    """Years that the data cover, let through."""
    exceptions: int
    """Words that an author declared as exceptions."""
    untraced: tuple[Untraced, ...]

    @property
    def what(self) -> str:
        """What was examined, for the record of the check."""
        return f"typed words (with {self.dates} years of the data and {self.exceptions} exceptions)"


def find_untraced(
    typed: Iterable[Typed], years: frozenset[int], *, are_names: bool = False
) -> Search:
    """Every figure and trend that nothing vouches for, in the order of the texts.

    ``years`` are those that the facts of the brief cover: a date, not a figure. Names and labels
    (``are_names``) are searched by the grammar alone, not weighed as sentences.
    """
    every = tuple(typed)
    found = [hit for one in every for hit in (_hits(one) if are_names else _weighed(one))]
    untraced = tuple(one for one in found if not _is_date(one, years))
    return Search(
        words=sum(len(_WORD.findall(one.text)) for one in every),
        dates=len(found) - len(untraced),
        exceptions=sum(one.exceptions for one in every),
        untraced=untraced,
    )


def _hits(typed: Typed) -> Iterator[Untraced]:
    """What is found in one text, in its order, each place once."""
    for word, kind, start in _found(typed.text, _looks_ahead(typed.path)):
        yield Untraced(word, kind, typed, start)


@lru_cache(_MOST_TEXTS)
def _found(text: str, looks_ahead: bool) -> tuple[tuple[str, str, int], ...]:
    """The words of a text, of what kind they are and where they begin; no trends in one that looks ahead.

    The names of a project are searched for each of its briefs, and are the same.
    """
    text = _LINE_END.sub(" ", _TWO_YEARS.sub(_first_year, text))
    asserted = without_wishes(without_names(text))
    figures = without_rules(asserted)
    amounts = without_suppositions(figures)
    trends = "" if looks_ahead else without_suppositions(asserted)
    kinds = (
        ("number", NUMBER.finditer(figures)),
        ("number word", NUMBER_WORD.finditer(amounts)),
        ("trend word", TREND_WORD.finditer(trends)),
        ("comparison", COMPARISON.finditer(trends)),
        ("quantity", QUANTITY.finditer(trends)),
        ("trend word", MOVED.finditer(trends)),
        ("comparison", RANKED.finditer(trends)),
        ("quantity", AMOUNTS.finditer(trends)),
        ("quantity", WITH_FEW.finditer(trends)),
        ("quantity", OVER_MANY.finditer(trends)),
        ("trend word", IN_TITLES.finditer(trends)),
    )
    hits = [(one.start(), -one.end(), one[0], kind) for kind, every in kinds for one in every]
    hits += [(start, -end, trends[start:end], kind) for kind, start, end in claims(trends)]
    end = -1
    found = []
    for start, minus_end, word, kind in sorted(hits):
        if start >= end:
            end = -minus_end
            told = re.sub(f"[{FACT}{FILLER}]+", "…", word).strip(" .,")
            found.append((told, kind, start))
    return tuple(found)


def _weighed(typed: Typed) -> Iterator[Untraced]:
    """The hits in one text, less those of sentences that claim nothing, and with sentences that do and have none.

    A sentence with a figure of a fact is not weighed: what its words say is held to the fact.
    """
    hits = list(_hits(typed))
    if _looks_ahead(typed.path):
        yield from hits
        yield from _surely_now(typed, {one.at for one in hits})
        return
    if _is_bound(typed.path):
        yield from hits
        return
    is_title = typed.path[-1:] in ((), ("title",))
    for start, sentence in sentences(_LINE_END.sub(" ", typed.text)):
        within = [one for one in hits if start <= one.at < start + len(sentence)]
        hits = [one for one in hits if one not in within]
        bare = sentence.lstrip(" #*>-\n")
        found = judged(bare) if _NO_SENTENCE.isdisjoint(sentence) else None
        if found is None:
            yield from within
        elif within:
            is_cleared = found.likely <= _LEAST and _WHOLE.match(bare)
            yield from (one for one in within if one.kind == "number" or not is_cleared)
        elif is_title and _HEADING.match(bare) and len(bare.split()) > 1:
            continue
        elif found.likely > _SURELY and (is_title or _WHOLE.match(bare)) and _is_asserted(bare):
            at = start + len(sentence) - len(bare) + found.start
            yield Untraced(bare[found.start : found.end], "claim", typed, at)
    yield from hits


def _surely_now(typed: Typed, known: Collection[int]) -> Iterator[Untraced]:
    """Trends in advice, which tells what should be: those of sentences that grammar and model alike take for claims."""
    as_text = replace(typed, path=())
    trends = [
        one
        for one in _hits(as_text)
        if one.kind == "trend word" and one.at not in known and _is_going_on(one)
    ]
    for start, sentence in sentences(_LINE_END.sub(" ", typed.text)):
        within = [one for one in trends if start <= one.at < start + len(sentence)]
        found = judged(sentence.lstrip(" #*>-\n")) if within else None
        if found is not None and found.likely > _SURELY:
            yield from (replace(one, typed=typed) for one in within)


def _is_going_on(one: Untraced) -> bool:
    """Whether a trend goes on or is over: advice tells its aims in the present tense (``the gap narrows``, ``is closed``)."""
    if _GOING_ON.search(one.word):
        return True
    is_passive = _IS.search(one.typed.text[: one.at] + one.word)
    return bool(_PAST.search(one.word)) and not is_passive


def _is_asserted(sentence: str) -> bool:
    """Whether more is left of a sentence than a question, a definition, a wish or a supposition."""
    left = without_suppositions(without_wishes(sentence))
    return len(_WORD.findall(left)) >= min(_LEFT, len(_WORD.findall(sentence)))


def _first_year(pair: re.Match[str]) -> str:
    """``2023`` for the year 2023/24, of 12 months; what is no such year stays."""
    is_one_year = int(pair[2]) == (int(pair[1]) + 1) % 100
    return f"{pair[1]}   " if is_one_year else pair[0]


def _looks_ahead(path: tuple[str | int, ...]) -> bool:
    return path[:1] == ("recommendations",) and path[-1] in _AHEAD


def _is_bound(path: tuple[str | int, ...]) -> bool:
    """Whether a text holds by a rule of its own, or is a label of a figure: no sentence to weigh."""
    return path[:1] == ("highlights",) or path[-1:] in (("label",), ("unit",), ("name",))


def _is_date(one: Untraced, years: frozenset[int]) -> bool:
    """Whether it is a year, not a figure: one of the data, or one that says when something was.

    A trend since a year that the data do not cover is a claim.
    """
    if not YEAR.fullmatch(one.word):
        return False
    before, after = one.typed.text[: one.at], one.typed.text[one.at + len(one.word) :]
    if COUNTED.match(after):
        return False
    return int(one.word) in years or not before.lower().rstrip().endswith("since")


def said(text: str, *, because: str) -> str:
    """An exception that an author declares in place: the words, and why they may stand."""
    words = re.findall(r"[^\W\d_]+", because)
    if len(words) < _REASON_WORDS or len("".join(words)) < _REASON_LETTERS:
        raise Refusal(
            f"the reason '{because}' says too little: say why the words may stand, "
            "as in said('...', because='a goal, not a finding')",
            code="missing-reason",
        )
    return f"{SAID_OPEN}{text}{SAID_CLOSE}"


def without_exceptions(text: str) -> tuple[str, str, int]:
    """A text as printed, as examined (without what is declared), and how many were declared."""
    printed = text.replace(SAID_OPEN, "").replace(SAID_CLOSE, "")
    examined, count = re.subn(f"{SAID_OPEN}.*?{SAID_CLOSE}", f" {FILLER} ", text, flags=re.DOTALL)
    return printed, examined, count
