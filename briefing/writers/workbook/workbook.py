"""The tables and the data of the charts of a brief to a workbook, one sheet each, with sources and notes.

Each sheet holds one table: its title, notes and source above it, one row of headers, no merged and no
blank cells between, as the Government Analysis Function's guidance on accessible spreadsheets asks.
Numbers are numbers; what is known by a bound alone, or withheld, is the text that the brief prints.
openpyxl is imported for the first workbook that is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

from briefing.core.document import Document, Figure
from briefing.core.plot import Mark
from briefing.core.statistics_table import Table, TableCell
from briefing.core.text_nodes import plain
from briefing.writers.zipped import zipped

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_LONGEST_NAME, _LEAST_WIDTH, _MOST_WIDTH = 31, 10, 60


@dataclass(frozen=True, slots=True)
class _Value:
    """What a cell holds: a number as it is printed, or a text."""

    text: str
    number: Fraction | None = None


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One sheet before it is written."""

    name: str
    above: tuple[str, ...]
    """Title, subtitle, notes and source, a row each."""
    header: tuple[str, ...]
    rows: tuple[tuple[_Value, ...], ...]


def workbook(document: Document) -> bytes:
    """The workbook; a list of the sheets comes first. The same document gives the same bytes."""
    import openpyxl

    sheets = [*_sheets(document)]
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    _fill(first, _contents(document, sheets), document)
    for one in sheets:
        _fill(book.create_sheet(), one, document)
    day = datetime.fromisoformat(document.day) if document.day else datetime(1980, 1, 1)  # noqa: DTZ001
    properties = book.properties
    properties.title, properties.creator = _clean(plain(document.title)), _clean(document.author)
    properties.language, properties.created = document.language, day
    out = BytesIO()
    book.save(out)
    return _as_of(out.getvalue(), day.replace(tzinfo=UTC))


def _sheets(document: Document) -> Iterator[_Sheet]:
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                yield _of_table(document, block)
            elif isinstance(block, Figure):
                yield _of_figure(document, block)


def _of_table(document: Document, table: Table) -> _Sheet:
    def value(cell: TableCell) -> _Value:
        fact = document.facts.get(cell.fact or "")
        own = fact.value if fact else None
        return _Value(cell.text, own if cell.scaled is None else cell.scaled)

    has_marks = any(row.mark or any(cell.mark for cell in row.cells) for row in table.rows)
    marks = (document.word("sheet_marks"),) if has_marks else ()
    rows = []
    for row in table.rows:
        told = [
            f"{column}: {cell.mark}"
            for column, cell in zip(table.columns, row.cells, strict=True)
            if cell.mark
        ]
        told = [row.mark, *told] if row.mark else told
        last = (_Value("; ".join(told)),) if has_marks else ()
        unit = () if table.of else (_Value(row.full_unit),)
        rows.append((_Value(row.full_heading), *unit, *map(value, row.cells), *last))
    names = (
        (table.of,) if table.of else (document.word("sheet_series"), document.word("sheet_unit"))
    )
    head = (*names, *table.columns, *marks)
    name = document.word("table", number=table.number)
    above = (table.title, *table.notes, _source(document, table.source))
    return _Sheet(name, above, head, tuple(rows))


def _of_figure(document: Document, figure: Figure) -> _Sheet:
    def value(mark: Mark | None) -> _Value:
        return _Value(mark.text, mark.value) if mark else _Value("")

    plot = figure.plot
    columns = plot.columns or plot.full_labels or plot.heads
    head = (document.word("sheet_series"), document.word("sheet_unit"), *columns)
    rows = tuple(
        (_Value(one.title), _Value(one.unit_name), *map(value, one.marks)) for one in plot.tracks
    )
    if plot.axes:  # each column has a unit of its own
        head = (document.word("sheet_series"), *(one.title for one in plot.axes))
        rows = tuple((_Value(one.title), *map(value, one.marks)) for one in plot.tracks)
    elif plot.form == "timeline":
        head, *told = figure.table
        rows = tuple(tuple(map(_Value, row)) for row in told)
    name = document.word("figure", number=figure.number)
    above = (plain(figure.title), figure.subtitle, *figure.notes, _source(document, figure.source))
    return _Sheet(name, above, head, rows)


def _source(document: Document, source: str) -> str:
    return document.word("source", source=source) if source else ""


def _contents(document: Document, sheets: Iterable[_Sheet]) -> _Sheet:
    """The first sheet: which sheets there are, and what each shows."""
    head = (document.word("sheet"), document.word("sheet_title"))
    rows = tuple((_Value(one.name), _Value(one.above[0])) for one in sheets)
    above = (plain(document.title), plain(document.subtitle), *document.marks)
    return _Sheet(document.word("sheet_contents"), above, head, rows)


def _fill(sheet: Worksheet, told: _Sheet, document: Document) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet.title = _NO_SHEET_NAME.sub("", _clean(told.name))[:_LONGEST_NAME]
    above = [one for one in told.above if one]
    for number, text in enumerate(above, 1):
        _put(sheet, number, 1, _Value(text), document)
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    top = len(above) + 1
    for column, text in enumerate(told.header, 1):
        _put(sheet, top, column, _Value(text), document)
        sheet.cell(top, column).font = Font(bold=True)
    for row, values in enumerate(told.rows, top + 1):
        for column, value in enumerate(values, 1):
            _put(sheet, row, column, value, document)
    sheet.freeze_panes = f"B{top + 1}"
    for column in range(1, len(told.header) + 1):
        below = [one[column - 1].text for one in told.rows if len(one) >= column]
        wide = max(map(len, (told.header[column - 1], *below)))
        sheet.column_dimensions[get_column_letter(column)].width = min(
            max(wide + 2, _LEAST_WIDTH), _MOST_WIDTH
        )


def _put(sheet: Worksheet, row: int, column: int, value: _Value, document: Document) -> None:
    cell = sheet.cell(row, column)
    if value.number is not None:
        cell.value = float(value.number)
        _, point, decimals = value.text.rpartition(document.number_form.decimal)
        digits = len(re.match(r"\d*", decimals)[0]) if point else 0  # type: ignore[index]
        cell.number_format = f"#,##0.{'0' * digits}" if digits else "#,##0"
    else:
        # Whatever it begins with: a text of a brief is no formula.
        cell.value, cell.data_type = _clean(value.text), "s"


def _clean(text: str) -> str:
    return _CONTROL.sub("", text)


def _as_of(content: bytes, day: datetime) -> bytes:
    """The same workbook as if it had been written on a day."""
    stamp = f"{day:%Y-%m-%dT%H:%M:%SZ}".encode()
    with ZipFile(BytesIO(content)) as parts:
        files = {name: parts.read(name) for name in parts.namelist()}
    core = files["docProps/core.xml"]
    files["docProps/core.xml"] = _MODIFIED.sub(lambda found: found[1] + stamp, core)
    return zipped(files)
