"""What is computed of several says whose value it lacks, and is compared like for like."""

import pytest
from small_projects import tried

from briefing.core.text_nodes import plain

DATA = """\
country,year,x
Bahamas,2021,5
Bahamas,2022,6
Chad,2021,10
Chad,2022,12
Chad,2023,14
Peru,2021,7
Peru,2022,8
Peru,2023,9
"""
PROJECT = """\
datasets:
  d:
    source: s
    path: data/d.csv
    period: {column: year}
    dimension: country
    series: {x: {column: x, title: Steel output, unit: t}}
"""
BRIEF = """\
title: Steel
period: 2023
metrics:
  all: {total: d.x}
  common: {total: d.x, members: common}
  share: {share: d.x, of: Chad}
  rank: {rank: d.x, of: Chad, members: reporting}
key_figures: [all, common, share, rank]
tables: {t: {title: All, rows: [all]}}
charts: {c: {bar: d.x, title: Steel by country}}
recommendations: [{id: act, when: all > 20, do: Act, because: There is need.}]
sections: [{title: One, text: "What can be compared {{ common.verb }}.", table: t, chart: c}]
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    return tried(tmp_path_factory.mktemp("steel"), DATA, PROJECT, BRIEF)


def test_key_figures_say_whose_value_they_lack(found):
    total, common, share, rank = found.figures
    assert total == (
        "Steel output, total | not available | no value for the Bahamas in 2023; "
        "26 metric tons in 2022"
    )
    assert share.endswith("no value for the Bahamas in 2023; from 46.2% in 2022")
    assert rank == "Chad’s rank in steel output among 2 that report | first"
    assert common == (
        "Steel output, total without the Bahamas | 23 metric tons | +15% | from 20 in 2022"
    )


def test_what_is_compared_like_for_like_is_of_the_same_members_then(found):
    assert found.text == "What can be compared climbed."


def test_tables_charts_and_rules_say_it_too(found):
    (table,) = found.tables
    assert "Steel output, total: no value for the Bahamas in 2023." in table.notes
    (figure,) = found.made.figures()
    assert figure.notes == ("Not available: the Bahamas.",)
    (advice,) = found.made.recommendations
    assert plain(advice.rule).endswith("(now not available: no value for the Bahamas in 2023).")


RATES = """\
area,year,x
North,2022,4.1
North,2023,4.6
South,2022,6.0
South,2023,5.1
East,2022,5.5
East,2023,5.1
Isles,2022,
Isles,2023,..
"""
OF_RATES = PROJECT.replace("country", "area").replace(
    "title: Steel output, unit: t", "title: Unemployment rate, unit: percent"
)
TIED = """\
title: Rates
period: 2023
metrics: {top: {rank: d.x, at: 1, members: reporting}}
key_figures: [top]
charts:
  all: {slope: d.x, title: All}
  two: {slope: d.x, top: 2, title: Two}
sections: [{title: One, text: "1. First\\n\\n2. Second", chart: [all, two]}]
"""


@pytest.fixture(scope="module")
def rates(tmp_path_factory):
    return tried(tmp_path_factory.mktemp("rates"), RATES, OF_RATES, TIED)


def test_a_slope_names_who_has_no_value_and_leaves_none_out_in_silence(rates):
    every, two = rates.made.figures()
    assert every.notes == ("Not available: Isles.",)
    assert two.notes == ("Only the largest are shown.", "Not available: Isles.")


def test_the_label_of_a_place_names_all_who_share_it(rates):
    (line,) = rates.figures
    assert line.startswith(
        "Largest member in unemployment rate among 3 that report: East and South"
    )


def test_the_numbers_of_a_list_are_no_naked_numbers(rates):
    assert "naked-number" not in rates.codes
