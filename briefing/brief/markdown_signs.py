"""Signs of Markdown in what an author typed: those that number a list, and those that are not read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.core.problems import Place, ProblemLog

if TYPE_CHECKING:
    from markdown_it.token import Token

_UNREAD = {
    "a footnote": (re.compile(r"\[\^[^\]\s]+\]"), "say it in the text or in 'method'"),
    "a citation": (
        re.compile(r"\[-?@[^\]]+\]"),
        "name the work in words; data are cited by 'sources'",
    ),
    "a subscript": (re.compile(r"(?<=\w)~\w{1,9}~"), "write the sign itself: H₂O"),
    "a superscript": (re.compile(r"(?<=\w)\^\w{1,9}\^"), "write the sign itself: km²"),
    "struck text": (re.compile(r"~~[^~]+~~"), "leave it out"),
}
"""What there is, how it is found, and what to write instead."""


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


def tell_odd_start(start: int, place: Place, log: ProblemLog) -> None:
    """Tell a list that does not begin with 1: it may be a sentence that begins with a year."""
    if start != 1:
        log.add(
            place,
            f"Markdown: '{start}.' at the head of a line begins a list, which would be printed from 1 on",
            f"begin the list with 1; in a sentence, put another word first or write '{start}\\.'",
            code="unfit-markdown",
        )


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
