"""A fault names its step and leaves a report without data; outputs that take nothing are told."""

from __future__ import annotations

import errno
import io
import json
import os
import sys
from pathlib import Path

import pytest

from briefing.app.cli import main as cli
from briefing.app.fault_report import NAME


@pytest.fixture
def faulty(project: Path, monkeypatch):
    def fault(*_: object, **__: object) -> None:
        raise KeyError("416 tons")

    monkeypatch.delenv("BRIEFING_DEBUG", raising=False)
    monkeypatch.setattr("briefing.data.reading.read_dataset", fault)
    monkeypatch.chdir(project)
    return project


def test_a_fault_names_its_step_and_leaves_a_report_without_data(faulty, capsys):
    assert cli.main(["check", "--project", str(faulty)]) == 70
    said = capsys.readouterr().err
    assert "a fault in briefing itself, brief 'small', data set" in said
    report = faulty / NAME
    assert str(report) in said
    text = report.read_text()
    assert "step: brief 'small'" in text
    assert "data/reading.py" in text
    assert "jinja2 " in text
    assert "416" not in text
    assert str(faulty) not in text


def test_a_link_in_place_of_the_report_is_replaced_and_not_followed(faulty, capsys):
    other = faulty / "other.txt"
    other.write_text("mine")
    (faulty / NAME).symlink_to(other)
    cli.main(["check", "--project", str(faulty)])
    capsys.readouterr()
    assert other.read_text() == "mine"
    assert not (faulty / NAME).is_symlink()


def test_a_fault_is_json_where_json_was_asked_for(faulty, capsys):
    assert cli.main(["check", "--json", "--project", str(faulty)]) == 70
    assert json.loads(capsys.readouterr().out)["problems"][0]["code"] == "internal-fault"


def test_usage_is_json_where_json_was_asked_for(capsys):
    with pytest.raises(SystemExit):
        cli.main(["check", "--json", "--nope"])
    assert json.loads(capsys.readouterr().out)["problems"][0]["code"] == "usage"


class Full(io.RawIOBase):
    """A stream whose disk is full."""

    is_full = True

    def writable(self) -> bool:
        return True

    def write(self, given: bytes) -> int:
        if self.is_full:
            raise OSError(28, "No space left on device")
        return len(given)


@pytest.mark.parametrize("size", [1, 100_000])
@pytest.mark.parametrize("command", ["list", "--help", "--version"])
def test_a_full_output_is_told_and_is_no_fault(monkeypatch, capsys, size, command):
    disk = Full()
    stream = io.TextIOWrapper(io.BufferedWriter(disk, size))
    monkeypatch.setattr(sys, "stdout", stream)
    assert cli.main([command]) == 2
    said = capsys.readouterr().err
    assert "cannot write the output: No space left on device [unwritable-file]" in said
    assert "fault" not in said
    disk.is_full = False


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437", "utf-16"])
@pytest.mark.parametrize("form", [[], ["--json"]])
def test_it_prints_utf8_whatever_the_console_is(project: Path, monkeypatch, form, encoding: str):
    brief = project / "config/small.yaml"
    brief.write_text(brief.read_text().replace("title: ", "tïtle: ", 1), encoding="utf-8")
    out = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(out, encoding))
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(out, encoding))
    assert cli.main(["check", "--project", str(project), *form]) == 2
    sys.stdout.flush()
    sys.stderr.flush()
    text = out.getvalue().decode("utf-8")
    if form:
        assert any("tïtle" in one["message"] for one in json.loads(text)["problems"])
    else:
        assert "tïtle" in text


@pytest.mark.parametrize(
    "command",
    [
        ["schema", "--output", "out"],
        ["inspect", "data/us.csv", "--html", "page.html"],
        ["lock"],
        ["build"],
        ["build", "--json"],
        ["new", "--project", "other", "--from-example", "us-rare-earths"],
    ],
)
def test_a_full_disk_is_told_and_leaves_nothing_half_written(project, monkeypatch, capsys, command):
    monkeypatch.chdir(project)
    before = {one for one in project.rglob("*") if one.is_file()}

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert cli.main(command) == 2
    out, err = capsys.readouterr()
    assert "No space left on device" in out + err
    assert "unwritable-file" in out + err
    assert "fault" not in out + err
    after = {one for one in project.rglob("*") if one.is_file() and one.name != "lock"}
    assert after == before


def test_a_full_disk_for_files_in_passing_is_no_fault(project, monkeypatch, capsys):
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "/tmp/x")

    monkeypatch.setattr("briefing.app.build.pipeline.prepare", full)
    assert cli.main(["check", "--project", str(project)]) == 2
    said = capsys.readouterr().err
    assert said.splitlines()[-1].startswith("error: /tmp/x: the system refuses: No space left")
