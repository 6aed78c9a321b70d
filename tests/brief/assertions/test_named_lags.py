"""Words that say from when a change is counted are held to the periods that it compares."""

from __future__ import annotations

from dataclasses import replace

import pytest
from handmade import series
from verdicts import judged_of

from briefing.core.series import Series
from briefing.core.unit import Unit


def monthly() -> Series:
    """A figure that falls from month to month, and rises on the year: January 2023 to March 2025."""
    values = [1000 + 100 * (at // 12) - 7 * (at % 12) for at in range(27)]
    return up_to_now(values, "2023-01")


def up_to_now(values: list[int], start: str) -> Series:
    made = series("calls", values, title="Calls", unit=Unit("case"), start=start)
    return replace(made, current=made.periods[-1])


def verdicts(text: str, made: Series) -> list[bool | None]:
    return [one.verdict for one in judged_of(text, {"calls": made})]


@pytest.mark.parametrize(
    "text",
    [
        "Calls {{ calls.moved }} on the year.",
        "Calls {{ calls.moved }} on the year, to {{ calls }}.",
        "Calls {{ calls.verb }} {{ calls.change.size }} year on year.",
        "Calls {{ calls.verb }} to {{ calls }} over the year.",
        "Calls came to {{ calls }}, {{ calls.change.signed }} on the year before.",
        "Calls came to {{ calls }} ({{ calls.change.signed }} on the year).",
        "There was {{ calls.a_rise_of }} compared with a year earlier.",
        "Calls {{ calls.moved }} against the same month of the year before.",
        "Calls {{ calls.moved }} from the same month last year.",
        "Calls {{ calls.verb }} {{ calls.from_to }} within a year.",
        "Calls {{ calls.verb }} to {{ calls }} from {{ calls.before }} a year earlier.",
        "Calls came to {{ calls }}, against {{ calls.before }} the year before, said the office.",
        "On the year, calls {{ calls.verb }} to {{ calls }}.",
        "Year on year calls {{ calls.moved }}.",
        "Calls {{ calls.moved }} on the quarter.",
        "Calls {{ calls.moved }} from March 2024.",
        "Calls {{ calls.moved }} since 2023.",
        "Calls {{ calls.moved_on_year }} on the month.",
        "Calls {{ calls.moved_on_year }} since 2023.",
        "Calls came to {{ calls }}, {{ calls.up_down_from }} a year earlier.",
    ],
)
def test_a_change_of_another_lag_than_its_words_say_is_false(text):
    assert False in verdicts(text, monthly())


@pytest.mark.parametrize(
    "text",
    [
        "Calls {{ calls.moved }} on the month.",
        "Calls {{ calls.moved }} from February 2025.",
        "Calls {{ calls.moved_on_year }} on the year, to {{ calls }}.",
        "Calls {{ calls.moved_on_year }} since March 2024.",
        "Calls {{ calls.verb_on_year }} by {{ calls.change_on_year.size }} on the year.",
        "Calls {{ calls.verb_on_year }} to {{ calls }} from {{ calls.year_before }} a year earlier.",
        "Calls {{ calls.verb }} to {{ calls }} from {{ calls.before }} a month earlier.",
        "On the year, calls {{ calls.verb_on_year }} to {{ calls }}.",
    ],
)
def test_a_change_of_the_lag_that_is_named_holds(text):
    found = verdicts(text, monthly())
    assert found
    assert set(found) == {True}


@pytest.mark.parametrize(
    "text",
    [
        "Calls {{ calls.moved }}, as in the year before the reform.",
        "Calls {{ calls.moved }} in a year of strikes.",
        "Calls {{ calls.moved }}; on the year nothing is known.",
        "In the last year of the plan calls {{ calls.moved }}.",
        "Calls {{ calls.moved }} in March, when the year had begun.",
    ],
)
def test_words_that_name_no_lag_of_the_change_are_left_alone(text):
    assert False not in verdicts(text, monthly())


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Calls {{ calls.moved }} on the quarter.", True),
        ("Calls {{ calls.moved }} on the year.", False),
        ("Calls {{ calls.moved }} on the month.", False),
        ("Calls {{ calls.moved_on_year }} on the year.", True),
    ],
)
def test_quarters_too(text, holds):
    assert verdicts(text, up_to_now([90, 80, 70, 60, 95, 85, 75, 65], "2023-Q1")) == [holds]


@pytest.mark.parametrize(
    ("words", "holds"),
    [
        ("on the year", True),
        ("from 2023", True),
        ("since 2019", False),
        ("on the month", False),
        ("compared with 2022", False),
        ("from the year before", True),
    ],
)
def test_years_too(words, holds):
    made = up_to_now([5, 6, 9, 7], "2021")
    assert verdicts(f"Calls {{{{ calls.moved }}}} {words}.", made) == [holds]


def test_the_message_names_what_looks_a_year_back():
    (one,) = judged_of("Calls {{ calls.moved }} on the year.", {"calls": monthly()})
    assert "counted from 2025-02; a year back looks" in one.because
    assert ".moved_on_year" in one.because


def test_the_way_and_the_lag_are_two_things_that_a_sentence_asserts():
    made = up_to_now([5, 6, 9, 7], "2021")
    assert verdicts("Calls are off {{ calls.change.size }} on the year.", made) == [True, True]
    assert verdicts("Calls are up {{ calls.change.size }} on the month.", made) == [False, False]
