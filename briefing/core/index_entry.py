"""What the index of a portfolio says of one brief."""

from __future__ import annotations

from dataclasses import dataclass

MOST_ON_PAPER = 1_000
"""Of how many subjects an index is set as a PDF; all of its pages are in memory at once, 0.5 MB for each."""


@dataclass(frozen=True, slots=True)
class IndexFigure:
    """A key figure with how it moved."""

    id: str
    """The metric that it shows: figures of one metric stand in one column."""
    label: str
    value: str
    """With its sign and scale: ``$1,070``."""
    mark: str
    """Of its status: ``e``."""
    unit: str
    """Empty where the value carries it."""
    direction: str
    """``up``, ``down``, ``level`` or ``unknown``."""
    change: str
    """``+8.2% from 416 in 2023``; empty where there is none."""
    trend: tuple[float | None, ...]
    """Its values up to now, none where there is none."""
    size: float | None
    """By which figures of one column are put in order."""


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One brief of a portfolio."""

    name: str
    """Of its files, within the folder."""
    subject: str
    headline: str
    figures: tuple[IndexFigure, ...] = ()
    highlight: str = ""
    flips: tuple[str, ...] = ()
    """Advice that turned since the edition before."""
    warnings: int = 0
    changed: tuple[str, ...] = ()
    """Figures that are others than in the index before: ``Output: 416 t, now 450 t``."""
    note: str = ""
    """Why there is no brief; empty where there is one."""
