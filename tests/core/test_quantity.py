"""Quantities: what is computed exactly, where a difference points, and what is refused."""

from fractions import Fraction

import pytest

from briefing.core.interval import Interval
from briefing.core.period_notation import parse_period
from briefing.core.problems import QuantityError
from briefing.core.quantity import Quantity, total
from briefing.core.reference import Reference, UnreadableReference, named_in
from briefing.core.status import Status
from briefing.core.unit import PERCENT, POINTS, RATIO, Unit, is_countable
from briefing.core.unit_arithmetic import unit_of_quotient

T, KG, USD = Unit("t"), Unit("kg"), Unit("USD")


def ends(low, high, low_open=False, high_open=False) -> Interval:  # noqa: FBT002
    return Interval(
        None if low is None else Fraction(low),
        None if high is None else Fraction(high),
        low_open,
        high_open,
    )


def exact(value, unit=T, status=Status.NORMAL) -> Quantity:
    return Quantity.exact(Fraction(value), unit, status)


def code_of(call) -> str:
    with pytest.raises(QuantityError) as told:
        call()
    return told.value.code


def test_ends_are_computed_and_stay_open_or_closed():
    above, below = ends(2, None, low_open=True), ends(None, 3, high_open=True)
    assert above + ends(1, 1) == ends(3, None, low_open=True)
    assert above - below == ends(-1, None, low_open=True)
    assert -above == ends(None, -2, high_open=True)
    assert ends(2, 3, high_open=True) * ends(4, 5) == ends(8, 15, high_open=True)
    assert ends(-2, 3) * ends(-5, 4) == ends(-15, 12)
    assert ends(0, 3) * above == ends(0, None)
    assert ends(6, 12) / ends(2, 3, high_open=True) == ends(2, 6, low_open=True)
    assert ends(1, 2) / ends(0, 4) == ends(Fraction(1, 4), None)
    assert ends(1, 2) / ends(-1, 4) == ends(None, None)
    assert ends(-3, 2).power(Fraction(2)) == ends(0, 9)
    assert ends(-3, -2, low_open=True).power(Fraction(3)) == ends(-27, -8, low_open=True)
    assert ends(2, 4).power(Fraction(-1)) == ends(Fraction(1, 4), Fraction(1, 2))
    assert ends(-3, 2).magnitude() == ends(0, 3)
    assert ends(-3, -2, high_open=True).magnitude() == ends(2, 3, low_open=True)
    assert ends(None, 2).magnitude() == ends(0, None)


@pytest.mark.parametrize(
    ("intervals", "wanted"),
    [
        ([ends(1, 3, low_open=True), ends(1, 2)], ends(1, 3)),
        ([ends(1, 3, high_open=True), ends(2, 3)], ends(1, 3)),
        ([ends(1, 3, low_open=True), ends(2, 5, high_open=True)], ends(1, 5, True, True)),
        ([ends(1, 3), ends(None, 2)], ends(None, 3)),
        ([ends(1, 3), ends(2, None, low_open=True)], ends(1, None)),
        ([ends(4, 5)], ends(4, 5)),
    ],
)
def test_a_hull_keeps_an_end_that_any_of_them_reaches(intervals, wanted):
    assert Interval.hull(intervals) == wanted
    assert Interval.hull(intervals[::-1]) == wanted


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        (ends(1, 3), ends(2, 5), ends(2, 3)),
        (ends(1, 3), ends(1, 3, True, True), ends(1, 3, True, True)),
        (ends(1, 3), ends(3, 5), ends(3, 3)),
        (ends(1, 3, high_open=True), ends(3, 5), None),
        (ends(1, 3), ends(4, 5), None),
        (ends(None, 3), ends(1, None), ends(1, 3)),
    ],
)
def test_what_two_intervals_have_in_common(one, other, wanted):
    assert one.intersect(other) == other.intersect(one) == wanted
    assert one.overlaps(other) is other.overlaps(one) is (wanted is not None)


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        (ends(1, 2), ends(3, 4), True), (ends(3, 4), ends(1, 2), False),
        (ends(1, 3), ends(3, 4), None), (ends(1, 3, high_open=True), ends(3, 4), True),
        (ends(3, 4), ends(1, 3), False), (ends(1, 5), ends(2, 3), None),
        (ends(None, None), ends(2, 3), None),
    ],
)  # fmt: skip
def test_whether_one_lies_below_another(one, other, wanted):
    assert one.is_below(other) is wanted


@pytest.mark.parametrize(
    ("quantity", "direction"),
    [
        (Quantity.printed(Fraction(5), Fraction(1)), "up"),
        (Quantity.printed(Fraction(-5), Fraction(1)), "down"),
        (Quantity.printed(Fraction(1, 10), Fraction(1)), "level"),
        (Quantity.printed(Fraction(-1, 10), Fraction(1)), "level"),
        (Quantity.printed(Fraction(1, 2), Fraction(1)), "up"),
        (Quantity.printed(Fraction(-1, 2), Fraction(1)), "down"),
        (exact(0), "level"),
        (exact(5, status=Status.NOT_SIGNIFICANT), "level"),
        (Quantity.bounded(ends(0, 5)), "unknown"),
        (Quantity.bounded(ends(0, 5, low_open=True)), "up"),
        (Quantity.bounded(ends(1, None)), "up"),
        (Quantity.bounded(ends(-5, 0)), "unknown"),
        (Quantity.bounded(ends(-5, 0, high_open=True)), "down"),
        (Quantity.bounded(ends(None, -1)), "down"),
        (Quantity.bounded(ends(-1, 1)), "unknown"),
        (Quantity.bounded(Interval()), "unknown"),
    ],
)
def test_where_a_difference_points(quantity, direction):
    assert quantity.direction == direction


def test_values_bounds_rounding_and_status_go_together():
    one = Quantity.printed(Fraction(10), Fraction(1), T, Status.ESTIMATED)
    other = Quantity.printed(Fraction(4), Fraction(2), T)
    for made, value, low, high in (
        (one + other, 14, "12.5", "15.5"),
        (one - other, 6, "4.5", "7.5"),
        (total([one, other, other]), 18, "15.5", "20.5"),
    ):
        assert made.value == value
        assert made.bounds == Interval.point(Fraction(value))
        assert made.rounding == ends(low, high)
        assert made.status is Status.ESTIMATED
    assert (-one).value == -10
    assert abs(-one) == one
    assert abs(Quantity.bounded(ends(-3, 2))).bounds == ends(0, 3)
    assert (one + Quantity.bounded(ends(1, 2), T)).value is None
    assert total([one]) is one


def test_comparison_is_in_one_unit_and_may_be_unknown():
    assert exact(1).is_less_than(exact(1001, KG)) is True
    assert exact(1).is_less_than(exact(1000, KG)) is False
    assert exact(1).is_equal_to(exact(1000, KG)) is True
    assert exact(1, PERCENT).is_equal_to(exact(1, POINTS)) is True
    some = Quantity.bounded(ends(1, 3), T)
    assert some.is_equal_to(exact(2)) is None
    assert some.is_equal_to(exact(4)) is False
    assert some.is_less_than(exact(4)) is True
    assert some.is_less_than(exact(2)) is None
    assert code_of(lambda: exact(1).is_less_than(exact(1, USD))) == "unlike-units"


def test_powers_and_quotients_that_make_no_sense_are_refused():
    assert code_of(lambda: exact(1) / exact(0)) == "division-by-zero"
    assert code_of(lambda: exact(0, RATIO).power(Fraction(-1))) == "division-by-zero"
    assert exact(0, RATIO).power(Fraction(2)).value == 0
    assert exact(2, RATIO).power(Fraction(-1)).value == Fraction(1, 2)
    assert code_of(lambda: exact(-2, RATIO).power(Fraction(1, 2))) == "impossible-calculation"
    assert exact(0, RATIO).power(Fraction(1, 2)).value == pytest.approx(0)
    assert float(exact(9, RATIO).power(Fraction(1, 2)).value) == pytest.approx(3)


@pytest.mark.parametrize(
    ("one", "other", "unit", "factor"),
    [
        (T, T, "1", 1), (T, KG, "1", 1000), (KG, T, "1", Fraction(1, 1000)),
        (USD, KG, "USD/kg", 1), (T, RATIO, "t", 1), (T, PERCENT, "t", 100),
        (PERCENT, T, "percent/t", 1), (USD, Unit("kg/t"), "USD/(kg/t)", 1),
        (Unit("million USD"), Unit("thousand USD"), "1", 1000),
    ],
)  # fmt: skip
def test_the_unit_of_a_quotient(one, other, unit, factor):
    made, found = unit_of_quotient(one, other)
    assert (made.code, found) == (unit, factor)


def test_quotients_of_different_things_are_refused():
    one, other = Unit("t", "REO"), Unit("t", "Li")
    assert code_of(lambda: unit_of_quotient(one, other)) == "unlike-units"
    assert unit_of_quotient(Unit("kg", "REO"), USD)[0] == Unit("kg/USD", "REO")
    assert unit_of_quotient(USD, Unit("kg", "REO"))[0] == Unit("USD/kg", "REO")


@pytest.mark.parametrize(
    ("code", "countable"),
    [("t", True), ("km", True), ("worker", True), ("USD", False), ("USD/t", False),
     ("percent", False), ("index", False), ("per 1,000 people", False)],
)  # fmt: skip
def test_what_cannot_be_negative(code, countable):
    assert is_countable(Unit(code)) is countable


def test_an_unreadable_reference_is_told_with_the_place():
    with pytest.raises(UnreadableReference) as told:
        Reference.parse("world.mined[China]share")
    assert told.value.code == "unreadable-reference"
    with pytest.raises(UnreadableReference):
        Reference.parse("world.mined[China].")
    with pytest.raises(UnreadableReference) as told:
        Reference.parse("world.mined[China].a..b")
    assert "'world.mined[China].a..b'" in str(told.value)
    assert Reference.parse("world.mined[China].change").member == "China"
    assert set(named_in("{{ a.verb }} and {{ said('b', c) }}, d")) >= {"a", "c"}
    assert not {"b", "d", "X", "XX"} & set(named_in("{{ a.verb }} and {{ said('b', c) }}, d"))


@pytest.mark.parametrize(
    ("divisor", "wanted"),
    [
        (ends(2, 4), ends("1/4", "1/2")),
        (ends(-4, -2), ends("-1/2", "-1/4")),
        (ends(2, None), ends(0, "1/2", low_open=True)),
        (ends(None, -2), ends("-1/2", 0, high_open=True)),
        (ends(0, 4), ends("1/4", None)),
        (ends(-4, 0), ends(None, "-1/4")),
        (ends(0, None), ends(0, None, low_open=True)),
        (ends(None, 0), ends(None, 0, high_open=True)),
        (ends(-1, 1), ends(None, None)),
        (ends(None, 1), ends(None, None)),
    ],
)
def test_one_divided_by_what_may_be_much_or_nothing(divisor, wanted):
    assert ends(1, 1) / divisor == wanted


def test_nothing_divides_by_nothing_but_nothing():
    assert code_of(lambda: ends(1, 2) / ends(0, 0)) == "division-by-zero"


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        (ends(0, 1, low_open=True), ends(2, 3), ends(0, 3, low_open=True)),
        (ends(0, 1), ends(2, 3, low_open=True), ends(0, 3)),
        (ends(0, 1, low_open=True), ends(0, 3), ends(0, 3)),
        (ends(0, 1, low_open=True), ends(0, 3, low_open=True), ends(0, 3, low_open=True)),
        (ends(1, 2), ends(3, 4, high_open=True), ends(3, 8, high_open=True)),
        (ends(None, -1), ends(None, -2), ends(2, None)),
        (ends(None, -1), ends(2, None), ends(None, -2)),
    ],
)
def test_products_at_nothing_and_without_end(one, other, wanted):
    assert one * other == other * one == wanted


def test_roots_of_what_may_be_so_much():
    found = ends(Fraction(1, 4), 9).power(Fraction(1, 2))
    assert float(found.low) == pytest.approx(0.5)
    assert float(found.high) == pytest.approx(3)
    assert ends(4, None).power(Fraction(1, 2)).high is None
    found = ends(4, 9).power(Fraction(-1, 2))
    assert (float(found.low), float(found.high)) == pytest.approx((1 / 3, 1 / 2))


def test_a_span_a_year_before_is_the_span_before():
    assert str(parse_period("2020–23").a_year_before()) == "2016/2019"
    assert str(parse_period("2024").a_year_before()) == "2023"
