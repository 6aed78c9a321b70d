"""Tables as paper has room for them: whole, set closer, in parts below one another, turned, or on a page that lies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil
from typing import Literal

from briefing.core.statistics_table import Table, TableRow

Form = Literal["whole", "packed", "split", "turn", "landscape"]

MEASURE = 172.0
"""Millimetres: the width of a page that stands upright, between its margins."""
_LYING = frozenset({"policy-brief", "bulletin"})
"""Designs of which a table gets a page that lies though nobody asks for it."""
_PLACES: Mapping[str, float] = {"one-pager": 119.0, "in-focus": 182.0}
"""Millimetres: where tables have most space in the designs whose measure is another."""
_LONG_SIDE = 255.0
"""Millimetres: the width of a page that lies, between its margins, on the smaller of both papers."""
_LETTER, _APART, _HEADING = 1.25, 2.0, 24.0
"""Millimetres of a table: a digit, the space before a cell, the least heading of a row."""
_CLOSER, _CLOSER_HEADING = 1.0, 20.0
"""The same space and heading in a table that is set closer."""
_PERIOD = 10.0
"""Millimetres: the least heading of a row that is a period."""
_HEADING_LINES = 3
"""Over how many lines the heading of a measure goes."""
_AROUND_PART = 3
"""Lines of a part besides its rows: its name and its head."""
_MORE = 0.6
"""Every further line of the heading of a row, in parts of a row of one line."""
_ON_A_PAGE = 45
"""Lines of a table that stand on a page, beside a little text."""
_ON_A_LYING_PAGE = 36


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A table as it is set on paper."""

    form: Form
    parts: tuple[Table, ...]
    """Each with the heads and notes of the whole; one but where it is split."""
    is_turned: bool = False
    """Whether its rows are periods; parts of a turned table are too."""

    def share(self, part: Table) -> float:
        """The width of a part, in percent of its place: as wide a column as in the widest."""
        most = max(len(one.columns) for one in self.parts)
        return self.heading + (100 - self.heading) * len(part.columns) / most

    def name_of(self, part: Table) -> str:
        """The key of the words above a part behind the first: with the periods that it shows."""
        is_span = not self.is_turned and not part.of and len(part.columns) > 1
        return "table_periods" if is_span else "table_continued"

    @property
    def heading(self) -> float:
        """The width of the headings of rows, in percent of the table's place."""
        return 10.0 if self.is_turned else 24.0

    def heading_of(self, part: Table) -> float:
        """The same in percent of the part."""
        return 100 * self.heading / self.share(part)


def on_paper(table: Table, design: str) -> PaperTable:
    """How a table is set: as the author wants it (``wide:``), else as takes the least of the page.

    What fits stays whole. Where closer columns do, a design without a page that lies takes these. Else
    a table of series is turned where periods as rows are fewer lines than parts below one another; what
    is longer than a page so, and has room on one that lies, gets that where the design has one.
    """
    place = _PLACES.get(design, MEASURE)
    if width_of(table) <= place:
        return PaperTable("whole", (table,))
    ways = _ways(table, design, place)
    if wanted := next((one for one in ways if one.form == table.wide), None):
        return wanted
    closer = PaperTable("packed", (table,))
    if design not in _LYING and not table.wide and _closest_width(table) <= place:
        return closer
    lying = next((one for one in ways if one.form == "landscape"), None)
    is_one_page = lying is not None and len(table.rows) <= _ON_A_LYING_PAGE
    others = [one for one in ways if one.form != "landscape"]
    best = min(others, key=lambda way: _lines(way, place), default=None)
    if best is None or (is_one_page and not table.wide and _lines(best, place) > _ON_A_PAGE):
        return lying or closer
    return best


def has_landscape(design: str) -> bool:
    """Whether a design may have pages that lie; those of pages in two columns have none."""
    return design not in _PLACES


def width_of(table: Table, *, is_turned: bool = False) -> float:
    """Millimetres that a table takes at least, with headings of its rows and measures over some lines."""
    of_measures = table.of or is_turned
    columns = [_head(one) if of_measures else len(one) for one in table.columns]
    return (_PERIOD if is_turned else _HEADING) + sum(
        max(head, cell) * _LETTER + _APART
        for head, cell in zip(columns, _longest_cells(table), strict=True)
    )


def plain_width(table: Table) -> float:
    """The same with every heading of a column in one line."""
    return _HEADING + sum(
        max(len(head), cell) * _LETTER + _APART
        for head, cell in zip(table.columns, _longest_cells(table), strict=True)
    )


def _closest_width(table: Table) -> float:
    return _CLOSER_HEADING + (
        plain_width(table) - _HEADING - (_APART - _CLOSER) * len(table.columns)
    )


def _longest_cells(table: Table) -> Iterator[int]:
    for place in range(len(table.columns)):
        yield max((len(row.cells[place].text) for row in table.rows), default=0)


def _head(heading: str) -> int:
    """Letters of the longest line of a heading."""
    words = max(map(len, heading.split()), default=0)
    return max(words, ceil(len(heading) / _HEADING_LINES))


def _ways(table: Table, design: str, place: float) -> list[PaperTable]:
    """Every way in which a table that is too wide fits."""
    found = []
    if parts := split(table, place):
        found.append(PaperTable("split", parts))
    if not table.of and table.rows:
        turned = _turned(table)
        is_whole = width_of(turned, is_turned=True) <= place
        parts = (turned,) if is_whole else split(turned, place, is_turned=True)
        if parts and (len(parts) == 1 or table.wide == "turn"):
            found.append(PaperTable("turn", parts, is_turned=True))
    may_lie = design in _LYING or (table.wide == "landscape" and has_landscape(design))
    if may_lie and _closest_width(table) <= _LONG_SIDE:
        found.append(PaperTable("landscape", (table,)))
    return found


def split(table: Table, place: float, *, is_turned: bool = False) -> tuple[Table, ...]:
    """The table in as few parts as fit a place, each with about as many columns; none where no part does."""
    columns = len(table.columns)
    for count in range(2, columns + 1):
        ends = [round(columns * number / count) for number in range(count + 1)]
        parts = tuple(_of_columns(table, *span) for span in pairwise(ends))
        if all(width_of(one, is_turned=is_turned) <= place for one in parts):
            return parts
    return ()


def _of_columns(table: Table, start: int, end: int) -> Table:
    rows = tuple(replace(row, cells=row.cells[start:end]) for row in table.rows)
    return replace(table, columns=table.columns[start:end], rows=rows)


def _turned(table: Table) -> Table:
    """Periods as rows, and a column for each series, with its unit in the head."""
    heads = tuple(f"{row.heading}, {row.unit}" if row.unit else row.heading for row in table.rows)
    rows = (
        TableRow(period, "", tuple(row.cells[place] for row in table.rows))
        for place, period in enumerate(table.columns)
    )
    return replace(table, columns=heads, rows=tuple(rows))


def _lines(way: PaperTable, place: float) -> float:
    """About how many lines of a page it takes."""
    width = place * way.heading / 100 - _APART
    return sum(
        _AROUND_PART + sum(1 + _MORE * (_lines_in(one, width) - 1) for one in part.rows)
        for part in way.parts
    )


def _lines_in(row: TableRow, width: float) -> int:
    """Over how many lines the heading of a row goes."""
    return max(1, ceil((len(row.heading) + len(row.unit)) * _LETTER / width))
