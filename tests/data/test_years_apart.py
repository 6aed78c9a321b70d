"""Elections are every four years: asked once, and then the one before is what is compared with."""

from pathlib import Path

import pytest
from small_projects import Tried, tried

PROJECT = (
    "datasets: {d: {source: s, path: data/d.csv, period: {column: Election MORE}, dimension: Party, "
    "series: {v: {column: Votes, unit: item, title: Votes}}}}\n"
)
BRIEF = """title: T
period: PERIOD
metrics: {red: {value: 'd.v[Red]'}}
key_figures: [red]
"""


def _tried(folder: Path, years: str, more: str = "") -> Tried:
    rows = [
        f"{year},{party},{400 + n}"
        for n, year in enumerate(years.split())
        for party in ("Red", "Blue")
    ]
    data = "Election,Party,Votes\n" + "\n".join(rows) + "\n"
    return tried(
        folder,
        data,
        PROJECT.replace(" MORE", more),
        BRIEF.replace("PERIOD", years.rsplit(maxsplit=1)[-1]),
    )


def test_years_that_lie_apart_are_asked_once(tmp_path: Path):
    found = _tried(tmp_path, "2008 2012 2016 2020 2024")
    assert found.codes == ["years-apart"]
    assert "every: 4 years" in str(found.told[0])


@pytest.mark.parametrize("years", ["2016 2020 2024", "2015/16 2019/20 2023/24"])
def test_what_is_declared_is_compared_with_the_one_before(tmp_path: Path, years: str):
    found = _tried(tmp_path, years, ", every: 4 years, years: split")
    assert not found.codes
    before = years.split()[-2]
    assert found.figures[0].endswith(f"+0.25% | from 401 in {before}")


def test_an_election_that_is_missing_among_them_is_told(tmp_path: Path):
    found = _tried(tmp_path, "2004 2008 2016 2020", ", every: 4 years")
    assert set(found.codes) == {"missing-period"}
    assert "nothing for 2012 between" in str(found.told[0])


def test_a_wrong_distance_is_told(tmp_path: Path):
    assert _tried(tmp_path, "2016 2020 2024", ", every: 2 years").codes == ["years-apart"]


def test_a_hole_between_years_is_a_hole(tmp_path: Path):
    found = _tried(tmp_path, "2019 2020 2022 2023")
    assert set(found.codes) == {"missing-period"}


def test_two_years_may_be_a_hole(tmp_path: Path):
    assert "years-apart" not in _tried(tmp_path, "2020 2024").codes
