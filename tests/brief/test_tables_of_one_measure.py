"""A table of one measure tells that in its head, and its rows tell whose figures they are."""

import csv
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from audits import wrong_in
from pdf_text import page_texts
from small_projects import SOURCE, tried

import briefing

SCHOOLS = ("Hill", "Lake", "Mill")
YEARS = range(2008, 2025)
DATA = "school,year,pupils,absence\n" + "".join(
    f"{name},{year},{120 * place + year - 1900},{place}.{year % 10}\n"
    for place, name in enumerate(SCHOOLS, 2)
    for year in YEARS
)
PROJECT = (
    "datasets: {{d: {{source: s, path: data/d.csv, period: {{column: year}}, dimension: school, series: "
    "{{pupils: {{column: pupils, title: {title}, unit: person}}, "
    "absence: {{column: absence, title: Absence, unit: percent, of: sessions}}}}}}}}\n"
)
BRIEF = (
    "title: T\nperiod: 2024\nmetrics: {{m: {{value: 'd.pupils[Hill]'}}}}\nsections: [{{title: S, "
    "tables: [t]}}]\ntables: {{t: {{title: The figures, rows: {rows}, periods: {periods}{more}}}}}\n"
)


def made(folder: Path, rows="d.pupils", title="Pupils", periods=3, more=""):
    brief = BRIEF.format(rows=rows, periods=periods, more=more)
    found = tried(folder, DATA, PROJECT.format(title=title), brief)
    (table,) = found.tables
    return table


@pytest.mark.parametrize(
    ("rows", "title", "head", "headings"),
    [
        ("d.pupils", "Pupils", "Pupils, people", ["Hill", "Lake", "Mill"]),
        ("d.absence", "Pupils", "Absence, % of sessions", ["Hill", "Lake", "Mill"]),
        ("['d.pupils[Hill]', 'd.pupils[Mill]']", "Pupils", "Pupils, people", ["Hill", "Mill"]),
        ("d.pupils", "People", "People", ["Hill", "Lake", "Mill"]),
        ("['d.pupils[Hill]']", "Pupils", "", ["Pupils: Hill"]),
        (
            "['d.pupils[Hill]', 'd.absence[Hill]']",
            "Pupils",
            "",
            ["Pupils: Hill", "Absence: Hill"],
        ),
    ],
)
def test_a_measure_is_told_once(tmp_path: Path, rows, title, head, headings):
    table = made(tmp_path, rows, title)
    assert table.measure == head
    assert [row.heading for row in table.rows] == headings
    assert {row.unit for row in table.rows} == ({""} if head else {row.unit for row in table.rows})


def test_a_base_of_a_percentage_is_joined_by_of(tmp_path: Path):
    table = made(tmp_path, "['d.pupils[Hill]', 'd.absence[Hill]']")
    assert [row.unit for row in table.rows] == ["people", "% of sessions"]


def test_the_newest_values_are_so_too(tmp_path: Path):
    table = made(tmp_path, more=", at: latest")
    assert table.measure == "Pupils, people"
    assert [row.heading for row in table.rows] == list(SCHOOLS)


@pytest.mark.parametrize("wide", ["split", "turn"])
def test_on_every_page_the_measure_is_told_and_an_audit_agrees(tmp_path: Path, wide):
    more = f", wide: {wide}"
    made(tmp_path, title="Pupils aged 5 to 11", periods=len(YEARS), more=more)
    path = tmp_path / "config/project.yaml"
    assert path.read_text(encoding="utf-8").startswith(SOURCE)
    briefing.build_all(project=tmp_path, also=("md", "xlsx", "datapackage"))
    printed = " ".join(page_texts(tmp_path / "output/b.pdf"))
    assert "Pupils aged 5 to 11, people" in " ".join(printed.split())
    assert wrong_in(tmp_path / "output/b.pdf") == []
    markdown = (tmp_path / "output/b.md").read_text(encoding="utf-8")
    assert "| Pupils aged 5 to 11, people | 2008 |" in " ".join(markdown.split())
    assert "Pupils aged 5 to 11, people</th>" in (tmp_path / "output/b.html").read_text("utf-8")
    with ZipFile(tmp_path / "output/b.datapackage.zip") as parts:
        (name,) = [one for one in parts.namelist() if "table" in one]
        rows = list(csv.DictReader(parts.read(name).decode().splitlines()))
    assert {row["series"] for row in rows} == {f"Pupils aged 5 to 11: {one}" for one in SCHOOLS}
    assert {row["unit"] for row in rows} == {"people"}
    (shown,) = briefing.check("b", project=tmp_path).tables.values()
    assert "<td>Pupils aged 5 to 11, people</td>" in shown._repr_html_()
    sheet = openpyxl.load_workbook(tmp_path / "output/b.xlsx")
    cells = [cell.value for one in sheet for row in one.iter_rows() for cell in row]
    assert "Pupils aged 5 to 11: Hill" in cells
    assert "people" in cells
