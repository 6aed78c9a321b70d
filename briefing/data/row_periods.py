"""The period of each row of a table: from one column, or from a year and its part in two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from briefing.core.arrays import np
from briefing.core.period import Period
from briefing.core.period_column import Every, PeriodColumn, PeriodRules, read_periods
from briefing.core.period_notation import readings
from briefing.core.status import Status
from briefing.data.grid import Row, tidy
from briefing.data.text_rows import TextRows
from briefing.project.period_schema import PeriodColumns

_MARKED = re.compile(
    r"(?P<period>.+?)(?:_| )?(?P<mark>\((?:{words})\)|\[(?:{words})\]|(?<=[_ ])(?:{words})|(?<=\d)[eprf])".replace(
        "{words}",
        "estimated?|est\\.?|e|provisional|preliminary|prov\\.?|prel\\.?|p|revised|rev\\.?|r|"
        "forecast|projected|projection|f",
    ),
    re.IGNORECASE,
)
_NOTED = re.compile(
    r"(?P<period>.+?)\s*(?:\[(?:(?:foot)?notes?|fn)? ?\d[^\[\]]*\]|\((?:foot)?notes? ?\d[^()]*\)|[¹²³⁴-⁹*†‡]+)",
    re.IGNORECASE,
)
"""A period with the mark of a note: ``2020 [note 4]``."""
_STATUSES = {"e": Status.ESTIMATED, "p": Status.PROVISIONAL, "f": Status.FORECAST}
_WHOLE_YEAR = frozenset(
    {"", "total", "annual", "year", "full year", "whole year", "all", "jan-dec"}
)
_KINDS = (
    ("quarter", "Q", 4),
    ("qtr", "Q", 4),
    ("month", "M", 12),
    ("week", "W", 53),
    ("half", "H", 2),
)
_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4"}


@dataclass(frozen=True, slots=True)
class RowPeriods:
    """What the period columns say, row by row."""

    at: int
    """Index of the column, the first of two."""
    texts: Mapping[int, str]
    """What stands for the period of a row, by its number; both cells where there are two."""
    column: PeriodColumn
    marks: Mapping[str, Status]
    """What the text of a period says of all values of its row: ``2024_estimated``."""

    def of(self, row: Row) -> Period | None:
        """The period of a row; ``None`` where it tells none."""
        return self.column.periods.get(self.texts.get(row.number, ""))

    def status_of(self, row: Row) -> Status | None:
        """The status that the row's period tells."""
        return self.marks.get(self.texts.get(row.number, ""))


class ColumnTexts(Mapping[int, str]):
    """The texts of a column by the numbers of its rows."""

    def __init__(self, rows: TextRows, column: int) -> None:
        self._rows, self._column = rows, column
        self._numbers = rows.numbers

    def __getitem__(self, number: int) -> str:
        place = int(np.searchsorted(self._numbers, number))
        if place == len(self._numbers) or self._numbers[place] != number:
            raise KeyError(number)
        return _cell(self._rows[place], self._column)

    def __iter__(self) -> Iterator[int]:
        return iter(self._numbers.tolist())

    def __len__(self) -> int:
        return len(self._numbers)


def rules_of(config: object) -> PeriodRules:
    """What a data set declares of the notation of its periods."""
    if not isinstance(config, PeriodColumns):
        return PeriodRules()
    years = config.years or ("fiscal" if config.fiscal else None)
    apart = re.fullmatch(r"(\d+) years", config.every or "")
    if apart:
        return PeriodRules(years, config.dates, "year", config.starts, int(apart[1]))
    if config.every == "uneven":
        return PeriodRules(years, config.dates, "year", config.starts, are_uneven=True)
    every = cast("Every | None", config.every)
    return PeriodRules(years, config.dates, every, config.starts)


def row_periods(
    rows: Sequence[Row], column: int, part: int | None, part_header: str, rules: PeriodRules
) -> RowPeriods:
    """The periods of rows; a year that stands once, above its quarters, goes for all of them."""
    if isinstance(rows, TextRows) and part is None:
        read, marks = read_marked(rows.texts(column), rules)
        return RowPeriods(column, ColumnTexts(rows, column), read, marks)
    first = {row.number: _cell(row, column) for row in rows}
    texts = first
    if part is not None:
        second = {row.number: _cell(row, part) for row in rows}
        texts = _joined(_filled(first, second), second, _kind_of(second, part_header, rules))
    read, marks = read_marked(list(texts.values()), rules)
    return RowPeriods(column, texts, read, marks)


def read_marked(texts: Sequence[str], rules: PeriodRules) -> tuple[PeriodColumn, dict[str, Status]]:
    """Periods of texts of which some carry a mark, ``2024_estimated``, and what the marks say."""
    plain: dict[str, str] = {}
    marks: dict[str, Status] = {}
    for text in dict.fromkeys(texts):
        plain[text] = bare = without_period_note(text)
        match = _MARKED.fullmatch(bare)
        if match and not readings(bare) and readings(match["period"]):
            plain[text] = match["period"]
            initial = match["mark"].strip("([])")[0].lower()
            if initial in _STATUSES:
                marks[text] = _STATUSES[initial]
    read = read_periods(list(plain.values()), rules)
    periods = {text: read.periods[own] for text, own in plain.items() if own in read.periods}
    unread = tuple(text for text, own in plain.items() if own in read.unread)
    return PeriodColumn(periods, unread, read.doubt, read.keys), marks


def without_period_note(text: str) -> str:
    """A period without the marks of notes beside it."""
    while (match := _NOTED.fullmatch(text)) and not readings(text):
        text = match["period"]
    return text


def _filled(first: Mapping[int, str], second: Mapping[int, str]) -> dict[int, str]:
    """Years with those that are written once, in the first row of several, in every row."""
    filled, last = {}, ""
    for number, text in first.items():
        last = text or last
        filled[number] = last if second[number] or text else ""
    return filled


def _joined(
    first: Mapping[int, str], second: Mapping[int, str], kind: str | None
) -> dict[int, str]:
    return {number: _join(year, second[number], kind) for number, year in first.items()}


def _join(year: str, part: str, kind: str | None) -> str:
    """``2024`` and ``Q1``, ``1``, ``Quarter 1 (Jan to Mar)`` or ``March``, as one text."""
    bare = re.sub(r"\s*\([^)]*\)$", "", part)
    if bare.casefold() in _WHOLE_YEAR:
        return year
    if readings(part):
        return part
    number = _ROMAN.get(bare, bare.removesuffix(".0"))
    if number.isdigit() and kind is not None:
        return f"{year}-{kind}{int(number):02d}" if kind == "W" else f"{year} {kind}{int(number)}"
    return f"{bare} {year}"


def _kind_of(parts: Mapping[int, str], header: str, rules: PeriodRules) -> str | None:
    """What bare numbers count: quarters, months, weeks; by declaration, header, or the greatest."""
    named = rules.every or header.casefold()
    for word, kind, _ in _KINDS:
        if word in named:
            return kind
    bare = (_ROMAN.get(part, part.removesuffix(".0")) for part in parts.values())
    numbers = [int(one) for one in bare if one.isdigit()]
    greatest = max(numbers, default=0)
    if greatest > 12:  # noqa: PLR2004
        return "W"
    return "M" if greatest > 4 else None  # noqa: PLR2004


def _cell(row: Row, column: int) -> str:
    return tidy(row.cells[column]) if column < len(row.cells) else ""
