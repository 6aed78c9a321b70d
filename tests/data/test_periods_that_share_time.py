"""Figures of periods that share months are no two figures: compared is what shares no time."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_projects import Tried, tried

from briefing.core.frequency import Frequency
from briefing.core.period import Period

PROJECT = (
    "datasets: {d: {source: s, path: data/d.csv, period: {column: When}, "
    "series: {x: {column: X, unit: percent, title: Unemployment rate, seasonally_adjusted: true}}}}\n"
)
BRIEF = """title: T
period: PERIOD
metrics: {x: {value: d.x}}
key_figures: [x]
highlights: {show: 2}
sections: [{title: A, text: "It {{ x.verb }} to {{ x }} from {{ x.before }}."}]
"""
QUARTERS = (
    "Nov 2023-Jan 2024",
    "Dec 2023-Feb 2024",
    "Jan-Mar 2024",
    "Feb-Apr 2024",
    "Mar-May 2024",
)


def _tried(folder: Path, values: str, period: str, quarters=QUARTERS) -> Tried:
    rows = "".join(f"{one},{value}\n" for one, value in zip(quarters, values.split(), strict=True))
    return tried(folder, f"When,X\n{rows}", PROJECT, BRIEF.replace("PERIOD", period))


def test_a_rolling_quarter_is_compared_with_the_last_one_apart(tmp_path: Path):
    found = _tried(tmp_path, "4.0 4.1 4.6 4.3 4.4", "Feb-Apr 2024")
    assert found.figures[0].endswith("+0.3 percentage points | from 4.0% in Nov 2023–Jan 2024")
    assert "rose to 4.3% from 4.0%" in found.text
    assert not any("Jan–Mar" in one for one in found.highlights)


@pytest.mark.parametrize("values", ["4.6 4.3", "4.6 4.3 4.4"])
def test_without_such_a_one_nothing_is_compared(tmp_path: Path, values: str):
    count = len(values.split())
    last = QUARTERS[1 + count]
    found = _tried(tmp_path, values, last, QUARTERS[2 : 2 + count])
    assert "no-value" in found.codes
    told = "\n".join(map(str, found.told))
    assert "rolling quarters are compared with the last one that shares no time" in told


def test_quarters_that_follow_one_another_are_compared_as_before(tmp_path: Path):
    quarters = ("Nov 2023-Jan 2024", "Feb-Apr 2024", "May-Jul 2024")
    found = _tried(tmp_path, "4.0 4.3 4.1", "May-Jul 2024", quarters)
    assert "fell to 4.1% from 4.3%" in found.text


def test_a_sum_over_four_quarters_is_compared_with_the_four_before(tmp_path: Path):
    rows = "".join(f"{2022 + n // 4} Q{n % 4 + 1},{10 + n * n}\n" for n in range(10))
    brief = """title: T
period: 2024-Q2
metrics: {x: {sum: d.x, over: 4}, shared: {change: x}, mean: {moving_average: d.x, periods: 4}}
key_figures: [x, shared, mean]
highlights: {show: 3}
"""
    project = PROJECT.replace("unit: percent, title: Unemployment rate", "unit: t, title: Output")
    found = tried(tmp_path, f"When,X\n{rows}", project, brief)
    now, before = sum(10 + n * n for n in range(6, 10)), sum(10 + n * n for n in range(2, 6))
    assert f"{now} metric tons" in found.figures[0]
    assert f"from {before} in 2023 Q2" in found.figures[0]
    assert found.figures[1].endswith(f"since 2023 Q2 | {100 * (now / before - 1):.0f}%")
    assert found.figures[2].endswith("in 2023 Q2")
    assert not any("sum" in one and "quarter earlier" in one for one in found.highlights)


ELECTIONS = (
    "datasets: {d: {source: s, path: data/d.csv, period: {column: When, every: uneven}, "
    "series: {x: {column: X, unit: percent, title: Turnout}}}}\n"
)
VOTES = """title: T
period: 2019
metrics: {x: {value: d.x}, since: {change: d.x}}
key_figures: [x, since]
highlights: {show: 3}
sections: [{title: A, text: "It {{ x.verb }} to {{ x }} from {{ x.before }}.", chart: c}]
charts: {c: {line: d.x, title: Turnout}}
"""


def _elections(folder: Path, rows: dict[int, str], project: str = ELECTIONS) -> Tried:
    text = "".join(f"{year},{value}\n" for year, value in rows.items())
    return tried(folder, f"When,X\n{text}", project, VOTES)


def test_elections_at_uneven_distances_are_asked_once(tmp_path: Path):
    rows = {2010: "65.1", 2015: "66.1", 2017: "68.7", 2019: "67.3"}
    found = _elections(tmp_path, rows, ELECTIONS.replace(", every: uneven", ""))
    assert "years-apart" in found.codes
    assert "missing-period" not in found.codes
    assert "every: uneven" in "\n".join(map(str, found.told))


def test_an_election_is_compared_with_the_one_before_however_long_ago(tmp_path: Path):
    rows = {2001: "59.4", 2005: "61.4", 2010: "65.1", 2015: "66.1", 2017: "68.7", 2019: "67.3"}
    found = _elections(tmp_path, rows)
    assert not found.codes
    assert found.figures[0].endswith("−1.4 percentage points | from 68.7% in 2017")
    assert found.figures[1].startswith("Turnout: change since 2017")
    assert "fell to 67.3% from 68.7%" in found.text
    turn = next(one for one in found.highlights if "after" in one)
    assert "four periods" in turn


def test_a_record_of_elections_names_the_one_that_was_higher(tmp_path: Path):
    rows = {
        1992: "77.7", 1997: "71.4", 2001: "59.4", 2005: "61.4", 2010: "65.1", 2015: "66.1",
        2017: "68.7", 2019: "70.3",
    }  # fmt: skip
    found = _elections(tmp_path, rows)
    assert any("highest since 1997" in one for one in found.highlights), found.highlights
    assert not any("usual" in one or "a year" in one for one in found.highlights)


@given(
    st.sampled_from([Frequency.ROLLING_QUARTER, Frequency.ROLLING_HALF, Frequency.YEAR_ENDING]),
    st.integers(1, 14),
    st.integers(1990, 2040),
    st.integers(1, 12),
    st.integers(1, 4),
)
def test_what_precedes_shares_no_time_and_is_the_last_that_does_not(
    frequency: Frequency, step: int, year: int, month: int, count: int
):
    now = Period(frequency, year, month, step=step)
    before = now.preceding()
    assert before.last_day < now.first_day
    assert before.steps_to_clear == 1 or before.shifted(1).last_day >= now.first_day
    later = now
    for _ in range(count):
        later = later.preceding()
    assert now.preceding(count) == later


@given(st.sets(st.integers(1950, 2050), min_size=2, max_size=12))
def test_each_of_uneven_years_is_preceded_by_the_one_before(years: set[int]):
    among = tuple(sorted(years))
    periods = [Period(Frequency.ANNUAL, year, among=among) for year in among]
    for before, after in pairwise(periods):
        assert (after.preceding(), before.shifted(1)) == (before, after)
    assert periods[-1].steps_since(periods[0]) == len(years) - 1
    assert periods[0].preceding() < periods[0]
