"""Series, panels and data sets: facts in the order of time, and by member of a dimension."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Literal

from briefing.core.check import Check
from briefing.core.column_facts import is_below_zero, periods_of, periods_until
from briefing.core.fact import Absence, Cell, Derivation, Fact
from briefing.core.frequency import Frequency
from briefing.core.interval import Interval
from briefing.core.member_series import facts_by_member, facts_of
from briefing.core.nature import Nature, NatureFound, nature_of_unit
from briefing.core.period import Period
from briefing.core.prices import Prices
from briefing.core.problems import Subject, suggest
from briefing.core.quantity import Quantity
from briefing.core.query_result import Queried
from briefing.core.reference import Reference
from briefing.core.showing import a_line, counted, shortened
from briefing.core.status import Status
from briefing.core.title import Title
from briefing.core.unit import Unit, is_countable

_SOME = 5
"""How many members are named where none is like the one that was asked for."""


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
    found_nature: NatureFound | None = None
    """What its numbers are, and why it is taken for that; else its unit tells."""

    on_year: bool = False
    """Whether a change is counted from the same period of the year before: it has a season."""
    better: Literal["higher", "lower", ""] = ""
    """Which way is the better one, where that was declared."""
    prices: Prices | None = None
    """Of money: in what prices it is told, where that is said."""
    months: int | None = None
    """How long a flow lasts, where that is not its period: a sum over 12 months, an annual rate."""
    over: int = 1
    """Over how many periods each figure is added or averaged: 4 for a sum over four quarters."""
    is_fixed: bool = False
    """Whether it is meant at its current period alone: a metric with a period of its own."""
    is_latest: bool = False
    """Whether its current figure is the newest that there is: its period is printed beside it."""
    sides: tuple[Title, Title] | None = None
    """What its figures compare, where the two are unlike: both are printed beside it."""

    def __repr__(self) -> str:
        """One line: ``<Series production: U.S. mine production, 2020 to 2024, 5 figures in t>``."""
        figures = f"{counted(len(self.facts), 'figure')} in {self.unit.code}"
        return a_line("Series", self.id, shortened(self.title), _span(self.periods), figures)

    @property
    def nature(self) -> Nature:
        """What its numbers are, and so what may be done with them."""
        return _nature(self.found_nature, self.unit)

    def before(self, period: Period) -> Period:
        """The period that a value is compared with: the one before, or that of the year before.

        One that shares no time with it: of three months that roll by one, that of three months before.
        Of days, the last one that has a value: after a Friday comes a Monday.
        """
        if self.on_year:
            return period.a_year_before()
        usual = period.preceding(self.over)
        if period.frequency is Frequency.DAILY and usual not in self.facts:
            return next(
                (one for one in reversed(tuple(self.facts)) if _is_day_before(one, period)), usual
            )
        return usual

    @property
    def periods(self) -> tuple[Period, ...]:
        """All periods that have a fact, in order."""
        return tuple(self.facts)

    def at(self, period: Period) -> Fact | None:
        """The fact of that period."""
        return self.facts.get(period)

    def latest(self, period: Period) -> Fact | None:
        """The newest figure up to a period, of its frequency, that has a value or a bound."""
        known = (one for one in reversed(self.until(period)) if one.quantity.tells_something)
        return next(known, None)

    def lack(self, period: Period | None = None) -> tuple[Subject, ...]:
        """The value of a period, or any, as what a problem lacks."""
        return (Subject(Reference.parse(self.id).measure, self.member, period),)

    def until(self, period: Period, count: int | None = None) -> tuple[Fact, ...]:
        """The facts up to and with ``period``, of its frequency, the last ``count`` of them."""
        known = periods_until(self.facts, period)
        return tuple(self.facts[when] for when in (known if count is None else known[-count:]))

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
    countries") and so have no rank. ``groups`` are rows that count other members once more ("EU27"
    beside its countries): they are no members, and are neither ranked nor added.
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
    found_nature: NatureFound | None = None
    """What its numbers are, and why it is taken for that; else its unit tells."""
    groups: Mapping[str, Series] = field(default_factory=dict)
    prices: Prices | None = None
    """Of money: in what prices it is told, where that is said."""
    months: int | None = None
    """How long a flow lasts, where that is not its period."""

    def near(self, name: str) -> str:
        """Who may be meant by a name that no member has, as advice: those alike, or else the first few."""
        some = [*self.members][:_SOME]
        more = ", ..." if len(self.members) > _SOME else ""
        return suggest(name, self.members) or f"it has: {', '.join(some) or 'none'}{more}"

    def __repr__(self) -> str:
        """One line: ``<Panel world.mined: Mined by Country, 12 members, 2020 to 2024, in t>``."""
        title = f"{shortened(self.title)} by {self.dimension}"
        members, unit = counted(len(self.members), "member"), f"in {self.unit.code}"
        return a_line("Panel", self.id, title, members, _span(self.periods), unit)

    @property
    def nature(self) -> Nature:
        """What its numbers are, and so what may be done with them."""
        return _nature(self.found_nature, self.unit)

    @property
    def every(self) -> tuple[Series, ...]:
        """All rows of the table: members, the total, and groups."""
        return (
            *self.members.values(),
            *([self.total] if self.total else []),
            *self.groups.values(),
        )

    def at(self, period: Period, names: Iterable[str] | None = None) -> dict[str, Fact]:
        """The fact of every member, or of those named; one that the file has no row for is there as missing.

        Empty where no member has a row for the period.
        """
        facts = facts_by_member(self.members)
        if not any(period in one for one in facts.values()):
            return {}
        some = self.members if names is None else names
        found = {name: facts[name].get(period) for name in some}
        if all(found.values()):
            return {name: fact for name, fact in found.items() if fact}
        bounds = Interval() if self._may_be_negative else Interval(Fraction(0))
        return {name: fact or self._absent(name, period, bounds) for name, fact in found.items()}

    def unreported(self, period: Period) -> tuple[str, ...]:
        """Members whose value for a period is not there: no row, an empty cell, ``NA``, ``..``.

        Withheld values and bounds are no such: something was reported of them.
        """
        return tuple(name for name, fact in self.at(period).items() if is_unreported(fact))

    @property
    def _may_be_negative(self) -> bool:
        """Whether a value that nobody knows may lie below zero: the rule for cells without one."""
        if not is_countable(self.unit) or self.nature in {Nature.BALANCE, Nature.INTERVAL}:
            return True
        total = [self.total.facts] if self.total else []
        every = (*facts_of(self.members), *total, *facts_of(self.groups))
        return any(map(is_below_zero, every))

    def _absent(self, member: str, period: Period, bounds: Interval) -> Fact:
        """That the file has no row for a member in a period, as a fact."""
        some = next((fact for one in facts_of(self.members) for fact in one.values()), None)
        origin = some.origin if some else None
        file, source = (origin.spot.file, origin.source) if isinstance(origin, Cell) else ("", "")
        return Fact(
            id=Reference.parse(self.id).of(member).observation(period),
            title=self.title,
            quantity=Quantity.bounded(bounds, self.unit, Status.MISSING),
            period=period,
            origin=Absence(source, file, self.id, member, str(period)),
            member=member,
            series=self.id,
        )

    def lack(self, period: Period | None = None, member: str | None = None) -> tuple[Subject, ...]:
        """The value of a period and a member, or any, as what a problem lacks."""
        return (Subject(self.id, member, period),)

    def since_break(self, period: Period) -> Panel:
        """The part that can be compared with ``period``: from the last break to the next one."""
        if not self.breaks:
            return self
        members = {name: one.since_break(period) for name, one in self.members.items()}
        total = self.total.since_break(period) if self.total else None
        groups = {name: one.since_break(period) for name, one in self.groups.items()}
        return replace(self, members=members, total=total, groups=groups)

    @property
    def periods(self) -> tuple[Period, ...]:
        """All periods in which any member or the total has a fact, in order."""
        every = [*facts_of(self.members), *([self.total.facts] if self.total else [])]
        return tuple(sorted(periods_of(every)))


def _span(periods: tuple[Period, ...]) -> str:
    """From the first to the last; empty for none."""
    if len(periods) <= 1:
        return "".join(map(str, periods))
    return f"{periods[0]} to {periods[-1]}"


def _is_day_before(one: Period, other: Period) -> bool:
    return one.frequency is other.frequency and one < other


def is_unreported(fact: Fact) -> bool:
    """Whether there is a value that nobody knows of yet: missing or not collected."""
    return fact.quantity.value is None and fact.quantity.status in {
        Status.MISSING,
        Status.NOT_COLLECTED,
    }


def unreported_behind(fact: Fact) -> tuple[Fact, ...]:
    """The figures that nobody reported, among those that a figure was computed from."""
    leaves = (one for one in fact.walk() if not isinstance(one.origin, Derivation))
    return tuple(one for one in leaves if is_unreported(one))


def _nature(found: NatureFound | None, unit: Unit) -> Nature:
    return found.nature if found else nature_of_unit(unit) or Nature.FLOW


class PartialPeriod(str):
    """Among the breaks of a series, why one period alone cannot be compared with any other."""

    __slots__ = ()


class MarkedBreak(str):
    """A reason for a break that the source gives in a cell; ``where`` is the cell with its text."""

    __slots__ = ("where",)
    where: str

    @classmethod
    def at(cls, reason: str, where: str) -> MarkedBreak:
        """The reason, with where it stands."""
        found = cls(reason)
        found.where = where
        return found


def break_between(breaks: Mapping[Period, str], one: Period, other: Period) -> str:
    """Why two periods cannot be compared: ``counted otherwise since 2023: ...``; empty if they can."""
    first, last = sorted((one, other))
    for when, reason in breaks.items():
        if isinstance(reason, PartialPeriod):
            if first != last and when in {first, last}:
                return f"the figures do not cover all of {when} ({reason})"
        elif first < when <= last:
            where = f": {reason.where}" if isinstance(reason, MarkedBreak) else ""
            return f"it is counted otherwise from {when} on ({reason}{where})"
    return ""


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that was read: path within the project and hash of its bytes."""

    path: str
    sha256: str
    size: int
    source: str
    query: Queried | None = None
    """Of what it was made, where it is the result of a query."""


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
    notes: tuple[str, ...] = ()
    """What stands below its table: notes, sources, definitions."""
    said: frozenset[str] = frozenset()
    """The texts of its headers, and of all that stands above them."""

    def __repr__(self) -> str:
        """One line: ``<Dataset ree_us: 3 measures, 45 cells of data/us.csv>``."""
        read, files = self.count, ", ".join(one.path for one in self.files)
        cells = counted(read.plain + read.qualified + read.without_value + read.refused, "cell")
        return a_line(
            "Dataset", self.id, counted(len(self.measures), "measure"), f"{cells} of {files}"
        )
