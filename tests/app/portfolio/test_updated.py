"""A new edition taken into a portfolio: each brief is tried, and subjects come and go."""

from __future__ import annotations

from pathlib import Path

import pytest
from portfolios import WAITS, portfolio
from test_across import FILES, SCHOOLS

from briefing.app.cli import main as cli
from briefing.app.update.edition_update import BriefChange, plan_update
from briefing.app.update.request import Request
from briefing.core.problems import UnusableInput

NEW = (
    WAITS.replace("y2024", "y2024,y2025")
    .replace("100,120", "100,120,90")
    .replace("90,80", "90,80,70")
)
NEW = (
    NEW.replace("70,75", "70,75,76")
    .replace("West,,", "West,,,\nHill,1,2,30")
    .replace("275", "277,266")
)
BRIEF = """\
for_each: {table: data/regions.csv, skip: [{when: days < 60, because: too short}]}
title: "{{ this }} waits"
period: 2024
design: one-pager
metrics: {days: {value: "waits.days[{{ this }}]"}}
key_figures: [days]
"""


def changes(project: Path, new: str) -> dict[str, BriefChange]:
    file = project.parent / "new.csv"
    file.write_text(new, encoding="utf-8")
    about = {"title": "Waiting 2025", "published": "2026-01-31"}
    asked = Request("waits", file, "book25", about=about, period="2025")
    return {one.brief.partition("/")[2]: one for one in plan_update(asked, project).briefs}


def test_each_brief_is_tried_with_the_table_of_its_subjects(tmp_path: Path):
    regions = "name\nNorth\nSouth (District 9)\n"
    found = changes(portfolio(tmp_path / "project", BRIEF, regions=regions), NEW)
    assert [*found] == ["north", "south-district-9"]
    assert all(one.differences and not one.problems for one in found.values())
    few = NEW.replace("90,80,70", "90,80,55")
    south = changes(portfolio(tmp_path / "few", BRIEF, regions=regions), few)["south-district-9"]
    assert (south.note, south.is_made) == ("no longer made: too short", False)


def test_subjects_that_come_and_go_are_told_and_built(tmp_path: Path, capsys):
    members = BRIEF.replace(
        "{table: data/regions.csv, ", "{members of: waits.days, where: value > 1, "
    )
    project = portfolio(tmp_path / "project", members)
    new = NEW.replace('"East, Upper",70,75,76\n', "").replace("Hill,1,2,30", "Hill,1,2,130")
    found = changes(project, new)
    notes = {name: (one.note, one.is_made) for name, one in found.items() if one.note}
    assert notes == {
        "east-upper": ("no longer made: its subject is gone", False),
        "hill": ("new: its subject is new", True),
    }
    words = ["update", "waits", str(tmp_path / "new.csv"), "--source", "book25", "--title", "W"]
    words += ["--published", "2026-01-31", "--period", "2025", "--project", str(project)]
    cli.main([*words, "--yes", "--build"])
    told = capsys.readouterr().out
    assert "regions/east-upper:\n  no longer made: its subject is gone" in told
    assert "regions/hill: built" in told
    assert "regions/east-upper: built" not in told


def test_a_data_set_with_a_file_for_each_subject_is_not_taken_for_one_of_the_project(
    tmp_path: Path,
):
    project = portfolio(tmp_path / "project", SCHOOLS, **FILES)
    file = tmp_path / "new.csv"
    file.write_text("Year,Pupils_num\n2025,3\n", encoding="utf-8")
    with pytest.raises(UnusableInput, match="'own' is a data set of its brief alone") as told:
        plan_update(Request("own", file, "book25"), project)
    assert (told.value.problems[0].place.file, told.value.problems[0].place.line) == (
        "config/regions.yaml",
        6,
    )
