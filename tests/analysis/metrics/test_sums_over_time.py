"""Sums over periods: the year to date against the same months of the year before, and nothing twice."""

from dataclasses import replace

import pytest
from small_projects import tried

from briefing.core.period_notation import parse_period

MONTHS = [f"{year}-{month:02d}" for year in (2022, 2023, 2024) for month in range(1, 13)]
RECEIPTS = {month: 100 + 7 * place % 31 for place, month in enumerate(MONTHS)}
DATA = "month,v\n" + "".join(f"{month},{value}\n" for month, value in RECEIPTS.items())


def sums(folder, period, of_period="", block="{sum: d.v, over: year}", data=DATA):
    project = (
        f"datasets: {{d: {{source: s, path: data/d.csv, period: {{column: month{of_period}}},"
        " series: {v: {column: v, unit: million EUR, title: Receipts, precision: 0}}}}\n"
    )
    brief = (
        f"title: Money\nperiod: {period}\nmetrics: {{z: {block}, v: {{value: d.v}}}}\n"
        "key_figures: [z]\nhighlights: {show: 6}\n"
    )
    return tried(folder, data, project, brief)


def added(*months):
    return sum(RECEIPTS[month] for month in months)


def test_year_to_date_is_compared_with_the_same_months_of_the_year_before(tmp_path):
    now = added("2024-01", "2024-02", "2024-03")
    then = added("2023-01", "2023-02", "2023-03")
    made = sums(tmp_path, "2024-03")
    (line,) = made.figures
    assert line.startswith(f"Receipts, year to date | €{now} million |")
    assert line.endswith(f"from €{then} million in Mar 2023")
    told = [one for one in made.highlights if "year to date" in one]
    assert all("a year earlier" in one for one in told)


def test_financial_year_begins_in_its_month(tmp_path):
    now, then = added("2024-04", "2024-05"), added("2023-04", "2023-05")
    (line,) = sums(tmp_path, "2024-05", ", starts: April").figures
    assert line.startswith(f"Receipts, financial year to date | €{now} million |")
    assert line.endswith(f"from €{then} million in May 2023")


@pytest.mark.parametrize(
    ("code", "starts", "place"),
    [
        ("2024-04", 4, 1),
        ("2024-03", 4, 12),
        ("2024-Q1", 4, 4),
        ("2024-Q2", 4, 1),
        ("2024-S1", 7, 2),
        ("2024-12", 1, 12),
        ("FY2024-Q2", 10, 2),
    ],
)
def test_place_in_a_year(code, starts, place):
    assert replace(parse_period(code), starts=starts).part_of_year == place


def test_year_of_years_and_what_overlaps_are_refused(tmp_path):
    yearly = "month,v\n2022,100\n2023,110\n2024,120\n"
    assert "unfit-parameter" in sums(tmp_path / "y", "2024", data=yearly).codes
    rolling = "month,v\nJan-Mar 2024,100\nFeb-Apr 2024,110\nMar-May 2024,120\n"
    told = sums(
        tmp_path / "r", "Mar-May 2024", ", every: month", block="{sum: d.v, over: 2}", data=rolling
    )
    assert "unfit-parameter" in told.codes


def test_sum_of_months_lasts_as_long_as_they_do(tmp_path):
    block = "{sum: d.v, over: year}, q: {ratio: z, to: d.v}"
    assert "unlike-lengths" in sums(tmp_path, "2024-06", block=block).codes


@pytest.mark.parametrize(("months_before", "is_told"), [(20, False), (30, True), (None, True)])
def test_peak_of_a_series_with_a_season_is_told_beyond_two_years(tmp_path, months_before, is_told):
    values = [100 + 20 * abs(6 - at % 12) + at % 3 for at in range(60)]
    values[-1] = 400
    if months_before:
        values[-1 - months_before] = 500
    data = "month,v\n" + "".join(
        f"{2020 + at // 12}-{at % 12 + 1:02d},{value}\n" for at, value in enumerate(values)
    )
    made = sums(tmp_path, "2024-12", ", every: month", "{value: d.v}", data)
    assert any("has a season" in one.message for one in made.told)
    assert any("the highest" in one for one in made.highlights) is is_told


def test_points_change_by_points(tmp_path):
    data = "month,v\n2023,2.0\n2024,3.0\n"
    project = (
        "datasets: {d: {source: s, path: data/d.csv, period: {column: month},"
        " series: {v: {column: v, unit: pp, title: Contribution of trade}}}}\n"
    )
    brief = "title: T\nperiod: 2024\nmetrics: {z: {value: d.v}, c: {change: d.v}}\nkey_figures: [z, c]\n"
    value, change = tried(tmp_path, data, project, brief).figures
    assert "+1.0 percentage points |" in value
    assert "| 1 percentage point" in change
