"""A resource of a data package: one CSV file with what it holds, whence, and its schema."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO

from briefing.writers.datapackage.fields import Field, TableSchema

Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Resource:
    """One CSV file of the package."""

    name: str
    title: str
    about: str
    """What else is to be said of it: measure and unit, notes."""
    fields: tuple[Field, ...]
    schema: TableSchema
    rows: tuple[Mapping[str, Cell], ...]
    """By names of fields; what a row lacks is an empty cell."""
    sources: tuple[str, ...] = ()
    """Ids of the sources that its figures are from."""

    @property
    def path(self) -> str:
        """Where it is in the package."""
        return f"data/{self.name}.csv"

    @property
    def content(self) -> bytes:
        """The file: UTF-8, commas, a line of names first."""
        out = StringIO()
        lines = csv.DictWriter(out, [one.name for one in self.fields], lineterminator="\n")
        lines.writeheader()
        lines.writerows({key: _text(cell) for key, cell in row.items()} for row in self.rows)
        return out.getvalue().encode()


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    return str(cell).removesuffix(".0") if isinstance(cell, float) else str(cell)
