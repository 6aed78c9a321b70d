"""``--changed``: the briefs that a diff of git touches, by what they read, and no others."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from places import small_project
from portfolios import WAITS, for_each, portfolio
from test_across import FILES, SCHOOLS

from briefing.app.build.incremental import where
from briefing.app.build.touched import touched
from briefing.app.cli import main as cli
from briefing.core.problems import UnusableInput

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
LIST = for_each("  list: [North, 'East, Upper']\n  overrides: {North: {keywords: [far]}}\n")


def git(folder: Path, *words: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True)


def committed(project: Path, *, top: Path | None = None) -> Path:
    git(top or project, "init", "-q", "-b", "main")
    git(top or project, "add", "-A")
    git(top or project, "commit", "-q", "-m", "first")
    return project


def names(project: Path, ref: str = "HEAD") -> list[str]:
    workspace, _, briefs, _ = where((), project, None)
    return [one.rpartition("/")[2] for one in touched(workspace, briefs, ref)]


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_cells_and_parts_of_yaml_that_a_brief_reads(tmp_path: Path):
    project = committed(portfolio(tmp_path / "below", LIST), top=tmp_path)
    yaml = project / "config/regions.yaml"
    assert names(project) == []
    edit(yaml, "keywords: [far]", "keywords: [near]")
    assert names(project) == ["north"]
    edit(yaml, "keywords: [near]", "keywords: [far]")
    edit(yaml, "patients waited", "people waited")
    assert names(project) == ["north", "east-upper"]
    edit(yaml, "people waited", "patients waited")
    edit(project / "config/project.yaml", "publisher: Health", "publisher: Another")
    assert names(project) == ["north", "east-upper"]
    git(project, "commit", "-qam", "second")
    git(project, "switch", "-qc", "branch")
    edit(yaml, "'East, Upper'", "'East, Upper', South (District 9)")
    git(project, "commit", "-qam", "third")
    assert (names(project), names(project, "main")) == ([], ["south-district-9"])


def test_of_separate_files_the_subject_whose_cells_changed(tmp_path: Path):
    alone = SCHOOLS.partition("  place:")[0] + "key_figures: [pupils]\n"
    for brief, expected in ((alone, ["dale"]), (SCHOOLS, ["ash", "birch", "cedar", "dale"])):
        project = portfolio(tmp_path / str(len(expected)), brief, **FILES)
        committed(project)
        edit(project / "data/school-dale.csv", "150,4", "150,5")
        assert names(project) == []
        edit(project / "data/school-dale.csv", "150,5", "151,5")
        assert names(project) == expected


def test_a_plain_brief_and_a_broken_past(tmp_path: Path):
    project = small_project(tmp_path / "plain")
    committed(project)
    assert names(project) == []
    edit(project / "data/us.csv", "450", "451")
    assert names(project) == ["small"]
    late = portfolio(tmp_path / "late", LIST)
    (late / "config/project.yaml").rename(late / "aside")
    committed(late)
    (late / "aside").rename(late / "config/project.yaml")
    assert names(late) == ["north", "east-upper"]


def test_what_git_does_not_know_is_told(tmp_path: Path, capsys):
    project = portfolio(tmp_path / "project", LIST)
    with pytest.raises(UnusableInput, match="not a git repository"):
        names(project)
    committed(project)
    with pytest.raises(UnusableInput, match="git knows no commit 'nowhere'"):
        names(project, "nowhere")
    with pytest.raises(UnusableInput, match="does not begin with '-'"):
        names(project, "--output=/tmp/x")
    assert cli.main(["check", "--changed", "--project", str(project)]) == 0
    assert "0 of 2 briefs are made of something else than at HEAD" in capsys.readouterr().err
    (project / "data/waits.csv").write_text(WAITS.replace("North,100,120", "North,100,130"))
    (project / "config/regions.yaml").write_text(LIST.replace("[far]", "[near]"))
    (project / "data/waits.csv").write_text(WAITS)
    assert cli.main(["build", "--dry-run", "--changed", "--project", str(project)]) == 0
    assert "north" in (out := capsys.readouterr().out)
    assert "east-upper" not in out
