"""The shipped portfolio, and all 85 commodities of one edition from its raw files by one YAML."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

from places import ROOT

from briefing.app.build.incremental import where
from briefing.app.build.pipeline import check_all, open_project

HERE = Path(__file__).parent
EXAMPLE = ROOT / "examples/commodities"
PROJECT = """\
sources:
  mcs2025: {title: Mineral Commodity Summaries 2025, publisher: U.S. Geological Survey, published: 2025-01-31, licence: Public domain, doi: 10.3133/mcs2025}
"""


def test_the_shipped_portfolio_is_one_short_yaml_and_its_briefs_pass():
    text = (EXAMPLE / "config/commodities.yaml").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 150
    every = where((), EXAMPLE, None).briefs
    assert len(every) == 12
    briefs = check_all(["commodities/gold", "commodities/nickel"], project=EXAMPLE)
    assert [one.warnings for one in briefs] == [(), ()]


def test_all_commodities_of_the_raw_edition_are_briefs_of_one_yaml(raw: Path, tmp_path: Path):
    (tmp_path / "config").mkdir()
    shutil.copytree(raw / "mcs2025/salient", tmp_path / "data/salient")
    (tmp_path / "config/project.yaml").write_text(PROJECT, encoding="utf-8")
    shutil.copy(HERE / "commodities.yaml", tmp_path / "config")
    with (tmp_path / "data/commodities.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["name", "file"])
        for path in sorted((tmp_path / "data/salient").glob("*.csv")):
            with path.open(encoding="utf-8-sig") as opened:
                row = next(csv.DictReader(opened))
            table.writerow([row["Commodity"], path.name.split("-")[1].split("_")[0]])
    project = open_project(tmp_path)
    assert len(project.briefs) == 85
    measures = {name: len(one.own.datasets["us"].series) for name, one in project.briefs.items()}
    assert min(measures.values()) >= 2
    some = [*project.briefs][::11]
    assert [one.id for one in check_all(some, project=tmp_path)] == some
