"""What stands for a subject in rules, names and the index, and how what is wrong with many is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from portfolios import BRIEF, PROJECT, WAITS, for_each, portfolio

from briefing.app.build.incremental import LeftOut, build_each, where
from briefing.app.build.pipeline import check_all
from briefing.app.build.read_once import read_once
from briefing.app.cli import main as cli
from briefing.app.cli.weighing import told_once
from briefing.core.problems import BriefingError, Place, Problem, ProblemLog, Severity
from briefing.core.workspace import Workspace
from briefing.data import reading
from briefing.project.loading import load_project
from briefing.project.subject import slug

SKIP = '  skip: [{without: "%s", because: "{{ this }} is silent"}]\n'


def told(project: Path) -> list[str]:
    with pytest.raises(BriefingError) as error:
        check_all(project=project)
    return [str(one) for one in error.value.problems]


def test_a_rule_may_name_the_subject_and_the_index_names_who_has_no_brief(tmp_path: Path):
    brief = BRIEF.replace("days\n", "days\n" + SKIP % "waits.days[{{ this }}]", 1)
    workspace, folder, briefs, _ = where((), portfolio(tmp_path, brief), None)
    results = {one.brief: one for one in build_each(workspace, folder, briefs)}
    left_out = results.pop("regions/west")
    assert isinstance(left_out, LeftOut)
    assert left_out.reason.startswith("West is silent (waits.days[West]")
    assert not any(isinstance(one, LeftOut) for one in results.values())
    index = json.loads((folder / "regions/index.json").read_text())
    assert {one["name"]: one["subject"] for one in index["briefs"]}["west"] == "West"


def test_a_rule_that_names_nothing_is_an_error(tmp_path: Path):
    brief = BRIEF.replace("days\n", "days\n" + SKIP % "waits.dayz[{{ this }}]", 1)
    assert any(
        "unknown series 'waits.dayz[North]'" in one for one in told(portfolio(tmp_path, brief))
    )


def test_the_subject_may_be_another_column_than_the_first(tmp_path: Path):
    block = "  table: data/who.csv\n  subject: Name\n  name: '{{ this.code }}'\n"
    rows = "code,Name\nn1,North\ns1,South (District 9)\n"
    project = portfolio(tmp_path, for_each(block), who=rows)
    assert [one.subject for one in check_all(project=project)] == ["North", "South (District 9)"]
    wrong = portfolio(tmp_path, for_each(block.replace("Name", "Nam")), who=rows)
    assert any("no subject has a column 'Nam' (did you mean 'Name'?)" in one for one in told(wrong))


def test_a_metric_of_the_newest_value_needs_no_value_of_the_period(tmp_path: Path):
    waits = WAITS.replace("West,,", "West,60,")
    metric = 'days: {value: "waits.days[{{ this }}]", needs: "waits.days[{{ this }}]"'
    brief = BRIEF.replace('days: {value: "waits.days[{{ this }}]"', metric)
    brief = brief.replace(
        "In {{ this }} patients waited {{ days }}.", "{% if has('days') %}{{ days }}{% endif %}"
    )
    gone = {
        one.id: len(one.document.key_figures)
        for one in check_all(project=portfolio(tmp_path, brief, waits=waits))
    }
    latest = brief.replace(metric, f"{metric}, at: latest")
    there = {
        one.id: len(one.document.key_figures)
        for one in check_all(project=portfolio(tmp_path, latest, waits=waits))
    }
    assert (gone["regions/west"], there["regions/west"]) == (0, 1)


def test_the_index_says_the_period_of_a_figure_beside_it_and_not_above_all(tmp_path: Path):
    waits = WAITS.replace("West,,", "West,60,")
    brief = BRIEF.replace('[{{ this }}]"}', '[{{ this }}]", at: latest}')
    every = {one.id: one for one in check_all(project=portfolio(tmp_path, brief, waits=waits))}
    (figure,) = every["regions/west"].document.key_figures
    assert (figure.label, figure.when) == ("Waiting time, 2023", "2023")
    (other,) = every["regions/north"].document.key_figures
    assert other.when == ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("St. Anne's", "st-anne-s"),
        ("v2.1 beta", "v2.1-beta"),
        ("a..b", "a-b"),
        ("Ünder_Hill", "ünder-hill"),
        ("Ltd.", "ltd"),
    ],
)
def test_names_of_files_hold_a_point_before_a_digit_alone(text: str, name: str):
    assert slug(text) == name


def problem(whose: str, what: str, severity: Severity = Severity.UNUSABLE) -> Problem:
    return Problem(
        Place("config/a.yaml", 3, 4), f"{whose}: {what}", "", severity, code="unknown-series"
    )


def test_what_differs_by_the_name_of_the_subject_alone_is_told_once():
    names = ["afg", "bdi", "chad", "eri", "gin"]
    many = [problem(one, f"unknown series 'd.v[{one}]'") for one in names]
    (one,) = told_once(many)
    assert one.message == "afg: unknown series 'd.v[afg]'; alike bdi, chad, eri and 1 more"
    assert told_once(many[:4]) == many[:4]
    misleading = [problem(one, f"rose in {one}", Severity.MISLEADING) for one in names]
    assert told_once(misleading) == misleading


def test_a_doubt_of_a_shared_file_is_counted_once_for_all_subjects(tmp_path: Path):
    project = PROJECT.replace("unit: day", "unit: percent").replace("Waiting time", "Share of beds")
    found = check_all(
        project=portfolio(
            tmp_path,
            project=project,
            brief=BRIEF.replace("members of: waits.days", "list: [North, 'East, Upper']"),
        )
    )
    log = ProblemLog(one for brief in found for one in brief.warnings)
    impossible = [one for one in log if one.code == "impossible-share"]
    assert [(one.message.partition(":")[0], one.count) for one in impossible] == [
        ("north", 1),
        ("east-upper", 1),
    ]


def test_a_shared_data_set_is_read_once_and_told_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    rates = PROJECT.replace("unit: day", "unit: percent").replace("Waiting time", "Share of beds")
    project = portfolio(tmp_path, project=rates)
    fine = "region,y2023,y2024\nNorth,90,91\nWest,80,82\nAll,85,87\n"
    count = list[str]()
    usual = reading.read_dataset

    def counted(workspace, name, config, places, log):
        count.append(name)
        return usual(workspace, name, config, places, log)

    monkeypatch.setattr(reading, "read_dataset", counted)

    def read(workspace: Workspace) -> tuple[object, list[Problem]]:
        loaded = load_project(workspace, ProblemLog(), [])
        log = ProblemLog()
        return read_once(workspace, loaded.config, loaded.places, {"waits"}, log)["waits"], [*log]

    workspace = Workspace(project)
    first, second = read(workspace), read(workspace)
    assert first[0] is second[0]
    assert first[1] == second[1] != []
    assert count == ["waits"]
    (project / "data/waits.csv").write_text(fine)
    assert read(Workspace(project))[1] == []
    workspace.forget()
    assert read(workspace)[1] == []
    assert count == ["waits"] * 3


@pytest.mark.parametrize(
    ("block", "why"),
    [
        ("  list: []\n", "the list is empty"),
        ("  files: data/nothing/*.csv\n", "no file is called like 'data/nothing/*.csv'"),
        ("  table: data/who.csv\n", "'data/who.csv' has no row"),
        (
            "  members of: waits.days\n  where: value > 1000\n",
            "'waits.days' has no member for which 'where' holds",
        ),
    ],
)
def test_nobody_is_told_with_where_one_looked(tmp_path: Path, block: str, why: str):
    project = portfolio(tmp_path, for_each(block), who="name\n")
    (problem,) = told(project)
    assert problem.endswith(f"there is no subject: {why} (look at the pattern, table or rule)")


def test_a_broken_project_is_not_told_as_one_without_subjects(tmp_path: Path, capsys):
    project = portfolio(tmp_path, project=PROJECT.replace("unit: day", "unit: bed"))
    assert cli.main(["list", "briefs", "--project", str(project)]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "error: config/project.yaml:9:41: unknown unit 'bed' (to count other things declare words: "
        "units: {bed: {one: ..., many: ...}}) [unknown-unit]"
    ]
