"""Readers by format: bytes of a file to rows of texts. Each keeps every cell as printed.

Third parties add readers by the entry-point group ``briefing.readers``: a function from the bytes
and the data set's config to numbered rows. PyArrow is imported where a Parquet or Arrow file is read:
most projects have none, and ``briefing list`` needs none.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from briefing.core.budgets import Budget
from briefing.core.memory import little_memory
from briefing.core.plugins import Registry
from briefing.data.grid import Row
from briefing.data.json_stat import read_json_stat
from briefing.data.opendocument import read_ods
from briefing.data.statistical_files import read_spss, read_stata
from briefing.data.table_size import check_lines
from briefing.data.text_lines import decoded, text_lines
from briefing.data.typed_rows import typed_row
from briefing.data.unreadable import UnreadableFile, read_json_text, reading_call
from briefing.data.workbooks import read_excel, read_other_workbook
from briefing.project.project_schema import DatasetConfig

if TYPE_CHECKING:
    import pyarrow as pa

_BATCH = 10_000
"""Rows of a Parquet table that are laid out at a time."""
_SINGLE = frozenset({"float", "halffloat"})
"""Types of PyArrow whose shortest decimals are not those of the same number in double precision."""


class Reader(Protocol):
    """Reads one format; plug-ins add to the group ``briefing.readers``."""

    def __call__(self, content: bytes, config: DatasetConfig, /) -> Iterator[Row]:
        """The rows of a file as texts, each cell as it is printed; numbers of rows begin at 1.

        Raises :class:`~briefing.data.unreadable.UnreadableFile` with what is wrong and the row, and
        nothing else whatever the bytes are. The file is not opened again.
        """


def read_csv(content: bytes, config: DatasetConfig) -> Iterator[Row]:
    """Comma-separated values (RFC 4180); the number of a row is that of its first line."""
    return read_delimited(content, config, config.delimiter or SIGNS["csv"])


def read_tsv(content: bytes, config: DatasetConfig) -> Iterator[Row]:
    """Tab-separated values."""
    return read_delimited(content, config, config.delimiter or SIGNS["tsv"])


def read_json(content: bytes, config: DatasetConfig) -> Iterator[Row]:
    """A list of records, or one within an object (``records: path.to.list``); row 1 is the keys."""
    found = read_json_text(decoded(content, config.encoding))
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
        yield typed_row(number, [record.get(key) for key in keys], name)


def read_parquet(content: bytes, config: DatasetConfig) -> Iterator[Row]:
    """A Parquet table; row 1 is the column names."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    del config
    with reading_call("it is no Parquet file"), little_memory():
        file = pq.ParquetFile(pa.BufferReader(content))
        found = file.metadata
        Budget.ROWS.check(found.num_rows)
        Budget.COLUMNS.check(found.num_columns)
        Budget.CELLS.check(found.num_rows * found.num_columns)
        groups = [found.row_group(n).total_byte_size for n in range(found.num_row_groups)]
        Budget.UNPACKED.check(sum(groups))
        names = file.schema_arrow.names
        texts = [one.name for one in file.schema_arrow if pa.types.is_string(one.type)]
        file = pq.ParquetFile(pa.BufferReader(content), read_dictionary=texts)
    yield Row(1, tuple(names))
    number = 1
    batches = file.iter_batches(batch_size=_BATCH, use_threads=False)
    while True:
        with reading_call("it is no Parquet file"), little_memory():
            batch = next(batches, None)
            columns = [_listed(column) for column in batch.columns] if batch else []
        if batch is None:
            return
        for cells in zip(*columns, strict=True):
            number += 1
            yield typed_row(number, cells)


def read_arrow(content: bytes, config: DatasetConfig) -> Iterator[Row]:
    """A table in the file form of Apache Arrow (Feather); row 1 is the column names."""
    import pyarrow as pa

    del config
    with reading_call("it is no Arrow file"), little_memory():
        file = pa.ipc.open_file(pa.BufferReader(content))
        names = file.schema.names
        Budget.COLUMNS.check(len(names))
    yield Row(1, tuple(names))
    number, size = 1, 0
    for index in range(file.num_record_batches):
        with reading_call("it is no Arrow file"), little_memory():
            batch = file.get_batch(index)
            size += batch.nbytes
            Budget.UNPACKED.check(size)
            Budget.ROWS.check(number + batch.num_rows)
            columns = [_listed(column) for column in batch.columns]
        for cells in zip(*columns, strict=True):
            number += 1
            yield typed_row(number, cells)


def _listed(column: pa.Array) -> list[object]:
    """The values of a column; a text that repeats is made once."""
    if str(column.type) in _SINGLE:
        return [None if one is None else float(one) for one in column.cast("string").to_pylist()]
    if not hasattr(column, "dictionary"):
        return list(column.to_pylist())
    texts = column.dictionary.to_pylist()
    return [None if index is None else texts[index] for index in column.indices.to_pylist()]


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
        "arrow": read_arrow,
        "stata": read_stata,
        "spss": read_spss,
    },
)
SIGNS = {"csv": ",", "tsv": "\t"}
"""What parts the cells of delimited texts, where nothing else is declared."""
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
    ".arrow": "arrow",
    ".feather": "arrow",
    ".dta": "stata",
    ".sav": "spss",
    ".zsav": "spss",
}


def read_delimited(content: bytes, config: DatasetConfig, delimiter: str) -> Iterator[Row]:
    """Rows of cells that a sign parts, quoted as RFC 4180 has it; blank rows at the end left out."""
    check_lines(content)
    reader = csv.reader(text_lines(content, config.encoding), delimiter=delimiter, strict=True)
    line, blank = 1, list[Row]()
    try:
        for cells in reader:
            row = Row(line, tuple(cells))
            line = reader.line_num + 1
            blank.append(row)
            Budget.ROWS.check(len(blank))
            if not row.is_blank:
                yield from blank
                blank.clear()
    except csv.Error as error:
        raise UnreadableFile(
            f"the row is broken: {error}", "mend the quotes", line, code="broken-row"
        ) from None
