"""Which series take steps so large that a check of jumps may doubt one: all of them at once.

In floating point, with margins far wider than what it rounds away; what stays in is judged exactly.
"""

from __future__ import annotations

from briefing.core.arrays import np
from briefing.core.value_table import Flags, Floats, ValueTable

_SLIP = 5.0
"""A value whose decimal mark slipped is at least ten times off, and its mended value lies within 1.15 of
neighbours that are within 1.5 of one another: 5.8 times from each of them."""
_JUMP = 9.9
"""A jump is tenfold from the median of the others."""


def may_have_slipped(table: ValueTable) -> Flags:
    """Of each row, whether a value is many times its known neighbour."""
    if not table.has_one_frequency:
        return np.ones(len(table.values), dtype=bool)
    sizes = _logarithms(table)
    known = ~np.isnan(sizes)
    last = np.maximum.accumulate(np.where(known, np.arange(sizes.shape[1]), 0), axis=1)
    before = np.take_along_axis(sizes, last, axis=1)
    steps = np.abs(sizes[:, 1:] - before[:, :-1])
    is_large: Flags = (steps > np.log10(_SLIP)).any(axis=1) | _is_beyond(table)
    return is_large


def may_have_jumped(table: ValueTable) -> Flags:
    """Of each row, whether its largest value is nearly ten times its least above zero."""
    sizes = _logarithms(table)
    top = np.where(np.isnan(sizes), -np.inf, sizes).max(axis=1, initial=-np.inf)
    bottom = np.where(np.isnan(sizes), np.inf, sizes).min(axis=1, initial=np.inf)
    is_wide: Flags = (top - bottom > np.log10(_JUMP)) | _is_beyond(table)
    return is_wide


def _logarithms(table: ValueTable) -> Floats:
    """Decimal logarithms of the values above zero; of others not a number."""
    values = table.values
    is_above = (values > 0) & np.isfinite(values)
    return np.log10(values, out=np.full_like(values, np.nan), where=is_above)


def _is_beyond(table: ValueTable) -> Flags:
    """Of each row, whether a value is larger than floats, or smaller."""
    return np.isinf(table.values).any(axis=1) | table.has_vanished
