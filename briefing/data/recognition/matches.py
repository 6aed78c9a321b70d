"""What is wanted of a new file, and where in it the measures stand: found, or unsure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from briefing.core.period import Period
from briefing.data.recognition.agreement import Agreement, Figures
from briefing.data.recognition.possible_columns import Candidate, Sheet
from briefing.data.recognition.stated_units import StatedUnit


@dataclass(frozen=True, slots=True)
class Match:
    """Where a measure stands in the new file."""

    candidate: Candidate
    agreement: Agreement
    score: float
    unit: StatedUnit
    """What the file says of its unit."""
    is_asked: bool = False
    """Whether the user named it."""


@dataclass(frozen=True, slots=True)
class Unsure:
    """A measure that may stand in several places, or in one that too little speaks for."""

    candidates: tuple[Candidate, ...]
    """Where it may stand, likeliest first."""
    agreement: Agreement
    """How far the values of the first agree."""
    unit: StatedUnit
    is_tie: bool
    """Whether several fit equally well."""


@dataclass(frozen=True, slots=True)
class Matched:
    """Where the measures of an edition stand in a new file, under one reading of its layout."""

    sheet: Sheet
    member: int | None
    """Column of members."""
    period: int | None
    """Column of periods; ``None`` where headers tell them."""
    found: Mapping[str, Match]
    decimal: str
    unsure: Mapping[str, Unsure] = field(default_factory=dict)
    """Measures that may be there, and are not taken."""

    @property
    def score(self) -> float:
        """How well it fits, to choose among readings."""
        return sum(one.score for one in self.found.values()) + 0.01 * len(self.unsure)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an edition is known to hold."""

    figures: Mapping[str, Figures]
    has_members: bool
    period_header: str
    columns: Mapping[str, Sequence[str]]
    """Headers, and texts that pick rows, that the user gives for measures."""
    words: tuple[str, ...] = ()
    """Of what the data set is called, and of texts that picked its rows."""
    following: Period | None = None
    """The period of a file that tells none."""
    without: Collection[str] = ()
    """Measures that the user says are not in the file."""
