"""Printed totals that leave out members which do not report: told, not compared, and no bound for who is not in them."""

import pytest
from small_projects import SOURCE, tried

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


def test_nobody_has_a_share_of_a_total_that_leaves_out_a_member(tmp_path):
    whole = of(tmp_path / "whole", "Wilts,47120,46000,48012\nTotal,300654,306168,302456\n")
    assert [one for one in whole.highlights if "accounted for 53.0%" in one]
    found = of(tmp_path / "some", "Wilts,47120,46000,..\nTotal,300654,306168,254444\n")
    assert told(found)
    assert not [one for one in found.highlights if "accounted for" in one]


CHART = "sections: [{title: One, text: A, chart: c}]\ncharts: {c: {line: a, title: C}}\n"


@pytest.mark.parametrize("published", ["2030-01-31", ""])
@pytest.mark.parametrize("metric", [TOTAL, "share: d.v, of: Avon"])
def test_what_a_total_is_in_is_marked_where_it_counts_others(tmp_path, metric, published):
    sources = SOURCE if published else SOURCE.replace(", published: 2030-01-31", "")
    rows = "Wilts,47120,..,48012\nTotal,300654,260168,302456\n"
    found = tried(tmp_path, ROWS % rows, PROJECT, BRIEF % metric + CHART, sources=sources)
    (figure,) = found.made.figures()
    assert [one for one in figure.notes if "without Wilts" in one] == [
        f"Counted otherwise from {year} on: the total of 2023 is without Wilts."
        for year in (2023, 2024)
    ]
