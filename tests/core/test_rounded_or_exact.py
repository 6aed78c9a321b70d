"""Two figures of which one is the other with fewer digits: the same figure, which nobody revised."""

from fractions import Fraction

import pytest

from briefing.core.interval import Interval
from briefing.core.quantity import Quantity
from briefing.core.unit import Unit


def printed(value: str, step: str, unit: str = "EUR") -> Quantity:
    number, half = Fraction(value), Fraction(step) / 2
    return Quantity(
        number, Interval.point(number), Interval(number - half, number + half), Unit(unit)
    )


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        (("412.5", "0.1"), ("412.497", "0.001"), True),
        (("58190", "10", "million EUR"), ("58.2", "0.1", "billion EUR"), True),
        (("412.5", "0.1"), ("412.449", "0.001"), False),
        (("412.5", "0.1"), ("412.45", "0.01"), True),
        (("412.5", "0.1"), ("412.4", "0.1"), False),
        (("41.2", "0.1"), ("41.25", "0.1"), False),
        (("412000", "1000"), ("412000", "0"), True),
    ],
)
def test_one_is_the_other_with_fewer_digits(one, other, is_same):
    assert printed(*one).is_rounded_or_exact(printed(*other)) is is_same
    assert printed(*other).is_rounded_or_exact(printed(*one)) is is_same
