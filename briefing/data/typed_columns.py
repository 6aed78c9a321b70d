"""Long tables of typed columns (Parquet, Arrow), read into columns of texts; the same cells as row by row.

A number is the text that :func:`briefing.data.typed_rows.typed_text` prints of it. Whatever is not plain (lists,
signs that some take for spaces) is left to the reader that goes row by row, which also says what is wrong with
a file. PyArrow is loaded for such a file alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.core.arrays import np
from briefing.core.budgets import Budget, BudgetSpent
from briefing.core.memory import little_memory
from briefing.data.arrow_arrays import (
    array_of,
    columns_of,
    longest,
    match,
    replaced,
    sizes,
    taken,
    valid,
)
from briefing.data.column_reading import ColumnTable, filled_rows
from briefing.data.grid import Row
from briefing.data.rows_in_columns import STRANGE
from briefing.data.text_rows import TextColumns, TextRows
from briefing.data.typed_rows import typed_text
from briefing.data.unreadable import UnreadableFile, reading_call

if TYPE_CHECKING:
    import pyarrow as pa

    from briefing.data.arrow_arrays import Flags

_FEW_DIGITS = r"^-?[0-9]+(\.[0-9]+)?$"
_LONGEST = 16
"""Of fifteen digits and a point: so many are the same however a number is printed."""


def read_typed_columns(content: bytes, kind: str) -> ColumnTable | None:
    """The table of a long Parquet or Arrow file; ``None`` for one that is not plain."""
    try:
        with reading_call(), little_memory():
            table = _parquet(content) if kind == "parquet" else _arrow(content)
            typed = [] if table is None else list(table.columns)
            names = () if table is None else tuple(table.schema.names)
            del table
            printed = _printed(typed)
    except UnreadableFile:
        return None
    return _column_table(names, *printed) if printed else None


def _parquet(content: bytes) -> pa.Table | None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    file = pq.ParquetFile(pa.BufferReader(content))
    found = file.metadata
    groups = (found.row_group(one).total_byte_size for one in range(found.num_row_groups))
    if sum(groups) > Budget.UNPACKED.most or not _is_small(found.num_rows, found.num_columns):
        return None
    texts = [one.name for one in file.schema_arrow if pa.types.is_string(one.type)]
    file = pq.ParquetFile(pa.BufferReader(content), read_dictionary=texts)
    return file.read(use_threads=False)


def _arrow(content: bytes) -> pa.Table | None:
    import pyarrow as pa

    file = pa.ipc.open_file(pa.BufferReader(content))
    batches = [file.get_batch(one) for one in range(file.num_record_batches)]
    rows, size = sum(one.num_rows for one in batches), sum(one.nbytes for one in batches)
    if size > Budget.UNPACKED.most or not _is_small(rows, len(file.schema)):
        return None
    return pa.Table.from_batches(batches, file.schema)


def _is_small(rows: int, columns: int) -> bool:
    """Whether a table with its row of headers is within the budgets."""
    try:
        Budget.ROWS.check(rows + 1)
        Budget.COLUMNS.check(columns)
        Budget.CELLS.check((rows + 1) * columns)
    except BudgetSpent:
        return False
    return True


def _printed(
    typed: list[pa.ChunkedArray],
) -> tuple[list[pa.ChunkedArray], list[Flags | None]] | None:
    """The texts of columns, whose list is emptied on the way, and which cells are stored as numbers.

    ``None`` where a type has no cells.
    """
    found: list[pa.ChunkedArray] = []
    stored: list[Flags | None] = []
    while typed:
        column = typed.pop(0)
        texts = _texts(column)
        if texts is None:
            return None
        found.append(texts)
        stored.append(_stored(column))
        del column, texts
    return (found, stored) if found else None


def _column_table(
    names: tuple[str, ...], chunked: list[pa.ChunkedArray], stored: list[Flags | None]
) -> ColumnTable | None:
    head, count = Row(1, names), len(chunked[0])
    columns = columns_of(chunked, count)
    if any(longest(one) > Budget.CELL.most or match(one, STRANGE).any() for one in columns):
        return None
    numbers = np.arange(2, count + 2, dtype=np.int32)
    body = TextRows.of(TextColumns(columns, numbers, tuple(stored)))
    rows = filled_rows(body)
    if not count or head.is_blank or not len(rows):
        return None
    return ColumnTable([head], TextRows(body.table, rows), [], count - len(rows))


def _stored(column: pa.ChunkedArray) -> Flags | None:
    """Which cells the file holds as numbers; ``None`` where it holds none so."""
    import pyarrow as pa

    kind = column.type
    is_number = pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind)
    return valid(column) if is_number else None


def _texts(column: pa.ChunkedArray) -> pa.ChunkedArray | None:
    """The cells of a column as a person would print them; ``None`` for a type that has no cells."""
    import pyarrow as pa

    kind = column.type
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
        column = column.cast(kind)
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_integer(kind):
        return column.cast(pa.string()).fill_null("")
    if pa.types.is_floating(kind):
        return _texts_of_floats(column)
    is_other = (pa.types.is_boolean, pa.types.is_date, pa.types.is_timestamp, pa.types.is_decimal)
    if not any(one(kind) for one in is_other):
        return None
    each = column.combine_chunks().dictionary_encode()
    printed = array_of([typed_text(one) for one in each.dictionary.to_pylist()])
    return pa.chunked_array([printed.take(each.indices).fill_null("")])


def _texts_of_floats(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The texts of numbers: of few digits as Arrow prints them, of others as :func:`typed_text` does."""
    import pyarrow as pa

    texts = column.combine_chunks().cast(pa.string()).fill_null("")
    is_long = ~match(texts, _FEW_DIGITS) | (sizes(texts) > _LONGEST)
    if not is_long.any():
        return pa.chunked_array([texts])
    places = np.flatnonzero(is_long)
    printed = [typed_text(float(one)) if one else "" for one in taken(texts, places).to_pylist()]
    return pa.chunked_array([replaced(texts, is_long, printed)])
