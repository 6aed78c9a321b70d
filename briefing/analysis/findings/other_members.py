"""Findings that are not of whom a brief is about: of other members alone, or of all subjects together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress

from briefing.analysis.findings.candidates import Candidate
from briefing.core.reference import Reference, UnreadableReference
from briefing.core.series import Panel, Series
from briefing.project.brief_schema import BriefConfig
from briefing.project.portfolio_schema import SUBJECTS

_REFERENCE = re.compile(r"\b[a-z]\w*\.[a-z]\w*(?:\[[^\]]+\])?")
"""A reference to a measure or a member's series, by itself or within a formula."""


def own_members(data: Mapping[str, Series | Panel], whose: Sequence[str]) -> dict[str, str]:
    """The member that a brief is about, by the panels that have it.

    ``whose`` are the texts of its subject: its name, then its columns; a panel may know it by a code.
    """
    panels = (one for one in data.values() if isinstance(one, Panel))
    named = ((one.id, next(filter(one.members.__contains__, whose), "")) for one in panels)
    return {panel: member for panel, member in named if member}


def only_member(config: BriefConfig, data: Mapping[str, Series | Panel]) -> tuple[str, ...]:
    """The one member whose every metric of a brief is; none where they are of several, or of all together.

    ``{value: d.x[Benin]}`` and ``{share: d.x, of: Benin}`` are Benin's, ``{total: d.x}`` is nobody's.
    """
    found: set[str] = set()
    for metric in config.metrics.values():
        call, of = metric.call, metric.call.parameters.get("of")
        for text in _texts([call.operand, *call.parameters.values()]):
            for reference in _references(text):
                panel = data.get(reference.measure)
                if not isinstance(panel, Panel):
                    continue
                member = reference.member or of
                if not isinstance(member, str) or member not in panel.members:
                    return ()
                found.add(member)
    return tuple(found) if len(found) == 1 else ()


def _references(text: str) -> Iterator[Reference]:
    for one in _REFERENCE.findall(text):
        with suppress(UnreadableReference):  # told where it is read
            yield Reference.parse(one)


def _texts(values: Iterable[object]) -> Iterator[str]:
    for one in values:
        if isinstance(one, list | tuple):
            yield from _texts(one)
        elif isinstance(one, str):
            yield one


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
