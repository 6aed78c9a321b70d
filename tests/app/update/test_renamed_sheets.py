"""A workbook whose sheet is named after its edition: the next edition names it otherwise."""

from pathlib import Path

import openpyxl
import pytest

from tests.app.update.updating import config_of, updated


def workbook(path: Path, *sheets: tuple[str, list[list[object]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


BRIEF = 'title: T\nperiod: 2023\nmetrics: {p: {value: d.p}}\nsections: [{title: One, text: "{{ p }}"}]\n'
OLD = [["year", "p"], [2021, 412.5], [2022, 438.7], [2023, 441.2]]
NEW = [["year", "p"], [2022, 438.7], [2023, 441.2], [2024, 450.1]]
NOTES = [["Notes"], ["All values are nominal"]]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    (root / "config").mkdir(parents=True)
    (root / "data").mkdir()
    workbook(root / "data/d.xlsx", ("Accounts 2023", OLD))
    (root / "config/project.yaml").write_text(
        "sources:\n"
        "  old: {title: Book 2024, publisher: Office, licence: CC0, published: 2024-12-01}\n"
        "  s1: {title: Book 2025, publisher: Office, licence: CC0, published: 2025-12-01}\n"
        "datasets:\n  d:\n    source: old\n    path: data/d.xlsx\n    sheet: Accounts 2023\n"
        "    period: {column: year}\n    series: {p: {column: p, title: Exports, unit: million EUR}}\n",
        "utf-8",
    )
    (root / "config/b.yaml").write_text(BRIEF, "utf-8")
    return root


@pytest.mark.parametrize(
    "sheets",
    [
        [("Accounts 2024", NEW)],
        [("Accounts 2024", NEW), ("Notes", NOTES)],
        [("Notes", NOTES), ("Accounts 2024", NEW)],
    ],
)
def test_the_sheet_that_holds_the_measures_is_found_whatever_its_name(
    tmp_path: Path, project: Path, capsys, sheets
):
    code, said = updated(project, workbook(tmp_path / "next.xlsx", *sheets), capsys, "--yes")
    assert code == 0, said
    assert "it is read otherwise: sheet 'Accounts 2024'" in said
    assert "sheet: Accounts 2024" in config_of(project)


def test_a_sheet_of_the_old_name_is_read_first(tmp_path: Path, project: Path, capsys):
    file = workbook(tmp_path / "next.xlsx", ("Older", OLD), ("Accounts 2023", NEW))
    code, said = updated(project, file, capsys, "--yes")
    assert code == 0, said
    assert "read otherwise" not in said
