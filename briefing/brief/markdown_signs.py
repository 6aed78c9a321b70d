"""Signs of Markdown in what an author typed: those that number a list, and those that are not read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.core.problems import Place, ProblemLog
from briefing.language.untraced import FACT

if TYPE_CHECKING:
    from markdown_it.token import Token

CITATION = re.compile(r"\[\s*(@[^\]\s][^\]]*)\]")
"""Works that a text cites: ``[@smith2020, p. 4; @jones2019]``."""
_UNREAD = {
    "a citation without the author": (re.compile(r"\[-@[^\]]+\]"), "write [@key]"),
}
"""What there is, how it is found, and what to write instead."""


_MOST = 100
"""A list begins below it; what is greater may be a year."""
_ADDRESS = re.compile(r"\]\([^)]*\)")
"""Where a link leads."""
NOTE = re.compile(r"\[\^[^\]\s]+\](?::(?=\s))?")
"""The sign of a note, behind a word or before its text."""
_BEHIND_FACT = re.compile(rf"(?<={FACT})[~^](?=[^\s~^]+[~^])")
_ITEM = re.compile(r"(\s*)(?:[-*+]|(\d{1,9})[.)])\s+(?=\S)")


def without_list_numbers(text: str) -> str:
    """A text with blanks for the numbers of its items: ``1. First`` claims nothing.

    As in Markdown, a number begins an item at the top of a paragraph, beside the item before, or where
    it is 1; at the head of any other line it is a number of its sentence.
    """
    lines: list[str] = []
    inside: int | None = None
    """How far a line is set in that goes on with the paragraph at hand; none where none is."""
    for line in text.split("\n"):
        found = _ITEM.match(line)
        number = found[2] if found else None
        may_begin = found and (inside is None or len(found[1]) < inside)
        if found and (may_begin or number is None or int(number) == 1):
            inside = found.end()
            lines.append(f"{' ' * inside}{line[inside:]}" if number else line)
            continue
        inside = None if not line.strip() else inside or 0
        lines.append(line)
    return "\n".join(lines)


def as_examined(text: str) -> str:
    """A text without the signs of Markdown, to be searched for claims; its lines stay.

    What is raised behind a figure of the data is no part of it, and a number of its own.
    """
    bare = _ADDRESS.sub(" ", without_notes(text))
    bare = without_list_numbers(re.sub(r"(?m)^(\s*)\*(?= )", r"\1-", bare))
    return re.sub(r"[*_`~^]+", "", _BEHIND_FACT.sub(" ", bare))


def without_notes(text: str) -> str:
    """A text with blanks for the signs that lead to its notes and works, as long as it was."""
    for pattern in (NOTE, CITATION):
        text = pattern.sub(lambda sign: " " * len(sign[0]), text)
    return text


class ListStarts:
    """Tells lists that do not begin with 1 and go on with none before: sentences, maybe, after a year.

    A list of two items at least may begin anywhere below 100; one of a single item only where it
    goes on with a list before it.
    """

    def __init__(self) -> None:
        self._open: list[tuple[int, int]] = []
        self._next: set[int] = {1}

    def begin(self, start: int, line: int) -> None:
        """A list begins with this number, in this line."""
        self._open.append((start, line))

    def end(self, items: int) -> list[tuple[int, int]]:
        """The innermost list ends, with so many items; its start and line where it is odd."""
        start, line = self._open.pop()
        may_begin = start in self._next or (items > 1 and 1 < start < _MOST)
        self._next.add(start + items)
        return [] if may_begin else [(start, line)]


def line_of(token: Token) -> int:
    """The line of a text at which a token of Markdown stands, from 1."""
    return token.map[0] + 1 if token.map else 1


def tell_unread(content: str, place: Place, log: ProblemLog) -> None:
    """Tell of such signs in the words of a text, each kind once."""
    for what, (pattern, advice) in _UNREAD.items():
        if found := pattern.search(content):
            log.add(
                place,
                f"Markdown: {what} is not read here, and '{found[0]}' would be printed as it stands",
                advice,
                code="unfit-markdown",
            )
