"""How much a workbook holds, before a library lays it out in memory.

A library that reads a sheet makes room for every cell up to its last row and column; one stray cell
in the last corner of a sheet is 17 thousand million cells. All parts are unpacked here once, piece by
piece, so that a part which is longer than the file says is told before a library believes it. Rows of
formats alone at the end of a sheet, of which there may be a million, count for nothing and are cut off.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO

from briefing.core.budgets import Budget, BudgetSpent
from briefing.data.unreadable import UnreadableFile
from briefing.data.zip_parts import pieces, whole_part, zip_parts

_FILLED = rb'<(?:\w+:)?c [^>]*?\br="([A-Z]{%s})\d+"(?:[^>]*[^/])?>'
_WIDE, _NARROW = re.compile(_FILLED % b"3"), re.compile(_FILLED % b"1,2")
_THREE_LETTERS = re.compile(rb'r="[A-Z]{3}\d')
_ROW = re.compile(rb'r="[A-Z]{1,3}(\d+)"')
_CELL = re.compile(rb"<(?:\w+:)?c[ />]")
_LONG = 100_000
"""Bytes after the last cell of a sheet that holds something, above which they are cut off."""
_DIMENSION = re.compile(rb"<dimension [^>]*/>")
_LETTERS = 26
_ONE_CELL = 400
"""Bytes before a value in which its cell begins, and in which a tag ends."""
_TWO_LETTERS = 702
"""Columns up to ZZ."""
_TAGS_OF_A_CELL = 8
_HEAVY = 32
"""How much more a tag of a part takes that is laid out whole: styles, names, links."""
_STREAMED = re.compile(r"xl/(?:worksheets/[^/]*\.(?:xml|bin)|sharedStrings\.(?:xml|bin))")
_UNREAD = re.compile(r"xl/(?:media|embeddings|printerSettings|charts|drawings|pivotCache)/")
_ROW_BEGINS, _LAST_CELL = 0, 11
"""Kinds of records of a binary sheet (MS-XLSB 2.3): a row, and up to this the cells in it."""


def refuse_oversized(content: bytes) -> None:
    """Raise :class:`UnreadableFile` where a workbook in a zip file holds too much to be laid out."""
    with zip_parts(content, "it is no workbook that can be unpacked") as parts:
        total = tags = 0
        for name in parts.namelist():
            looked_at = _looked_at(parts, name)
            if _UNREAD.match(name):
                looked_at = pieces(parts, name)
            for piece in looked_at:
                total += len(piece)
                Budget.UNPACKED.check(total)
                tags += _weight(name) * piece.count(b"<")
                if tags > Budget.SHEET.most * _TAGS_OF_A_CELL:
                    raise BudgetSpent(Budget.SHEET)


_SOUND = set[tuple[int, int]]()
"""What was looked through already: hash and length."""


def refuse_once(content: bytes, refuse: Callable[[bytes], None]) -> None:
    """Refuse what is too large, unless the same bytes were looked through before."""
    known = (hash(content), len(content))
    if known not in _SOUND:
        refuse(content)
        _SOUND.add(known)


def _weight(name: str) -> int:
    """What a tag of a part counts."""
    if name.startswith("xl/sharedStrings"):
        return 1
    return 0 if _STREAMED.match(name) or _UNREAD.match(name) else _HEAVY


def without_blank_ends(content: bytes) -> bytes:
    """An ``.xlsx`` whose sheets end with the last row in which something stands.

    The same bytes come back where no sheet has a long blank end, or the file is damaged.
    Raises :class:`UnreadableFile` where it is too large.
    """
    if not zipfile.is_zipfile(BytesIO(content)):
        return content
    refuse_once(content, refuse_oversized)
    cut = BytesIO()
    with zip_parts(content) as parts:
        sheets = [one for one in parts.namelist() if one.startswith("xl/worksheets/")]
        shorter = {one: text for one in sheets if (text := _without_end(whole_part(parts, one)))}
        if not shorter:
            return content
        with zipfile.ZipFile(cut, "w") as kept:
            for one in parts.namelist():
                kept.writestr(one, shorter.get(one) or whole_part(parts, one))
    return cut.getvalue()


def _without_end(sheet: bytes) -> bytes:
    """The XML of a sheet without its blank end; empty where it has no long one."""
    last = max(map(sheet.rfind, (b"<v>", b"<v ", b"<is>", b"<f>", b"<f ", b"<sheetData>")))
    start, end = sheet.find(b"</row>", last), sheet.find(b"</sheetData>", last)
    if last < 0 or start < 0 or end - start < _LONG:
        return b""
    head = _DIMENSION.sub(b"", sheet[: start + len(b"</row>")], count=1)
    return head + sheet[end:]


def _looked_at(parts: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The pieces of a part; those of a sheet are counted."""
    if name.endswith(".bin") and _STREAMED.match(name) and "worksheets" in name:
        found = whole_part(parts, name)
        _check_corner(*_corner_of(found))
        yield found
        return
    if not (name.startswith("xl/worksheets/") and name.endswith(".xml")):
        yield from pieces(parts, name)
        return
    cells = blank = 0
    corner, before = _Corner(), b""
    for piece in pieces(parts, name):
        last = max(piece.rfind(b"v>"), piece.rfind(b"is>"), 0)
        cells += blank + _cells(piece, 0, last) if last else 0
        blank = _cells(piece, last, len(piece)) + (0 if last else blank)
        Budget.SHEET.check(cells)
        corner.see(before + piece)
        before = piece[-_ONE_CELL:]
        yield piece
    corner.check()


def _cells(piece: bytes, start: int, end: int) -> int:
    """How many cells begin in a piece of a sheet between two places."""
    if b":c" in piece:  # with a prefix, perhaps
        return len(_CELL.findall(piece, start, end))
    return sum(piece.count(tag, start, end) for tag in (b"<c ", b"<c>", b"<c/"))


class _Corner:
    """The last row and column of a sheet in which something stands."""

    def __init__(self) -> None:
        self._height = 0
        self._letters = set[bytes]()
        self._is_wide = False

    def see(self, text: bytes) -> None:
        """Look at a piece of the sheet, with the end of the piece before."""
        last = max(text.rfind(b"v>"), text.rfind(b"is>"))
        rows = _ROW.findall(text, max(0, last - _ONE_CELL), last) if last > 0 else []
        self._height = max(self._height, int(rows[-1]) if rows else 0)
        if _THREE_LETTERS.search(text) and (wide := set(_WIDE.findall(text))):
            self._is_wide = True
            self._letters |= wide
        elif self._height * _TWO_LETTERS > Budget.CELLS.most and not self._is_wide:
            self._letters |= set(_NARROW.findall(text))

    def check(self) -> None:
        """Raise :class:`UnreadableFile` where it lies too far out."""
        _check_corner(self._height, max(map(_number, self._letters), default=0))


def _check_corner(height: int, width: int) -> None:
    if height * width > Budget.CELLS.most:
        raise UnreadableFile(
            f"a sheet reaches to row {height:,} and column {width:,}, too far to be laid out",
            "delete what stands alone far right of or below the table, and keep the rows and columns "
            "that the briefs read",
            code="oversized-table",
        )


def _corner_of(sheet: bytes) -> tuple[int, int]:
    """The last row and column of a binary sheet with a cell in it."""
    at = row = height = width = cells = 0
    while at < len(sheet):
        kind, at = _packed(sheet, at, 2)
        size, at = _packed(sheet, at, 4)
        if kind == _ROW_BEGINS:
            row = int.from_bytes(sheet[at : at + 4], "little") + 1
        elif kind <= _LAST_CELL:
            cells += 1
            Budget.SHEET.check(cells)
            height = max(height, row)
            width = max(width, int.from_bytes(sheet[at : at + 4], "little") + 1)
        at += size
    return height, width


def _packed(sheet: bytes, at: int, longest: int) -> tuple[int, int]:
    """A number in seven bits of each byte, the lowest first, and where it ends."""
    found = 0
    for place in range(longest):
        one = sheet[at] if at < len(sheet) else 0
        at += 1
        found |= (one & 0x7F) << 7 * place
        if one < 0x80:  # noqa: PLR2004
            break
    return found, at


def _number(letters: bytes) -> int:
    found = 0
    for one in letters:
        found = found * _LETTERS + one - ord("A") + 1
    return found
