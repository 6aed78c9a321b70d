"""Keys and titles of measures to names that the sentences of a brief use: ``physicians``, ``net_borrowing``."""

from __future__ import annotations

import re
from collections.abc import Mapping

_LONGEST_NAME = 20
_A_WORD = 4
_SMALL_WORDS = frozenset(
    {"of", "the", "in", "and", "per", "a", "to", "for", "by", "as", "on", "at"}
)
_TAKEN = frozenset({"period", "holds", "either", "said"})
"""Names that sentences know already."""


def metric_name(key: str, title: str, dataset: str, taken: Mapping[str, str]) -> str:
    """A name that sentences can use, and no other metric has: the key, or the title if that says more."""
    keys, words = _words(key), _words(title)
    says_something = any(len(one) >= _A_WORD for one in keys) and key != dataset
    plain = ""
    for word in keys if says_something or not words else words:
        if plain and len(plain) + len(word) >= _LONGEST_NAME:
            break
        plain = f"{plain}_{word}" if plain else word
    plain = plain or "figure"
    name, number = plain, 2
    while name in taken or name in {*_TAKEN, dataset}:
        name, number = f"{plain}_{number}", number + 1
    return name


def _words(text: str) -> list[str]:
    """The words of a key or title that say something: ``physicians``, ``people``."""
    words = re.findall(r"[a-z]{2,}", text.casefold())
    return [one for one in words if one not in _SMALL_WORDS]
