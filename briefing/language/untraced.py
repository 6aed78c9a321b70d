"""No naked number: digits, number words and trend words that no fact produced.

Looks at the plain words that an author typed; what facts printed is not among them. False alarms are
worse than misses, so a digit inside a name (``CO2``, ``G20``), a year that the data cover, and words
with another everyday meaning are let through. An author marks an exception in place:
``{{ said("twice", because="a saying") }}``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from briefing.core.problems import Refusal

SAID_OPEN, SAID_CLOSE = "\ue002", "\ue003"

_WORD = re.compile(r"[^\W_]+(?:[-'’.,][^\W_]+)*%?")
_NAMED = (
    r"(?<!section )(?<!article )(?<!chapter )(?<!route )(?<!phase )(?<!form )(?<!title )(?<!annex )"
    r"(?<!page )(?<!part )(?<!step )(?<!stage )(?<!rule )(?<!resolution )(?<!tier )(?<!level )"
)
"""What a number after these words counts is a name: section 232, phase 2."""
_DIGITS = re.compile(
    _NAMED + r"(?<![\w.])(?<!\w-)(?:[-−+]|[$£€]|USD ?|EUR ?)?\d[\d.,]*"
    r"(?:%|(?:kg|kt|t|km|bn|m|x)\b)?(?![\w])(?!-[A-Z]\b)|[½¼¾⅓⅔]",
    re.IGNORECASE,
)
_TWO_YEARS = re.compile(r"\b((?:19|20)\d\d)[/–-](\d\d)\b(?![-/]\d)")
_TITLED_YEAR = re.compile(r"\b20\d\d (?=[A-Z])")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER_WORDS = re.compile(
    r"\b(?:half(?!-)|halved|halves|double[sd]?(?! as\b)(?!-)|doubling|twice|thrice|tripled?|triples"
    r"|tripling|quadrupled?|(?:two|three|four|five|six|ten)fold|(?:one|two)[-‑]thirds?"
    r"|(?:one|three)[-‑]quarters?|one[-‑](?:fifth|tenth)|a third of|a quarter of|a fifth of|a tenth of"
    r"|(?:one|two|three|four) (?:in|out of) (?:two|three|four|five|ten)"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    r"|(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)[- ](?:largest|smallest|highest|lowest)"
    r"|hundreds?|thousands?|millions?|billions?|dozens?"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r" (?:percent|percentage|times|per cent))\b",
    re.IGNORECASE,
)
_TREND_WORDS = re.compile(
    r"\b(?:rose|fell|surged?|surges|surging|soared|plunged|plummeted|slumped|tumbled"
    r"|jumped(?! to conclusions)|dropped|climbed|collapsed|spiked|contracted|crashed|dipped"
    r"|grew(?! out)|shrank|(?:has|have|had) (?:risen|fallen|grown|shrunk)"
    r"|(?:is|are|was|were|been|keeps?) (?:rising|falling|soaring|tumbling|up|down)"
    r"|all-time high|all-time low|record (?:high|low|output|production|prices?))\b"
    r"|(?<=\w )(?:increased|decreased|declined)\b",
    re.IGNORECASE,
)
_KINDS = (
    ("number", _DIGITS),
    ("number word", _NUMBER_WORDS),
    ("trend word", _TREND_WORDS),
)


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


def find_untraced(typed: Iterable[Typed], years: frozenset[int]) -> Search:
    """Every figure and trend that nothing vouches for, in the order of the texts.

    ``years`` are those that the facts of the brief cover: a date, not a figure.
    """
    every = tuple(typed)
    found = []
    for one in every:
        hits = [
            (match.start(), Untraced(match.group().rstrip(".,"), kind, one))
            for kind, pattern in _KINDS
            for match in pattern.finditer(
                _TITLED_YEAR.sub(" ", _TWO_YEARS.sub(_first_year, one.text))
            )
        ]
        found += [hit for _, hit in sorted(hits, key=lambda pair: pair[0])]
    untraced = tuple(one for one in found if not _is_date(one.word, years))
    return Search(
        words=sum(len(_WORD.findall(one.text)) for one in every),
        dates=len(found) - len(untraced),
        exceptions=sum(one.exceptions for one in every),
        untraced=untraced,
    )


def _first_year(pair: re.Match[str]) -> str:
    """``2023`` for the year 2023/24, of 12 months; what is no such year stays."""
    is_one_year = int(pair[2]) == (int(pair[1]) + 1) % 100
    return f"{pair[1]}   " if is_one_year else pair[0]


def _is_date(word: str, years: frozenset[int]) -> bool:
    return bool(_YEAR.fullmatch(word)) and int(word) in years


def said(text: str, *, because: str) -> str:
    """An exception that an author declares in place: the words, and why they may stand."""
    if not because.strip():
        raise Refusal("say why: said('...', because='...')", code="missing-reason")
    return f"{SAID_OPEN}{text}{SAID_CLOSE}"


def without_exceptions(text: str) -> tuple[str, str, int]:
    """A text as printed, as examined (without what is declared), and how many were declared."""
    printed = text.replace(SAID_OPEN, "").replace(SAID_CLOSE, "")
    examined, count = re.subn(f"{SAID_OPEN}.*?{SAID_CLOSE}", " ", text, flags=re.DOTALL)
    return printed, examined, count
