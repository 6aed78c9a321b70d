"""One door: what may be read is read once, and what may not is told with its place."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from places import ROOT

from briefing.app.cli import main as cli
from briefing.core.problems import UnusableInput
from briefing.core.workspace import (
    ABSENT,
    Kind,
    NotAFile,
    NotRead,
    NotThere,
    Outside,
    TooLarge,
    Unreadable,
    Workspace,
)

IN_YAML = "config/project.yaml:6:11"
"""Where the small project names its file data/us.csv."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "secret.txt").write_text("outside", encoding="utf-8")
    root = tmp_path / "project"
    (root / "data").mkdir(parents=True)
    (root / "data/d.csv").write_bytes(b"year\n2024\n")
    return root


def test_a_file_is_what_it_was_when_it_was_first_read(folder: Path):
    files = Workspace(folder)
    first = files.read("data/d.csv", Kind.DATA)
    assert (first.content, first.size) == (b"year\n2024\n", 10)
    assert first.sha256 == sha256(b"year\n2024\n").hexdigest()
    (folder / "data/d.csv").write_bytes(b"another")
    assert files.read("data/../data/d.csv", Kind.DATA).content == first.content
    assert files.beside(folder / "data").sha256("d.csv") == first.sha256
    assert files.below("data").read("d.csv", Kind.DATA).path == "data/d.csv"
    assert files.opened == {folder / "data/d.csv": 1}
    assert Workspace(folder).read("data/d.csv", Kind.DATA).content == b"another"


def test_a_file_that_was_only_hashed_can_still_be_read(folder: Path):
    files = Workspace(folder)
    digest = files.sha256("data/d.csv", Kind.OUTPUT)
    assert files.read("data/d.csv", Kind.EVIDENCE).content == b"year\n2024\n"
    assert digest == files.sha256("data/d.csv") == files.sha256("data/d.csv", Kind.OUTPUT)


def test_what_is_forgotten_is_read_anew(folder: Path):
    files = Workspace(folder)
    files.read("data/d.csv", Kind.DATA)
    files.beside(folder / "output").forget()
    files.read("data/d.csv", Kind.DATA)
    assert files.opened[folder / "data/d.csv"] == 1
    files.beside(folder / "data").forget()
    files.read("data/d.csv", Kind.DATA)
    assert files.opened[folder / "data/d.csv"] == 2


def test_a_path_of_windows_finds_its_file(folder: Path):
    found = Workspace(folder).read("data\\d.csv", Kind.DATA)
    assert (found.path, found.ending) == ("data/d.csv", ".csv")


@pytest.mark.parametrize("path", ["../secret.txt", "data/../../secret.txt", "/etc/hostname", ".."])
def test_what_is_outside_is_not_read(folder: Path, path: str):
    files = Workspace(folder)
    with pytest.raises(Outside, match="leaves the project"):
        files.read(path, Kind.DATA)
    assert (files.has(path), files.sha256(path)) == (False, ABSENT)
    assert (files.names(path), files.files(path)) == ([], [])


def test_a_link_is_where_it_leads(folder: Path):
    (folder / "out.csv").symlink_to(folder.parent / "secret.txt")
    (folder / "in.csv").symlink_to("data/d.csv")
    (folder / "up").symlink_to(folder.parent)
    (folder / "here").symlink_to(".")
    (folder / "round").symlink_to("round")
    files = Workspace(folder)
    for path in ("out.csv", "up/secret.txt"):
        with pytest.raises(Outside):
            files.read(path, Kind.DATA)
    assert files.read("in.csv", Kind.DATA).path == "in.csv"
    assert files.read("up/project/data/d.csv", Kind.DATA).content == b"year\n2024\n"
    assert files.opened == {folder / "data/d.csv": 1}
    with pytest.raises(Unreadable):
        files.read("round", Kind.DATA)
    assert files.files() == ["data/d.csv", "here", "in.csv", "out.csv", "round", "up"]


def test_a_folder_whose_name_begins_alike_is_outside(folder: Path):
    other = folder.parent / "project-of-others"
    other.mkdir()
    (other / "d.csv").write_bytes(b"1")
    with pytest.raises(Outside):
        Workspace(folder).read("../project-of-others/d.csv", Kind.DATA)


def test_only_files_are_read_and_nothing_is_waited_for(folder: Path):
    os.mkfifo(folder / "pipe.csv")
    files = Workspace(folder)
    for path, what in (("data", "a folder"), ("pipe.csv", "a pipe"), ("", "a folder")):
        with pytest.raises(NotAFile, match=f"is {what}, no file"):
            files.read(path, Kind.DATA)
        assert files.sha256(path) == files.sha256(path, Kind.OUTPUT) == ABSENT
    with pytest.raises(NotAFile, match="is a device, no file"):
        Workspace(Path("/dev")).read("null", Kind.DATA)


def test_a_socket_is_no_file():
    with tempfile.TemporaryDirectory() as name, socket.socket(socket.AF_UNIX) as one:
        one.bind(f"{name}/s.csv")
        with pytest.raises(NotAFile, match="is a socket, no file"):
            Workspace(Path(name)).read("s.csv", Kind.DATA)


def test_a_pipe_in_place_of_a_file_is_seen_after_opening_too(folder: Path, monkeypatch):
    """Between looking and opening somebody may have put another thing there."""
    os.mkfifo(folder / "pipe.csv")
    real, looks = os.stat, []

    def first_a_file(path, **named):
        looks.append(path)
        return real(folder / "data/d.csv" if str(path).endswith("pipe.csv") else path, **named)

    monkeypatch.setattr(os, "stat", first_a_file)
    with pytest.raises(NotAFile, match="a pipe"):
        Workspace(folder).read("pipe.csv", Kind.DATA)
    assert looks


def test_a_file_has_the_size_of_its_kind_at_most(folder: Path):
    most = Kind.LOGO.value.most
    (folder / "most.svg").write_bytes(b"x" * most)
    (folder / "more.svg").write_bytes(b"x" * (most + 1))
    files = Workspace(folder)
    assert files.read("most.svg", Kind.LOGO).size == most
    with pytest.raises(TooLarge, match=r"'more\.svg' has 500 kB, and a logo may have 500 kB"):
        files.read("more.svg", Kind.LOGO)
    assert files.read("more.svg", Kind.DATA).size == most + 1
    with pytest.raises(TooLarge):
        files.read("more.svg", Kind.LOGO)


def test_a_file_that_is_longer_than_the_system_says_is_read_to_its_end():
    """Files of /proc have a size of 0; so has one that grows after it was looked at."""
    proc = Path("/proc/self")
    if not (proc / "status").is_file():
        pytest.skip("there is no /proc here")
    assert b"\nPid:" in Workspace(proc).read("status", Kind.DATA).content


def test_a_huge_file_is_refused_before_it_is_read(folder: Path):
    with (folder / "huge.csv").open("wb") as file:
        file.truncate(Kind.DATA.value.most + 1)
    files = Workspace(folder)
    with pytest.raises(TooLarge) as told:
        files.read("huge.csv", Kind.DATA)
    assert told.value.advice == "keep the rows and columns that the briefs read"
    assert files.opened == {}


def test_every_kind_has_a_limit_and_says_what_to_do():
    for kind in Kind:
        assert kind.value.most > 0
        assert kind.value.advice
    assert len({kind.value for kind in Kind}) == len(list(Kind.__members__)), "an alias"


@pytest.mark.parametrize(
    ("path", "advice"),
    [("data/e.csv", "did you mean 'd.csv'?"), ("dat/d.csv", ""), ("data/d.csv/x", "")],
)
def test_what_is_not_there_is_told_with_what_is_near(folder: Path, path: str, advice: str):
    with pytest.raises(NotThere) as told:
        Workspace(folder).read(path, Kind.DATA)
    assert told.value.message == f"there is no file '{path}'"
    assert told.value.advice == advice


@pytest.mark.parametrize("path", ["a\0b", "x" * 300])
def test_a_name_that_no_file_can_have_is_refused(folder: Path, path: str):
    with pytest.raises(Unreadable, match="cannot be read"):
        Workspace(folder).read(path, Kind.DATA)
    assert not Workspace(folder).has(path)


def test_what_may_not_be_read_is_told(folder: Path):
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    (folder / "data/d.csv").chmod(0)
    with pytest.raises(Unreadable, match="Permission denied"):
        Workspace(folder).read("data/d.csv", Kind.DATA)


def test_a_refusal_that_nobody_places_is_a_problem_all_the_same(folder: Path):
    with pytest.raises(UnusableInput) as told:
        Workspace(folder).read("gone.csv", Kind.DATA)
    (problem,) = told.value.problems
    assert str(problem) == "gone.csv: there is no file 'gone.csv'"
    assert {one.code for one in NotRead.__subclasses__()} == {
        "outside-project", "missing-file", "no-regular-file", "too-large-file", "unreadable-file",
    }  # fmt: skip


def test_a_file_of_the_command_line_may_be_a_link_to_anywhere(folder: Path):
    link = folder / "given.csv"
    link.symlink_to(folder.parent / "secret.txt")
    files = Workspace.of_file(link)
    assert files.read("given.csv", Kind.DATA).content == b"outside"
    with pytest.raises(Outside):
        files.read("../secret2.txt", Kind.DATA)


def test_the_environment_says_the_time(folder: Path):
    files = Workspace(folder, {"SOURCE_DATE_EPOCH": " 86400 "})
    assert files.moment() == files.now() == datetime(1970, 1, 2, tzinfo=UTC)
    assert files.beside(folder).environment("SOURCE_DATE_EPOCH") == "86400"
    unset = Workspace(folder, {})
    assert unset.moment() is None
    assert unset.now() is unset.below("data").now()
    for odd in ("soon", "-1", "1.5", "9" * 5000):
        with pytest.raises(UnusableInput, match="which is no number of seconds"):
            Workspace(folder, {"SOURCE_DATE_EPOCH": odd}).moment()


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
            "'data/us.csv' has 500 MB, and a data file may have 500 MB (keep the rows",
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
root, *steps = json.loads(sys.argv[1])
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
print(json.dumps(told), file=sys.stderr)
"""


def opened_by(project: Path, *steps: dict[str, object]) -> list[list[str]]:
    """The files of a project that each command opens, as the interpreter sees it, outputs apart.

    A step is a ``command`` or an edit of a ``file``; all run in one process, as a watch does.
    """
    done = subprocess.run(
        [sys.executable, "-c", HOOK, json.dumps([str(project), *steps])],
        capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    return [_inside(project, paths) for paths in json.loads(done.stderr.splitlines()[-1])]


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


@pytest.mark.parametrize("design", ["policy-brief", "in-focus", "one-pager"])
def test_a_build_opens_each_file_of_the_project_once(project: Path, design: str):
    brief = project / "config/small.yaml"
    brief.write_text(brief.read_text().replace("one-pager", design), encoding="utf-8")
    (project / "templates/css").mkdir(parents=True)
    (project / "templates/css/own.css.j2").write_text("", encoding="utf-8")
    logo = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"></svg>'
    (project / "logo.svg").write_text(logo, encoding="utf-8")
    with (project / "config/project.yaml").open("a", encoding="utf-8") as file:
        file.write("\nbrand: {logo: logo.svg}\n")
    every = [
        "config/project.yaml", "config/small.yaml", "data/us.csv", "data/world.csv",
        "logo.svg", "templates/css/own.css.j2",
    ]  # fmt: skip
    build = {"command": ["build"]}
    edit = {"file": "data/us.csv", "old": "416", "new": "417"}
    first, idle, changed, checked = opened_by(
        project, build, build, edit, build, {"command": ["check", "--strict"]}
    )
    assert first == every
    assert idle == every, "a build with nothing to do"
    assert changed == every, "a build of what changed"
    assert checked == every


@pytest.mark.parametrize("brief", ["us-rare-earths", "us-economy"])
def test_a_build_of_an_example_opens_each_file_once(tmp_path: Path, brief: str):
    command = ["build", brief, "--output", str(tmp_path / "output")]
    (found,) = opened_by(ROOT, {"command": command})
    inputs = [one for one in found if one.startswith(("config/", "data/", "templates/"))]
    assert f"config/{brief}.yaml" in inputs
    assert any(one.startswith("data/") for one in inputs)
    assert len(inputs) == len(set(inputs))
