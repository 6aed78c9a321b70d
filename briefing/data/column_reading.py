"""Long delimited texts, read into columns; the same cells as those of :mod:`briefing.data.formats`.

Whatever is not plain (quotes within a cell, lines within a cell, rows of unequal length among the others) is
left to the reader that goes row by row, which also says what is wrong with a file. PyArrow is loaded for a long
text alone.
"""

from __future__ import annotations

import codecs
import csv as csv_rows
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.core.arrays import np
from briefing.core.budgets import Budget
from briefing.core.long_lines import first_long_line
from briefing.data.arrow_arrays import (
    are_blank,
    columns_of,
    columns_of_batches,
    lengths,
    longest,
    printed,
    taken,
)
from briefing.data.formats import read_delimited
from briefing.data.grid import Row
from briefing.data.text_rows import Indexes, TextColumns, TextRows
from briefing.project.project_schema import DatasetConfig

if TYPE_CHECKING:
    from briefing.data.arrow_arrays import Texts

_BYTES_AT_ONCE = 1 << 20
"""Of the text; a line is within."""
_MOST_UNEQUAL = 200
"""Rows of another length at the end, which notes are."""
_STRANGE = tuple(bytes([sign]) for sign in (0, *range(0x1C, 0x20), 0x0B, 0x0C))
"""Signs that some take for ends of lines or for spaces."""
_UTF8 = frozenset({"utf-8", "utf-8-sig"})
_LIKE_ASCII = frozenset({"ascii", "cp1252", "iso8859-1", "iso8859-15", "cp1250", "mac-roman"})
"""Encodings by which bytes below 128 are read as in UTF-8."""
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class ColumnTable:
    """A delimited text: its first rows, the rows of columns below them, and rows of another length at the end."""

    head: Sequence[Row]
    body: TextRows
    tail: Sequence[Row]
    blank_rows: int
    """Rows without a text, which are in none of the three; those at the very end not counted."""

    def on(self, table: TextColumns) -> ColumnTable:
        """The same on columns that were read alike."""
        return replace(self, body=TextRows(table, self.body.at))

    def bare(self) -> ColumnTable:
        """The same without its columns, which are large."""
        return self.on(TextColumns((), self.body.at[:0]))


def read_columns(content: bytes, config: DatasetConfig, delimiter: str) -> ColumnTable | None:
    """The table of a long text; ``None`` for one that is not plain."""
    last = config.header[1] if isinstance(config.header, tuple) else config.header
    if not _is_plain(content, config.encoding, delimiter):
        return None
    content = content.removeprefix(_BOM)
    start = 0
    for _ in range(last):
        start = content.find(b"\n", start) + 1
        if not start:
            return None
    head = list(read_delimited(content[:start] + b".", config, delimiter))[:-1]
    if len(head) != last:
        return None
    end = len(content)
    while end > start and content[end - 1] in b"\r\n":
        end -= 1
    if end <= start:
        return None
    return _table(content, start, end, head, config, delimiter)


def _table(
    content: bytes, start: int, end: int, head: list[Row], config: DatasetConfig, delimiter: str
) -> ColumnTable | None:
    import pyarrow as pa
    from pyarrow import csv

    at = start
    while content[at] in b"\r\n":
        at += 1
    last = content.find(b"\n", at, end)
    shown = content[at : end if last < 0 else last].decode("utf-8", "replace").rstrip("\r")
    width = len(next(csv_rows.reader([shown], delimiter=delimiter)))
    names = [str(one) for one in range(width)]
    unequal: list[int] = []

    def is_unequal(row: csv.InvalidRow) -> str:
        unequal.append(row.number or 0)
        return "skip" if len(unequal) <= _MOST_UNEQUAL else "error"

    try:
        reader = csv.open_csv(
            pa.BufferReader(pa.py_buffer(content).slice(start, end - start)),
            csv.ReadOptions(use_threads=False, column_names=names, block_size=_BYTES_AT_ONCE),
            csv.ParseOptions(
                delimiter=delimiter, ignore_empty_lines=False, invalid_row_handler=is_unequal
            ),
            csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()),
                null_values=[],
                strings_can_be_null=False,
            ),
        )
        chunked = columns_of_batches(reader)
    except pa.ArrowInvalid:
        return None
    if not chunked:
        return None
    count = min(unequal) - 1 if unequal else len(chunked[0])
    columns = columns_of(chunked, count)
    first = len(head) + 1
    below = content.splitlines()[first - 1 + count :] if unequal else []
    tail = [
        Row(row.number + first - 1 + count, row.cells)
        for row in read_delimited(b"\n".join(below), config, delimiter)
    ]
    if not _is_within_budgets(columns, len(head) + count + len(tail)):
        return None
    body = TextRows.of(TextColumns(columns, np.arange(first, first + count, dtype=np.int32)))
    filled = filled_rows(body)
    if not len(filled):
        return None
    blank = count - len(filled) + sum(row.is_blank for row in (*head, *tail))
    if not tail:
        blank -= count - 1 - int(filled[-1])
    return ColumnTable(head, TextRows(body.table, filled), tail, blank)


def _is_plain(content: bytes, encoding: str, delimiter: str) -> bool:
    """Whether lines are rows, and a quote only stands around a whole cell."""
    try:
        name = codecs.lookup(encoding).name
    except LookupError:
        return False
    is_text = name in _UTF8 or (name in _LIKE_ASCII and content.isascii())
    if not is_text or len(delimiter) != 1 or not delimiter.isascii():
        return False
    if any(one in content for one in _STRANGE) or content.count(b"\r") > content.count(b"\r\n"):
        return False
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or first_long_line(content) is not None:
        return False
    return b'"' not in content or _are_around_cells(content, delimiter)


def _are_around_cells(content: bytes, delimiter: str) -> bool:
    signs = np.frombuffer(content, dtype=np.uint8)
    quotes = np.flatnonzero(signs == ord('"'))
    if len(quotes) % 2:
        return False
    opening, closing = quotes[::2], quotes[1::2]
    outside = np.array([ord(one) for one in f"{delimiter}\r\n"], dtype=np.uint8)
    before, after = signs[opening[opening > 0] - 1], signs[closing[closing < len(signs) - 1] + 1]
    lines = np.flatnonzero(signs == ord("\n"))
    is_on_one_line = np.searchsorted(lines, opening) == np.searchsorted(lines, closing)
    return bool(
        np.isin(before, outside).all() and np.isin(after, outside).all() and is_on_one_line.all()
    )


def _is_within_budgets(columns: Sequence[Texts], rows: int) -> bool:
    if rows > Budget.ROWS.most or len(columns) > Budget.COLUMNS.most:
        return False
    if rows * len(columns) > Budget.CELLS.most:
        return False
    most = Budget.CELL.most
    long = (one for one in columns if longest(one) > most)
    return all(int(lengths(printed(one)).max(initial=0)) <= most for one in long)


def filled_rows(rows: TextRows) -> Indexes:
    """Which rows hold a text, by their places in the columns."""
    left = rows.at
    for column in rows.table.columns:
        left = left[are_blank(taken(column, left) if len(left) < len(column) else column)]
        if not len(left):
            return rows.at
    return np.setdiff1d(rows.at, left, assume_unique=True)
