"""Which part of a long file a data set is about: the chapter in which most of its measures stand.

A measure of small numbers has its values in many chapters; all measures together have them in one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

_CLEARLY = 1.5
"""How much more must speak for a text than for the next of its column."""
_MOST = 0.6
"""Share of the measures that must speak for it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Rows that may be those of a measure, for the values in them."""

    series: str
    digits: float
    """Digits of the values that are as before."""
    common: Mapping[int, str]
    """Column to the text that all these rows have."""


def part_by_votes(
    evidence: Iterable[Evidence], enough: float, passed_over: Collection[int]
) -> dict[int, str]:
    """The texts, by column, of the part that several measures speak for; none where it is not clear.

    ``enough`` are the digits that are no accident in the table; of columns ``passed_over`` no text is a
    part of the file.
    """
    votes: dict[int, dict[str, dict[str, float]]] = {}
    for one in evidence:
        for column, text in one.common.items():
            mine = votes.setdefault(column, {}).setdefault(text, {})
            mine[one.series] = max(mine.get(one.series, 0.0), one.digits)
    found = {}
    for column, texts in votes.items():
        if column in passed_over:
            continue
        ranked = sorted(texts, key=lambda text: -sum(texts[text].values()))
        best = texts[ranked[0]]
        whole = sum(best.values())
        next_best = sum(texts[ranked[1]].values()) if len(ranked) > 1 else 0.0
        speaking = {series for mine in texts.values() for series in mine}
        is_shared = len(best) >= max(2, _MOST * len(speaking))
        if is_shared and whole >= enough and whole >= _CLEARLY * next_best:
            found[column] = ranked[0]
    return found
