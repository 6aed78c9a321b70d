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

from collections.abc import Iterator, Sequence
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
    LOSS,
    ON_PERIOD_AFTER,
    ON_PERIOD_BEFORE,
    PAIR,
    PAIRED,
    PAIRED_BY_COMMA,
    SPLIT,
    SPLIT_THAN,
    STEADY,
    STRICT_PAIR,
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
from briefing.language.history_words import Span, since_then

_STEADY = Fraction(1, 50)
"""What moved by no more than this part of itself held steady."""
_OTHER: dict[Way, Way] = {"up": "down", "down": "up"}


def directions_in(sentence: Sentence, mentions: Mentions) -> Iterator[Assertion]:
    """All phrases of direction in a sentence that stand beside its figures, in order."""
    figures = tuple(one for one in sentence.figures if one.is_figure)
    for place, figure in enumerate(figures):
        if figure.is_signed:
            yield from _beside_change(sentence, figure)
            if place and (pace := _pace(sentence, figures[place - 1], figure)):
                yield pace
            continue
        if moved := _moved(sentence, figures, place, mentions):
            yield moved
        elif not _is_left(sentence, figures[place : place + 2]):
            yield from _compared(sentence, figure, figures[:place], mentions)
        yield from _on_period(sentence, figures[: place + 1], mentions)


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


def _pace(sentence: Sentence, one: Figure, other: Figure) -> Assertion | None:
    """``rose faster than revenue: 6% against 5%``, ``rose 6%, less than fuel (8%)``: two changes of one way."""
    if not (one.is_change and other.is_change) or one.fact.id == other.fact.id:
        return None
    between = sentence.plain[one.end : other.start]
    words, since = sentence.words_before(one.start)
    found = phrase_in(words, PAIRED) if PAIR.match(between) else None
    if found is None:
        found, since = compared_by_name(between), one.end
    pair = one.fact.quantity, other.fact.quantity
    if found is None or pair[0].unit != pair[1].unit:
        return None
    way, start, end = found
    sizes = [abs(each.value) if each.value is not None else None for each in pair]
    is_one_way = pair[0].direction == pair[1].direction
    verdict = None
    if is_one_way and sizes[0] is not None and sizes[1] is not None and way in _OTHER:
        verdict = sizes[0] > sizes[1] if way == "up" else sizes[0] < sizes[1]
    return sentence.assertion(since + start, since + end, verdict, f"{one.told}, {other.told}")


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
    if span := since_then(sentence.plain):
        return _went_since(sentence, (since + start, since + end), way, figure, (history, span))
    really = history.way(history.period)
    verdict = (
        None if really == "unknown" else really == _meant(sentence, since + start, way, figure)
    )
    because = f"{figure.told}; {history.told(history.period)}"
    return sentence.assertion(since + start, since + end, verdict, because)


def _is_left(sentence: Sentence, figures: Sequence[Figure]) -> bool:
    """Whether a figure is what another rose or fell from: ``from 5 to 4``, judged at the second one."""
    match figures:
        case [one, other] if one.compares_with(other):
            words, _ = sentence.words_before(one.start)
            between = sentence.plain[one.end : other.start]
            return words.lower().endswith("from ") and bool(WENT_TO.match(between))
        case _:
            return False


def _went_since(
    sentence: Sentence,
    place: tuple[int, int],
    way: Way,
    figure: Figure,
    against: tuple[History, Span],
) -> Assertion:
    """``has fallen to 4 since 2015``: against the value of then."""
    history, span = against
    when = history.period_since(span)
    then = history.series.at(when) if when else None
    if then is None:
        return sentence.assertion(*place, None, f"{figure.told}; what it was then is not known")
    way = _meant(sentence, place[0], way, figure)
    told = amount(history.mentions.language, then.quantity, then.digits)
    verdict = stands(way, figure.fact.quantity, then.quantity)
    return sentence.assertion(*place, verdict, f"{figure.told}; {when}: {told}")


def _meant(sentence: Sentence, start: int, way: Way, figure: Figure) -> Way:
    """The way that the number must have gone: a loss that falls is a number that rises."""
    return _of_losses(sentence, start, way, (figure.fact.quantity,))


def _of_losses(sentence: Sentence, start: int, way: Way, quantities: Sequence[Quantity]) -> Way:
    """The way of numbers below zero that the sentence calls losses: a smaller loss is a higher number."""
    are_below = all(one.value is not None and one.value < 0 for one in quantities)
    if way in _OTHER and are_below and LOSS.search(sentence.plain[:start]):
        return _OTHER[way]
    return way


def _on_period(
    sentence: Sentence, figures: tuple[Figure, ...], mentions: Mentions
) -> Iterator[Assertion]:
    """``down on the year, at {{ x }}``, ``{{ x }}, both up on the month``: against the period that is named."""
    figure = figures[-1]
    before, since = sentence.words_before(figure.start)
    after = sentence.plain[figure.end :].partition(MARK_OPEN)[0]
    for found, begins in (
        (ON_PERIOD_BEFORE.search(before), since),
        (ON_PERIOD_AFTER.match(after), figure.end),
    ):
        if found is None:
            continue
        span = Span(on_year=True) if found["on"].lower() == "year" else None
        every = figures[-2:] if found.groupdict().get("both") else figures[-1:]
        ways = [_way_since(one, span, mentions) for one in every]
        verdict = None if None in ways else all(one == found["way"].lower() for one in ways)
        place = (begins + found.start("phrase"), begins + found.end("phrase"))
        told = ", ".join(
            f"{one.told} ({way or 'not known'})" for one, way in zip(every, ways, strict=True)
        )
        yield sentence.assertion(*place, verdict, told)


def _way_since(figure: Figure, span: Span | None, mentions: Mentions) -> str | None:
    """Which way an amount went since a period; none where that is not known."""
    history = History.of(figure, mentions)
    when = history.period_since(span) if history else None
    then = history.series.at(when) if history and when else None
    if then is None:
        return None
    now = figure.fact.quantity
    if now.is_equal_to(then.quantity):
        return "level"
    is_up = then.quantity.is_less_than(now)
    return None if is_up is None else "up" if is_up else "down"


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
    if found is None and STRICT_PAIR.match(between):
        found = phrase_in(words, PAIRED_BY_COMMA)
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
    way = _of_losses(sentence, since + start, way, (to.fact.quantity, came_from.fact.quantity))
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
    alike = [one for one in reversed(earlier) if one.compares_with(figure)]
    if before[start:end].lower().endswith("from"):
        alike.sort(key=lambda one: one.series is None or one.series is not figure.series)
    subject = next(iter(alike), None)
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
    way = _of_losses(sentence, place[0], way, (subject.fact.quantity, figure.fact.quantity))
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
