"""Periods that the figures cover only in part: declared, or not over when the source was published.

The European Statistics Code of Practice (principle 14, comparability) asks for figures that can be
compared; a year of which four months are in is no year.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from briefing.core.column_facts import ColumnFacts, periods_of
from briefing.core.fact import Fact
from briefing.core.member_series import facts_of
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

    def applied(self, measure: Series | Panel) -> Series | Panel:
        if isinstance(measure, Series):
            return self._series(measure)
        every = (*facts_of(measure.members), *facts_of(measure.groups))
        if not any(map(self._may_be_partial, periods_of(every))) and not (
            measure.total and any(map(self._may_be_partial, measure.total.facts))
        ):
            return _with_breaks_of_groups(measure)
        members = {name: self._series(one) for name, one in measure.members.items()}
        groups = {name: self._series(one) for name, one in measure.groups.items()}
        total = self._series(measure.total) if measure.total else None
        breaks = dict(measure.breaks)
        for one in (*members.values(), *groups.values(), *([total] if total else [])):
            breaks |= one.breaks
        if breaks == measure.breaks:
            return measure
        return replace(measure, members=members, groups=groups, total=total, breaks=breaks)

    def _series(self, series: Series) -> Series:
        if isinstance(series.facts, ColumnFacts):
            return self._series_in_columns(series, series.facts)
        facts, breaks = dict[Period, Fact](), dict(series.breaks)
        for when, fact in series.facts.items():
            words = self._words(when, fact)
            known = replace(when, partial=words) if words else when
            facts[known] = replace(fact, period=known) if words else fact
            if words:
                breaks.pop(when, None)
                breaks[known] = PartialPeriod(self._reason())
        return replace(series, facts=facts, breaks=breaks) if breaks != series.breaks else series

    def _series_in_columns(self, series: Series, facts: ColumnFacts) -> Series:
        """The same of facts in columns: only those of periods that may be partial are made."""
        changed, breaks = dict[Period, Fact](), dict(series.breaks)
        for when in filter(self._may_be_partial, facts):
            if words := self._words(when, facts[when]):
                known = replace(when, partial=words)
                changed[when] = replace(facts[when], period=known)
                breaks.pop(when, None)
                breaks[known] = PartialPeriod(self._reason())
        if not changed:
            return series
        return replace(series, facts=facts.with_changed(changed), breaks=breaks)

    def _may_be_partial(self, when: Period) -> bool:
        if self.declared is not None:
            return when in self.declared
        return self._is_under_way(when)

    def _is_under_way(self, when: Period) -> bool:
        if self.until is None or self.published is None:
            return False
        return when.first_day <= self.published and when.ends_after(self.until)

    def _words(self, when: Period, fact: Fact) -> str:
        """``so far``, or the last month or day that is covered; empty for a whole period."""
        if self.declared is not None:
            last = self.declared.get(when)
            return (str(last) if last else SO_FAR) if when in self.declared else ""
        status = fact.quantity.status
        is_told = status.has_value and status is not Status.FORECAST
        return SO_FAR if is_told and self._is_under_way(when) else ""

    def _reason(self) -> str:
        if self.declared is not None:
            return "declared as partial"
        return f"it was not over when published on {self.published}"


def _with_breaks_of_groups(panel: Panel) -> Panel:
    """A panel whose periods are all whole: the breaks of its groups are its own too."""
    breaks = dict(panel.breaks)
    for one in panel.groups.values():
        breaks |= one.breaks
    return panel if breaks == panel.breaks else replace(panel, breaks=breaks)


def end_of_month(day: date) -> date:
    """The last day of its month."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
