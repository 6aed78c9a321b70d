"""Values to places on paper: linear scales, round ticks, and labels that do not touch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from briefing.core.number_form import NumberForm
from briefing.core.period import Period

_MOST_DECIMALS = 6
_STEPS = (Fraction(1), Fraction(2), Fraction(5), Fraction(10))
_BEYOND = Fraction(1, 4)
"""Part of a step that data may reach beyond the last tick."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear map from values between ``low`` and ``high`` to points from ``start`` to ``end``."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Where a value stands."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def holds(self, value: float) -> bool:
        """Whether a value lies within."""
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on paper, in points from the lower left."""

    left: float
    bottom: float
    right: float
    top: float

    def overlap(self, other: Box) -> float:
        """Area that both cover."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.top, other.top) - max(self.bottom, other.bottom)
        return width * height if width > 0 and height > 0 else 0.0

    def is_cut_by(self, start: tuple[float, float], end: tuple[float, float]) -> bool:
        """Whether a straight line passes through."""
        near, far = 0.0, 1.0
        for low, high, origin, step in (
            (self.left, self.right, start[0], end[0] - start[0]),
            (self.bottom, self.top, start[1], end[1] - start[1]),
        ):
            if step == 0:
                if not low <= origin <= high:
                    return False
                continue
            first, second = sorted(((low - origin) / step, (high - origin) / step))
            near, far = max(near, first), min(far, second)
        return near <= far


@dataclass(frozen=True, slots=True)
class Ticks:
    """Round values of an axis, and how they are written."""

    values: tuple[Fraction, ...]
    texts: tuple[str, ...]


def domain(ends: Iterable[float], *, from_zero: bool) -> tuple[float, float]:
    """What a scale must hold: all the ends, zero where it is wanted, and never nothing."""
    known = list(ends)
    low, high = min(known), max(known)
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        pad = abs(low) / 10 or 1.0
        return low - pad, high + pad
    return low, high


def ticks(low: float, high: float, numbers: NumberForm, most: int = 5) -> Ticks:
    """Round values from ``low`` to about ``high``; the data may reach a little beyond the last."""
    step = _step(Fraction(high) - Fraction(low), most)
    first = (Fraction(low) + step * _BEYOND) // step
    last = -((step * _BEYOND - Fraction(high)) // step)
    values = tuple(step * count for count in range(int(first), int(last) + 1))
    digits = max(map(_decimals, values))
    return Ticks(values, tuple(numbers.format(value, digits) for value in values))


def tick_scale(known: Ticks, low: float, high: float, start: float, end: float) -> Scale:
    """The scale that holds the ticks and the data."""
    return Scale(min(low, float(known.values[0])), max(high, float(known.values[-1])), start, end)


def spread(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Centres near the wanted ones, in their order, so that things of these sizes do not touch.

    Neighbours that collide form a block around their mean, which keeps within ``low`` to
    ``high`` as far as that is possible.
    """
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index], index))
    blocks: list[list[int]] = []
    for index in order:
        blocks.append([index])
        while len(blocks) > 1 and _touch(blocks[-2], blocks[-1], wanted, sizes, low, high):
            blocks[-2:] = [blocks[-2] + blocks[-1]]
    placed = [0.0] * len(wanted)
    for block in blocks:
        bottom = _bottom(block, wanted, sizes, low, high)
        for index in block:
            placed[index] = bottom + sizes[index] / 2
            bottom += sizes[index]
    return placed


def moment(period: Period) -> float:
    """Where the middle of a period stands in time, in years."""
    return period.middle


def _decimals(value: Fraction) -> int:
    """How many decimals a round value has, at most six."""
    digits = 0
    while digits < _MOST_DECIMALS and (value * 10**digits).denominator != 1:
        digits += 1
    return digits


def _step(width: Fraction, most: int) -> Fraction:
    rough = width / most
    power = Fraction(1)
    while power * 10 <= rough:
        power *= 10
    while power > rough:
        power /= 10
    return next(factor * power for factor in _STEPS if factor * power >= rough)


def _bottom(
    block: Sequence[int], wanted: Sequence[float], sizes: Sequence[float], low: float, high: float
) -> float:
    height = sum(sizes[index] for index in block)
    middle = sum(wanted[index] for index in block) / len(block)
    return max(low, min(middle - height / 2, high - height))


def _touch(
    lower: Sequence[int],
    upper: Sequence[int],
    wanted: Sequence[float],
    sizes: Sequence[float],
    low: float,
    high: float,
) -> bool:
    top = _bottom(lower, wanted, sizes, low, high) + sum(sizes[index] for index in lower)
    return top > _bottom(upper, wanted, sizes, low, high)
