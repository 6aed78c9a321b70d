"""Ranks of members by floats are those of their exact values, also where floats cannot tell them apart."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as some

from briefing.analysis.findings.wholes_of_panels import Whole, greatest
from briefing.core.period_notation import parse_period
from briefing.core.series import Panel
from briefing.core.unit import Unit

HAIR = Fraction(1, 10**30)
values = some.lists(
    some.builds(
        lambda whole, hairs: whole + hairs * HAIR, some.integers(-3, 3), some.integers(-2, 2)
    ),
    min_size=3,
    max_size=9,
)
PANEL = Panel("d.x", "Ore", Unit("t"), "Country", {})


def whole(numbers):
    named = {f"M{place}": Fraction(one) for place, one in enumerate(numbers)}
    return Whole(None, PANEL, parse_period("2024"), 1.0, named, {}, None, ())


@given(values)
def test_places_counts_and_orders(numbers):
    one = whole(numbers)
    exact = sorted(one.values, key=lambda name: (-one.values[name], name))
    assert one.ordered(one.values) == exact
    assert one.largest(2) == exact[:2]
    assert one.value == sum(numbers)
    for value in numbers:
        assert one.place_of(value) == 1 + sum(other > value for other in numbers)
        assert one.count_of(value) == numbers.count(value)
    last = sorted(numbers)[-3]
    assert one.not_below(3) == {n: v for n, v in one.values.items() if v >= last}


@given(values, some.integers(1, 9))
def test_the_greatest_amounts(numbers, count):
    named = whole(numbers).values
    kept = sorted(named, key=lambda name: -abs(named[name]))[:count]
    assert [*greatest(named, count)] == [name for name in named if name in set(kept)]
