"""Titles that any reader understands, before those in the shorthand of an office: ``PS: BoE contribution``."""

from __future__ import annotations

import re

_KNOWN = frozenset({"UK", "US", "EU", "GDP", "GNI", "VAT", "CPI", "NI", "UN", "GP", "CO"})
_LEAD = re.compile(r"(?:[A-Z]{2,4}[a-z]?|[A-Z][a-z][A-Z])\b(?: [a-z]+){0,2}\s*[:(]")
"""``PS:``, ``BoE:``, ``LA finance:``."""
_MANY_PARTS = 2
"""Colons in a title that is a path through somebody's accounts, ``FA: CG: Liabs: Flows``; abbreviations."""
_QUARTER = 4


def is_shorthand(title: str) -> bool:
    """Whether a title is written for those who make the table: abbreviations at its head, or a quarter of it."""
    words, short = _words(title), abbreviations(title)
    begins = _LEAD.match(title) is not None
    is_dense = len(short) >= _MANY_PARTS and _QUARTER * len(short) >= len(words)
    return begins or title.count(":") >= _MANY_PARTS or is_dense


def abbreviations(title: str) -> list[str]:
    """The words of a title in capitals alone that few readers know."""
    return [one for one in _words(title) if _is_short(one) and one not in _KNOWN]


def _is_short(word: str) -> bool:
    """``GG``, ``CPNSA``, ``BoE``."""
    return len(word) > 1 and (word.isupper() or re.fullmatch(r"[A-Z][a-z][A-Z]", word) is not None)


def _words(title: str) -> list[str]:
    return re.findall(r"[^\W\d_]\w*", title)
