"""Files that are no table, or not the kind that their name promises: one message each, and what to do."""

import gzip
import io
import struct
import zipfile

import openpyxl
import pytest

from briefing.data.recognition.recognising import recognise
from briefing.data.unreadable import UnreadableFile

CSV = "year,births\n2022,5\n2023,6\n"
PAGE = "<html><body><table><tr><td>2022</td></tr></table></body></html>"
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
BEGINNING = struct.pack("<HH", 0x0809, 16) + bytes(16)


def refusal(name: str, content: bytes) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as found:
        recognise(name, content)
    assert found.value.advice, "what to do instead"
    return found.value


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("d.csv", b"\x89PNG\r\n\x1a\n", "it is a picture (PNG)"),
        ("d.xlsx", b"RIFF\x10\x00\x00\x00WEBPVP8 ", "it is a picture (WebP)"),
        ("d.csv", b"\x00\x00\x00\x18ftypheic", "it is a picture (HEIC)"),
        ("d.csv", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "it is a picture (SVG)"),
        ("d.csv", b"%PDF-1.7\n", "it is a PDF"),
        ("d.xls", PAGE.encode(), "it is a page (HTML)"),
        ("d.xls", f"<!-- saved -->\n{PAGE}".encode(), "it is a page (HTML)"),
        ("d.xls", f"<?xml version='1.0'?>{PAGE}".encode(), "it is a page (HTML)"),
        ("d.xls", PAGE.encode("utf-16"), "it is a page (HTML)"),
        ("d.xls", f"MIME-Version: 1.0\nContent-Type: text/html\n{PAGE}".encode(), "it is a page"),
        (
            "d.xls",
            b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>",
            "it is a workbook in the XML of Excel 2003",
        ),
        ("d.csv", b"<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>", "it is XML"),
        ("d.csv", b'[{"year": 2022, "births": 5}]', "it is JSON"),
        ("d.xlsx", b'[{"year": 2022, "births": 5}]', "it is JSON"),
        ("d.json", CSV.encode(), "it is plain text"),
        ("d.xls", CSV.replace(",", "\t").encode(), "it is plain text"),
        ("d.csv", gzip.compress(CSV.encode(), mtime=0), "it is a packed file"),
        ("d.csv.gz", CSV.encode(), "it is no gzip file"),
        ("d.csv", b"Rar!\x1a\x07\x01\x00", "it is a packed file (RAR)"),
        ("d.csv", b"SQLite format 3\x00", "it is a database"),
        ("d.csv", b"{\\rtf1 hello}", "it is a text document"),
        ("d.csv", b"version https://git-lfs.github.com/spec/v1\nsize 1\n", "it is a pointer"),
        ("d.csv", b"year,births\n2022,5\x00\n2023,6\n", "it holds NUL characters"),
        ("d.csv", bytes(range(128, 256)) * 9, "it is neither text nor a kind of file"),
        ("d.json", b"[" * 200_000, "it is no JSON"),
        ("d.txt", CSV.encode(), "the ending of 'd.txt' tells no format"),
        ("d.xls", OLD_WORKBOOK + BEGINNING + b"\x2f\x00\x04\x00", "it is a workbook that a password"),
        ("d.xls", OLD_WORKBOOK + BEGINNING + b"\xe1\x00\x00\x00\x0a", "it is no workbook"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_told_with_what_to_do(name, content, message):
    assert str(refusal(name, content)).startswith(message)


def test_a_text_under_an_unknown_ending_is_named_as_what_it_seems():
    assert "rename it to end in .tsv" in refusal("d.dat", b"year\tbirths\n2022\t5\n").advice
    assert ".csv, " in refusal("d.dat", b"\x00\x01" * 9).advice


def test_a_workbook_that_is_cut_short_is_told():
    assert str(refusal("d.xlsx", workbook([["year", "births"], [2022, 5]])[:600])) == (
        "it is cut short: its end is missing"
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_texts_of_two_bytes_a_letter_are_read(encoding):
    found = recognise("d.csv", "year,births\n2022,5\n2023,6\n".encode(encoding))
    assert found.header_rows == (1,)
    assert found.encoding == encoding


def test_a_workbook_of_charts_alone_is_told():
    book = openpyxl.Workbook()
    book.create_chartsheet("Figure 1")
    del book["Sheet"]
    assert "it holds charts (Figure 1) and no cells" in str(refusal("d.xlsx", saved(book)))


@pytest.mark.parametrize(
    "rows",
    [
        [["Sum of births", "Column Labels"], ["Row Labels", "F", "M"], [2021, 5, 6], [2022, 7, 8]],
        [["Sum of births"], ["Row Labels", "2021", "Grand Total"], ["North", 5, 5], [" F", 3, 3]],
    ],
)
def test_a_pivot_table_is_told_with_its_cell(rows):
    found = refusal("d.xlsx", workbook(rows))
    assert "is a pivot table" in str(found)
    assert "the data behind it" in found.advice


def test_a_pivot_table_beside_a_table_is_passed_over():
    book = openpyxl.load_workbook(io.BytesIO(workbook([["Row Labels", "n"], ["a", 1], ["b", 2]])))
    for row in [["year", "births"], [2022, 5], [2023, 6]]:
        (book["Data"] if "Data" in book.sheetnames else book.create_sheet("Data")).append(row)
    assert recognise("d.xlsx", saved(book)).sheet == "Data"


def test_formats_alone_below_a_table_are_cut_off():
    blank = [f'<row r="{n}"><c r="A{n}" s="0"/><c r="B{n}" s="0"/></row>' for n in range(4, 30_000)]
    found = recognise("d.xlsx", as_xml([*ROWS, *blank]))
    assert (found.rows, found.last_row, found.blank_rows) == (2, 3, 0)


def test_blank_rows_above_a_note_are_counted_to_the_last():
    note = '<row r="90000"><c r="A90000" t="inlineStr"><is><t>Source: office</t></is></c></row>'
    found = recognise("d.xlsx", as_xml([*ROWS, note]))
    assert (found.rows, found.blank_rows, found.notes) == (2, 89_996, ("Source: office",))


def test_blank_columns_at_the_right_are_no_columns():
    found = recognise("d.csv", CSV.replace("\n", f"{',' * 100_000}\n").encode())
    assert [one.header for one in found.columns] == ["year", "births"]


ROWS = [
    '<row r="1"><c r="A1" t="inlineStr"><is><t>year</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>births</t></is></c></row>',
    '<row r="2"><c r="A2"><v>2022</v></c><c r="B2"><v>5</v></c></row>',
    '<row r="3"><c r="A3"><v>2023</v></c><c r="B3"><v>6</v></c></row>',
]


def workbook(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def as_xml(rows: list[str]) -> bytes:
    """A workbook of one sheet with these rows, and no dimension."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook([["x"]]))) as parts,
        zipfile.ZipFile(stream, "w") as made,
    ):
        for name in parts.namelist():
            if name.startswith("xl/worksheets/"):
                made.writestr(
                    name,
                    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
                    f"<sheetData>{''.join(rows)}</sheetData></worksheet>",
                )
            else:
                made.writestr(name, parts.read(name))
    return stream.getvalue()
