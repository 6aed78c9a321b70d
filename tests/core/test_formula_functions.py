"""Shorter ways to a result give the very same result."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from briefing.core import formula_functions
from briefing.core.interval import Interval
from briefing.core.quantity import Quantity, total
from briefing.core.unit import PERCENT, RATIO, Unit

TONS = Unit("t")
AMOUNTS = st.builds(
    lambda value, step: Quantity.printed(Fraction(value, 4), Fraction(step), TONS),
    st.integers(-8, 400),
    st.sampled_from([0, 1, 20]),
)
RANGES = st.builds(
    lambda low, more, is_open: Quantity.bounded(
        Interval(Fraction(low), Fraction(low + more), is_open), TONS
    ),
    st.integers(0, 50),
    st.integers(1, 50),
    st.booleans(),
)


@given(st.lists(AMOUNTS | RANGES, min_size=1, max_size=5), st.integers(0, 900))
def test_shares_are_squared_and_added_or_added_and_divided(parts, whole):
    """Amounts at and below nothing and open ranges go the longer way."""
    entire = Quantity.printed(Fraction(500 + whole), Fraction(10), TONS)
    one_by_one = total(
        [(part / entire).to(PERCENT).with_unit(RATIO).power(Fraction(2)) for part in parts]
    )
    assert formula_functions._sum_of_squared_shares(parts, entire) == one_by_one
