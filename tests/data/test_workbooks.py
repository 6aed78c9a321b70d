"""Workbooks are read as their programs show them: percents, scaled thousands, merged labels, notes."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from briefing.core.problems import ProblemLog
from briefing.core.series import Dataset, Panel
from briefing.core.workspace import Workspace
from briefing.data.number_formats import currency_of, shown_number
from briefing.data.reading import read_dataset
from briefing.data.workbooks import read_excel
from briefing.project.declared import Places
from briefing.project.project_schema import DatasetConfig


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.413, "0.0%", "41.3%"),
        (0.4, "0%", "40%"),
        (41.3, '0.0"%"', "41.3%"),
        (41.25, "0.0", "41.3"),
        (-41.25, "0.0", "-41.3"),
        (45123456, "#,##0,", "45123"),
        (45123456, "0.0,,", "45.1"),
        (45123456, "#,##0.0,", "45123.5"),
        (45123456.0, "General", "45123456"),
        (0.1 + 0.2, "General", "0.3"),
        (-1234.5, "#,##0.00;(#,##0.00)", "-1234.50"),
        (1234, '_-"£"* #,##0_-;-"£"* #,##0_-', "1234"),
        (0, '0.0;-0.0;"-"', "0"),
        (12.5, "0.##", "12.5"),
        (12, "0.##", "12"),
        (12, '0.0" p"', "12.0 p"),
        (12, '0.0\\ "€"', "12.0"),
        (1234567, "0.00E+00", "1234567"),
        (0.5, "# ?/?", "0.5"),
        (2024, "[$-409]0", "2024"),
    ],
)
def test_a_number_is_what_its_format_shows(value: float, code: str, text: str) -> None:
    assert shown_number(value, code) == text


@pytest.mark.parametrize(
    ("code", "sign"),
    [
        ('"£"#,##0', "£"),
        ("$#,##0", "$"),
        ('_("$"* #,##0_)', "$"),
        ('"US$" #,##0', "US$"),
        ("[$€-2] #,##0", "€"),
        ("#,##0.00\\ [$€-407]", "€"),
        ("[$£-809]#,##0", "£"),
        ("[$$-409]#,##0", "$"),
        ("[$US$]#,##0", "US$"),
        ("[$-409]0", ""),
        ("[$-809]£#,##0", "£"),
        ("[$CHF-807] 0", ""),
        ("#,##0", ""),
    ],
)
def test_the_sign_of_a_currency_stands_in_brackets_too(code: str, sign: str) -> None:
    assert currency_of(code) == sign


def read(root: Path, name: str, **more: object) -> tuple[Dataset | None, ProblemLog]:
    config = {
        "source": "s", "path": name, "period": {"column": "year"},
        "series": {"x": {"column": "x", "title": "Fares", "unit": "percent"}}, **more,
    }  # fmt: skip
    log = ProblemLog()
    declared = DatasetConfig.model_validate(config)
    return read_dataset(Workspace(root), "d", declared, Places("project.yaml"), log), log


def texts(dataset: Dataset | None) -> list[str]:
    assert dataset is not None
    measure = dataset.measures["x"]
    every = measure.members.values() if isinstance(measure, Panel) else [measure]
    return [
        f"{fact.member or ''} {fact.period} {fact.quantity.value}".strip()
        for series in every
        for fact in series.facts.values()
    ]


def book(path: Path, rows: list[list[object]], code: str = "General", *merges: str) -> None:
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    for row in rows:
        sheet.append(row)
    for row in sheet.iter_rows(min_row=2):
        if isinstance(row[-1].value, float):
            row[-1].number_format = code
    for one in merges:
        sheet.merge_cells(one)
    made.save(path)


def test_percents_of_excel_are_percents(tmp_path: Path) -> None:
    book(tmp_path / "d.xlsx", [["year", "x"], [2023, 0.413], [2024, 0.452]], "0.0%")
    dataset, log = read(tmp_path, "d.xlsx")
    assert texts(dataset) == ["2023 413/10", "2024 226/5"]
    assert not list(log)


def test_labels_of_merged_cells_go_for_their_rows_and_are_told(tmp_path: Path) -> None:
    rows = [["area", "year", "x"], ["North", 2023, 1.5], [None, 2024, 2.5], ["South", 2023, 3.5]]
    book(tmp_path / "d.xlsx", rows, "0.0", "A2:A3")
    dataset, log = read(tmp_path, "d.xlsx", dimension="area")
    assert texts(dataset) == ["North 2023 3/2", "North 2024 5/2", "South 2023 7/2"]
    (told,) = log
    assert told.code == "merged-labels"
    assert "cell A3" in str(told)


def test_a_value_of_merged_cells_is_nobodys(tmp_path: Path) -> None:
    rows = [["area", "year", "x"], ["North", 2024, 1.5], ["South", 2024, None]]
    book(tmp_path / "d.xlsx", rows, "0.0", "C2:C3")
    _, log = read(tmp_path, "d.xlsx", dimension="area")
    assert "merged-value" in {one.code for one in log}


def test_notes_of_a_workbook_are_left_out_and_kept(tmp_path: Path) -> None:
    rows = [["year", "x"], [2023, 1.5], [2024, 2.5], [], ["Notes"], ["1. Fares of adults."]]
    book(tmp_path / "d.xlsx", rows)
    dataset, log = read(tmp_path, "d.xlsx")
    assert dataset is not None
    assert dataset.notes == ("Notes", "1. Fares of adults.")
    assert texts(dataset) == ["2023 3/2", "2024 5/2"]
    assert not log, "they begin as notes do"


def test_a_text_below_a_table_that_may_be_a_row_is_told(tmp_path: Path) -> None:
    rows = [["year", "x"], [2023, 1.5], [2024, 2.5], [], ["Fares of adults"], ["Others"]]
    book(tmp_path / "d.xlsx", rows)
    dataset, log = read(tmp_path, "d.xlsx")
    assert dataset is not None
    assert dataset.notes == ("Fares of adults", "Others")
    (told,) = log
    assert str(told).startswith("d.xlsx, sheet 'Sheet', row 5: 2 rows below the table left out")


@pytest.mark.parametrize(
    ("below", "notes"),
    [
        ("\nNotes\nSource: Office\n", ("Notes", "Source: Office")),
        ("Source: Office, 2025\n", ("Source: Office 2025",)),
        ("\n1. Adults, and children over 12.\n", ("1. Adults and children over 12.",)),
        ("* provisional,\n", ("* provisional",)),
        ("Fares are averages over all the lines of the network,\n",
         ("Fares are averages over all the lines of the network",)),
        ("\nSpecial value\n:,not available\n", ("Special value", ": not available")),
        ("", ()),
        ("2025,\n", ()),
        ("\n2025,\n", ()),
    ],
)  # fmt: skip
def test_where_a_table_ends(tmp_path: Path, below: str, notes: tuple[str, ...]) -> None:
    (tmp_path / "d.csv").write_text(f"year,x\n2023,1.5\n2024,2.5\n{below}", encoding="utf-8")
    dataset, _ = read(tmp_path, "d.csv")
    assert dataset is not None
    assert dataset.notes == notes
    assert texts(dataset)[:2] == ["2023 3/2", "2024 5/2"]


def test_a_wide_table_keeps_members_without_values(tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text("area,2023,2024\nNorth,1,2\nSouth,,\n", encoding="utf-8")
    series = {"x": {"title": "Fares", "unit": "t", "columns": {"2023": "2023", "2024": "2024"}}}
    dataset, _ = read(tmp_path, "d.csv", period=None, dimension="area", series=series)
    assert texts(dataset)[-1] == "South 2024 None"


CONTENT = """<office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
<table:table table:name="Notes"><table:table-row/></table:table>
<table:table table:name="Data">
<table:table-row><table:table-cell office:value-type="string"><text:p>area</text:p></table:table-cell>
 <table:table-cell office:value-type="string"><text:p>year</text:p></table:table-cell>
 <table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>
<table:table-row>
 <table:table-cell table:number-rows-spanned="2" office:value-type="string"><text:p>North</text:p>
 </table:table-cell>
 <table:table-cell office:value-type="float" office:value="2023"><text:p>2023</text:p></table:table-cell>
 <table:table-cell office:value-type="percentage" office:value="0.413"><text:p>41,3 %</text:p>
 </table:table-cell></table:table-row>
<table:table-row><table:covered-table-cell/>
 <table:table-cell office:value-type="float" office:value="2024"><text:p>2024</text:p></table:table-cell>
 <table:table-cell office:value-type="percentage" office:value="0.45249"><text:p>45,2 %</text:p>
 </table:table-cell><table:table-cell table:number-columns-repeated="16000"/></table:table-row>
<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"""


def test_an_opendocument_sheet_is_read_as_it_is_shown(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "d.ods", "w") as parts:
        parts.writestr("content.xml", CONTENT)
    dataset, log = read(tmp_path, "d.ods", sheet="Data", dimension="area")
    assert texts(dataset) == ["North 2023 413/10", "North 2024 226/5"]
    assert [one.code for one in log] == ["merged-labels"]


def test_a_page_that_is_called_a_workbook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "d.xls").write_text("<html><table><tr><td>1</td></tr></table></html>")
    dataset, log = read(tmp_path, "d.xls")
    assert dataset is None
    (told,) = log
    assert "it is a page (HTML)" in str(told)


def test_an_old_workbook_is_read(tmp_path: Path) -> None:
    raw = Path(__file__).parents[2].parent / "shared/data/published/worldbank"
    files = sorted(raw.glob("*.xls")) if raw.exists() else []
    if not files:
        pytest.skip("the raw files are not there")
    (tmp_path / "d.xls").write_bytes(files[0].read_bytes())
    series = {"x": {"title": "Health", "unit": "percent", "columns": {"2018": "2018"}}}
    more = {"period": None, "dimension": "Country Name", "header": 4, "series": series}
    dataset, _ = read(tmp_path, "d.xls", **more)
    assert dataset is not None
    assert dataset.count.plain > 100


@pytest.mark.parametrize("said", ["A1", "A1:B5", "A1:C5", "A1:B11", "A1:C11", "A1:Z400"])
@pytest.mark.parametrize("is_plain", [True, False])
def test_a_sheet_is_read_whole_whatever_size_it_says(
    tmp_path: Path, said: str, is_plain: bool
) -> None:
    """Some programs write the size of a sheet wrong; what stands beyond it is read too."""
    book = openpyxl.Workbook()
    book.active.append(["Year", "North", "South"])
    for year in range(2015, 2025):
        book.active.append([year, 100 + year % 7, 200 + year % 5])
    if not is_plain:
        book.active["C11"].number_format = 'yyyy "or so"'
        book.active["C11"] = "=B11*2"
    whole, path = tmp_path / "whole.xlsx", tmp_path / "said.xlsx"
    book.save(whole)
    with zipfile.ZipFile(whole) as parts, zipfile.ZipFile(path, "w") as out:
        for name in parts.namelist():
            part = parts.read(name)
            if name.endswith("sheet1.xml"):
                part, count = re.subn(
                    rb'<dimension ref="[^"]*"', f'<dimension ref="{said}"'.encode(), part
                )
                assert count == 1
            out.writestr(name, part)
    config = DatasetConfig.model_validate(
        {
            "source": "s",
            "path": "d.xlsx",
            "series": {"n": {"title": "N", "unit": "item", "column": "North"}},
        }
    )
    rows = [[*row.cells] for row in read_excel(path.read_bytes(), config) if any(row.cells)]
    assert len(rows) == 11
    assert [row[:2] for row in rows[1:]] == [
        [str(year), str(100 + year % 7)] for year in range(2015, 2025)
    ]
    assert [row[2] for row in rows[1:10]] == [str(200 + year % 5) for year in range(2015, 2024)]
    assert rows[10][2] == ("204" if is_plain else "=B11*2")
