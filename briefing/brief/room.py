"""How much room the parts of a brief take on its pages, roughly, in letters of text.

Pages are only known when they are laid out, which takes a second; this says where to begin to look.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefing.core.document import Block, Document, Figure, ItemList, Recommendation, Table, plain

FIGURE = 750
"""A figure with its caption."""
_ROW = 60
_TABLE = 250
"""The caption, head and foot of a table."""
_TITLE = 160
"""A heading with the space around it."""
_KEY_FIGURE = 110
_SMALL = 0.65
"""Room of a letter of small print."""


def of_document(document: Document) -> float:
    """All but the annex."""
    lines = (
        document.title,
        document.subtitle,
        document.bottom_line,
        *(one.text for one in document.changes),
        *(one.text for one in document.flips),
        *(one.text for one in document.highlights),
    )
    advice = sum(
        _TITLE + len(plain(one.do)) + len(plain(one.because)) + len(plain(one.tipping)) * _SMALL
        for one in document.recommendations
    )
    sources = sum(len(one.text) + len(one.licence) for one in document.sources) * _SMALL
    return (
        sum(len(plain(one)) for one in lines)
        + _KEY_FIGURE * len(document.key_figures)
        + sum(_TITLE + of_blocks(one.blocks) for one in document.sections)
        + advice
        + of_small_print(document.recommendations)
        + sources
        + of_blocks(document.method) * _SMALL
    )


def of_blocks(blocks: Iterable[Block]) -> float:
    """The text, figures and tables of a section."""
    return sum(map(_of_block, blocks))


def of_small_print(recommendations: Iterable[Recommendation]) -> float:
    """What ``advice: short`` leaves out."""
    return _SMALL * sum(
        len(plain(one.tradeoff))
        + len(plain(one.success))
        + len(plain(one.rule))
        + len(one.evidence)
        + len(one.record)
        for one in recommendations
    )


def of_table(table: Table) -> float:
    """A table across a column."""
    return _TABLE + _ROW * len(table.rows)


def _of_block(block: Block) -> float:
    match block:
        case Figure():
            return FIGURE
        case Table():
            return of_table(block)
        case ItemList():
            return sum(len(plain(one)) for one in block.items)
        case _:
            return len(plain(block.children))
