"""What may leave a brief so that it fits its pages, in which order, and what may come in.

The author's weights come first, with the highlights that detectors found and the changes since the
edition before, which weigh little. A design with a number of pages of its own keeps what opens a
brief, the advice, and the first section; of the rest the last goes first, after all that has a weight.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from briefing.brief.cutting import has_small_print
from briefing.brief.pointers import pointed_to
from briefing.core.document import Box, Document, Figure, Quote, Section
from briefing.core.parts import METHOD, SMALL_PRINT, Offer, Part, Why
from briefing.core.section_parts import parts_of
from briefing.core.showing import shortened
from briefing.core.statistics_table import Table
from briefing.core.text_nodes import Inlines, ItemList, Paragraph, TextBlock, TextTable, plain
from briefing.project.brief_schema import BriefConfig

MOST_PAGES = {"one-pager": 1, "in-focus": 2}
"""How many pages a design has at most."""
_CHANGE, _FOUND = 0.05, 0.1
"""Weights of the last change and of the weakest highlight; those before weigh a little more."""
_STEP = 0.01
_MOST = 2.0
"""For what has no weight: it stays longer than all that has."""


def may_go(config: BriefConfig, document: Document, found: Collection[str]) -> tuple[Offer, ...]:
    """All parts that may leave, those that matter least first.

    ``found`` holds the ids of highlights that may go by their score; an author's pinned ones may not.
    Nor may a chart or table to which a text points, unless it goes with the section of that text.
    """
    order = sorted(_weighed(config, document, found), key=lambda one: one.weight or 0)
    if not config.pages and config.design in MOST_PAGES:
        kept = _kept_chart(config, document)
        order += _last_first(config, document, found, kept)
        if kept:
            last = {one.part for one in kept}
            order = [one for one in order if one.part not in last]
            order.append(_with_chart(config, document, *kept))
    needed = set(_needed(document))
    return tuple(one for one in order if one.part not in needed)


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


def _kept_chart(config: BriefConfig, document: Document) -> tuple[Section, Figure] | None:
    """The chart that stays longest, in its section: one to which texts point, else the first that weighs most."""
    pointed = pointed_to(document)

    def rank(one: tuple[Section, Figure]) -> tuple[bool, float, float]:
        section, chart = one
        weights = config.charts[chart.id].weight, config.sections[section.place].weight
        own, around = (_MOST if weight is None else weight for weight in weights)
        return chart.part in pointed, own, around

    every = [(section, one) for section in document.sections for one in _charts(section)]
    return max(every, key=rank, default=None)


def _last_first(
    config: BriefConfig,
    document: Document,
    found: Collection[str],
    kept: tuple[Section, Figure] | None,
) -> Iterator[Offer]:
    """What a design leaves out that has few pages, before the chart that stays longest.

    Of sections all leaves before their heading and the first of their text; the first one and that with this
    chart stay, and their texts are shortened last.
    """
    if has_small_print(document.recommendations):
        yield Offer(SMALL_PRINT, "", "design")
    staying = document.sections[:1]
    if kept and kept[0] not in staying:
        staying = (*staying, kept[0])
    for section in reversed(document.sections):
        if config.sections[section.place].weight is None and section not in staying:
            for kind in (_tables, _asides, _shortened):
                yield from kind(section)
            yield from _figures(section, config)
            yield Offer(section.part, _named(section.title), "design")
    for section in reversed(staying):
        yield from _tables(section)
    said = [one for one in document.highlights if one.id not in found]
    for highlight in reversed(said[1:]):
        yield Offer(highlight.part, _named(highlight.text), "design")
    if kept:
        yield from _before_the_chart(config, document, staying[::-1])


def _before_the_chart(
    config: BriefConfig, document: Document, staying: Sequence[Section]
) -> Iterator[Offer]:
    """What leaves of sections that stay, the last of them first, and of the method, before the only chart does."""
    for section in staying:
        yield from _asides(section)
    for section in staying:
        yield from _figures(section, config)
    for section in staying:
        yield from _shortened(section)
    for section in staying[:-1]:
        yield from _texts(section)[:1]
    if document.method:
        yield Offer(METHOD, "", "design")


def _tables(section: Section) -> Iterator[Offer]:
    for block in reversed(section.blocks):
        if isinstance(block, Table):
            yield Offer(block.part, block.id, "design")


def _asides(section: Section) -> Iterator[Offer]:
    for block in reversed(section.blocks):
        if isinstance(block, Box | Quote):
            title = block.title if isinstance(block, Box) else ()
            text = title or next(_said(block), ())
            yield Offer(block.part, shortened(_named(text)), "design")


def _figures(section: Section, config: BriefConfig) -> Iterator[Offer]:
    for chart in reversed(_charts(section)):
        if config.charts[chart.id].weight is None:
            yield Offer(chart.part, chart.id, "design")


def _shortened(section: Section) -> Iterator[Offer]:
    """Its text from the end, all but the first."""
    return reversed(_texts(section)[1:])


def _with_chart(config: BriefConfig, document: Document, section: Section, chart: Figure) -> Offer:
    """What leaves at last: the section with the chart that stays longest, or of a first one that stays the chart."""
    weight, own = config.sections[section.place].weight, config.charts[chart.id].weight
    if section.part == document.sections[0].part and weight is None:
        return Offer(chart.part, chart.id, "design" if own is None else "weight", own)
    why: Why = "design" if weight is None else "weight"
    return Offer(section.part, _named(section.title), why, weight)


def _texts(section: Section) -> list[Offer]:
    """Its text, in the pieces in which that leaves, from the first to the last."""
    found: dict[Part, Offer] = {}
    for part, block in parts_of(section):
        if part not in found and isinstance(block, Paragraph | ItemList | TextTable):
            found[part] = Offer(part, shortened(_named(next(_said(block), ()))), "design")
    return list(found.values())


def _said(block: TextBlock | Box | Quote) -> Iterator[Inlines]:
    """The texts of a block."""
    match block:
        case Paragraph(children=text) | Quote(text=text):
            yield text
        case Box():
            for one in block.blocks:
                yield from _said(one)
        case ItemList() | TextTable():
            yield from block.texts()


def _charts(section: Section) -> list[Figure]:
    return [one for one in section.blocks if isinstance(one, Figure)]


def _named(text: Inlines) -> str:
    """What a part is called where it is told of; its spaces are plain."""
    return plain(text).replace("\u00a0", " ")
