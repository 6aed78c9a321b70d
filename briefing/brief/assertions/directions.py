"""Typed words of direction beside facts, held against them: ``a fall of 5%`` is one, or is refused.

Which fact a phrase belongs to, by three rules. A phrase right before a change or difference (``a rise
of``, ``down``) speaks of it. So does one right after it (``below``, ``more``). A phrase of comparison
right before a figure (``down from``, ``above its mean of``, ``level with``) sets against it the nearest
figure before it in the sentence that has the same unit; with ``still`` or ``no longer``, in the period
before as well, and where the other is named before its figure ("less than Spain, with"). Without such a
figure, "up from" speaks of the series of the figure itself. "Fell to" sets its figure against the one
that "from" names, else against the period before. What bounds leave open is undecided, and so is a
comparison with nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from briefing.brief.assertions.assertion import Assertion, Figure, History, Sentence
from briefing.brief.mentions import MARK_OPEN, Mentions
from briefing.core.quantity import Quantity
from briefing.language.amounts import amount
from briefing.language.direction_words import (
    AFTER,
    BEFORE,
    CAME_FROM,
    DENIED,
    FROM,
    LATELY,
    PAIR,
    PAIRED,
    SPLIT,
    SPLIT_THAN,
    STEADY,
    TO,
    TOLD_AFTER,
    WENT_TO,
    Way,
    compared_by_name,
    compared_in,
    is_rounding,
    may_round,
    phrase_in,
)

_STEADY = Fraction(1, 50)
"""What moved by no more than this part of itself held steady."""


def directions_in(sentence: Sentence, mentions: Mentions) -> Iterator[Assertion]:
    """All phrases of direction in a sentence that stand beside its figures, in order."""
    figures = tuple(one for one in sentence.figures if one.is_figure)
    for place, figure in enumerate(figures):
        if figure.is_change:
            yield from _beside_change(sentence, figure)
        elif moved := _moved(sentence, figures, place, mentions):
            yield moved
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


def _moved(
    sentence: Sentence, figures: tuple[Figure, ...], place: int, mentions: Mentions
) -> Assertion | None:
    """``fell from 5 to 4``, ``fell to 4 from 5``, and ``fell to 4``, held against the period before."""
    figure = figures[place]
    words, since = sentence.words_before(figure.start)
    if place and (paired := _paired(sentence, figures[place - 1], figure)):
        return paired
    if place and (went := WENT_TO.match(words)):
        before, begins = sentence.words_before(figures[place - 1].start)
        if found := phrase_in(before, FROM):
            return _went(sentence, (begins, found), figure, figures[place - 1])
        if went["phrase"] and before.endswith("from "):
            way: Way = "up" if went["up"] else "down"
            return _went(sentence, (since, (way, *went.span("phrase"))), figure, figures[place - 1])
    found = phrase_in(words, TO)
    if found is None:
        return _steady(sentence, figure, mentions)
    if place + 1 < len(figures):
        other = figures[place + 1]
        if CAME_FROM.match(sentence.plain[figure.end : other.start]):
            return _went(sentence, (since, found), figure, other)
    history = History.of(figure, mentions)
    if history is None or figure.is_rank:
        return None
    way, start, end = found
    really = history.way(history.period)
    verdict = None if really == "unknown" else really == way
    because = f"{figure.told}; {history.told(history.period)}"
    return sentence.assertion(since + start, since + end, verdict, because)


def _steady(sentence: Sentence, figure: Figure, mentions: Mentions) -> Assertion | None:
    """``held steady at 45``: as it was in the period before, but for a fiftieth."""
    words, since = sentence.words_before(figure.start)
    found, history = STEADY.search(words), History.of(figure, mentions)
    before = history.series.at(history.series.before(history.period)) if history else None
    if found is None or before is None or history is None or figure.is_rank:
        return None
    was, now = before.quantity.value, figure.fact.quantity.value
    verdict = None if was is None or now is None else abs(now - was) <= _STEADY * abs(was)
    because = f"{figure.told}; {history.told(history.period)}"
    return sentence.assertion(
        since + found.start("phrase"), since + found.end("phrase"), verdict, because
    )


def _paired(sentence: Sentence, one: Figure, other: Figure) -> Assertion | None:
    """``more than Spain: {{ one }} against {{ other }}``, ``more in A ({{ one }}) than in B ({{ other }})``."""
    between = sentence.plain[one.end : other.start]
    table = PAIRED if PAIR.match(between) else SPLIT if SPLIT_THAN.match(between) else ()
    words, since = sentence.words_before(one.start)
    found = phrase_in(words, table)
    if found is None or not one.compares_with(other):
        return None
    return _went(sentence, (since, found), one, other)


def _went(
    sentence: Sentence, phrase: tuple[int, tuple[Way, int, int]], to: Figure, came_from: Figure
) -> Assertion | None:
    """Whether one figure stands to another as it is named."""
    if not to.compares_with(came_from):
        return None
    since, (way, start, end) = phrase
    if to.is_rank:
        way = "down" if way == "up" else "up"
    verdict = stands(way, to.fact.quantity, came_from.fact.quantity)
    because = f"{came_from.told}, {to.told}"
    return sentence.assertion(since + start, since + end, verdict, because)


def _compared(
    sentence: Sentence, figure: Figure, earlier: tuple[Figure, ...], mentions: Mentions
) -> Iterator[Assertion]:
    """What stands right before a figure that another one in the sentence is compared with."""
    before, since = sentence.words_before(figure.start)
    found = compared_in(before)
    named = None if found else compared_by_name(before)
    comparison = found or named
    if comparison is None:
        return
    way, start, end = comparison
    subject = next((one for one in reversed(earlier) if one.compares_with(figure)), None)
    subject = subject or _told_after(sentence, figure)
    place = (since + start, since + end)
    if subject is None:
        if not named:
            yield from _without_subject(sentence, place, way, figure, mentions)
        return
    if not named and is_rounding(before[start:end], sentence.plain[subject.end : place[0]]):
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


def _told_after(sentence: Sentence, figure: Figure) -> Figure | None:
    """The figure of who is compared, where it follows: ``below {{ other }}, at {{ one }}``."""
    after = next((one for one in sentence.figures if one.start >= figure.end), None)
    if after is None or not after.is_figure or not after.compares_with(figure):
        return None
    return after if TOLD_AFTER.match(sentence.plain[figure.end : after.start]) else None


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
    if way == "enough":
        return None if (short := one.is_less_than(other)) is None else not short
    return other.is_less_than(one) if way == "up" else one.is_less_than(other)
