"""A mean over so many periods is compared with no mean over fewer."""

from pathlib import Path

import pytest
from small_projects import tried

PROJECT = (
    "datasets: {d: {source: s, path: data/d.csv, period: {column: year}, "
    "series: {cost: {column: cost, title: Cost, unit: USD}}}}\n"
)


@pytest.mark.parametrize(
    ("first", "figures"),
    [
        (2015, ["Cost, mean of 5 years | $12 | +$5 | from $7 in 2019"]),
        (2016, ["Cost, mean of 5 years | $12"]),
        (2020, ["Cost, mean of 5 years | $12"]),
        (2021, None),
    ],
)
def test_at_the_start_of_a_series_there_is_none(tmp_path: Path, first, figures):
    data = "year,cost\n" + "".join(f"{year},{year - 2010}\n" for year in range(first, 2025))
    brief = (
        "title: T\nperiod: 2024\nmetrics: {m: {mean: d.cost, periods: 5}}\n"
        "key_figures: [{metric: m, change: absolute}]\n"
    )
    found = tried(tmp_path, data, PROJECT, brief)
    if figures is None:
        assert "too-few-values" in found.codes
    else:
        assert found.figures == figures
