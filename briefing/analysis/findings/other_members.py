"""Findings that are not of whom a brief is about: of other members alone, or of all subjects together."""

from __future__ import annotations

from collections.abc import Collection

from briefing.analysis.findings.candidates import Candidate
from briefing.project.portfolio_schema import SUBJECTS


def is_of_all_subjects(one: Candidate, whose: str) -> bool:
    """Whether it tells of all subjects of a portfolio together, or of another one: their median, the first."""
    return any(
        fact.member != whose and any(each.series.startswith(f"{SUBJECTS}.") for each in fact.walk())
        for fact in one.facts
    )


def is_of_others(one: Candidate, whose: str, panels: Collection[str]) -> bool:
    """Whether it is about other members alone, of measures that have the one the brief is about."""
    members = {fact.member for fact in one.facts if fact.member and fact.series in panels}
    return bool(members) and whose not in members
