"""The example package of the docs, installed: each kind of plug-in in one brief, and what is told without it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from places import ROOT, small_project

from briefing.analysis.findings.detect_series import DETECTORS
from briefing.analysis.metrics.calculators import CALCULATORS
from briefing.analysis.metrics.formula import Formula
from briefing.app.audit.auditing import audit_file
from briefing.app.build import fingerprint
from briefing.app.build.page_folders import DESIGNS
from briefing.app.build.plugins_used import missing_plugins, other_plugins
from briefing.app.cli import main as cli
from briefing.brief.charts.kinds import KINDS
from briefing.core.period import Period
from briefing.core.plugins import GROUPS
from briefing.core.series import Panel
from briefing.data.formats import READERS
from briefing.language.wordings import LANGUAGES
from briefing.testing import NotKept, cases_of
from briefing.writers.drawing.drawing import DRAWINGS
from briefing.writers.writing import WRITERS

EXAMPLE = ROOT / "docs/plugins/example"
NAME = "policy-briefing-example"
REGISTRIES = (CALCULATORS, KINDS, DRAWINGS, READERS, DETECTORS, DESIGNS, WRITERS, LANGUAGES)


def forget() -> None:
    for one in REGISTRIES:
        for key in ("_points", "_all"):
            one.__dict__.pop(key, None)
    fingerprint._beside.cache_clear()
    for name in [one for one in sys.modules if one.partition(".")[0] == "briefing_example"]:
        del sys.modules[name]


def install(folder: Path) -> None:
    """By pip, from its source alone: nothing is fetched, and what builds it is of this environment."""
    source = shutil.copytree(EXAMPLE, folder.parent / "source")
    options = ("--no-deps", "--no-build-isolation", "--no-index", "--quiet", "--target", folder)
    subprocess.run([sys.executable, "-m", "pip", "install", *options, source], check=True)


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("example") / "site"
    install(folder)
    sys.path.append(str(folder))
    forget()
    yield folder
    sys.path.remove(str(folder))
    forget()


@pytest.mark.usefixtures("site")
def test_it_adds_to_every_group():
    assert {one.group for one in cases_of(NAME)} == set(GROUPS)


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("group", GROUPS)
def test_each_keeps_what_it_must(group: str):
    for case in cases_of(NAME):
        if case.group == group:
            case.check()


BRIEF = """\
title: "Output {{ output.verb }}"
period: 2024
language: en-x-plain
design: leaflet
metrics:
  output: {value: us.output}
  apart: {spread: world.mined}
key_figures: [output, apart]
highlights: {show: 3}
sections:
  - title: "Mining"
    text: "Output {{ output.verb }} to {{ output }}."
    chart: spots
charts:
  spots: {dots: world.mined, title: "Mining by country"}
"""


def project_of(folder: Path) -> Path:
    made = small_project(folder)
    (made / "config/small.yaml").write_text(BRIEF, encoding="utf-8")
    shared = made / "config/project.yaml"
    text = shared.read_text(encoding="utf-8")
    shared.write_text(
        text.replace("path: data/us.csv", "path: data/us.lst\n    format: spaced"), "utf-8"
    )
    rows = (made / "data/us.csv").read_text(encoding="utf-8").replace(",", "   ")
    (made / "data/us.lst").write_text(rows, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def built(tmp_path_factory, site: Path) -> Path:
    assert site.is_dir()
    made = project_of(tmp_path_factory.mktemp("project"))
    assert cli.main(["build", "--to", "gist", "--project", str(made)]) == 0
    return made


def test_one_brief_uses_each(built: Path):
    output = built / "output"
    page = (output / "small.html").read_text(encoding="utf-8")
    assert '<main class="leaflet">' in page
    assert 'lang="en-x-plain"' in page
    assert "went up" in page
    assert "Dot plot of" in page
    gist = (output / "small.gist.md").read_text(encoding="utf-8")
    assert gist.startswith("# Output went up\n")
    ledger = json.loads((output / "small.facts.json").read_text(encoding="utf-8"))
    used = {(one["group"], one["name"]) for one in ledger["plugins"]}
    assert {group for group, _ in used} == set(GROUPS) - {"briefing.writers"}
    assert {one["distribution"] for one in ledger["plugins"]} == {NAME}
    assert all(len(one["sha256"]) == 64 for one in ledger["plugins"])


def test_an_audit_is_right_where_it_is_installed(built: Path):
    found = audit_file(built / "output/small.pdf")
    assert all(one.matches for one in found.results)
    assert not any("plug-in" in one for one in found.not_compared)


def test_another_code_of_the_same_version_is_told(built: Path):
    ledger = json.loads((built / "output/small.facts.json").read_text(encoding="utf-8"))
    assert other_plugins(ledger) == []
    ledger["plugins"][0]["sha256"] = "0" * 64
    assert other_plugins(ledger) == [f"the plug-in {NAME} (1.0 with other code)"]


def test_without_it_audit_and_why_say_which_is_missing(built: Path, site: Path, capsys):
    sys.path.remove(str(site))
    forget()
    try:
        pdf = str(built / "output/small.pdf")
        (result,) = audit_file(pdf).results
        assert result.matches is None
        told = result.detail
        assert f"the plug-in {NAME} 1.0" in told
        assert "calculator 'spread'" in told
        assert cli.main(["why", pdf, "apart"]) == 0
        out, err = capsys.readouterr()
        assert "largest - smallest" in out
        assert f"the plug-in {NAME} 1.0" in err
        ledger = json.loads((built / "output/small.facts.json").read_text(encoding="utf-8"))
        (missing,) = missing_plugins(ledger)
        assert missing.startswith(f"the plug-in {NAME} 1.0 (")
        assert cli.main(["check", "--project", str(built)]) == 2
        err = capsys.readouterr().err
        assert "there is no language 'en-x-plain'" in err
    finally:
        sys.path.append(str(site))
        forget()


def test_what_is_not_kept_is_said():
    from briefing.app.conformance.cases import Case

    def bare(panel, period):
        """Without types."""

    with pytest.raises(NotKept, match="no types"):
        Case("briefing.calculators", "bare", lambda: bare, {}).check()

    def wild(panel: Panel, period: Period, *, top: int = 1) -> Formula:
        """Without words on its parameters."""

    with pytest.raises(NotKept, match="'wild' does not say what"):
        Case("briefing.calculators", "wild", lambda: wild, {}).check()
    with pytest.raises(NotKept, match="no docstring"):
        Case("briefing.readers", "bare", lambda: lambda content, config: iter(()), {}).check()

    def broken(content, config):
        """Breaks."""
        del config
        yield content[0]

    with pytest.raises(NotKept, match=r"'broken' fails on b'' \(IndexError"):
        Case("briefing.readers", "broken", lambda: broken, {}).check()


def test_a_format_whose_plug_in_is_gone_is_told_and_left_out(tmp_path: Path, site: Path, capsys):
    made = small_project(tmp_path)
    options = ["--project", str(made)]
    assert cli.main(["build", "--to", "gist", *options]) == 0
    assert (made / "output/small.gist.md").is_file()
    assert cli.main(["build", *options]) == 0
    assert "up to date" in capsys.readouterr().out
    sys.path.remove(str(site))
    forget()
    try:
        capsys.readouterr()
        assert cli.main(["build", *options]) == 0
        assert "no plug-in that can be loaded writes 'gist'" in capsys.readouterr().err
        assert not (made / "output/small.gist.md").exists()
        assert cli.main(["build", "--to", "gist", *options]) == 2
        assert "there is no format 'gist'" in capsys.readouterr().err
    finally:
        sys.path.append(str(site))
        forget()


def test_a_fault_of_a_plug_in_is_told_as_its_own(tmp_path: Path, site: Path, monkeypatch, capsys):
    assert site.is_dir()
    made = project_of(tmp_path)
    import briefing_example.calculators

    def members_at(*_given):
        raise ZeroDivisionError("by nothing")

    monkeypatch.setattr(briefing_example.calculators, "members_at", members_at)
    monkeypatch.chdir(tmp_path)
    assert cli.main(["check", "--project", str(made)]) == 70
    err = capsys.readouterr().err
    assert f"a fault in the plug-in {NAME}" in err
    assert "metric 'apart'" in err
    assert f"uninstall {NAME}" in err
