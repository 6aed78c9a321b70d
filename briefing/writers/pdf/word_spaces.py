"""The spaces between words where a PDF has none, and the words that it breaks: at the ends of lines.

On the page they are seen without being there. What is read aloud, copied or set anew for a small
screen needs them as signs, so each becomes one at the end of the run before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from pydyf import String

from briefing.writers.pdf.pdf_objects import Content
from briefing.writers.pdf.tag_tree import Element, TagTree

_BLOCKS = frozenset(
    {"/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/Caption", "/LBody", "/TH", "/TD", "/Note"}
)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_SOFT_HYPHEN = "\u00ad"
_HYPHEN_AT_END = re.compile(r"[-\u2010\u00ad]+$")


@dataclass(frozen=True, slots=True)
class Ends:
    """The runs, by page and mark, whose end is another in the text than on the page."""

    spaced: AbstractSet[tuple[int, int]]
    """After which the text has a space and the page has none."""
    broken: AbstractSet[tuple[int, int]]
    """At whose end a word is broken, by a hyphen that it does not have."""


def ends_of_runs(tree: TagTree) -> Ends:
    """What the ends of lines leave out and add, of all blocks of text."""
    spaced: set[tuple[int, int]] = set()
    broken: set[tuple[int, int]] = set()
    for block in _blocks(tree, tree.top):
        for mark, end in _ends(tree, block):
            (broken if end == "broken" else spaced).add(mark)
    return Ends(spaced, broken)


def join_broken_words(tree: TagTree, marks: AbstractSet[tuple[int, int]]) -> None:
    """Say the words of runs without the hyphen at their end, so that a broken word is read as one."""
    for element in list(tree.walk()):
        marked = list(tree.content(element))
        if len(marked) == 1 and marked[0] in marks and not tree.kids(element):
            element["ActualText"] = String(_HYPHEN_AT_END.sub("", tree.words[marked[0]]))


def add_spaces(stream: Content, marks: AbstractSet[int]) -> None:
    """Write a space at the end of runs of a page, where their typeface has one."""
    parts = stream.stream
    spaces = {
        font.hash: glyph
        for font in stream._fonts.values()
        for glyph, text in font.to_unicode.items()
        if text == " " and not font.bitmap
    }
    inside, font = False, ""
    fonts: list[str] = []
    for place, part in enumerate(parts):
        if isinstance(part, dict):
            inside = part.get("MCID") in marks
        elif part == b"q":
            fonts.append(font)
        elif part == b"Q":
            font = fonts.pop()
        elif isinstance(part, bytes) and part.endswith(b" Tf"):
            font = part[1:].split()[0].decode()
        elif inside and part == b"ET" and font in spaces:
            shown = parts[place - 1]
            if isinstance(shown, bytes) and shown.endswith(b"] TJ"):
                parts[place - 1] = shown[:-4] + b"<%04x>] TJ" % spaces[font]
                inside = False


def _blocks(tree: TagTree, element: Element) -> Iterator[Element]:
    """The outermost blocks of text."""
    for kid in tree.kids(element):
        if kid["S"] in _BLOCKS and tree.html(kid) is not None:
            yield kid
        else:
            yield from _blocks(tree, kid)


def _ends(
    tree: TagTree, block: Element
) -> Iterator[tuple[tuple[int, int], Literal["spaced", "broken"]]]:
    """The runs of a block that the next one would stick to, or should; none where its text is another."""
    text = _lean(tree.text(block))
    runs: list[tuple[tuple[int, int], str, bool]] = []
    broken: list[tuple[int, int]] = []
    at = 0
    for mark in tree.marks(block):
        words = _lean(said := tree.words.get(mark, ""))
        if not words:
            continue
        spaced = text[at : at + 1] == " "
        at += spaced
        if not text.startswith(words, at):
            words = _HYPHEN_AT_END.sub("", words)
            if not words or not text.startswith(words, at):
                return
            broken.append(mark)
        at += len(words)
        runs.append((mark, said, spaced))
    for mark in broken:
        yield mark, "broken"
    for (mark, before, _), (_, after, spaced) in pairwise(runs):
        if spaced and not before.endswith(" ") and not after.startswith(" "):
            yield mark, "spaced"


def _lean(text: str) -> str:
    return _SPACES.sub(" ", text).replace(_SOFT_HYPHEN, "").strip(" ")
