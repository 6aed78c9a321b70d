"""Many rows of any reader to columns of texts, so that their facts are made when somebody asks for one.

PyArrow is loaded for many rows alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefing.core.arrays import np
from briefing.data.arrow_arrays import columns_of_texts, match
from briefing.data.grid import Row
from briefing.data.text_rows import Flags, TextColumns, TextRows

STRANGE = "[\x00-\x08\x0a-\x1f\x85]"
"""Signs that some take for ends of lines or for spaces."""


def in_columns(rows: Sequence[Row]) -> TextRows | None:
    """The same rows, short ones with blank cells at their end; ``None`` for those that columns do not hold.

    These are rows of several sheets, of merged cells, with signs that some take for spaces, and such as do not
    follow one another by their numbers.
    """
    sheet, width = rows[0].sheet, max(len(row.cells) for row in rows)
    if any(row.merged or row.sheet != sheet for row in rows):
        return None
    numbers = np.array([row.number for row in rows], dtype=np.int32)
    if (np.diff(numbers) <= 0).any():
        return None
    cells = (
        [row.cells[index] if index < len(row.cells) else "" for row in rows]
        for index in range(width)
    )
    columns = columns_of_texts(cells)
    if any(match(one, STRANGE).any() for one in columns):
        return None
    stored = tuple(_stored(rows, index) for index in range(width))
    return TextRows.of(TextColumns(columns, numbers, stored, sheet))


def _stored(rows: Sequence[Row], column: int) -> Flags | None:
    """Which cells of a column the file holds as numbers; ``None`` for none."""
    found = np.array([column in row.numbers for row in rows], dtype=bool)
    return found if found.any() else None
