"""Readers by format: bytes of a file to rows of texts. Each keeps every cell as printed.

Third parties add readers by the entry-point group ``briefing.readers``: a function from the bytes
and the data set's config to numbered rows.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from briefing.core.plugins import Registry
from briefing.core.problems import Refusal
from briefing.data.grid import Row
from briefing.project.project_schema import DatasetConfig

if TYPE_CHECKING:
    from openpyxl import Workbook

Reader = Callable[[bytes, DatasetConfig], Iterator[Row]]


_NO_RESULT = re.compile(rb"<f\b(?:[^>]*/>|[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")
"""A formula in the XML of a sheet, and no value after it."""


class UnreadableFile(Refusal):
    """The file is not what its format says; ``line`` is where, if it is known."""

    def __init__(self, message: str, advice: str = "", line: int = 0, *, code: str) -> None:
        self.line = line
        super().__init__(message, advice, code=code)


def read_csv(content: bytes, config: DatasetConfig) -> Iterator[Row]:
    """Comma-separated values (RFC 4180); the number of a row is that of its first line."""
    return _delimited(content, config, config.delimiter or ",")


def read_tsv(content: bytes, config: DatasetConfig) -> Iterator[Row]:
    """Tab-separated values."""
    return _delimited(content, config, config.delimiter or "\t")


def sheet_names(content: bytes) -> list[str]:
    """The sheets of an Excel workbook; raises :class:`UnreadableFile`."""
    return [sheet.title for sheet in _workbook(content).worksheets]


def _workbook(content: bytes, *, computed: bool = True) -> Workbook:
    import openpyxl

    try:
        return openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=computed)
    except Exception as error:  # noqa: BLE001  (a damaged workbook fails in any way)
        raise UnreadableFile(
            f"it is no Excel workbook (.xlsx): {error}", code="damaged-data-file"
        ) from None


def read_excel(content: bytes, config: DatasetConfig) -> Iterator[Row]:
    """A sheet of an Excel workbook (.xlsx); cells as their values, dates as ISO texts."""
    book = _workbook(content)
    if config.sheet and config.sheet not in book.sheetnames:
        raise UnreadableFile(
            f"it has no sheet '{config.sheet}'",
            f"its sheets: {', '.join(book.sheetnames)}",
            code="unknown-sheet",
        )
    sheet = book[config.sheet] if config.sheet else book.worksheets[0]
    rows: Iterator[tuple[object, ...]] = sheet.iter_rows(values_only=True)
    if _holds_formula_without_result(content):
        formulas = _workbook(content, computed=False)[sheet.title].iter_rows(values_only=True)
        rows = (tuple(map(_or_formula, *both)) for both in zip(rows, formulas, strict=True))
    for number, cells in enumerate(rows, 1):
        yield Row(number, tuple(_text(cell) for cell in cells), sheet.title)


def _holds_formula_without_result(content: bytes) -> bool:
    """Whether a program wrote the workbook that did not compute it."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheets = (one for one in parts.namelist() if one.startswith("xl/worksheets/"))
        return any(_NO_RESULT.search(parts.read(one)) for one in sheets)


def _or_formula(value: object, formula: object) -> object:
    """The value of a cell; where none is stored, its formula, which no reader takes for a number."""
    return formula if value is None else value


def read_json(content: bytes, config: DatasetConfig) -> Iterator[Row]:
    """A list of records, or one within an object (``records: path.to.list``); row 1 is the keys."""
    try:
        found: object = json.loads(_decoded(content, config), parse_float=Decimal)
    except json.JSONDecodeError as error:
        raise UnreadableFile(
            f"it is no JSON: {error.msg}", line=error.lineno, code="damaged-data-file"
        ) from None
    for key in (config.records or "").split(".") if config.records else ():
        if not isinstance(found, dict) or key not in found:
            raise UnreadableFile(f"it has no list at '{config.records}'", code="no-records")
        found = found[key]
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise UnreadableFile(
            "it is no list of records", "name the list: records: path.to.list", code="no-records"
        )
    keys = list(dict.fromkeys(key for record in found for key in record))
    name = config.records or ""
    yield Row(1, tuple(str(key) for key in keys), name)
    for number, record in enumerate(found, 2):
        yield Row(number, tuple(_text(record.get(key)) for key in keys), name)


def read_parquet(content: bytes, config: DatasetConfig) -> Iterator[Row]:
    """A Parquet table; row 1 is the column names."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    del config
    try:
        table = pq.read_table(pa.BufferReader(content))
    except (pa.ArrowException, OSError) as error:
        raise UnreadableFile(f"it is no Parquet file: {error}", code="damaged-data-file") from None
    yield Row(1, tuple(table.column_names))
    columns = [column.to_pylist() for column in table.columns]
    for number, cells in enumerate(zip(*columns, strict=True), 2):
        yield Row(number, tuple(_text(cell) for cell in cells))


READERS: Registry[Iterator[Row]] = Registry(
    "briefing.readers",
    {
        "csv": read_csv,
        "tsv": read_tsv,
        "excel": read_excel,
        "json": read_json,
        "parquet": read_parquet,
    },
)
ENDINGS = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".xlsx": "excel",
    ".xlsm": "excel",
    ".json": "json",
    ".parquet": "parquet",
    ".pq": "parquet",
}


def _delimited(content: bytes, config: DatasetConfig, delimiter: str) -> Iterator[Row]:
    text = _decoded(content, config)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            yield Row(line, tuple(cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableFile(
            f"the row is broken: {error}", "mend the quotes", line, code="broken-row"
        ) from None


def _decoded(content: bytes, config: DatasetConfig) -> str:
    encoding = config.encoding
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) and encoding == "utf-8":
        encoding = "utf-16"
    try:
        return content.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        likely = "cp1252" if encoding.startswith("utf") else "utf-8"
        raise UnreadableFile(
            f"byte 0x{content[error.start]:02x} is no {encoding}",
            f"try 'encoding: {likely}'",
            line,
            code="wrong-encoding",
        ) from None
    except LookupError:
        raise UnreadableFile(f"unknown encoding '{encoding}'", code="unknown-encoding") from None


def _text(cell: object) -> str:
    """A typed cell as a person would print it; exact, and empty for none."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time().isoformat() == "00:00:00" else str(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)  # noqa: PLR2004
    return str(cell)
