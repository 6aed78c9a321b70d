"""The plain numbers of one series to columns of facts, and which cells are to be read one by one.

The facts are those that :class:`~briefing.data.plain_cells.PlainCells` makes of single cells.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

from briefing.core.arrays import np
from briefing.core.blocks import blocks, narrowest, picked
from briefing.core.column_facts import ColumnFacts, FactColumns, Timeline
from briefing.core.fact import Fact
from briefing.core.period import Period
from briefing.core.problems import ProblemLog
from briefing.core.status import Status
from briefing.data.arrow_arrays import Flags, are
from briefing.data.layout import Layout
from briefing.data.observed_columns import Codes, ObservedColumns
from briefing.data.panels import MEMBERLESS
from briefing.data.plain_cells import PlainCells
from briefing.data.plain_texts import MOST_DIGITS, PlainTexts, powers_of_ten
from briefing.data.statuses import declared_status
from briefing.data.text_rows import Indexes, first_places, firsts, numbered

if TYPE_CHECKING:
    from numpy.typing import NDArray

_NO_STATUS = -1
Made = Mapping[tuple[str, str], dict[Period, Fact]]
"""Facts of cells that were read one by one, by series and member."""


@dataclass(frozen=True, slots=True)
class PlainColumns:
    """What is known of the cells of one series before any fact is made."""

    name: str
    observations: ObservedColumns
    columns: FactColumns | None
    """The plain numbers, by member and period; ``None`` without any."""
    of_rows: Indexes
    """For each row of the columns, which of the observations it is."""
    careful: list[int]
    """Which observations are no plain numbers, or not sure to be."""
    members: tuple[int, ...]
    """The members of the series, as they come in the file."""

    @classmethod
    def of(
        cls,
        observations: ObservedColumns,
        plain: PlainCells | None,
        name: str,
        layout: Layout,
        corrected: Collection[tuple[int, int]],
    ) -> PlainColumns:
        """Of one series; without ``plain`` each of its cells is read by itself."""
        which = observations.of_series(name)
        members = tuple(first_places(observations.at(observations.member_of, which))[0].tolist())
        read = observations.plain_texts(name) if plain is not None else None
        statuses = _statuses(observations, which, layout) if plain is not None else None
        power = _power(plain.declared.precision) if plain is not None else 0
        if plain is None or read is None or statuses is None or power is None:
            return cls(name, observations, None, which[:0], which.tolist(), members)
        codes, known = statuses
        is_plain = _may_be_read(read, plain, observations.stored(which)) & (codes != _NO_STATUS)
        if corrected:
            is_plain &= ~_is_among(observations, which, corrected)
        order, is_repeated = _ordered(observations, which)
        is_plain &= ~is_repeated
        decimals = max(int(read.below[is_plain].max(initial=0)), 0)
        scaled = _Scaled.of(read, decimals)
        is_plain &= scaled.are_short(is_plain)
        kept = order if is_plain.all() else order[picked(is_plain, order)]
        steps = np.where(read.below >= 0, -read.below, read.zeros)
        if plain.unit.is_percent:
            steps = np.minimum(steps, 0)
        if plain.declared.precision is not None:
            steps = np.full_like(steps, power)
        of_rows = which if kept is which else picked(which, kept)
        columns = _columns(observations, of_rows, plain)
        columns.numbers = scaled.numbers(kept)
        columns.decimals, columns.steps = decimals, picked(steps.astype(np.int8), kept)
        columns.statuses, columns.known_statuses = picked(codes, kept), known
        observations.let_go(name)
        return cls(name, observations, columns, of_rows, which[~is_plain].tolist(), members)

    @property
    def counted(self) -> Iterator[tuple[Status, int]]:
        """How many plain numbers have each status."""
        if self.columns is not None:
            counts = np.bincount(self.columns.statuses).tolist()
            yield from (
                (self.columns.known_statuses[code], n) for code, n in enumerate(counts) if n
            )

    def facts(self, made: Made) -> Iterator[tuple[tuple[str, str], Mapping[Period, Fact]]]:
        """The facts of each member, in the order of the file; ``made`` are those of single cells."""
        columns, observations = self.columns, self.observations
        member_of = picked(observations.member_of, self.of_rows)
        bounds = np.flatnonzero(np.diff(member_of)) + 1
        starts = [0, *bounds.tolist()] if len(member_of) else []
        ends = [*bounds.tolist(), len(member_of)]
        spans = {
            int(member_of[start]): range(start, end)
            for start, end in zip(starts, ends, strict=False)
        }
        codes = picked(observations.period_of, self.of_rows)
        times = dict[bytes, Timeline]()
        for member in self.members:
            key = self.name, observations.members[member] or MEMBERLESS
            loose, rows = made.get(key), spans.get(member)
            if columns is None or rows is None:
                yield key, loose or {}
                continue
            mine = codes[rows.start : rows.stop]
            if (timeline := times.get(mine.tobytes())) is None:
                periods = tuple(observations.periods[one] for one in mine.tolist())
                timeline = times[mine.tobytes()] = Timeline.of(periods)
            yield key, _joined(columns, timeline, rows, loose)


@dataclass(frozen=True, slots=True)
class _Scaled:
    """Plain numbers in units of the last decimal that any of them has."""

    digits: NDArray[np.int64]
    scale: NDArray[np.int8]
    """The power of ten to multiply each by; 0 of others, which have more decimals, perhaps."""

    @classmethod
    def of(cls, read: PlainTexts, decimals: int) -> _Scaled:
        scale = decimals - np.clip(read.below, 0, decimals)
        return cls(read.digits, scale.astype(np.int8))

    def are_short(self, wanted: Flags) -> Flags:
        """Which of the wanted ones have no more digits then than are read."""
        found = wanted.copy()
        for block in blocks(len(found)):
            most = powers_of_ten()[MOST_DIGITS - np.minimum(self.scale[block], MOST_DIGITS)]
            found[block] &= np.abs(self.digits[block]) < most
        return found

    def numbers(self, places: Indexes) -> NDArray[np.signedinteger]:
        """The numbers at some places, in four bytes each where these hold them all."""
        parts = (self._at(places[block]) for block in blocks(len(places)))
        most = max((int(np.abs(one).max()) for one in parts), default=0)
        is_short = most <= np.iinfo(np.int32).max
        found: Codes = np.empty(len(places), dtype=np.int32 if is_short else np.int64)
        for block in blocks(len(places)):
            found[block] = self._at(places[block])
        return found

    def _at(self, places: Indexes) -> NDArray[np.int64]:
        found: NDArray[np.int64] = self.digits[places] * powers_of_ten()[self.scale[places]]
        return found


def _joined(
    columns: FactColumns, timeline: Timeline, rows: range, loose: dict[Period, Fact] | None
) -> ColumnFacts:
    if not loose:
        return ColumnFacts(columns, timeline, rows)
    periods = tuple(sorted((*timeline.periods, *loose)))
    places = timeline.places
    of_rows = [rows[places[one]] if one in places else -1 for one in periods]
    return ColumnFacts(columns, Timeline.of(periods), np.array(of_rows, dtype=np.int64), loose)


def _columns(observations: ObservedColumns, which: Indexes, plain: PlainCells) -> FactColumns:
    nothing = np.empty(0, dtype=np.int8)

    def make(row: int) -> Fact:
        power = int(columns.steps[row])
        step = plain.declared.precision or Fraction(10) ** power
        status = columns.known_statuses[columns.statuses[row]]
        cell = observations.cell(int(which[row]))
        return plain.fact_at(*cell, (columns.exact(row), step), status)

    columns = FactColumns(
        make,
        np.empty(0, dtype=np.int64),
        0,
        nothing,
        nothing,
        (),
        partial(_spots, observations, which),
    )
    return columns


def _spots(observations: ObservedColumns, which: Indexes) -> tuple[Indexes, Indexes]:
    rows = observations.table.numbers[observations.row_of[which]]
    return rows, observations.column_of[which].astype(np.int64) + 1


def _may_be_read(read: PlainTexts, plain: PlainCells, stored: Flags) -> Flags:
    """Which texts are plain numbers by the notation of the series, and have no meaning of their own.

    Those that are ``stored`` as numbers have a decimal point.
    """
    found = read.is_plain & (~read.are_percents | plain.unit.is_percent)
    if plain.notation.decimal != ".":
        found &= (read.below < 0) | stored
    for token in plain.tokens:
        found &= ~are(read.texts, token)
    return found


def _is_among(
    observations: ObservedColumns, which: Indexes, cells: Collection[tuple[int, int]]
) -> Flags:
    """Which observations stand in one of these cells, by the number of the row and the column from 0."""
    rows = observations.table.numbers[observations.row_of[which]]
    columns, found = observations.column_of[which], np.zeros(len(which), dtype=bool)
    for row, column in cells:
        found |= (rows == row) & (columns == column)
    return found


def _ordered(observations: ObservedColumns, which: Indexes) -> tuple[Indexes, Flags]:
    """The observations of a series by member and period, and which share both with another one."""
    periods = observations.periods
    ranks = {one: place for place, one in enumerate(sorted(set(periods)))}
    rank = np.array([ranks[one] for one in periods], dtype=np.int64)
    count = len(ranks) or 1
    kind = narrowest(count * (len(observations.members) + 1))
    keys = observations.at(observations.member_of, which).astype(kind)
    keys *= kind(count)
    keys += picked(rank.astype(kind), observations.at(observations.period_of, which))
    if (keys[1:] > keys[:-1]).all():
        in_order = (
            which if which is observations.all_of_them else np.arange(len(keys), dtype=np.int32)
        )
        return in_order, np.zeros(len(keys), dtype=bool)
    order = np.argsort(keys, kind="stable").astype(np.int32)
    ordered = keys[order]
    is_same = ordered[1:] == ordered[:-1]
    is_repeated = np.zeros(len(which), dtype=bool)
    is_repeated[order[1:][is_same]] = True
    is_repeated[order[:-1][is_same]] = True
    return order, is_repeated


def _statuses(
    observations: ObservedColumns, which: Indexes, layout: Layout
) -> tuple[NDArray[np.int8], tuple[Status, ...]] | None:
    """The status of each observation; of one that a message is due for :data:`_NO_STATUS`.

    ``None`` where a rule names a column that is not there: that is told of each cell.
    """
    config, table = layout.config, observations.table
    named = {rule.column for rule in config.status if rule.code is None}
    named |= {header for rule in config.status for header in rule.where}
    codes: list[tuple[Codes, int]] = [
        (observations.at(observations.period_of, which), len(observations.periods)),
        (observations.at(observations.status_of, which), len(observations.statuses)),
    ]
    for header in named:
        places = layout.columns.named(header or "")
        if len(places) != 1:
            return None
        coded = table.coded(places[0])
        rows = observations.at(observations.row_of, which)
        codes.append((picked(coded.codes, rows), len(coded.texts)))
    keys: Codes = np.zeros(len(which), dtype=np.int8)
    for code, count in codes:
        kind = narrowest((int(keys.max(initial=0)) + 1) * count)
        keys = keys.astype(kind)
        keys *= kind(count)
        keys += code
        keys = numbered(keys)
    places_of, found = dict[Status, int](), list[int]()
    for first in firsts(keys).tolist():
        told = ProblemLog()
        status = declared_status(observations[int(which[first])], "", config, layout, told)
        place = places_of.setdefault(status or Status.NORMAL, len(places_of))
        found.append(_NO_STATUS if len(told) else place)
    return picked(np.array(found, dtype=np.int8), keys), tuple(places_of)


def _power(precision: Fraction | None) -> int | None:
    """The power of ten that a declared precision is; ``None`` where it is another number."""
    if precision is None:
        return 0
    powers = {Fraction(10) ** one: one for one in range(-MOST_DIGITS, MOST_DIGITS + 1)}
    return powers.get(precision)
