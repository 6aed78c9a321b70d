"""Characters that cannot be set: the document's texts against what the fonts of the page can draw."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from unicodedata import category, name, normalize

from fontTools.ttLib import TTFont

from briefing.core.document import Block, Box, Document, Figure, KeyFigure, Quote
from briefing.core.resources import FONTS
from briefing.core.statistics_table import Table
from briefing.core.text_nodes import ItemList, Paragraph, TextTable, characters
from briefing.core.workspace import Workspace
from briefing.writers.house.fonts import Typefaces, typefaces

_NOT_DRAWN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
"""Spaces and signs without a shape: they are set with whatever font stands around them."""
_AROUND = 32
"""How many characters on either side are shown."""


@dataclass(frozen=True, slots=True)
class MissingGlyph:
    """A character that no shipped font has, where it stands first."""

    character: str
    context: str
    """The words around it: ``… the river 黄 carries …``."""

    @property
    def code(self) -> str:
        """``U+9EC4``."""
        return f"U+{ord(self.character):04X}"

    def __str__(self) -> str:
        called = name(self.character, "").lower()
        about = f"{self.code}, {called}" if called else self.code
        return f"no shipped font has the character '{self.character}' ({about}) in “{self.context}”"


def missing_glyphs(document: Document, fonts: Typefaces | None = None) -> tuple[MissingGlyph, ...]:
    """The characters of the document that its pages would show as boxes, each once, in reading order."""
    known = _characters(fonts or typefaces(Workspace(FONTS)))
    missing: dict[str, MissingGlyph] = {}
    for text in map(_composed, _texts(document)):
        if known.issuperset(text):
            continue
        for place, character in enumerate(text):
            if (
                character not in known
                and character not in missing
                and category(character) not in _NOT_DRAWN
            ):
                missing[character] = MissingGlyph(character, _around(text, place))
    return tuple(missing.values())


@cache
def _characters(fonts: Typefaces) -> frozenset[str]:
    """All that the faces of a page can draw, each in place of another."""
    found: set[int] = set()
    for face in fonts.faces:
        with TTFont(BytesIO(face.file.content), lazy=True) as font:
            found.update(font.getBestCmap())
    return frozenset(map(chr, found))


def _composed(text: str) -> str:
    """Letters and their accents as one, as they are set."""
    return text if text.isascii() else normalize("NFC", text)


def _around(text: str, place: int) -> str:
    """The words around a character, cut between words where there is a space to cut at."""
    start, end = max(0, place - _AROUND), place + 1 + _AROUND
    before, after = text[start:place], text[place + 1 : end]
    if start and " " in before:
        before = "… " + before.partition(" ")[2]
    if end < len(text) and " " in after:
        after = after.rpartition(" ")[0] + " …"
    return " ".join(f"{before}{text[place]}{after}".split())


def _texts(document: Document) -> Iterator[str]:
    """Everything that is drawn on a page, in reading order."""
    yield from (document.brand, document.period_label, characters(document.title))
    yield from (characters(document.subtitle), document.author, document.date)
    yield characters(document.bottom_line)
    for one in document.key_figures:
        yield from _of_key_figure(one)
    yield from (characters(one.text) for one in (*document.flips, *document.changes))
    yield from (characters(one.text) for one in document.highlights)
    if document.contrary:
        yield characters(document.contrary.text)
    for section in document.sections:
        yield characters(section.title)
        yield from _of_blocks(section.blocks)
    for advice in document.recommendations:
        yield from (characters(advice.do), advice.who, advice.by)
        yield from map(characters, (advice.because, advice.tradeoff, advice.success, advice.rule))
        yield from (characters(advice.tipping), advice.evidence, advice.record)
    yield from (*document.marks, document.short_title, document.audience, document.series)
    for pair in document.abbreviations:
        yield from pair
    for line in document.imprint:
        yield from (line.label, line.text)
    for note in document.notes:
        yield characters(note.text)
    for work in document.works:
        yield from (characters(work.text), work.url)
    for source in document.sources:
        yield from (source.text, source.url or "", source.licence)
    yield from _of_blocks(document.method)
    yield from map(str, document.legend)
    for group in document.annex_groups:
        yield group.title
        yield from (line.about for line in group.lines)
    for row in document.annex:
        yield from (row.figure, row.meaning, row.made, row.in_line, row.mark, row.place, *row.names)
        yield from (text for _, text in row.inputs)
        yield from (row.source, row.status)


def _of_key_figure(figure: KeyFigure) -> Iterator[str]:
    yield from (figure.label, figure.value, figure.mark, figure.unit)
    yield from (figure.change.text if figure.change else "", figure.since, figure.when)


def _of_blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph():
                yield characters(block.children)
            case Quote():
                yield from (characters(block.text), block.who)
            case Box():
                yield characters(block.title)
                yield from _of_blocks(block.blocks)
            case ItemList() | TextTable():
                yield from map(characters, block.texts())
            case Figure():
                yield from (characters(block.title), block.subtitle)
                yield from block.plot.words
                yield from (cell for row in block.table for cell in row)
                yield from (*block.notes, block.source)
            case Table():
                yield from _of_table(block)


def _of_table(table: Table) -> Iterator[str]:
    yield from (table.title, table.measure)
    yield from table.columns
    for row in table.rows:
        yield from (row.heading, row.unit, row.mark)
        for cell in row.cells:
            yield from (cell.text, cell.mark)
    yield from (*table.notes, table.source)
