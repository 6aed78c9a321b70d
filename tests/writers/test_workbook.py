"""The workbook of a brief: a sheet for each table and chart, numbers as numbers, texts as texts."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from places import small_project

import briefing
from briefing.core.document import Document
from briefing.writers.workbook.workbook import workbook


@pytest.fixture(scope="module")
def document(tmp_path_factory) -> Document:
    folder = small_project(tmp_path_factory.mktemp("workbook"))
    brief = folder / "config/small.yaml"
    text = brief.read_text().replace(
        "charts:", "tables:\n  both: {title: Both, rows: [us.output, us.reliance]}\ncharts:"
    )
    brief.write_text(text.replace("chart: bars", "chart: bars\n    table: both"))
    return briefing.check("small", project=folder).document


def rows(content: bytes) -> dict[str, list[list[object]]]:
    book = openpyxl.load_workbook(BytesIO(content))
    return {
        sheet.title: [
            [cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows()
        ]
        for sheet in book
    }


def test_each_table_and_chart_has_a_sheet_and_the_first_lists_them(document):
    found = rows(workbook(document))
    assert list(found) == ["Contents", "Figure 1", "Table 1"]
    assert found["Contents"] == [
        ["Output rose"],
        ["Sheet", "What it shows"],
        ["Figure 1", "China mined 67.5%"],
        ["Table 1", "Both"],
    ]
    assert found["Table 1"] == [
        ["Both"],
        ["e\u00a0estimated"],
        ["Source: Book"],
        ["Series", "Unit", "2022", "2023", "2024", "Marks"],
        ["U.S. output", "t", 400, 416, 450, "2024: e"],
        ["Reliance", "%", ">95", ">95", 80, "2024: e"],
    ]
    figure = found["Figure 1"]
    assert ["Series", "Unit", "2024"] in figure
    assert ["China", "metric tons", 270] in figure
    assert ["Chad", "metric tons", "W"] in figure


def test_numbers_show_the_decimals_that_the_brief_prints(document):
    (figure,) = document.figures()
    (track, *others) = figure.plot.tracks
    (mark,) = track.marks
    track = replace(track, marks=(replace(mark, text="67.50%", value=mark.value / 4),))
    plot = replace(figure.plot, tracks=(track, *others))
    (section,) = document.sections
    changed = replace(document, sections=(replace(section, blocks=(replace(figure, plot=plot),)),))
    sheet = openpyxl.load_workbook(BytesIO(workbook(changed)))["Figure 1"]
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == 67.5)
    assert cell.number_format == "#,##0.00"


def test_no_text_becomes_a_formula_or_breaks_the_file(document):
    (section,) = document.sections
    (table,) = [one for one in section.blocks if hasattr(one, "rows")]
    evil = '=HYPERLINK("http://x")\x07'
    row = replace(table.rows[0], heading=evil)
    table = replace(table, title="=1+1", rows=(row,))
    changed = replace(document, sections=(replace(section, blocks=(table,)),))
    sheet = openpyxl.load_workbook(BytesIO(workbook(changed)))["Table 1"]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    assert {'=HYPERLINK("http://x")', "=1+1"} <= {cell.value for cell in cells}


def test_a_brief_without_tables_has_a_list_alone(document):
    assert list(rows(workbook(replace(document, sections=())))) == ["Contents"]


def test_it_is_of_the_day_of_the_brief(document):
    content = workbook(replace(document, day="2025-01-31", author="Jane Doe"))
    book = openpyxl.load_workbook(BytesIO(content))
    assert f"{book.properties.modified:%Y-%m-%d}" == "2025-01-31"
    assert (book.properties.title, book.properties.creator) == ("Output rose", "Jane Doe")
    with ZipFile(BytesIO(content)) as parts:
        assert {one.date_time[0] for one in parts.infolist()} == {1980}
    assert content == workbook(replace(document, day="2025-01-31", author="Jane Doe"))


def test_a_sheet_can_be_read_aloud_from_its_top(document):
    """No merged cells, and no empty row above or within the table."""
    for sheet in openpyxl.load_workbook(BytesIO(workbook(document))):
        assert not sheet.merged_cells.ranges
        assert all(row[0].value for row in sheet.iter_rows())
        assert sheet.freeze_panes.startswith("B")
