"""What a build stands on, as ``briefing doctor`` finds it."""

from __future__ import annotations

import json
from importlib import metadata
from pathlib import Path

import pytest

from briefing.app.cli import main as cli
from briefing.app.doctor import examination
from briefing.core.problems import Problem, UnusableInput


def findings(project: Path) -> dict[str, list[examination.Finding]]:
    found: dict[str, list[examination.Finding]] = {}
    for one in examination.examined(project):
        found.setdefault(one.topic, []).append(one)
    return found


def test_a_sound_project_has_nothing_wrong(project: Path, capsys):
    assert cli.main(["doctor", "--project", str(project)]) == 0
    said = capsys.readouterr().out
    assert said.endswith("nothing wrong\n")
    assert "WeasyPrint" in said
    assert "1 brief file, not locked" in said


def test_machines_are_told_the_same(project: Path, capsys):
    assert cli.main(["doctor", "--json", "--project", str(project)]) == 0
    found = json.loads(capsys.readouterr().out)["findings"]
    assert {"program", "python", "library", "pages", "fonts", "project", "cache"} <= {
        one["topic"] for one in found
    }
    assert not any(one["is_wrong"] for one in found)


def test_a_project_that_does_not_read_is_wrong(project: Path, capsys):
    shared = project / "config/project.yaml"
    shared.write_text("sources: [\n", encoding="utf-8")
    assert cli.main(["doctor", "--project", str(project)]) == 2
    assert "project " in capsys.readouterr().out
    assert findings(project)["project"][0].is_wrong


def test_no_project_is_nothing_wrong(tmp_path: Path):
    (one,) = findings(tmp_path)["project"]
    assert not one.is_wrong
    assert one.advice == "to begin one: briefing new FILE"


def test_missing_pango_is_wrong(project: Path, monkeypatch):
    def missing() -> str:
        raise UnusableInput([Problem(None, "no Pango", "brew", code="missing-library")])

    monkeypatch.setattr(examination, "makers", missing)
    (one,) = findings(project)["pages"]
    assert (one.text, one.advice, one.is_wrong) == ("no Pango", "brew", True)


@pytest.mark.parametrize(
    ("declared", "text", "wrong"),
    [
        ("pandas>=999", "is not >=999", True),
        ("no-such-thing>=1", "no-such-thing is not installed", True),
        ("no-such-thing>=1; extra == 'sign'", "no-such-thing is not installed", False),
        ("pandas>=2", "pandas ", False),
    ],
)
def test_libraries_are_held_against_what_is_declared(monkeypatch, declared, text, wrong):
    monkeypatch.setattr(examination, "requires", lambda _: [declared, "x; extra == 'dev'"])
    (one,) = examination._libraries()
    assert text in one.text
    assert one.is_wrong is wrong


def test_a_checkout_that_is_not_installed_is_told(monkeypatch):
    def requires(_: str) -> list[str]:
        raise metadata.PackageNotFoundError

    monkeypatch.setattr(examination, "requires", requires)
    (one,) = examination._libraries()
    assert "is not installed here" in one.text
