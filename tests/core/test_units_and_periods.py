"""Units add only where they should; periods are read, ordered and shifted."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.core.frequency import Frequency
from briefing.core.period import Period
from briefing.core.period_notation import parse_period
from briefing.core.problems import QuantityError
from briefing.core.quantity import Quantity
from briefing.core.status import Status, combined
from briefing.core.unit import PERCENT, POINTS, RATIO, Unit, check_unit, conversion_factor

T, KG, USD = Unit("t"), Unit("kg"), Unit("USD")


def known(value: int | str, unit: Unit = T) -> Quantity:
    return Quantity.exact(Fraction(value), unit)


def test_units_are_converted_exactly():
    assert conversion_factor(Unit("lb"), KG) == Fraction(45359237, 100000000)
    assert (known(1) + known(500, KG)).value == Fraction(3, 2)
    assert conversion_factor(Unit("million USD"), USD) == 1_000_000


@pytest.mark.parametrize(
    ("operation", "message"),
    [
        (lambda: known(1) + known(1, USD), "'t' and 'USD' do not add"),
        (lambda: known(1) - known(1, USD), "'t' and 'USD' do not subtract"),
        (lambda: known(1, PERCENT) + known(1, T), "'percent' and 't' do not add"),
        (lambda: known(1, Unit("t", "REO")) + known(1, Unit("t", "Li")), "different things"),
        (lambda: known(1, POINTS).to(PERCENT), "cannot be expressed"),
        (lambda: known(1) / known(0), "division by zero"),
        (lambda: check_unit("furlongs per moon"), "unknown unit"),
        (lambda: known(2).power(Fraction(1, 2)), "only a ratio"),
    ],
)
def test_what_has_no_meaning_is_refused(operation, message):
    with pytest.raises(QuantityError, match=message):
        operation()


def test_percent_and_points_are_two_things():
    difference = known(80, PERCENT) - known(95, PERCENT)
    assert difference.unit == POINTS
    assert (known(80, PERCENT) + known(5, POINTS)).unit == PERCENT
    assert (known(50, PERCENT) * known(8)).value == 4
    assert (known(8) / known(16)).unit == RATIO


def test_status_is_that_of_the_least_certain():
    assert combined([Status.NORMAL, Status.ESTIMATED, Status.PROVISIONAL]) is Status.ESTIMATED
    assert combined([Status.SUPPRESSED, Status.ESTIMATED]) is Status.SUPPRESSED
    assert combined([]) is Status.NORMAL


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2024", "2024"),
        (2024, "2024"),
        ("FY2024", "FY2024"),
        ("fiscal year 2025", "FY2025"),
        ("2009-Q3", "2009-Q3"),
        ("2009Q3", "2009-Q3"),
        ("Q3 2009", "2009-Q3"),
        ("2024-03", "2024-03"),
        ("Mar 2024", "2024-03"),
        ("March 2024", "2024-03"),
        ("2020–23", "2020/2023"),
        ("2020-2023", "2020/2023"),
        ("2020/2023", "2020/2023"),
        ("2020-23", "2020/2023"),
        ("2010-12", "2010-12"),
    ],
)
def test_periods_are_read_as_printed(text, code):
    assert parse_period(text).code == code


@pytest.mark.parametrize(
    "text", ["", "24", "2024-Q5", "2024-13", "next year", "2023–20", "Foo 2024"]
)
def test_what_is_no_period_is_refused(text):
    with pytest.raises(ValueError, match="is no period"):
        parse_period(text)


periods = (
    st.builds(Period, st.just(Frequency.ANNUAL), st.integers(1900, 2100))
    | st.builds(Period, st.just(Frequency.QUARTERLY), st.integers(1900, 2100), st.integers(1, 4))
    | st.builds(Period, st.just(Frequency.MONTHLY), st.integers(1900, 2100), st.integers(1, 12))
)


@given(periods, st.integers(-500, 500))
def test_shifting_is_counted_back(period, steps):
    later = period.shifted(steps)
    assert later.steps_since(period) == steps
    assert (later > period) == (steps > 0)
    assert parse_period(later.code) == later
