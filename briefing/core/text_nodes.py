"""Nodes of text: what a sentence is made of, and the texts and lists that sentences make up.

A :class:`Mention` is the only way a number gets into a text: it names the fact that it shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal


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


@dataclass(frozen=True, slots=True)
class Styled:
    """Words set apart: ``strong`` or ``emphasis``."""

    style: Literal["strong", "emphasis"]
    children: Inlines


@dataclass(frozen=True, slots=True)
class Link:
    """A reference to the outside."""

    url: str
    children: Inlines


Inline = Text | Mention | Styled | Link
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

    def texts(self) -> Iterator[Inlines]:
        """The texts of all items, those of inner lists after the item that they stand in."""
        for block in (one for item in self.items for one in item):
            yield from (block.children,) if isinstance(block, Paragraph) else block.texts()


def unstyled(inlines: Inlines) -> Inlines:
    """The same without styles and links, mentions kept."""
    found: list[Inline] = []
    for node in inlines:
        found.extend(unstyled(node.children) if isinstance(node, Styled | Link) else (node,))
    return tuple(found)


def plain(inlines: Inlines) -> str:
    """The words of a text without any styling, for titles, bookmarks and alt texts."""
    return "".join(
        plain(node.children) if isinstance(node, Styled | Link) else node.text for node in inlines
    )
