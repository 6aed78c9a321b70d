"""What is typed by somebody who does not know the commands yet, and what the help says of each."""

from __future__ import annotations

import argparse
import shlex
import sys
import webbrowser
from pathlib import Path

import pytest
from places import ROOT

from briefing.__main__ import run
from briefing.app.cli import main as cli
from briefing.app.cli.commands import NAMES
from briefing.app.cli.main import _parser
from briefing.app.cli.natural_names import advice_for
from briefing.app.cli.streams import tinted

NATURAL = ["render", "preview", "serve", "validate", "lint", "init", "docs", "clean", "open"]


def parsers() -> dict[str, argparse.ArgumentParser]:
    return dict(_parser()[1])


def usage_told(capsys, *typed: str) -> str:
    with pytest.raises(SystemExit) as ended:
        cli.main(list(typed))
    assert ended.value.code == 2
    return capsys.readouterr().err


@pytest.mark.parametrize("name", sorted(parsers()))
def test_each_command_is_described_with_examples_that_it_takes(name: str):
    parser = parsers()[name]
    assert parser.description
    examples = parser.epilog.splitlines()[1:]
    assert len(examples) >= 2
    for one in examples:
        program, command, *rest = shlex.split(one)
        assert (program, command) == ("briefing", name)
        parser.parse_args(rest)


@pytest.mark.parametrize("name", NATURAL)
def test_a_natural_name_is_told_its_name_here(name: str, capsys):
    told = usage_told(capsys, name)
    assert f"there is no command '{name}' (here it is: " in told


def test_every_natural_name_leads_to_a_command():
    from briefing.app.cli import natural_names

    known = parsers()
    for name, meant in natural_names._MEANT.items():
        assert name not in known
        words = meant.split()
        after = words[words.index("briefing") + 1].rstrip(",") if "briefing" in words else "--help"
        assert after.startswith("--") or after in {*known, "COMMAND"}, (name, meant)


def test_a_misspelt_command_is_told_the_near_one(capsys):
    assert "(did you mean 'briefing build'?)" in usage_told(capsys, "biuld")
    assert advice_for("xyzzy", parsers()) == "briefing --help lists the commands"


@pytest.mark.parametrize(("typed", "option"), [("-q", "-q"), ("--project=x", "--project")])
def test_an_option_before_its_command_is_told_to_stand_behind_it(capsys, typed: str, option: str):
    told = usage_told(capsys, typed, "check")
    assert f"it does not take '{typed}' (write it behind: briefing check {option})" in told


def test_a_misspelt_option_is_told_the_near_one_of_its_command(capsys):
    assert "it does not take '--strct' (did you mean '--strict'?)" in usage_told(
        capsys, "check", "--strct"
    )
    assert "(see briefing lock --help)" in usage_told(capsys, "lock", "--zzz=1")


def test_machines_are_told_of_a_misspelling_too(capsys):
    import json

    with pytest.raises(SystemExit):
        cli.main(["biuld", "--json"])
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert problem["code"] == "usage"
    assert problem["advice"] == "did you mean 'briefing build'?"


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_project_without_briefs_is_told_and_not_passed(project: Path, capsys, command: str):
    (project / "config/small.yaml").unlink()
    assert cli.main([command, "--project", str(project)]) == 2
    assert "the project has no brief yet" in capsys.readouterr().err


@pytest.mark.parametrize("flag", ["-V", "--version"])
def test_the_version_is_said(flag: str, capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main([flag])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("briefing ")


def test_verbose_explains_codes_and_reasons(project: Path, capsys):
    assert cli.main(["build", "-v", "--project", str(project)]) == 0
    assert "small: built: " in capsys.readouterr().out
    (project / "data/us.csv").unlink()
    assert cli.main(["check", "-v", "-q", "--project", str(project)]) == 2
    assert "[missing-file] A file is not there" in capsys.readouterr().err


def test_output_has_a_short_name(project: Path, tmp_path: Path):
    assert cli.main(["build", "-q", "-o", str(tmp_path / "there"), "--project", str(project)]) == 0
    assert (tmp_path / "there/small.pdf").is_file()


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "0"}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colours_stand_where_they_are_wanted(monkeypatch, environment, coloured: bool):
    for name in ("FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert (tinted("error", sys.stderr) != "error") is coloured


def test_a_terminal_has_colours_unless_it_is_dumb(monkeypatch):
    class Terminal:
        def isatty(self) -> bool:
            return True

    for name in ("FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert tinted("error", Terminal()) == "\x1b[31;1merror\x1b[0m"
    monkeypatch.setenv("TERM", "dumb")
    assert tinted("error", Terminal()) == "error"


def test_a_watch_opens_the_browser_only_where_it_is_asked_to(project: Path, monkeypatch, capsys):
    from briefing.app.watch import watching

    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open_new_tab", lambda address: not opened.append(address))
    monkeypatch.setattr(watching, "watch_project", lambda *_, **__: None)
    assert cli.main(["watch", "--serve", "--project", str(project)]) == 0
    assert opened == []
    assert cli.main(["watch", "small", "--open", "--project", str(project)]) == 0
    (address,) = opened
    assert address.startswith("http://127.0.0.1:")
    assert f"serving {address}" in capsys.readouterr().out


def test_commands_stand_in_the_help_of_all(capsys):
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    said = capsys.readouterr().out
    assert all(f"    {name} " in said for name in parsers())
    assert tuple(parsers()) == NAMES
    modules = (ROOT / "briefing/app/cli").glob("*_command.py")
    assert {path.stem.removesuffix("_command") for path in modules} == set(NAMES)


def test_without_a_command_the_help_is_shown(capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main([])
    err = capsys.readouterr().err
    assert ended.value.code == 2
    assert "make a project and a first brief" in err
    assert err.endswith("error: name a command (briefing new FILE begins a project) [usage]\n")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["diff"], "it needs OLD and NEW (see"),
        (["audit"], "it needs FILE.pdf (see"),
        (["update", "a", "b.csv"], "it needs --source (see"),
    ],
)
def test_what_a_command_needs_is_named_and_nothing_that_it_does_not(given, told, capsys):
    with pytest.raises(SystemExit):
        cli.main(given)
    assert told in capsys.readouterr().err


def test_a_format_that_is_always_made_is_told_so(project: Path, capsys):
    assert cli.main(["build", "--to", "pdf", "--project", str(project)]) == 2
    assert "are always made: leave it out" in capsys.readouterr().err


def test_a_port_means_to_serve(project: Path, capsys):
    assert cli.main(["watch", "--port", "99999", "--project", str(project)]) == 2
    assert "[unusable-port]" in capsys.readouterr().err


def test_ctrl_c_while_the_program_is_loaded_is_quiet(monkeypatch, capsys):
    def stopped(name, *_rest, **_named):
        if name == "briefing.app.cli.main":
            raise KeyboardInterrupt
        return original(name, *_rest, **_named)

    original = __import__
    monkeypatch.setattr("builtins.__import__", stopped)
    assert run() == 130
    assert capsys.readouterr().err.startswith("stopped; ")
