"""Workbooks to rows of texts: Excel's two generations and LibreOffice's, cells as the program shows them.

Merged labels are filled into the rows that they stand beside; a formula without a stored result is
handed on as it is, which no reader takes for a number. The libraries are imported where a workbook
is read: most projects have none.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from briefing.core.budgets import Budget
from briefing.data.excel.excel_package import parts_of_sheets
from briefing.data.grid import Row
from briefing.data.number_formats import currency_of, shown_number
from briefing.data.opendocument_rows import refuse_oversized_ods
from briefing.data.typed_rows import typed_text
from briefing.data.unreadable import UnreadableFile, reading_call
from briefing.data.workbook_size import refuse_once, refuse_oversized, without_blank_ends
from briefing.data.zip_parts import whole_part, zip_parts
from briefing.project.project_schema import DatasetConfig

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet
    from python_calamine import CalamineWorkbook

_NO_RESULT = re.compile(rb"<f\b(?:[^>]*/>|[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")
"""A formula in the XML of a sheet, and no value after it."""
_MERGES = re.compile(rb"<mergeCell\b")
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_HIDDEN_ROW = re.compile(rb'<row (?=[^>]*\bhidden="(?:1|true)")[^>]*?\br="(\d+)"')
_HIDDEN_COLUMN = re.compile(rb'<col (?=[^>]*\bhidden="(?:1|true)")[^>]*>')
_CURRENCY = re.compile(
    rb'formatCode="[^"]*(?:\$|\xc2\xa3|\xe2\x82\xac|\xc2\xa5|\xe2\x82\xb9|[A-Z]{3})|'
    rb'numFmtId="(?:[5-8]|4[1-4])"'
)
"""What styles hold where number formats show a currency, perhaps."""
_CHART_SHEET = re.compile(r"xl/chartsheets/([^/]+\.xml)")
_NO_RELATIONS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
)
_ENDS = re.compile(rb'\b(min|max)="(\d+)"')
_COMPOUND = b"\xd0\xcf\x11\xe0"
"""What a workbook of the old kind begins with; it has 65,536 rows and 256 columns at most."""
_MANY_BLANKS = 20_000
"""Blank rows after which a table is taken to have ended."""
_Range = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of merged ones: row and column of each, from 0."""


class _Cell(Protocol):
    """A cell of an Excel sheet that is read row by row."""

    @property
    def value(self) -> object: ...
    @property
    def number_format(self) -> str: ...


def sheet_names(content: bytes, kind: str = "excel") -> list[str]:
    """The sheets of a workbook; raises :class:`UnreadableFile`."""
    if kind == "excel":
        _refuse_oversized(content)
        if names := list(parts_of_sheets(content)):
            return names
        return [sheet.title for sheet in _workbook(content).worksheets]
    return _calamine(content).sheet_names


def read_excel(content: bytes, config: DatasetConfig) -> Iterator[Row]:
    """A sheet of an Excel workbook (.xlsx): numbers as their formats show them, dates as ISO texts.

    Below a long run of blank rows cells come without their formats, and blank rows are passed over.
    """
    from briefing.data.excel.plain_sheet import plain_rows

    content = without_blank_ends(content)
    if plain := plain_rows(content, config.sheet):
        yield from filled(*plain)
        return
    _refuse_charts_alone(content)
    book = _workbook(content)
    wanted = _named(config.sheet, book.sheetnames)
    sheet = book[wanted] if config.sheet else book.worksheets[0]
    if not hasattr(sheet, "iter_rows"):
        raise UnreadableFile(
            f"the sheet '{wanted}' is a chart, which holds no cells",
            f"its sheets with cells: {', '.join(one.title for one in book.worksheets[:12])}",
            code="unknown-sheet",
        )
    is_larger = _is_larger_than_said(content, sheet)
    if is_larger:
        sheet.reset_dimensions()
    rows: Iterator[tuple[_Cell, ...]] = sheet.iter_rows()
    formulas: Iterator[tuple[object, ...]] | None = None
    if _has(content, _NO_RESULT):
        unsolved = _workbook(content, computed=False)[sheet.title]
        if is_larger:
            unsolved.reset_dimensions()
        formulas = unsolved.iter_rows(values_only=True)
    found = list[Row]()
    blanks = 0
    for number, cells in enumerate(rows, 1):
        others = next(formulas) if formulas else ()
        texts = tuple(
            _shown(cell, others[index] if index < len(others) else None)
            for index, cell in enumerate(cells)
        )
        numbers = frozenset(i for i, cell in enumerate(cells) if _is_number(cell.value))
        found.append(Row(number, texts, sheet.title, numbers))
        blanks = 0 if any(texts) else blanks + 1
        if blanks >= _MANY_BLANKS:
            found += _below(content, sheet.title, number)
            break
    if _has(content, _MERGES):
        found = filled(found, _calamine(content).get_sheet_by_name(sheet.title).merged_cell_ranges)
    yield from found


def _is_larger_than_said(content: bytes, sheet: ReadOnlyWorksheet) -> bool:
    """Whether a sheet has cells beyond the size that it says, beyond which openpyxl reads none."""
    if sheet.max_row is None or sheet.max_column is None:
        return False
    end = _calamine(content).get_sheet_by_name(sheet.title).end
    return end is not None and (end[0] >= sheet.max_row or end[1] >= sheet.max_column)


def _below(content: bytes, sheet: str, after: int) -> Iterator[Row]:
    """The rows of a sheet below row ``after`` that are not blank, their numbers unformatted."""
    rows = _calamine(content).get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    for number, cells in enumerate(rows[after:], after + 1):
        if any(cell != "" for cell in cells):
            numbers = frozenset(i for i, cell in enumerate(cells) if _is_number(cell))
            yield Row(number, tuple(typed_text(cell) for cell in cells), sheet, numbers)


def currencies_of(content: bytes, sheet: str, rows: Collection[int]) -> dict[int, str]:
    """The signs of currencies that the formats of numbers in some rows of an ``.xlsx`` show, by column.

    A column is in it where all its numbers there have the same sign.
    """
    found: dict[int, set[str]] = {}
    if not _has(content, _CURRENCY, "xl/styles"):
        return {}
    from briefing.data.excel.plain_sheet import formats_of_numbers

    _refuse_oversized(content)
    formats = formats_of_numbers(content, sheet, min(rows), max(rows))
    for index, code in formats or _formats_of_numbers(content, sheet, rows):
        found.setdefault(index, set()).add(currency_of(code))
    return {index: next(iter(signs)) for index, signs in found.items() if len(signs) == 1}


def _formats_of_numbers(
    content: bytes, sheet: str, rows: Collection[int]
) -> Iterator[tuple[int, str]]:
    for row in _workbook(content)[sheet].iter_rows(min_row=min(rows), max_row=max(rows)):
        for index, cell in enumerate(row):
            if _is_number(cell.value):
                yield index, cell.number_format or ""


def hidden_of(content: bytes, sheet: str) -> tuple[list[int], list[tuple[int, int]]]:
    """The hidden rows of a sheet of an ``.xlsx``, and its hidden columns as runs from 1."""
    if not _has(content, _HIDDEN):
        return [], []
    part = parts_of_sheets(content).get(sheet, "")
    part = part or getattr(_workbook(content)[sheet], "_worksheet_path", "")
    with zip_parts(content) as parts:
        text = whole_part(parts, part) if part in parts.namelist() else b""
    rows = [int(one) for one in _HIDDEN_ROW.findall(text)]
    runs = []
    for column in _HIDDEN_COLUMN.findall(text):
        ends = dict(_ENDS.findall(column))
        runs.append((int(ends.get(b"min", b"1")), int(ends.get(b"max", b"1"))))
    return rows, runs


@dataclass(frozen=True, slots=True)
class SheetLook:
    """A sheet at first sight."""

    name: str
    rows: tuple[tuple[object, ...], ...]
    """Its cells as typed values, without formats; none of a sheet that is a chart."""
    is_hidden: bool = False
    is_chart: bool = False


def looked_at(content: bytes) -> list[SheetLook]:
    """All sheets of a workbook of any kind at first sight; raises :class:`UnreadableFile`."""
    book = _calamine(content)
    found, total = [], 0
    for one in book.sheets_metadata:
        is_hidden = str(one.visible) != "SheetVisibleEnum.Visible"
        if str(one.typ) != "SheetTypeEnum.WorkSheet":
            found.append(SheetLook(one.name, (), is_hidden, is_chart=True))
            continue
        cells = book.get_sheet_by_name(one.name).to_python(skip_empty_area=False)
        total += sum(map(len, cells))
        Budget.CELLS.check(total)
        while cells and not any(str(cell).strip() for cell in cells[-1]):
            cells.pop()
        found.append(SheetLook(one.name, tuple(map(tuple, cells)), is_hidden))
    return found


def read_other_workbook(content: bytes, config: DatasetConfig) -> Iterator[Row]:
    """A sheet of an older or binary Excel workbook (.xls, .xlsb): cells as their values."""
    book = _calamine(content)
    name = _named(config.sheet, book.sheet_names)
    sheet = book.get_sheet_by_name(name)
    rows = [
        Row(
            number,
            tuple(typed_text(cell) for cell in cells),
            name,
            frozenset(i for i, cell in enumerate(cells) if _is_number(cell)),
        )
        for number, cells in enumerate(sheet.to_python(skip_empty_area=False), 1)
    ]
    yield from filled(rows, sheet.merged_cell_ranges)


def filled(rows: list[Row], merges: list[_Range] | None) -> list[Row]:
    """The rows with the label of merged cells in each row that they cover, in their first column."""
    found = list(rows)
    for (top, left), (bottom, _) in merges or ():
        if top >= len(rows) or left >= len(rows[top].cells):
            continue
        text = rows[top].cells[left]
        for index in range(top + 1, min(bottom + 1, len(rows))):
            row = found[index]
            cells = [*row.cells, *[""] * (left + 1 - len(row.cells))]
            if not text.strip() or cells[left].strip():
                continue
            cells[left] = text
            found[index] = replace(row, cells=tuple(cells), merged=row.merged | {left})
    return found


def _shown(cell: _Cell, formula: object) -> str:
    value = cell.value
    if value is None and isinstance(formula, str):
        return formula
    if isinstance(value, int | float) and not isinstance(value, bool) and value == value:  # noqa: PLR0124
        return shown_number(value, cell.number_format or "General")
    return typed_text(value)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _named(sheet: str | None, names: list[str]) -> str:
    """The sheet that is read: the named one, or the first."""
    if sheet and sheet not in names:
        raise UnreadableFile(
            f"it has no sheet '{sheet}'", f"its sheets: {', '.join(names)}", code="unknown-sheet"
        )
    if not names:
        raise UnreadableFile("it has no sheets", code="damaged-data-file")
    return sheet or names[0]


def _workbook(content: bytes, *, computed: bool = True) -> Workbook:
    import openpyxl

    _refuse_oversized(content)
    with reading_call("it is no Excel workbook (.xlsx)"):
        stream = io.BytesIO(_without_charts(content))
        return openpyxl.load_workbook(stream, read_only=True, data_only=computed)


def _refuse_charts_alone(content: bytes) -> None:
    """Refuse a workbook whose sheets are charts, on which the other library stumbles."""
    sheets = _calamine(content).sheets_metadata
    if sheets and all(str(one.typ) == "SheetTypeEnum.ChartSheet" for one in sheets):
        said = f"it holds charts ({', '.join(one.name for one in sheets[:3])}) and no cells"
        raise UnreadableFile(said, "ask for the figures behind the charts", code="no-table")


def _without_charts(content: bytes) -> bytes:
    """A workbook whose chart sheets draw nothing: they hold no cells, and may be broken."""
    with zip_parts(content) as parts:
        charts = [one for one in parts.namelist() if _CHART_SHEET.fullmatch(one)]
        if not charts:
            return content
        drawn = {_CHART_SHEET.sub(r"xl/chartsheets/_rels/\1.rels", one) for one in charts}
        kept = io.BytesIO()
        with zipfile.ZipFile(kept, "w") as others:
            for one in parts.namelist():
                if one not in drawn:
                    others.writestr(one, whole_part(parts, one))
            for one in sorted(drawn):
                others.writestr(one, _NO_RELATIONS)
    return kept.getvalue()


def _calamine(content: bytes) -> CalamineWorkbook:
    from python_calamine import CalamineWorkbook

    _refuse_oversized(content)
    with reading_call("it is no workbook"):
        return CalamineWorkbook.from_filelike(io.BytesIO(content))


def _refuse_oversized(content: bytes) -> None:
    if not content.startswith(_COMPOUND):
        refuse_once(content, _refuse_by_kind)


def _refuse_by_kind(content: bytes) -> None:
    with zip_parts(content, "it is no workbook") as parts:
        is_open = "content.xml" in parts.namelist()
    (refuse_oversized_ods if is_open else refuse_oversized)(content)


def _has(content: bytes, pattern: re.Pattern[bytes], within: str = "xl/worksheets/") -> bool:
    """Whether the XML of a sheet, or of the parts ``within``, holds a pattern."""
    with zip_parts(content) as parts:
        sheets = (one for one in parts.namelist() if one.startswith(within))
        return any(pattern.search(whole_part(parts, one)) for one in sheets)
