"""The hash of the program's own folders is kept, and no change of theirs escapes it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from places import ROOT

from briefing.app.build import folder_hash as module
from briefing.app.build.folder_hash import folder_hash, own_folder_hash
from briefing.core.kept_results import KeptResults
from briefing.core.workspace import Kind, Workspace

PY = (".py", ".toml")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small package, whose last change was a while ago."""
    folder = tmp_path / "package"
    (folder / "inner/__pycache__").mkdir(parents=True)
    (folder / "a.py").write_text("a = 1\n")
    (folder / "inner/b.toml").write_text("b = 1\n")
    (folder / "inner/notes.md").write_text("no code\n")
    (folder / "inner/__pycache__/a.py").write_text("kept\n")
    return folder


@pytest.fixture
def read(monkeypatch) -> list[str]:
    """The folders that were read to their last byte, by name; nothing is kept from before."""
    found: list[str] = []

    def noted(door: Workspace, kind: Kind, endings: str | tuple[str, ...] = "") -> str:
        found.append(door.root.name)
        return folder_hash(door, kind, endings)

    kept: KeptResults[tuple[str, str]] = KeptResults("none", lambda: "")
    kept.__dict__["_known"] = {}
    monkeypatch.setattr(module, "_KEPT", kept)
    monkeypatch.setattr(module, "folder_hash", noted)
    return found


def later(monkeypatch, seconds: float = 3600) -> None:
    """Let time pass, so that the files have settled."""
    now = time.time_ns()
    monkeypatch.setattr(time, "time_ns", lambda: now + int(seconds * 10**9))


def own(folder: Path) -> str:
    return own_folder_hash(folder, Kind.PROGRAM, PY)


def bare(folder: Path) -> str:
    return folder_hash(Workspace(folder), Kind.PROGRAM, PY)


def test_a_folder_is_read_once_and_has_the_hash_of_its_files(folder, read, monkeypatch):
    later(monkeypatch)
    assert own(folder) == own(folder) == bare(folder)
    assert read == ["package"]


CHANGES: dict[str, Callable[[Path], object]] = {
    "edited": lambda folder: (folder / "a.py").write_text("a = 23\n"),
    "as long as before": lambda folder: (folder / "a.py").write_text("a = 2\n"),
    "added": lambda folder: (folder / "c.py").write_text(""),
    "renamed": lambda folder: (folder / "a.py").rename(folder / "z.py"),
    "deleted": lambda folder: (folder / "inner/b.toml").unlink(),
    "deep within": lambda folder: (folder / "inner/b.toml").write_text("b = 2\n"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_every_change_gives_another_hash(change, folder, read, monkeypatch):
    later(monkeypatch)
    before = own(folder)
    change(folder)
    assert own(folder) != before
    assert own(folder) == bare(folder)
    assert read == ["package"] * 2


def test_an_edit_that_leaves_size_and_time_as_they_were_is_seen(folder, read, monkeypatch):
    later(monkeypatch)
    path, before = folder / "a.py", own(folder)
    found = path.stat()
    path.write_text("a = 9\n")
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))
    assert path.stat().st_mtime_ns == found.st_mtime_ns
    assert own(folder) != before
    assert len(read) == 2


def test_what_is_no_code_and_what_python_keeps_need_not_be_read_again(folder, read, monkeypatch):
    later(monkeypatch)
    before = own(folder)
    (folder / "inner/notes.md").write_text("other\n")
    (folder / "inner/__pycache__/a.py").write_text("other\n")
    assert own(folder) == before
    assert read == ["package"]


def test_a_file_that_was_saved_just_now_may_be_saved_again_and_nothing_is_kept(folder, read):
    assert own(folder) == own(folder) == bare(folder)
    assert read == ["package"] * 2


@pytest.mark.parametrize(("seconds", "times"), [(1.5, 2), (2.5, 1)])
def test_two_seconds_settle_a_file(seconds, times, folder, read, monkeypatch):
    newest = max(path.stat().st_ctime_ns for path in folder.rglob("*") if path.is_file())
    monkeypatch.setattr(time, "time_ns", lambda: newest + int(seconds * 10**9))
    own(folder)
    own(folder)
    assert read == ["package"] * times


def test_other_endings_of_a_folder_are_another_hash(folder, read, monkeypatch):
    later(monkeypatch)
    assert len({own(folder), own_folder_hash(folder, Kind.PROGRAM, (".toml",))}) == 2
    assert own_folder_hash(folder, Kind.FONT) not in {own(folder), ""}
    assert own(folder) == bare(folder)
    assert len(read) == 3


def test_the_next_process_does_not_read_the_program_again(tmp_path):
    """Of a copy of the package, which is edited between: the hash that a build compares."""
    shutil.copytree(
        ROOT / "briefing", tmp_path / "briefing", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    for path in (tmp_path / "briefing").rglob("*"):
        os.utime(path, (1e9, 1e9))
    code = (
        "import time; now = time.time_ns(); time.time_ns = lambda: now + 10**11\n"
        "from briefing.app.build import folder_hash as module\n"
        "whole, read = module.folder_hash, []\n"
        "module.folder_hash = lambda *all: read.append(1) or whole(*all)\n"
        "from briefing.app.build.fingerprint import own_code\n"
        "print(own_code(), len(read))"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def asked() -> list[str]:
        command = [sys.executable, "-c", code]
        done = subprocess.run(
            command, check=True, capture_output=True, text=True, env=environment, cwd=tmp_path
        )
        return done.stdout.split()

    first, second = asked(), asked()
    assert (first[0], first[1], second) == (second[0], "3", [first[0], "0"])
    with (tmp_path / "briefing/core/version.py").open("a") as file:
        file.write("\n")
    assert asked()[0] != first[0]
