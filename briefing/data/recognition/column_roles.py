"""The columns of a table to their roles by what each holds and is called, one by one.

What texts tell together, who is a member and what a measure, is decided in
:mod:`briefing.data.recognition.keys`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from briefing.core.period_column import PeriodRules
from briefing.core.period_notation import readings
from briefing.data.recognition.cell_kinds import CellKind, is_year
from briefing.data.recognition.headers import SPLIT_YEAR, heading_of
from briefing.data.recognition.place_words import without_note
from briefing.data.recognition.recognised import LIKELY, SURE, UNSURE, Column, Role
from briefing.data.recognition.role_words import (
    CODE_HEADER,
    ERROR_HEADER,
    FLAG_HEADER,
    LENGTH,
    NOTE_HEADER,
    PART_HEADER,
    PERIOD_HEADER,
    UNIT_HEADER,
    says_when,
    spelled,
)
from briefing.data.recognition.table_bounds import Bounds
from briefing.data.recognition.units_said import is_unit, unit_of_ending
from briefing.data.row_attributes import attribute_columns
from briefing.data.row_periods import read_marked, row_periods, without_period_note
from briefing.language.number_marks import status_said

_SAMPLES = 3
_FEW, _MANY = 2, 12
_MOST, _HALF = 0.95, 0.5
_SEVERAL_PERIODS = 3
"""So many columns of a period each make headers tell the periods: "Estimates Start After" does not."""
_WITH_RANGE = re.compile(r"[-−]?[\d.,]+ ?[\[(][-−]?[\d.,]+ ?(?:-|–|to|,) ?[-−]?[\d.,]+[\])]")
"""``69.0 [68.0-70.0]``, as the World Health Organization writes it beside the number."""


def columns_of(bounds: Bounds) -> tuple[Column, ...]:
    """What each column is taken for; words that may be keys have the role :attr:`Role.LABEL`."""
    attributes = {header: what for what, header in attribute_columns(bounds.headers).items()}
    found = [_Sight(bounds, index).column(attributes) for index in range(len(bounds.headers))]
    found = _one_period(bounds, found)
    return tuple(_without_helpers(bounds, found))


class _Sight:
    """One column at sight."""

    def __init__(self, bounds: Bounds, index: int) -> None:
        self.bounds, self.index = bounds, index
        self.texts = bounds.column(index)
        self.filled = [one for one in self.texts if one]
        self.header = bounds.headers[index]
        self.words = spelled(self.header)
        texts = Counter(self.filled)
        self.distinct = list(texts)
        self.kinds: Counter[CellKind] = Counter()
        for text, count in texts.items():
            self.kinds[bounds.kinds.of(text)] += count

    def taken(self, role: Role, reason: str, confidence: float = SURE, period: str = "") -> Column:
        return Column(
            self.index,
            self.header,
            role,
            reason,
            confidence,
            period=period,
            samples=tuple(self.distinct[:_SAMPLES]),
            blanks=len(self.texts) - len(self.filled),
        )

    def column(self, attributes: dict[str, str]) -> Column:
        """What it is taken for."""
        if not self.filled:
            return self.taken(Role.EMPTY, "nothing stands in it")
        if what := attributes.get(self.header):
            if what == "status":
                return self.taken(Role.FLAG, "SDMX calls the status of a value so")
            return self.taken(Role.ATTRIBUTE, "SDMX calls an attribute of values so")
        for test in (self._dated, self._named, self._period, self._numbers):
            if found := test():
                return found
        if unit_of_ending(self.header):
            return self.taken(Role.VALUE, "its header has the ending of a unit", LIKELY)
        return self._text()

    def _dated(self) -> Column | None:
        """Values under a header that names one period."""
        if not self._is_numeric():
            return None
        said = period_in_header(self.header)
        if not said or (is_year_column(self.filled) and said != without_note(self.header)):
            return None
        return self.taken(Role.VALUE, f"values of {said}, as its header says", period=said)

    def _named(self) -> Column | None:
        """What its header alone tells."""
        if ERROR_HEADER.search(self.words) and self._is_numeric():
            return self.taken(Role.ERROR, "its header tells a sampling error")
        if NOTE_HEADER.search(self.words) and all(map(_is_status, self.distinct)):
            return self.taken(Role.FLAG, "its texts are statuses of values")
        if NOTE_HEADER.search(self.words) and not self._is_numeric():
            return self.taken(Role.NOTE, "its header tells notes")
        is_short = all(len(one) <= 12 for one in self.distinct)  # noqa: PLR2004
        if FLAG_HEADER.search(self.words) and is_short and not self._is_numeric():
            return self.taken(Role.FLAG, "its header tells the status of values")
        is_scale = "multiplier" in self.words.casefold()
        if UNIT_HEADER.search(self.words) and not is_scale and not self._is_numeric():
            units = sum(is_unit(one) for one in self.distinct)
            sure = SURE if units == len(self.distinct) else LIKELY
            return self.taken(Role.UNIT, "its header tells units", sure)
        return None

    def _period(self) -> Column | None:
        if all(_QUARTER_ALONE.fullmatch(one) for one in self.distinct) and len(self.distinct) > 1:
            return self.taken(Role.PERIOD_PART, "its texts are quarters without a year", LIKELY)
        is_called = PERIOD_HEADER.search(self.words) is not None
        are_years = is_year_column(self.filled)
        if (
            not is_called
            and not are_years
            and self.kinds[CellKind.PERIOD] < _HALF * len(self.filled)
        ):
            return None
        if is_called and PART_HEADER.search(self.words) and _are_parts(self.distinct):
            return self.taken(Role.PERIOD_PART, "its texts are parts of a year", LIKELY)
        read, _ = read_marked(self.distinct, PeriodRules())
        known = len(read.periods) + (len(self.distinct) - len(read.unread) if read.doubt else 0)
        if known < _MOST * len(self.distinct):
            return None
        if not are_years and self._is_numeric() and not says_when(self.header):
            return None
        why = "its header and texts tell periods" if is_called else "its texts are periods"
        return self.taken(Role.PERIOD, why, SURE if is_called and not read.doubt else LIKELY)

    def _numbers(self) -> Column | None:
        numbers, signs = self.kinds[CellKind.NUMBER], self.kinds[CellKind.SIGN]
        if not numbers and not (signs and self.index in self.bounds.numeric):
            return None
        others = len(self.filled) - numbers - signs
        if numbers + signs <= others:
            return None
        if all(_WITH_RANGE.fullmatch(one) for one in self.distinct):
            return self.taken(Role.OTHER, "numbers with their range beside them, as text")
        if CODE_HEADER.search(self.words) and not others:
            return self.taken(Role.LABEL, "numbers, and its header tells a code", LIKELY)
        if not self.header and len(self.distinct) <= _FEW and len(self.filled) > _MANY:
            return self.taken(Role.OTHER, "always the same numbers, without a header", LIKELY)
        if others:
            return self.taken(Role.VALUE, f"numbers, and {others} texts that are none", LIKELY)
        if not self.header:
            return self.taken(Role.VALUE, "its texts are numbers, and it has no header", UNSURE)
        return self.taken(Role.VALUE, "its texts are numbers")

    def _text(self) -> Column:
        sentences = sum(len(one) > 40 and " " in one for one in self.distinct)  # noqa: PLR2004
        sparse = len(self.filled) < _HALF * len(self.texts)
        if sentences > _HALF * len(self.distinct) and (sparse or not self.header):
            return self.taken(Role.NOTE, "sentences beside some rows", LIKELY)
        flags = {"a", "b", "d", "e", "f", "i", "n", "p", "r", "s", "u", "*", "c"}
        if not self.header and set(map(str.casefold, self.distinct)) <= flags:
            return self.taken(Role.FLAG, "letters that are flags of values", LIKELY)
        if len(self.distinct) == 1 and len(self.texts) > 1 and not sparse:
            return self.taken(Role.LABEL, "one text for all rows")
        return self.taken(Role.LABEL, "its texts are words", LIKELY)

    def _is_numeric(self) -> bool:
        numbers = self.kinds[CellKind.NUMBER] + self.kinds[CellKind.SIGN]
        return self.kinds[CellKind.NUMBER] > 0 and numbers > _HALF * len(self.filled)


def _is_status(text: str) -> bool:
    """Whether a text says no more than how sure a value is: ``estimated``, ``p``."""
    return status_said(text) is not None


def is_year_column(texts: Sequence[str]) -> bool:
    """Whether all texts are years by themselves, and no counts that look like some."""
    years = [without_period_note(one) for one in texts]
    return all(map(is_year, years)) and _are_near([int(one[:4]) for one in years])


def _are_near(years: Sequence[int]) -> bool:
    return max(years) - min(years) <= 300 and max(years) <= 2100 and min(years) >= 1700  # noqa: PLR2004


_PART = re.compile(
    r"(?:q|qtr|quarter|week|w|wk|h|half|m|month)?\.?\s?(?:\d{1,2}|i{1,3}|iv)(?:st|nd|rd|th)?"
    r"(?: quarter| half)?(?:\s?\([^)]*\))?|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?|total|annual|year|full year|"
    r"(?:jan|apr|jul|oct)[a-z]* ?(?:-|–|to) ?[a-z]+",
    re.IGNORECASE,
)


_QUARTER_ALONE = re.compile(
    r"q[1-4]|quarter [1-4](?: \([^)]*\))?|[1-4](?:st|nd|rd|th) quarter|(?:(?:19|20)\d\d )?total",
    re.IGNORECASE,
)


def _are_parts(texts: Sequence[str]) -> bool:
    return len(texts) <= 54 and all(_PART.fullmatch(one) for one in texts)  # noqa: PLR2004


_MARK_OF_PERIOD = re.compile(
    r"(?<=\d)(?:[eprf]|\s?[\[(](?:e|p|r|f|est|prov|rev|provisional|estimated?|forecast)\.?[\])])$",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_NO_PERIOD = re.compile(
    r"\b(?:from|since|until|before|after|base|ref)\s+\S*(?:19|20)\d\d|=\s?100", re.IGNORECASE
)
_QUARTER = re.compile(
    r"(?:q[1-4]|quarter [1-4]|[a-z]{3,9}) (?:19|20)\d\d|(?:19|20)\d\d[- ]?q[1-4]", re.IGNORECASE
)


def period_in_header(header: str) -> str:
    """The one period that a header names: all of it, what stands in brackets, or some of its words."""
    bare = _MARK_OF_PERIOD.sub("", header)
    if is_year(bare) or readings(bare):
        return header
    plain = without_note(header)
    if is_year(plain) or readings(plain):
        return plain
    if _NO_PERIOD.search(header):
        return ""
    for said in (*_IN_BRACKETS.findall(header), *_QUARTER.findall(header)):
        if readings(said):
            return str(said).strip()
    if len(split := SPLIT_YEAR.findall(header)) == 1 and readings(split[0]):
        return str(split[0])
    period = heading_of(header).period
    return "" if period is None else str(period)


def _one_period(bounds: Bounds, columns: list[Column]) -> list[Column]:
    """One column of periods: the one whose header tells most; a part without a year is a label."""
    periods = [one for one in columns if one.role is Role.PERIOD]
    if len({one.period for one in columns} - {""}) >= _SEVERAL_PERIODS:
        aside = [one for one in periods if not PERIOD_HEADER.search(spelled(one.header))]
        columns = [
            _again(one, Role.LABEL, "headers tell the periods") if one in aside else one
            for one in columns
        ]
        periods = [one for one in periods if one not in aside]
    parts = [one for one in columns if one.role is Role.PERIOD_PART]
    found = list(columns)
    if len(periods) > 1:
        best = min(periods, key=lambda one: (_rank(one), one.index))
        for one in periods:
            is_called = PERIOD_HEADER.search(spelled(one.header)) is not None
            if one is best:
                continue
            is_length = LENGTH.search(spelled(one.header)) is not None
            if (is_called and not is_length) or not is_year(one.samples[0]):
                found[one.index] = _again(one, Role.LABEL, f"another period than '{best.header}'")
            else:
                found[one.index] = _again(one, Role.VALUE, "numbers that look like years")
        periods = [best]
    for one in parts:
        keep = one is parts[0] and len(periods) == 1
        if keep and not _reads_with(bounds, periods[0], one):
            keep = False
        if not keep:
            found[one.index] = _again(one, Role.LABEL, "no part of the periods beside it")
    return found


def _rank(column: Column) -> int:
    """How much a header tells that these are the periods of the values."""
    words = spelled(column.header).casefold()
    order = ("time period", "period", "year", "time", "date", "quarter", "month")
    return next((i for i, word in enumerate(order) if word in words), len(order)) + 10 * (
        "release" in words
        or "publi" in words
        or "update" in words
        or LENGTH.search(words) is not None
    )


def _reads_with(bounds: Bounds, year: Column, part: Column) -> bool:
    read = row_periods(bounds.rows, year.index, part.index, part.header, PeriodRules())
    texts = {one for one in read.texts.values() if one}
    return bool(texts) and len(read.column.periods) >= _HALF * len(texts)


def _without_helpers(bounds: Bounds, columns: list[Column]) -> list[Column]:
    """Columns that go on where the rows have ended are no part of the table."""
    keys = [one.index for one in columns if one.role in {Role.PERIOD, Role.PERIOD_PART, Role.LABEL}]
    if not keys:
        return columns
    texts = {index: bounds.column(index) for index in range(len(columns))}
    last = max((i for key in keys for i, text in enumerate(texts[key]) if text), default=0)
    if last >= len(bounds.rows) - 1:
        return columns
    return [
        _again(one, Role.OTHER, "it goes on below the last row of the table")
        if one.role is Role.VALUE and any(texts[one.index][last + 1 :])
        else one
        for one in columns
    ]


def _again(column: Column, role: Role, reason: str) -> Column:
    return Column(
        column.index,
        column.header,
        role,
        reason,
        LIKELY,
        samples=column.samples,
        blanks=column.blanks,
    )
