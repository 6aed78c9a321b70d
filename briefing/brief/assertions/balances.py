"""Typed words on which side of zero a balance lies, held against it: ``a profit of {{ result }}``.

So is what a verb of the balance is said of: a deficit shrinks where the balance rises.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefing.brief.assertions.assertion import Assertion, Figure, Sentence
from briefing.brief.mentions import MARK_OPEN
from briefing.core.fact import Derivation, Fact
from briefing.core.nature import Nature
from briefing.core.quantity import Quantity
from briefing.language.balance_words import (
    EVEN,
    SIDE_AFTER,
    SIDE_BEFORE,
    SIDE_MOVED,
    SIDE_NOUN,
    is_above,
)


def balances_in(sentence: Sentence) -> Iterator[Assertion]:
    """All words beside a balance that say whether it lies above zero."""
    yield from _moved_in(sentence)
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


def _moved_in(sentence: Sentence) -> Iterator[Assertion]:
    """Losses and gains that are said to have gone the way that a balance went."""
    for figure in sentence.figures:
        if figure.is_figure or not figure.is_change or not _is_balance(figure):
            continue
        words, since = sentence.words_before(figure.start)
        found = SIDE_MOVED.search(words)
        if found is None or (figure.series and SIDE_NOUN.search(figure.series.title)):
            continue
        ends = _ends(figure.fact)
        verdict = _goes_with(is_above(found), figure.fact.quantity.direction, *ends)
        start, end = found.span("phrase")
        told = " and ".join(
            "not known" if one is None else "above zero" if one else "below it" for one in ends
        )
        because = f"{figure.told}, and the balance before and now is {told}"
        yield sentence.assertion(since + start, since + end, verdict, because)


def _ends(change: Fact) -> tuple[bool | None, bool | None]:
    """Whether a balance lay above zero before, and whether it does now."""
    given = change.origin.inputs if isinstance(change.origin, Derivation) else {}
    before, now = given.get("before"), given.get("now")
    if not isinstance(before, Fact) or not isinstance(now, Fact):
        return None, None
    ends = _is_above(before.quantity), _is_above(now.quantity)
    return (ends[1], ends[1]) if before.quantity.value == 0 else ends


def _goes_with(
    is_gain: bool,
    way: str,
    before: bool | None,
    now: bool | None,
) -> bool | None:
    """Whether a gain, or a loss, went the way that the balance went; none where it crossed zero."""
    if is_gain:
        return None if before is None or before is not now else now
    if now or (way in {"up", "down"} and before is False and now is False):
        return False
    return None


def _is_balance(figure: Figure) -> bool:
    return figure.series is not None and figure.series.nature is Nature.BALANCE


def _is_above(quantity: Quantity) -> bool | None:
    """Whether it is above zero; none where its bounds leave that open, or it is nothing."""
    way = quantity.direction
    return {"up": True, "down": False}.get(way)
