"""Marks the values that a check doubts, so that whatever is printed of them can say so."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from briefing.core.check import Check
from briefing.core.column_facts import facts_in, with_changed
from briefing.core.series import Dataset, Panel, Series
from briefing.core.spot import Spot


def with_doubts(dataset: Dataset, checks: Iterable[Check]) -> Dataset:
    """The data set with every fact marked that one of these checks doubts."""
    doubted = {spot for check in checks for spot in check.doubts}
    if not doubted:
        return dataset
    measures = {name: _marked(one, doubted) for name, one in dataset.measures.items()}
    return replace(dataset, measures=measures)


def _marked(measure: Series | Panel, doubted: Collection[Spot]) -> Series | Panel:
    if isinstance(measure, Series):
        return _marked_series(measure, doubted)
    return replace(
        measure,
        members={name: _marked_series(one, doubted) for name, one in measure.members.items()},
        groups={name: _marked_series(one, doubted) for name, one in measure.groups.items()},
        total=_marked_series(measure.total, doubted) if measure.total else None,
    )


def _marked_series(series: Series, doubted: Collection[Spot]) -> Series:
    found = {when: replace(fact, in_doubt=True) for when, fact in facts_in(series.facts, doubted)}
    return replace(series, facts=with_changed(series.facts, found)) if found else series
