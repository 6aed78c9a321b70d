"""Whether a series moves with the seasons."""

from fractions import Fraction

import pytest

from briefing.core.period_notation import parse_period
from briefing.core.season import _friedman, _whole_years, has_season


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


def kept(order: list[int], years: int) -> list[list[Fraction]]:
    return [[Fraction(one + 100 * year) for one in order] for year in range(years)]


@pytest.mark.parametrize(
    ("years", "wanted"),
    [
        (kept([1, 2, 3, 4], 3), 9),  # ranks kept throughout: years times parts less one
        (kept([4, 1, 3, 2], 5), 15),
        (kept([7, 7, 7, 7], 3), 0),
        ([[1, 2, 3, 4], [4, 3, 2, 1]], 0),
        ([[1, 2, 3, 4], [1, 2, 4, 3]], Fraction(27, 5)),  # sums of ranks 2, 4, 7, 7
        ([[1, 1, 3, 4], [1, 2, 3, 4]], Fraction(111, 20)),  # sums 2.5, 3.5, 6, 8
    ],
)
def test_the_statistic_of_friedman(years, wanted):
    assert _friedman(years) == pytest.approx(float(wanted))


def test_only_whole_years_are_ranked_in_the_order_of_their_parts():
    values = by_period("2021-Q3", [9, 8, 1, 2, 3, 4, 5])
    later = dict(reversed(values.items()))
    for given in (values, later):
        assert _whole_years(given, 4) == [[1, 2, 3, 4]]


@pytest.mark.parametrize(("much", "expected"), [(20, False), (21, True)])
def test_changes_on_the_quarter_must_be_more_than_twice_those_on_the_year(much, expected):
    first = [0, much, 0, much]
    assert has_season(by_period("2022-Q1", [*first, *(one + 10 for one in first)])) is expected


def test_two_years_are_too_few_to_rank_and_three_are_not():
    """The parts change places from year to year."""
    one, other = [0, 40, 1, 41], [40, 0, 41, 1]
    flat = by_period("2022-Q1", [*one, *one])
    assert has_season(flat)
    swapped = by_period("2022-Q1", [*one, *one, *one, *one, *other, *other, *other, *other])
    assert not has_season(swapped)
    assert has_season(by_period("2022-Q1", [*one, *one, *one]))


def test_values_that_have_no_neighbours_have_no_season():
    """Every other quarter: there is a year before, and nothing right before."""
    values = by_period("2015-Q1", [*NOISE, *NOISE, *NOISE])
    assert not has_season({one: value for one, value in values.items() if one.part in {1, 3}})


def test_as_many_changes_as_a_year_has_parts_are_enough():
    """Four whole years of which four neighbours are known, and four changes on the year."""
    pairs = {"2020-Q1": 0, "2020-Q2": 90, "2021-Q1": 1, "2021-Q2": 91,
             "2022-Q1": 2, "2022-Q2": 92, "2023-Q1": 3, "2023-Q2": 93}  # fmt: skip
    values = {parse_period(when): Fraction(value) for when, value in pairs.items()}
    assert has_season(values)
    for last in ("2020-Q1", "2023-Q2"):
        assert not has_season({one: v for one, v in values.items() if str(one) != last})


def test_in_three_whole_years_the_ranks_decide():
    """Large jumps to and fro, whose places change between the second and the third year."""
    one, other = [0, 40, 1, 41], [40, 0, 41, 1]
    years = by_period("2022-Q1", [*one, *one, *other])
    assert not has_season(years)
    assert has_season(by_period("2022-Q1", [*one, *one]))


@pytest.mark.parametrize(
    ("first", "step"),
    [("2020-S1", 2), ("2020/21 H1", 2), ("FY2020 H1", 2), ("2020/21 Q1", 4), ("FY2020 Q1", 4)],
)
def test_parts_of_any_year_have_seasons(first, step):
    year = [5, 9] if step == 2 else [0, 40, 1, 41]
    values = by_period(first, [value + n // step for n, value in enumerate(year * 5)])
    assert has_season(values)
    assert not has_season(by_period(first, [*range(5 * step)]))


def test_the_order_of_two_halves_in_three_years_says_nothing():
    assert not has_season(by_period("2020-S1", [5, 9, 5, 9, 5, 9]))
    assert has_season(by_period("2020-S1", [5, 9, 5, 9, 5, 9, 5, 9]))
    assert not has_season(by_period("2020-S1", [5, 9, 9, 5, 5, 9, 9, 5]))
