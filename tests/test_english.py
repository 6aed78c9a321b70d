"""The words follow the figures: direction, degree, unit, rank, comparison."""

from fractions import Fraction

import pytest

from briefing.core.interval import Interval
from briefing.core.period_notation import parse_period
from briefing.core.quantity import Quantity
from briefing.core.unit import PERCENT, POINTS, RANK, RATIO, Unit
from briefing.language import english

T = Unit("t")


def printed(value, step, unit=T) -> Quantity:
    return Quantity.printed(Fraction(value), Fraction(step), unit)


def bounded(low, high, unit=PERCENT, **more) -> Quantity:
    return Quantity.bounded(Interval(Fraction(low), Fraction(high), **more), unit)


def percent(value) -> Quantity:
    return Quantity.exact(Fraction(value), PERCENT)


@pytest.mark.parametrize(
    ("now", "before", "direction"),
    [
        ((45000, 1000), (41600, 100), "up"),
        ((13000, 1000), (16000, 1000), "down"),
        ((170, 10), (186, 1), "down"),
        ((170, 10), (172, 1), "level"),
        ((1000, 1000), (1100, 100), "level"),
        ((5, 1), (5, 1), "level"),
    ],
)
def test_a_change_smaller_than_the_rounding_has_no_direction(now, before, direction):
    assert english.direction(printed(*now) - printed(*before)) == direction


def test_bounds_decide_a_direction_only_where_they_can():
    before = bounded(95, 100, low_open=True)
    assert english.direction(percent(80) - before) == "down"
    assert english.direction(percent(97) - before) == "unknown"
    assert english.verb(percent(97) - before, None) == "cannot be compared"


@pytest.mark.parametrize(
    ("size", "verb"),
    [
        ("0.4", "edged up"),
        ("3.7", "rose"),
        ("27", "climbed"),
        ("99", "surged"),
        ("100", "doubled"),
        ("150", "more than doubled"),
        ("420", "more than quadrupled"),
        ("-0.4", "edged down"),
        ("-10.3", "fell"),
        ("-37.6", "dropped"),
        ("-50", "halved"),
        ("-81", "more than halved"),
    ],
)
def test_the_verb_follows_the_size(size, verb):
    assert english.verb(Quantity.exact(Fraction(size), T), percent(size)) == verb


def test_no_change_and_a_change_that_rounding_may_hide():
    assert english.verb(printed(5, 1) - printed(5, 1), percent(0)) == "was unchanged"
    assert english.verb(printed(170, 10) - printed(172, 1), percent(-1)) == "was about unchanged"


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        (printed(45000, 1000), "45,000 metric tons"),
        (printed(1, 1), "1 metric ton"),
        (printed(-3, 1), "−3 metric tons"),
        (printed(56, 1, Unit("USD/kg")), "$56 per kilogram"),
        (printed(-334, 1, Unit("billion USD")), "−$334 billion"),
        (printed("12.50", "0.01", PERCENT), "12.50%"),
        (bounded(95, 100, low_open=True), "more than 95%"),
        (bounded(0, 25, high_open=True), "less than 25%"),
        (bounded(50, 300, T), "between 50 and 300 metric tons"),
        (bounded(-20, -15, POINTS, high_open=True), "between −20 and −15 percentage points"),
        (Quantity.exact(2, RANK), "second"),
        (Quantity.bounded(Interval(Fraction(17000000), None, low_open=True), T),
         "more than 17,000,000 metric tons"),
    ],
)  # fmt: skip
def test_amounts(quantity, text):
    assert english.amount(quantity).replace("\u00a0", " ") == text


@pytest.mark.parametrize(
    ("ratio", "words"),
    [("6", "six times"), ("2", "twice"), ("2.5", "more than twice"), ("0.5", "half"),
     ("0.51", "just over half"), ("0.49", "nearly half"), ("1.5", "1.5 times"), ("40", "more than 40 times")],
)  # fmt: skip
def test_comparisons(ratio, words):
    assert english.times(Quantity.exact(Fraction(ratio), RATIO)) == words


@pytest.mark.parametrize(
    ("code", "label", "short"),
    [
        ("2024", "2024", "2024"),
        ("FY2025", "fiscal year 2025", "FY2025"),
        ("2009-Q3", "the third quarter of 2009", "2009 Q3"),
        ("2024-03", "March 2024", "Mar 2024"),
        ("2020–23", "2020–23", "2020–23"),
        ("1999/2001", "1999–2001", "1999–2001"),
    ],
)
def test_periods(code, label, short):
    period = parse_period(code)
    assert (english.period_label(period), english.short_period(period)) == (label, short)


def test_names_and_ranks():
    assert english.with_article("United States") == "the United States"
    assert english.listed(["a", "b", "c"]) == "a, b and c"
    assert [english.ordinal(Fraction(n)) for n in (1, 12, 13, 21, 111)] == [
        "first", "twelfth", "13th", "21st", "111th",
    ]  # fmt: skip
    assert english.superlative(Fraction(1)) == "largest"
    assert english.signed(bounded(-20, -15, POINTS, high_open=True)) == (
        "−15 to −20 percentage points"
    )
