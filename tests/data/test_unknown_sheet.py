"""A sheet that a workbook does not have is told where the YAML names it."""

from pathlib import Path

import openpyxl
import pytest

from briefing.app.cli import main as cli


@pytest.mark.parametrize("given", ["Dta", "data"])
def test_the_line_that_names_the_sheet_is_told_with_the_sheets_there_are(
    project: Path, capsys, given: str
):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Data"
    for row in (("year", "output", "reliance"), (2023, 416, 95), (2024, 450, 80)):
        sheet.append(row)
    book.save(project / "data/us.xlsx")
    shared = project / "config/project.yaml"
    text = shared.read_text(encoding="utf-8")
    at = f"path: data/us.xlsx\n    sheet: {given}"
    shared.write_text(text.replace("path: data/us.csv", at), encoding="utf-8")
    assert cli.main(["check", "--quiet", "--project", str(project)]) == 2
    (told,) = capsys.readouterr().err.splitlines()
    assert told == (
        "error: config/project.yaml:7:12: 'data/us.xlsx' cannot be read: it has no sheet "
        f"'{given}' (its sheets: Data) [unknown-sheet]"
    )
