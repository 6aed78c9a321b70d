"""Labels that add up from the start of a year are no periods, and are told by what they are."""

import pytest

from briefing.core.cumulative import why_no_period
from briefing.core.period_notation import readings


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Jan-May 2024", "a year to date, 5 months from January to May"),
        ("January to May 2024", "a year to date, 5 months from January to May"),
        ("Jan–Sept 2024", "a year to date, 9 months from January to September"),
        ("2024 Jan-Nov", "a year to date, 11 months from January to November"),
        ("2024, January through February", "a year to date, 2 months from January to February"),
        ("Apr-Nov 2024", "8 months from April to November"),
        ("Nov 2023 to Feb 2024", "4 months from November to February"),
        ("9M 2024", "a year to date, 9 months"),
        ("5M24", "a year to date, 5 months"),
        ("YTD May 2024", "a year to date"),
        ("2024 year to date", "a year to date"),
    ],
)
def test_a_cumulative_label_is_named(text, told):
    assert not readings(text)
    message, advice = why_no_period(text)
    assert message == f"'{text}' is no period: it is cumulative, {told}"
    assert "what each adds to the label before it" in advice
    assert "3, 6, 12 months" in advice


@pytest.mark.parametrize(
    "text", ["Total", "Jan-May", "Alpha-Beta 2024", "13M 2024", "1M 2024", "Note 1", "May be 2024"]
)
def test_another_text_is_just_no_period(text):
    message, advice = why_no_period(text)
    assert message == f"'{text}' is no period"
    assert advice.startswith("periods are written 2024")


@pytest.mark.parametrize("text", ["Jan-Mar 2024", "January to June 2024", "Jan-Dec 2024"])
def test_three_six_and_twelve_months_are_periods(text):
    assert readings(text)
