"""A plug-in that is edited under its version makes briefs stale: what it says counts, not what it is called."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from briefing.app.build import fingerprint
from briefing.app.build.plugin_code import plugin_files


def plugin(folder: Path, group: str = "briefing.calculators", target: str = "mine.sums:total"):
    (folder / "mine").mkdir(parents=True, exist_ok=True)
    (folder / "mine/__init__.py").write_text("raise RuntimeError('is never loaded')\n")
    (folder / "mine/sums.py").write_text("def total(): return 1\n")
    (folder / "mine/notes.txt").write_text("no code\n")
    (folder / "mine-1.dist-info").mkdir(exist_ok=True)
    points = f"[console_scripts]\nmine = other:main\n[{group}]\ntotal = {target}\n"
    (folder / "mine-1.dist-info/entry_points.txt").write_text(points)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])
    return tmp_path


def test_without_plug_ins_there_is_no_code():
    assert list(plugin_files()) == []


def test_its_code_is_found_and_not_loaded(place: Path):
    plugin(place)
    assert [name for name, _ in plugin_files()] == ["mine/__init__.py", "mine/sums.py"]
    assert "mine" not in sys.modules


def test_an_edit_under_the_same_version_is_another_program(place: Path):
    plugin(place)
    fingerprint._beside.cache_clear()
    before = fingerprint._beside()
    (place / "mine/sums.py").write_text("def total(): return 2\n")
    fingerprint._beside.cache_clear()
    assert fingerprint._beside() != before
    fingerprint._beside.cache_clear()


@pytest.mark.parametrize("group", ["console_scripts2", "other.briefing.charts", "briefingx"])
def test_what_is_of_another_program_counts_not(place: Path, group: str):
    plugin(place, group)
    assert list(plugin_files()) == []


def test_a_module_alone_and_one_that_is_not_there(place: Path):
    plugin(place, target="single:total")
    assert list(plugin_files()) == []
    (place / "single.py").write_text("def total(): return 1\n")
    assert [name for name, _ in plugin_files()] == ["single/single.py"]


def test_metadata_that_cannot_be_read_is_none(place: Path):
    plugin(place)
    (place / "mine-1.dist-info/entry_points.txt").write_bytes(b"[briefing.charts\n\xff")
    assert list(plugin_files()) == []
