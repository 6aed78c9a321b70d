"""Values whose decimal mark slipped: 10.7 between 104 and 107, 1,070 where all others are near 107.

Where the figure times ten, a hundred or a thousand, or a part of it, lies among its neighbours and it
itself does not, a typing mistake is likelier than the change. Neighbours that differ much from one
another tell nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from briefing.core.fact import Fact
from briefing.core.series import Series

_FACTORS = tuple(Fraction(10) ** power for power in (-3, -2, -1, 1, 2, 3))
_FEWEST = 3
"""Other values that a series must have."""
_AROUND = 2
"""How many neighbours on each side."""
_STEADY = Fraction(3, 2)
"""How many times the least of the neighbours the greatest may be."""
_NEAR = Fraction(23, 20)
"""How far beyond its neighbours the mended value may lie."""
_STEADY_RATE, _NEAR_RATE = Fraction(6, 5), Fraction(11, 10)
"""The same for percentages, which come near nothing by themselves."""


def slipped(series: Series) -> list[tuple[Fact, Fraction]]:
    """The facts whose decimal mark seems to have slipped, with what they would be otherwise."""
    known = [one for one in series.facts.values() if one.quantity.value is not None]
    if len(known) <= _FEWEST:
        return []
    is_rate = series.unit.is_percent or series.unit.is_points
    steady, near = (_STEADY_RATE, _NEAR_RATE) if is_rate else (_STEADY, _NEAR)
    sizes = [one.quantity.value or Fraction(0) for one in known]
    found = []
    for place, fact in enumerate(known):
        around = [*sizes[max(0, place - _AROUND) : place], *sizes[place + 1 : place + 1 + _AROUND]]
        mended = _mended(sizes[place], around, steady, near)
        if mended is not None:
            found.append((fact, mended))
    return found


def _mended(
    value: Fraction, around: Sequence[Fraction], steady: Fraction, near: Fraction
) -> Fraction | None:
    """The value as its neighbours would have it; ``None`` where it may be what it is."""
    low, high = min(around), max(around)
    if value <= 0 or low <= 0 or high > steady * low:
        return None
    for factor in _FACTORS:
        if low <= value * factor * near and value * factor <= high * near:
            return value * factor
    return None
