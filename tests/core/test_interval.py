"""Interval arithmetic encloses: whatever the members, the result of the operation is inside."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.core.interval import Interval, root_enclosure
from briefing.core.problems import QuantityError

numbers = st.fractions(min_value=-50, max_value=50, max_denominator=12)


@st.composite
def intervals(draw) -> Interval:
    low, high = draw(st.none() | numbers), draw(st.none() | numbers)
    if low is not None and high is not None and low > high:
        low, high = high, low
    if low is not None and low == high:
        return Interval(low, high)
    return Interval(
        low,
        high,
        low is not None and draw(st.booleans()),
        high is not None and draw(st.booleans()),
    )


@st.composite
def with_member(draw) -> tuple[Interval, Fraction]:
    interval = draw(intervals())
    candidates = [draw(numbers) for _ in range(3)]
    low, high = interval.low, interval.high
    for end in (low, high):
        if end is not None:
            candidates += [
                end,
                end + Fraction(1, 10**9),
                end - Fraction(1, 10**9),
                end + 7,
                end - 7,
            ]
    if low is not None and high is not None:
        candidates.append((low + high) / 2)
    members = [one for one in candidates if one in interval]
    return interval, draw(st.sampled_from(members))


@given(intervals(), intervals())
def test_the_quick_ways_give_what_the_plain_ones_do(a, b):
    assert a - b == a + -b
    assert Interval.sum([a, b, a]) == a + b + a
    assert Interval.sum([a]) == a
    corners = [
        one * other
        for one in (a.low, a.high)
        for other in (b.low, b.high)
        if None not in (one, other)
    ]
    if len(corners) == 4 and not (a.low_open or a.high_open or b.low_open or b.high_open):
        assert a * b == Interval(min(corners), max(corners))
        if b.low > 0:
            assert a / b == a * Interval(1 / b.high, 1 / b.low)


@given(with_member(), with_member())
def test_sums_differences_and_products_are_enclosed(one, other):
    (a, x), (b, y) = one, other
    assert x + y in a + b
    assert x - y in a - b
    assert x * y in a * b
    assert -x in -a
    assert abs(x) in a.magnitude()


@given(numbers, numbers)
def test_single_values_are_reckoned_as_numbers(x, y):
    """Whether both ends are one object or two that are equal."""
    for a in (Interval.point(x), Interval(x, x + 0)):
        for b in (Interval.point(y), Interval(y, y + 0)):
            assert a + b == Interval.point(x + y)
            assert a - b == Interval.point(x - y)
            assert a * b == Interval.point(x * y)
        assert -a == Interval.point(-x)
    with pytest.raises(QuantityError, match="cannot be open"):
        Interval(x, x, low_open=True)


@given(with_member(), with_member())
def test_quotients_are_enclosed(one, other):
    (a, x), (b, y) = one, other
    if b == Interval.point(Fraction(0)):
        with pytest.raises(QuantityError):
            a / b
    elif y != 0:
        assert x / y in a / b


@given(with_member(), st.integers(-4, 4))
def test_whole_powers_are_enclosed(one, exponent):
    a, x = one
    if exponent < 0 and (a == Interval.point(Fraction(0)) or x == 0):
        return
    assert Fraction(x**exponent) in a.power(Fraction(exponent))


@given(with_member(), st.fractions(min_value="1/9", max_value=3, max_denominator=9))
def test_roots_are_enclosed(one, exponent):
    a, x = one
    if x < 0:
        return
    low, high = root_enclosure(x, exponent)
    assert low**exponent.denominator <= x**exponent.numerator <= high**exponent.denominator
    found = a.power(exponent)
    assert found.low is None or found.low <= high
    assert found.high is None or found.high >= low


@given(with_member(), with_member())
def test_comparison_never_claims_too_much(one, other):
    (a, x), (b, y) = one, other
    answer = a.is_below(b)
    if answer is True:
        assert x < y
    if answer is False:
        assert x >= y


@given(intervals(), intervals())
def test_open_ends_stay_open(a, b):
    total = a + b
    if total.low is not None:
        assert total.low_open == (a.low_open or b.low_open)


@given(with_member(), with_member())
def test_hull_and_intersection(one, other):
    (a, x), (b, y) = one, other
    hull = Interval.hull([a, b])
    assert x in hull
    assert y in hull
    both = a.intersect(b)
    assert (x in b) == (both is not None and x in both)


def test_more_than_95_to_80_is_a_fall_of_15_to_20_points():
    before = Interval(Fraction(95), Fraction(100), low_open=True)
    assert Interval.point(Fraction(80)) - before == Interval(
        Fraction(-20), Fraction(-15), low_open=False, high_open=True
    )


def test_an_empty_interval_is_refused():
    with pytest.raises(QuantityError, match="no value lies between"):
        Interval(Fraction(2), Fraction(1))


@pytest.mark.parametrize(
    ("low", "high", "low_open", "high_open", "message"),
    [
        (2, 1, False, False, "no value lies between 2 and 1"),
        (1, 1, True, False, "an interval of the one value 1 cannot be open"),
        (1, 1, False, True, "an interval of the one value 1 cannot be open"),
    ],
)
def test_an_interval_holds_a_value(low, high, low_open, high_open, message):
    with pytest.raises(QuantityError) as told:
        Interval(Fraction(low), Fraction(high), low_open, high_open)
    assert (str(told.value), told.value.code) == (message, "impossible-calculation")
    assert Fraction(1) in Interval(Fraction(1), Fraction(1))
