"""What CI machines read: GitHub's commands, SARIF, JUnit; exit codes stay what they are."""

import json
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from briefing.app.cli import main as cli
from briefing.app.cli.reports import as_github, as_junit, as_sarif
from briefing.app.repository import within_repository
from briefing.core.problems import Place, Problem
from briefing.core.workspace import Workspace


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


def cases_of(text: str) -> list[tuple[str, str]]:
    return [(one.get("classname"), one.get("name")) for one in ET.fromstring(text).iter("testcase")]


def test_junit_has_a_case_for_each_check(naked: Path, capsys):
    code, text = told(naked, capsys, "--format", "junit")
    suite = ET.fromstring(text)
    assert code == 0
    assert (suite.get("failures"), suite.get("errors")) == ("0", "0")
    assert ("small", "no naked number") in cases_of(text)
    assert "fell" in suite.find("system-out").text
    code, text = told(naked, capsys, "--format", "junit", "--strict")
    suite = ET.fromstring(text)
    assert (code, suite.get("failures")) == (1, "1")
    assert "fell" in suite.find(".//failure").text


def test_names_of_junit_do_not_change_with_the_data(naked: Path, capsys):
    _, before = told(naked, capsys, "--format", "junit")
    assert ("config/small.yaml", "naked-number") in cases_of(before)
    path = naked / "config/small.yaml"
    path.write_text(
        "# A line more\n" + path.read_text().replace("Chad fell.", "Chad fell. Mali rose."), "utf-8"
    )
    _, after = told(naked, capsys, "--format", "junit")
    assert "rose" in after
    assert cases_of(after) == cases_of(before)


def fits_junit(text: str) -> None:
    """What the XML Schema of Ant's JUnit reports wants: these attributes, and these parts in this order."""
    suite = ET.fromstring(text)
    assert suite.tag == "testsuite"
    assert suite.keys() == ["name", "timestamp", "hostname", "tests", "failures", "errors", "time"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", suite.get("timestamp"))
    first, *cases, out, err = suite
    assert [first.tag, out.tag, err.tag] == ["properties", "system-out", "system-err"]
    assert {one.tag for one in cases} <= {"testcase"}
    assert int(suite.get("tests")) == len(cases)
    for kind, counted in (("failure", "failures"), ("error", "errors")):
        assert int(suite.get(counted)) == len(suite.findall(f"testcase/{kind}"))
    for one in cases:
        assert one.keys() == ["classname", "name", "time"]
        assert [sorted(below.keys()) for below in one] in ([], [["message", "type"]])
        assert {below.tag for below in one} <= {"failure", "error"}
    names = [(one.get("classname"), one.get("name")) for one in cases]
    assert len(set(names)) == len(names)


def test_junit_keeps_the_common_schema(naked: Path, capsys):
    fits_junit(told(naked, capsys, "--format", "junit")[1])
    fits_junit(told(naked, capsys, "--format", "junit", "--strict")[1])
    path = naked / "config/small.yaml"
    path.write_text(path.read_text().replace("design:", "desing:"), "utf-8")
    _, text = told(naked, capsys, "--format", "junit")
    fits_junit(text)
    assert ET.fromstring(text).get("errors") == "1"
    none = as_junit([], [], datetime(2025, 1, 31, tzinfo=UTC))
    fits_junit(none)
    odd = Problem(Place("a.yaml"), "a \x00 and \x1b in it", code="no-value")
    fits_junit(as_junit([odd, odd], [], datetime(2025, 1, 31, tzinfo=UTC)))


@pytest.mark.parametrize("mark", ["folder", "file"])
def test_paths_begin_at_the_top_of_the_repository(naked: Path, capsys, mark: str):
    """A project in a folder of a larger repository, and a worktree, whose mark is a file."""
    inner = naked / "town/briefs"
    for folder in ("config", "data"):
        shutil.copytree(naked / folder, inner / folder)
    top = naked / ".git"
    _ = top.mkdir() if mark == "folder" else top.write_text("gitdir: elsewhere", "utf-8")
    file = "town/briefs/config/small.yaml"
    assert f"file={file},line=13" in told(inner, capsys, "--format", "github")[1]
    run = json.loads(told(inner, capsys, "--format", "sarif")[1])["runs"][0]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == file
    assert run["tool"]["driver"]["informationUri"].startswith("https://")
    assert (file, "naked-number") in cases_of(told(inner, capsys, "--format", "junit")[1])
    cli.main(["check", "--project", str(inner)])
    assert "warning: config/small.yaml:13:" in capsys.readouterr().err


def test_what_is_no_file_of_the_project_stays(tmp_path: Path):
    (tmp_path / ".git").mkdir()
    inner = tmp_path / "a b/briefs"
    inner.mkdir(parents=True)
    problems = [
        Problem(None, "no place", code="no-value"),
        Problem(Place("--period"), "an option", code="no-value"),
        Problem(Place("data/x.csv", 3), "a file", code="no-value"),
        Problem(Place("/elsewhere/x.csv", 3), "another", code="no-value"),
    ]
    found = within_repository(Workspace(inner), problems)
    assert [one.place and one.place.file for one in found] == [
        None, "--period", "a b/briefs/data/x.csv", "/elsewhere/x.csv",
    ]  # fmt: skip
    results = json.loads(as_sarif(found))["runs"][0]["results"]
    uris = [
        one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in results[1:]
    ]
    assert uris == ["--period", "a%20b/briefs/data/x.csv", "file:///elsewhere/x.csv"]


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
