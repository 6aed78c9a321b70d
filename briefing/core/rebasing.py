"""Was an index put on another base, or a balance turned round? Two editions, whose values all differ by one factor."""

from __future__ import annotations

from fractions import Fraction

from briefing.core.interval import Interval
from briefing.core.nature import Nature
from briefing.core.series import Series

_FEWEST = 2
_FEWEST_TURNED = 3
_NEARLY = Fraction(1, 4)
"""By how much of itself a value that was turned round may have been revised as well."""


def rebase_factor(old: Series, new: Series) -> Fraction | None:
    """By what the old values of an index exceed the new ones, where another base alone explains it.

    Every period that both editions have must allow one and the same factor within the rounding of
    its two figures, and that factor must not be one. ``None`` for other measures than indexes.
    """
    if new.found_nature is None or new.found_nature.nature is not Nature.INDEX:
        return None
    pairs = [
        (before.quantity, after.quantity)
        for period, before in old.facts.items()
        if (after := new.at(period)) is not None
        and before.quantity.value
        and after.quantity.value
        and after.quantity.rounding.low is not None
        and after.quantity.rounding.low > 0
    ]
    if len(pairs) < _FEWEST:
        return None
    common = Interval()
    for one, other in pairs:
        found = common.intersect(one.rounding / other.rounding)
        if found is None:
            return None
        common = found
    if Fraction(1) in common or common.low is None or common.high is None:
        return None
    return (common.low + common.high) / 2


def is_turned_round(old: Series, new: Series) -> bool:
    """Whether all values that both editions have are told with the opposite sign: deficits above zero, say."""
    pairs = [
        (before.quantity.value, after.quantity.value)
        for period, before in old.facts.items()
        if (after := new.at(period)) is not None
        and before.quantity.value
        and after.quantity.value
        and before.quantity.unit == after.quantity.unit
    ]
    ratios = [-after / before for before, after in pairs]
    return len(ratios) >= _FEWEST_TURNED and all(abs(one - 1) <= _NEARLY for one in ratios)


def is_counted_otherwise(old: Series, new: Series) -> bool:
    """Whether figures of two editions cannot be compared: another base, or the opposite sign."""
    return rebase_factor(old, new) is not None or is_turned_round(old, new)
