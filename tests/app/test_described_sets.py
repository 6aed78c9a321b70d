"""Data sets whose file comes with metadata: Frictionless data packages and CSV on the Web."""

from __future__ import annotations

import json
from fractions import Fraction
from hashlib import sha256
from pathlib import Path

import pytest

import briefing
from briefing.app.cli.main import main
from briefing.app.lock_file.pins import LOCK
from briefing.core.problems import UnusableInput
from briefing.core.status import Status

WAITS = "board;yr;n_wait;med\nNorth;2023;6400;84\nNorth;2024;6100;80\nS\xfcd;2023;8800;-99\nS\xfcd;2024;9400;77\n"
PACKAGE = {
    "title": "Waiting lists",
    "version": "2025",
    "licenses": [{"name": "OGL-UK-3.0", "title": "Open Government Licence 3.0"}],
    "contributors": [{"title": "Health Office", "role": "publisher"}],
    "resources": [
        {
            "name": "waits",
            "path": "waits.csv",
            "encoding": "cp1252",
            "dialect": {"delimiter": ";"},
            "schema": {
                "missingValues": ["", "-99"],
                "fields": [
                    {"name": "board", "type": "string"},
                    {"name": "yr", "type": "year"},
                    {
                        "name": "n_wait",
                        "type": "integer",
                        "title": "Patients waiting",
                        "unit": "persons",
                    },
                    {"name": "med", "type": "number", "title": "Median wait", "unit": "days"},
                ],
            },
        }
    ],
}
SCHOOLS = "School,Year,Pup,Code\nA,2023,322,82\nA,2024,305,83\nB,2023,x,92\nB,2024,533,93\n"
ON_THE_WEB = {
    "@context": "http://www.w3.org/ns/csvw",
    "url": "schools.csv",
    "dc:title": "Schools of the county",
    "dc:publisher": {"schema:name": "County Council"},
    "dc:license": "CC0",
    "dc:issued": "2025-02-01",
    "null": "x",
    "tableSchema": {
        "columns": [
            {"titles": "School", "datatype": "string"},
            {"titles": "Year", "datatype": "gYear"},
            {
                "titles": "Pup",
                "rdfs:label": "Pupils on roll",
                "datatype": {"base": "integer", "minimum": "0"},
                "schema:unitText": "persons",
            },
            {"titles": "Code", "datatype": "string"},
        ]
    },
}


def written(folder: Path, project: str, package=PACKAGE, web=ON_THE_WEB) -> Path:
    (folder / "config").mkdir()
    (folder / "data").mkdir()
    (folder / "config/project.yaml").write_text(f"datasets:\n{project}", encoding="utf-8")
    (folder / "data/waits.csv").write_text(WAITS, encoding="cp1252")
    (folder / "data/schools.csv").write_text(SCHOOLS, encoding="utf-8")
    (folder / "data/datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    (folder / "data/schools.csv-metadata.json").write_text(json.dumps(web), encoding="utf-8")
    return folder


def changed(**fields) -> dict:
    """The package with other things said of its one table."""
    (one,) = PACKAGE["resources"]
    return {**PACKAGE, "resources": [{**one, **fields}]}


@pytest.mark.parametrize("path", ["data/datapackage.json", "data/waits.csv"])
def test_a_package_fills_the_declaration(tmp_path, path):
    found = briefing.open(written(tmp_path, f"  waits: {path}\n"))
    waiting, median = found.series["waits.n_wait"], found.series["waits.med"]
    assert (waiting.title, waiting.unit.code) == ("Patients waiting", "person")
    assert [*waiting.members] == ["North", "Süd"]
    gone, known = median.members["Süd"].facts.values()
    assert (gone.value, gone.status) == (None, Status.MISSING)
    assert (known.value, known.unit.code) == (Fraction(77), "day")
    assert not found.warnings


def test_the_source_is_what_the_package_says(tmp_path):
    from briefing.app.one_line_sets import load_shared
    from briefing.core.problems import ProblemLog
    from briefing.core.workspace import Workspace

    folder = written(tmp_path, "  waits: data/waits.csv\n  schools: data/schools.csv\n")
    config, _, _ = load_shared(Workspace(folder), ProblemLog())
    waits, schools = config.sources["waits"], config.sources["schools"]
    assert (waits.title, waits.publisher) == ("Waiting lists", "Health Office")
    assert waits.licence == "Open Government Licence 3.0"
    assert (schools.title, schools.publisher) == ("Schools of the county", "County Council")
    assert str(schools.published) == "2025-02-01"
    assert config.datasets["waits"].described_by == "data/datapackage.json"


def test_metadata_of_the_web_fill_the_declaration(tmp_path):
    found = briefing.open(written(tmp_path, "  schools: data/schools.csv\n"))
    assert [*found.datasets["schools"].measures] == ["pup"]
    pupils = found.series["schools.pup"]
    assert (pupils.title, pupils.unit.code) == ("Pupils on roll", "person")
    assert [fact.value for fact in pupils.members["B"].facts.values()] == [None, 533]
    assert not found.warnings


def test_what_is_declared_holds(tmp_path):
    declared = """\
  waits:
    path: data/waits.csv
    tokens: {"-99": {status: Q}}
    series:
      n_wait: {title: People on the list}
"""
    found = briefing.open(written(tmp_path, declared))
    assert found.series["waits.n_wait"].title == "People on the list"
    assert found.series["waits.n_wait"].unit.code == "person"
    gone = next(iter(found.series["waits.med"].members["Süd"].facts.values()))
    assert gone.status is Status.SUPPRESSED


def test_missing_values_hold_of_a_full_declaration_too(tmp_path):
    declared = """\
  waits:
    source: s
    path: data/waits.csv
    period: {column: yr}
    dimension: board
    series:
      median: {column: med, title: Median wait, unit: day}
sources:
  s: {title: S, publisher: P, licence: CC0}
"""
    found = briefing.open(written(tmp_path, declared))
    gone, known = found.series["waits.median"].members["Süd"].facts.values()
    assert (gone.value, known.value) == (None, 77)


def told(folder: Path) -> list[str]:
    opened = briefing.open(folder)
    assert opened.datasets
    return [str(one) for one in opened.warnings if one.code == "described-otherwise"]


def test_columns_that_only_one_of_both_has_are_told(tmp_path):
    (one,) = PACKAGE["resources"]
    fields = [*one["schema"]["fields"][:3], {"name": "beds", "type": "integer"}]
    folder = written(tmp_path, "  waits: {path: data/waits.csv, series: {med: {unit: day}}}\n",
                     changed(schema={**one["schema"], "fields": fields}))  # fmt: skip
    gone, more = told(folder)
    assert "it describes columns that data/waits.csv has not: beds" in gone
    assert "it does not describe columns that data/waits.csv has: med" in more


def test_a_unit_that_the_header_contradicts_is_told(tmp_path):
    (one,) = PACKAGE["resources"]
    text = WAITS.replace("med", "med (USD)")
    fields = [*one["schema"]["fields"][:3], {"name": "med (USD)", "unit": "EUR"}]
    folder = written(tmp_path, "  waits: data/waits.csv\n",
                     changed(schema={**one["schema"], "fields": fields}))  # fmt: skip
    (folder / "data/waits.csv").write_text(text, encoding="cp1252")
    assert any("is in 'EUR', the file 'USD'" in one for one in told(folder))


@pytest.mark.parametrize(("digest", "is_told"), [("0" * 64, True), ("", False)])
def test_another_file_than_the_described_one_is_told(tmp_path, digest, is_told):
    right = sha256(WAITS.encode("cp1252")).hexdigest()
    folder = written(
        tmp_path, "  waits: data/waits.csv\n", changed(hash=f"sha256:{digest or right}")
    )
    assert bool(told(folder)) is is_told


def test_of_several_tables_one_is_named(tmp_path):
    (one,) = PACKAGE["resources"]
    both = {**PACKAGE, "resources": [one, {**one, "name": "old", "path": "schools.csv"}]}
    folder = written(tmp_path, "  waits: data/datapackage.json\n", both)
    with pytest.raises(
        UnusableInput, match=r"2 tables in files: waits, old .name one by 'resource'"
    ):
        briefing.open(folder)
    block = "datasets: {waits: {path: data/datapackage.json, resource: waits}}\n"
    (folder / "config/project.yaml").write_text(block, encoding="utf-8")
    assert "waits.n_wait" in briefing.open(folder).series


@pytest.mark.parametrize(
    "path", ["../waits.csv", "/etc/passwd", "https://example.org/waits.csv", 3]
)
def test_a_table_outside_of_the_project_is_none(tmp_path, path):
    folder = written(tmp_path, "  waits: data/datapackage.json\n", changed(path=path))
    with pytest.raises(UnusableInput, match="no table in a file of its own"):
        briefing.open(folder)


@pytest.mark.parametrize("package", [[], {"resources": 5}, {"resources": [5]}, "x", None])
def test_other_files_of_that_name_beside_data_are_left_alone(tmp_path, package):
    declared = "  schools: data/schools.csv\n"
    assert "schools.pup" in briefing.open(written(tmp_path, declared, package)).series


def test_broken_metadata_are_told_with_their_line(tmp_path):
    folder = written(tmp_path, "  schools: data/schools.csv\n")
    (folder / "data/schools.csv-metadata.json").write_text('{\n"url": }', encoding="utf-8")
    with pytest.raises(UnusableInput, match=r"schools\.csv-metadata\.json:2: it is no JSON"):
        briefing.open(folder)


def test_the_lock_says_where_each_came_from(tmp_path):
    folder = written(tmp_path, "  waits: data/waits.csv\n  schools: data/schools.csv\n")
    assert main(["lock", "--project", str(folder)]) == 0
    lock = (folder / LOCK).read_text("utf-8")
    assert "described by: data/datapackage.json" in lock
    assert "described by: data/schools.csv-metadata.json" in lock
    assert "  data/schools.csv-metadata.json:\n    datasets:\n      schools:" in lock
    files = briefing.open(folder).datasets["schools"].files
    assert [one.path for one in files] == ["data/schools.csv", "data/schools.csv-metadata.json"]


def test_metadata_travel_with_the_data(tmp_path):
    """To the workers of a cluster, and into the PDF, from which an audit makes the brief again."""
    from briefing.app.build.remote_making import files_of
    from briefing.app.one_line_sets import load_project
    from briefing.core.problems import ProblemLog
    from briefing.core.workspace import Workspace

    folder = written(tmp_path, "  schools: data/schools.csv\n")
    brief = """\
title: "A has {{ a }}"
period: 2024
metrics: {a: {value: "schools.pup[A]"}}
sections: [{title: A, text: "A has {{ a }}."}]
"""
    (folder / "config/b.yaml").write_text(brief, encoding="utf-8")
    project = load_project(Workspace(folder), ProblemLog())
    sent = files_of(project, project.briefs["b"])
    assert {"data/schools.csv", "data/schools.csv-metadata.json"} <= sent.keys()
    inputs = briefing.check("b", project=folder).ledger["inputs"]
    assert [one["path"] for one in inputs] == ["data/schools.csv", "data/schools.csv-metadata.json"]
