"""Signs that other kinds of Markdown read and this one does not: told, not printed as they stand."""

from __future__ import annotations

import re

from briefing.core.problems import Place, ProblemLog

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
