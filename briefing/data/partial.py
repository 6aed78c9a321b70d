"""Periods that the figures cover only in part: declared, or not over when the source was published.

The European Statistics Code of Practice (principle 14, comparability) asks for figures that can be
compared; a year of which four months are in is no year.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from briefing.core.column_facts import ColumnFacts, Timeline, status_at, timeline_of
from briefing.core.fact import Fact
from briefing.core.member_series import MemberSeries, facts_of
from briefing.core.period import Period
from briefing.core.problems import ProblemLog, Severity
from briefing.core.series import Dataset, Panel, PartialPeriod, Series
from briefing.core.status import Status
from briefing.project.declared import Places
from briefing.project.period_schema import PeriodColumns
from briefing.project.project_schema import DatasetConfig

SO_FAR = "so far"


def with_partial(
    dataset: Dataset, config: DatasetConfig, published: date | None, places: Places, log: ProblemLog
) -> Dataset:
    """The same with its partial periods known as such; those that nobody declared are told."""
    declared = config.period.partial if isinstance(config.period, PeriodColumns) else None
    rule = _Rule(declared, end_of_month(published) if published else None, published)
    measures = {name: rule.applied(measure) for name, measure in dataset.measures.items()}
    if declared is None:
        found = sorted({when for one in measures.values() for when in one.breaks if when.partial})
        for when in found:
            log.add(
                places.of("datasets", dataset.id, "period"),
                f"{when} was not over when '{config.source}' was published on {published}: its "
                "figures are not compared with those of whole periods",
                f"say so by 'period: {{partial: {when}}}', or 'partial: []' where they are whole",
                Severity.WARNING,
                code="partial-period",
            )
    return replace(dataset, measures=measures)


@dataclass(frozen=True, slots=True)
class _Rule:
    """What makes a period partial."""

    declared: Mapping[Period, Period | None] | None
    until: date | None
    """The last day of the month of publication: of many sources only the month is known."""
    published: date | None
    places: dict[int, tuple[Timeline, tuple[int, ...]]] = field(default_factory=dict)
    """Of timelines by their ``id``, which periods may be partial."""
    timelines: dict[tuple[int, tuple[str, ...]], Timeline] = field(default_factory=dict)
    """Those with partial periods, by what they were before."""

    def applied(self, measure: Series | Panel) -> Series | Panel:
        if isinstance(measure, Series):
            return self._series(measure)
        total = self._series(measure.total) if measure.total else None
        members, groups = self._members(measure.members), self._members(measure.groups)
        breaks = dict(measure.breaks)
        if any(map(self._may_be_partial, breaks)):
            for one in members.values():
                breaks |= one.breaks
        else:  # members add no other breaks to their panel's than their partial periods
            found = _named_anew(facts_of(measure.members), facts_of(members))
            breaks |= {when: PartialPeriod(self._reason()) for when in found}
        for one in (*groups.values(), *([total] if total else [])):
            breaks |= one.breaks
        if breaks == measure.breaks:
            return measure
        return replace(measure, members=members, groups=groups, total=total, breaks=breaks)

    def _members(self, members: Mapping[str, Series]) -> Mapping[str, Series]:
        if not isinstance(members, MemberSeries):
            return {name: self._series(one) for name, one in members.items()}
        facts = {name: self._facts(one) for name, one in members.facts.items()}

        def made(name: str, changed: Mapping[Period, Fact]) -> Series:
            return self._with(members[name], changed)

        return MemberSeries(facts, made)

    def _series(self, series: Series) -> Series:
        return self._with(series, self._facts(series.facts))

    def _with(self, series: Series, facts: Mapping[Period, Fact]) -> Series:
        """A series with facts of which some are under periods that are known as partial now."""
        breaks = dict(series.breaks)
        for before, when in zip(series.facts, facts, strict=True):
            if before is not when:
                breaks.pop(when, None)
                breaks[when] = PartialPeriod(self._reason())
        return replace(series, facts=facts, breaks=breaks) if facts is not series.facts else series

    def _facts(self, facts: Mapping[Period, Fact]) -> Mapping[Period, Fact]:
        """The same under partial periods; the very same where all are whole."""
        places = self._places(facts)
        every = [*facts] if places else []
        words = tuple(self._words(every[one], status_at(facts, every[one])) for one in places)
        if not any(words):
            return facts
        known = dict(zip((every[one] for one in places), words, strict=True))
        if isinstance(facts, ColumnFacts):
            return facts.under(self._timeline(facts.timeline, known))
        found = dict[Period, Fact]()
        for when, fact in facts.items():
            named = replace(when, partial=known[when]) if known.get(when) else when
            found[named] = fact if named is when else replace(fact, period=named)
        return found

    def _places(self, facts: Mapping[Period, Fact]) -> tuple[int, ...]:
        """Where among the periods of facts those stand that may be partial."""
        if not isinstance(facts, ColumnFacts):
            return tuple(at for at, when in enumerate(facts) if self._may_be_partial(when))
        timeline = facts.timeline
        if id(timeline) not in self.places:
            found = (at for at, when in enumerate(timeline.periods) if self._may_be_partial(when))
            self.places[id(timeline)] = timeline, tuple(found)
        return self.places[id(timeline)][1]

    def _timeline(self, timeline: Timeline, known: Mapping[Period, str]) -> Timeline:
        """The same with partial periods; series with the same ones share it, too."""
        key = id(timeline), tuple(known.values())
        if key not in self.timelines:
            periods = (
                replace(one, partial=known[one]) if known.get(one) else one
                for one in timeline.periods
            )
            self.timelines[key] = Timeline.of(tuple(periods))
        return self.timelines[key]

    def _may_be_partial(self, when: Period) -> bool:
        if self.declared is not None:
            return when in self.declared
        return self._is_under_way(when)

    def _is_under_way(self, when: Period) -> bool:
        if self.until is None or self.published is None:
            return False
        return when.first_day <= self.published and when.ends_after(self.until)

    def _words(self, when: Period, status: Status | None) -> str:
        """``so far``, or the last month or day that is covered; empty for a whole period."""
        if self.declared is not None:
            last = self.declared.get(when)
            return (str(last) if last else SO_FAR) if when in self.declared else ""
        is_told = status is not None and status.has_value and status is not Status.FORECAST
        return SO_FAR if is_told and self._is_under_way(when) else ""

    def _reason(self) -> str:
        if self.declared is not None:
            return "declared as partial"
        return f"it was not over when published on {self.published}"


def _named_anew(
    before: Iterable[Mapping[Period, Fact]], after: Iterable[Mapping[Period, Fact]]
) -> Iterator[Period]:
    """The periods of facts that have another name than before, as they come first."""
    seen = set[tuple[int, ...]]()
    for old, new in zip(before, after, strict=True):
        if old is new or (isinstance(new, ColumnFacts) and timeline_of(new) in seen):
            continue
        seen.add(timeline_of(new))
        yield from (now for was, now in zip(old, new, strict=True) if was is not now)


def end_of_month(day: date) -> date:
    """The last day of its month."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
