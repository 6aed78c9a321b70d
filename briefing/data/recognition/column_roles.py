"""The columns of a table to their roles, each with the reason."""

from __future__ import annotations

import re

from briefing.core.period_column import read_periods
from briefing.data.recognition.recognised import LIKELY, SURE, Column, Role
from briefing.data.recognition.table_bounds import Bounds

_NUMBER = re.compile(
    r"[<>≥≤]?\s?[-−+–(]?\s?[£$€]?\d[\d,.'’ ]*\)?-?\s?%?(?:\s?[a-z*\[(]{1,8}[\])]?)?"
)
_WITHOUT = frozenset(
    {"", "-", "–", "—", ":", "..", "...", "…", "na", "n/a", "w", "xx", "x", "z", "c"}
)
_SAMPLES = 3


def columns_of(bounds: Bounds) -> tuple[Column, ...]:
    """What each column is taken for."""
    found = [_column(bounds, index) for index in range(len(bounds.headers))]
    members = [one for one in found if one.role is Role.MEMBER]
    for other in members[1:]:
        found[other.index] = Column(
            other.index,
            other.header,
            Role.LABEL,
            f"texts, and '{members[0].header}' tells the members already",
            LIKELY,
            samples=other.samples,
            blanks=other.blanks,
        )
    return tuple(found)


def _column(bounds: Bounds, index: int) -> Column:
    texts = bounds.column(index)
    filled = [one for one in texts if one]
    samples = tuple(list(dict.fromkeys(filled))[:_SAMPLES])
    header = bounds.headers[index]

    def taken(role: Role, reason: str, confidence: float) -> Column:
        return Column(
            index,
            header,
            role,
            reason,
            confidence,
            samples=samples,
            blanks=len(texts) - len(filled),
        )

    if not filled:
        return taken(Role.EMPTY, "nothing stands in it", SURE)
    read = read_periods(filled)
    if len(read.periods) == len(set(filled)) and _says_period(header, filled):
        return taken(Role.PERIOD, "every text is a period", SURE)
    numbers = sum(bool(_NUMBER.fullmatch(one)) for one in filled)
    others = sum(one.casefold() in _WITHOUT for one in filled)
    if numbers and numbers + others == len(filled):
        return taken(Role.VALUE, "its texts are numbers", SURE)
    if numbers > (len(filled) - others) / 2:
        return taken(Role.VALUE, "most of its texts are numbers", LIKELY)
    return taken(Role.MEMBER, "its texts are words", LIKELY)


def _says_period(header: str, texts: list[str]) -> bool:
    """Whether the header or the texts themselves tell periods, and no plain numbers."""
    if re.search(
        r"\b(?:years?|time|period|date|quarter|month|week)\b|time_period", header, re.IGNORECASE
    ):
        return True
    return not all(one.replace(".", "").isdigit() for one in texts) or all(
        re.fullmatch(r"(?:19|20)\d\d", one) for one in texts
    )
