"""Subjects of a table whose data know them by a code, one of their columns."""

from __future__ import annotations

import pytest
from portfolios import portfolio

from briefing.app.build.finished_brief import Brief
from briefing.app.build.pipeline import check_all
from briefing.core.document import Figure, Table
from briefing.core.text_nodes import plain

WHO = "council,code,beside\nHill Town,HT,VA\nVale,VA,HT\nNew Parish,NP,HT\n"
DATA = """\
code,year,income,debt
HT,2022,90,40
HT,2023,100,80
HT,2024,150,90
VA,2022,50,90
VA,2023,60,20
VA,2024,61,70
NP,2024,30,5
"""
PROJECT = """\
sources:
  book: {title: Accounts, publisher: Office, licence: CC0, published: 2025-01-31}
datasets:
  d:
    source: book
    path: data/d.csv
    period: {column: year}
    dimension: {column: code, title: Council}
    series:
      income: {column: income, title: Income, unit: t}
      debt: {column: debt, title: Debt, unit: t, kind: stock}
"""
BRIEF = """\
for_each: data/who.csv
title: "{{ this }}"
period: 2024
metrics:
  income: {value: "d.income[{{ this.code }}]"}
  debt: {value: "d.debt[{{ this.code }}]"}
  beside: {value: "d.income[{{ this.beside }}]"}
  place: {rank: subjects.income, of: "{{ this }}"}
key_figures: [income, debt]
highlights: {show: 3, contrary: {show: false, because: a trial}}
sections:
  - {title: All, text: "It is {{ place.high_low }} of {{ place.among }}.", chart: all, table: all}
charts: {all: {bar: subjects.income, title: "{{ this }}: {{ income }}"}}
tables: {all: {title: All, columns: [subjects.income, subjects.debt]}}
"""


@pytest.fixture(scope="module")
def briefs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Brief]:
    project = portfolio(tmp_path_factory.mktemp("codes"), BRIEF, PROJECT, who=WHO, d=DATA)
    return {one.id.partition("/")[2]: one for one in check_all(project=project)}


def test_a_table_and_a_chart_of_all_subjects_are_not_named_for_one(briefs: dict[str, Brief]):
    document = briefs["hill-town"].document
    (section,) = document.sections
    figure = next(one for one in section.blocks if isinstance(one, Figure))
    table = next(one for one in section.blocks if isinstance(one, Table))
    assert figure.subtitle == "Income, metric tons, 2024"
    assert [*table.columns] == ["Income, t", "Debt, t"]


def test_no_highlight_is_of_other_members_alone(briefs: dict[str, Brief]):
    def told(name: str) -> str:
        return " ".join(plain(one.text) for one in briefs[name].document.highlights)

    assert "HT" in told("hill-town")
    assert "HT" not in told("new-parish")
    assert "VA" not in told("new-parish")


def test_its_key_figures_do_not_repeat_the_code(briefs: dict[str, Brief]):
    labels = {
        name: [one.label for one in brief.document.key_figures] for name, brief in briefs.items()
    }
    assert labels["hill-town"] == ["Income, HT", "Debt, HT"], "two columns name a member"
