"""Cells that hold values, before these are read: of which series, whose and when."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.core.period import Period
from briefing.core.status import Status
from briefing.data.grid import Row


@dataclass(frozen=True, slots=True)
class RawObservation:
    """A cell that holds a value of a series, before the value is read."""

    series: str
    member: str | None
    period: Period
    row: Row
    column: int
    """Index of the column, from 0."""
    status: Status | None = None
    """What the column or the period's text says."""

    @property
    def text(self) -> str:
        """The cell as printed; empty where the row is too short."""
        return self.row.cells[self.column] if self.column < len(self.row.cells) else ""


@dataclass(frozen=True, slots=True)
class Target:
    """A column of values, and what it tells of all of them."""

    column: int
    period: Period | None = None
    status: Status | None = None
    member: str | None = None
