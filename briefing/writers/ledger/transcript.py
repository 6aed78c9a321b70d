"""The words of a finished brief as they stand on its pages: passages in reading order.

Whoever holds the pages can be asked whether each passage is there, unchanged; and each use of a
fact is told with the sentence that it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefing.core.document import (
    Block,
    Box,
    Document,
    Figure,
    KeyFigure,
    Quote,
    Recommendation,
    Section,
)
from briefing.core.paper_tables import on_paper
from briefing.core.parts import Part
from briefing.core.plot import Pictures
from briefing.core.statistics_table import Table
from briefing.core.text_nodes import (
    Inlines,
    ItemList,
    Link,
    Mention,
    Paragraph,
    Styled,
    TextTable,
    characters,
    plain,
)

_SENTENCE_END = re.compile(r"(?<=[.!?])(?<!\b[A-Z]\.)\s+(?=[A-Z“\"‘−+$\d])")


@dataclass(frozen=True, slots=True)
class Shown:
    """One use of a fact: where, which, the text that it became, and the sentence around it."""

    part: Part
    fact: str
    text: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A text that stands in one piece on the pages; ``shown`` are the facts in it."""

    part: Part
    text: str
    shown: tuple[Shown, ...] = ()
    repeats: bool = False
    """Whether pages may print it once more: in a running head, or above the rest of a table."""


def passages(document: Document, pictures: Pictures) -> Iterator[Passage]:
    """Every text of the brief that facts or authors wrote, without the furniture of pages."""
    yield Passage(Part("masthead"), document.brand, repeats=True)
    yield Passage(Part("masthead"), document.period_label, repeats=True)
    yield _of_inlines(Part("title"), document.title)
    yield _of_inlines(Part("subtitle"), document.subtitle)
    yield Passage(Part("masthead"), document.series)
    yield Passage(Part("masthead"), " · ".join(document.marks), repeats=True)
    yield Passage(Part("masthead"), document.short_title, repeats=True)
    about = (document.author, document.date, document.audience)
    byline = " · ".join(one for one in about if one)
    yield Passage(Part("byline"), byline, repeats=True)
    yield Passage(Part("picture"), document.cover.credit if document.cover else "")
    for flip in document.flips:
        yield _of_inlines(flip.part, flip.text)
    yield _of_inlines(Part("bottom line"), document.bottom_line)
    for figure in document.key_figures:
        yield from _of_key_figure(figure)
    for highlight in document.highlights:
        yield _of_inlines(highlight.part, highlight.text)
    if document.contrary:
        yield _of_inlines(Part("contrary"), document.contrary.text)
    for change in document.changes:
        yield _of_inlines(change.part, change.text)
    for section in document.sections:
        yield from _of_section(section, document, pictures)
    for advice in document.recommendations:
        yield from _of_recommendation(advice)
    yield from _of_apparatus(document, pictures)
    for group in document.annex_groups:
        if group.title:
            yield Passage(Part("annex", group.lines[0].rows[0].fact), group.title)
        for line in group.lines:
            told = f"{line.number} {line.about} {line.text}"
            yield Passage(Part("annex", line.rows[0].fact), told)


def _of_section(section: Section, document: Document, pictures: Pictures) -> Iterator[Passage]:
    """Its heading, which a table of contents has too, and what stands below it."""
    label = f"{section.label} " if section.label else ""
    yield _of_inlines(section.part, section.title, label)
    if document.contents == "yes":
        yield Passage(section.part, label + characters(section.title))
    for block in section.blocks:
        yield from _of_block(section.part, block, document, pictures)


def _of_apparatus(document: Document, pictures: Pictures) -> Iterator[Passage]:
    """Notes, sources, method, and what signs mean."""
    for note in document.notes:
        yield _of_inlines(Part("note", note.key), note.text, f"{note.number} ")
    for work in document.works:
        yield Passage(
            Part("reference", str(work.number)), f"{characters(work.text)} {work.url}".rstrip()
        )
    for source in document.sources:
        link = f" {source.url}." if source.url else ""
        yield Passage(source.part, f"{source.text}{link} {source.licence}.")
    for block in document.method:
        yield from _of_block(Part("method"), block, document, pictures)
    yield Passage(Part("legend"), "; ".join(map(str, document.legend)))
    for short, long in document.abbreviations:
        yield Passage(Part("imprint"), f"{short} {long}")
    for line in document.imprint:
        yield Passage(Part("imprint"), f"{line.label} {line.text}")


def uses(told: Iterable[Passage]) -> dict[str, list[Shown]]:
    """For each fact that is shown, its uses in reading order."""
    found: dict[str, list[Shown]] = {}
    for passage in told:
        for one in passage.shown:
            known = found.setdefault(one.fact, [])
            if one not in known:
                known.append(one)
    return found


def facts_in(inlines: Inlines) -> list[str]:
    """Ids of the facts in a text, sorted."""
    return sorted({mention.fact for mention, _ in _mentions(inlines, 0)})


def _of_inlines(part: Part, inlines: Inlines, before: str = "") -> Passage:
    """A text as it is set; ``before`` is the number that stands before it."""
    text = plain(inlines)
    shown = tuple(
        Shown(part, mention.fact, mention.text, sentence_at(text, position))
        for mention, position in _mentions(inlines, 0)
    )
    return Passage(part, before + characters(inlines), shown)


def _of_key_figure(figure: KeyFigure) -> Iterator[Passage]:
    """Label, value and change in one piece, so that none can change places."""
    printed = f"{figure.value} {figure.unit}".strip()
    sentence = f"{figure.label}: {printed}"
    parts, shown = [figure.label, printed], [Shown(figure.part, figure.fact, printed, sentence)]
    if figure.change:
        parts.append(figure.change.text)
        shown.append(Shown(figure.part, figure.change.fact, figure.change.text, sentence))
    if figure.since:
        parts.append(figure.since)
        if figure.before:
            shown.append(Shown(figure.part, figure.before, figure.since, sentence))
    yield Passage(figure.part, " ".join(parts), tuple(shown))


def _of_recommendation(advice: Recommendation) -> Iterator[Passage]:
    texts = (
        advice.do,
        advice.because,
        advice.tradeoff,
        advice.success,
        advice.rule,
        advice.tipping,
    )
    for text in texts:
        yield _of_inlines(advice.part, text)
    for words in (advice.who, advice.by, advice.evidence, advice.record):
        yield Passage(advice.part, words)


def _of_block(
    part: Part, block: Block, document: Document, pictures: Pictures
) -> Iterator[Passage]:
    match block:
        case Paragraph(children=children):
            yield _of_inlines(part, children)
        case Quote(text=text, who=who):
            yield _of_inlines(part, text)
            yield Passage(part, who)
        case Box():
            yield _of_inlines(part, block.title)
            for inner in block.blocks:
                yield from _of_block(part, inner, document, pictures)
        case ItemList():
            yield from _of_list(part, block)
        case TextTable():
            for text in block.texts():
                yield _of_inlines(part, text)
        case Figure() as figure:
            yield from _of_figure(figure, document, pictures)
        case Table() as table:
            yield from _of_table(table, document)


def _of_list(part: Part, found: ItemList) -> Iterator[Passage]:
    """The texts of a list, and the numbers of its items, which are set apart from them."""
    for number, item in enumerate(found.items, found.start):
        if found.ordered:
            yield Passage(part, f"{number}.")
        for block in item:
            if isinstance(block, ItemList):
                yield from _of_list(part, block)
            else:
                yield _of_inlines(part, block.children)


def _of_figure(figure: Figure, document: Document, pictures: Pictures) -> Iterator[Passage]:
    title = _of_inlines(figure.part, figure.title)
    drawn = tuple(Shown(figure.part, fact, "", title.text) for fact in figure.facts)
    yield Passage(figure.part, title.text, (*title.shown, *drawn))
    yield Passage(figure.part, document.word("figure", number=figure.number))
    yield Passage(figure.part, figure.subtitle)
    yield Passage(figure.part, " ".join(pictures.of(figure.id, figure.plot).texts))
    for note in figure.notes:
        yield Passage(figure.part, note)
    yield Passage(figure.part, figure.source)


def _of_table(table: Table, document: Document) -> Iterator[Passage]:
    """A table in the parts that paper has of it, each with its heads."""
    paper = on_paper(table, document.design)
    for place, part in enumerate(paper.parts):
        if place:
            ends = {"first": part.columns[0], "last": part.columns[-1]}
            name = document.word(paper.name_of(part), number=table.number, **ends)
            yield Passage(table.part, name)
        else:
            label = document.word("table", number=table.number)
            above = f"{label} {table.title} {table.measure if paper.is_turned else ''}"
            yield Passage(table.part, above.strip())
        yield from _of_part(part, "" if paper.is_turned else part.measure)
    for note in table.notes:
        yield Passage(table.part, note)
    yield Passage(table.part, table.source)


def _of_part(table: Table, measure: str) -> Iterator[Passage]:
    yield Passage(table.part, " ".join((measure, *table.columns)).strip(), repeats=True)
    for row in table.rows:
        heading = f"{row.heading}, {row.unit}" if row.unit else f"{row.heading}{row.mark}"
        figures = (f"{cell.text}{cell.mark}" for cell in row.cells)
        shown = (
            Shown(table.part, cell.fact, cell.text, f"{row.full_heading}, {column}")
            for column, cell in zip(table.columns, row.cells, strict=True)
            if cell.fact
        )
        yield Passage(table.part, " ".join((heading, *figures)), tuple(shown))


def _mentions(inlines: Inlines, start: int) -> Iterator[tuple[Mention, int]]:
    """Mentions with the position of each in the plain text."""
    for node in inlines:
        if isinstance(node, Mention):
            yield node, start
        elif isinstance(node, Styled | Link):
            struck = isinstance(node, Styled) and node.style == "struck"
            yield from _mentions(node.children, start + 2 * struck)
        start += len(plain((node,)))


def sentence_at(text: str, position: int) -> str:
    """The sentence of a text in which a character stands."""
    start = 0
    for end in _SENTENCE_END.finditer(text):
        if end.start() > position:
            return text[start : end.start()]
        start = end.end()
    return text[start:]
