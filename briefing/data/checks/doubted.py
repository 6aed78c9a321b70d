"""Marks the values that a check doubts, so that whatever is printed of them can say so."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from briefing.core.check import Check
from briefing.core.column_facts import facts_in, members_with, with_changed
from briefing.core.fact import Fact
from briefing.core.member_series import MemberSeries, facts_by_member
from briefing.core.period import Period
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
        members=_marked_members(measure.members, doubted),
        groups=_marked_members(measure.groups, doubted),
        total=_marked_series(measure.total, doubted) if measure.total else None,
    )


def _marked_members(
    members: Mapping[str, Series], doubted: Collection[Spot]
) -> Mapping[str, Series]:
    every = facts_by_member(members)
    some = {name: every[name] for name in members_with(every, doubted)}
    changed = {name: _marked_facts(facts, doubted) for name, facts in some.items()}
    if isinstance(members, MemberSeries):
        return members.with_facts(changed)
    return {**members, **{name: replace(members[name], facts=changed[name]) for name in changed}}


def _marked_facts(facts: Mapping[Period, Fact], doubted: Collection[Spot]) -> Mapping[Period, Fact]:
    found = {when: replace(fact, in_doubt=True) for when, fact in facts_in(facts, doubted)}
    return with_changed(facts, found) if found else facts


def _marked_series(series: Series, doubted: Collection[Spot]) -> Series:
    return replace(series, facts=_marked_facts(series.facts, doubted))
