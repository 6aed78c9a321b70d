"""Files that are small and ask for much are refused by a budget that is told, before memory goes."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from test_damaged_files import told

from briefing.core.budgets import allow

OPEN = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
ROW = (
    '<table:table-row table:number-rows-repeated="{rows}"><table:table-cell '
    'table:number-columns-repeated="{columns}" office:value-type="string"><text:p>a</text:p>'
    "</table:table-cell></table:table-row>"
)
SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
CELL = '<row><c r="A{n}"><v>1</v></c></row>'


def zipped(**parts: str | bytes) -> bytes:
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return found.getvalue()


def sheet_of(rows: str) -> bytes:
    return zipped(xl__workbook_xml="<w/>", xl__worksheets__sheet1_xml=f"{SHEET}{rows}</sheetData>")


def ods_of(rows: str) -> bytes:
    table = f'<table:table table:name="S">{rows}</table:table>'
    return zipped(content_xml=f"<office:d {OPEN}>{table}</office:d>")


def lying_zip() -> bytes:
    found = bytearray(zipped(d_csv=b"0" * 5_000_000))
    at = found.find(b"PK\x01\x02")
    found[at + 24 : at + 28] = struct.pack("<I", 100)
    return bytes(found).replace(b"d_csv", b"d.csv")


def parquet(rows: int, text: str = "x") -> bytes:
    column = pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), [text])
    found = io.BytesIO()
    pq.write_table(pa.table({"year": column.cast(pa.string())}), found, compression="zstd")
    return found.getvalue()


@pytest.fixture(autouse=True)
def _small_budgets():
    allow("unpacked=1000000 sheet=1000 parts=100 values=1000 rows=5000 cells=20000 columns=2000")
    yield
    allow("")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (
            "d.csv.gz",
            gzip.compress(b"year,t\n" + b"0" * 2_000_000, mtime=0),
            "1,000,000 bytes when unpacked",
        ),
        ("d.zip", lying_zip(), "it is no zip file that can be unpacked (Bad CRC-32"),
        ("d.zip", zipped(d_csv=b"") + b"PK\x01\x02" * 200, "may have 100 parts"),
        ("d.xlsx", sheet_of(CELL.format(n=1) * 1001), "may have 1,000 cells"),
        ("d.xlsx", sheet_of(CELL.format(n=30_000)), "reaches to row 30,000"),
        ("d.xlsx", sheet_of(" " * 1_100_000), "1,000,000 bytes when unpacked"),
        ("d.ods", ods_of(ROW.format(rows=200, columns=200)), "may have 20,000 cells"),
        ("d.ods", ods_of(ROW.format(rows="x", columns=1)), "damaged, or no such file"),
        ("d.ods", ods_of("<a/>" * 5000), "may have 1,000 cells"),
        ("d.json", b"[" + b"{}," * 1000 + b"{}]", "may have 1,000 values"),
        ("d.parquet", parquet(5001), "may have 5,000 rows"),
        ("d.parquet", parquet(10, "x" * 200_000), "a cell may have 131,072 characters"),
        ("d.csv", b"year" + b",c" * 2000 + b"\n", "may have 2,000 columns"),
        ("d.csv", b"year,t\n" + b"2024,1\n" * 5001, "may have 5,000 rows"),
    ],
)
def test_what_asks_for_much_is_told(tmp_path, name, content, said):
    (found,) = told(tmp_path, name, content)
    assert found.startswith(f"data/{name}"), found
    assert said in found


def test_blank_rows_at_the_end_cost_nothing_and_rows_within_are_counted(tmp_path):
    assert not told(tmp_path, "d.csv", b"year,t\n2024,1\n" + b" ,\n" * 4000)
    found = told(tmp_path, "d.csv", b"year,t\n2024,1\n" + b",\n" * 5001 + b"2025,1\n")
    assert "may have 5,000 rows" in found[0]


def test_a_wrong_byte_is_told_with_its_line_however_far_down(tmp_path):
    content = b"year,t\n" + b"2024,1\n" * 2000 + b"2025,\xff\n"
    (found,) = told(tmp_path, "d.csv", content)
    assert found.startswith("data/d.csv:2002: cannot be read as csv: byte 0xff is no utf-8")
