"""Readers by format: bytes of a file to rows of texts. Each keeps every cell as printed.

Third parties add readers by the entry-point group ``briefing.readers``: a function from the bytes
and the data set's config to numbered rows. PyArrow is imported where a Parquet file is read: most
projects have none, and ``briefing list`` needs none.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Collection, Iterator
from decimal import Decimal

from briefing.core.plugins import Registry
from briefing.data.grid import Row
from briefing.data.json_stat import read_json_stat
from briefing.data.opendocument import read_ods
from briefing.data.unreadable import UnreadableFile, read_json_text, reading_call
from briefing.data.workbooks import (
    read_excel,
    read_other_workbook,
    typed_text,
)
from briefing.project.project_schema import DatasetConfig

_AGAIN = "download it again, or open it in the program that made it and save it anew"

Reader = Callable[[bytes, DatasetConfig], Iterator[Row]]


def read_csv(content: bytes, config: DatasetConfig) -> Iterator[Row]:
    """Comma-separated values (RFC 4180); the number of a row is that of its first line."""
    return _delimited(content, config, config.delimiter or ",")


def read_tsv(content: bytes, config: DatasetConfig) -> Iterator[Row]:
    """Tab-separated values."""
    return _delimited(content, config, config.delimiter or "\t")


def read_json(content: bytes, config: DatasetConfig) -> Iterator[Row]:
    """A list of records, or one within an object (``records: path.to.list``); row 1 is the keys."""
    found = read_json_text(_decoded(content, config))
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
        yield _typed(number, [record.get(key) for key in keys], name)


def read_parquet(content: bytes, config: DatasetConfig) -> Iterator[Row]:
    """A Parquet table; row 1 is the column names."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    del config
    with reading_call("it is no Parquet file"):
        table = pq.read_table(pa.BufferReader(content))
    yield Row(1, tuple(table.column_names))
    columns = [column.to_pylist() for column in table.columns]
    for number, cells in enumerate(zip(*columns, strict=True), 2):
        yield _typed(number, cells)


READERS: Registry[Iterator[Row]] = Registry(
    "briefing.readers",
    {
        "csv": read_csv,
        "tsv": read_tsv,
        "excel": read_excel,
        "xls": read_other_workbook,
        "xlsb": read_other_workbook,
        "ods": read_ods,
        "json": read_json,
        "json-stat": read_json_stat,
        "parquet": read_parquet,
    },
)
WORKBOOKS = frozenset({"excel", "xls", "xlsb", "ods"})
"""The formats that have sheets."""
ENDINGS = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".xlsx": "excel",
    ".xlsm": "excel",
    ".xls": "xls",
    ".xlsb": "xlsb",
    ".ods": "ods",
    ".json": "json",
    ".parquet": "parquet",
    ".pq": "parquet",
}


def _delimited(content: bytes, config: DatasetConfig, delimiter: str) -> Iterator[Row]:
    text = _without_blank_end(_decoded(content, config), delimiter)
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


def _without_blank_end(text: str, delimiter: str) -> str:
    """A text without the rows at its end in which nothing stands; there may be a million."""
    last = len(text.rstrip(f"{delimiter} \t\r\n"))
    end = text.find("\n", last)
    return text if end < 0 else text[: end + 1]


def _decoded(content: bytes, config: DatasetConfig) -> str:
    encoding = config.encoding
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) and encoding == "utf-8":
        encoding = "utf-16"
    try:
        text = content.decode(encoding).removeprefix("\ufeff")
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
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        advice = f"{_AGAIN}; a text of two bytes a letter has 'encoding: utf-16-le'"
        message = "it holds NUL characters, as no text does"
        raise UnreadableFile(message, advice, line, code="damaged-data-file")
    return text


def _typed(number: int, cells: Collection[object], name: str = "") -> Row:
    """A row of typed cells."""
    numbers = frozenset(
        index
        for index, cell in enumerate(cells)
        if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool)
    )
    return Row(number, tuple(typed_text(cell) for cell in cells), name, numbers)
