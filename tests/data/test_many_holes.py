"""Holes of a data set: a few are told one by one, many once, with how many and the first places."""

from pathlib import Path

import pytest
from small_projects import tried

YEARS = range(2000, 2025)
PROJECT = (
    "datasets: {{d: {{source: s, path: data/d.csv, period: {{column: year}}, dimension: school, "
    "accepted: [{accepted}], series: {{pupils: {{column: pupils, title: Pupils, unit: person}}}}}}}}\n"
)
BRIEF = "title: T\nperiod: 2024\nmetrics: {m: {value: 'd.pupils[Hill]'}}\nkey_figures: [m]\n"


def told(folder: Path, holes: dict[str, set[int]], accepted: str = "", broken: tuple = ()):
    rows = [
        f"{school},{year},{'many' if (school, year) in broken else 200 + year % 5}\n"
        for school in holes
        for year in YEARS
        if year not in holes[school]
    ]
    found = tried(
        folder, "school,year,pupils\n" + "".join(rows), PROJECT.format(accepted=accepted), BRIEF
    )
    return [one for one in found.told if one.code == "missing-period"]


@pytest.mark.parametrize(
    ("years", "counts"),
    [({2003}, [1]), ({2003, 2007, 2012}, [1, 1, 1]), ({2003, 2007, 2012, 2020}, [4]), ({2003, 2004, 2005, 2006}, [1])],
)  # fmt: skip
def test_many_are_told_once(tmp_path: Path, years, counts):
    found = told(tmp_path, {"Hill": years, "Lake": set()})
    assert [one.count for one in found] == counts
    assert "nothing for 2003" in found[0].message
    assert len(found[0].also) == (2 if len(years) == len(counts) + 3 and counts == [4] else 0)


def test_of_all_series_of_a_data_set_together(tmp_path: Path):
    found = told(tmp_path, {"Hill": {2003, 2007}, "Lake": {2003, 2011}, "Mill": {2001}})
    (one,) = found
    assert one.count == 4
    assert one.place is not None
    assert one.place.line == 5
    assert "'d.pupils[Hill]' and 1 more series have nothing for 2003" in one.message
    assert len(one.also) == 2


def test_what_is_accepted_is_not_counted(tmp_path: Path):
    accepted = "{series: pupils, member: Hill, period: 2004, reason: closed}"
    found = told(tmp_path, {"Hill": {2003, 2007, 2012, 2020, 2022}}, accepted)
    (one,) = found
    assert one.count == 4
    assert "2007" in one.message


def test_those_that_a_refused_cell_left_are_told_apart_with_it(tmp_path: Path):
    broken = (("Lake", 2005),)
    found = told(tmp_path, {"Hill": {2003, 2007, 2012, 2020}, "Lake": set()}, broken=broken)
    assert sorted((one.count, bool(one.because)) for one in found) == [(1, True), (4, False)]
