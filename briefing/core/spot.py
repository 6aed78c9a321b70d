"""Where a cell stands: file, sheet, row and column. Two cells are one if and only if their spots are.

A file, a sheet or a row alone is no identity: two sheets of one workbook may look alike.
"""

from __future__ import annotations

from dataclasses import dataclass

from briefing.core import query_result
from briefing.core.handed_table import name_of

_LETTERS = 26


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """One cell of one table of one file; ordered as a person reads the tables."""

    file: str
    """Path within the project, with forward slashes."""
    sheet: str
    """Name of the sheet of a workbook, or of the list of a JSON file; empty for other files."""
    row: int
    """Line or row of the file as a person counts it, from 1, the header included."""
    column: int
    """Column from 1."""

    @property
    def name(self) -> str:
        """The cell as spreadsheets call it: ``C7``."""
        letters, rest = "", self.column
        while rest:
            rest, letter = divmod(rest - 1, _LETTERS)
            letters = chr(ord("A") + letter) + letters
        return f"{letters}{self.row}"

    @property
    def words(self) -> str:
        """For readers: ``data/d.csv, row 3, column 2``, or ``data/d.xlsx, sheet 'B', cell C7``.

        Of a table without a file: ``the table 'd' handed over by Python, row 3, column 2``.
        """
        if name := query_result.name_of(self.file):
            table = f"the result of the query '{name}'"
            return f"{table}, row {self.row}, column {self.column}"
        if name := name_of(self.file):
            table = f"the table '{name}' handed over by Python"
            return f"{table}, row {self.row}, column {self.column}"
        return str(self) if self.sheet else f"{self.file}, row {self.row}, column {self.column}"

    def __str__(self) -> str:
        """``data/d.csv:3:2``, or ``data/d.xlsx, sheet 'B', cell C7``."""
        if self.sheet:
            return f"{self.file}, sheet '{self.sheet}', cell {self.name}"
        return f"{self.file}:{self.row}:{self.column}"
