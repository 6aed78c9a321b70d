"""What CI machines read: GitHub's commands, SARIF, JUnit; exit codes stay what they are."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from briefing.app.cli import main as cli
from briefing.app.cli.reports import as_github, as_sarif
from briefing.core.problems import Place, Problem


@pytest.fixture
def naked(project: Path) -> Path:
    path = project / "config/small.yaml"
    path.write_text(
        path.read_text().replace("China mined {{", "Chad fell. China mined {{", 1), "utf-8"
    )
    return project


def told(project: Path, capsys, *more: str) -> tuple[int, str]:
    code = cli.main(["check", "--project", str(project), *more])
    return code, capsys.readouterr().out


def test_github_shows_a_finding_beside_its_line(naked: Path, capsys):
    code, text = told(naked, capsys, "--format", "github")
    assert code == 0
    assert text.startswith(
        "::warning file=config/small.yaml,line=13,title=naked-number::'fell' is a trend word"
    )
    code, text = told(naked, capsys, "--format", "github", "--strict")
    assert code == 1
    assert text.startswith("::error file=config/small.yaml,line=13,title=naked-number::")


def test_github_commands_cannot_be_broken_by_a_message():
    problem = Problem(Place("a,b:c.yaml", 3), "100%\n::error::x", code="no-value")
    assert as_github([problem]) == (
        "::error file=a%2Cb%3Ac.yaml,line=3,title=no-value::100%25%0A::error::x\n"
    )


def test_sarif_has_place_level_and_fingerprint(naked: Path, capsys):
    code, text = told(naked, capsys, "--format", "sarif", "--strict")
    assert code == 1
    (run,) = json.loads(text)["runs"]
    (result,) = run["results"]
    assert result["level"] == "error"
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "config/small.yaml"},
        "region": {"startLine": 13},
    }
    assert result["partialFingerprints"]["problem/v1"]
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule["id"] == result["ruleId"] == "naked-number"
    assert rule["shortDescription"]["text"] == "A number or trend word that no fact produced"
    assert "because=" in rule["help"]["text"]
    assert json.loads(as_sarif([]))["runs"]


def test_junit_has_a_case_for_each_check(naked: Path, capsys):
    code, text = told(naked, capsys, "--format", "junit")
    suite = ET.fromstring(text)
    assert code == 0
    assert suite.get("failures") == "0"
    assert any("no naked number" in case.get("name") for case in suite)
    code, text = told(naked, capsys, "--format", "junit", "--strict")
    suite = ET.fromstring(text)
    assert (code, suite.get("failures")) == (1, "1")
    assert "fell" in suite.find(".//failure").text


def test_a_mistake_in_yaml_is_told_in_every_form(project: Path, capsys):
    path = project / "config/small.yaml"
    path.write_text(path.read_text().replace("design:", "desing:"), "utf-8")
    for form in ("junit", "sarif", "github"):
        code, text = told(project, capsys, "--format", form)
        assert code == 2
        assert "desing" in text


def test_a_clean_project_has_nothing_to_tell(project: Path, capsys):
    assert told(project, capsys, "--format", "github") == (0, "")
    code, text = told(project, capsys, "--format", "json")
    assert code == 0
    assert json.loads(text)["problems"] == []
