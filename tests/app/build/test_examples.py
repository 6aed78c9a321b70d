"""The shipped briefs as a reader gets them: the words on the pages, the ledger, the same bytes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest
from pdf_text import page_texts
from places import ROOT

import briefing


@pytest.fixture
def built(examples) -> dict[str, briefing.Brief]:
    return examples


def words(path: Path) -> str:
    return " ".join(" ".join(page_texts(path)).replace("\u00ad", "").split())


@pytest.mark.parametrize(
    "sentence",
    [
        "mine output rose 8.2%, yet 80% of refined supply is imported",
        "second-largest miner of rare earths, with 11.5% (estimated) of world output",
        "six times what the United States mined",
        "World mine production rose 3.7% to 390,000 metric tons",
        "China mined 270,000 metric tons, or 69%",
        "Australia mined 13,000 metric tons, down from 16,000",
        "Imports of compounds fell, from 8,920 to 8,000 metric tons (−10.3%)",
        "imports of metals fell by more than four-fifths, from 476 to 90 metric tons",
        "(−28.2%)",
        "worth $170 million, against $186 million in 2023",
        "70% of these imports in 2020–23",
        "1,300 metric tons of lanthanum in fiscal year 2024",
        "fell from more than 95% to 80%",
        "a fall of between 15 and 20 percentage points",
        "Employment climbed from 450 to 570 workers",
        "U.S. mine production for 2023: revised down from 43,000 metric tons to 41,600 metric tons.",
        "Holds while net import reliance, computed from consumption and output, is above 50% (now 80.3%)",
    ],
)
def test_what_the_rare_earths_brief_says(built, sentence: str):
    text = words(built["us-rare-earths"].files["pdf"]).replace("\u00a0", " ")
    assert sentence in text.replace("rare- earth", "rare-earth")


def test_what_is_not_so_is_not_said(built):
    text = words(built["us-rare-earths"].files["pdf"]).lower()
    for wrong in ("surge", "213,000", "70% of production"):
        assert wrong not in text


def test_the_second_example_has_quarters_and_negative_figures(built):
    text = words(built["us-economy"].files["pdf"]).replace("\u00a0", " ")
    assert "third quarter of 2009" in text
    assert "−1.6% in the first quarter of 2009" in text


def test_four_charts_and_a_table_of_five_years(built):
    document = built["us-rare-earths"].document
    assert len(list(document.figures())) >= 4
    tables = [b for s in document.sections for b in s.blocks if type(b).__name__ == "Table"]
    assert tables[0].columns == ("2020", "2021", "2022", "2023", "2024")
    assert any("estimated" in note for note in tables[0].notes)
    assert len(document.highlights) == 3


def test_every_figure_shown_is_in_the_ledger(built):
    for brief in built.values():
        ledger = json.loads(brief.files["facts.json"].read_text(encoding="utf-8"))
        ids = {fact["id"] for fact in ledger["facts"]}
        assert len(ids) == len(ledger["facts"])
        for fact in ledger["facts"]:
            origin = fact["origin"]
            if origin["kind"] == "derivation":
                for given in origin["inputs"].values():
                    assert set([given] if isinstance(given, str) else given) <= ids
            elif origin["kind"] == "cell":
                assert origin["sha256"] in {one["sha256"] for one in ledger["inputs"]}
        for row in brief.document.annex:
            assert row.fact in ids


def test_cells_in_the_ledger_hold_what_it_says(built):
    import csv

    ledger = json.loads(built["us-rare-earths"].files["facts.json"].read_text(encoding="utf-8"))
    checked = 0
    for fact in ledger["facts"]:
        origin = fact["origin"]
        if origin["kind"] == "cell":
            with (ROOT / origin["file"]).open(encoding="utf-8", newline="") as file:
                rows = list(csv.reader(file))
            assert rows[origin["row"] - 1][origin["column"] - 1] == origin["text"]
            checked += 1
    assert checked > 50


def test_the_pdf_carries_ledger_data_and_config(built):
    reader = pypdf.PdfReader(built["us-rare-earths"].files["pdf"])
    assert sorted(reader.attachments) == [
        "config-project.yaml",
        "config-us-rare-earths.status.yaml",
        "config-us-rare-earths.yaml",
        "data-usgs-mcs2024-rare-earths-us.csv",
        "data-usgs-mcs2024-rare-earths-world.csv",
        "data-usgs-mcs2025-rare-earths-us.csv",
        "data-usgs-mcs2025-rare-earths-world.csv",
        "us-rare-earths.facts.json",
    ]
    assert reader.attachments["us-rare-earths.facts.json"][0] == (
        built["us-rare-earths"].files["facts.json"].read_bytes()
    )


def test_the_same_bytes_elsewhere(built, tmp_path: Path):
    environment = {
        **os.environ, "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7", "LC_ALL": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    subprocess.run(
        [sys.executable, "-m", "briefing", "build", "us-rare-earths", "--quiet",
         "--project", str(ROOT), "--output", str(tmp_path / "there")],
        check=True, env=environment, cwd=tmp_path,
    )  # fmt: skip
    there = {path.name: path for path in (tmp_path / "there").iterdir() if path.is_file()}
    here = {path.name: path for path in built["us-rare-earths"].files.values()}
    assert sorted(there) == sorted(here)
    assert [name for name in here if here[name].read_bytes() != there[name].read_bytes()] == []


def test_schemas_are_current_and_the_configs_pass_them():
    import jsonschema
    import yaml

    from briefing.app.editor_schemas import all_schemas
    from briefing.project.jsonschema import schema_text

    schemas = all_schemas()
    for name, schema in schemas.items():
        path = ROOT / "config" / "schema" / f"{name}.schema.json"
        assert path.read_text(encoding="utf-8") == schema_text(schema), (
            "renew: briefing schema --output config/schema"
        )
        jsonschema.Draft202012Validator.check_schema(schema)
    examples = (ROOT / "examples").glob("*/config/*.yaml")
    for path in (*(ROOT / "config").glob("*.yaml"), *examples):
        name = "project" if path.stem == "project" else "brief"
        name = "status" if path.stem.endswith(".status") else name
        text = path.read_text(encoding="utf-8")
        first = text.partition("\n")[0]
        assert first.startswith("# yaml-language-server: $schema=")
        assert first.endswith(f"schema/{name}.schema.json")
        value = json.loads(json.dumps(yaml.safe_load(text), default=str))
        jsonschema.validate(value, schemas[name])


def test_docs_name_every_calculator_chart_and_key():
    from briefing.analysis.metrics.calculators import calculators
    from briefing.brief.charts.kinds import charts
    from briefing.brief.fact_view import kin_names
    from briefing.project.brief_schema import BriefConfig
    from briefing.project.project_schema import DatasetConfig

    docs = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md")}
    for name in calculators():
        assert f"`{name}`" in docs["metrics"], name
    for name in charts():
        assert f"`{name}`" in docs["charts"], name
    for name in BriefConfig.model_fields:
        assert f"`{name}`" in docs["brief"], name
    for name in DatasetConfig.model_fields:
        assert name in docs["datasets"], name
    for name in kin_names():
        assert f".{name}" in docs["prose"], name
