"""What only few need: each extra is refused with the command to type where it is missing, and told in the docs."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from places import ROOT, small_project

from briefing.app.audit import auditing
from briefing.app.build.pipeline import check_all
from briefing.app.cli import main as cli
from briefing.app.signing import signing_key
from briefing.core.problems import UnusableInput

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = [one for one in PROJECT["optional-dependencies"] if one != "dev"]


def command(extra: str) -> str:
    return f'pip install "{PROJECT["name"]}[{extra}]"'


@pytest.fixture
def without(monkeypatch):
    """Makes libraries look as if they were not installed."""
    real = importlib.util.find_spec

    def hide(*names: str) -> None:
        def found(name, package=None):
            return None if name.partition(".")[0] in names else real(name, package)

        modules = ("briefing.writers.frames", "briefing.app.portfolio.dask_cluster")
        for module in modules:  # before the function is another, which they would keep
            __import__(module)
        for module in ("importlib.util", *modules):
            monkeypatch.setattr(f"{module}.find_spec", found)

    return hide


@pytest.mark.parametrize("extra", EXTRAS)
def test_the_program_and_the_docs_know_how_to_install_each(extra: str):
    wanted = f"policy-briefing[{extra}]"
    texts = [path.read_text("utf-8") for path in (ROOT / "briefing").rglob("*.py")]
    assert any(wanted in text for text in texts), f"nothing says: {command(extra)}"
    assert f"`{wanted}`" in (ROOT / "docs/install.md").read_text("utf-8")


def test_a_table_of_polars(tmp_path: Path, without):
    (brief,) = check_all(project=small_project(tmp_path))
    without("polars")
    with pytest.raises(UnusableInput) as refused:
        brief.frame("polars")
    (problem,) = refused.value.problems
    assert problem.advice == command("polars")
    assert len(brief.frame()) > 0


def test_a_cluster(project: Path, without, capsys):
    without("distributed")
    assert cli.main(["build", "--on", "dask://x:1", "--project", str(project)]) == 2
    assert command("dask") in capsys.readouterr().err


def test_a_signature(project: Path, monkeypatch, capsys):
    monkeypatch.setattr(signing_key, "can_sign", lambda: False)
    assert cli.main(["build", "--sign", "--project", str(project)]) == 2
    assert command("sign") in capsys.readouterr().err
    assert not list((project / "output").glob("*.pdf"))


def test_pictures_of_pages(monkeypatch):
    monkeypatch.setattr(auditing, "can_draw", lambda: False)
    found, unsaid = auditing._pictures(None, None, is_same=True)
    assert not found
    assert command("pictures") in unsaid[0]


def test_outlines_and_files_of_spss(tmp_path: Path, without, capsys):
    without("geopandas", "pyreadstat")
    (tmp_path / "poll.sav").write_bytes(b"$FL2")
    assert cli.main(["inspect", str(tmp_path / "poll.sav")]) == 2
    assert command("spss") in capsys.readouterr().err


def test_the_parser_needs_no_library_for_the_wheel_is_built_where_none_is():
    code = "import sys; sys.path.insert(0, sys.argv[1]); from briefing.app.cli.main import parser_of_all; parser_of_all()"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code, str(ROOT)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
