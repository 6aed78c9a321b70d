"""Titles take the verb of their number, totals a natural owner, countries their article."""

import pytest
from small_projects import tried

from briefing.language.base import language_of

ENGLISH = language_of("en", "en_US")


@pytest.mark.parametrize(
    "title",
    ["Net exports", "Imports of gas", "Births", "Physicians per 1,000 people", "People in work",
     "Consumer prices", "Pupils enrolled", "Emissions, total", "Kenya’s exports", "Unemployed",
     "Steel stocks at the end of the year", "Children under 5"],
)  # fmt: skip
def test_plural_titles(title):
    assert ENGLISH.count_of(title) == 2


@pytest.mark.parametrize(
    "title",
    ["Output", "GDP", "Gross domestic product at constant prices", "Unemployment rate", "Imported gas",
     "Mean of prices", "Share of exports", "Price index", "Public debt", "Kenya’s share of exports",
     "Number of births", "Access to services", "Surplus", "News", "", "Loss on loans",
     "Exports: change since 2022".replace("Exports", "Export growth")],
)  # fmt: skip
def test_singular_titles(title):
    assert ENGLISH.count_of(title) == 1


def test_a_project_says_which_it_is():
    declared = language_of("en", "en_US", plurals={"Fish": True, "Works": False})
    assert [declared.count_of(one) for one in ("Fish", "Fish, North", "Works")] == [2, 2, 1]


DATA = """\
country,year,x
Total,2022,26
Total,2023,32
Bahamas,2022,12
Bahamas,2023,16
Peru,2022,6
Peru,2023,7
Congo,2022,8
Congo,2023,9
"""
PROJECT = """\
datasets:
  d:
    source: s
    path: data/d.csv
    period: {column: year}
    dimension: {column: country, total: Total}
    series: {x: {column: x, title: Steel exports, unit: t%s}}
"""
BRIEF = """\
title: Steel
period: 2023
metrics: {s: {share: d.x, of: Bahamas}, r: {rank: d.x, of: Congo}, v: {value: "d.x[Peru]"}}
key_figures: [s, r]
highlights: {show: 8}
recommendations: [{id: act, when: v > 5, do: Act, because: It is so.}]
"""


def test_generated_sentences_agree(tmp_path):
    found = tried(tmp_path, DATA, PROJECT % "", BRIEF)
    said = "\n".join(found.highlights)
    assert "Steel exports were highly concentrated in 2023" in said
    assert "Total steel exports climbed 23.1% to 32 metric tons" in said
    assert "Total’s" not in said
    share, rank = found.figures
    assert share.startswith("The Bahamas’ share of steel exports |")
    assert rank.startswith("The Congo’s rank in steel exports |")
    (advice,) = found.made.recommendations
    rule = "".join(part.text for part in advice.rule if hasattr(part, "text"))
    assert rule.startswith("Holds while steel exports, Peru, are above 5 metric tons")


def test_a_declared_singular_is_kept(tmp_path):
    said = "\n".join(tried(tmp_path, DATA, PROJECT % ", plural: false", BRIEF).highlights)
    assert "Steel exports was highly concentrated" in said


def test_a_rate_of_all_is_overall(tmp_path):
    project = (
        (PROJECT % "").replace("Steel exports", "Jobless rate").replace("unit: t", "unit: percent")
    )
    brief = 'title: T\nperiod: 2023\nmetrics: {t: {value: "d.x[Total]"}}\nhighlights: {show: 8}\n'
    said = "\n".join(tried(tmp_path, DATA, project, brief).highlights)
    assert "Overall jobless rate rose 6 percentage points" in said
