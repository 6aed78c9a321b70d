"""Windows and macOS, as far as a test stands in for them: what they lack, how they name files, what YAML says of paths."""

from __future__ import annotations

import ast
import functools
import importlib.util
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from places import ROOT, small_project
from portfolios import for_each, portfolio

from briefing.app.build import bench
from briefing.app.cli import main as cli
from briefing.app.portfolio import workers
from briefing.core import own_folder, time_limit
from briefing.core.files import Outputs, write_outputs
from briefing.core.own_folder import OwnFolder
from briefing.core.portable_names import first_clash, folded, why_not_portable
from briefing.core.problems import UnusableInput

PACKAGE = ROOT / "briefing"
OF_UNIX = {"resource", "fcntl", "pwd", "grp", "termios", "tty", "pty", "readline"}
"""Modules that Windows does not have."""
NAMES_OF_UNIX = {
    *("fork", "sched_getaffinity", "O_NOFOLLOW", "O_DIRECTORY", "getuid", "geteuid", "uname"),
    *("SIGALRM", "setitimer", "ITIMER_REAL", "SIGVTALRM", "ITIMER_VIRTUAL", "SIGKILL", "SIGHUP"),
}


@functools.cache
def texts() -> dict[Path, str]:
    return {path: path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py"))}


def having(words: set[str]) -> Iterator[tuple[Path, str, list[ast.AST]]]:
    """The modules that have one of some words, with all that they are made of."""
    for path, text in texts().items():
        if any(word in text for word in words):
            yield path, text, list(ast.walk(ast.parse(text)))


def test_a_module_that_windows_lacks_is_imported_where_that_may_fail():
    imported = {f"{word} {name}" for word in ("import", "from") for name in OF_UNIX}
    found = list(having(imported))
    assert found
    for path, _, nodes in found:
        guarded = {
            id(inner)
            for node in nodes
            if isinstance(node, ast.Try)
            and any("ImportError" in ast.unparse(one.type or ast.Name("")) for one in node.handlers)
            for inner in ast.walk(node)
        }
        for node in nodes:
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not OF_UNIX & set(names) or id(node) in guarded, f"{path}:{node.lineno}"


def test_a_name_that_windows_lacks_is_asked_for_first():
    for path, text, nodes in having(NAMES_OF_UNIX):
        used = {
            node.attr
            for node in nodes
            if isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id in {"os", "signal"}
        }
        if used & NAMES_OF_UNIX:
            assert "hasattr(os" in text or "hasattr(signal" in text, path


def test_text_files_are_read_and_written_in_an_encoding_that_is_named():
    for path, _, nodes in having({"read_text(", "write_text(", "subprocess."}):
        for node in nodes:
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            named = {one.arg for one in node.keywords}
            if node.func.attr in {"read_text", "write_text"}:
                assert "encoding" in named or node.args, f"{path}:{node.lineno}"
            if ast.unparse(node.func) in {"subprocess.run", "subprocess.Popen"}:
                is_text = bool({"text", "universal_newlines"} & named)
                assert not is_text or "encoding" in named, f"{path}:{node.lineno}"


def test_workers_load_where_there_is_no_resource_module(monkeypatch):
    monkeypatch.setitem(sys.modules, "resource", None)
    monkeypatch.delattr(os, "fork")
    spec = importlib.util.spec_from_file_location("workers_of_windows", workers.__file__)
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    assert not module.CAN_FORK
    assert module.cores() == 1


def test_without_fork_briefs_are_built_one_after_another_and_that_is_said(
    tmp_path: Path, monkeypatch, capsys
):
    monkeypatch.setattr(bench, "CAN_FORK", False)
    monkeypatch.setattr(own_folder, "_HAS_HANDLES", False)
    for name in ("setitimer", "SIGALRM", "SIGVTALRM"):
        monkeypatch.delattr(signal, name)
    made = portfolio(tmp_path, for_each("  list: [North, 'East, Upper']\n"))
    monkeypatch.setattr(bench, "Workers", None)
    assert cli.main(["build", "--jobs", "4", "--project", str(made)]) == 0
    assert "cannot build side by side" in capsys.readouterr().err
    assert len(list(made.glob("output/*/*.pdf"))) == 3, "two briefs and their index"
    assert not list(made.rglob("*.part"))


def test_no_time_limit_is_no_fault(monkeypatch):
    monkeypatch.delattr(signal, "SIGALRM")
    monkeypatch.delattr(signal, "setitimer")
    with time_limit.within_time():
        pass


@pytest.mark.parametrize("written", [r"data\us.csv", r"'data\us.csv'", "data/us.csv"])
def test_a_path_may_have_backslashes(tmp_path: Path, capsys, written: str):
    made = small_project(tmp_path)
    shared = made / "config/project.yaml"
    text = shared.read_text(encoding="utf-8").replace("path: data/us.csv", f"path: {written}")
    shared.write_text(text, encoding="utf-8")
    assert cli.main(["check", "--project", str(made)]) == 0, capsys.readouterr().err


def test_a_pattern_of_files_may_have_backslashes(tmp_path: Path, capsys):
    made = portfolio(tmp_path, for_each("  files: data\\*.csv\n"))
    assert cli.main(["list", "briefs", "--project", str(made)]) == 0
    assert "regions/waits" in capsys.readouterr().out


@pytest.mark.parametrize("other", ["Small.yaml", "small.yml", "SMALL.yml"])
def test_briefs_that_are_one_file_on_another_system_are_refused(tmp_path: Path, capsys, other: str):
    made = small_project(tmp_path)
    (made / "config" / other).write_bytes((made / "config/small.yaml").read_bytes())
    for command in ("check", "build"):
        assert cli.main([command, "--project", str(made)]) == 2
        assert "would be the same files" in capsys.readouterr().err
    assert not list(made.glob("output/*.pdf"))


def test_accents_that_are_written_in_two_ways_are_one():
    assert folded("Caf\u00e9") == folded("CAFE\u0301")
    assert first_clash(["a.svg", "b.svg", "A.svg"]) == ("a.svg", "A.svg")
    assert first_clash(["a.svg", "a-1.svg"]) is None


@pytest.mark.parametrize("name", ["CON", "nul", "aux", "Com1", "lpt9", "con.notes", "NUL ", "prn."])
def test_names_of_devices_are_no_names_of_files(name: str):
    assert why_not_portable(name)


@pytest.mark.parametrize("name", ["console", "null", "auxiliary", "com", "com10", "us-rare-earths"])
def test_names_that_are_like_them_are(name: str):
    assert why_not_portable(name) == ""


@pytest.mark.parametrize("name", ["aux", "CON", "a?b", "q: x"])
def test_a_brief_whose_outputs_windows_cannot_have_is_refused(tmp_path: Path, capsys, name: str):
    made = small_project(tmp_path)
    (made / "config/small.yaml").rename(made / f"config/{name}.yaml")
    assert cli.main(["check", "--project", str(made)]) == 2
    assert f"outputs cannot be called '{name}': on Windows it" in capsys.readouterr().err


def test_a_subject_with_the_name_of_a_device_is_told(tmp_path: Path, capsys):
    made = portfolio(tmp_path, for_each("  list: [North, Aux]\n"))
    assert cli.main(["check", "--project", str(made)]) == 2
    assert "on Windows it is the name of a device" in capsys.readouterr().err


def test_outputs_that_differ_by_capitals_alone_are_refused(tmp_path: Path):
    outputs = Outputs("small", {"bars.svg": b"1", "Bars.svg": b"2"})
    with pytest.raises(UnusableInput, match="would be one file on Windows and macOS"):
        write_outputs(outputs, OwnFolder(tmp_path))
    assert not list(tmp_path.iterdir())
