"""Which rows of a table may be sums of others: a screen of all of them at once, in floating point.

It says only which rows are worth the exact test of :mod:`briefing.data.aggregates`. Whatever that test
could find is let through: the margin of :mod:`briefing.core.value_table` is given to every comparison.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.core.arrays import np
from briefing.core.value_table import MARGIN, Flags, Floats, ValueTable

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FEWEST_PERIODS = 2
_AT_ONCE = 1_000
LONGEST_RUN = 300
"""Neighbours that a row may be the sum of, so that each of thousands of rows costs no more than its share."""


def may_be_whole(table: ValueTable) -> Flags:
    """Of each row, whether it may be the sum of all others in every period in which all have a value."""
    values, count = table.values, len(table.values)
    if not table.is_finite:
        return np.ones(count, dtype=bool)
    full = ~np.isnan(values.sum(axis=0))
    size, whole, all_open = (np.zeros(int(full.sum())) for _ in range(3))
    for rows in _blocks(np.arange(count)):
        mine = values[rows][:, full]
        size += np.abs(mine).sum(axis=0)
        whole += mine.sum(axis=0)
        all_open += _likely_halves(table, rows)[:, full].sum(axis=0)
    adds, others = np.zeros(count, dtype=bool), max(1, count - 1)
    for rows in _blocks(np.arange(count)):
        mine, own = values[rows][:, full], _likely_halves(table, rows)[:, full]
        open_ = own + (all_open - own) / others
        gap = np.abs(whole - 2 * mine) - open_ - MARGIN * (size + np.abs(mine))
        adds[rows] = ((gap <= 0) | (mine == 0)).all(axis=1) & (mine != 0).any(axis=1)
    return adds


def may_be_sum_of_neighbours(table: ValueTable) -> Flags:
    """Of each row, whether those that follow it, or stand before it, may add to it."""
    if not table.is_finite:
        return np.ones(len(table.values), dtype=bool)
    turned = replace(table, values=table.values[::-1], halves=table.halves[::-1])
    return _may_add(table) | _may_add(turned)[::-1]


def _may_add(table: ValueTable) -> Flags:
    """The same for those that follow, one more neighbour a step, for all rows that are left at once."""
    counts, far = table.values > 0, _too_far(table)
    found = np.zeros(len(counts), dtype=bool)
    for rows in _blocks(np.flatnonzero(counts.sum(axis=1) >= _FEWEST_PERIODS)):
        _add(table, counts, far, rows, found)
    return found


def _too_far(table: ValueTable) -> float:
    """By how much a sum may exceed a row in one period, further neighbours being no way back.

    Without values below zero a sum never falls, and what it may be off by grows by so much at most.
    """
    if not len(table.values) or np.nanmin(table.values, initial=0) < 0:
        return math.inf
    most = float(np.nanmax(table.values, initial=0))
    return LONGEST_RUN * min(float(table.halves.max(initial=0)), max(0.5, most / 200))


def _blocks(rows: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    """So many rows at a time that what is computed of them is small."""
    return (rows[start : start + _AT_ONCE] for start in range(0, len(rows), _AT_ONCE))


def _add(
    table: ValueTable, counts: Flags, far: float, rows: NDArray[np.int64], found: Flags
) -> None:
    """Note which of some rows those that follow may add to."""
    values = table.values
    sums = np.zeros((len(rows), values.shape[1]))
    sizes, open_ = np.abs(values[rows]), _likely_halves(table, rows)
    for step in range(1, min(len(values), LONGEST_RUN + 1)):
        inside = rows + step < len(values)
        rows, sums, sizes, open_ = rows[inside], sums[inside], sizes[inside], open_[inside]
        if not len(rows):
            break
        given, aside = values[rows + step], ~counts[rows]
        sums, sizes = sums + given, sizes + np.abs(given)
        open_ = open_ + _likely_halves(table, rows + step)
        excess, slack = sums - values[rows], open_ + MARGIN * sizes
        may_end = ((np.abs(excess) <= slack) | aside).all(axis=1) & (step > 1)
        found[rows[may_end]] = True
        is_over = ((excess > slack) | aside).all(axis=1) | ((excess > slack + far) & ~aside).any(
            axis=1
        )
        goes_on = ((~np.isnan(given)) | aside).all(axis=1) & ~may_end & ~is_over
        rows, sums, sizes, open_ = rows[goes_on], sums[goes_on], sizes[goes_on], open_[goes_on]


def _likely_halves(table: ValueTable, rows: NDArray[np.int64]) -> Floats:
    """What each value of some rows may be off by, as :mod:`briefing.data.aggregates` takes it."""
    found: Floats = np.minimum(table.halves[rows], np.fmax(0.5, np.abs(table.values[rows]) / 200))
    return found
