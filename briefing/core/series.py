"""Series, panels and data sets: facts in the order of time, and by member of a dimension."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from briefing.core.check import Check
from briefing.core.fact import Fact
from briefing.core.period import Period
from briefing.core.unit import Unit


@dataclass(frozen=True, slots=True)
class Series:
    """Facts about one measure over periods; a metric yields one too.

    ``facts`` is in the order of time, at most one a period. Cells without a value (withheld, not
    available) are there as facts whose status says so.
    """

    id: str
    title: str
    unit: Unit
    facts: Mapping[Period, Fact]
    member: str | None = None
    current: Period | None = None
    """The period that a brief shows; set on the series of a metric."""
    definition: str = ""
    """What it counts and how, where that was declared."""
    breaks: Mapping[Period, str] = field(default_factory=dict)
    """Periods from which on it is counted otherwise, with what changed."""

    @property
    def periods(self) -> tuple[Period, ...]:
        """All periods that have a fact, in order."""
        return tuple(self.facts)

    def at(self, period: Period) -> Fact | None:
        """The fact of that period."""
        return self.facts.get(period)

    def until(self, period: Period, count: int | None = None) -> tuple[Fact, ...]:
        """The facts up to and with ``period``, the last ``count`` of them."""
        known = tuple(fact for when, fact in self.facts.items() if when <= period)
        return known if count is None else known[-count:]

    def since_break(self, period: Period) -> Series:
        """The part that can be compared with ``period``: from the last break to the next one."""
        if not self.breaks:
            return self
        kept = {w: f for w, f in self.facts.items() if not break_between(self.breaks, w, period)}
        return replace(self, facts=kept)


@dataclass(frozen=True, slots=True)
class Panel:
    """One measure for each member of a dimension, with the printed total where there is one.

    ``members`` keeps the order of the file; ``rest`` names members that stand for several ("Other
    countries") and so have no rank.
    """

    id: str
    title: str
    unit: Unit
    dimension: str
    """Title of the dimension: ``Country``."""
    members: Mapping[str, Series]
    total: Series | None = None
    rest: tuple[str, ...] = ()
    definition: str = ""
    """What it counts and how, where that was declared."""
    breaks: Mapping[Period, str] = field(default_factory=dict)
    """Periods from which on it is counted otherwise, with what changed."""

    def since_break(self, period: Period) -> Panel:
        """The part that can be compared with ``period``: from the last break to the next one."""
        if not self.breaks:
            return self
        members = {name: one.since_break(period) for name, one in self.members.items()}
        total = self.total.since_break(period) if self.total else None
        return replace(self, members=members, total=total)

    @property
    def periods(self) -> tuple[Period, ...]:
        """All periods in which any member or the total has a fact, in order."""
        every = {period for series in self.members.values() for period in series.facts}
        if self.total:
            every |= set(self.total.facts)
        return tuple(sorted(every))


def break_between(breaks: Mapping[Period, str], one: Period, other: Period) -> str:
    """Why two periods cannot be compared: ``counted otherwise since 2023: ...``; empty if they can."""
    first, last = sorted((one, other))
    for when, reason in breaks.items():
        if first < when <= last:
            return f"it is counted otherwise from {when} on ({reason})"
    return ""


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that was read: path within the project and hash of its bytes."""

    path: str
    sha256: str
    size: int
    source: str


@dataclass(frozen=True, slots=True)
class ReadingCount:
    """What became of the cells of a data set: every one is in exactly one of these."""

    plain: int = 0
    """Plain numbers."""
    qualified: int = 0
    """Read with a bound, a mark or an estimate: ``>95``, ``e20,000``."""
    without_value: int = 0
    """Cells that say why there is no number: ``W``, ``NA``, blank."""
    refused: int = 0
    """Cells that could not be read; each is a problem."""

    def __add__(self, other: ReadingCount) -> ReadingCount:
        """Counts of two readings together."""
        return ReadingCount(
            self.plain + other.plain,
            self.qualified + other.qualified,
            self.without_value + other.without_value,
            self.refused + other.refused,
        )


@dataclass(frozen=True, slots=True)
class Dataset:
    """What was read from one declared data set: its measures by name."""

    id: str
    measures: Mapping[str, Series | Panel]
    files: tuple[InputFile, ...]
    count: ReadingCount = field(default_factory=ReadingCount)
    checks: tuple[Check, ...] = ()
    """The checks that ran over it, with what they found."""
    digest: str = ""
    """Hash of the cells that were read, with where they stand."""
