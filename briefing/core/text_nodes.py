"""Nodes of text: what a sentence is made of, and the texts and lists that sentences make up.

A :class:`Mention` is the only way a number gets into a text: it names the fact that it shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

StyleName = Literal["strong", "emphasis", "struck", "raised", "lowered"]


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words."""

    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that a fact produced: a figure, a direction verb, a rank, a name."""

    fact: str
    """Id of the fact."""
    text: str
    """As printed: ``45,000 metric tons``, ``rose``."""
    kind: Literal["figure", "word"] = "figure"
    """A figure leads to its row in the annex; a word is only vouched for."""
    number: int = 0
    """The number of its line in the annex, where pages print that beside it; 0 where they do not."""


@dataclass(frozen=True, slots=True)
class Styled:
    """Words set apart: strong, emphasised, struck through, or raised and lowered beside others."""

    style: StyleName
    children: Inlines


@dataclass(frozen=True, slots=True)
class Link:
    """A reference to the outside."""

    url: str
    children: Inlines


@dataclass(frozen=True, slots=True)
class Pointer:
    """A reference within the brief: to a figure, a table, a note, or a work in its list."""

    kind: Literal["figure", "table", "note", "work"]
    target: str
    """The id of the figure or table, the key of the note or work."""
    text: str = ""
    """As printed, ``Figure 3``, of a note its number; empty until the parts of the brief are settled."""
    mark: int = 0
    """Of a note, which of the signs that lead to it this one is, from 1; of a work its place in the list."""
    where: str = ""
    """Of a work, the part of it: ``p. 4``."""

    @property
    def anchor(self) -> str:
        """Id of the element to which it leads."""
        number = {"note": self.text, "work": str(self.mark)}.get(self.kind, self.target)
        return f"{self.kind}-{number}"


Inline = Text | Mention | Styled | Link | Pointer
Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of text."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class ItemList:
    """A bulleted or numbered list; each item is a text, and what may stand below it: texts and lists."""

    items: tuple[tuple[Paragraph | ItemList, ...], ...]
    ordered: bool = False
    start: int = 1
    """The number of the first item, of a numbered one."""

    def texts(self) -> Iterator[Inlines]:
        """The texts of all items, those of inner lists after the item that they stand in."""
        for block in (one for item in self.items for one in item):
            yield from (block.children,) if isinstance(block, Paragraph) else block.texts()


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table that an author typed in a text: cells of words, and of figures from facts."""

    head: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    sides: tuple[Side, ...]
    """To which side the cells of each column are set."""

    def texts(self) -> Iterator[Inlines]:
        """The texts of all cells, row by row."""
        for row in (self.head, *self.rows):
            yield from row


Side = Literal["left", "center", "right"]
TextBlock = Paragraph | ItemList | TextTable
"""What a text is made of."""


def unstyled(inlines: Inlines) -> Inlines:
    """The same without styles, links and signs of notes, mentions kept."""
    found: list[Inline] = []
    for node in inlines:
        if isinstance(node, Styled | Link):
            found.extend(unstyled(node.children))
        elif not is_note(node):
            found.append(node)
    return tuple(found)


def mentions(inlines: Inlines) -> Iterator[Mention]:
    """All words of a text that facts produced, in order."""
    return (node for node in unstyled(inlines) if isinstance(node, Mention))


def is_note(node: Inline) -> bool:
    """Whether a node is the sign that leads to a note."""
    return isinstance(node, Pointer) and node.kind == "note"


def plain(inlines: Inlines) -> str:
    """The words of a text without any styling, for titles, bookmarks and alt texts.

    What is raised or lowered is told by characters that are so themselves, ``10⁻⁶``, as far as there
    are any; what is struck stands between ``~~``; signs of notes are left out.
    """
    return "".join(_plain(node, _RAISED, _LOWERED) for node in inlines)


def characters(inlines: Inlines) -> str:
    """The characters of a text that are drawn on its page."""
    return "".join(_plain(node, {}, {}) for node in inlines)


def with_raised_digits(style: StyleName, children: Inlines) -> Text | None:
    """Raised or lowered words as characters that are so themselves; none where one is no digit."""
    said = "".join(one.text for one in children if isinstance(one, Text))
    table = _DRAWN_RAISED if style == "raised" else _DRAWN_LOWERED
    if all(isinstance(one, Text) for one in children) and table.keys() >= set(said):
        return Text("".join(table[one] for one in said))
    return None


_DIGITS = "0123456789"
_DRAWN_RAISED = dict(zip(_DIGITS, "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True))
_DRAWN_LOWERED = dict(zip(_DIGITS, "₀₁₂₃₄₅₆₇₈₉", strict=True))
"""The digits that fonts for texts have."""
_RAISED = {**_DRAWN_RAISED, **dict(zip("+-−n", "⁺⁻⁻ⁿ", strict=True))}
_LOWERED = {**_DRAWN_LOWERED, **dict(zip("+-−", "₊₋₋", strict=True))}


def _plain(node: Inline, raised: Mapping[str, str], lowered: Mapping[str, str]) -> str:
    match node:
        case Styled() | Link():
            said = "".join(_plain(one, raised, lowered) for one in node.children)
            if isinstance(node, Link):
                return said
            table = {"raised": raised, "lowered": lowered}.get(node.style, {})
            if set(said) <= table.keys():
                said = "".join(table[one] for one in said)
            return f"~~{said}~~" if node.style == "struck" and raised else said
        case Pointer() if raised and is_note(node):
            return ""
        case Mention(number=number) if number and not raised:
            return f"{node.text}[{number}]"
        case _:
            return node.text
