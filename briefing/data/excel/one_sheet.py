"""A workbook of one sheet and no styles, from the parts of another: a library then gives numbers as they stand."""

from __future__ import annotations

import zipfile
from io import BytesIO

from briefing.data.excel.excel_package import MAIN

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELATION = '<Relationship Id="r{}" Type="' + _OFFICE + '/{}" Target="{}"/>'


def book_of_one_sheet(sheet: bytes, strings: bytes) -> BytesIO:
    """The workbook; spaces at the ends of its texts are kept, ``strings`` are those that cells share."""
    parts = {
        "_rels/.rels": _relations((1, "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}">'
            '<sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": _relations(
            (1, "worksheet", "worksheets/sheet1.xml"), (2, "sharedStrings", "sharedStrings.xml")
        ),
        "xl/sharedStrings.xml": _as_it_stands(strings) or f'<sst xmlns="{MAIN}"/>',
        "xl/worksheets/sheet1.xml": _as_it_stands(sheet),
    }
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as kept:
        for name, text in parts.items():
            kept.writestr(name, text)
    made.seek(0)
    return made


def _relations(*relations: tuple[int, str, str]) -> str:
    each = "".join(_RELATION.format(*one) for one in relations)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>'


def _as_it_stands(text: bytes) -> bytes:
    """A part that keeps all spaces, and codes of signs (``_x000D_``); ends of lines as XML has them (section 2.11)."""
    text = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    text = text.replace(b"_x", b"_x005F_x")
    return text.replace(b"<t>", b'<t xml:space="preserve">')
