"""One door for the whole program: what a command may not read is told at its line, the rest read once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from places import ROOT, small_project

from briefing.app.cli import main as cli
from briefing.core.workspace import Kind

IN_YAML = "config/project.yaml:6:11"
"""Where the small project names its file data/us.csv."""


def told(project: Path, capsys: pytest.CaptureFixture[str], *command: str) -> str:
    """What a command says that cannot do its work."""
    assert cli.main([*(command or ("build",)), "--project", str(project)]) == 2
    return capsys.readouterr().err


@pytest.mark.parametrize("command", ["build", "check"])
@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: path.unlink(), "there is no file 'data/us.csv'"),
        (lambda path: (path.unlink(), path.mkdir()), "'data/us.csv' is a folder, no file"),
        (lambda path: (path.unlink(), os.mkfifo(path)), "'data/us.csv' is a pipe, no file"),
        (
            lambda path: (path.unlink(), path.symlink_to("/etc/hostname")),
            "'data/us.csv' leaves the project (copy the file into the project)",
        ),
        (
            lambda path: os.truncate(path, Kind.DATA.value.most + 1),
            "'data/us.csv' has 250 MB, and a data file may have 250 MB (keep the rows",
        ),
    ],
)
def test_data_that_are_not_read_are_told_at_the_line_that_names_them(
    project: Path, capsys, command: str, make, message: str
):
    make(project / "data/us.csv")
    assert f"error: {IN_YAML}: {message}" in told(project, capsys, command)


def test_data_under_a_path_of_windows_are_read(project: Path):
    shared = project / "config/project.yaml"
    shared.write_text(shared.read_text().replace("data/us.csv", "data\\us.csv"), encoding="utf-8")
    assert cli.main(["check", "--project", str(project)]) == 0


@pytest.mark.parametrize("name", ["project.yaml", "small.yaml"])
@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.symlink_to("/etc/hostname")])
def test_config_that_is_no_file_of_the_project_is_told(project: Path, capsys, name: str, make):
    path = project / "config" / name
    path.unlink()
    make(path)
    said = told(project, capsys)
    assert f"error: config/{name}: 'config/{name}' " in said
    assert "is a pipe, no file" in said or "leaves the project" in said


def test_a_lock_that_is_no_file_is_told(project: Path, capsys):
    os.mkfifo(project / "briefing.lock")
    said = told(project, capsys, "build", "--locked")
    assert "error: briefing.lock: 'briefing.lock' is a pipe, no file" in said


def test_a_built_file_that_is_a_pipe_is_not_waited_for(tmp_path: Path, capsys):
    os.mkfifo(tmp_path / "brief.pdf")
    assert cli.main(["audit", str(tmp_path / "brief.pdf")]) == 2
    assert "brief.pdf' is a pipe, no file" in capsys.readouterr().err


def test_a_new_edition_that_is_a_pipe_is_not_waited_for(project: Path, tmp_path: Path, capsys):
    os.mkfifo(tmp_path / "new.csv")
    said = told(project, capsys, "update", "us", str(tmp_path / "new.csv"), "--source", "new")
    assert "new.csv' is a pipe, no file" in said


HOOK = """
import json, os, sys
from pathlib import Path
opened = []
def hear(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes, os.PathLike)):
        opened.append(os.path.realpath(os.fsdecode(os.fspath(arguments[0]))))
sys.addaudithook(hear)
from briefing.app.cli.main import main
every = []
for root, *steps in json.loads(sys.argv[1]):
    told = []
    for step in steps:
        if "old" in step:
            path = Path(root, step["file"])
            path.write_text(path.read_text("utf-8").replace(step["old"], step["new"]), "utf-8")
            continue
        opened.clear()
        if main([*step["command"], "--project", root, "--quiet"]):
            sys.exit(1)
        told.append(list(opened))
    every.append(told)
print(json.dumps(every), file=sys.stderr)
"""


def opened_by(*runs: tuple[Path, *tuple[dict[str, object], ...]]) -> list[list[list[str]]]:
    """The files of projects that each command opens, as the interpreter sees it, outputs apart.

    A run is a project and its steps: a ``command``, or an edit of a ``file``. All are made in one
    process, as a watch does.
    """
    asked = [[str(project), *steps] for project, *steps in runs]
    done = subprocess.run(
        [sys.executable, "-c", HOOK, json.dumps(asked)],
        capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    found = json.loads(done.stderr.splitlines()[-1])
    return [
        [_inside(project, paths) for paths in told]
        for (project, *_), told in zip(runs, found, strict=True)
    ]


def _inside(project: Path, paths: list[str]) -> list[str]:
    every = [Path(one) for one in paths if one.startswith("/")]
    inside = [str(one.relative_to(project)) for one in every if one.is_relative_to(project)]
    return sorted(one for one in inside if not one.startswith("output"))


PAGE = "templates/one-pager/brief.html.j2"


@pytest.mark.parametrize("command", ["build", "check"])
@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: path.symlink_to("/etc/hostname"), "'templates/x.txt' leaves the project"),
        (os.mkfifo, "'templates/x.txt' is a pipe, no file"),
        (
            lambda path: path.write_bytes(b" " * (Kind.TEMPLATE.value.most + 1)),
            "'templates/x.txt' has 10 MB, and a page template may have 10 MB",
        ),
    ],
)
def test_what_a_template_includes_is_a_file_of_the_project(
    project: Path, capsys, command: str, make, message: str
):
    page = project / PAGE
    page.parent.mkdir(parents=True)
    page.write_text(
        '{% extends "shipped/one-pager/brief.html.j2" %}\n'
        '{% block head %}\n{% include "x.txt" ignore missing %}{{ super() }}{% endblock %}',
        encoding="utf-8",
    )
    make(project / "templates/x.txt")
    said = told(project, capsys, command)
    assert f"error: {PAGE}:3: {message}" in said
    (project / "templates/x.txt").unlink()
    (project / "templates/x.txt").write_text("<!-- from beside -->", encoding="utf-8")
    assert cli.main([command, "--project", str(project)]) == 0


def test_templates_in_a_folder_of_others_are_not_used_in_silence(project: Path, capsys):
    (project / "templates").symlink_to("/etc")
    assert "error: templates: 'templates' leaves the project" in told(project, capsys)


def test_a_template_that_nothing_uses_is_told_by_a_check(project: Path, capsys):
    (project / "templates").mkdir()
    (project / "templates/odd.html.j2").symlink_to("/etc/hostname")
    said = told(project, capsys, "check")
    assert "error: templates/odd.html.j2: 'templates/odd.html.j2' leaves the project" in said


DESIGNS = ("policy-brief", "in-focus", "one-pager")
EVERY = [
    "config/project.yaml", "config/small.yaml", "data/us.csv", "data/world.csv",
    "logo.svg", "templates/css/own.css.j2",
]  # fmt: skip


def in_design(project: Path, design: str) -> Path:
    brief = project / "config/small.yaml"
    brief.write_text(brief.read_text().replace("one-pager", design), encoding="utf-8")
    (project / "templates/css").mkdir(parents=True)
    (project / "templates/css/own.css.j2").write_text("", encoding="utf-8")
    logo = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"></svg>'
    (project / "logo.svg").write_text(logo, encoding="utf-8")
    with (project / "config/project.yaml").open("a", encoding="utf-8") as file:
        file.write("\nbrand: {name: House, logo: logo.svg}\n")
    return project


def test_a_build_opens_each_file_of_the_project_once(tmp_path: Path):
    build = {"command": ["build"]}
    edit = {"file": "data/us.csv", "old": "416", "new": "417"}
    strict = {"command": ["check", "--strict"]}
    projects = [in_design(small_project(tmp_path / design), design) for design in DESIGNS]
    for opened in opened_by(*((one, build, build, edit, build, strict) for one in projects)):
        first, idle, changed, checked = opened
        assert first == EVERY
        assert idle == EVERY, "a build with nothing to do"
        assert changed == EVERY, "a build of what changed"
        assert checked == EVERY


def test_a_build_of_an_example_opens_each_file_once(tmp_path: Path):
    names = ("us-rare-earths", "us-economy")
    commands = [{"command": ["build", one, "--output", str(tmp_path / one)]} for one in names]
    for name, (found,) in zip(names, opened_by(*((ROOT, one) for one in commands)), strict=True):
        inputs = [one for one in found if one.startswith(("config/", "data/", "templates/"))]
        assert f"config/{name}.yaml" in inputs
        assert any(one.startswith("data/") for one in inputs)
        assert len(inputs) == len(set(inputs))
