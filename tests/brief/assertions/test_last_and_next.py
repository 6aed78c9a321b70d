"""``last year`` and the like beside a figure are of the year that the brief, or its date, calls so."""

from dataclasses import replace
from datetime import date

import pytest
from handmade import PERCENT, series
from verdicts import judged_of

from briefing.core.status import Status

BEDS = series("beds", [120, 118, 121, 119, 116, 112], title="Hospital beds", start="2019")
PUPILS = series("pupils", [410, 420, 433, 431], title="Pupils", start="2020/21")
TURNOUT = series("turnout", [61, 59, 64], title="Turnout", unit=PERCENT, start="2022")
PRICES = series("prices", [100, 101, 103, 104, 106, 105], title="Prices", start="2023-11")
SPENT = series("spent", [40, 41, 45, 44, 46], title="Spending", start="2023-Q2")


def false_in(text, period="2024", day=None):
    named = {
        one.id: replace(one, current=one.periods[-1])
        for one in (BEDS, PUPILS, TURNOUT, PRICES, SPENT)
    }
    found = judged_of(text, named, period=period, day=day)
    return [one.phrase for one in found if one.verdict is False]


@pytest.mark.parametrize(
    ("text", "period", "phrase"),
    [
        ("Last year there were {{ beds.at(2021) }} beds.", "2024", "Last year"),
        ("There were {{ beds.at(2021) }} last year.", "2024", "last year"),
        ("This year there were {{ beds.before }}.", "2024", "This year"),
        ("There were {{ beds.before }} this year.", "2024", "this year"),
        ("Next year there will be {{ beds }}.", "2024", "Next year"),
        ("Next year there will be {{ beds.before }}.", "2024", "Next year"),
        ("That is below last year's {{ beds.at(2020) }}.", "2024", "last year's"),
        ("Last year’s number of beds was {{ beds.at(2020) }}.", "2024", "Last year’s"),
        ("There were fewer than last year ({{ beds.at(2020) }}).", "2024", "last year"),
        ("Last year {{ pupils.at('2020/21') }} were taught.", "2023/24", "Last year"),
        ("Turnout was {{ turnout.at(2022) }} last year.", "2024", "last year"),
        ("Prices stood at {{ prices.at('2024-02') }} last month.", "2024-04", "last month"),
        ("Spending was {{ spent.at('2023-Q3') }} last quarter.", "2024-Q2", "last quarter"),
        ("This quarter {{ spent.before }} was spent.", "2024-Q2", "This quarter"),
        ("Last year {{ spent }} was spent.", "2024-Q2", "Last year"),
    ],
)
def test_a_figure_of_another_time_is_told(text, period, phrase):
    assert false_in(text, period) == [phrase]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Last year there were {{ beds.before }} beds.", "2024"),
        ("Last year there were {{ beds }} beds.", "2024"),
        ("This year there were {{ beds }}.", "2024"),
        ("Last year {{ pupils.before }} were taught.", "2023/24"),
        ("Last year {{ pupils }} were taught.", "2023/24"),
        ("This year {{ pupils }} were taught.", "2023/24"),
        ("Prices stood at {{ prices }} last month.", "2024-04"),
        ("Prices stood at {{ prices.before }} last month.", "2024-04"),
        ("Prices stood at {{ prices }} this year.", "2024-04"),
        ("Last month prices stood at {{ prices.at('2023-12') }}.", "2024"),
        ("Last quarter {{ beds.at(2020) }} beds were there.", "2024"),
        ("Last year the board announced {{ beds.at(2020) }} beds.", "2024"),
        ("Last year's target was {{ beds.at(2020) }}.", "2024"),
        ("Last year the act passed, and there were {{ beds.at(2020) }}.", "2024"),
        ("Over the last year it fell to {{ beds }}.", "2024"),
        ("The year before last there were {{ beds.at(2022) }}.", "2024"),
    ],
)
def test_what_may_be_meant_is_left_alone(text, period):
    assert false_in(text, period) == []


@pytest.mark.parametrize(
    ("day", "figure", "found"),
    [
        (date(2025, 3, 1), "beds", []),
        (date(2025, 3, 1), "beds.before", []),
        (date(2024, 12, 1), "beds", ["Last year"]),
        (date(2026, 3, 1), "beds", ["Last year"]),
        (date(2026, 3, 1), "beds.before", []),
    ],
)
def test_a_date_tells_which_year_is_the_last(day, figure, found):
    assert false_in(f"Last year there were {{{{ {figure} }}}}.", day=day) == found


def test_a_brief_without_a_period_is_seen_from_its_series():
    assert false_in("This year there were {{ beds.before }}.", period="") == ["This year"]


def test_a_later_series_is_seen_from_itself():
    assert false_in("Prices stand at {{ prices }} this month.", period="2024-02") == []


def test_a_forecast_may_be_of_the_year_that_comes():
    made = series("beds", [120, (118, Status.FORECAST)], start="2024")
    made = replace(made, current=made.periods[-1])
    text = "Next year there will be {{ beds }}."
    assert judged_of(text, {"beds": made}, period="2025") == ()
    day = date(2025, 3, 1)
    assert [one.verdict for one in judged_of(text, {"beds": made}, period="2025", day=day)] == [
        False
    ]
