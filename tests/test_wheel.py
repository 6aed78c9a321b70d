"""The wheel: built under its own name, it holds all that the program needs, and runs without this checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from email.parser import BytesParser
from pathlib import Path

import pytest
from places import ROOT

from briefing.core.version import VERSION


def run(*command: str | Path, folder: Path) -> str:
    """What a program prints that knows nothing of this checkout."""
    surroundings = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [*map(str, command)], check=True, capture_output=True, text=True, cwd=folder,
        env=surroundings, timeout=120,
    )  # fmt: skip
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, folder=ROOT)
    (found,) = folder.glob("*.whl")
    return found


def test_its_name_is_its_own(wheel: Path):
    assert wheel.name == f"policy_briefing-{VERSION}-py3-none-any.whl"
    with zipfile.ZipFile(wheel) as archive:
        about = archive.read(f"policy_briefing-{VERSION}.dist-info/METADATA")
    assert BytesParser().parsebytes(about)["Name"] == "policy-briefing"


def test_it_holds_every_module_template_font_and_example(wheel: Path):
    with zipfile.ZipFile(wheel) as archive:
        held = {
            name
            for name in archive.namelist()
            if ".dist-info/" not in name and ".data/" not in name
        }
    wanted = {
        path.relative_to(home.parent).as_posix(): path
        for home in (ROOT / "briefing", ROOT / "templates", ROOT / "config", ROOT / "data")
        for path in home.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    moved = {"templates": "briefing/templates", "config": "briefing/examples/config"}
    moved |= {"data": "briefing/examples/data"}
    tops = [(name, *name.partition("/")) for name in wanted]
    assert held == {f"{moved[top]}/{rest}" if top in moved else name for name, top, _, rest in tops}
    assert {"briefing/py.typed", "briefing/templates/base.html.j2"} <= held


def test_shells_and_man_know_the_command(wheel: Path, tmp_path: Path):
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    share = tmp_path / f"policy_briefing-{VERSION}.data/data/share"
    manual = (share / "man/man1/briefing.1").read_text("utf-8")
    assert manual.startswith(f'.TH BRIEFING "1" "" "briefing {VERSION}"')
    assert "take a new edition of a data set in" in manual
    for place in ("zsh/site-functions/_briefing", "fish/vendor_completions.d/briefing.fish"):
        assert "strict" in (share / place).read_text("utf-8")
    ask = (
        'source "$1"; COMP_WORDS=(briefing "${@:2}"); COMP_CWORD=$(($# - 1)); '
        'COMPREPLY=(); $(complete -p briefing | sed "s/.*-F \\([^ ]*\\).*/\\1/"); echo "${COMPREPLY[@]}"'
    )
    completion = share / "bash-completion/completions/briefing"

    def completed(*typed: str) -> list[str]:
        return run("bash", "-c", ask, "bash", completion, *typed, folder=tmp_path).split()

    assert completed("bui") == ["build"]
    assert completed("check", "--str") == ["--strict"]


def test_it_is_installed_and_runs(wheel: Path, tmp_path: Path):
    home = tmp_path / "venv"
    venv.create(home, with_pip=False)
    python = home / "bin/python"
    install = ("install", "--quiet", "--no-deps", "--no-index", wheel)
    run(sys.executable, "-m", "pip", "--python", python, *install, folder=tmp_path)
    told = run(home / "bin/briefing", "--version", folder=tmp_path)
    assert told == f"briefing {VERSION}\n"
    code = "import briefing, importlib.metadata as m; print(m.version('policy-briefing'))"
    assert run(python, "-c", code, folder=tmp_path) == f"{VERSION}\n"
    code = "from briefing.core.resources import EXAMPLES as e; print(e.name, sorted(p.name for p in e.iterdir()))"
    assert run(python, "-c", code, folder=tmp_path) == "examples ['config', 'data']\n"


def test_readme_and_pipelines_install_this_project():
    for name in ("README.md", "docs/ci.md", "docs/cli.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "pip install policy-briefing" in text, name
        assert "pip install briefing" not in text, name
