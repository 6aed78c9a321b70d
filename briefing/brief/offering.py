"""What may leave a brief so that it fits its pages, in which order, and what may come in.

The author's weights come first, with the highlights that detectors found and the changes since the
edition before, which weigh little. A design with a number of pages of its own keeps what opens a
brief, the advice, and the first section; of the rest the last goes first, after all that has a weight.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from briefing.brief.cutting import has_small_print
from briefing.brief.pointers import pointed_to
from briefing.core.document import Document, Figure, Section
from briefing.core.parts import SMALL_PRINT, Offer, Part
from briefing.core.statistics_table import Table
from briefing.core.text_nodes import Inlines, plain
from briefing.project.brief_schema import BriefConfig

MOST_PAGES = {"one-pager": 1, "in-focus": 2}
"""How many pages a design has at most."""
_CHANGE, _FOUND = 0.05, 0.1
"""Weights of the last change and of the weakest highlight; those before weigh a little more."""
_STEP = 0.01


def may_go(config: BriefConfig, document: Document, found: Collection[str]) -> tuple[Offer, ...]:
    """All parts that may leave, those that matter least first.

    ``found`` holds the ids of highlights that may go by their score; an author's pinned ones may not.
    Nor may a chart or table to which a text points, unless it goes with the section of that text.
    """
    weighed = sorted(_weighed(config, document, found), key=lambda one: one.weight or 0)
    if not config.pages and config.design in MOST_PAGES:
        weighed += _last_first(config, document, found)
    needed = set(_needed(document))
    return tuple(one for one in weighed if one.part not in needed)


def _needed(document: Document) -> Iterator[Part]:
    """Charts and tables to which texts point, and sections that have one to which other texts do."""
    pointed = pointed_to(document)
    yield from pointed
    for section in document.sections:
        own = {one.part for one in section.blocks if isinstance(one, Figure | Table)}
        if any(pointed[one] - {section.part} for one in own & pointed.keys()):
            yield section.part


def may_come(document: Document) -> tuple[Offer, ...]:
    """The highlights in reserve, the best first."""
    return tuple(Offer(one.part, _named(one.text), "score") for one in document.reserve)


def _weighed(config: BriefConfig, document: Document, found: Collection[str]) -> Iterator[Offer]:
    for section in document.sections:
        weight = config.sections[section.place].weight
        if weight is not None:
            yield Offer(section.part, _named(section.title), "weight", weight)
        for chart in _charts(section):
            weight = config.charts[chart.id].weight
            if weight is not None:
                yield Offer(chart.part, chart.id, "weight", weight)
    by_score = [one for one in reversed(document.highlights) if one.id in found]
    for number, highlight in enumerate(by_score):
        weight = round(_FOUND + number * _STEP, 2)
        yield Offer(highlight.part, _named(highlight.text), "score", weight)
    for number, change in enumerate(reversed(document.changes)):
        weight = round(_CHANGE + number * _STEP, 2)
        yield Offer(change.part, _named(change.text), "edition", weight)


def _last_first(config: BriefConfig, document: Document, found: Collection[str]) -> Iterator[Offer]:
    """What a design leaves out that has few pages: the charts go last.

    Where the first section has none, the first one that has stays nearly as long.
    """
    if has_small_print(document.recommendations):
        yield Offer(SMALL_PRINT, "", "design")
    first = document.sections[:1]
    pictured = [one for one in document.sections if _charts(one)][:1]
    for section in reversed(document.sections[1:]):
        if config.sections[section.place].weight is None and section not in pictured:
            yield Offer(section.part, _named(section.title), "design")
    for table in [one for section in first for one in reversed(section.blocks)]:
        if isinstance(table, Table):
            yield Offer(table.part, table.id, "design")
    said = [one for one in document.highlights if one.id not in found]
    for highlight in reversed(said[1:]):
        yield Offer(highlight.part, _named(highlight.text), "design")
    for section in pictured:
        if section not in first and config.sections[section.place].weight is None:
            yield Offer(section.part, _named(section.title), "design")
    for chart in [one for section in first for one in reversed(_charts(section))]:
        if config.charts[chart.id].weight is None:
            yield Offer(chart.part, chart.id, "design")


def _charts(section: Section) -> list[Figure]:
    return [one for one in section.blocks if isinstance(one, Figure)]


def _named(text: Inlines) -> str:
    """What a part is called where it is told of; its spaces are plain."""
    return plain(text).replace("\u00a0", " ")
