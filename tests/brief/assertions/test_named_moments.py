"""Moments and lengths of time that words name are held to the periods that a change compares."""

from __future__ import annotations

from dataclasses import replace

import pytest
from handmade import series
from verdicts import judged_of

from briefing.core.period_notation import parse_period
from briefing.core.series import Series
from briefing.core.unit import Unit
from briefing.language.moment_words import MOMENT, moment_of


def up_to_now(values: list[int], start: str) -> Series:
    made = series("calls", values, title="Calls", unit=Unit("case"), start=start)
    return replace(made, current=made.periods[-1])


def monthly() -> Series:
    """A figure that falls from month to month, and rises on the year: January 2023 to March 2025."""
    return up_to_now([1000 + 100 * (at // 12) - 7 * (at % 12) for at in range(27)], "2023-01")


def verdicts(text: str, made: Series) -> list[bool | None]:
    return [one.verdict for one in judged_of(text, {"calls": made})]


@pytest.mark.parametrize(
    "words",
    [
        "since last March", "since March", "since the spring", "since last spring", "since spring 2024",
        "since Christmas", "since the start of the year", "since the turn of the year",
        "since the third quarter of last year", "from last April", "compared with the spring", "against last autumn",
        "over the past decade", "in two years", "over 12 months", "in the last three months", "since a year ago",
        "since this time last year", "since last quarter", "in the north since last March",
        "over the past two years", "in three months", "since the autumn of 2023",
    ],
)  # fmt: skip
def test_a_change_on_the_month_is_none_since_then(words):
    """February to March 2025."""
    assert verdicts(f"Calls {{{{ calls.moved }}}} {words}.", monthly()) == [False]
    head = words[0].upper() + words[1:]
    if "north" not in words:
        assert verdicts(f"{head}, calls {{{{ calls.moved }}}}.", monthly()) == [False]


@pytest.mark.parametrize(
    "words",
    ["since February", "since last February", "since last month", "since the winter", "since last winter"],
)  # fmt: skip
def test_a_change_on_the_month_is_one_since_then(words):
    assert verdicts(f"Calls {{{{ calls.moved }}}} {words}.", monthly()) == [True]


@pytest.mark.parametrize(
    ("words", "holds"),
    [
        ("since last March", True),
        ("since March", True),
        ("since last year", True),
        ("since last spring", True),
        ("over 12 months", True),
        ("over the past 12 months", True),
        ("since the first quarter of last year", True),
        ("since last summer", False),
        ("since Christmas", False),
        ("in six months", False),
    ],
)
def test_a_change_on_the_year(words, holds):
    assert verdicts(f"Calls {{{{ calls.moved_on_year }}}} {words}.", monthly()) == [holds]


@pytest.mark.parametrize(
    ("values", "start", "words", "found"),
    [
        ([5, 6, 9, 7], "2021", "since last year", [True]),
        ([5, 6, 9, 7], "2021", "since last March", []),
        ([5, 6, 9, 7], "2021", "since the spring", []),
        ([5, 6, 9, 7], "2021", "over the past decade", [False]),
        ([5, 6, 9, 7], "2021", "in three years", [False]),
        ([5, 6, 9, 7], "2021", "over the past 12 months", [True]),
        ([90, 80, 70, 60, 95], "2024-Q1", "since the fourth quarter", [True]),
        ([90, 80, 70, 60, 95], "2024-Q1", "since the fourth quarter of last year", [True]),
        ([90, 80, 70, 60, 95], "2024-Q1", "since the third quarter", [False]),
        ([90, 80, 70, 60, 95], "2024-Q1", "since the autumn", [True]),
        ([90, 80, 70, 60, 95], "2024-Q1", "since Christmas", [True]),
        ([90, 80, 70, 60, 95], "2024-Q1", "in three months", [True]),
    ],
)
def test_periods_of_other_lengths(values, start, words, found):
    assert verdicts(f"Calls {{{{ calls.moved }}}} {words}.", up_to_now(values, start)) == found


@pytest.mark.parametrize(
    "text",
    [
        "Calls {{ calls.moved }} since the reform.",
        "Calls {{ calls.moved }} in a month of strikes.",
        "Calls {{ calls.moved }} since the Spring Statement.",
        "Calls {{ calls.moved }} in March.",
        "Calls {{ calls.moved }}; since last March the line has been free.",
        "Since last March the line is free: calls {{ calls.moved }}.",
        "Calls {{ calls.moved }} over two years of strikes.",
    ],
)
def test_what_names_no_moment_of_the_change_is_left_alone(text):
    assert False not in verdicts(text, monthly())


@pytest.mark.parametrize(
    ("words", "now", "fits", "not_"),
    [
        ("since last March", "2025-06", ["2025-03", "2024-03"], ["2023-03", "2025-04"]),
        ("since March", "2025-06", ["2025-03"], ["2024-03", "2025-02"]),
        ("since March", "2025-03", ["2024-03"], ["2025-02"]),
        ("since March", "2025-02", ["2024-03"], ["2023-03"]),
        ("since the winter", "2025-01", ["2024-12"], ["2024-02", "2024-11"]),
        ("since the winter", "2025-06", ["2024-12", "2025-02"], ["2025-03", "2023-12"]),
        ("since the start of the year", "2025-06", ["2024-12", "2025-01"], ["2025-02", "2024-01"]),
        ("since last year", "2025-06", ["2024-06", "2024-12"], ["2025-05", "2023-12"]),
        ("since spring 2021", "2025-06", ["2021-03", "2021-05"], ["2022-03", "2021-06"]),
    ],
)
def test_which_months_are_meant(words, now, fits, not_):
    moment = moment_of(MOMENT.search(words))
    assert [moment.fits(parse_period(one), parse_period(now)) for one in fits] == [True] * len(fits)
    assert True not in [moment.fits(parse_period(one), parse_period(now)) for one in not_]


def test_a_season_of_the_other_half_of_the_earth_is_not_judged():
    moment = moment_of(MOMENT.search("since the spring"))
    assert moment.fits(parse_period("2024-10"), parse_period("2025-03")) is None
    assert moment.fits(parse_period("2024-07"), parse_period("2025-03")) is False


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Since last March calls are up, to {{ calls }}.", True),
        ("Since last March calls are down, to {{ calls }}.", False),
        ("Since the winter calls are up, to {{ calls }}.", False),
        ("Since the winter calls are down, to {{ calls }}.", True),
        ("Over the past two years calls are up, to {{ calls }}.", True),
        ("Since the start of the year calls are up, to {{ calls }}.", False),
    ],
)
def test_typed_words_look_back_to_the_moment(text, holds):
    assert verdicts(text, monthly()) == [holds]


def test_so_many_years_back_is_the_same_month():
    """A rise from March 2023 to March 2025, and a fall from December 2023."""
    values = [100] * 2 + [90] + [95] * 8 + [140] + [120] * 15
    (one,) = judged_of(
        "Over the past two years calls are up, to {{ calls }}.",
        {"calls": up_to_now(values, "2023-01")},
    )
    assert one.verdict is True
    assert "2023-03" in one.because


def test_the_message_says_from_when_it_is_counted():
    (one,) = judged_of("Calls {{ calls.moved }} since last March.", {"calls": monthly()})
    assert "counted from 2025-02" in one.because
    assert "a metric of its own: {change:" in one.because
