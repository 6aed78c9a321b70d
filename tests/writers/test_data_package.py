"""The data package of a brief: valid by its own schemas, each figure led to its origin."""

import csv
import json
import re
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from places import small_project

import briefing
from briefing.app.build.finished_brief import Brief
from briefing.core.text_nodes import Text
from briefing.writers.datapackage.package import data_package

TYPES: dict[str, Callable[[str], object]] = {
    "string": str,
    "number": float,
    "integer": int,
    "boolean": {"true": True, "false": False}.__getitem__,
    "object": json.loads,
}


@pytest.fixture(scope="module")
def brief(tmp_path_factory) -> Brief:
    folder = small_project(tmp_path_factory.mktemp("package"))
    path = folder / "config/small.yaml"
    text = path.read_text().replace(
        "charts:", "tables:\n  both_of_us: {title: Both, rows: [us.output, us.reliance]}\ncharts:"
    )
    path.write_text(text.replace("chart: bars", "chart: bars\n    table: both_of_us"))
    return briefing.check("small", project=folder)


def opened(content: bytes) -> tuple[dict, dict[str, list[dict]]]:
    """The descriptor, and the rows of each resource, each cell as its schema types it."""
    with ZipFile(BytesIO(content)) as parts:
        described = json.loads(parts.read("datapackage.json"))
        found = {}
        for one in described["resources"]:
            text = parts.read(one["path"])
            assert one["hash"] == f"sha256:{sha256(text).hexdigest()}"
            assert one["bytes"] == len(text)
            rows = csv.DictReader(StringIO(text.decode()), strict=True)
            fields = {field["name"]: field for field in one["schema"]["fields"]}
            assert rows.fieldnames == [*fields]
            found[one["name"]] = [
                {key: _typed(fields[key], cell) for key, cell in row.items()} for row in rows
            ]
        assert {one["path"] for one in described["resources"]} == {*parts.namelist()} - {
            "datapackage.json"
        }
    return described, found


def _typed(field: dict, cell: str) -> object:
    limits = field.get("constraints", {})
    if cell == "":
        assert not limits.get("required")
        return None
    assert cell in limits.get("enum", [cell])
    return TYPES[field["type"]](cell)


def test_every_table_chart_fact_and_file_is_a_resource(brief):
    described, rows = opened(data_package(brief.document, brief.ledger))
    assert [one["name"] for one in described["resources"]] == [
        "chart-bars",
        "table-both_of_us",
        "facts",
        "files",
    ]
    assert all(re.fullmatch(r"[a-z0-9._-]+", one["name"]) for one in described["resources"])
    assert described["title"] == "Output rose"
    assert [one["title"] for one in described["sources"]] == ["Book"]
    table = [
        (row["series"], row["period"], row["value"], row["text"], row["mark"])
        for row in rows["table-both_of_us"]
    ]
    assert table[:3] == [
        ("U.S. output", "2022", 400, "400", None),
        ("U.S. output", "2023", 416, "416", None),
        ("U.S. output", "2024", 450, "450", "e"),
    ]
    assert ("Reliance", "2022", None, ">95", None) in table
    assert {row["series"]: row["text"] for row in rows["chart-bars"]}["Chad"] == "W"


def test_each_figure_leads_to_a_fact_and_each_fact_to_its_origin(brief):
    described, rows = opened(data_package(brief.document, brief.ledger))
    facts = {row["id"]: row for row in rows["facts"]}
    assert len(facts) == len(rows["facts"]) == len(brief.facts)
    shown = [row["fact"] for name in ("chart-bars", "table-both_of_us") for row in rows[name]]
    assert {*shown} <= facts.keys()
    (share,) = [row for row in facts.values() if row["id"] == "share"]
    assert (share["origin"], share["exact"], share["value"]) == ("derivation", "67.5", 67.5)
    inputs = [one for given in share["inputs"].values() for one in [given] * (type(given) is str)]
    assert inputs
    assert {*inputs} <= facts.keys()
    (bound,) = [row for row in facts.values() if row["id"] == "us.reliance[2022]"]
    assert (bound["value"], bound["low"], bound["low_open"]) == (None, 95, True)
    assert (bound["file"], bound["row"], bound["column"]) == ("data/us.csv", 2, 3)
    assert {row["path"] for row in rows["files"]} >= {bound["file"]}
    assert {row["source"] for row in rows["facts"]} - {None} <= {
        one["id"] for one in described["sources"]
    }


def test_names_that_a_package_would_write_alike_stay_apart(brief):
    (section,) = brief.document.sections
    figure = next(iter(brief.document.figures()))
    twin = replace(figure, id="BARS", title=(Text('=1+1, "so"\nand'),))
    twice = replace(section, blocks=(figure, twin))
    described, rows = opened(data_package(replace(brief.document, sections=(twice,)), brief.ledger))
    names = [one["name"] for one in described["resources"]]
    assert names == ["chart-bars", "chart-bars-2", "facts", "files"]
    assert rows["chart-bars"] == rows["chart-bars-2"]
    assert described["resources"][1]["title"] == '=1+1, "so"\nand'


def test_a_draft_says_so_and_an_empty_brief_is_a_package_too(brief):
    document = replace(brief.document, sections=(), marks=("Draft",), day="2025-01-31")
    ledger = {**brief.ledger, "facts": [], "inputs": [], "sources": {}}
    content = data_package(document, ledger)
    described, rows = opened(content)
    assert described["description"].endswith("Draft")
    assert described["created"] == "2025-01-31T00:00:00Z"
    assert (rows, "sources" in described) == ({"facts": [], "files": []}, False)
    assert content == data_package(document, ledger)
