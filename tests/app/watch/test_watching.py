"""A save is built at once, a broken one is told and kept out, and the watch goes on."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest
from hearing import Heard, until
from places import BRIEF, PROJECT, ROOT, US

from briefing.app.build.incremental import build_changed
from briefing.app.cli import main as cli
from briefing.app.watch.watching import look

CHINA = 'title: China\nperiod: 2024\nmetrics:\n  china: {value: "world.mined[China]"}\nsections:\n  - {title: Output, text: "{{ china }}"}\n'


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def outputs(project: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (project / "output").glob("[!.]*.*")}


@pytest.fixture
def looked(project: Path, heard: Heard):
    """Looks at the project once more, with what was told since."""

    def again() -> Heard:
        for kept in (heard.briefs, heard.pages, heard.results, heard.looks):
            kept.clear()
        look(project, project / "output", (), heard)
        return heard

    again()
    return again


def test_a_save_is_built_and_nothing_else(watched: Path, heard: Heard):
    write(watched / "config/china.yaml", CHINA)
    until(lambda: heard.built == ["small", "china"], "the new brief")
    write(watched / "config/small.yaml", BRIEF.replace("China mined", "Chinese mines gave"))
    until(lambda: heard.built == ["small", "china", "small"], "the edit")
    assert "Chinese mines gave" in (watched / "output/small.html").read_text(encoding="utf-8")
    (watched / "config/china.yaml").unlink()
    until(lambda: list(heard.briefs[-1]) == ["small"], "the brief that went")
    assert heard.problems == ""


def test_a_folder_that_appears_is_watched_too(watched: Path, heard: Heard):
    page = watched / "templates/css"
    page.mkdir(parents=True)
    write(page / "parts.css.j2", "p { color: #111 }")
    until(lambda: heard.built == ["small"] * 2, "the template")
    write(page / "parts.css.j2", "p { color: #222 }")
    until(lambda: heard.built == ["small"] * 3, "its edit")
    assert "#222" in (watched / "output/small.html").read_text(encoding="utf-8")


def test_what_the_watch_writes_does_not_wake_it(watched: Path, heard: Heard):
    looks = len(heard.looks)
    write(watched / "data/us.csv", US.replace("416", "417"))
    until(lambda: heard.built == ["small"] * 2, "the new cell")
    before = outputs(watched)
    write(watched / "config/.small.yaml.swp", "what an editor keeps")
    write(watched / "config/small.yaml~", "what an editor keeps")
    write(watched / "config/china.yaml", CHINA)
    until(lambda: heard.built[-1] == "china", "the new brief")
    assert len(heard.looks) <= looks + 4
    assert before.items() <= outputs(watched).items()


def test_a_save_by_renaming_over_is_seen(watched: Path, heard: Heard):
    beside = watched / "data/us.csv.tmp"
    write(beside, US.replace("416", "418"))
    beside.replace(watched / "data/us.csv")
    until(lambda: heard.built == ["small"] * 2, "the file that took the place of the old one")


def test_a_folder_that_another_takes_the_place_of_is_watched_on(watched: Path, heard: Heard):
    kept = watched / "kept"
    shutil.copytree(watched / "data", kept)
    shutil.rmtree(watched / "data")
    kept.rename(watched / "data")
    until(lambda: heard.built and not heard.problems, "the folder in place of the old one")
    for number, cell in enumerate(("417", "418"), 2):
        write(watched / "data/us.csv", US.replace("416", cell))
        until(lambda number=number: heard.built == ["small"] * number, "the new cell")


CUT = BRIEF[: BRIEF.index("sections")] + 'sections:\n  - title: "Mini'


@pytest.mark.parametrize(
    ("file", "half", "whole", "told"),
    [
        ("config/small.yaml", CUT, BRIEF, "config/small.yaml:"),
        ("config/small.yaml", "", BRIEF, "config/small.yaml"),
        ("config/project.yaml", PROJECT[:150], PROJECT, "config/project.yaml:"),
        ("data/us.csv", "", US, "data/us.csv: the file is empty"),
        ("data/us.csv", US[:28], US, ""),
        ("data/us.csv", None, US, "there is no file 'data/us.csv'"),
    ],
    ids=["yaml cut", "yaml empty", "project cut", "csv empty", "csv cut", "csv gone"],
)
def test_half_a_file_is_told_and_the_last_good_output_stays(
    project, looked, file, half, whole, told
):
    before = outputs(project)
    if half is None:
        (project / file).unlink()
    else:
        write(project / file, half)
    heard = looked()
    assert heard.problems.strip()
    assert told in heard.problems
    assert outputs(project) == before
    write(project / file, whole)
    heard = looked()
    assert heard.problems == ""
    assert outputs(project) == before


def test_a_project_file_that_is_gone_for_a_moment(project, looked):
    before = outputs(project)
    (project / "config/project.yaml").unlink()
    assert looked().looks == [("config/project.yaml: the file is not there",)]
    write(project / "config/project.yaml", PROJECT)
    assert looked().looks == [()]
    assert outputs(project) == before


def test_a_fault_does_not_keep_the_other_briefs_from_being_built(project, looked):
    write(project / "config/china.yaml", CHINA)
    write(project / "config/small.yaml", BRIEF.replace("{{ share }}", "{{ shaer }}"))
    heard = looked()
    assert heard.built == ["china"]
    assert "did you mean 'share'" in str(heard.results)


def test_the_program_s_own_fault_is_told_and_the_watch_goes_on(project, looked, monkeypatch):
    write(project / "config/china.yaml", CHINA)

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("out of order")

    with monkeypatch.context() as patch:
        patch.setattr("briefing.app.watch.watching.build_each", broken)
        (told,) = looked().looks
    assert "RuntimeError: out of order" in told[0]
    assert looked().built == ["china"]


def test_the_page_is_shown_before_the_pdf_is_made(project, looked):
    write(project / "config/small.yaml", BRIEF.replace("China mined", "Chinese mines gave"))
    heard = looked()
    assert heard.pages == [("small", (project / "output/small.html").read_text(encoding="utf-8"))]


def test_a_watch_leaves_the_bytes_that_a_fresh_process_makes(project, looked):
    write(project / "data/us.csv", US.replace("416", "417"))
    write(project / "config/small.yaml", BRIEF.replace("China mined", "Chinese mines gave"))
    assert looked().built == ["small"]
    ours = outputs(project)
    run = [sys.executable, "-m", "briefing", "build", "--force", "--project", str(project)]
    subprocess.run(run, check=True, capture_output=True, env=environment())
    assert outputs(project) == ours


def test_only_the_briefs_that_are_named_are_built(project, heard):
    write(project / "config/china.yaml", CHINA)
    look(project, project / "output", ("china",), heard)
    assert heard.built == ["china"]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


@pytest.fixture
def started(project: Path):
    """``briefing watch`` as a user runs it; what it prints, a line at a time."""
    running = []

    def start(*more: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "briefing", "watch", "--project", str(project), *more]
        one = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment()
        )
        running.append(one)
        return one

    yield start
    for one in running:
        one.kill()
        one.communicate()


def line(process: subprocess.Popen[str], part: str) -> str:
    for found in process.stdout:
        if part in found:
            return found
    pytest.fail(f"it ended without saying '{part}'")


def test_ctrl_c_ends_it_well(project: Path, started):
    write(project / "config/small.yaml", CUT)
    process = started("--serve")
    address = line(process, "serving http://127.0.0.1:").split()[1]
    events = urlopen(f"{address}-/events?brief=small", timeout=20)
    assert "config/small.yaml:" in line(process, "error: ")
    write(project / "config/small.yaml", BRIEF)
    assert " s: " in line(process, "small: built in ")
    process.send_signal(signal.SIGINT)
    rest, _ = process.communicate(timeout=20)
    assert b"config/small.yaml:" in events.read()
    events.close()
    assert process.returncode == 0
    assert "Traceback" not in rest
    build_changed(project=project)


def test_machines_read_a_line_of_json_for_each_change(project: Path, started):
    process = started("--json")
    assert json.loads(line(process, '"built"'))["brief"] == "small"
    write(project / "data/us.csv", "")
    told = json.loads(line(process, '"not_built"'))
    assert told["not_built"] == ["small"]
    assert told["problems"][0]["file"] == "data/us.csv"


def test_where_there_is_no_project_it_says_so(tmp_path: Path, capsys):
    assert cli.main(["watch", "--project", str(tmp_path)]) == 2
    assert "there is no project here" in capsys.readouterr().err


def test_a_brief_that_there_is_not_is_told_at_once(project: Path, capsys):
    assert cli.main(["watch", "smal", "--project", str(project)]) == 2
    assert "did you mean 'small'?" in capsys.readouterr().err
