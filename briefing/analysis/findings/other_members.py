"""Findings that are not of whom a brief is about: of other members alone, or of all subjects together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefing.analysis.findings.candidates import Candidate
from briefing.core.series import Panel, Series
from briefing.project.portfolio_schema import SUBJECTS


def own_members(data: Mapping[str, Series | Panel], whose: Sequence[str]) -> dict[str, str]:
    """The member that a brief is about, by the panels that have it.

    ``whose`` are the texts of its subject: its name, then its columns; a panel may know it by a code.
    """
    panels = (one for one in data.values() if isinstance(one, Panel))
    named = ((one.id, next(filter(one.members.__contains__, whose), "")) for one in panels)
    return {panel: member for panel, member in named if member}


def is_of_all_subjects(one: Candidate, whose: Sequence[str]) -> bool:
    """Whether it tells of all subjects of a portfolio together, or of another one: their median, the first."""
    return any(
        fact.member not in whose
        and any(each.series.startswith(f"{SUBJECTS}.") for each in fact.walk())
        for fact in one.facts
    )


def is_of_others(one: Candidate, own: Mapping[str, str]) -> bool:
    """Whether it is about other members alone, of measures that have the one the brief is about."""
    is_other = [
        fact.member != own[fact.series] for fact in one.facts if fact.member and fact.series in own
    ]
    return bool(is_other) and all(is_other)
