"""A total that leaves somebody out says whom, wherever it is printed."""

from pathlib import Path

import pytest
from small_projects import Tried, tried

from briefing.core.document import Figure
from briefing.core.text_nodes import plain

DATA = """Year,Hospital,Waiting
2023,Hill,871
2023,Dale,302
2023,Coast,1503
2024,Hill,912
2024,Dale,291
"""
PROJECT = (
    "datasets: {d: {source: s, path: data/d.csv, period: {column: Year}, dimension: Hospital, "
    "series: {w: {column: Waiting, unit: person, title: Patients waiting}}}}\n"
)
BRIEF = """title: "{{ c }} wait"
bottom_line: "In all {{ c }} wait, {{ c.moved }}."
period: 2024
metrics:
  c: {total: d.w, members: common}
  named: {total: d.w, members: common, title: All who wait}
  twice: {formula: 2 * c, title: Twice as many}
key_figures: [named, twice, {metric: c, label: Everybody}]
charts: {l: {line: named, title: L}}
tables: {t: {title: Waiting, rows: [named]}}
recommendations: [{id: x, when: c > 1000, do: Act, who: All, because: "There are {{ c }}."}]
sections: [{title: A, text: "TEXT", charts: [l], tables: [t]}]
"""


@pytest.fixture
def brief(tmp_path: Path) -> Tried:
    return tried(tmp_path, DATA, PROJECT, BRIEF.replace("TEXT", "Twice is {{ twice }}."))


def test_sentences_name_whom_a_total_leaves_out_once(brief: Tried):
    made = brief.made
    assert plain(made.title) == "1,203 people (without Coast) wait"
    line = plain(made.bottom_line)
    assert line == "In all 1,203 people (without Coast) wait, rose 2.6%."
    assert brief.text == "Twice is 2,406 people (without Coast)."
    assert plain(made.recommendations[0].because) == "There are 1,203 people (without Coast)."


def test_key_figures_charts_and_tables_name_them_under_any_title(brief: Tried):
    labels = [one.label for one in brief.made.key_figures]
    assert labels == [
        "All who wait, without Coast",
        "Twice as many, without Coast",
        "Everybody, without Coast",
    ]
    (chart,) = (b for s in brief.made.sections for b in s.blocks if isinstance(b, Figure))
    assert "without Coast" in chart.subtitle
    assert "without Coast" in chart.alt
    assert brief.tables[0].rows[0].heading == "All who wait, without Coast"


@pytest.mark.parametrize(
    "text",
    ["Without Coast there are {{ c }}.", "{{ c.title }} stood at {{ c }}."],
)
def test_a_sentence_that_names_them_is_left_as_it_is(tmp_path: Path, text: str):
    found = tried(tmp_path, DATA, PROJECT, BRIEF.replace("TEXT", text))
    assert "(without" not in found.text
    assert "1,203 people." in found.text


def test_a_total_of_few_names_those_that_it_is_of(tmp_path: Path):
    data = "".join(one for one in DATA.splitlines(keepends=True) if "2024,Dale" not in one)
    found = tried(
        tmp_path, data, PROJECT, BRIEF.replace("> 1000", "> 1").replace("TEXT", "{{ c }}.")
    )
    assert found.text == "912 people (Hill only)."
    assert found.made.key_figures[0].label == "All who wait, Hill only"


def test_a_total_of_all_says_nothing(tmp_path: Path):
    found = tried(tmp_path, DATA + "2024,Coast,1600\n", PROJECT, BRIEF.replace("TEXT", "{{ c }}."))
    assert found.text == "2,803 people."
    assert found.made.key_figures[0].label == "All who wait"


def test_a_tipping_point_names_whose_figure_would_have_to_change(brief: Tried):
    tipping = plain(brief.made.recommendations[0].tipping)
    assert "patients waiting, Hill, fell to" in tipping or "Hill’s patients waiting fell" in tipping
