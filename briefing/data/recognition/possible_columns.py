"""Where a measure could stand in a file of any layout: every column, group of columns, or part of rows.

Coordinates of a value are told by rows or by headers. Members stand in a column; periods in a
column or in headers (``PROD_2023``, ``PROD_EST_2024``); measures in headers, or in a column whose
text picks rows. So every layout is some rows and some columns of values.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from functools import cached_property

from briefing.core.frequency import Frequency
from briefing.core.period import Period
from briefing.core.period_column import PeriodRules, read_periods
from briefing.core.period_notation import parse_period
from briefing.data.grid import Columns, Grid, tidy
from briefing.data.header_rows import padded
from briefing.data.recognition.agreement import Key
from briefing.data.recognition.cell_values import is_number
from briefing.data.recognition.headers import (
    FLAG_WORDS,
    NOTE_WORDS,
    Heading,
    heading_of,
    is_split_year,
    plain_name,
)
from briefing.data.recognition.row_index import RowIndex, Rows, numbers_of, rows_of

_NUMBER = re.compile(r"[<>≥≤]?\s?(?:e\s?)?[-−+]?\d[\d,. ]*[epr%]?")
_COVERED = 0.4
"""Share of the known members or periods that rows must have to be those that are meant."""
_MOST_TEXTS = 400
"""Different texts in a column beyond which it does not tell measures apart."""
_NEXT = 8
"""How many periods beyond the known ones a new edition may reach."""
MOST_ROWS = 100_000
"""Rows of a file that are looked at."""
_MOST_PERIODS = 2_000
"""Different texts in a column beyond which they are no periods."""
_BETWEEN_KEYS = re.compile(r"[,;|]")
_SIGN = 3
"""Letters of a word that may stand in place of a number: ``W``, ``XX``, ``n.a``."""
Condition = str | tuple[str, ...]
"""The text, or one of several texts, that a column has."""
RowKey = tuple[str, Period | None]
"""Member and period of a row; the period is ``None`` where headers tell it."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Rows that are read: all, or those where columns have a text; no key occurs twice."""

    where: Mapping[int, Condition]
    """Column to text."""
    rows: Mapping[RowKey, int]
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
        return (*sorted(self.selection.where.items(), key=str), *self.columns.values())


Spots = Mapping[Period | None, int]
"""Period to column; one column for ``None`` where rows tell the period, or nothing does."""


class Sheet:
    """A new file, and what its columns seem to hold beside an edition that is known."""

    def __init__(
        self,
        grid: Grid,
        rename: Mapping[str, str],
        given: Mapping[str, str],
        aliases: Mapping[str, str] | None = None,
    ) -> None:
        """Read the rows that have the texts ``given``.

        ``aliases`` are members of the file, with what they were called before.
        """
        self.grid = grid
        self.headers = Columns.of(grid.headers, rename).headers
        width = len(self.headers)
        packed = {index for index in range(width) if self._is_split(index)}
        every = [
            tuple(
                "" if index in packed else tidy(cell)
                for index, cell in enumerate(padded(row.cells, width))
            )
            for row in grid.rows[:MOST_ROWS]
        ]
        at = {self.headers.index(tidy(name)): tidy(text) for name, text in given.items()}
        self.given = at
        self.rows = [row for row in every if all(row[c] == text for c, text in at.items())]
        self.index = RowIndex(self.rows)
        self.aliases = {plain_name(new): plain_name(old) for new, old in (aliases or {}).items()}
        self._keys: dict[tuple[int | None, int | None], list[RowKey | None]] = {}
        self._by_key: dict[tuple[int | None, int | None], Mapping[RowKey, Rows]] = {}
        self._periods: dict[str, Period | None] = {}

    def _is_split(self, index: int) -> bool:
        """Whether a column packs keys that stand in columns of their own: ``freq,unit,geo``."""
        names = _BETWEEN_KEYS.split(self.headers[index].partition("\\")[0])
        others = set(self.headers[index + 1 :])
        return len(names) > 1 and others.issuperset(names)

    def renamed(self, names: Mapping[str, str]) -> Sheet:
        """The same file, with further members that were called otherwise before."""
        other = copy(self)
        other.aliases = {**self.aliases, **names}
        other._keys, other._by_key = {}, {}
        return other

    def member_of(self, cell: str) -> str:
        """The member of a cell as it was called before, in plain form."""
        name = plain_name(cell)
        return self.aliases.get(name, name)

    def period_of(self, cell: str) -> Period | None:
        """The period that a cell tells."""
        if cell not in self._periods:
            self._periods[cell] = period_in(cell)
        return self._periods[cell]

    def keys(self, member: int | None, period: int | None) -> list[RowKey | None]:
        """Member and period of each row, as far as columns tell them; ``None`` for a row of neither."""
        if (member, period) not in self._keys:
            found: list[RowKey | None] = []
            for row in self.rows:
                who = self.member_of(row[member]) if member is not None else ""
                when = self.period_of(row[period]) if period is not None else None
                lacks = (member is not None and not who) or (period is not None and when is None)
                found.append(None if lacks else (who, when))
            self._keys[member, period] = found
        return self._keys[member, period]

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The headers taken apart."""
        are_split = any(map(is_split_year, self.headers))
        return tuple(heading_of(header, are_split=are_split) for header in self.headers)

    def column(self, index: int) -> list[str]:
        """The cells of a column."""
        return [row[index] for row in self.rows]

    @cached_property
    def texts(self) -> tuple[int, ...]:
        """Columns that hold words, under a header that is theirs alone."""
        found = []
        for index, header in enumerate(self.headers):
            counts = {t: r.bit_count() for t, r in self.index.texts(index).items() if t}
            words = sum(count for text, count in counts.items() if not _is_number(text))
            is_named = header and self.headers.count(header) == 1
            if counts and is_named and words * 2 > sum(counts.values()):
                found.append(index)
        return tuple(found)

    @cached_property
    def valued(self) -> frozenset[int]:
        """Columns in which some cell is a number, or a sign in place of one."""
        return frozenset(
            index
            for index in range(len(self.headers))
            if any(
                _is_number(text) or len(text) <= _SIGN for text in self.index.texts(index) if text
            )
        )

    def member_column(self, known: Collection[str]) -> int | None:
        """The column with the most of the known members."""
        counts = {
            index: len({self.member_of(cell) for cell in self.index.texts(index)} & set(known))
            for index in range(len(self.headers))
        }
        best = max(counts, key=lambda index: (counts[index], -index), default=None)
        if best is None or counts[best] < max(1, _COVERED * len(known)):
            return None
        return best

    def period_column(self, known: Collection[Period], header: str) -> int | None:
        """The column whose cells are periods, of which some are known, or that has its header and later ones."""
        best: tuple[int, bool, int] | None = None
        dates: dict[int, Mapping[str, Period]] = {}
        for index, name in enumerate(self.headers):
            counts = {t: r.bit_count() for t, r in self.index.texts(index).items() if t}
            if len(counts) > _MOST_PERIODS:
                continue
            read = {text: self.period_of(text) for text in counts}
            if whole := _first_days(read, known):
                read, dates[index] = {**read, **whole}, whole
            periods = {one for one in read.values() if one}
            dated = sum(count for text, count in counts.items() if read[text])
            if not counts or dated < 0.8 * sum(counts.values()):
                continue
            met = len(periods & set(known))
            is_named = tidy(header).casefold() == name.casefold()
            is_near = all(min(known) <= one <= max(known).shifted(_NEXT) for one in periods)
            is_alike = {one.frequency for one in periods} == {one.frequency for one in known}
            is_next = is_named and is_alike and min(periods) > max(known)
            if met >= min(2, len(set(known))) or (met and (is_named or is_near)) or is_next:
                best = max(best or (0, False, 0), (met, is_named, -index))
        if best:
            self._periods.update(dates.get(-best[2], {}))
        return -best[2] if best else None

    def rows_by_key(self, member: int | None, period: int | None) -> Mapping[RowKey, Rows]:
        """The rows of each member and period."""
        if (member, period) not in self._by_key:
            numbers: dict[RowKey, list[int]] = {}
            for number, key in enumerate(self.keys(member, period)):
                if key is not None:
                    numbers.setdefault(key, []).append(number)
            found = {key: rows_of(every) for key, every in numbers.items()}
            self._by_key[member, period] = found
        return self._by_key[member, period]

    def constants(self, selection: Selection) -> dict[int, str]:
        """What all rows have in common that not all of the table have, by columns that may pick rows."""
        found = {}
        numbers = list(selection.rows.values())
        for column in self.telling:
            text = self.rows[numbers[0]][column]
            if text and all(self.rows[number][column] == text for number in numbers):
                found[column] = text
        return found

    @cached_property
    def telling(self) -> tuple[int, ...]:
        """Columns of words that may pick rows, and have several."""
        every = (one for one in self.texts if self.may_pick(one))
        return tuple(one for one in every if len(self.index.texts(one)) > 1)

    def selections(
        self, member: int | None, period: int | None, known: Collection[Key]
    ) -> Iterator[Selection]:
        """Rows that can be meant under one condition at most, all rows first."""
        columns = [one for one in self.texts if one not in {member, period, *self.given}]
        columns = [one for one in columns if self.may_pick(one)]
        seen: set[Rows] = set()
        whole = self.selected({}, member, period)
        if whole is not None and self._is_enough(whole.rows, known, member is not None):
            yield whole
        for column in columns:
            parts = self.index.texts(column)
            if len(parts) > _MOST_TEXTS:
                continue
            for text, rows in parts.items():
                if not text or rows in seen:
                    continue
                seen.add(rows)
                found = self.selected({column: text}, member, period)
                if found and self._is_enough(found.rows, known, member is not None):
                    yield found

    def selected(
        self, where: Mapping[int, Condition], member: int | None, period: int | None
    ) -> Selection | None:
        """The rows that have these texts; ``None`` where one member and period stands twice in them."""
        keys = self.keys(member, period)
        found: dict[RowKey, int] = {}
        for number in numbers_of(self.index.with_texts(where)):
            key = keys[number]
            if key is None:
                continue
            if key in found:
                return None
            found[key] = number
        return Selection({**self.given, **where}, found) if found else None

    @staticmethod
    def _is_enough(rows: Mapping[RowKey, int], known: Collection[Key], by_member: bool) -> bool:
        if by_member:
            wanted = {who for who, _ in known}
            return len(wanted & {who for who, _ in rows}) >= _COVERED * len(wanted)
        if all(when is None for _, when in rows):
            return bool(rows)
        periods = {when for _, when in known}
        shared = len(periods & {when for _, when in rows})
        return shared >= _COVERED * len(periods) or (shared == 0 and len(rows) > 1)

    @cached_property
    def cells(self) -> int:
        """How many cells may hold values."""
        return len(self.rows) * max(1, len(self.valued))

    def may_pick(self, column: int) -> bool:
        """Whether a column may pick rows: one of flags, notes or estimates says more of them only."""
        heading = self.headings[column]
        is_beside = any(word in FLAG_WORDS or word.startswith(NOTE_WORDS) for word in heading.stem)
        return not is_beside and not heading.estimated

    def spots(self, taken: Collection[int | None], *, by_row: bool) -> list[Spots]:
        """Columns of values: each alone, or those of one stem for several periods.

        ``by_row`` says whether rows tell the period; ``taken`` are columns that tell something else.
        """
        columns = [index for index in range(len(self.headers)) if index not in taken]
        found: list[Spots] = []
        if not by_row:
            stems: dict[tuple[str, ...], dict[Period | None, int]] = {}
            for index in columns:
                heading = self.headings[index]
                if heading.period is not None:
                    stems.setdefault(heading.stem, {}).setdefault(heading.period, index)
            found += list(stems.values())
        found += [
            {None: index} for index in columns if by_row or self.headings[index].period is None
        ]
        return [one for one in found if self.valued & set(one.values())]

    def candidates(
        self, selection: Selection, taken: Collection[int | None]
    ) -> Iterator[Candidate]:
        """What the columns of values hold in those rows."""
        by_row = any(when is not None for _, when in selection.rows)
        for spots in self.spots({*taken, *selection.where}, by_row=by_row):
            yield self.candidate(selection, spots)

    def candidate(self, selection: Selection, spots: Spots) -> Candidate:
        """The cells of those columns in those rows."""
        picked = (text for one in selection.where.values() for text in texts_of(one))
        said = tuple(word for text in picked for word in heading_of(text).stem)
        words = (self.headings[next(iter(spots.values()))].stem, said)
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


def _first_days(
    read: Mapping[str, Period | None], known: Collection[Period]
) -> Mapping[str, Period]:
    """Days of a column that stand for the months, quarters or years that are known: ``2024-03-01``."""
    days = [text for text, one in read.items() if one and one.frequency is Frequency.DAILY]
    if not days or {one.frequency for one in known} <= {Frequency.DAILY}:
        return {}
    return read_periods(days, PeriodRules()).periods


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None or is_number(text)


def texts_of(condition: Condition) -> tuple[str, ...]:
    """The texts that rows may have."""
    return (condition,) if isinstance(condition, str) else condition


def period_in(cell: str) -> Period | None:
    """The period that a cell tells, an estimate's mark passed over."""
    for ending in ("", "_estimated", "_estimate", " (estimated)", "e"):
        if cell.endswith(ending):
            try:
                return parse_period(cell.removesuffix(ending) if ending else cell)
            except ValueError:
                continue
    return None
