"""Series that are the ends of another one's band, by their titles: ``Pupils, low variant``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

_LOW = re.compile(r"\b(?:low|lower|lowest|min|minimum|pessimistic)\b", re.IGNORECASE)
_HIGH = re.compile(r"\b(?:high|higher|highest|upper|max|maximum|optimistic)\b", re.IGNORECASE)
_BESIDE = re.compile(
    r"\b(?:bound|limit|end|estimate|variant|scenario|projection|forecast|interval|value|of|the)s?\b",
    re.IGNORECASE,
)
"""What such a title says beside."""
_WORDS = re.compile(r"[^\W_]+")


class Band(NamedTuple):
    """Names of a series and of both ends of its band."""

    middle: str
    low: str
    high: str


def band_of(middle: str, names: Mapping[str, str]) -> Band | None:
    """The band of one of some series, which are given by their names with their titles.

    None where an end is missing, or several may be one.
    """
    own = _bare(names[middle])
    ends = []
    for sign in (_LOW, _HIGH):
        found = [
            name
            for name, title in names.items()
            if name != middle and sign.search(title) and _bare(sign.sub("", title)) in (own, ())
        ]
        if len(found) != 1:
            return None
        ends += found
    return Band(middle, *ends)


def only_band(names: Mapping[str, str]) -> Band | None:
    """The band that all of three series make: one in the middle, and its ends."""
    if len(names) != len(Band._fields):
        return None
    return next(filter(None, (band_of(one, names) for one in names)), None)


def _bare(title: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in _WORDS.findall(_BESIDE.sub("", title)))
