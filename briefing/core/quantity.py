"""A number as statistics know it: value, bounds, rounding, unit and status, with its arithmetic.

Three things are kept apart. ``value`` is the printed or computed number, exact, or ``None`` where
only bounds are known. ``bounds`` is what the table guarantees: a point for a plain number,
``(95, 100]`` for ``>95``. ``rounding`` is what the printed digits stand for: ``45,000`` may be
anything from 44,500 to 45,500. All three go through each operation; the enclosures are those of
:mod:`briefing.core.interval`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from briefing.core.interval import Interval, root_enclosure, sum_of
from briefing.core.problems import QuantityError
from briefing.core.status import Status, combined
from briefing.core.unit import (
    RATIO,
    Unit,
    conversion_factor,
)
from briefing.core.unit_arithmetic import (
    unit_of_difference,
    unit_of_product,
    unit_of_quotient,
    unit_of_sum,
)

Direction = Literal["up", "down", "level", "unknown"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value with what is known about it. See the module for the three intervals."""

    value: Fraction | None
    bounds: Interval
    rounding: Interval
    unit: Unit = RATIO
    status: Status = Status.NORMAL

    @classmethod
    def exact(
        cls, value: Fraction | int, unit: Unit = RATIO, status: Status = Status.NORMAL
    ) -> Quantity:
        """A number that nothing rounds: a count of periods, a constant in a formula."""
        point = Interval.point(Fraction(value))
        return cls(Fraction(value), point, point, unit, status)

    @classmethod
    def printed(
        cls,
        value: Fraction,
        step: Fraction,
        unit: Unit = RATIO,
        status: Status = Status.NORMAL,
    ) -> Quantity:
        """A plain printed number whose last significant digit counts ``step`` units."""
        half = step / 2
        rounding = Interval(value - half, value + half)
        return cls(value, Interval.point(value), rounding, unit, status)

    @classmethod
    def bounded(
        cls, bounds: Interval, unit: Unit = RATIO, status: Status = Status.NORMAL
    ) -> Quantity:
        """Something of which only bounds are known: ``>95``, ``50-300``, a withheld figure."""
        return cls(None, bounds, bounds, unit, status)

    @property
    def is_known(self) -> bool:
        """Whether there is a value, not only bounds."""
        return self.value is not None

    @property
    def is_above_zero(self) -> bool:
        """Whether it can be nothing but above zero, and its bounds are known."""
        return self.bounds.is_above_zero and self.rounding.is_above_zero

    @property
    def may_be_nothing(self) -> bool:
        """Whether what is known of it does not keep it above zero, so that no change in percent can be told.

        Of a figure that nobody reports nothing is known: what is computed with it has no value either.
        """
        low, high = self.bounds.low, self.bounds.high
        if self.value is None and not self.status.has_value and (high is None or high > 0):
            return False
        return low is None or low <= 0

    @property
    def tells_something(self) -> bool:
        """Whether there is a value or at least a bound that is worth printing."""
        return self.value is not None or (
            not self.bounds.is_unbounded and (self.status.has_value or self._is_two_sided)
        )

    @property
    def _is_two_sided(self) -> bool:
        return self.bounds.low is not None and self.bounds.high is not None

    @property
    def direction(self) -> Direction:
        """Where a difference points.

        It is level where the rounding of what is printed could hide the opposite sign, or where it
        is not significant, and unknown where bounds leave both open.
        """
        if self.status is Status.NOT_SIGNIFICANT and self.value is not None:
            return "level"
        if self.value is None:
            low, high = self.bounds.low, self.bounds.high
            if low is not None and (low > 0 or (low == 0 and self.bounds.low_open)):
                return "up"
            if high is not None and (high < 0 or (high == 0 and self.bounds.high_open)):
                return "down"
            return "unknown"
        if self.value > 0 and self.rounding.low is not None and self.rounding.low >= 0:
            return "up"
        if self.value < 0 and self.rounding.high is not None and self.rounding.high <= 0:
            return "down"
        return "level"

    @property
    def step(self) -> Fraction | None:
        """What the last printed digit counts, as the rounding tells; ``None`` where no number is."""
        low, high = self.rounding.low, self.rounding.high
        if self.value is None or low is None or high is None:
            return None
        return 2 * max(high - self.value, self.value - low)

    @property
    def as_compared(self) -> Quantity:
        """The same for a comparison: where rounding hides its sign, it is known by its rounding only.

        So a change that is told as "about unchanged" is neither above nor below nothing.
        """
        if not self.value or self.status is Status.NOT_SIGNIFICANT or self.direction != "level":
            return self
        return replace(self, value=None, bounds=self.rounding)

    def to(self, unit: Unit) -> Quantity:
        """The same amount in another unit; raises :class:`QuantityError` where it has none."""
        factor = conversion_factor(self.unit, unit)
        return replace(self._scaled(factor), unit=Unit(unit.code, unit.of or self.unit.of))

    def with_unit(self, unit: Unit) -> Quantity:
        """The same number, told to be in ``unit``: for results whose meaning the caller knows."""
        return replace(self, unit=unit)

    def __neg__(self) -> Quantity:
        """The amount with its sign changed."""
        return self._scaled(Fraction(-1))

    def __abs__(self) -> Quantity:
        """The amount without its sign."""
        return replace(
            self,
            value=None if self.value is None else abs(self.value),
            bounds=self.bounds.magnitude(),
            rounding=self.rounding.magnitude(),
        )

    def __add__(self, other: Quantity) -> Quantity:
        """The sum; the units must add."""
        unit = unit_of_sum(self.unit, other.unit)
        return self._with(self._aligned(other), lambda x, y: x + y, Interval.__add__, unit)

    def __sub__(self, other: Quantity) -> Quantity:
        """The difference; two percentages differ by percentage points."""
        unit = unit_of_difference(self.unit, other.unit)
        return self._with(self._aligned(other), lambda x, y: x - y, Interval.__sub__, unit)

    def __mul__(self, other: Quantity) -> Quantity:
        """The product; a percent of something is that share of it."""
        unit, factor = unit_of_product(self.unit, other.unit)
        product = self._with(other, lambda x, y: x * y, Interval.__mul__, unit)
        return product._scaled(factor)

    def __truediv__(self, other: Quantity) -> Quantity:
        """The quotient; of two like amounts, a pure ratio."""
        if other.value == 0:
            raise QuantityError("division by zero", code="division-by-zero")
        unit, factor = unit_of_quotient(self.unit, other.unit)
        quotient = self._with(other, lambda x, y: x / y, Interval.__truediv__, unit)
        return quotient._scaled(factor)

    def power(self, exponent: Fraction) -> Quantity:
        """A pure ratio raised to a fixed power, as a growth rate needs it."""
        if not self.unit.is_ratio:
            raise QuantityError(
                f"only a ratio can be raised to a power, not '{self.unit}'",
                code="impossible-calculation",
            )
        return replace(
            self,
            value=_powered(self.value, exponent),
            bounds=self.bounds.power(exponent),
            rounding=self.rounding.power(exponent),
        )

    def is_less_than(self, other: Quantity) -> bool | None:
        """Whether this is less than ``other``: yes, no, or unknown (``None``).

        Decided by the values where both are known, else by the bounds.
        """
        mine, yours = self, other if other.unit == self.unit else self._aligned(other)
        if mine.value is not None and yours.value is not None:
            return mine.value < yours.value
        return mine.bounds.is_below(yours.bounds)

    def is_equal_to(self, other: Quantity) -> bool | None:
        """Whether both are the same amount: yes, no, or unknown (``None``)."""
        yours = self._aligned(other)
        if self.value is not None and yours.value is not None:
            return self.value == yours.value
        return None if self.bounds.overlaps(yours.bounds) else False

    def is_rounded_or_exact(self, other: Quantity) -> bool:
        """Whether one is but the other, printed with fewer digits: 412.5 thousand and 412,497."""
        yours = self._aligned(other)
        one, two = sorted((self, yours), key=lambda given: given.step or 0)
        if one.value is None or two.value is None or two.step is None:
            return False
        return (one.step or 0) * 2 <= two.step and one.value in two.rounding

    def _aligned(self, other: Quantity) -> Quantity:
        """``other`` in the unit of this one, where the two are of one kind."""
        if other.unit.code == self.unit.code:
            return other
        if {self.unit.code, other.unit.code} == {"percent", "percentage point"}:
            return other
        return other.to(self.unit)

    def _scaled(self, factor: Fraction) -> Quantity:
        if factor == 1:
            return self
        scale = Interval.point(factor)
        return replace(
            self,
            value=None if self.value is None else self.value * factor,
            bounds=self.bounds * scale,
            rounding=self.rounding * scale,
        )

    def _with(
        self,
        other: Quantity,
        of_values: Callable[[Fraction, Fraction], Fraction],
        of_intervals: Callable[[Interval, Interval], Interval],
        unit: Unit,
    ) -> Quantity:
        known = self.value is not None and other.value is not None
        return Quantity(
            of_values(self.value, other.value) if known else None,  # type: ignore[arg-type]
            of_intervals(self.bounds, other.bounds),
            of_intervals(self.rounding, other.rounding),
            unit,
            combined((self.status, other.status)),
        )


def total(quantities: Sequence[Quantity]) -> Quantity:
    """The sum of one or more quantities."""
    first, *rest = quantities
    if not rest:
        return first
    unit = unit_of_sum(first.unit, first.unit)
    if unit == first.unit and all(one.unit == unit for one in rest):
        values = [one.value for one in quantities]
        return Quantity(
            None if None in values else sum_of([one for one in values if one is not None]),
            Interval.sum([one.bounds for one in quantities]),
            Interval.sum([one.rounding for one in quantities]),
            unit,
            combined(one.status for one in quantities),
        )
    for other in rest:
        first = first + other
    return first


def _powered(value: Fraction | None, exponent: Fraction) -> Fraction | None:
    if value is None:
        return None
    if exponent.denominator == 1:
        if value == 0 and exponent < 0:
            raise QuantityError("division by zero", code="division-by-zero")
        return Fraction(value**exponent.numerator)
    if value < 0:
        raise QuantityError("a root of a negative number", code="impossible-calculation")
    low, high = root_enclosure(value, exponent)
    return (low + high) / 2
