"""Rates per so many of what a project counts."""

import pytest
from small_projects import tried

from briefing.core.problems import QuantityError
from briefing.core.unit import declare_counts, declared_code
from briefing.core.unit_codes import declare_words

DATA = "year,burglaries,homes\n2023,1200,410000\n2024,1500,420000\n"
PROJECT = """\
units:
  household: {one: household, many: households%s}
  burglary: {one: burglary, many: burglaries}
datasets:
  d:
    source: s
    path: data/d.csv
    period: {column: year}
    series:
      burglaries: {column: burglaries, title: Burglaries, unit: burglaries}
      homes: {column: homes, title: Households, unit: household}
"""
BRIEF = """\
title: Homes
period: 2024
metrics: {rate: {per: d.burglaries, by: d.homes%s}}
key_figures: [rate]
"""


@pytest.fixture(autouse=True)
def _words_of_no_project():
    yield
    declare_counts({})
    declare_words({})


def test_a_rate_is_told_per_so_many_as_the_project_says(tmp_path):
    found = tried(tmp_path, DATA, PROJECT % ", per: 100000", BRIEF % "")
    (line,) = found.figures
    assert line.startswith("Burglaries per household | 357 burglaries per 100,000 households")


def test_without_it_a_rate_is_per_one(tmp_path):
    (line,) = tried(tmp_path, DATA, PROJECT % "", BRIEF % "").figures
    assert "0.0036 burglaries per household" in line


def test_a_metric_names_the_group_itself(tmp_path):
    brief = BRIEF % ", unit: 'burglaries per 1,000 households'"
    (line,) = tried(tmp_path, DATA, PROJECT % "", brief).figures
    assert "3.6 burglaries per 1,000 households" in line


def test_a_size_that_is_no_power_of_ten_is_refused(tmp_path):
    assert "unfit-parameter" in tried(tmp_path, DATA, PROJECT % ", per: 250", BRIEF % "").codes


def test_a_word_of_another_project_is_no_unit_here():
    """Two projects of one process keep apart; the word is a unit again where it is declared again."""
    declare_counts({"hutch": 1})
    assert declared_code("hutch") == "hutch"
    declare_counts({})
    with pytest.raises(QuantityError, match="unknown unit 'hutch'"):
        declared_code("hutch")
    declare_counts({"hutch": 10})
    assert declared_code("thousand hutch") == "thousand hutch"
    declare_counts({})
    assert declared_code("household") == "household"


MEMBERS = """\
name,year,burglaries,homes
Hill,2023,1200,410000
Hill,2024,1500,420000
Vale,2023,1300,410000
Vale,2024,1400,420000
"""
OF_HILL = """\
title: Homes
period: 2024
metrics:
  burglaries: {value: "d.burglaries[Hill]"}
  homes: {value: "d.homes[Hill]"}
  %s
key_figures: [rate]
highlights: {show: 3, weights: {rate: 9}}
"""


@pytest.mark.parametrize(
    ("metric", "title", "inside"),
    [
        (
            "{per: burglaries, by: homes}",
            "Burglaries per household, Hill",
            "Hill’s burglaries per",
        ),
        ("{ratio: burglaries, to: homes}", "Burglaries relative to households, Hill", ""),
        ("{per: burglaries, by: homes, title: Burden of Hill}", "Burden of Hill", "Burden of Hill"),
    ],
)
def test_a_rate_of_one_members_metrics_names_it_once(tmp_path, metric, title, inside):
    project = PROJECT.replace("{column: year}", "{column: year}\n    dimension: name") % ""
    found = tried(tmp_path, MEMBERS, project, OF_HILL % f"rate: {metric}")
    assert found.figures[0].startswith(title)
    assert found.figures[0].count("Hill") == 1
    assert any(inside in one for one in found.highlights)
