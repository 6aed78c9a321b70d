"""Warnings that a project lets stand: told with their reason, hidden from no machine, and never for good in silence."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from places import small_project

from briefing.app.cli import main as cli

NAKED = "- {code: naked-number, at: config/small.yaml, says: fell, reason: A quotation.}"


def project_with(folder: Path, accepted: str, *, shared: str = "") -> Path:
    """The small project, whose text has a trend word that no fact produced."""
    made = small_project(folder)
    brief = made / "config/small.yaml"
    text = brief.read_text().replace("China mined {{", "Chad fell. China mined {{", 1)
    brief.write_text(text + (f"accepted:\n  {accepted}\n" if accepted else ""), "utf-8")
    project = made / "config/project.yaml"
    project.write_text(project.read_text() + (f"accepted:\n  {shared}\n" if shared else ""))
    return made


def checked(project: Path, capsys, *more: str) -> tuple[int, str, str]:
    code = cli.main(["check", "--project", str(project), *more])
    return code, *capsys.readouterr()


@pytest.mark.parametrize("where", ["brief", "shared"])
def test_an_accepted_warning_fails_no_strict_check_and_is_told_at_its_end(
    tmp_path: Path, capsys, where
):
    given = {"accepted": NAKED} if where == "brief" else {"accepted": "", "shared": NAKED}
    made = project_with(tmp_path, **given)
    code, out, err = checked(made, capsys, "--strict")
    assert code == 0, err
    assert "naked-number" not in err
    last = out.splitlines()[-1]
    assert last.startswith("config/small.yaml:13: 'fell' is a trend word")
    assert last.endswith("[naked-number]: accepted: A quotation.")


def test_machines_are_told_too(tmp_path: Path, capsys):
    made = project_with(tmp_path, NAKED.replace("}", ", until: 2999-12-31}"))
    _, out, _ = checked(made, capsys, "--json")
    (brief,) = json.loads(out)["briefs"]
    (entry,) = brief["accepted"]
    assert (entry["reason"], entry["until"]) == ("A quotation.", "2999-12-31")
    assert entry["problem"]["code"] == "naked-number"
    assert not brief["warnings"]
    _, out, _ = checked(made, capsys, "--format", "sarif", "--strict")
    (result,) = json.loads(out)["runs"][0]["results"]
    assert result["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "A quotation."}
    ]
    assert result["level"] == "warning"
    _, out, _ = checked(made, capsys, "--format", "junit", "--strict")
    assert ET.fromstring(out).get("failures") == "0"


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (NAKED.replace("says: fell", "says: rose"), "no warning 'naked-number' is found"),
        (NAKED.replace("small.yaml", "other.yaml"), "is found at 'config/other.yaml' any more"),
        (NAKED.replace("}", ", until: 2020-01-31}"), "was accepted until 2020-01-31"),
    ],
)
def test_what_meets_nothing_is_a_finding(tmp_path: Path, capsys, entry: str, told: str):
    made = project_with(tmp_path, entry)
    code, _, err = checked(made, capsys)
    assert code == 0
    assert told in err
    assert "[naked-number]" in err
    code, _, err = checked(made, capsys, "--strict")
    assert code == 1
    assert "[stale-acceptance]" in err


def test_a_place_is_a_file_a_line_or_keys_with_stars(tmp_path: Path, capsys):
    for place in ("config/*.yaml", "config/small.yaml:13", '"*"'):
        entry = NAKED.replace("at: config/small.yaml", f"at: {place}")
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        code, _, err = checked(project_with(folder, entry), capsys, "--strict")
        assert code == 0, (place, err)


def test_of_the_project_nothing_is_said_where_some_briefs_are_left_out(tmp_path: Path, capsys):
    made = project_with(tmp_path, "", shared=NAKED)
    text = (made / "config/small.yaml").read_text()
    (made / "config/clean.yaml").write_text(text.replace("Chad fell. ", ""), "utf-8")
    code, _, err = checked(made, capsys, "clean", "--strict")
    assert code == 0, err
    code, _, err = checked(made, capsys, "--strict")
    assert code == 0, err


def test_what_would_mislead_cannot_be_accepted(tmp_path: Path, capsys):
    made = project_with(tmp_path, "- {code: contradiction, at: '*', reason: We like it.}")
    brief = made / "config/small.yaml"
    brief.write_text(brief.read_text().replace("Chad fell", "Output fell by {{ output }}"))
    code, _, err = checked(made, capsys)
    assert code != 0
    assert "finding:" in err or "error:" in err


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("- {code: naked-numbr, at: '*', reason: x}", "did you mean 'naked-number'?"),
        ("- {code: naked-number, at: '*'}", "reason"),
        ("- {code: naked-number, at: '*', reason: ''}", "reason"),
        ("- {code: naked-number, reason: x}", "at"),
        ("- {code: naked-number, at: '*', reason: x, until: soon}", "until"),
    ],
)
def test_an_entry_that_is_wrong_cannot_be_used(tmp_path: Path, capsys, entry: str, told: str):
    code, _, err = checked(project_with(tmp_path, entry), capsys)
    assert code == 2
    assert told in err


def test_a_build_says_it_no_more_and_keeps_it_in_its_summary(tmp_path: Path, capsys):
    made = project_with(tmp_path, NAKED)
    assert cli.main(["build", "--json", "--project", str(made)]) == 0
    (brief,) = json.loads(capsys.readouterr().out)["briefs"]
    assert [one["reason"] for one in brief["accepted"]] == ["A quotation."]
    assert not brief["warnings"]
