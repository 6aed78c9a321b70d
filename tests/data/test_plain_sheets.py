"""Sheets that are read quickly have the rows that openpyxl reads, cell by cell; all others are left to it."""

from __future__ import annotations

import datetime as dt
import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from both_ways import LONG, declare, read_both_ways
from hypothesis import given
from hypothesis import strategies as st
from workbook_texts import rows_both_ways, workbook

from briefing.data import workbooks
from briefing.data.connectors import local_files
from briefing.data.excel import plain_sheet
from briefing.data.excel.plain_sheet import plain_rows
from briefing.data.number_formats import plain_number
from briefing.data.text_rows import TextRows

ROOT = Path(__file__).parents[2]
WORKBOOKS = sorted(
    path
    for folder in (ROOT.parent / "shared/data", ROOT / "tests/cases")
    for path in (folder.rglob("*.xlsx") if folder.exists() else ())
)
FORMATS = (
    "General", "0", "0.00", "#,##0", "#,##0.0,", "0%", "0.0%", "0.0&quot;%&quot;", "0.##",
    "&quot;£&quot;#,##0.00;[Red]-&quot;£&quot;#,##0.00", "#,##0;(#,##0);&quot;-&quot;", "0.00E+00",
    "# ?/?", "@", "yyyy-mm-dd", "dd/mm/yyyy hh:mm", "h:mm:ss", "[h]:mm", "mmm yy", "0.0&quot; p&quot;", "",
    "[$-409]d mmm yyyy", "0.0\\ &quot;e&quot;", "#", ".00",
)  # fmt: skip


@pytest.fixture
def opened_once(monkeypatch):
    """A workbook of many sheets is opened by openpyxl once, and not for each of them."""
    monkeypatch.setattr(workbooks, "_workbook", cache(workbooks._workbook))


@pytest.mark.usefixtures("opened_once")
@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: f"{path.parts[-3]}-{path.name}")
def test_published_workbooks_are_read_as_before(path):
    content = path.read_bytes()
    names = [one.title for one in openpyxl.load_workbook(path, read_only=True).worksheets]
    has_no_result = "formula-without-value" in str(path)
    for name in names:
        quick, careful = rows_both_ways(content, name)
        assert quick == (careful or None if not has_no_result else None), name


def cell(what, at="B1", more=""):
    return f'<row r="1"><c r="A1"><v>1</v></c><c r="{at}"{more}>{what}</c></row>'


PLAIN = {
    "a whole number": cell("<v>3</v>"),
    "fifteen digits": cell("<v>123456789012345</v>"),
    "many decimals": cell("<v>0.30000000000000004</v>"),
    "an exponent": cell("<v>1.5E-7</v>"),
    "below nought": cell("<v>-2.5</v>"),
    "true": cell("<v>1</v>", more=' t="b"'),
    "false": cell("<v>0</v>", more=' t="b"'),
    "an error": cell("<v>#N/A</v>", more=' t="e"'),
    "an error of a formula": cell('<f ca="1">B9/0</f><v>#DIV/0!</v>', more=' s="2" t="e"'),
    "a number of a formula": cell("<f>A1*2</f><v>2</v>", more=' s="2"'),
    "a text of a formula": cell("<f>A1&amp;&quot;x&quot;</f><v> 1x </v>", more=' t="str"'),
    "a text within": cell("<is><t> pad </t></is>", more=' t="inlineStr"'),
    "spaces by their codes": cell("<is><t>&#32;pad&#10;</t></is>", more=' t="inlineStr"'),
    "a rich text within": cell("<is><r><t>a </t></r><r><t> b</t></r></is>", more=' t="inlineStr"'),
    "ends of lines": cell("<is><t>a\r\nb\rc</t></is>", more=' t="inlineStr"'),
    "a sign by its code": cell("<is><t>a_x000D_b</t></is>", more=' t="inlineStr"'),
    "entities": cell("<v>&lt;5 &amp; &#x20AC;&#233;</v>", more=' t="str"'),
    "a shared text": cell("<v>0</v>", more=' t="s"'),
    "a shared rich text": cell("<v>1</v>", more=' t="s"'),
    "a shared text with spaces": cell("<v>2</v>", more=' t="s"'),
    "no shared text": cell("<v>3</v>", more=' t="s"'),
    "one after it": cell("<v>4</v>", more=' t="s"'),
    "a shared sign by its code": cell("<v>5</v>", more=' t="s"'),
    "a number as a text": cell("<v>6</v>", more=' t="s"'),
    "a blank styled cell": '<row r="1"><c r="A1"><v>1</v></c><c r="E1" s="3"/></row>',
    "a row that is missing": '<row r="2"><c r="C2"><v>1</v></c></row><row r="9" ht="3"><c r="A9"><v>2</v></c></row>',
    "a row of nothing": '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"/><row r="7" spans="1:2"/>',
    "far columns": '<row r="1"><c r="Z1"><v>1</v></c><c r="AA1"><v>2</v></c><c r="AAB1"><v>3</v></c></row>',
}
ODD = {
    "sixteen digits": cell("<v>1234567890123456</v>"),
    "nought below nought": cell("<v>-0</v>"),
    "no number": cell("<v> 5 </v>"),
    "a digit by its code": cell("<v>12&#x33;</v>"),
    "a first digit by its code": cell("<v>&#x31;2</v>"),
    "a shared text by the code of its number": cell("<v>&#x31;</v>", more=' t="s"'),
    "spaces around the number of a shared text": cell("<v> 1 </v>", more=' t="s"'),
    "a day as a text": cell("<v>2024-01-31</v>", more=' t="d"'),
    "a formula without a result": cell("<f>A1*2</f>"),
    "a formula without a result beside text": cell("<f>A1</f><v></v>", more=' t="str"'),
    "a comment": cell("<v>x<!-- c -->y</v>", more=' t="str"'),
    "a section of characters": cell("<is><t><![CDATA[<5]]></t></is>", more=' t="inlineStr"'),
    "another order": cell("<v>5</v>", more=' t="n" s="2"'),
    "a cell without its place": '<row r="1"><c><v>1</v></c></row>',
    "a row without its number": '<row><c r="A1"><v>1</v></c></row>',
    "a cell of another row": '<row r="2"><c r="A1"><v>1</v></c></row>',
    "cells in no order": '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
    "a style that is not there": cell("", more=' s="99"'),
    "an underscore by its code": cell("<is><t>a_x005F_x000D_b</t></is>", more=' t="inlineStr"'),
}
STRINGS = (
    "<si><t>plain</t></si><si><r><t>a </t></r><r><rPr><b/></rPr><t> b</t></r></si><si><t> pad </t></si><si/>"
    "<si><t>kan</t><rPh sb='0' eb='1'><t>ph</t></rPh></si><si><t>x_x000D_\ny</t></si><si><t>1200</t></si>"
)


@pytest.mark.parametrize("name", [*PLAIN, *ODD])
@pytest.mark.parametrize("head", ["", '<dimension ref="A1:AAC9"/>'])
def test_every_form_of_cell_is_read_as_before(name, head):
    content = workbook((PLAIN | ODD)[name], strings=STRINGS, styles=FORMATS, head=head)
    quick, careful = rows_both_ways(content)
    assert quick in (None, careful)
    assert careful
    assert (quick is not None) == (name in PLAIN)


@pytest.mark.parametrize(
    "head",
    [
        '<dimension ref="A1"/>',
        '<dimension ref="A1:B2"/>',
        '<dimension ref="B2:C3"/>',
        '<dimension ref="A1:D1048576"/>',
        '<dimension ref="A1:D4"/>',
    ],
)
def test_a_sheet_has_the_rows_and_cells_that_it_says_and_all_that_it_has(head):
    data = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="C{n}"><v>2</v></c></row>' for n in (2, 3)
    )
    quick, careful = rows_both_ways(workbook(data, head=head))
    assert quick == careful
    assert [row.cells[:3] for row in quick if any(row.cells)] == [("2", "", "2"), ("3", "", "2")]


@pytest.mark.parametrize("gap", [19_999, 20_000, 20_001, 30_000])
@pytest.mark.parametrize("styled", [False, True])
@pytest.mark.parametrize("below", ["<v>2</v>", ""])
def test_a_long_run_of_blank_rows_ends_a_table(gap, styled, below):
    number = gap + 2
    between = "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(2, number) if styled)
    last = f'<row r="{number}"><c r="A{number}" s="1">{below}</c></row>'
    content = workbook(cell("<v>1</v>") + between + last, styles=("0.0",))
    quick, careful = rows_both_ways(content)
    assert quick in (None, careful)
    assert (quick is None) == (gap > 19_999 and bool(below or not styled))


@pytest.mark.parametrize("days", ["0", "1", "true"])
@pytest.mark.parametrize("style", range(len(FORMATS) + 1))
def test_values_are_shown_as_before(style, days):
    values = (
        0, 1, 0.5, 59, 60, 61, 1.5, 45322, 45322.75, 45322.999999, -3, 0.04, 2.675, 1234567.891, 0.125,
        -0.004, 1e-7, 99.995,
    )  # fmt: skip
    data = "".join(
        f'<row r="{n}"><c r="A{n}" s="{style}"><v>{value}</v></c></row>'
        for n, value in enumerate(values, 1)
        if not (value < 0 and FORMATS[style - 1].count("m"))
    )
    quick, careful = rows_both_ways(workbook(data, styles=FORMATS, days=days))
    assert quick == careful


def test_a_day_that_no_calendar_has_is_left_to_the_other_reader():
    data = '<row r="1"><c r="A1" s="1"><v>9999999</v></c></row>'
    quick, careful = rows_both_ways(workbook(data, styles=("yyyy-mm-dd",)))
    assert quick is None
    assert careful[0].cells == ("#VALUE!",)


@given(
    st.lists(
        st.tuples(st.floats(-1e15, 1e15, exclude_min=True, exclude_max=True), st.integers(0, 13)),
        min_size=1,
        max_size=30,
    )
)
def test_any_number_is_shown_as_before(cells):
    data = "".join(
        f'<row r="{n}"><c r="B{n}" s="{style}"><v>{value!r}</v></c></row>'
        for n, (value, style) in enumerate(cells, 1)
    )
    quick, careful = rows_both_ways(workbook(data, styles=FORMATS))
    is_odd = any(value == 0 and repr(value).startswith("-") for value, _ in cells)
    assert quick == (None if is_odd else careful)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_plain_number_has_fifteen_digits_and_no_exponent(value):
    exact = f"{Decimal(f'{value:.15g}'):f}"
    text = exact.rstrip("0").rstrip(".") if "." in exact else exact
    assert plain_number(value) == text


def made_by_openpyxl():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Area", "When", "Rate", "Sum", "Note"])
    day = dt.datetime(2024, 2, 29, 13, 30)  # noqa: DTZ001 - workbooks know no zones
    for row, what in enumerate([day, day.date(), dt.time(9, 5), dt.timedelta(hours=30)], 2):
        sheet.append([f" Area {row // 2}", what, 0.1 * row, 1000 * row, "x" if row % 2 else None])
        sheet.cell(row, 3).number_format = "0.0%"
        sheet.cell(row, 4).number_format = '"£"#,##0'
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("A9:B9")
    sheet["A9"] = "Source: office"
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["E"].hidden = True
    sheet["C3"].comment = openpyxl.comments.Comment("provisional", "me")
    hidden = book.create_sheet("Other")
    hidden["C5"] = True
    hidden.sheet_state = "hidden"
    book.create_sheet("Blank")
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


@pytest.mark.parametrize("sheet", [None, "Other", "Blank"])
def test_a_workbook_with_all_that_offices_use(sheet):
    quick, careful = rows_both_ways(made_by_openpyxl(), sheet)
    assert quick == (careful if sheet != "Blank" else None)
    if sheet is None:
        assert careful[2].cells[:3] == (" Area 1", "2024-02-29", "30.0%")
        assert careful[2].merged == {0}


@pytest.mark.parametrize("cut", range(0, 100, 7))
def test_a_damaged_workbook_is_not_read_quickly(cut):
    content = bytearray(made_by_openpyxl())
    for at in range(len(content) * cut // 100, len(content) * cut // 100 + 40):
        content[at % len(content)] ^= 0x55
    assert isinstance(plain_rows(bytes(content), None), tuple | None)


def long_sheet(path, *, below=(), merge=""):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Figures"
    sheet.append(["Table 1"])
    sheet.append(["who", "year", "x", "y"])
    for who in "ABCDE":
        for year in range(1990, 2024):
            sheet.append([who, year, (ord(who) * year) % 977 / 8, None if year % 9 == 0 else 0.1])
            sheet.cell(sheet.max_row, 3).number_format = ["0.0", "#,##0.00"][year % 2]
            sheet.cell(sheet.max_row, 4).number_format = "0%"
    sheet.append([])
    for one in below:
        sheet.append([one])
    if merge:
        sheet.merge_cells(merge)
    book.save(path)


@pytest.mark.parametrize(
    ("keys", "more"),
    [
        (LONG, {}),
        (LONG + "\n    where: {who: [A, B]}", {}),
        (LONG + "\n    rows: {first: 5, last: 40}", {}),
        (LONG, {"below": ["Source: office", "1. Of adults."]}),
        (LONG, {"merge": "A1:D1"}),
        (LONG, {"merge": "E1:E2"}),
        (LONG, {"merge": "A3:A9"}),
        (LONG, {"below": ["a\nb"]}),
    ],
)
def test_a_long_sheet_becomes_columns_with_the_same_facts(tmp_path, monkeypatch, keys, more):
    (tmp_path / "data").mkdir()
    long_sheet(tmp_path / "data/d.xlsx", **more)
    declare(tmp_path, "xlsx", keys + "\n    header: 2")
    monkeypatch.setattr(local_files, "FEWEST_BYTES", 1)
    quick, careful, (one, other) = read_both_ways(tmp_path, "FEWEST_ROWS", "read_grid")
    assert quick == careful
    assert quick[0]
    assert replace(one, rows=[*one.rows]) == replace(other, rows=[*other.rows])
    assert isinstance(one.rows, TextRows) == (
        more.get("merge") != "A3:A9" and "a\nb" not in more.get("below", ())
    )


@pytest.mark.parametrize("number", [*range(50), 100])
def test_formats_without_a_code_are_those_of_openpyxl(number):
    data = "".join(
        f'<row r="{n}"><c r="A{n}" s="1"><v>{value}</v></c></row>'
        for n, value in enumerate((0, 0.5, 2.345, 45322.75, 1234567), 1)
    )
    content = workbook(data, styles=("0",))
    parts = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as found, zipfile.ZipFile(parts, "w") as kept:
        for name in found.namelist():
            kept.writestr(
                name,
                found.read(name).replace(b'<xf numFmtId="164"/>', b'<xf numFmtId="%d"/>' % number),
            )
    quick, careful = rows_both_ways(parts.getvalue())
    assert quick == careful


def test_plain_numbers_need_no_openpyxl():
    data = '<row r="1"><c r="A1" s="1"><v>0.413</v></c><c r="B1" s="2"><v>5</v></c></row>'
    made = workbook(data, styles=("0.0%", "#,##0.00"))
    code = (
        "import sys; from briefing.data.excel.plain_sheet import plain_rows; "
        "print(plain_rows(sys.stdin.buffer.read(), None)[0][0].cells, 'openpyxl' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], input=made, capture_output=True, check=True)
    assert told.stdout.decode().strip() == "('41.3%', '5.00') False"


@pytest.mark.usefixtures("opened_once")
@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: f"{path.parts[-3]}-{path.name}")
def test_what_else_is_known_of_a_sheet_is_what_openpyxl_knows(path, monkeypatch):
    def known():
        names = workbooks.sheet_names(content)
        rows = [(1, 40), (5, 6), (90, 300)]
        return names, [
            (
                workbooks.hidden_of(content, name),
                [workbooks.currencies_of(content, name, one) for one in rows],
            )
            for name in names[:12]
        ]

    content = path.read_bytes()
    quick = known()
    monkeypatch.setattr(workbooks, "parts_of_sheets", lambda _: {})
    monkeypatch.setattr(plain_sheet, "formats_of_numbers", lambda *_: None)
    assert quick == known()


def test_currencies_are_those_of_numbers_alone():
    book = openpyxl.load_workbook(io.BytesIO(made_by_openpyxl()))
    sheet = book.worksheets[0]
    sheet["F2"], sheet["F3"], sheet["G2"] = 5, 6, 7
    for cell, code in {
        "F2": "[$€-2] #,##0",
        "F3": "$#,##0",
        "G2": "£0",
        "G3": "€0",
        "E3": "€0",
    }.items():
        sheet[cell].number_format = code
    kept = io.BytesIO()
    book.save(kept)
    content, rows = kept.getvalue(), [2, 3]
    assert plain_sheet.formats_of_numbers(content, "Sheet", 2, 3)
    assert workbooks.currencies_of(content, "Sheet", rows) == {
        2: "",
        3: "£",
        6: "£",
    }  # two in one column are nobody's
    assert workbooks.sheet_names(content) == ["Sheet", "Other", "Blank"]
    assert workbooks.hidden_of(content, "Sheet") == ([3], [(5, 5)])


def test_a_long_sheet_is_read_without_pandas_and_openpyxl(tmp_path):
    (tmp_path / "data").mkdir()
    long_sheet(tmp_path / "data/d.xlsx", below=["Källa: verket"])
    declare(tmp_path, "xlsx", LONG + "\n    header: 2")
    code = (
        "import sys\nfrom pathlib import Path\nfrom briefing.app.build import pipeline\n"
        "from briefing.core.problems import ProblemLog\nfrom briefing.data import reading\n"
        "from briefing.data.connectors import local_files\n"
        "local_files.FEWEST_BYTES, local_files.FEWEST_ROWS = 1, 1\n"
        "one = pipeline.open_project(Path(sys.argv[1]))\n"
        "found = reading.read_datasets(one.workspace, one.config, one.places, ['d'], ProblemLog())\n"
        "print(found['d'].notes[0], [*{'pyarrow', 'pandas', 'openpyxl'} & {*sys.modules}])"
    )
    told = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code, tmp_path], capture_output=True, check=True
    )
    assert told.stdout.decode().strip() == "Källa: verket ['pyarrow']"
