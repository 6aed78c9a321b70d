"""Values whose decimal mark slipped: 10.7 between 104 and 107, 1,070 where all others are near 107.

Where the figure times ten, a hundred or a thousand, or a part of it, lies among its neighbours and it
itself does not, a typing mistake is likelier than the change. Neighbours that differ much from one
another tell nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from briefing.core.fact import Fact
from briefing.core.frequency import Frequency
from briefing.core.series import Series

_FACTORS = tuple(Fraction(10) ** power for power in (-3, -2, -1, 1, 2, 3))
_ROUGH_FACTORS = tuple(map(float, _FACTORS))
_MARGIN = 1 + 1e-9
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
    is_rate = series.unit.is_percent or series.unit.is_points
    steady, near = (_STEADY_RATE, _NEAR_RATE) if is_rate else (_STEADY, _NEAR)
    by_frequency: dict[Frequency | None, list[tuple[Fact, Fraction]]] = {}
    for fact in series.facts.values():
        if fact.quantity.value is not None:
            frequency = fact.period.frequency if fact.period else None
            by_frequency.setdefault(frequency, []).append((fact, fact.quantity.value))
    return [
        (fact, mended)
        for known in by_frequency.values()
        if len(known) > _FEWEST
        for place, (fact, value) in enumerate(known)
        if (mended := _mended(value, _around(known, place), steady, near)) is not None
    ]


def _around(known: Sequence[tuple[Fact, Fraction]], place: int) -> list[Fraction]:
    """The values beside one."""
    near = [*known[max(0, place - _AROUND) : place], *known[place + 1 : place + 1 + _AROUND]]
    return [value for _, value in near]


def _mended(
    value: Fraction, around: Sequence[Fraction], steady: Fraction, near: Fraction
) -> Fraction | None:
    """The value as its neighbours would have it; ``None`` where it may be what it is."""
    if value <= 0 or not _may_have_slipped(float(value), [*map(float, around)], steady, near):
        return None
    low, high = min(around), max(around)
    if low <= 0 or high > steady * low:
        return None
    for factor in _FACTORS:
        if low <= value * factor * near and value * factor <= high * near:
            return value * factor
    return None


def _may_have_slipped(
    value: float, around: Sequence[float], steady: Fraction, near: Fraction
) -> bool:
    """Whether exact numbers are worth looking at: the same question with a margin, in floating point."""
    low, high = min(around), max(around)
    if low <= 0 or high > float(steady) * low * _MARGIN:
        return False
    far = float(near) * _MARGIN
    return any(
        low <= value * factor * far and value * factor <= high * far for factor in _ROUGH_FACTORS
    )
