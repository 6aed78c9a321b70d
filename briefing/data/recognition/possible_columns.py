"""Where a measure could stand in a file of any layout: every column, group of columns, or part of rows.

Coordinates of a value are told by rows or by headers. Members stand in a column; periods in a
column or in headers (``PROD_2023``, ``PROD_EST_2024``); measures in headers, or in a column whose
text picks rows. So every layout is some rows and some columns of values.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from briefing.core.period import Period
from briefing.core.period_notation import parse_period
from briefing.data.grid import Columns, Grid, tidy
from briefing.data.recognition.agreement import Key
from briefing.data.recognition.headers import Heading, heading_of, plain_name

_NUMBER = re.compile(r"[<>≥≤]?\s?(?:e\s?)?[-−+]?\d[\d,. ]*[epr%]?")
_COVERED = 0.4
"""Share of the known members or periods that rows must have to be those that are meant."""
_MOST_TEXTS = 400
"""Different texts in a column beyond which it does not tell measures apart."""
_NEXT = 8
"""How many periods beyond the known ones a new edition may reach."""
_MOST_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class Selection:
    """Rows that are read: all, or those where columns have a text; no key occurs twice."""

    where: Mapping[int, str]
    """Column to text."""
    rows: Mapping[tuple[str, Period | None], int]
    """Member and period (where a column tells it) to the index of the row."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Cells that could be those of a measure."""

    selection: Selection
    columns: Mapping[Period | None, int]
    """Period to column; one column for ``None`` where rows tell the period, or nothing does."""
    words: tuple[tuple[str, ...], ...]
    """What the headers say, and what the text that picks the rows says."""
    texts: Mapping[Key, str]
    """Its cells, those of an undated column without key."""
    estimated: frozenset[Period]
    """Periods whose headers say that they are estimates."""
    undated: Mapping[str, str]
    """The cells of an undated column, by member."""

    @property
    def spot(self) -> tuple[object, ...]:
        """What tells it from others."""
        return (*sorted(self.selection.where.items()), *self.columns.values())


class Sheet:
    """A new file, and what its columns seem to hold beside an edition that is known."""

    def __init__(self, grid: Grid, rename: Mapping[str, str], given: Mapping[str, str]) -> None:
        self.grid = grid
        self.headers = Columns.of(grid.headers, rename).headers
        width = len(self.headers)
        every = [
            tuple(tidy(cell) for cell in (*row.cells, *[""] * (width - len(row.cells))))[:width]
            for row in grid.rows[:_MOST_ROWS]
        ]
        at = {self.headers.index(tidy(name)): tidy(text) for name, text in given.items()}
        self.given = at
        self.rows = [row for row in every if all(row[c] == text for c, text in at.items())]

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The headers taken apart."""
        return tuple(heading_of(header) for header in self.headers)

    def column(self, index: int) -> list[str]:
        """The cells of a column."""
        return [row[index] for row in self.rows]

    @cached_property
    def texts(self) -> tuple[int, ...]:
        """Columns that hold words, under a header that is theirs alone."""
        found = []
        for index, header in enumerate(self.headers):
            cells = [cell for cell in self.column(index) if cell]
            words = sum(not _NUMBER.fullmatch(cell) for cell in cells)
            is_named = header and self.headers.count(header) == 1
            if cells and is_named and words * 2 > len(cells):
                found.append(index)
        return tuple(found)

    def member_column(self, known: Collection[str]) -> int | None:
        """The column with the most of the known members."""
        counts = {
            index: len({plain_name(cell) for cell in self.column(index)} & set(known))
            for index in range(len(self.headers))
        }
        best = max(counts, key=lambda index: (counts[index], -index), default=None)
        if best is None or counts[best] < max(1, _COVERED * len(known)):
            return None
        return best

    def period_column(self, known: Collection[Period], header: str) -> int | None:
        """The column whose cells are periods, of which some are known."""
        best: tuple[int, bool, int] | None = None
        for index, name in enumerate(self.headers):
            cells = [cell for cell in self.column(index) if cell]
            periods = [one for one in map(period_in, cells) if one]
            if not cells or len(periods) < 0.8 * len(cells):
                continue
            met = len(set(periods) & set(known))
            is_named = tidy(header).casefold() == name.casefold()
            is_near = all(min(known) <= one <= max(known).shifted(_NEXT) for one in periods)
            if met >= min(2, len(set(known))) or (met and (is_named or is_near)):
                best = max(best or (0, False, 0), (met, is_named, -index))
        return -best[2] if best else None

    def selections(
        self, member: int | None, period: int | None, known: Collection[Key]
    ) -> Iterator[Selection]:
        """Rows that can be meant, simple conditions first."""
        columns = [one for one in self.texts if one not in {member, period, *self.given}]
        seen: set[frozenset[int]] = set()
        wide = list[tuple[int, str]]()
        conditions = [(c, t) for c in columns for t in self._parts(c)]
        for where in [(), *((one,) for one in conditions)]:
            found = self._selected(dict(where), member, period, known, seen)
            if isinstance(found, Selection):
                yield found
            elif found and where:
                wide.append(where[0])
        for one, other in combinations(wide[:_MOST_TEXTS], 2):
            if one[0] != other[0]:
                found = self._selected(dict((one, other)), member, period, known, seen)
                if isinstance(found, Selection):
                    yield found

    def _parts(self, column: int) -> list[str]:
        counts = Counter(self.column(column))
        del counts[""]
        return list(counts) if len(counts) <= _MOST_TEXTS else []

    def _selected(
        self,
        where: Mapping[int, str],
        member: int | None,
        period: int | None,
        known: Collection[Key],
        seen: set[frozenset[int]],
    ) -> Selection | bool:
        """The selection; or whether its rows have what is known, and more than once."""
        chosen = [
            n for n, row in enumerate(self.rows) if all(row[c] == t for c, t in where.items())
        ]
        rows: dict[tuple[str, Period | None], int] = {}
        is_twice = False
        for number in chosen:
            row = self.rows[number]
            who = plain_name(row[member]) if member is not None else ""
            when = period_in(row[period]) if period is not None else None
            if (member is not None and not who) or (period is not None and when is None):
                continue
            is_twice = is_twice or (who, when) in rows
            rows.setdefault((who, when), number)
        if not self._is_enough(rows, known, member is not None):
            return False
        same = frozenset(rows.values())
        if is_twice:
            return True
        if same in seen:
            return False
        seen.add(same)
        return Selection({**self.given, **where}, rows)

    @staticmethod
    def _is_enough(
        rows: Mapping[tuple[str, Period | None], int], known: Collection[Key], by_member: bool
    ) -> bool:
        if by_member:
            wanted = {who for who, _ in known}
            return len(wanted & {who for who, _ in rows}) >= _COVERED * len(wanted)
        return bool(rows)

    def candidates(
        self, selection: Selection, taken: Collection[int | None]
    ) -> Iterator[Candidate]:
        """Columns of values in those rows: each alone, or those of one stem for several periods."""
        by_row = any(when is not None for _, when in selection.rows)
        columns = [
            index
            for index in range(len(self.headers))
            if index not in taken and index not in selection.where
        ]
        said = tuple(word for text in selection.where.values() for word in heading_of(text).stem)
        if not by_row:
            stems: dict[tuple[str, ...], dict[Period | None, int]] = {}
            for index in columns:
                heading = self.headings[index]
                if heading.period is not None:
                    stems.setdefault(heading.stem, {}).setdefault(heading.period, index)
            for stem, spots in stems.items():
                yield self._candidate(selection, spots, (stem, said))
        for index in columns:
            if by_row or self.headings[index].period is None:
                yield self._candidate(selection, {None: index}, (self.headings[index].stem, said))

    def _candidate(
        self,
        selection: Selection,
        spots: Mapping[Period | None, int],
        words: tuple[tuple[str, ...], ...],
    ) -> Candidate:
        texts: dict[Key, str] = {}
        undated: dict[str, str] = {}
        for (who, when), number in selection.rows.items():
            for period, column in spots.items():
                cell = self.rows[number][column]
                if (period or when) is not None:
                    texts[who, period or when] = cell  # type: ignore[index]  # one of them is there
                else:
                    undated[who] = cell
        estimated = frozenset(
            period
            for period, column in spots.items()
            if period is not None and self.headings[column].estimated
        )
        return Candidate(selection, spots, words, texts, estimated, undated)


def period_in(cell: str) -> Period | None:
    """The period that a cell tells, an estimate's mark passed over."""
    for ending in ("", "_estimated", "_estimate", " (estimated)", "e"):
        if cell.endswith(ending):
            try:
                return parse_period(cell.removesuffix(ending) if ending else cell)
            except ValueError:
                continue
    return None
