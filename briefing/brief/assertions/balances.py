"""Typed words on which side of zero a balance lies, held against it: ``a profit of {{ result }}``."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.brief.assertions.assertion import Assertion, Figure, Sentence
from briefing.brief.mentions import MARK_OPEN
from briefing.core.nature import Nature
from briefing.core.quantity import Quantity
from briefing.language.balance_words import EVEN, SIDE_AFTER, SIDE_BEFORE, is_above


def balances_in(sentence: Sentence) -> Iterator[Assertion]:
    """All words beside a balance that say whether it lies above zero."""
    for figure in sentence.figures:
        if not figure.is_figure or figure.is_change or not _is_balance(figure):
            continue
        before, since = sentence.words_before(figure.start)
        after = sentence.plain[figure.end :].partition(MARK_OPEN)[0]
        tries = [(one.search(before), since) for one in SIDE_BEFORE]
        tries.append((SIDE_AFTER.match(after), figure.end))
        for found, begins in tries:
            if found is None:
                continue
            really = _is_above(figure.fact.quantity)
            verdict = None if really is None else really == is_above(found)
            start, end = found.span("phrase")
            yield sentence.assertion(begins + start, begins + end, verdict, figure.told)
            break
        if even := EVEN.search(sentence.plain):
            value = figure.fact.quantity.value
            verdict = None if value is None else value == 0
            yield sentence.assertion(*even.span("phrase"), verdict, figure.told)


def _is_balance(figure: Figure) -> bool:
    return figure.series is not None and figure.series.nature is Nature.BALANCE


def _is_above(quantity: Quantity) -> bool | None:
    """Whether it is above zero; none where its bounds leave that open, or it is nothing."""
    way = quantity.direction
    return {"up": True, "down": False}.get(way)
