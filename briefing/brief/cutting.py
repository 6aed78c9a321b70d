"""A brief without some of its parts, or with further ones: a document to a document.

Nothing is read, computed or composed anew; what follows from the parts is made by the apparatus.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from briefing.core.document import Document, Figure, Recommendation, Section
from briefing.core.parts import SMALL_PRINT, Part
from briefing.core.statistics_table import Table

Follow = Callable[[Document], Document]
"""Makes of a document all that follows from its parts; see :class:`~briefing.brief.apparatus.Apparatus`."""


class NotOffered(LookupError):
    """A part is to leave or to come in, and the brief does not offer it."""

    def __init__(self, part: Part) -> None:
        super().__init__(f"the brief has no '{part}' that may leave it or come in")


def remade(
    whole: Document, gone: Collection[Part], come: Collection[Part], follow: Follow
) -> Document:
    """A whole brief without the parts in ``gone`` and with those in ``come``.

    A section that goes takes its charts and tables with it. Raises
    :class:`NotOffered` for a part that may not leave, or not come in.
    """
    leaving = {one.part: one for one in whole.may_go}
    coming = {one.part: one for one in whole.may_come}
    if unknown := [*(set(gone) - leaving.keys()), *(set(come) - coming.keys())]:
        raise NotOffered(min(unknown))
    if not gone and not come:
        return whole
    added = [one for one in whole.reserve if one.part in come]
    absent = {*gone, *_within(whole, gone)}
    absent |= {one.part for one in whole.reserve if one.part not in come}
    names = {one.id for one in added}
    return follow(
        replace(
            whole,
            highlights=(*(one for one in whole.highlights if one.part not in absent), *added),
            passed=tuple(one for one in whole.passed if one.id not in names),
            changes=tuple(one for one in whole.changes if one.part not in absent),
            sections=tuple(
                _without(one, absent) for one in whole.sections if one.part not in absent
            ),
            recommendations=without_small_print(whole.recommendations)
            if SMALL_PRINT in absent
            else whole.recommendations,
            traces=tuple(one for one in whole.traces if one.part not in absent),
            left_out=tuple(one for one in whole.may_go if one.part in gone),
            added=tuple(one for one in whole.may_come if one.part in come),
            may_go=tuple(one for one in whole.may_go if one.part not in absent),
            may_come=tuple(one for one in whole.may_come if one.part not in come),
            reserve=tuple(one for one in whole.reserve if one.part not in come),
        )
    )


def without_small_print(advice: Iterable[Recommendation]) -> tuple[Recommendation, ...]:
    """Advice with what it is and rests on, and what would change it."""
    return tuple(
        replace(one, tradeoff=(), success=(), rule=(), evidence="", record="") for one in advice
    )


def has_small_print(advice: Iterable[Recommendation]) -> bool:
    """Whether any advice tells its rule, trade-off, measure of success or evidence."""
    return any(
        one.tradeoff or one.success or one.rule or one.evidence or one.record for one in advice
    )


def _within(document: Document, gone: Collection[Part]) -> set[Part]:
    """The charts and tables of sections that go."""
    return {
        block.part
        for section in document.sections
        if section.part in gone
        for block in section.blocks
        if isinstance(block, Figure | Table)
    }


def _without(section: Section, absent: Collection[Part]) -> Section:
    blocks = (
        one
        for one in section.blocks
        if not (isinstance(one, Figure | Table) and one.part in absent)
    )
    return replace(section, blocks=tuple(blocks))
