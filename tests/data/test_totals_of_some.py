"""Printed totals that leave out members which do not report: told, not compared, and no bound for who is not in them."""

import pytest
from small_projects import tried

PROJECT = (
    "units: {offence: {one: offence, many: offences}}\n"
    "datasets: {d: {source: s, path: data/d.csv, dimension: {column: force, total: Total},"
    " series: {v: {title: Recorded crime, unit: offence, columns: {2022: '2022', 2023: '2023', 2024: '2024'}}}}}\n"
)
BRIEF = "title: T\nperiod: 2024\nmetrics: {a: {%s}}\nkey_figures: [a]\nhighlights: {show: 8}\n"
ROWS = "force,2022,2023,2024\nAvon,157012,163201,160355\nPowys,46210,45877,44102\nGlos,50312,51090,49987\n%s"
TOTAL = "total: d.v"


def of(folder, rows, metric=TOTAL):
    return tried(folder, ROWS % rows, PROJECT, BRIEF % metric)


def told(found):
    return [one.message for one in found.told if one.code == "total-of-some"]


def test_a_total_without_a_member_is_told_and_not_compared(tmp_path):
    found = of(tmp_path, "Wilts,47120,..,48012\nTotal,300654,260168,302456\n")
    assert told(found) == [
        "the total of recorded crime in 2023 is the sum of those that report: Wilts has no value there, and is not in it"
    ]
    assert found.figures == ["Recorded crime | 302,456 offences"]
    assert not [one for one in found.highlights if "16.3%" in one or "third to fourth" in one]


def test_what_it_leaves_bounds_nobody_who_is_not_in_it(tmp_path):
    found = of(tmp_path, "Devon,..,..,..\nTotal,253534,260168,254444\n", "rank: d.v, at: 1")
    assert "unsure-rank" in found.codes
    assert told(found)[0].startswith(
        "the total of recorded crime in 2022, 2023 and 2024 is the sum of those"
    )


@pytest.mark.parametrize(
    "rows",
    [
        "Wilts,47120,..,48012\nTotal,300654,307000,302456\n",  # it has what is missing
        "Wilts,47120,46832,48012\nTotal,300654,307000,302456\n",  # all report
        "Wilts,1,..,1\nTotal,253535,260168,254445\n",  # too small to tell
        "Wilts,,,\nTotal,253534,260168,254444\n",  # nothing was ever there to count
    ],
)  # fmt: skip
def test_totals_of_all_are_compared(tmp_path, rows):
    found = of(tmp_path, rows)
    assert not told(found)
    assert "%" in found.figures[0]
