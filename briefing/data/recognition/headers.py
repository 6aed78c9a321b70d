"""What the words of a header say: the period, whether it is an estimate, and the words that stay."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from briefing.core.period import Period
from briefing.core.period_notation import parse_period, readings
from briefing.data.grid import tidy
from briefing.data.recognition.place_words import without_note

_WORDS = re.compile(r"[^\W_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_YEAR = re.compile(
    r"(?P<word>[a-z]*?)(?P<fiscal>fy)?(?P<year>(?:18|19|20)\d\d)(?P<mark>e(?:st)?)?", re.IGNORECASE
)
SPLIT_YEAR = re.compile(r"(?<![\d/-])(?:19|20)\d\d[-/–](?:\d\d|(?:19|20)\d\d)(?![\d/-])")
"""A year of twelve months within a header: ``Forecast, 2027-28``."""
_QUARTER = re.compile(r"q[1-4]", re.IGNORECASE)
FORECAST = re.compile(
    r"\b(?:forecasts?|projections?|projected|plans?|planned|budget)\b", re.IGNORECASE
)
"""Words beside a period whose values are expected."""
_ESTIMATED = frozenset({"e", "est", "estimate", "estimated"})
_EXPECTED = frozenset({"forecast", "forecasts", "projection", "projected", "plans", "planned"})
_REPORTED = frozenset({"outturn", "outturns", "actual", "actuals"})
"""Words that say of the figures of a period how sure they are, and name no measure beside one."""
_FEWEST_LETTERS = 3
FLAG_WORDS = frozenset(
    {"flag", "flags", "status", "symbol", "symbols", "mark", "marker", "marks", "qualifier", "obs"}
)
"""Words in headers of columns that tell the status of the values beside them."""
NOTE_WORDS = ("note", "footnote", "remark", "comment")
"""How words in headers of columns of notes begin."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A header taken apart."""

    stem: tuple[str, ...]
    """Its words in small letters, without those that tell a period or an estimate."""
    period: Period | None
    """The one period that it names."""
    estimated: bool
    """Whether it says that the values are estimates."""


def heading_of(header: str, *, are_split: bool = False) -> Heading:
    """``PROD_EST_ 2024`` is the stem ``prod`` in 2024, estimated.

    ``are_split`` is whether other headers are years such as ``2018/19``: ``2011-12`` is one then.
    """
    if (period := _whole(header, are_split=are_split)) is not None:
        return Heading((), period, estimated=False)
    if len(found := SPLIT_YEAR.findall(header)) == 1 and "split" in (read := readings(found[0])):
        rest = heading_of(SPLIT_YEAR.sub(" ", header), are_split=are_split)
        return _sure(rest.stem, read["split"], estimated=rest.estimated)
    stem, years, quarter, estimated = list[str](), list[str](), "", False
    for word in _WORDS.findall(_CAMEL.sub(" ", header)):
        small = word.lower()
        if year := _YEAR.fullmatch(word):
            years.append(f"{'FY' if year['fiscal'] else ''}{year['year']}")
            estimated = estimated or bool(year["mark"])
            if len(year["word"]) > 1:
                stem.append(year["word"].lower())
        elif _QUARTER.fullmatch(word):
            quarter = f"-{word.upper()}"
        elif small in _ESTIMATED:
            estimated = True
        else:
            stem.append(small)
    if len(years) != 1:
        return Heading((*stem, *years), None, estimated)
    return _sure(stem, parse_period(years[0] + quarter), estimated=estimated)


def _sure(stem: Iterable[str], period: Period, *, estimated: bool) -> Heading:
    """A heading of a period, without the words that say how sure its figures are."""
    words = tuple(stem)
    kept = tuple(one for one in words if one not in _EXPECTED | _REPORTED)
    return Heading(kept, period, estimated or bool({*words} & _EXPECTED))


def is_split_year(header: str) -> bool:
    """Whether a header is a year such as ``2018/19``, and can be no month."""
    found = readings(without_note(tidy(header)))
    return "split" in found and "month" not in found


def _whole(header: str, *, are_split: bool) -> Period | None:
    """The period that a header is as a whole; years alone are told by their words."""
    bare = without_note(tidy(header))
    if bare.isdigit():
        return None
    found = readings(bare)
    if "split" in found and (are_split or "month" not in found):
        return found["split"]
    return found.get("plain") or found.get("month")


def alike(one: Iterable[str], other: Iterable[str]) -> float:
    """How much two sets of words agree, 0 to 1 (Dice's coefficient); ``prod`` is ``production``."""
    left, right = set(one), set(other)
    if not left or not right:
        return 0.0
    met = sum(any(_same(a, b) for b in right) for a in left)
    back = sum(any(_same(a, b) for a in left) for b in right)
    return (met + back) / (len(left) + len(right))


def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= _FEWEST_LETTERS and long.startswith(short)


def plain_name(member: str) -> str:
    """A member as it is compared: no capitals, no stray spaces, no footnote digits fused to it."""
    return re.sub(r"(?<=\D)\s*\d{1,2}$", "", tidy(member)).casefold()
