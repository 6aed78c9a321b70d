"""The strip of key figures: each says its period where that is not the brief's."""

from pathlib import Path

import pytest
from audits import wrong_in
from portfolios import BRIEF, portfolio
from small_projects import tried

import briefing
from briefing.app.build.pipeline import check_all

STATED = (
    "stated:\n  sources: {value: 70, unit: percent, period: 2020–23, source: book, at: p. 1, "
    "title: Share of imports}\n"
)


@pytest.fixture
def brief(project: Path) -> Path:
    path = project / "config/small.yaml"
    text = path.read_text(encoding="utf-8")
    figures = "key_figures: [output, {metric: sources, label: Imports from China}]"
    text = text.replace("key_figures: [output]", figures)
    path.write_text(text.replace("metrics:\n", f"{STATED}metrics:\n"), encoding="utf-8")
    return project


def test_a_figure_of_another_period_says_so(brief: Path):
    (made,) = briefing.check_all(project=brief)
    labels = [one.label for one in made.document.key_figures]
    assert labels == ["U.S. output", "Imports from China, 2020–23"]


def test_a_label_that_says_its_period_is_left_as_it_is(brief: Path):
    path = brief / "config/small.yaml"
    label = "label: 'Imports in {{ sources.period }}'"
    text = path.read_text(encoding="utf-8").replace("label: Imports from China", label)
    path.write_text(text, encoding="utf-8")
    (made,) = briefing.check_all(project=brief)
    assert made.document.key_figures[1].label == "Imports in 2020–23"


def test_the_audit_agrees(brief: Path):
    briefing.build("small", project=brief)
    assert wrong_in(brief / "output/small.pdf") == []


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ((0, 0), "Beds | 0 | unchanged | from 0 in 2023"),
        ((0, 5), "Beds | 5 | +5 | from 0 in 2023"),
        ((5, 0), "Beds | 0 | −5 | from 5 in 2023"),
    ],
)
def test_what_rose_from_nothing_is_told_in_its_own_unit(tmp_path: Path, values, line):
    data = f"year,x\n2023,{values[0]}\n2024,{values[1]}\n"
    project = (
        "datasets: {d: {source: s, path: data/d.csv, period: {column: year}, "
        "series: {x: {column: x, title: Beds, unit: item}}}}\n"
    )
    brief = "title: T\nperiod: 2024\nmetrics: {x: {value: d.x}}\nkey_figures: [x]\n"
    assert tried(tmp_path, data, project, brief).figures == [line]


TWO = (
    "datasets: {d: {source: s, path: data/d.csv, period: {column: year}, series: {"
    "x: {column: x, title: Beds, unit: item}, y: {column: y, title: Cots, unit: item}}}}\n"
)


@pytest.mark.parametrize(
    ("figures", "codes"),
    [
        ("[x, {metric: y, label: Beds}]", ["key-figures-alike"]),
        ("[x, {metric: y, label: ' beds '}]", ["key-figures-alike"]),
        ("[x, x]", ["key-figures-alike"]),
        ("[x, {metric: x, change: absolute, label: 'Beds, change in beds'}]", []),
        ("[x, {metric: y, label: Beds for children}]", []),
    ],
)
def test_two_of_one_label_are_told(tmp_path: Path, figures, codes):
    brief = f"title: T\nperiod: 2024\nmetrics: {{x: {{value: d.x}}, y: {{value: d.y}}}}\nkey_figures: {figures}\n"
    found = tried(tmp_path, "year,x,y\n2023,8,20\n2024,9,9\n", TWO, brief)
    assert found.codes == codes


@pytest.mark.parametrize(
    ("titles", "codes"), [(("Beds", "Beds"), ["rows-alike"]), (("Beds", "Cots"), [])]
)
def test_two_rows_of_one_label_are_told_whatever_their_units(tmp_path: Path, titles, codes):
    project = TWO.replace("unit: item}}}", "unit: percent}}}").replace("title: Cots", "title: %s")
    brief = "title: T\nperiod: 2024\ntables: {t: {title: T, rows: [d.x, d.y]}}\nsections: [{title: S, tables: [t]}]\n"
    found = tried(tmp_path, "year,x,y\n2023,8,20\n2024,9,30\n", project % titles[1], brief)
    assert found.codes == codes


def test_in_a_brief_about_a_member_its_figures_do_not_repeat_its_name(tmp_path: Path):
    brief = BRIEF.replace(
        "key_figures: [days]",
        "key_figures: [days, double, other]",
    ).replace(
        "metrics:\n",
        "metrics:\n  double: {ratio: days, to: days, title: Days twice}\n"
        '  other: {value: "waits.days[North]"}\n',
    )
    made = {
        one.id: one
        for one in check_all(("regions/east-upper",), project=portfolio(tmp_path, brief))
    }
    (found,) = made.values()
    labels = [one.label for one in found.document.key_figures]
    assert labels == ["Waiting time", "Days twice", "Waiting time, North"]
