"""A table of a brief: series over periods, or members by measures."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from briefing.core.parts import Part
from briefing.core.showing import a_line, counted, shortened, shown


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a table: what is printed, and the fact that it shows if it is a figure."""

    text: str
    fact: str | None = None
    mark: str = ""
    """Status mark set as a superscript: ``e`` for estimated."""
    scaled: Fraction | None = None
    """Its value in the unit of the head, where that is not the fact's own."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row with its heading."""

    heading: str
    unit: str
    """The unit of its figures; empty where the heads of the columns name theirs."""
    cells: tuple[TableCell, ...]
    """One a column; those of a sub-head are empty."""
    kind: Literal["member", "group", "whole"] = "member"
    """Whether it is a sub-head above others, or the whole of them."""
    mark: str = ""
    """The letter of a note on all of it, set as a superscript."""
    series: str = ""
    """What it is in full, where the head of the table tells a part of that: ``Pupils: Hill``."""
    in_unit: str = ""
    """The unit of its figures, where the head of the table or its own heading tells that, or a part."""

    @property
    def full_heading(self) -> str:
        """What it is, for those who read it without the head of its table."""
        return self.series or self.heading

    @property
    def full_unit(self) -> str:
        """The unit of its figures, wherever that is told."""
        return self.in_unit or self.unit


@dataclass(frozen=True, slots=True)
class Table:
    """Series over periods, or members by measures."""

    id: str
    number: int
    title: str
    columns: tuple[str, ...]
    """Headings of the periods, or of the measures with their units."""
    rows: tuple[TableRow, ...]
    notes: tuple[str, ...]
    """What the marks mean."""
    source: str
    of: str = ""
    """What the rows are, where they are members: ``Country``."""
    when: str = ""
    """Of when all figures of members are, where no column says it: the caption does."""
    measure: str = ""
    """What all rows tell, with its unit, where they are series of one measure: ``Pupils, people``."""
    wide: Literal["", "split", "turn", "landscape"] = ""
    """How it is set on paper where it is too wide for a page; as takes the least space where nobody says."""

    @property
    def part(self) -> Part:
        """What it is known by."""
        return Part("table", self.id)

    def __repr__(self) -> str:
        """One line: ``<Table trade: Trade, 4 rows, 5 columns>``."""
        rows, columns = counted(len(self.rows), "row"), counted(len(self.columns), "column")
        return a_line("Table", self.id, shortened(self.title), rows, columns)

    def _repr_html_(self) -> str | None:
        """In a notebook: the table."""
        return shown(self, "html")
