"""Titles that any reader understands, before those in the shorthand of an office: ``PS: BoE contribution``."""

from __future__ import annotations

import re

_KNOWN = frozenset({"UK", "US", "EU", "GDP", "GNI", "VAT", "CPI", "NI", "UN", "GP", "CO"})
_LEAD = re.compile(r"[A-Z]{2,4}[a-z]?\b(?: [a-z]+){0,2}\s*[:(]")
"""``PS:``, ``LA finance:``."""
_MANY_PARTS = 2
"""Colons in a title that is a path through somebody's accounts, ``FA: CG: Liabs: Flows``; abbreviations."""
_QUARTER = 4


def is_shorthand(title: str) -> bool:
    """Whether a title is written for those who make the table: abbreviations at its head, or a quarter of it."""
    words = re.findall(r"[^\W\d_]\w*", title)
    short = [one for one in words if len(one) > 1 and one.isupper() and one not in _KNOWN]
    begins = _LEAD.match(title) is not None
    is_dense = len(short) >= _MANY_PARTS and _QUARTER * len(short) >= len(words)
    return begins or title.count(":") >= _MANY_PARTS or is_dense
