"""A brief without some of its parts, or with further ones: a document to a document.

Nothing is read, computed or composed anew; what follows from the parts is made by the apparatus.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace

from briefing.core.document import Document, Recommendation, Section
from briefing.core.parts import METHOD, SMALL_PRINT, Part, Trace
from briefing.core.section_parts import parts_of
from briefing.core.text_nodes import Inlines, Mention, Pointer

Follow = Callable[[Document], Document]
"""Makes of a document all that follows from its parts; see :class:`~briefing.brief.apparatus.Apparatus`."""
_WORDS = frozenset({"text", "box", "quote"})
"""What has no trace of its own: its facts are noted as those of its section."""


class NotOffered(LookupError):
    """A part is to leave or to come in, and the brief does not offer it."""

    def __init__(self, part: Part) -> None:
        super().__init__(f"the brief has no '{part}' that may leave it or come in")


def remade(
    whole: Document, gone: Collection[Part], come: Collection[Part], follow: Follow
) -> Document:
    """A whole brief without the parts in ``gone`` and with those in ``come``.

    A section that goes takes along all that stands in it. Raises
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
            method=() if METHOD in absent else whole.method,
            traces=tuple(_traces(whole, absent)),
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
    """What sections are made of that go."""
    return {
        part
        for section in document.sections
        if section.part in gone
        for part, _ in parts_of(section)
    }


def _without(section: Section, absent: Collection[Part]) -> Section:
    blocks = tuple(block for part, block in parts_of(section) if part not in absent)
    return replace(section, blocks=blocks)


def _traces(whole: Document, absent: Collection[Part]) -> Iterator[Trace]:
    """The traces of parts that stay; without what only texts and boxes of theirs mention that go."""
    lost = {one.part: _lost(one, absent, whole.footnotes) for one in whole.sections}
    for trace in whole.traces:
        if trace.part not in absent:
            yield _less(trace, lost.get(trace.part, frozenset()))


def _lost(
    section: Section, absent: Collection[Part], notes: Mapping[str, Inlines]
) -> frozenset[str]:
    """The facts that a section no longer mentions."""
    words = [(part, block) for part, block in parts_of(section) if part.kind in _WORDS]
    gone = [block for part, block in words if part in absent]
    if not gone:
        return frozenset()
    kept = (section.title, *(block for part, block in words if part not in absent))
    return frozenset(_mentioned(gone, notes)).difference(_mentioned(kept, notes))


def _less(trace: Trace, lost: Collection[str]) -> Trace:
    if not lost:
        return trace
    return replace(
        trace,
        mentioned=tuple(one for one in trace.mentioned if one not in lost),
        noted=tuple(one for one in trace.noted if one not in lost or one in trace.shown),
    )


def _mentioned(node: object, notes: Mapping[str, Inlines]) -> Iterator[str]:
    """The facts in a text, or in what holds some, and in its notes."""
    if isinstance(node, Mention):
        yield node.fact
    elif isinstance(node, Pointer) and node.kind == "note":
        yield from _mentioned(notes.get(node.target, ()), {})
    elif isinstance(node, Sequence) and not isinstance(node, str):
        for one in node:
            yield from _mentioned(one, notes)
    elif is_dataclass(node):
        for field in fields(node):
            yield from _mentioned(getattr(node, field.name), notes)
