"""Facts that stand in columns: each is made when somebody asks for it, and is the same as one made before.

The plain numbers of a measure, of all its members, are arrays (:class:`FactColumns`); the facts of one
series are a view of some of their rows (:class:`ColumnFacts`), which looks like any other mapping. What
looks at all values at once, to leave out most of them, reads the arrays. NumPy is loaded by what has columns.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from briefing.core.fact import Fact
from briefing.core.frequency import Frequency
from briefing.core.period import Period
from briefing.core.spot import Spot
from briefing.core.status import Status

if TYPE_CHECKING:  # what only locks or lists a project loads no arrays
    import numpy as np
    from numpy.typing import NDArray

    Places = NDArray[np.int64]
_NOTHING: Mapping[Period, Fact] = MappingProxyType({})
"""The loose facts of most series: one mapping for all of them."""
_LAST_POWER = 22
"""Powers of ten up to this one are whole floats, so that quotients by them are the nearest floats."""


@dataclass(frozen=True)
class Timeline:
    """The periods of a series in order; series with the same ones share it."""

    periods: tuple[Period, ...]
    places: Mapping[Period, int]

    @classmethod
    def of(cls, periods: tuple[Period, ...]) -> Timeline:
        """Of periods that are in order."""
        return cls(periods, {one: place for place, one in enumerate(periods)})

    @cached_property
    def frequencies(self) -> frozenset[Frequency]:
        """The frequencies of the periods."""
        return frozenset(one.frequency for one in self.periods)

    def until(self, period: Period) -> tuple[Period, ...]:
        """The periods up to and with one, of its frequency."""
        if self.frequencies != {period.frequency} or period.frequency is Frequency.SPAN:
            return _until(self.periods, period)
        return self.periods[: bisect_right(self.periods, period)]


@dataclass
class FactColumns:
    """The plain numbers of one measure, a row for each; those of one series stand together."""

    make: Callable[[int], Fact]
    """Makes the fact of a row."""
    numbers: NDArray[np.signedinteger]
    """The values in units of ``10**-decimals``; of at most 15 digits, so that floats hold them."""
    decimals: int
    steps: NDArray[np.int8]
    """The powers of ten that their last digits count."""
    statuses: NDArray[np.int8]
    known_statuses: tuple[Status, ...]
    """What the numbers in ``statuses`` mean."""
    spots: Callable[[], tuple[Places, Places]]
    """The row and the column of the file in which each stands, counted from 1."""

    @cached_property
    def places(self) -> tuple[Places, Places]:
        """The row and the column of each."""
        return self.spots()

    def values_at(self, rows: slice | Places) -> NDArray[np.float64]:
        """The nearest float of the value of some rows."""
        return self.numbers[rows] / 10.0**self.decimals

    def halves_at(self, rows: slice | Places) -> NDArray[np.float64]:
        """Half of what the last digit of some rows counts."""
        found: NDArray[np.float64] = self._halves_of_steps[self.steps[rows] + _LAST_POWER]
        return found

    @property
    def has_one_step(self) -> bool:
        """Whether the last digit counts the same in all rows; there is one at least."""
        return len(self.steps) > 0 and bool(self.steps.min() == self.steps.max())

    @cached_property
    def _halves_of_steps(self) -> NDArray[np.float64]:
        """Half of each power of ten, from the least on."""
        import numpy as np

        powers = range(-_LAST_POWER, _LAST_POWER + 1)
        return np.array([float(Fraction(10) ** one) / 2 for one in powers])

    @cached_property
    def has_negative(self) -> bool:
        """Whether the value of any row is below zero."""
        return bool((self.numbers < 0).any())

    @cached_property
    def seen_statuses(self) -> frozenset[Status]:
        """The statuses that any row has."""
        import numpy as np

        counts = np.bincount(self.statuses, minlength=len(self.known_statuses)).tolist()
        known = zip(self.known_statuses, counts, strict=True)
        return frozenset(status for status, count in known if count)

    def rows_of(self, spots: Collection[Spot]) -> list[int]:
        """The rows that stand in rows of the file in which some cells are, in order."""
        import numpy as np

        found: list[int] = np.isin(self.places[0], [one.row for one in spots]).nonzero()[0].tolist()
        return found

    def exact(self, row: int) -> Fraction:
        """The exact value of a row."""
        return Fraction(int(self.numbers[row]), 10**self.decimals)

    def has(self, status: Status) -> bool:
        """Whether any of them has this status."""
        return status in self.seen_statuses


@dataclass(eq=False, slots=True)
class ColumnFacts(Mapping[Period, Fact]):
    """The facts of one series by period: rows of columns, and ``loose`` ones that are no plain numbers."""

    columns: FactColumns
    timeline: Timeline
    rows: range | Places
    """For each period the row of the columns; of loose facts -1."""
    loose: Mapping[Period, Fact] = field(default_factory=lambda: _NOTHING)
    _made: dict[Period, Fact] | None = field(default=None, repr=False)

    def __getitem__(self, period: Period) -> Fact:
        """The fact of a period, made the first time that somebody asks for it."""
        if self._made is None:  # of most members nobody asks for any
            self._made = {}
        if (fact := self._made.get(period)) is not None:
            return fact
        place = self.timeline.places[period]
        when = self.timeline.periods[place]
        fact = self.loose.get(period) or self.columns.make(int(self.rows[place]))
        if when.partial and fact.period is not when:
            fact = replace(fact, period=when)
        self._made[when] = fact
        return fact

    def __iter__(self) -> Iterator[Period]:
        """The periods in order."""
        return iter(self.timeline.periods)

    def __len__(self) -> int:
        """How many facts there are."""
        return len(self.timeline.periods)

    def __contains__(self, period: object) -> bool:
        """Whether there is a fact of a period."""
        return period in self.timeline.places

    def row_at(self, period: Period) -> int | None:
        """The row of the plain number of a period; ``None`` where there is none."""
        place = self.timeline.places.get(period)
        row = -1 if place is None else int(self.rows[place])
        return row if row >= 0 else None

    @property
    def plain_rows(self) -> slice | Places:
        """The rows of its plain numbers."""
        if isinstance(self.rows, range):
            return slice(self.rows.start, self.rows.stop)
        return self.rows[self.rows >= 0]

    @property
    def plain_places(self) -> slice | Places:
        """The places of its plain numbers among the periods."""
        return slice(None) if isinstance(self.rows, range) else (self.rows >= 0).nonzero()[0]

    def exact_values(self) -> dict[Period, Fraction]:
        """The values by period, of those that have one."""
        found = {}
        for period, row in zip(self.timeline.periods, self.rows, strict=True):
            loose = self.loose.get(period)
            value = loose.quantity.value if loose else self.columns.exact(int(row))
            if value is not None:
                found[period] = value
        return found

    def with_changed(self, changed: Mapping[Period, Fact]) -> ColumnFacts:
        """The same with other facts in the place of some, each under the period that it has now.

        The order of the periods must stay.
        """
        import numpy as np

        rows = np.array(self.rows, dtype=np.int64)
        rows[[self.timeline.places[one] for one in changed]] = -1
        loose = {**self.loose, **changed}
        loose = {fact.period or when: fact for when, fact in loose.items()}
        now = {when: fact.period or when for when, fact in changed.items()}
        periods = tuple(now.get(one, one) for one in self.timeline.periods)
        is_same = all(
            one is other for one, other in zip(periods, self.timeline.periods, strict=True)
        )
        timeline = self.timeline if is_same else Timeline.of(periods)
        return ColumnFacts(self.columns, timeline, rows, loose)

    def under(self, timeline: Timeline) -> ColumnFacts:
        """The same under other writings of its periods, in the same order."""
        names = {one: one for one in timeline.periods}
        loose = {
            names[when]: fact if fact.period is names[when] else replace(fact, period=names[when])
            for when, fact in self.loose.items()
        }
        return ColumnFacts(self.columns, timeline, self.rows, loose)

    def among(self, kept: Collection[Period]) -> dict[Period, Fact]:
        """The facts of some periods, in order."""
        return {one: self[one] for one in self.timeline.periods if one in kept}


def loose_facts(facts: Mapping[Period, Fact]) -> Collection[Fact]:
    """The facts that are no plain numbers in columns; of facts that are made already, all."""
    return facts.loose.values() if isinstance(facts, ColumnFacts) else facts.values()


def loose_by_period(facts: Mapping[Period, Fact]) -> Iterable[tuple[Period, Fact]]:
    """The same facts with the periods that they stand under."""
    return facts.loose.items() if isinstance(facts, ColumnFacts) else facts.items()


def periods_until(facts: Mapping[Period, Fact], period: Period) -> tuple[Period, ...]:
    """The periods of facts up to and with one, of its frequency, in order."""
    if isinstance(facts, ColumnFacts):
        return facts.timeline.until(period)
    return _until(facts, period)


def _until(periods: Iterable[Period], period: Period) -> tuple[Period, ...]:
    frequency = period.frequency
    return tuple(one for one in periods if one.frequency is frequency and one <= period)


def periods_of(every: Iterable[Mapping[Period, Fact]]) -> set[Period]:
    """All periods of the facts of some series; those that many share are looked at once."""
    found, seen = set[Period](), set[int]()
    for facts in every:
        if not isinstance(facts, ColumnFacts):
            found.update(facts)
        elif id(facts.timeline) not in seen:
            seen.add(id(facts.timeline))
            found.update(facts.timeline.periods)
    return found


def timeline_of(facts: Mapping[Period, Fact]) -> tuple[int, ...]:
    """What tells the periods of a series from those of others, while all of them are there.

    Periods of one column of a file are the same objects.
    """
    if isinstance(facts, ColumnFacts):
        return (id(facts.timeline),)
    return tuple(map(id, facts))


def value_at(facts: Mapping[Period, Fact], period: Period) -> Fraction | None:
    """The value of a period, without its fact; ``None`` where there is none."""
    if isinstance(facts, ColumnFacts):
        if (row := facts.row_at(period)) is not None:
            return facts.columns.exact(row)
        fact = facts.loose.get(period)
    else:
        fact = facts.get(period)
    return fact.quantity.value if fact else None


def status_at(facts: Mapping[Period, Fact], period: Period) -> Status | None:
    """The status of the fact of a period, without the fact; ``None`` where there is none."""
    if isinstance(facts, ColumnFacts):
        if (row := facts.row_at(period)) is not None:
            return facts.columns.known_statuses[int(facts.columns.statuses[row])]
        fact = facts.loose.get(period)
    else:
        fact = facts.get(period)
    return fact.quantity.status if fact else None


def with_changed(
    facts: Mapping[Period, Fact], changed: Mapping[Period, Fact]
) -> Mapping[Period, Fact]:
    """The same with other facts of some periods."""
    return facts.with_changed(changed) if isinstance(facts, ColumnFacts) else {**facts, **changed}


def facts_in(
    facts: Mapping[Period, Fact], spots: Collection[Spot]
) -> Iterator[tuple[Period, Fact]]:
    """The facts that were read from some cells."""
    if not isinstance(facts, ColumnFacts):
        return ((when, fact) for when, fact in facts.items() if fact.spot in spots)
    rows, columns = facts.columns.places
    wanted = {(one.row, one.column) for one in spots}
    at = facts.plain_rows
    cells = zip(rows[at].tolist(), columns[at].tolist(), strict=True)
    every, plain = range(len(facts)), facts.plain_places
    places = every[plain] if isinstance(plain, slice) else plain.tolist()
    near = [place for place, cell in zip(places, cells, strict=True) if cell in wanted]
    periods = [facts.timeline.periods[place] for place in near]
    found = ((one, facts[one]) for one in (*periods, *facts.loose))
    return ((when, fact) for when, fact in found if fact.spot in spots)


def members_with(
    every: Mapping[str, Mapping[Period, Fact]], spots: Collection[Spot]
) -> Iterator[str]:
    """The members of whose facts some may have been read from some cells: of few cells, few."""
    rows: dict[int, list[int]] = {}
    for name, facts in every.items():
        if not isinstance(facts, ColumnFacts) or not isinstance(facts.rows, range) or facts.loose:
            yield name
            continue
        if (key := id(facts.columns)) not in rows:
            rows[key] = facts.columns.rows_of(spots)
        at = bisect_left(rows[key], facts.rows.start)
        if rows[key][at : at + 1] and rows[key][at] < facts.rows.stop:
            yield name


def is_below_zero(facts: Mapping[Period, Fact]) -> bool:
    """Whether the value of any fact is below zero."""
    if isinstance(facts, ColumnFacts):
        columns = facts.columns
        if columns.has_negative and (columns.numbers[facts.plain_rows] < 0).any():
            return True
        if not facts.loose:
            return False
    return any((one.quantity.value or 0) < 0 for one in loose_facts(facts))


def values_beyond(facts: Mapping[Period, Fact], least: int, most: int) -> list[Period]:
    """The periods whose value lies outside two whole numbers, in order."""
    if isinstance(facts, ColumnFacts) and not facts.loose:
        columns, rows = facts.columns, facts.plain_rows
        scale = 10**columns.decimals
        numbers = columns.numbers[rows]
        places = ((numbers < least * scale) | (numbers > most * scale)).nonzero()[0].tolist()
        return [facts.timeline.periods[place] for place in places]
    values = ((when, value_at(facts, when)) for when in facts)
    return [when for when, value in values if value is not None and not least <= value <= most]


def count_of_values(facts: Mapping[Period, Fact]) -> int:
    """How many facts have a value."""
    return len(facts) - sum(one.quantity.value is None for one in loose_facts(facts))


def with_status(facts: Mapping[Period, Fact], status: Status) -> Iterator[tuple[Period, Fact]]:
    """The facts of one status."""
    if not isinstance(facts, ColumnFacts):
        found = iter(facts.items())
    elif not facts.columns.has(status):
        found = iter(facts.loose.items())
    else:
        near = [one for one in facts if status_at(facts, one) is status]
        found = ((one, facts[one]) for one in near)
    return ((when, fact) for when, fact in found if fact.quantity.status is status)
