"""Amounts below zero that no line tears: a printed page to the same with "−$5" kept whole.

Of a minus sign before a digit the rules of Unicode let no line end, but before the sign of a currency one may.
Nothing is put into the text, so that it is found and copied as it is printed.
"""

from __future__ import annotations

import re

_AMOUNT = re.compile(r"−[^\w\s<>&\"'][\d.,]*\d")
_TAG = re.compile(r"(<[^>]*>)")
_WHOLE = "data-minus"
_SHORT = 24
"""Letters of a link that stands on one line as a whole: an element between it and its words would spoil its tag."""


def with_whole_amounts(page: str) -> str:
    """The page with each such amount in an element that is not broken, where it stands in none yet."""
    head, opens, body = page.partition("<body")
    if not _AMOUNT.search(body):
        return page
    pieces = _TAG.split(body)
    link = 0
    for place in range(0, len(pieces), 2):
        tag = pieces[place - 1] if place else ""
        link = place - 1 if tag.startswith("<a ") else 0 if tag == "</a>" else link
        if not _AMOUNT.search(pieces[place]):
            continue
        if not link:
            pieces[place] = _AMOUNT.sub(rf"<span {_WHOLE}>\g<0></span>", pieces[place])
        elif _WHOLE not in pieces[link] and len(pieces[place]) < _SHORT:
            pieces[link] = f"{pieces[link][:-1]} {_WHOLE}>"
    return head + opens + "".join(pieces)
