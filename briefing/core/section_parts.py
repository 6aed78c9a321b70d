"""What a section is made of: its blocks, each with the part that it is of and with which it may leave.

A text leaves from its end, a paragraph at a time: what is below a paragraph that ends no sentence, and
the lists and tables below any, go with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.core.document import Block, Section
from briefing.core.parts import METHOD, Part
from briefing.core.text_nodes import ItemList, Paragraph, TextBlock, TextTable, plain

_ENDS = (".", "!", "?", "…")
_CLOSING = "”’»\"')]"
"""What may stand behind the end of a sentence."""


def parts_of(section: Section) -> Iterator[tuple[Part, Block]]:
    """The blocks of a section in reading order, each with its part."""
    number, leads = 0, False
    for block in section.blocks:
        if not isinstance(block, Paragraph | ItemList | TextTable):
            yield block.part, block
            continue
        if not number or (isinstance(block, Paragraph) and not leads):
            number += 1
        leads = isinstance(block, Paragraph) and not _is_ended(block)
        yield Part("text", f"{section.id}-{number}"), block


def text_parts(section: Section) -> tuple[Part, ...]:
    """The parts of its paragraphs, lists and typed tables, as they stand."""
    return tuple(part for part, _ in parts_of(section) if part.kind == "text")


def method_parts(method: Sequence[TextBlock]) -> tuple[Part, ...]:
    """The same of the texts on how figures were made, which leave as one."""
    return (METHOD,) * len(method)


def text_before(part: Part) -> Part | None:
    """The part of the text above one of the same section: without it, that cannot stand."""
    section, _, number = part.id.rpartition("-")
    return Part("text", f"{section}-{int(number) - 1}") if part.kind == "text" else None


def section_of(text: Part) -> Part:
    """The part of the section that has a text."""
    return Part("section", text.id.rpartition("-")[0])


def _is_ended(paragraph: Paragraph) -> bool:
    """Whether a paragraph ends a sentence, and does not lead to what is below it."""
    return plain(paragraph.children).rstrip().rstrip(_CLOSING).endswith(_ENDS)
