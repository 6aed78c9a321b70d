"""A stated change is held against the stated levels that it speaks of."""

from pathlib import Path

import pytest

import briefing
from briefing.app.cli import main as cli

STATED = """\
stated:
  now: {value: 170, unit: million USD, period: 2024, source: book, at: p. 1, title: Imports}
  before: {value: 186, unit: million USD, period: 2023, source: book, at: p. 1, title: Imports}
  fall: {value: %s, unit: percent, period: 2024, source: book, at: p. 1, title: Fall, change: {to: now, since: before}}
"""


def stated(project: Path, value: str) -> None:
    path = project / "config/small.yaml"
    path.write_text(path.read_text().replace("metrics:\n", f"{STATED % value}metrics:\n"))
    text = path.read_text().replace("Output {{ output.verb }} to", "It fell {{ fall.size }} to")
    path.write_text(text)


def test_what_agrees_only_through_rounding_is_called_so(project: Path, capsys):
    stated(project, "-11")
    (brief,) = briefing.check_all(project=project)
    note = brief.facts["fall"].note.replace("\u00a0", " ")
    assert note == (
        "agrees with $186 million to $170 million only through rounding: "
        "as printed they allow between −11.6% and −5.6%"
    )
    assert any("only through rounding" in row.made for row in brief.document.annex)
    check = next(one for one in brief.document.checks if one.name == "stated changes and levels")
    assert (check.examined, check.findings) == (1, 0)
    assert cli.main(["why", "fall", "--project", str(project)]) == 0
    assert "note: agrees with" in capsys.readouterr().out


def test_what_agrees_needs_no_note(project: Path):
    stated(project, "-9")
    (brief,) = briefing.check_all(project=project)
    assert brief.facts["fall"].note == ""


@pytest.mark.parametrize("value", ["-15", "11", "-5"])
def test_what_cannot_agree_is_a_finding(project: Path, capsys, value: str):
    stated(project, value)
    assert cli.main(["check", "--project", str(project)]) == 1
    told = capsys.readouterr().err.replace("\u00a0", " ")
    assert "finding: config/small.yaml:7:" in told
    assert "$186 million to $170 million allow between −11.6% and −5.6%" in told


def test_an_unknown_level_is_told(project: Path, capsys):
    stated(project, "-9")
    path = project / "config/small.yaml"
    path.write_text(path.read_text().replace("to: now", "to: noww"))
    assert cli.main(["check", "--project", str(project)]) == 2
    assert "there is no stated figure 'noww' (did you mean 'now'?)" in capsys.readouterr().err


@pytest.mark.parametrize(("value", "code"), [("-16", 0), ("-30", 1)])
def test_a_change_in_the_unit_of_the_levels_is_their_difference(project: Path, value, code):
    stated(project, value)
    path = project / "config/small.yaml"
    text = (
        path.read_text()
        .replace("million USD", "t")
        .replace(f"{{value: {value}, unit: percent", f"{{value: {value}, unit: t")
    )
    path.write_text(text)
    assert cli.main(["check", "--project", str(project), "--quiet"]) == code
