"""A long sheet of an Excel workbook, read into columns of texts; the same cells as row by row.

PyArrow is loaded for a long sheet alone.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from briefing.core.arrays import np
from briefing.core.budgets import Budget
from briefing.data.arrow_arrays import array_of, columns_of_pieces, longest, match
from briefing.data.column_reading import ColumnTable, filled_rows
from briefing.data.excel.plain_sheet import MANY_BLANKS, PlainSheet, plain_sheet
from briefing.data.grid import Row
from briefing.data.rows_in_columns import STRANGE
from briefing.data.text_rows import Flags, TextColumns, TextRows
from briefing.data.unreadable import UnreadableFile, reading_call
from briefing.data.workbook_size import without_blank_ends
from briefing.data.workbooks import filled
from briefing.project.project_schema import DatasetConfig

if TYPE_CHECKING:
    from briefing.data.arrow_arrays import StringArray


def read_sheet_columns(
    content: bytes, config: DatasetConfig, fewest: int, widest: int
) -> ColumnTable | None:
    """The table of a sheet of at least so many rows, and so many columns at most; ``None`` for another one.

    So it is for one that is not plain, or has labels of merged cells below its headers.
    """
    last = config.header[1] if isinstance(config.header, tuple) else config.header
    try:
        with reading_call():
            sheet = plain_sheet(without_blank_ends(content), config.sheet)
            if sheet is None or not fewest <= sheet.height <= Budget.ROWS.most:
                return None
            if sheet.width > widest or sheet.height * sheet.width > Budget.CELLS.most:
                return None
            if any(bottom >= last for (top, _), (bottom, _) in sheet.merges if bottom > top):
                return None
            return _table(sheet, last)
    except UnreadableFile:
        return None


def _table(sheet: PlainSheet, last: int) -> ColumnTable | None:
    """The table below so many rows of headers, and above them."""
    if sheet.height <= last:
        return None
    head = list[Row]()
    pieces: list[list[StringArray]] = [[] for _ in range(sheet.width)]
    flags: list[list[Flags]] = [[] for _ in range(sheet.width)]
    for block in sheet.blocks():
        above = max(0, last + 1 - block.first)
        head += islice(sheet.rows_of(block), above)
        for at, texts in enumerate(block.columns):
            pieces[at].append(array_of(texts[above:]))
            flags[at].append(block.numbers[at][above:])
    columns = columns_of_pieces(pieces)
    if any(longest(one) > Budget.CELL.most or match(one, STRANGE).any() for one in columns):
        return None
    stored = [np.concatenate(one) for one in flags]
    body = TextRows.of(
        TextColumns(
            columns,
            np.arange(last + 1, sheet.height + 1, dtype=np.int32),
            tuple(one if one.any() else None for one in stored),
            sheet.name,
        )
    )
    rows = TextRows(body.table, filled_rows(body))
    head = filled(head, sheet.merges)
    numbers = [row.number for row in head if not row.is_blank] + rows.numbers.tolist()
    if not len(rows) or max(np.diff([0, *numbers, sheet.height + 1])) > MANY_BLANKS:
        return None
    return ColumnTable(head, rows, [], sheet.height - len(numbers))
