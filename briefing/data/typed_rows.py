"""Rows of typed cells, as Parquet and files of statistical programs have them, to rows of texts."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from briefing.data.grid import Row
from briefing.data.workbooks import typed_text


def typed_row(number: int, cells: Collection[object], name: str = "") -> Row:
    """A row of typed cells: their texts, and which of them are numbers."""
    numbers = frozenset(
        index
        for index, cell in enumerate(cells)
        if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool)
    )
    return Row(number, tuple(typed_text(cell) for cell in cells), name, numbers)
