"""Interval arithmetic on exact fractions: from bounds of inputs to bounds of a result.

An interval is the set of values that something may have. Every operation returns an interval
that holds each result of the operation on members of its operands (the *enclosure* property of
Moore, Kearfott and Cloud, *Introduction to Interval Analysis*, SIAM 2009). Ends may be open, as
``>95`` is ``(95, 100]``, or absent, which means unbounded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from math import lcm
from typing import Literal, NamedTuple

from briefing.core.problems import QuantityError

_ROOT_DIGITS = 40


class _End(NamedTuple):
    """One end: a value (None is infinite) and whether the value itself is left out."""

    value: Fraction | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class Interval:
    """The set of values between ``low`` and ``high``; ``None`` means unbounded on that side."""

    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        if self.low is None or self.high is None:
            return
        if self.low is self.high and not (self.low_open or self.high_open):
            return
        if self.low < self.high:
            return
        if self.low > self.high:
            raise QuantityError(
                f"no value lies between {self.low} and {self.high}", code="impossible-calculation"
            )
        if self.low == self.high and (self.low_open or self.high_open):
            raise QuantityError(
                f"an interval of the one value {self.low} cannot be open",
                code="impossible-calculation",
            )

    def __str__(self) -> str:
        """As mathematics writes it: ``(95, 100]``; an end that is not there is ``∞``."""
        low = "(−∞" if self.low is None else f"{'[('[self.low_open]}{float(self.low):,.12g}"
        high = "∞)" if self.high is None else f"{float(self.high):,.12g}{'])'[self.high_open]}"
        return f"{low}, {high}"

    @classmethod
    def point(cls, value: Fraction) -> Interval:
        """The interval that holds one value."""
        return cls(value, value)

    @classmethod
    def hull(cls, intervals: Iterable[Interval]) -> Interval:
        """The smallest interval around all of them; raises ``ValueError`` for none."""
        first, *rest = intervals
        low, high = _End(first.low, first.low_open), _End(first.high, first.high_open)
        for other in rest:
            low = _lower(low, _End(other.low, other.low_open))
            high = _higher(high, _End(other.high, other.high_open))
        return cls(low.value, high.value, low.is_open, high.is_open)

    @classmethod
    def sum(cls, intervals: Sequence[Interval]) -> Interval:
        """Every sum of one value of each: the same as by ``+``, one after the other."""
        if all(one.low is one.high is not None for one in intervals):
            return cls.point(sum_of([one.low for one in intervals if one.low is not None]))
        lows, highs = [one.low for one in intervals], [one.high for one in intervals]
        low = None if None in lows else sum_of([end for end in lows if end is not None])
        high = None if None in highs else sum_of([end for end in highs if end is not None])
        return cls(
            low,
            high,
            low is not None and any(one.low_open for one in intervals),
            high is not None and any(one.high_open for one in intervals),
        )

    @property
    def _only(self) -> Fraction | None:
        """The one value of an interval that was made as a point: told without comparing its ends."""
        return self.low if self.low is self.high else None

    @property
    def _plain_ends(self) -> tuple[Fraction, Fraction] | None:
        """Both ends of an interval without a value below zero, where it holds them: what is usual."""
        low, high = self.low, self.high
        if low is None or high is None or self.low_open or self.high_open or low.numerator < 0:
            return None
        return low, high

    @property
    def is_above_zero(self) -> bool:
        """Whether it holds both its ends and these are above zero."""
        return self._plain_ends is not None and self.low != 0

    @property
    def is_point(self) -> bool:
        """Whether just one value is possible."""
        return self.low is not None and self.low == self.high

    @property
    def is_unbounded(self) -> bool:
        """Whether nothing at all is known."""
        return self.low is None and self.high is None

    @property
    def opens(self) -> Literal["up", "down", "no"]:
        """Towards which side it reaches as far as it can: ``>95`` up, ``<25`` down, a range not.

        A hundred that is held is the most that a share can be, and zero the least of a quantity.
        """
        if self.low is not None and self.high is not None:
            if self.low_open and not self.high_open and self.high == 100:  # noqa: PLR2004
                return "up"
            return "down" if self.low == 0 and self.high_open else "no"
        return "up" if self.low is not None else "down" if self.high is not None else "no"

    @property
    def is_range(self) -> bool:
        """Whether both its ends tell something, and they are two."""
        return self.opens == "no" and self.low != self.high

    def __contains__(self, value: Fraction) -> bool:
        """Whether the value is possible."""
        if self.low is not None and (value < self.low or (self.low_open and value == self.low)):
            return False
        return not (
            self.high is not None and (value > self.high or (self.high_open and value == self.high))
        )

    def intersect(self, other: Interval) -> Interval | None:
        """What both allow, or ``None`` where they exclude each other."""
        low = _tighter_low(_End(self.low, self.low_open), _End(other.low, other.low_open))
        high = _tighter_high(_End(self.high, self.high_open), _End(other.high, other.high_open))
        if low.value is not None and high.value is not None:
            if low.value > high.value:
                return None
            if low.value == high.value and (low.is_open or high.is_open):
                return None
        return Interval(low.value, high.value, low.is_open, high.is_open)

    def overlaps(self, other: Interval) -> bool:
        """Whether some value is possible for both."""
        return self.intersect(other) is not None

    def is_below(self, other: Interval) -> bool | None:
        """Whether every value here is below every value there: yes, no, or unknown (``None``)."""
        if self.high is not None and other.low is not None:
            touching = self.high_open or other.low_open
            if self.high < other.low or (self.high == other.low and touching):
                return True
        if self.low is not None and other.high is not None and self.low >= other.high:
            return False
        return None

    def __neg__(self) -> Interval:
        """Each value with its sign changed."""
        if (value := self._only) is not None:
            return Interval.point(-value)
        low = None if self.high is None else -self.high
        high = None if self.low is None else -self.low
        return Interval(low, high, self.high_open, self.low_open)

    def __add__(self, other: Interval) -> Interval:
        """Every sum of a value here and a value there."""
        if (mine := self._only) is not None and (yours := other._only) is not None:
            return Interval.point(mine + yours)
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(
            low,
            high,
            low is not None and (self.low_open or other.low_open),
            high is not None and (self.high_open or other.high_open),
        )

    def __sub__(self, other: Interval) -> Interval:
        """Every difference of a value here and a value there."""
        if (mine := self._only) is not None and (yours := other._only) is not None:
            return Interval.point(mine - yours)
        low = None if self.low is None or other.high is None else self.low - other.high
        high = None if self.high is None or other.low is None else self.high - other.low
        return Interval(
            low,
            high,
            low is not None and (self.low_open or other.high_open),
            high is not None and (self.high_open or other.low_open),
        )

    def __mul__(self, other: Interval) -> Interval:
        """Every product of a value here and a value there."""
        if (one := self._only) is not None and (factor := other._only) is not None:
            return Interval.point(one * factor)
        mine, yours = self._plain_ends, other._plain_ends
        if mine is not None and yours is not None:
            return Interval(mine[0] * yours[0], mine[1] * yours[1])
        corners = [
            _product(one, one_sign, factor, factor_sign)
            for one, one_sign in self._ends()
            for factor, factor_sign in other._ends()
        ]
        finite = [end for end, sign in corners if sign == 0]
        low = None if any(sign < 0 for _, sign in corners) else _extreme(finite, min)
        high = None if any(sign > 0 for _, sign in corners) else _extreme(finite, max)
        return Interval(
            low.value if low else None,
            high.value if high else None,
            bool(low and low.is_open),
            bool(high and high.is_open),
        )

    def __truediv__(self, other: Interval) -> Interval:
        """Every quotient; a divisor that may be zero leaves the result unbounded on that side."""
        mine, yours = self._plain_ends, other._plain_ends
        if mine is not None and yours is not None and yours[0]:
            if (one := self._only) is not None and (divisor := other._only) is not None:
                return Interval.point(one / divisor)
            return Interval(mine[0] / yours[1], mine[1] / yours[0])
        return self * other._reciprocal()

    def power(self, exponent: Fraction) -> Interval:
        """Every value raised to a fixed power; a fractional power wants values of at least 0."""
        if exponent.denominator == 1:
            return self._whole_power(exponent.numerator)
        if self.low is None or self.low < 0:
            return Interval()
        if exponent < 0:
            return self.power(-exponent)._reciprocal()
        low, _ = root_enclosure(self.low, exponent)
        high = None if self.high is None else root_enclosure(self.high, exponent)[1]
        return Interval(low, high)

    def magnitude(self) -> Interval:
        """Each value without its sign."""
        if self.low is not None and self.low >= 0:
            return self
        if self.high is not None and self.high <= 0:
            return -self
        mirrored = -self
        high = _higher(_End(self.high, self.high_open), _End(mirrored.high, mirrored.high_open))
        return Interval(Fraction(0), high.value, high_open=high.is_open)

    def _ends(self) -> tuple[tuple[_End, int], tuple[_End, int]]:
        """Both ends with the sign of infinity where one is unbounded."""
        return (
            (_End(self.low, self.low_open), -1 if self.low is None else 0),
            (_End(self.high, self.high_open), 1 if self.high is None else 0),
        )

    def _reciprocal(self) -> Interval:
        if self.is_point and self.low == 0:
            raise QuantityError("division by zero", code="division-by-zero")
        below = self.low is None or self.low < 0
        above = self.high is None or self.high > 0
        if below and above:
            return Interval()
        low = Fraction(0) if self.high is None else (1 / self.high if self.high else None)
        high = Fraction(0) if self.low is None else (1 / self.low if self.low else None)
        return Interval(
            low,
            high,
            low is not None and (self.high is None or self.high_open),
            high is not None and (self.low is None or self.low_open),
        )

    def _whole_power(self, exponent: int) -> Interval:
        if exponent < 0:
            return self._whole_power(-exponent)._reciprocal()
        if exponent == 0:
            return Interval.point(Fraction(1))
        base = self if exponent % 2 else self.magnitude()
        return Interval(
            None if base.low is None else base.low**exponent,
            None if base.high is None else base.high**exponent,
            base.low_open,
            base.high_open,
        )


def root_enclosure(base: Fraction, exponent: Fraction) -> tuple[Fraction, Fraction]:
    """Two fractions that hold ``base ** exponent`` between them, some 40 digits apart at most.

    ``base`` is at least 0. Decimal's power is correct to within one unit in the last place, so a
    step of a few units either way encloses the true value.
    """
    if base == 0:
        return Fraction(0), Fraction(0)
    if base == 1:
        return Fraction(1), Fraction(1)
    with localcontext() as context:
        context.prec = _ROOT_DIGITS + 10
        approximate = Fraction(
            (Decimal(base.numerator) / Decimal(base.denominator))
            ** (Decimal(exponent.numerator) / Decimal(exponent.denominator))
        )
    slack = abs(approximate) / Fraction(10) ** _ROOT_DIGITS
    return approximate - slack, approximate + slack


def sum_of(numbers: Sequence[Fraction]) -> Fraction:
    """The sum of fractions, brought to one denominator once."""
    common = lcm(*(one.denominator for one in numbers))
    return Fraction(sum(one.numerator * (common // one.denominator) for one in numbers), common)


def _product(mine: _End, mine_sign: int, yours: _End, your_sign: int) -> tuple[_End, int]:
    """A corner of a product: the end, and the sign of infinity (0 where it is finite)."""
    if mine.value is not None and yours.value is not None:
        value = mine.value * yours.value
        attained = (
            not (mine.is_open or yours.is_open)
            or (mine.value == 0 and not mine.is_open)
            or (yours.value == 0 and not yours.is_open)
        )
        return _End(value, not attained), 0
    if mine.value == 0 or yours.value == 0:
        zero_closed = not (mine.is_open if mine.value == 0 else yours.is_open)
        return _End(Fraction(0), not zero_closed), 0
    sign = (mine_sign or _sign(mine.value)) * (your_sign or _sign(yours.value))
    return _End(None, is_open=True), sign


def _sign(value: Fraction | None) -> int:
    return 0 if value is None else (value > 0) - (value < 0)


def _extreme(ends: list[_End], pick: Callable[[Iterable[Fraction]], Fraction]) -> _End:
    value = pick(end.value for end in ends if end.value is not None)
    return _End(value, all(end.is_open for end in ends if end.value == value))


def _lower(one: _End, other: _End) -> _End:
    if one.value is None or other.value is None:
        return _End(None, is_open=False)
    return min(one, other)


def _higher(one: _End, other: _End) -> _End:
    if one.value is None or other.value is None:
        return _End(None, is_open=False)
    return max((one, other), key=lambda end: (end.value, not end.is_open))


def _tighter_low(one: _End, other: _End) -> _End:
    known = [end for end in (one, other) if end.value is not None]
    return max(known, default=_End(None, is_open=False))


def _tighter_high(one: _End, other: _End) -> _End:
    known = [end for end in (one, other) if end.value is not None]
    return min(
        known, key=lambda end: (end.value, not end.is_open), default=_End(None, is_open=False)
    )
