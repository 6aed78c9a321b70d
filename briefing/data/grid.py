"""A file as rows of texts, each with the place where a person finds it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from briefing.core.spot import Spot


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its number as a person counts it, from 1, and its cells as printed."""

    number: int
    cells: tuple[str, ...]
    sheet: str = ""
    """The sheet that it stands in, or the list of a JSON file; empty for a file of one table."""
    numbers: frozenset[int] = frozenset()
    """Indexes of the cells that the file holds as numbers: their texts have a decimal point."""
    merged: frozenset[int] = frozenset()
    """Indexes of the cells that are filled from a merged cell, which begins in a row above."""

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it."""
        return not "".join(self.cells).strip()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as read: headers and rows of texts, no type guessed."""

    path: str
    sha256: str
    size: int
    headers: tuple[str, ...]
    rows: Sequence[Row]
    """In the order of the file; those of a long table are made as somebody asks for them."""
    blank_rows: int = 0
    sheet: str = ""
    """The sheet by its name, where no sheet was declared too; empty for a file of one table."""
    said: frozenset[str] = frozenset()
    """The texts of the headers, and of all that stands above them."""
    notes: tuple[Row, ...] = ()
    """Rows below the table that hold notes, sources and the like."""

    def spot(self, row: Row, column: int) -> Spot:
        """Where a cell stands; ``column`` is its index, from 0."""
        return Spot(self.path, self.sheet, row.number, column + 1)


@dataclass(frozen=True, slots=True)
class Columns:
    """Finds columns by header or number; a header that repeats must be named by number."""

    headers: tuple[str, ...]
    positions: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, headers: tuple[str, ...], rename: Mapping[str, str]) -> Columns:
        """Headers cleaned of stray spaces, under their better names."""
        clean = {tidy(old): new for old, new in rename.items()}
        names = tuple(clean.get(tidy(header), tidy(header)) for header in headers)
        positions: dict[str, list[int]] = {}
        for index, name in enumerate(names):
            positions.setdefault(name, []).append(index)
        return cls(names, {name: tuple(found) for name, found in positions.items()})

    def named(self, header: str) -> tuple[int, ...]:
        """Indexes of the columns under a header, from 0; none where there is no such header."""
        return self.positions.get(tidy(header), ())


def tidy(text: str) -> str:
    """A text without stray, repeated or no-break spaces and without a byte-order mark."""
    if text.isascii() and text.isprintable() and " " not in text:
        return text
    return " ".join(text.replace("\ufeff", "").replace("\u00a0", " ").split())
