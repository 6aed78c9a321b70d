"""Was an index put on another base? Two editions of it, whose values all differ by one factor."""

from __future__ import annotations

from fractions import Fraction

from briefing.core.interval import Interval
from briefing.core.nature import Nature
from briefing.core.series import Series

_FEWEST = 2


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
