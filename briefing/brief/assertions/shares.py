"""Typed words for a share beside the share itself: ``most of it ({{ share }})``.

A phrase speaks of the nearest figure in percent that follows it in the sentence, else of the nearest
before it, when no more than a few words stand between; else the search for naked words finds it.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from briefing.brief.assertions.assertion import Assertion, Figure, Sentence
from briefing.core.quantity import Quantity
from briefing.language.share_words import CLAUSE, LACKING, TOGETHER, SharePhrase, shares_told

_NEAR = 60
"""Characters between a phrase and its figure at most."""


def shares_in(sentence: Sentence) -> Iterator[Assertion]:
    """All phrases of a share that stand near one, in order."""
    figures = [one for one in sentence.figures if one.is_figure and _is_share(one)]
    if not figures:
        return
    taken: list[tuple[int, int]] = []
    plain = sentence.plain
    for start, end, phrase in shares_told(plain):
        if any(start < stop and begin < end for begin, stop in taken):
            continue
        figure = _near(plain, figures, start, end)
        if figure is None:
            continue
        taken.append((start, end))
        if len(figures) > 1 and TOGETHER.search(plain):
            yield sentence.assertion(start, end, *_of_all(phrase, figures))
            continue
        verdict = _verdict(phrase, figure.fact.quantity)
        if verdict is not None and LACKING.search(plain[:start]):
            verdict = not verdict
        yield sentence.assertion(start, end, verdict, figure.told)


def _near(plain: str, figures: list[Figure], start: int, end: int) -> Figure | None:
    """The figure that a phrase speaks of; not one of another clause."""
    after = next((one for one in figures if 0 <= one.start - end <= _NEAR), None)
    before = next((one for one in reversed(figures) if 0 <= start - one.end <= _NEAR), None)
    if after and CLAUSE.search(plain[end : after.start]):
        after = None
    if before and CLAUSE.search(plain[before.end : start]):
        before = None
    return after or before


def _of_all(phrase: SharePhrase, figures: list[Figure]) -> tuple[bool | None, str]:
    """The verdict on what several have together, where each is known, and what they have."""
    values = [one.fact.quantity.value for one in figures]
    known = [one for one in values if one is not None]
    verdict = sum(known, Fraction(0)) in phrase if len(known) == len(values) else None
    return verdict, ", ".join(one.told for one in figures)


def _is_share(figure: Figure) -> bool:
    return figure.fact.quantity.unit.is_percent and not figure.is_change


def _verdict(phrase: SharePhrase, share: Quantity) -> bool | None:
    if share.value is not None:
        return share.value in phrase
    low, high = share.bounds.low, share.bounds.high
    if low is not None and high is not None and low in phrase and high in phrase:
        return True
    if low is not None and low > phrase.high:
        return False
    return False if high is not None and high < phrase.low else None
