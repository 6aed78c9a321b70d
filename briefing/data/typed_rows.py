"""Typed cells, as Parquet, workbooks and files of statistical programs have them, to texts and rows of texts."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from decimal import Decimal

from briefing.data.grid import Row
from briefing.data.number_formats import plain_number


def typed_row(number: int, cells: Collection[object], name: str = "") -> Row:
    """A row of typed cells: their texts, and which of them are numbers."""
    numbers = frozenset(
        index
        for index, cell in enumerate(cells)
        if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool)
    )
    return Row(number, tuple(typed_text(cell) for cell in cells), name, numbers)


def typed_text(cell: object) -> str:
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
        return plain_number(cell) if cell == cell and abs(cell) < 1e15 else repr(cell)  # noqa: PLR0124, PLR2004
    return str(cell)
