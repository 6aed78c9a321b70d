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

import numpy as np
from numpy.typing import NDArray

from briefing.core.column_facts import ColumnFacts, loose_by_period, periods_of
from briefing.core.period import Period
from briefing.core.series import Series

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

MARGIN = 1e-9
"""How far off a screen takes its sums to be, as a share of the sizes that went into them."""


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
        found = periods_of(one.facts for one in every)
        periods = tuple(sorted(found))
        column = {period: index for index, period in enumerate(periods)}
        values = np.full((len(every), len(periods)), np.nan)
        halves = np.zeros((len(every), len(periods)))
        vanished = np.zeros(len(every), dtype=bool)
        columns = _FromColumns(column)
        for row, one in enumerate(every):
            if isinstance(one.facts, ColumnFacts):
                columns.put(one.facts, values[row], halves[row] if with_halves else None)
            for period, fact in loose_by_period(one.facts):
                quantity = fact.quantity
                value = quantity.value
                if value is None:
                    continue
                at = column[period]
                values[row, at] = near = nearest_float(value)
                if not near and value:
                    vanished[row] = True
                if not with_halves:
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


class _FromColumns:
    """Puts values that stand in columns into the rows of a table."""

    def __init__(self, column: Mapping[Period, int]) -> None:
        self._column = column
        self._known: dict[int, NDArray[np.int64]] = {}

    def put(self, facts: ColumnFacts, values: Floats, halves: Floats | None) -> None:
        """Put those of one series where its periods are."""
        key = id(facts.timeline)
        if key not in self._known:
            places = [self._column[one] for one in facts.timeline.periods]
            self._known[key] = np.array(places, dtype=np.int64)
        at, rows = self._known[key][facts.plain_places], facts.plain_rows
        values[at] = facts.columns.values[rows]
        if halves is not None:
            halves[at] = facts.columns.halves[rows]


def nearest_float(value: Fraction) -> float:
    """The float nearest to a fraction; infinite where none is so large."""
    try:
        return value.numerator / value.denominator
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")


def names_where(names: Iterable[str], flags: Flags) -> list[str]:
    """The names of the rows that a screen lets through."""
    return [name for name, is_in in zip(names, flags.tolist(), strict=True) if is_in]
