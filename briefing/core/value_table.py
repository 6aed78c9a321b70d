"""The values of many series as one table of floating point, for screens that look at all of them at once.

A screen never decides: it leaves out what exact fractions cannot find either, by a margin that is far
wider than what floating point rounds away, and what stays in is computed exactly. Each value is the
nearest float of its fraction (IEEE 754, relative error below 2**-53); sums of a few thousand of them are
off by less than a part in 10**12, and the margin is a part in 10**9 (:data:`MARGIN`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from briefing.core.arrays import np
from briefing.core.column_facts import ColumnFacts, Timeline, loose_by_period, periods_of
from briefing.core.fact import Fact
from briefing.core.period import Period
from briefing.core.series import Series

if TYPE_CHECKING:
    from numpy.typing import NDArray

Floats: TypeAlias = "NDArray[np.float64]"
Flags: TypeAlias = "NDArray[np.bool_]"

MARGIN = 1e-9
"""How far off a screen takes its sums to be, as a share of the sizes that went into them."""
_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class ValueTable:
    """A row for each series, a column for each period in which any of them has a fact."""

    periods: tuple[Period, ...]
    """In the order of time; frequencies interleave."""
    values: Floats
    """Not a number where a series has no fact or its fact no value; infinite where no float is so large."""
    halves: Floats
    """Half of what the printed digits leave open of each value; zero where rounding has no two ends."""
    has_vanished: Flags
    """Of each row, whether a value is no zero and as a float is one."""

    @classmethod
    def of(cls, every: Sequence[Series], *, with_halves: bool = True) -> ValueTable:
        """The table of these series, in their order; halves are zero where nobody asks for them."""
        return cls.of_facts([one.facts for one in every], with_halves=with_halves)

    @classmethod
    def of_facts(
        cls, every: Sequence[Mapping[Period, Fact]], *, with_halves: bool = True
    ) -> ValueTable:
        """The same of the facts of series."""
        found = periods_of(every)
        periods = tuple(sorted(found))
        column = {period: index for index, period in enumerate(periods)}
        values = np.full((len(every), len(periods)), np.nan)
        same = _same_half(every, len(periods)) if with_halves else 0.0
        halves = np.zeros(values.shape) if same is None else np.broadcast_to(same, values.shape)
        vanished = np.zeros(len(every), dtype=bool)
        _put_columns(every, column, values, halves if same is None else None)
        for row, one in enumerate(every):
            for period, fact in loose_by_period(one):
                quantity = fact.quantity
                value = quantity.value
                if value is None:
                    continue
                at = column[period]
                values[row, at] = near = nearest_float(value)
                if not near and value:
                    vanished[row] = True
                if same is not None:
                    continue
                low, high = quantity.rounding.low, quantity.rounding.high
                if low is not high and low is not None and high is not None:
                    halves[row, at] = nearest_float(high - low) / 2
        return cls(periods, values, halves, vanished)

    @property
    def has_one_frequency(self) -> bool:
        """Whether all its periods are of one length, so that neighbours in a row are neighbours in time."""
        return len({one.frequency for one in self.periods}) <= 1

    @property
    def is_finite(self) -> bool:
        """Whether floats hold all values: then comparisons with a margin can be trusted."""
        return not np.isinf(self.values).any() and not np.isinf(self.halves).any()


def _same_half(every: Sequence[Mapping[Period, Fact]], periods: int) -> float | None:
    """Half of what the last digit counts: the same of all values, which stand in columns and lack none."""
    first = every[0] if every else None
    if not isinstance(first, ColumnFacts) or not first.columns.has_one_step:
        return None
    columns = first.columns
    for facts in every:
        if not isinstance(facts, ColumnFacts) or facts.columns is not columns:
            return None
        if facts.loose or len(facts) != periods:
            return None
    return float(columns.halves_at(slice(0, 1))[0])


def _put_columns(
    every: Sequence[Mapping[Period, Fact]],
    column: Mapping[Period, int],
    values: Floats,
    halves: Floats | None,
) -> None:
    """Put values that stand in columns into a table, all series with the same periods at once."""
    alike: dict[tuple[int, int], list[tuple[int, int]]] = {}
    some: dict[tuple[int, int], ColumnFacts] = {}
    places: dict[int, NDArray[np.int64]] = {}
    for row, facts in enumerate(every):
        if not isinstance(facts, ColumnFacts):
            continue
        if isinstance(facts.rows, range):
            key = id(facts.columns), id(facts.timeline)
            some.setdefault(key, facts)
            alike.setdefault(key, []).append((row, facts.rows.start))
            continue
        at = _places(facts.timeline, column, places)[facts.plain_places]
        values[row, at] = facts.columns.values_at(facts.plain_rows)
        if halves is not None:
            halves[row, at] = facts.columns.halves_at(facts.plain_rows)
    for key, pairs in alike.items():
        facts, every_pair = some[key], np.array(pairs, dtype=np.int64)
        at = _places(facts.timeline, column, places)
        for start in range(0, len(pairs), _AT_ONCE):
            few = every_pair[start : start + _AT_ONCE]
            here, there = _cells(few, at, values.shape[1])
            values[here] = facts.columns.values_at(there).reshape(len(few), len(at))
            if halves is not None:
                halves[here] = facts.columns.halves_at(there).reshape(len(few), len(at))


def _cells(
    pairs: NDArray[np.int64], at: NDArray[np.int64], width: int
) -> tuple[slice | tuple[NDArray[np.int64], ...], slice | NDArray[np.int64]]:
    """Where values go in a table, and where in columns they stand: the first of each row, and the columns ``at``."""
    rows, starts = pairs.T
    is_whole = len(at) == width and (np.diff(at) == 1).all()
    if is_whole and (np.diff(rows) == 1).all() and (np.diff(starts) == width).all():
        return slice(rows[0], rows[-1] + 1), slice(starts[0], starts[-1] + width)
    return (rows[:, None], at[None, :]), starts[:, None] + np.arange(len(at))[None, :]


def _places(
    timeline: Timeline, column: Mapping[Period, int], known: dict[int, NDArray[np.int64]]
) -> NDArray[np.int64]:
    """The columns of the periods of a series."""
    if id(timeline) not in known:
        known[id(timeline)] = np.array([column[one] for one in timeline.periods], dtype=np.int64)
    return known[id(timeline)]


def nearest_float(value: Fraction) -> float:
    """The float nearest to a fraction; infinite where none is so large."""
    try:
        return value.numerator / value.denominator
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")


def names_where(names: Iterable[str], flags: Flags) -> list[str]:
    """The names of the rows that a screen lets through."""
    return [name for name, is_in in zip(names, flags.tolist(), strict=True) if is_in]
