"""Figures of periods that begin after their source was published: nobody can have counted them.

What is printed for such a period is a forecast, a plan or a target, whatever the table says of it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from briefing.core.column_facts import periods_of, with_changed
from briefing.core.member_series import facts_of
from briefing.core.period import Period
from briefing.core.problems import ProblemLog, Severity
from briefing.core.series import Dataset, Panel, Series
from briefing.core.status import Status
from briefing.data.partial import end_of_month
from briefing.project.declared import Places

_SHOWN = 3


def with_forecasts(
    dataset: Dataset, source: str, published: date | None, places: Places, log: ProblemLog
) -> Dataset:
    """The same with figures of later periods as forecasts; those that nobody declared are told.

    ``published`` is the day of the source of that key; of many sources only the month is known.
    """
    if published is None:
        return dataset
    until = end_of_month(published)
    later: set[Period] = set()
    measures = {name: _changed(measure, until, later) for name, measure in dataset.measures.items()}
    if not later:
        return dataset
    first, *rest = map(str, sorted(later))
    listed = ", ".join((first, *rest[: _SHOWN - 1]))
    more = f" and {len(later) - _SHOWN} more" if len(later) > _SHOWN else ""
    verb = "begins" if len(later) == 1 else "begin"
    log.add(
        places.of("datasets", dataset.id, "period"),
        f"{listed}{more} {verb} after '{source}' was published on {published}: the figures are taken "
        "for forecasts",
        f"say so by 'status: [{{code: F, periods: [{', '.join((first, *rest))}]}}]', or correct the "
        "day of publication",
        Severity.WARNING,
        code="later-than-published",
    )
    return replace(dataset, measures=measures)


def _changed(measure: Series | Panel, until: date, later: set[Period]) -> Series | Panel:
    if isinstance(measure, Series):
        return _forecast(measure, until, later)
    total = measure.total.facts if measure.total else {}
    every = (*facts_of(measure.members), *facts_of(measure.groups), total)
    if not any(when.first_day > until for when in periods_of(every)):
        return measure
    return replace(
        measure,
        members={name: _forecast(one, until, later) for name, one in measure.members.items()},
        groups={name: _forecast(one, until, later) for name, one in measure.groups.items()},
        total=_forecast(measure.total, until, later) if measure.total else None,
    )


def _forecast(series: Series, until: date, later: set[Period]) -> Series:
    """A series whose figures of later periods are forecasts, where no other status is theirs."""
    facts = series.facts
    after = ((when, facts[when]) for when in facts if when.first_day > until)
    found = {
        when: replace(fact, quantity=replace(fact.quantity, status=Status.FORECAST))
        for when, fact in after
        if fact.quantity.status is Status.NORMAL and fact.quantity.value is not None
    }
    later.update(found)
    return replace(series, facts=with_changed(facts, found)) if found else series
