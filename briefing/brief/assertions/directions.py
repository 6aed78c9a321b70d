"""Typed words of direction beside facts, held against them: ``a fall of 5%`` is one, or is refused.

Which fact a phrase belongs to, by three rules. A phrase right before a change or difference (``a rise
of``, ``down``) speaks of it. So does one right after it (``below``, ``more``). A phrase of comparison
right before a figure (``down from``, ``above its mean of``, ``level with``) sets against it the nearest
figure before it in the sentence that has the same unit; with ``still`` or ``no longer``, in the period
before as well. Without such a figure, "up from" speaks of the series of the figure itself. What bounds
leave open is undecided, and so is a comparison with nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefing.brief.assertions.assertion import Assertion, Figure, History, Sentence
from briefing.brief.mentions import MARK_OPEN, Mentions
from briefing.core.quantity import Quantity
from briefing.language.amounts import amount
from briefing.language.direction_words import (
    AFTER,
    BEFORE,
    DENIED,
    LATELY,
    Way,
    compared_in,
    is_rounding,
    may_round,
    phrase_in,
)


def directions_in(sentence: Sentence, mentions: Mentions) -> Iterator[Assertion]:
    """All phrases of direction in a sentence that stand beside its figures, in order."""
    figures = tuple(one for one in sentence.figures if one.is_figure)
    for place, figure in enumerate(figures):
        if figure.is_change:
            yield from _beside_change(sentence, figure)
        else:
            yield from _compared(sentence, figure, figures[:place], mentions)


def _beside_change(sentence: Sentence, figure: Figure) -> Iterator[Assertion]:
    """What stands right before and right after a change."""
    before, since = sentence.words_before(figure.start)
    if found := phrase_in(before, BEFORE):
        yield _judged(sentence, since, found, figure)
    after = sentence.plain[figure.end :].partition(MARK_OPEN)[0]
    if found := phrase_in(after, AFTER):
        yield _judged(sentence, figure.end, found, figure)


def _judged(
    sentence: Sentence, since: int, found: tuple[Way, int, int], figure: Figure
) -> Assertion:
    way, start, end = found
    really = figure.fact.quantity.direction
    verdict = None if really == "unknown" else really == way
    because = f"{figure.told}, {really}"
    return sentence.assertion(since + start, since + end, verdict, because)


def _compared(
    sentence: Sentence, figure: Figure, earlier: tuple[Figure, ...], mentions: Mentions
) -> Iterator[Assertion]:
    """What stands right before a figure that another one in the sentence is compared with."""
    before, since = sentence.words_before(figure.start)
    found = compared_in(before)
    if found is None:
        return
    way, start, end = found
    subject = next((one for one in reversed(earlier) if one.compares_with(figure)), None)
    place = (since + start, since + end)
    if subject is None:
        yield from _without_subject(sentence, place, way, figure, mentions)
        return
    if is_rounding(before[start:end], sentence.plain[subject.end : place[0]]):
        return
    if subject.is_rank and way != "level":
        way = "down" if way == "up" else "up"
    verdict = stands(way, subject.fact.quantity, figure.fact.quantity)
    because = f"{subject.told}, {figure.told}"
    if denied := DENIED.search(before[:start]):
        whole = (since + denied.start("phrase"), place[1])
        verdict = None if verdict is None else not verdict
        if denied["once"] and verdict:
            yield _since_before(sentence, whole, way, (subject, figure), mentions)
        else:
            yield sentence.assertion(*whole, verdict, because)
        return
    yield sentence.assertion(*place, verdict, because)
    if lately := LATELY.search(before[:start]):
        span = (since + lately.start("phrase"), since + lately.end("phrase"))
        yield _since_before(sentence, span, way, (subject, figure), mentions)


def _without_subject(
    sentence: Sentence, place: tuple[int, int], way: Way, figure: Figure, mentions: Mentions
) -> Iterator[Assertion]:
    """``up from {{ x.before }}`` speaks of the figure's own series as it stands; else it is open."""
    phrase = sentence.plain[slice(*place)]
    if may_round(phrase):
        return
    series = figure.series
    now = series.at(series.current) if series and series.current else None
    if now is None or now.id == figure.fact.id or not phrase.lower().endswith("from"):
        because = f"nothing in the sentence can be compared with {figure.told}"
        yield sentence.assertion(*place, None, because)
        return
    verdict = stands(way, now.quantity, figure.fact.quantity)
    told = amount(mentions.language, now.quantity, now.digits)
    yield sentence.assertion(*place, verdict, f"{figure.told}; {now.id} is {told}")


def _since_before(
    sentence: Sentence,
    span: tuple[int, int],
    way: Way,
    pair: tuple[Figure, Figure],
    mentions: Mentions,
) -> Assertion:
    """``still above``: whether it was so in the period before; a fixed figure stays as it is."""
    subject, other = pair
    was, then = _before(subject, mentions), _before(other, mentions)
    if was is None:
        because = f"the value of {subject.fact.id} before is not known"
        return sentence.assertion(*span, None, because)
    base = then if then is not None else other.fact.quantity
    language = mentions.language
    verdict = stands(way, was, base)
    because = f"before, {subject.fact.id} was {amount(language, was)}"
    if then is not None:
        because += f", {other.fact.id} was {amount(language, then)}"
    return sentence.assertion(*span, verdict, because)


def _before(figure: Figure, mentions: Mentions) -> Quantity | None:
    """The value of the period before; none where the figure is of another period than its series'."""
    history = History.of(figure, mentions)
    if history is None or history.series.current not in {None, history.period}:
        return None
    fact = history.series.at(history.series.before(history.period))
    return fact.quantity if fact else None


def stands(way: Way, one: Quantity, other: Quantity) -> bool | None:
    """Whether one figure stands that way against another: ``up`` is above it, ``level`` equal."""
    if way == "level":
        return one.is_equal_to(other)
    return other.is_less_than(one) if way == "up" else one.is_less_than(other)
