"""The spaces between words where a PDF has none: at the ends of lines and of differing type.

On the page they are seen without being there. What is read aloud, copied or set anew for a small
screen needs them as signs, so each becomes one at the end of the run before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import pairwise

from briefing.writers.pdf.pdf_objects import Content
from briefing.writers.pdf.tag_tree import Element, TagTree

_BLOCKS = frozenset(
    {"/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/Caption", "/LBody", "/TH", "/TD", "/Note"}
)
_SPACES = re.compile(r"[ \t\r\n\f]+")


def missing_spaces(tree: TagTree) -> set[tuple[int, int]]:
    """The runs, by page and mark, after which the text has a space and the page has none."""
    return {mark for block in _blocks(tree, tree.top) for mark in _unspaced(tree, block)}


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


def _unspaced(tree: TagTree, block: Element) -> Iterator[tuple[int, int]]:
    """The runs of a block that the next one would stick to; none where its text is another."""
    text = _lean(tree.text(block))
    runs: list[tuple[tuple[int, int], str, bool]] = []
    at = 0
    for mark in tree.marks(block):
        words = _lean(said := tree.words.get(mark, ""))
        if not words:
            continue
        spaced = text[at : at + 1] == " "
        at += spaced
        if not text.startswith(words, at):
            return
        at += len(words)
        runs.append((mark, said, spaced))
    for (mark, before, _), (_, after, spaced) in pairwise(runs):
        if spaced and not before.endswith(" ") and not after.startswith(" "):
            yield mark


def _lean(text: str) -> str:
    return _SPACES.sub(" ", text).strip(" ")
