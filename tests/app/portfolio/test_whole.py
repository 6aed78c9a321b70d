"""The whole is consistent: one figure has one value, one printed form and one edition in all briefs of a portfolio."""

from __future__ import annotations

from pathlib import Path

import pytest
from portfolios import PROJECT, WAITS, for_each, portfolio

from briefing.app.build.pipeline import check_all
from briefing.app.cli import main as cli
from briefing.core.problems import BriefingError, Problem

NAMES = ("ash", "birch", "cedar", "dale", "elm")
CLINICS = """\
for_each:
  list: [ash, birch, cedar, dale, elm]
title: "{{ this | capitalize }}"
period: 2024
design: one-pager
datasets:
  own:
    source: book
    path: "data/{{ this }}.csv"
    dimension: {column: place, title: Place}
    series: {days: {title: Waiting time, unit: day, columns: {2024: y2024}}}
metrics: {days: {value: "own.days[{{ this }}]"}}
sections:
  - {title: Wait, text: "They waited {{ days }}, against {{ all }} in England."}
"""
CLINICS = CLINICS.replace('[{{ this }}]"}}', '[{{ this }}]"}, all: {value: "own.days[England]"}}')


def clinics(**other: str) -> dict[str, str]:
    files = {
        name: f"place,y2024\n{name},{60 + number}\nEngland,78\n"
        for number, name in enumerate(NAMES)
    }
    return files | other


def found(project: Path) -> list[Problem]:
    try:
        briefs = check_all(project=project)
    except BriefingError as error:
        return list(error.problems)
    return [one for brief in briefs for one in brief.warnings]


def test_figures_of_many_files_that_agree_are_none(tmp_path: Path):
    assert found(portfolio(tmp_path, CLINICS, **clinics())) == []


def test_one_file_that_says_otherwise_is_told_with_both(tmp_path: Path):
    files = clinics(dale="place,y2024\ndale,63\nEngland,79\n")
    (one,) = found(portfolio(tmp_path, CLINICS, **files))
    assert str(one) == (
        "data/dale.csv:3:2: 'Waiting time, England, 2024' is another figure than in the other files: 79 days in dale, "
        "78 days in ash, birch, cedar and 1 more (look which is right; a correction puts a cell right)"
    )
    assert one.code == "files-disagree"


def test_figures_that_each_subject_has_of_its_own_are_no_contradiction(tmp_path: Path):
    files = {
        name: f"place,y2024\n{name},{60 + number}\nEngland,{70 + number}\n"
        for number, name in enumerate(NAMES)
    }
    assert found(portfolio(tmp_path, CLINICS, **files)) == []


ALL = (
    for_each("  list: [North, 'East, Upper']\n  overrides: {North: {%s}}\n")
    .replace("  days:", "  all: {total: waits.days}\n  days:")
    .replace("waited {{ days }}", "waited {{ days }} of {{ all }}")
)


def test_another_printed_form_of_one_cell_is_told(tmp_path: Path):
    sums = PROJECT.replace("unit: day", "unit: day, kind: flow")
    assert found(portfolio(tmp_path / "alike", ALL.replace("%s", ""), sums)) == []
    one, _ = found(
        portfolio(tmp_path / "other", ALL.replace("%s", "metrics: {all: {digits: 1}}"), sums)
    )
    assert (one.code, one.place.file, one.place.line) == ("printed-otherwise", "data/waits.csv", 6)
    assert "260.0 days in north, 260 days in east-upper" in one.message


def test_a_cell_that_two_briefs_read_otherwise_is_an_error(tmp_path: Path):
    own = CLINICS.replace('path: "data/{{ this }}.csv"', "path: data/all.csv").replace(
        "  list: [ash, birch, cedar, dale, elm]",
        "  list: [ash, birch]\n  overrides: {birch: {datasets: {own: {series: {days: {unit: week}}}}}}",
    )
    *asked, one = found(portfolio(tmp_path, own, all="place,y2024\nash,60\nbirch,70\nEngland,78\n"))
    assert ["'England' looks like a total" in str(each) for each in asked] == [True, True]
    assert one.code == "briefs-disagree"
    assert (
        "data/all.csv:4:2: briefs read one cell to different values: 78 days in ash, 78 weeks in birch"
        in str(one)
    )


def test_differing_editions_are_told(tmp_path: Path, capsys):
    two = PROJECT.replace(
        "datasets:\n",
        "  old: {title: Waiting times before, publisher: Health Office, licence: CC0, published: 2024-01-31}\ndatasets:\n",
    )
    brief = for_each(
        "  list: [North, South]\n  overrides: {South: {datasets: {own: {source: old}}}}\n"
    )
    brief = brief.replace(
        "metrics:",
        "datasets:\n  own: {source: book, path: data/waits.csv, dimension: {column: region, total: All}, "
        "series: {days: {title: Waiting time, unit: day, columns: {2023: y2023, 2024: y2024}}}}\nmetrics:",
    ).replace("waits.days[", "own.days[")
    project = portfolio(tmp_path, brief, two, waits=WAITS.replace(" (District 9)", ""))
    (one,) = [each for each in found(project) if each.code == "editions-differ"]
    assert one.message == "briefs read 'own' from different editions: book in north, old in south"
    assert (one.place.file, one.place.line) == ("config/regions.yaml", 8)
    assert cli.main(["check", "--project", str(project), "--strict"]) == 1
    assert "briefs read 'own' from different editions" in capsys.readouterr().err


@pytest.mark.parametrize("count", [1, 2])
def test_of_few_files_nobody_can_say_which_is_odd(tmp_path: Path, count: int):
    files = clinics(birch="place,y2024\nbirch,63\nEngland,79\n")
    brief = CLINICS.replace("ash, birch, cedar, dale, elm", ", ".join(NAMES[:count]))
    assert found(portfolio(tmp_path, brief, **files)) == []
