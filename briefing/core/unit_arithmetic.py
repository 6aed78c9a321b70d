"""The unit of a sum, a difference, a product, a quotient; what does not go together is refused."""

from __future__ import annotations

from fractions import Fraction

from briefing.core.problems import QuantityError
from briefing.core.unit import (
    PERCENT,
    PLACES,
    POINTS,
    RANK,
    RATIO,
    Unit,
    conversion_factor,
    is_of_one_kind,
)


def unit_of_sum(one: Unit, other: Unit) -> Unit:
    """The unit of ``one + other``; raises :class:`QuantityError` where they do not add.

    A level in percent and a change in percentage points add to a percent.
    """
    if one.of != other.of:
        raise QuantityError(
            f"'{one}' and '{other}' do not add: they are of different things", code="unlike-units"
        )
    if {one.code, other.code} == {"percent", "percentage point"}:
        return PERCENT
    _require_same_kind(one, other, "add")
    return one


def unit_of_difference(one: Unit, other: Unit) -> Unit:
    """The unit of ``one - other``: two percentages differ by percentage points, two ranks by places."""
    if one.is_percent and other.is_percent:
        return POINTS
    if one == other == RANK:
        return PLACES
    if one.of != other.of:
        raise QuantityError(
            f"'{one}' and '{other}' cannot be subtracted: of different things", code="unlike-units"
        )
    if one.is_percent and other.is_points:
        return PERCENT
    _require_same_kind(one, other, "subtract")
    return one


def unit_of_product(one: Unit, other: Unit) -> tuple[Unit, Fraction]:
    """The unit of ``one * other`` and the factor that the product of values needs."""
    for this, that in ((one, other), (other, one)):
        if this.is_ratio:
            return that, Fraction(1)
        if this.is_percent:
            return that, Fraction(1, 100)
    return _compound(one, other, "*")


def unit_of_quotient(one: Unit, other: Unit) -> tuple[Unit, Fraction]:
    """The unit of ``one / other`` and the factor that the quotient of values needs."""
    if one.of and other.of and one.of != other.of:
        raise QuantityError(
            f"'{one}' cannot be divided by '{other}': they are of different things",
            code="unlike-units",
        )
    if one.code == other.code:
        return RATIO, Fraction(1)
    if other.is_ratio:
        return one, Fraction(1)
    if other.is_percent:
        return one, Fraction(100)
    if is_of_one_kind(one, other):
        return RATIO, conversion_factor(Unit(one.code), Unit(other.code))
    return _compound(one, other, "/")


def _compound(one: Unit, other: Unit, operator: str) -> tuple[Unit, Fraction]:
    right = f"({other.code})" if any(mark in other.code for mark in "*/ ") else other.code
    return Unit(f"{one.code}{operator}{right}", one.of or other.of), Fraction(1)


def _require_same_kind(one: Unit, other: Unit, verb: str) -> None:
    try:
        conversion_factor(other, one)
    except QuantityError:
        joined = "add" if verb == "add" else "subtract"
        raise QuantityError(f"'{one}' and '{other}' do not {joined}", code="unlike-units") from None
