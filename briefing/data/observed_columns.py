"""The observations of a long table as columns: whose, when and where each value stands.

They are the same, in the same order, as :class:`~briefing.data.layout.Layout` finds them row by row, which is
asked of the rows that name no member or no period, so that these are told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias, TypeVar, overload

from briefing.core.arrays import np
from briefing.core.blocks import narrow, narrowest, picked
from briefing.core.period import Period
from briefing.core.status import Status
from briefing.data.arrow_arrays import Flags, joined, taken
from briefing.data.plain_texts import PlainTexts
from briefing.data.raw_observation import RawObservation, Target
from briefing.data.row_periods import ColumnTexts, RowPeriods
from briefing.data.text_rows import Coded, Indexes, TextColumns, TextRows, first_places, seen_in

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from briefing.data.arrow_arrays import Texts

Codes: TypeAlias = "NDArray[np.signedinteger]"
_Thing = TypeVar("_Thing")


@dataclass(frozen=True)
class ObservedColumns(Sequence[RawObservation]):
    """Observations of all series of a data set; one is made when somebody asks for it."""

    table: TextColumns
    series: tuple[str, ...]
    members: tuple[str | None, ...]
    periods: tuple[Period, ...]
    statuses: tuple[Status | None, ...]
    series_of: Codes
    """For each observation the place of its series, and so on."""
    member_of: Codes
    period_of: Codes
    status_of: Codes
    column_of: Codes
    row_of: Indexes
    """The row of the table."""
    _plain: dict[str, PlainTexts] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        """How many there are."""
        return len(self.row_of)

    @overload
    def __getitem__(self, index: int) -> RawObservation: ...
    @overload
    def __getitem__(self, index: slice) -> list[RawObservation]: ...
    def __getitem__(self, index: int | slice) -> RawObservation | list[RawObservation]:
        """One observation with its row."""
        if isinstance(index, slice):
            return [self[one] for one in range(len(self))[index]]
        rows = TextRows(self.table, self.row_of)
        return RawObservation(
            self.series[self.series_of[index]],
            self.members[self.member_of[index]],
            self.periods[self.period_of[index]],
            rows[index],
            int(self.column_of[index]),
            self.statuses[self.status_of[index]],
        )

    def cell(self, index: int) -> tuple[str | None, Period, tuple[int, int], str]:
        """Member and period of one, where it stands (the number of its row, its column from 0), and its text."""
        row, column = int(self.row_of[index]), int(self.column_of[index])
        return (
            self.members[self.member_of[index]],
            self.periods[self.period_of[index]],
            (int(self.table.numbers[row]), column),
            self.table.column(column)[row].as_py(),
        )

    def __iter__(self) -> Iterator[RawObservation]:
        """Every observation, made as it is asked for."""
        return (self[index] for index in range(len(self)))

    def of_series(self, name: str) -> Indexes:
        """Which observations are of one series."""
        if name not in self.series:
            return np.empty(0, dtype=np.int32)
        if len(self.series) == 1:
            return self.all_of_them
        return np.flatnonzero(self.series_of == self.series.index(name)).astype(np.int32)

    @cached_property
    def all_of_them(self) -> Indexes:
        """All observations: where each row has one, the rows."""
        rows, count = self.row_of, len(self)
        if count and not rows[0] and rows[-1] == count - 1 and (rows[1:] > rows[:-1]).all():
            return rows
        return np.arange(count, dtype=np.int32)

    @property
    def rows(self) -> Indexes:
        """The rows that have any, each once, in the order of the file."""
        return self.row_of if self.row_of is self.all_of_them else seen_in(self.row_of)

    def at(self, codes: Codes, which: Indexes) -> Codes:
        """What some observations have of codes for each, in the order of the file."""
        return codes if len(which) == len(codes) else picked(codes, which)

    def texts(self, which: Indexes) -> Texts:
        """The cells of some observations as printed, in the order of the file."""
        columns, rows = self.at(self.column_of, which), self.at(self.row_of, which)
        used = seen_in(columns).tolist()
        if len(used) == 1:
            column = self.table.column(used[0])
            is_whole = len(rows) == len(column) and bool((rows[1:] > rows[:-1]).all())
            return column if is_whole else taken(column, rows)
        parts = [np.flatnonzero(columns == one) for one in used]
        cells = [
            taken(self.table.column(one), rows[part]) for one, part in zip(used, parts, strict=True)
        ]
        order = np.argsort(np.concatenate([*parts, np.empty(0, dtype=np.int64)]))
        return taken(joined(cells), order)

    def stored(self, which: Indexes) -> Flags:
        """Which of some observations the file holds as numbers."""
        found, columns = np.zeros(len(which), dtype=bool), self.at(self.column_of, which)
        for column in seen_in(columns).tolist():
            flags = self.table.stored[column] if column < len(self.table.stored) else None
            if flags is not None:
                mine = columns == column
                found[mine] = flags[self.row_of[which[mine]]]
        return found

    def plain_texts(self, name: str) -> PlainTexts:
        """What is read at once of the cells of a series."""
        if name not in self._plain:
            which = self.of_series(name)
            self._plain[name] = PlainTexts.of(self.texts(which), self.stored(which))
        return self._plain[name]

    def let_go(self, name: str) -> None:
        """Keep what was read of the cells of a series no longer."""
        self._plain.pop(name, None)

    @property
    def seen_periods(self) -> tuple[Period, ...]:
        """The periods that any of them has."""
        return tuple(self.periods[one] for one in seen_in(self.period_of).tolist())


def firsts_of_members(
    observations: Sequence[RawObservation], wanted: Callable[[str], bool]
) -> Iterator[RawObservation]:
    """The first observations of members whose names are wanted; of rows that are read one by one, all."""
    if not isinstance(observations, ObservedColumns):
        return iter(observations)
    places, first = first_places(observations.member_of)
    members = observations.members
    found = [
        one
        for place, one in zip(places.tolist(), first.tolist(), strict=True)
        if (name := members[place]) and wanted(name)
    ]
    return (observations[one] for one in found)


def last_period(observations: Sequence[RawObservation]) -> Period:
    """The last period of any observation."""
    if isinstance(observations, ObservedColumns):
        return max(observations.seen_periods)
    return max(raw.period for raw in observations)


class Observing:
    """Gathers the observations of a data set, a column of values after another."""

    def __init__(self, table: TextColumns, renamed: Callable[[str], str]) -> None:
        self._table, self._renamed = table, renamed
        self._series = dict[str, int]()
        self._members = dict[str | None, int]()
        self._periods = dict[int, tuple[int, Period]]()
        self._statuses = dict[Status | None, int]()
        self._parts: list[tuple[Codes, ...]] = []
        self._rows: list[Indexes] = []

    def add(
        self,
        name: str,
        rows: TextRows,
        target: Target,
        period: Period | RowPeriods | None,
        dimension: int | None,
    ) -> Indexes:
        """Note the values of a column; returns which of the rows have none of their own to tell."""
        members = self._members_of(rows, target, dimension)
        periods, statuses = self._times_of(rows, target, period)
        is_told = (members >= 0) & (periods >= 0)
        series = _of_all(_place_of(name, self._series), len(rows))
        columns = _of_all(target.column, len(rows))
        found: tuple[Codes, ...] = (series, members, periods, statuses, columns)
        at = rows.at
        if not is_told.all():
            found, at = tuple(one[is_told] for one in found), at[is_told]
        self._parts.append(found)
        self._rows.append(at)
        return np.flatnonzero(~is_told)

    def found(self) -> ObservedColumns:
        """All that was noted."""
        codes = [_joined([part[index] for part in self._parts]) for index in range(5)]
        series, members, periods, statuses, columns = codes
        rows = _joined(self._rows)
        return ObservedColumns(
            self._table,
            tuple(self._series),
            tuple(self._members),
            tuple(period for _, period in self._periods.values()),
            tuple(self._statuses),
            series,
            members,
            periods,
            statuses,
            columns,
            rows,
        )

    def _members_of(self, rows: TextRows, target: Target, dimension: int | None) -> Codes:
        if dimension is None or target.member is not None:
            member = None if target.member is None else self._renamed(target.member)
            return _of_all(_place_of(member, self._members), len(rows))
        places = {}
        for text in rows.texts(dimension):
            name = self._renamed(text)
            places[text] = _place_of(name, self._members) if name else -1
        texts = rows.table.coded(dimension).texts
        return picked(_looked_up(texts, places), rows.codes(dimension))

    def _times_of(
        self, rows: TextRows, target: Target, period: Period | RowPeriods | None
    ) -> tuple[Codes, Codes]:
        when, count = target.period or period, len(rows)
        if not isinstance(when, RowPeriods):
            place = -1 if when is None else self._of_period(when)
            status = _place_of(target.status, self._statuses)
            return _of_all(place, count), _of_all(status, count)
        if isinstance(when.texts, ColumnTexts):
            coded, texts = rows.table.coded(when.at), rows.texts(when.at)
            codes = rows.codes(when.at)
        else:  # of several columns
            coded = Coded.of([when.texts[one] for one in rows.numbers.tolist()])
            codes, texts = coded.codes, coded.texts
        known = when.column.periods
        places = {one: self._of_period(known[one]) if one in known else -1 for one in texts}
        statuses = {
            one: _place_of(target.status or when.marks.get(one), self._statuses) for one in texts
        }
        found = _looked_up(coded.texts, places), _looked_up(coded.texts, statuses)
        return picked(found[0], codes), picked(found[1], codes)

    def _of_period(self, period: Period) -> int:
        return self._periods.setdefault(id(period), (len(self._periods), period))[0]


def _of_all(place: int, count: int) -> Codes:
    """The same place of every row."""
    return np.full(count, place, dtype=narrowest(place))


def _joined(parts: Sequence[Codes]) -> Codes:
    if len(parts) == 1:
        return parts[0]
    return np.concatenate([np.empty(0, dtype=np.int8), *parts])


def _place_of(one: _Thing, places: dict[_Thing, int]) -> int:
    return places.setdefault(one, len(places))


def _looked_up(texts: Sequence[str], places: Mapping[str, int]) -> Codes:
    return narrow(np.array([places.get(one, -1) for one in texts], dtype=np.int32))
