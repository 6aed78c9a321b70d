"""A sheet of an Excel workbook that is written plainly, to texts: the same as row by row, in a fraction of the time.

The values are read by calamine, which is imported where a workbook is read, and how they are shown is looked up by
the styles of their cells. Where that library would give another value than stands there, or the sheet is not written
as usual, nothing is read: numbers of more digits than double precision keeps, formulas without a result.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, repeat
from typing import TYPE_CHECKING, TypeAlias
from xml.parsers import expat

from briefing.core.arrays import np
from briefing.data.excel.cell_formats import CellFormats, formats_of
from briefing.data.excel.cell_tags import ERROR, NOTHING, TEXT, CellTags, Numbers, OddSheet
from briefing.data.excel.excel_package import MAIN, package_of
from briefing.data.excel.one_sheet import book_of_one_sheet
from briefing.data.grid import Row
from briefing.data.unreadable import UnreadableFile, reading_call
from briefing.data.zip_parts import whole_part, zip_parts

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from python_calamine import CalamineSheet

_NO_RESULT = re.compile(rb"<f\b(?:[^>]*/>|[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")
"""A formula in the XML of a sheet, and no value after it."""
_ROOT = re.compile(
    rb'(?:<\?xml version="1\.0"(?: encoding="(?i:utf-8)")?(?: standalone="(?:yes|no)")?\s*\?>)?\s*'
    rb'<(?:worksheet|sst)\b[^>]*?\sxmlns="%s"' % MAIN.encode()
)
_ODD_VALUES = (
    re.compile(rb"<v>-0[.0]*(?:[eE][^<]*)?</v>"),
    re.compile(rb"<v>(?:[^<&]*&#|[0-9][^<&]*&)"),
    re.compile(rb't="s"[^/>]*>(?!<v>[0-9]+</v>)'),
)
"""Nought below nought, digits written by their codes, and no number of a shared text."""
_DIMENSION = re.compile(rb'<dimension ref="(?:[A-Z]{1,3}\d{1,7}:)?([A-Z]{1,3})(\d{1,7})"\s*/>')
_ERROR = re.compile(rb"[^>]*>(?:<f\b(?:[^>]*/>|[^>]*>[^<]*</f>))?<v>([^<&]*)</v></c>")
_LETTERS = 26
_MOST_AT_ONCE, _MOST_CELLS_AT_ONCE = 10_000, 500_000
MANY_BLANKS = 20_000
"""Blank rows after which a table is taken to have ended."""
Flags: TypeAlias = "NDArray[np.bool_]"
Merge = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of merged ones: row and column of each, from 0."""


@dataclass(frozen=True, slots=True)
class Block:
    """Some rows of a sheet, column by column."""

    first: int
    """The number of its first row."""
    columns: list[list[str]]
    numbers: Sequence[Flags]
    """Of each column, which cells the file holds as numbers."""


@dataclass(frozen=True, slots=True)
class PlainSheet:
    """The cells of a sheet before any text is made of them."""

    name: str
    height: int
    """How many rows it has."""
    widths: Numbers
    """How many cells each row has."""
    merges: list[Merge]
    _tags: CellTags
    _formats: CellFormats
    _values: CalamineSheet
    _errors: dict[tuple[int, int], str]

    @property
    def width(self) -> int:
        """How many cells the longest row has."""
        return int(self.widths.max(initial=0))

    def blocks(self) -> Iterator[Block]:
        """Its rows, as they are shown; raises whatever a library raises, or :class:`OddSheet`."""
        tags, width, start = self._tags, self.width, (self._values.start or (0, 0))[1]
        rows = chain(self._values.iter_rows(), repeat([""] * self._values.width))
        at_once = max(1, min(_MOST_AT_ONCE, _MOST_CELLS_AT_ONCE // max(width, 1)))
        for first in range(1, self.height + 1, at_once):
            count = min(at_once, self.height + 1 - first)
            values = dict(enumerate(zip(*islice(rows, count), strict=True), start))
            least, most = np.searchsorted(tags.rows, (first, first + count)).tolist()
            kinds = np.full((width, count), NOTHING, dtype=np.int32)
            kinds[tags.columns[least:most] - 1, tags.rows[least:most] - first] = tags.kinds[
                least:most
            ]
            found = [
                self._texts(values.get(at, ("",) * count), kinds[at], (first, at + 1))
                for at in range(width)
            ]
            yield Block(first, [one for one, _ in found], [one for _, one in found])

    def _texts(
        self, values: Sequence[object], kinds: Numbers, corner: tuple[int, int]
    ) -> tuple[list[str], Flags]:
        """The texts of a piece of a column, and which of them are numbers."""
        texts, are_numbers = [""] * len(kinds), np.zeros(len(kinds), dtype=bool)
        occurring = (np.flatnonzero(np.bincount(kinds - NOTHING)) + NOTHING).tolist()
        for kind in occurring:
            shown = self._formats.texts(kind if kind != ERROR else TEXT)
            if len(occurring) == 1 and kind != ERROR:
                texts = [shown[one] for one in values]
                at = list(range(len(texts)))
            else:
                at = np.flatnonzero(kinds == kind).tolist()
                for one in at:
                    value = values[one]
                    texts[one] = shown[value]
            if self._formats.is_number(kind):
                are_numbers[[one for one in at if texts[one]]] = True
            if kind == ERROR:
                for one in at:
                    texts[one] = self._errors[corner[0] + one, corner[1]]
        return texts, are_numbers

    def rows(self) -> list[Row]:
        """Its rows one by one, merged cells as they are."""
        found, blanks = list[Row](), 0
        for block in self.blocks():
            for row in self.rows_of(block):
                found.append(row)
                blanks = 0 if any(row.cells) else blanks + 1
                if blanks >= MANY_BLANKS:
                    if row.number < self._tags.rows[-1]:
                        raise OddSheet
                    return found
        return found

    def rows_of(self, block: Block) -> Iterator[Row]:
        """The rows of a block."""
        known = dict[bytes, frozenset[int]]()
        flags = np.stack(block.numbers, axis=1)
        for at, cells in enumerate(zip(*block.columns, strict=True)):
            key = flags[at].tobytes()
            if key not in known:
                known[key] = frozenset(np.flatnonzero(flags[at]).tolist())
            number = block.first + at
            yield Row(number, cells[: self.widths[number - 1]], self.name, known[key])

    def formats_in(self, least: int, most: int) -> list[tuple[int, str]]:
        """The column, from 0, and the number format of each number in some rows, from one number to another."""
        tags, start = self._tags, (self._values.start or (0, 0))[1]
        values = list(islice(self._values.iter_rows(), most))
        found = []
        for at in range(*np.searchsorted(tags.rows, (least, most + 1)).tolist()):
            row, column, kind = (int(one[at]) for one in (tags.rows, tags.columns, tags.kinds))
            cells = values[row - 1] if row <= len(values) else []
            is_there = 0 <= column - 1 - start < len(cells) and cells[column - 1 - start] != ""
            if is_there and self._formats.is_number(kind):
                found.append((column - 1, self._formats.code(kind)))
        return found


def formats_of_numbers(
    content: bytes, name: str, least: int, most: int
) -> list[tuple[int, str]] | None:
    """The column and format of each number in some rows of a sheet; ``None`` where more care is due."""
    try:
        with reading_call():
            sheet = plain_sheet(content, name)
            return sheet.formats_in(least, most) if sheet else None
    except UnreadableFile:
        return None


def plain_rows(content: bytes, name: str | None) -> tuple[list[Row], list[Merge]] | None:
    """The rows of a sheet, and its merged cells; ``None`` where it must be read with more care."""
    try:
        with reading_call():
            sheet = plain_sheet(content, name)
            return (sheet.rows(), sheet.merges) if sheet else None
    except UnreadableFile:
        return None


def plain_sheet(content: bytes, name: str | None) -> PlainSheet | None:
    """A sheet by its name, or the first one; calamine is loaded for it.

    ``None``, or whatever a library raises, where it must be read with more care.
    """
    from python_calamine import CalamineWorkbook

    with zip_parts(content) as parts:
        package = package_of(parts)
        name = name or next(iter(package.sheets if package else ()), "")
        if package is None or name not in package.sheets:
            return None
        sheet = whole_part(parts, package.sheets[name])
        strings = whole_part(parts, package.strings) if package.strings else b""
        formats = formats_of(parts, package)
    if formats is None or not all(map(_is_plain, (sheet, strings) if strings else (sheet,))):
        return None
    if any(odd.search(sheet) for odd in (_NO_RESULT, *_ODD_VALUES)):
        return None
    tags = CellTags.of(sheet)
    height, widths = _height_and_widths(sheet, tags)
    errors = _errors(sheet, tags)
    book = CalamineWorkbook.from_filelike(book_of_one_sheet(sheet, strings))
    values = book.get_sheet_by_index(0)
    merges = values.merged_cell_ranges or []
    return PlainSheet(name, height, widths, merges, tags, formats, values, errors)


def _is_plain(part: bytes) -> bool:
    """Whether the XML of a part is sound, and two readers understand it alike."""
    if not _ROOT.match(part) or part.count(MAIN.encode()) != 1 or b"<!" in part:
        return False
    if part.find(b"<?", 2) >= 0:
        return False
    if part.count(b"<t ") != part.count(b'<t xml:space="preserve">'):
        return False
    if b"x005F_" in part:  # which openpyxl leaves out of shared texts alone
        return False
    expat.ParserCreate().Parse(part, True)
    return True


def _height_and_widths(sheet: bytes, tags: CellTags) -> tuple[int, Numbers]:
    """How many rows a sheet has, and how many cells each of them: as many as it says, where it says no fewer than it has."""
    head = sheet[: sheet.find(b"<sheetData>")]
    last_row, last_column = int(tags.rows[-1]), int(tags.columns.max())
    height = min(tags.height, last_row + MANY_BLANKS)
    said = _DIMENSION.search(head)
    if said is None and b"<dimension" in head:
        raise OddSheet
    width = _column(said[1].decode()) if said else 0
    if said is None or last_row > int(said[2]) or last_column > width:
        widths = np.zeros(height, dtype=np.int32)
        np.maximum.at(widths, tags.rows - 1, tags.columns)
        return height, widths
    height = min(height, int(said[2]))
    return height, np.full(height, width, dtype=np.int32)


def _column(letters: str) -> int:
    found = 0
    for one in letters:
        found = found * _LETTERS + ord(one) - ord("A") + 1
    return found


def _errors(sheet: bytes, tags: CellTags) -> dict[tuple[int, int], str]:
    """The errors that stand in cells, such as ``#N/A``, by row and column."""
    found = {}
    for one in np.flatnonzero(tags.kinds == ERROR).tolist():
        said = _ERROR.match(sheet, int(tags.ends[one]))
        if said is None:
            raise OddSheet
        found[int(tags.rows[one]), int(tags.columns[one])] = said[1].decode()
    return found
