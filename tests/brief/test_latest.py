"""``at: latest``: each member's newest value with its period, and nothing taken together across periods."""

import pytest
from small_projects import tried

from briefing.core.text_nodes import plain

DATA = """\
country,year,x
Chad,2021,10
Chad,2022,12
Chad,2023,14
Mali,2021,5
Mali,2022,6
Togo,2021,NA
"""
PROJECT = """\
datasets:
  d:
    source: s
    path: data/d.csv
    period: {column: year}
    dimension: country
    series: {x: {column: x, title: Beds, unit: item}}
"""
BRIEF = """\
title: Beds
period: 2023
metrics:
  mali: {value: "d.x[Mali]", at: latest}
  later: {value: "d.x[Mali]"}
  chad: {value: "d.x[Chad]"}
%s
"""
PARTS = """\
key_figures: [mali, {metric: later, at: latest, label: Beds of Mali}, chad]
charts: {c: {bar: d.x, title: Beds, at: latest}}
tables: {t: {title: All, rows: d.x, at: latest}}
recommendations: [{id: act, when: mali < 10, do: Act, because: It is so.}]
sections:
  - title: One
    text: "Mali has {{ mali }}, Chad {{ chad }}: {{ mali.of(chad, across=true) }}."
    chart: c
    table: t
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    return tried(tmp_path_factory.mktemp("latest"), DATA, PROJECT, BRIEF % PARTS)


def test_key_figures_and_sentences_print_the_period(found):
    mali, later, chad = found.figures
    assert mali == "Beds, Mali, 2022 | 6 | +1 | from 5 in 2021"
    assert later == mali.replace("Beds, Mali", "Beds of Mali")
    assert chad == "Beds, Chad | 14 | +16.7% | from 12 in 2022"
    assert found.text == "Mali has 6 (2022), Chad 14: 42.9% (2022 against 2023)."


def test_rules_print_it_too(found):
    (advice,) = found.made.recommendations
    assert plain(advice.rule).endswith("are below 10 (6, 2022).")


def test_a_table_has_the_period_beside_each_value(found):
    (table,) = found.tables
    assert table.columns == ("Newest value", "Period")
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["14", "2023"],
        ["6", "2022"],
        ["n.a.", "…"],
    ]


def test_a_chart_has_it_by_the_names_of_the_others(found):
    (figure,) = found.made.figures()
    assert [(one.title, one.marks[0].text) for one in figure.plot.tracks] == [
        ("Chad", "14"),
        ("Mali (2022)", "6"),
    ]
    assert "The newest value of each: 2023 where no other period stands by a name." in figure.notes


@pytest.mark.parametrize(
    "block",
    [
        "{total: d.x, at: latest}",
        "{rank: d.x, of: Chad, at: latest}",
        "{share: d.x, of: Chad, at: latest}",
        "{ratio: 'd.x[Mali]', to: 'd.x[Chad]', at: latest}",
        "{formula: mali / later, at: latest}",
    ],
)
def test_newest_values_of_several_periods_are_not_taken_together(tmp_path, block):
    brief = BRIEF.replace('\n  later: {value: "d.x[Mali]"}', '\n  later: {value: "d.x[Chad]"}')
    told = tried(tmp_path, DATA, PROJECT, brief % f"  z: {block}")
    assert told.document is None
    assert "unlike-periods" in told.codes


def test_of_one_period_they_are(tmp_path):
    data = DATA.replace("Chad,2023,14\n", "").replace("Togo,2021,NA\n", "")
    brief = "title: T\nperiod: 2023\nmetrics: {z: {total: d.x, at: latest}}\nkey_figures: [z]\n"
    (line,) = tried(tmp_path, data, PROJECT, brief).figures
    assert line.startswith("Beds, total, 2022 | 18")


def test_newest_values_of_two_periods_can_be_compared_across(tmp_path):
    block = "{ratio: 'd.x[Mali]', to: 'd.x[Chad]', at: latest, across: true}"
    brief = f"title: T\nperiod: 2023\nmetrics: {{z: {block}}}\nkey_figures: [z]\n"
    (line,) = tried(tmp_path, DATA, PROJECT, brief).figures
    assert "(2022 against 2023) | 0.43" in line


def test_without_any_value_it_is_an_error(tmp_path):
    brief = 'title: T\nperiod: 2023\nmetrics: {z: {value: "d.x[Togo]", at: latest}}\n'
    assert "no-value" in tried(tmp_path, DATA, PROJECT, brief).codes
