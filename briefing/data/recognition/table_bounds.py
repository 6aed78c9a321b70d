"""The rows of a sheet to its table: header, first and last row, and what stands around it."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.data.grid import Row, tidy
from briefing.data.notes_below import without_notes
from briefing.data.recognition.raw_tables import RawTable


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where a table stands among the rows of its sheet."""

    headers: tuple[str, ...]
    header: Row
    rows: tuple[Row, ...]
    """The rows of data, blank ones left out."""
    notes: tuple[str, ...]
    blank_rows: int

    def column(self, index: int) -> list[str]:
        """The tidy texts of a column, a row each."""
        return [tidy(row.cells[index]) if index < len(row.cells) else "" for row in self.rows]


def bounds_of(table: RawTable) -> Bounds | None:
    """Where the table stands; ``None`` where there is none."""
    filled = [row for row in table.rows if not row.is_blank]
    if len(filled) < 2:  # noqa: PLR2004
        return None
    header, below = filled[0], [row for row in table.rows if row.number > filled[0].number]
    body, notes = without_notes(below)
    rows = tuple(row for row in body if not row.is_blank)
    if not rows:
        return None
    width = max(len(header.cells), *(len(row.cells) for row in rows))
    headers = tuple(tidy(one) for one in (*header.cells, *[""] * (width - len(header.cells))))
    texts = tuple(tidy(" ".join(cell for cell in row.cells if cell.strip())) for row in notes)
    return Bounds(headers, header, rows, texts, len(table.rows) - len(filled))
