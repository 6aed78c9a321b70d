"""The shipped portfolio, and all 85 commodities of one edition from its raw files by one YAML."""

from __future__ import annotations

from pathlib import Path

import pytest
from places import ROOT

from benchmarks.peers.projects import commodities
from briefing.app.build.incremental import where
from briefing.app.build.pipeline import check_all, open_project

EXAMPLE = ROOT / "examples/commodities"


def test_the_shipped_portfolio_is_one_short_yaml_and_its_briefs_pass():
    text = (EXAMPLE / "config/commodities.yaml").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 150
    every = where((), EXAMPLE, None).briefs
    assert len(every) == 12
    briefs = check_all(["commodities/gold", "commodities/nickel"], project=EXAMPLE)
    assert [one.warnings for one in briefs] == [(), ()]


@pytest.mark.usefixtures("raw")
def test_all_commodities_of_the_raw_edition_are_briefs_of_one_yaml(tmp_path: Path):
    commodities(tmp_path)
    project = open_project(tmp_path)
    assert len(project.briefs) == 85
    measures = {name: len(one.own.datasets["us"].series) for name, one in project.briefs.items()}
    assert min(measures.values()) >= 2
    some = [*project.briefs][::11]
    assert [one.id for one in check_all(some, project=tmp_path)] == some
