"""Files and sheets that hold no table to recognise: each refused with one message, and what to do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NoReturn

from briefing.core.spot import Spot
from briefing.data.recognition.raw_tables import Opened, RawTable
from briefing.data.unreadable import UnreadableFile

_MOST_COLUMNS = 16_384
_LOOKED_AT = 100
"""Rows that tell how wide a table is, and whether it is a pivot table."""
_MOST_NAMES = 12
_PIVOT = re.compile(
    r"row labels|column labels|zeilenbeschriftungen|spaltenbeschriftungen|étiquettes de lignes|"
    r"étiquettes de colonnes|etiquetas de fila|etiquetas de columna|etichette di riga",
    re.IGNORECASE,
)
"""What spreadsheet programs write above the rows and columns of a pivot table."""


def refuse_wide(opened: Opened) -> None:
    """Raise :class:`UnreadableFile` where a table has too many columns."""
    for table in opened.tables:
        width = max((len(row.cells) for row in table.rows[:_LOOKED_AT]), default=0)
        if width > _MOST_COLUMNS:
            raise UnreadableFile(
                f"its table has {width:,} columns",
                f"a table may have {_MOST_COLUMNS:,}; turn it, so that these are rows",
                code="oversized-table",
            )


def without_pivots(tables: Sequence[RawTable]) -> list[RawTable]:
    """The tables that are no pivot tables, which mix parts with their sums.

    Raises :class:`UnreadableFile` where all of them are.
    """
    found = [one for one in tables if _pivot_cell(one) is None]
    if tables and not found:
        _refuse_pivot(tables[0])
    return found


def refuse_no_table(opened: Opened) -> NoReturn:
    """Raise :class:`UnreadableFile` for a file in which no table was found."""
    for table in opened.tables:
        if _pivot_cell(table) is not None:
            _refuse_pivot(table)
    message = "it holds no table: no row of headers with numbers below it"
    if all(row.is_blank for table in opened.tables for row in table.rows):
        message = "its sheets are empty" if len(opened.tables) > 1 else "it is empty"
        if opened.charts:
            message = f"it holds charts ({', '.join(opened.charts[:3])}) and no cells"
    advice = "a table has a row of headers, and below it a row for each period or member"
    if opened.charts:
        advice = "ask for the figures behind the charts"
    raise UnreadableFile(message, advice, code="no-table")


def named_table(opened: Opened, tables: Sequence[RawTable], sheet: str) -> list[RawTable]:
    """The one table that is asked for, of those in which one was found.

    Raises :class:`UnreadableFile` where there is none.
    """
    names = [one.sheet for one in opened.tables]
    if sheet in opened.charts:
        raise UnreadableFile(
            f"the sheet '{sheet}' is a chart, which holds no cells",
            f"its sheets with cells: {', '.join(names[:_MOST_NAMES])}",
            code="unknown-sheet",
        )
    if sheet not in names:
        raise UnreadableFile(
            f"it has no sheet '{sheet}'", f"its sheets: {', '.join(names)}", code="unknown-sheet"
        )
    found = [one for one in tables if one.sheet == sheet]
    if not found:
        others = ", ".join(one.sheet for one in tables[:_MOST_NAMES])
        advice = f"sheets with tables: {others}" if others else ""
        raise UnreadableFile(f"the sheet '{sheet}' holds no table", advice, code="no-table")
    return found


def _pivot_cell(table: RawTable) -> Spot | None:
    """The cell that tells a pivot table."""
    for row in table.rows[:_LOOKED_AT]:
        for index, cell in enumerate(row.cells):
            if table.sheet and _PIVOT.fullmatch(cell.strip()):
                return Spot(table.path, table.sheet, row.number, index + 1)
    return None


def _refuse_pivot(table: RawTable) -> NoReturn:
    cell = _pivot_cell(table)
    raise UnreadableFile(
        f"sheet '{table.sheet}' is a pivot table, as cell {cell.name if cell else ''} says: its "
        "rows mix parts with their sums",
        "take the data behind it (a double click on its grand total shows them on a sheet of "
        "their own), or copy its values into a table with one row of headers and no sums",
        code="no-table",
    )
