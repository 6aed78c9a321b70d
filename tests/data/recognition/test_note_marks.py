"""Marks such as ``[note 2]`` lead to the notes of the table and of the workbook's sheet of notes."""

import io

import openpyxl
import pytest

from briefing.app.drafting.topics import Caveat
from briefing.data.grid import Row
from briefing.data.recognition.note_marks import linked_notes, marks_of, notes_of_sheets
from briefing.data.recognition.recognising import recognise
from tests.app.drafting.test_drafts import draft_of, series
from tests.data.test_table_keys import read, values

NOTES = [
    ["Notes"],
    ["Note number", "Note text", "Link"],
    ["note 1", "Figures are by usual residence of the mother."],
    ["[note 2]", "Includes births to mothers from elsewhere", "https://example.org"],
    ["3", "Late registrations are counted here too."],
    ["Note 4: Data of this year are affected by delays."],
    ["note 5", "No mark points at this one."],
]
TABLE = [
    ["Table 1: Live births by area [note 1]"],
    ["Year", "Area", "Live births [note 3]", "Stillbirths"],
    *[
        [year, area, 1000 + number, 10 + number]
        for number, year in enumerate(("2021", "2022 [note 4]", "2023"))
        for area in ("England and Wales [note 2]", "England", "Wales")
    ],
]


@pytest.mark.parametrize(
    ("label", "marks"),
    [
        ("UK total [note 2]", ["2"]),
        ("UK total [Note 1, note 3]", ["1", "3"]),
        ("UK total [notes 2 and 3]", ["2", "3"]),
        ("UK total [2][3]", ["2", "3"]),
        ("Deaths (note 7)", ["7"]),
        ("Kosovo²", ["2"]),
        ("Persons (2)", []),
        ("Employment (thousands)", []),
        ("UK", []),
    ],
)
def test_marks(label, marks):
    assert marks_of(label) == marks


def test_notes_below_the_table_come_before_those_of_a_sheet():
    rows = [Row(number, tuple(cells)) for number, cells in enumerate(NOTES, 1)]
    of_sheets = notes_of_sheets([rows])
    assert of_sheets["1"] == "Figures are by usual residence of the mother."
    assert of_sheets["4"] == "Data of this year are affected by delays."
    assert [*of_sheets] == ["1", "2", "3", "4", "5"]
    below = ["[note 1] What stands below this very table.", "Source: an office"]
    (one,) = linked_notes(
        ["Births [note 1]", "Deaths [note 1]", "Births [note 1]"], below, of_sheets
    )
    assert one.text == "What stands below this very table."
    assert one.labels == ("Births", "Deaths")
    assert linked_notes(["Births [note 9]"], below, of_sheets) == ()


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    for row in NOTES:
        book.active.append(row)
    sheet = book.create_sheet("1")
    for row in TABLE:
        sheet.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def test_a_sheet_of_notes_is_linked_to_titles_headers_members_and_periods():
    found = recognise("births.xlsx", workbook())
    assert found.is_sure, found.questions
    assert {one.mark: one.labels for one in found.linked} == {
        "1": ("Live births by area",),
        "3": ("Live births",),
        "4": ("2022",),
        "2": ("England and Wales",),
    }
    assert found.dimension["total"] == "England and Wales"


def test_a_period_with_a_mark_is_that_period(tmp_path):
    table = "year,n\n2021,5\n2022 [note 4],6\n2023²,7\n2024 [r],8\n2025 (p),9\n"
    series = {"x": {"title": "Births", "unit": "person", "column": "n"}}
    dataset, _ = read(tmp_path, table, period={"column": "year"}, series=series)
    assert [*values(dataset.measures["x"]).values()] == [5, 6, 7, 8, 9]


def test_a_draft_prints_the_notes_that_its_table_points_at():
    caveats = (
        Caveat("Counts are rounded to the nearest thousand", ("UK total",)),
        Caveat("The UK total leaves out the islands.", ("UK total",)),
    )
    births = series("d.births", [10, 20, 30], title="Births")
    first, second = draft_of([births], caveats=caveats).method
    assert first.text == "UK total: Counts are rounded to the nearest thousand."
    assert first.instead == (
        '{{ said("UK total: Counts are rounded to the nearest thousand.", because="a note of the publisher") }}',
    )
    assert second.text == "The UK total leaves out the islands."
