"""Whether a series moves with the seasons."""

from fractions import Fraction

import pytest

from briefing.core.period_notation import parse_period
from briefing.core.season import has_season


def by_period(first: str, values: list) -> dict:
    start = parse_period(first)
    return {start.shifted(step): Fraction(str(value)) for step, value in enumerate(values)}


TOURISTS = [101, 151, 223, 117, 103, 153, 227, 119, 104, 157, 231, 118]
STEADY = [100, 102, 103, 105, 106, 109, 110, 112, 115, 116, 118, 121]
NOISE = [100, 103, 98, 101, 104, 97, 102, 99, 101, 98, 103, 100]
ICE_CREAM = [10, 11, 15, 22, 34, 48, 60, 58, 37, 21, 13, 30]


@pytest.mark.parametrize(
    ("first", "values", "expected"),
    [
        ("2022-Q1", TOURISTS, True),
        ("2022-Q1", TOURISTS[:8], True),
        ("2022-Q1", TOURISTS[:7], False),
        ("2022-Q1", STEADY, False),
        ("2022-Q1", NOISE, False),
        ("2022-01", [*ICE_CREAM, *(one + 1 for one in ICE_CREAM)], True),
        ("2022-01", ICE_CREAM, False),
        ("2010", TOURISTS, False),
        ("2022-Q1", [7] * 12, False),
        ("2022-Q1", [0] * 12, False),
        ("2022-Q1", [], False),
    ],
)
def test_a_season_shows_in_changes_on_the_year(first, values, expected):
    assert has_season(by_period(first, values)) is expected


def test_jumps_that_do_not_keep_their_place_in_the_year_are_no_season():
    wild = [100, 200, 100, 200, 200, 100, 200, 100, 100, 200, 100, 200]
    assert not has_season(by_period("2022-Q1", wild))


def test_a_gap_does_not_hide_a_season():
    values = by_period("2021-Q1", [99, 149, 220, 114, *TOURISTS])
    del values[parse_period("2022-Q3")]
    assert has_season(values)
