"""How far the sheets of a workbook reach, before a library lays them out in memory.

A library that reads a sheet makes room for every cell up to its last row and column; one stray cell
in the last corner of a sheet is 17 thousand million cells. Rows of formats alone at the end of a
sheet, of which there may be a million, are cut off.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from briefing.data.unreadable import UnreadableFile

_MOST_CELLS = 16_000_000
"""Cells up to the last row and column of a sheet: half a gigabyte where it is laid out."""
_MOST_BYTES = 1_000_000_000
"""Bytes of all parts of a workbook, unpacked."""
_FILLED = rb'<c r="([A-Z]{%s})\d+"[^>]*[^/]>'
_WIDE, _NARROW = re.compile(_FILLED % b"3"), re.compile(_FILLED % b"1,2")
_ROW = re.compile(rb'r="[A-Z]{1,3}(\d+)"')
_LONG = 100_000
"""Bytes after the last cell of a sheet that holds something, above which they are cut off."""
_DIMENSION = re.compile(rb"<dimension [^>]*/>")
_LETTERS = 26
_ONE_CELL = 400
"""Bytes before a value in which its cell begins."""
_TWO_LETTERS = 702
"""Columns up to ZZ."""


def refuse_oversized(content: bytes) -> None:
    """Raise :class:`UnreadableFile` where a sheet of an ``.xlsx`` reaches too far to be laid out."""
    with zipfile.ZipFile(BytesIO(content)) as parts:
        if sum(one.file_size for one in parts.infolist()) > _MOST_BYTES:
            raise UnreadableFile(
                "it unpacks to more than 1 GB",
                "keep the rows and columns that the briefs read",
                code="oversized-table",
            )
        for one in parts.namelist():
            if one.startswith("xl/worksheets/") and one.endswith(".xml"):
                _check(parts.read(one))


def without_blank_ends(content: bytes) -> bytes:
    """An ``.xlsx`` whose sheets end with the last row in which something stands.

    The same bytes come back where no sheet has a long blank end, or the file is damaged.
    Raises :class:`UnreadableFile` where it is too large.
    """
    if not zipfile.is_zipfile(BytesIO(content)):
        return content
    refuse_oversized(content)
    cut = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as parts:
        sheets = [one for one in parts.namelist() if one.startswith("xl/worksheets/")]
        shorter = {one: text for one in sheets if (text := _without_end(parts.read(one)))}
        if not shorter:
            return content
        with zipfile.ZipFile(cut, "w") as kept:
            for one in parts.namelist():
                kept.writestr(one, shorter.get(one) or parts.read(one))
    return cut.getvalue()


def _without_end(sheet: bytes) -> bytes:
    """The XML of a sheet without its blank end; empty where it has no long one."""
    last = max(map(sheet.rfind, (b"<v>", b"<v ", b"<is>", b"<f>", b"<f ", b"<sheetData>")))
    start, end = sheet.find(b"</row>", last), sheet.find(b"</sheetData>", last)
    if last < 0 or start < 0 or end - start < _LONG:
        return b""
    head = _DIMENSION.sub(b"", sheet[: start + len(b"</row>")], count=1)
    return head + sheet[end:]


def _check(sheet: bytes) -> None:
    last = max(sheet.rfind(b"<v>"), sheet.rfind(b"<is>"))
    rows = _ROW.findall(sheet, max(0, last - _ONE_CELL), last) if last > 0 else []
    height = int(rows[-1]) if rows else 0
    if height * _TWO_LETTERS <= _MOST_CELLS and not _WIDE.search(sheet):
        return
    letters = set(_WIDE.findall(sheet)) or set(_NARROW.findall(sheet))
    width = max(map(_number, letters), default=0)
    if height * width > _MOST_CELLS:
        raise UnreadableFile(
            f"a sheet reaches to row {height:,} and column {width:,}, too far to be laid out",
            "delete what stands alone far right of or below the table, and keep the rows and columns "
            "that the briefs read",
            code="oversized-table",
        )


def _number(letters: bytes) -> int:
    found = 0
    for one in letters:
        found = found * _LETTERS + one - ord("A") + 1
    return found
