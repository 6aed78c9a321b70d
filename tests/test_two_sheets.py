"""Two sheets of one layout keep apart wherever a cell is told of: page, annex, ledger, why, audit."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import openpyxl
import pytest
from audits import wrong_in

import briefing
from briefing.app.build.pipeline import check_all
from briefing.app.cli import main as cli
from briefing.core.problems import ProblemLog
from briefing.core.spot import Spot
from briefing.core.workspace import Workspace
from briefing.data.reading import read_datasets
from briefing.project.loading import load_project

PROJECT = """\
sources:
  book: {title: Book, publisher: House, licence: CC0, published: 2025-01-31}
datasets:
  public:
    source: book
    path: data/beds.xlsx
    period: {column: year}
    series: {beds: {column: beds, title: Public beds, unit: persons}}
  private:
    source: book
    path: data/beds.xlsx
    sheet: Private
    period: {column: year}
    series: {beds: {column: beds, title: Private beds, unit: persons}}
"""
BRIEF = """\
title: Beds
period: 2024
highlights: {show: 0, contrary: {show: false, because: it is short}}
metrics:
  public_beds: {value: public.beds}
  private_beds: {value: private.beds}
sections:
  - title: Beds
    text: There are {{ public_beds }} and {{ private_beds }}.
"""


def write_beds(path: Path, **sheets: list[object]) -> None:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, values in sheets.items():
        sheet = book.create_sheet(name)
        sheet.append(["year", "beds"])
        for year, value in enumerate(values, 2023):
            sheet.append([year, value])
    book.save(path)


def project_of_beds(folder: Path) -> Path:
    for name, text in (("project", PROJECT), ("beds", BRIEF)):
        path = folder / "config" / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "data").mkdir()
    write_beds(folder / "data/beds.xlsx", Public=[110, 120], Private=[8, 9])
    return folder


@pytest.fixture
def beds(tmp_path: Path) -> Path:
    return project_of_beds(tmp_path)


@pytest.fixture(scope="module")
def project_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project, built once; each test that changes it takes a copy."""
    folder = project_of_beds(tmp_path_factory.mktemp("beds"))
    briefing.build_all(project=folder)
    return folder


@pytest.fixture
def built(project_built: Path, tmp_path: Path) -> Path:
    return shutil.copytree(project_built, tmp_path / "beds") / "output/beds.pdf"


def test_each_figure_tells_its_own_origin_on_the_page(built: Path):
    page = built.with_suffix(".html").read_text(encoding="utf-8").replace("\u00a0", " ")
    for value, sheet in (("120", "Public"), ("9", "Private")):
        found = re.search(rf'aria-describedby="([^"]+)"[^>]*>{value} people</a>', page)
        assert found
        row = page[page.index(f'<tr id="{found[1]}"') :].partition("</tr>")[0]
        assert f"read as “{value}”, data/beds.xlsx, sheet" in row
        assert f"sheet ‘{sheet}’, cell B3 (beds)" in row


def test_each_cell_has_a_row_in_the_annex(beds: Path):
    (brief,) = check_all(project=beds)
    rows = {row.source: (row.figure, row.fact) for row in brief.document.annex}
    assert rows == {
        "data/beds.xlsx, sheet ‘Public’, cell B3 (beds)": ("120 people", "public_beds"),
        "data/beds.xlsx, sheet ‘Private’, cell B3 (beds)": ("9 people", "private_beds"),
    }


def test_a_sheet_that_is_named_and_the_first_by_default_are_one_cell(beds: Path):
    path = beds / "config/project.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("sheet: Private", "sheet: Public"), encoding="utf-8")
    (brief,) = check_all(project=beds)
    (row,) = brief.document.annex
    assert {row.fact, *row.aliases} == {"public_beds", "private_beds"}


def test_the_ledger_names_the_sheet_of_every_cell(built: Path):
    ledger = json.loads(built.with_suffix(".facts.json").read_text(encoding="utf-8"))
    origins = {one["id"]: one["origin"] for one in ledger["facts"]}
    told = [
        (origins[name]["sheet"], origins[name]["row"], origins[name]["column"])
        for name in ("public_beds", "private_beds")
    ]
    assert told == [("Public", 3, 2), ("Private", 3, 2)]


def test_why_leads_to_the_cell_and_knows_whether_it_is_still_held(built: Path, beds: Path, capsys):
    write_beds(beds / "data/beds.xlsx", Public=[110, 120], Private=[8, 10])
    for name, value, sheet, held in (
        ("public_beds", "120", "Public", "still holds it, other parts of it changed"),
        ("private_beds", "9", "Private", "now holds '10' there"),
    ):
        assert cli.main(["why", str(built), name, "--project", str(beds)]) == 0
        said = capsys.readouterr().out
        assert f"read as '{value}' in data/beds.xlsx, sheet '{sheet}', cell B3 (beds)" in said
        assert f"this project's file {held}" in said


def test_why_knows_a_sheet_that_is_gone(built: Path, beds: Path, capsys):
    write_beds(beds / "data/beds.xlsx", Public=[110, 120], Other=[8, 9])
    assert cli.main(["why", str(built), "private_beds", "--project", str(beds)]) == 0
    assert "this project has no such cell" in capsys.readouterr().out


def test_the_audit_reads_each_cell_in_its_sheet(built: Path):
    assert wrong_in(built) == []


def test_the_audit_tells_a_figure_that_took_another_sheet(built: Path):
    """The ledger's 120 said to be in the sheet of the 9, as if the two were one cell."""
    from briefing.app.review.audit import audit
    from briefing.app.review.evidence import read_evidence

    evidence = read_evidence(built)
    evidence.facts["public_beds"]["origin"]["sheet"] = "Private"
    results = {one.what: one for one in audit(evidence, _again(built))}
    assert results["private_beds"].matches
    assert "sheet 'Private', cell B3 holds '9', not '120'" in str(results["public_beds"])


def _again(built: Path) -> dict:
    (brief,) = check_all(project=built.parents[1])
    return {fact.spot: fact for fact in brief.document.facts.values() if fact.spot}


def test_a_problem_in_a_sheet_names_sheet_and_cell(beds: Path):
    write_beds(beds / "data/beds.xlsx", Public=[110, 120], Private=[8, "many"])
    log = ProblemLog()
    project = load_project(Workspace(beds), log)
    assert project is not None
    read_datasets(project.workspace, project.config, project.places, ["private"], log)
    (told,) = [str(one) for one in log]
    assert told.startswith("data/beds.xlsx, sheet 'Private', cell B3: 'many' ")


def test_lists_of_one_json_file_are_tables_of_their_own(beds: Path):
    lists = {"public": [{"year": 2024, "beds": 120}], "private": [{"year": 2024, "beds": 9}]}
    (beds / "data/beds.json").write_text(json.dumps(lists), encoding="utf-8")
    path = beds / "config/project.yaml"
    text = path.read_text(encoding="utf-8").replace("beds.xlsx", "beds.json")
    text = text.replace("    sheet: Private\n", "    records: private\n")
    text = text.replace("json\n    period", "json\n    records: public\n    period", 1)
    path.write_text(text, encoding="utf-8")
    (brief,) = check_all(project=beds)
    facts = brief.document.facts
    assert facts["public_beds"].spot == Spot("data/beds.json", "public", 2, 2)
    assert facts["private_beds"].spot == Spot("data/beds.json", "private", 2, 2)
    assert len(brief.document.annex) == 2


def test_an_update_of_one_sheet_leaves_the_other(beds: Path, tmp_path_factory, capsys):
    new = tmp_path_factory.mktemp("downloads") / "beds-2025.xlsx"
    write_beds(new, Public=[110, 120, 130], Private=[8, 10, 11])
    about = ["--source", "next", "--published", "2026-01-31", "--title", "Next"]
    arguments = ["update", "private", str(new), *about, "--yes", "--project", str(beds)]
    assert cli.main(arguments) == 0
    assert "fact private_beds: 9 people -> 10 people" in capsys.readouterr().out.replace(
        "\u00a0", " "
    )
    (brief,) = check_all(project=beds)
    facts = brief.document.facts
    assert facts["public_beds"].spot == Spot("data/beds.xlsx", "Public", 3, 2)
    assert facts["private_beds"].spot == Spot("data/next/beds-2025.xlsx", "Private", 3, 2)


def one_title(beds: Path, tail: str) -> Path:
    """Both sheets under one title, with more at the end of the brief."""
    shared = beds / "config/project.yaml"
    text = shared.read_text(encoding="utf-8").replace("Public beds", "Beds")
    shared.write_text(text.replace("Private beds", "Beds"), encoding="utf-8")
    brief = beds / "config/beds.yaml"
    brief.write_text(brief.read_text(encoding="utf-8") + tail, encoding="utf-8")
    return beds


BARS = """\
    chart: both
charts:
  both: {bar: [public.beds, private.beds], title: Beds}
"""
ROWS = """\
    table: both
tables:
  both: {title: Beds, rows: [public.beds, private.beds]}
"""


def test_series_of_one_title_are_no_bars_of_one_name(beds: Path):
    with pytest.raises(briefing.BriefingError) as told:
        check_all(project=one_title(beds, BARS))
    assert "config/beds.yaml:12:15: 'public.beds' and 'private.beds' are both called 'Beds'" in str(
        told.value
    )


def test_labels_tell_series_of_one_title_apart(beds: Path):
    bars = BARS.replace(", title", ", labels: [Public, Private], title")
    (brief,) = check_all(project=one_title(beds, bars))
    (figure,) = brief.document.figures()
    assert [(row[0], row[1]) for row in figure.table[1:]] == [("Public", "120"), ("Private", "9")]


def test_rows_of_one_title_are_told(beds: Path):
    with pytest.raises(briefing.BriefingError) as told:
        check_all(project=one_title(beds, ROWS))
    assert "config/beds.yaml:12:43: another row of the table is called 'Beds' too" in str(
        told.value
    )


def test_rows_of_one_title_are_told_whatever_their_units(beds: Path):
    one_title(beds, ROWS)
    path = beds / "config/project.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[::-1].replace("snosrep", "t", 1)[::-1], encoding="utf-8")
    with pytest.raises(
        briefing.BriefingError, match="another row of the table is called 'Beds' too"
    ):
        check_all(project=beds)
