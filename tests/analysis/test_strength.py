"""The strength of evidence goes down a level for each limitation, and says which."""

from dataclasses import replace

import pytest
from figures import YEAR, above, computed, stated

from briefing.analysis.advice.strength import strength_of
from briefing.core.interval import Interval
from briefing.core.period_notation import parse_period
from briefing.core.quantity import Quantity
from briefing.core.status import Status
from briefing.language.messages import MESSAGES as ENGLISH

PUBLISHERS = {
    "mcs2024": "U.S. Geological Survey",
    "mcs2025": "U.S. Geological Survey",
    "comtrade": "United Nations",
}
MINED = replace(stated("mined", 45000), title="U.S. mine production")
TRADE = stated("trade", 7, source="comtrade")


def strength(*facts, period=YEAR):
    return strength_of(ENGLISH, facts, PUBLISHERS, period)


def test_reported_figures_of_two_publishers_are_strong():
    found = strength(MINED, TRADE)
    assert (found.level, found.reasons) == ("high", ())


def test_two_editions_of_a_publication_are_one_publisher():
    found = strength(MINED, stated("before", 41600, source="mcs2024"))
    assert found.level == "moderate"
    assert found.reasons == ("one publisher: U.S. Geological Survey",)


def test_a_source_without_a_publisher_stands_for_itself():
    assert strength(stated("x", 1, source="letter")).reasons == ("one publisher: letter",)
    assert strength(MINED, stated("x", 1, source="letter")).level == "high"


@pytest.mark.parametrize(
    ("status", "word"),
    [
        (Status.ESTIMATED, "estimated"),
        (Status.IMPUTED, "imputed"),
        (Status.FORECAST, "forecast"),
        (Status.PROVISIONAL, "provisional"),
    ],
)
def test_what_is_not_reported_is_named_behind_a_computed_figure(status, word):
    estimate = replace(MINED, quantity=replace(MINED.quantity, status=status))
    found = strength(computed("sum", "a + b", a=estimate, b=TRADE))
    assert found.level == "moderate"
    assert found.reasons == (f"{word}: U.S. mine production, 2024",)


def test_a_long_list_of_estimates_is_cut():
    many = [stated(name, 1, status=Status.ESTIMATED) for name in "abcde"]
    (reason,) = strength(*many, TRADE).reasons
    assert reason == "estimated: A, 2024; B, 2024; C, 2024 and 2 more"


def test_a_figure_known_only_by_bounds_is_told_with_them():
    (reason,) = strength(TRADE, above("reliance", 95)).reasons
    assert reason == "no exact value: Reliance, 2024 (more than 95%)"


def test_a_withheld_figure_is_told_as_withheld():
    hidden = replace(MINED, quantity=Quantity.bounded(Interval(), status=Status.SUPPRESSED))
    (reason,) = strength(TRADE, hidden).reasons
    assert reason == "no exact value: U.S. mine production, 2024 (withheld)"


@pytest.mark.parametrize(("period", "level"), [("2026", "high"), ("2027", "moderate")])
def test_the_newest_figure_may_be_two_years_old(period, level):
    old = stated("old", 5, year=2010)
    found = strength(MINED, TRADE, old, period=parse_period(period))
    assert found.level == level
    assert found.reasons == (
        ("the newest figure is 3 years old: 2024",) if period == "2027" else ()
    )


def test_a_span_is_as_old_as_its_end():
    span = replace(TRADE, period=parse_period("2020–23"))
    assert strength(span, replace(MINED, period=None), period=parse_period("2025")).level == "high"


def test_the_level_does_not_fall_below_very_low():
    estimate = stated("x", 5, status=Status.ESTIMATED)
    found = strength(estimate, above("y", 95), period=parse_period("2030"))
    assert found.level == "very low"
    assert len(found.reasons) == 4


def test_no_figures_are_no_evidence():
    assert strength().level == "very low"
    assert strength().reasons == ("no figure stands behind it",)
