"""Typed words on the past of a figure, held against its series: ``again``, ``the highest since 2015``.

Words on changes (``again``, ``for the first time``, ``the third year running``, ``worsened``) speak of
the nearest change before them in the sentence, else of the nearest after. Words for records speak of
the nearest amount before them, else of the nearest after; beside a rank, of it. Where the series does
not reach back as far as the words, or has a gap there, they are undecided.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from briefing.brief.assertions.assertion import Assertion, Figure, History, Sentence
from briefing.brief.mentions import Mentions
from briefing.core.period import Period
from briefing.core.quantity import Quantity
from briefing.language.amounts import amount
from briefing.language.balance_words import SIDE_NOUN, SIDE_OR_BALANCE
from briefing.language.direction_words import MOVES
from briefing.language.gap_words import GAP
from briefing.language.history_words import (
    AFTER_A,
    AGAIN,
    AGAINST_IT,
    BETTER,
    FIRST,
    FIRST_OF_ALL,
    HAS_IT,
    LEFT,
    ONLY,
    PAST_A_MARK,
    RECORD,
    RUNNING,
    TURNED,
    Span,
    since_then,
    span_in,
    times_running,
    way_named,
)

_FEWEST = 3
"""Earlier values that a figure must exceed before "only" is false of it."""


def histories_in(sentence: Sentence, mentions: Mentions) -> Iterator[Assertion]:
    """All phrases on the past of the figures of a sentence."""
    for pattern, judge in (
        (TURNED, _turned),
        (AGAIN, _again),
        (AFTER_A, _after),
        (FIRST, _first),
        (RUNNING, _running),
    ):
        for found in pattern.finditer(sentence.plain):
            if change := _change(sentence, found) or _moved(sentence, found, mentions):
                yield judge(sentence, found, change, mentions)
            elif pattern in {FIRST, RUNNING, AFTER_A}:
                because = "no figure in the sentence tells which change is meant"
                yield sentence.assertion(*found.span("phrase"), None, because)
    for found in BETTER.finditer(sentence.plain):
        if change := _change(sentence, found):
            yield _better(sentence, found, change)
    for found in RECORD.finditer(sentence.plain):
        if assertion := _record(sentence, found, mentions):
            yield assertion
    for found in FIRST_OF_ALL.finditer(sentence.plain):
        amounts = tuple(one for one in sentence.figures if one.is_figure)
        figure = sentence.nearest(*found.span("phrase"), amounts)
        if figure and figure.is_rank and (assertion := _by_rank(sentence, found, figure, mentions)):
            yield assertion


def only_in(sentence: Sentence, mentions: Mentions) -> Iterator[Assertion]:
    """``only`` right before a figure, held against a figure of its unit before it in the sentence.

    Without one it is false of the highest that its series ever had, and else an opinion.
    """
    for place, figure in enumerate(sentence.figures):
        words, since = sentence.words_before(figure.start)
        found = ONLY.search(words)
        if found is None or figure.is_change or figure.is_rank:
            continue
        span = (since + found.start("phrase"), since + found.end("phrase"))
        earlier = [one for one in sentence.figures[:place] if one.compares_with(figure)]
        if earlier:
            verdict = figure.fact.quantity.is_less_than(earlier[-1].fact.quantity)
            yield sentence.assertion(*span, verdict, f"{figure.told}, {earlier[-1].told}")
        elif other := _set_against(sentence, place):
            verdict = figure.fact.quantity.is_less_than(other.fact.quantity)
            yield sentence.assertion(*span, verdict, f"{figure.told}, {other.told}")
        elif (history := History.of(figure, mentions)) and _is_highest(figure, history):
            yield sentence.assertion(
                *span,
                False,
                f"{figure.told}, the highest since {history.series.periods[0]}",
            )


def _set_against(sentence: Sentence, place: int) -> Figure | None:
    """The figure of the same unit after one that is set against it: ``only 5, against {{ x }}``."""
    figure = sentence.figures[place]
    for other in sentence.figures[place + 1 :]:
        if AGAINST_IT.search(sentence.words_before(other.start)[0]):
            return other if figure.compares_with(other) else None
    return None


def _is_highest(figure: Figure, history: History) -> bool:
    """Whether it exceeds all values before it, of which there are some."""
    before = list(history.earlier())
    now = figure.fact.quantity
    return len(before) >= _FEWEST and all(_surpasses(now, history, one, "up") for one in before)


def _change(sentence: Sentence, found: re.Match[str]) -> Figure | None:
    changes = tuple(one for one in sentence.figures if one.is_change)
    return sentence.nearest(*found.span("phrase"), changes)


def _moved(sentence: Sentence, found: re.Match[str], mentions: Mentions) -> Figure | None:
    """The nearest amount with a past, where the phrase or a verb before it says that something moved."""
    start, end = found.span("phrase")
    if since_then(sentence.plain) == Span(on_year=True):
        return None
    if way_named(found["phrase"]) is None and not MOVES.search(sentence.plain[:start]):
        return None
    amounts = tuple(
        one
        for one in sentence.figures
        if one.is_figure and not one.is_change and not one.is_rank and History.of(one, mentions)
    )
    return sentence.nearest(start, end, amounts)


def _way_now(change: Figure, history: History | None) -> str:
    """Which way a change went, or the last change of an amount."""
    if change.is_change or history is None:
        return change.fact.quantity.direction
    return history.way(history.period)


def _again(
    sentence: Sentence, found: re.Match[str], change: Figure, mentions: Mentions
) -> Assertion:
    """Whether the change before went the same way, and both the way that is named."""
    place = found.span("phrase")
    history = History.of(change, mentions)
    now = _way_now(change, history)
    before = next(history.earlier(), None) if history else None
    if history is None or before is None:
        return sentence.assertion(*place, None, f"{change.told}, and no period before is known")
    then = history.way(before)
    named = way_named(found["phrase"])
    because = f"{change.told}, {now}; {history.told(before)}"
    if "unknown" in {now, then}:
        return sentence.assertion(*place, None, because)
    return sentence.assertion(*place, now == then and named in {None, now}, because)


def _after(
    sentence: Sentence, found: re.Match[str], change: Figure, mentions: Mentions
) -> Assertion:
    """``after a fall in 2023``: whether the change before, or that of then, went the way that is named."""
    place, named = found.span("phrase"), way_named(found["phrase"]) or "up"
    history = History.of(change, mentions)
    before = next(history.earlier(), None) if history else None
    if history and found["since"]:
        before = next((one for one in history.earlier() if int(found["since"]) in one.years), None)
    if history is None or before is None or history.way(before) == "unknown":
        return sentence.assertion(*place, None, f"{change.told}; the change before is not known")
    return sentence.assertion(
        *place, history.way(before) == named, f"{change.told}; {history.told(before)}"
    )


def _turned(
    sentence: Sentence, found: re.Match[str], change: Figure, mentions: Mentions
) -> Assertion:
    """Whether the change goes the way that is named, and the one before did not."""
    place, named = found.span("phrase"), way_named(found["phrase"])
    history = History.of(change, mentions)
    now = _way_now(change, history)
    if now not in {named, "unknown"}:
        return sentence.assertion(*place, False, f"{change.told}, {now}")
    before = next(history.earlier(), None) if history else None
    if history is None or before is None or "unknown" in {now, history.way(before)}:
        return sentence.assertion(*place, None, f"{change.told}; the change before is not known")
    because = f"{change.told}, {now}; {history.told(before)}"
    return sentence.assertion(*place, history.way(before) != now, because)


def _first(
    sentence: Sentence, found: re.Match[str], change: Figure, mentions: Mentions
) -> Assertion:
    """Whether no change went this way for so long."""
    place = found.span("phrase")
    history = History.of(change, mentions)
    now = _way_now(change, history)
    named = way_named(found["phrase"])
    if named not in {None, now} and now != "unknown":
        return sentence.assertion(*place, False, f"{change.told}, {now}")
    if history is None or now == "unknown" or PAST_A_MARK.search(sentence.plain[: place[0]]):
        return sentence.assertion(*place, None, change.told)
    when, is_whole = _between(history, span_in(found))
    ways = {period: history.way(period) for period in when}
    same = next((period for period, way in ways.items() if way == now), None)
    if same is not None:
        return sentence.assertion(*place, False, f"{change.told}, {now}; {same}: {now} too")
    first = next(iter(history.series.periods), None)
    open_ = [one for one, way in ways.items() if way == "unknown" and one != first]
    if open_ or not is_whole or not when:
        return sentence.assertion(*place, None, f"{change.told}; the series does not tell all")
    return sentence.assertion(
        *place, True, f"{change.told}, {now}; not so from {when[-1]} to {when[0]}"
    )


def _between(history: History, span: Span) -> tuple[list[Period], bool]:
    """The periods that lie between, the latest first, and whether the series reaches so far."""
    every = list(history.earlier())
    if span.since is not None:
        between = [one for one in every if one.years[-1] > span.since]
        return between, any(one.years[0] <= span.since for one in every)
    if span.periods is not None:
        between = every[: span.periods - 1]
        return between, len(between) == span.periods - 1
    return every, True


def _running(
    sentence: Sentence, found: re.Match[str], change: Figure, mentions: Mentions
) -> Assertion:
    """Whether so many changes in a row, and no more, went this way."""
    place = found.span("phrase")
    history = History.of(change, mentions)
    now, wanted = _way_now(change, history), times_running(found)
    named = way_named(found["phrase"])
    if history is None or now == "unknown":
        return sentence.assertion(*place, None, change.told)
    ways = [(one, history.way(one)) for one in islice(history.earlier(), wanted)]
    other = next(
        ((one, way) for one, way in ways[: wanted - 1] if way not in {now, "unknown"}), None
    )
    because = f"{change.told}, {now}; " + ", ".join(f"{one}: {way}" for one, way in ways)
    if other is not None or named not in {None, now}:
        return sentence.assertion(*place, False, because)
    if len(ways) < wanted - 1 or any(way == "unknown" for _, way in ways[: wanted - 1]):
        return sentence.assertion(*place, None, because)
    is_longer = len(ways) == wanted and ways[-1][1] == now
    return sentence.assertion(*place, not is_longer, because)


def _better(sentence: Sentence, found: re.Match[str], change: Figure) -> Assertion:
    """Whether the change went to the better, or the worse."""
    place, now = found.span("phrase"), change.fact.quantity.direction
    better = change.series.better if change.series else ""
    if not better:
        return sentence.assertion(
            *place,
            None,
            f"whether more of {change.fact.id} is better is not declared (better: ...)",
        )
    if now == "unknown":
        return sentence.assertion(*place, None, change.told)
    is_better = now == ("up" if better == "higher" else "down")
    is_worse = now == ("down" if better == "higher" else "up")
    verdict = is_better if found["better"] else is_worse
    return sentence.assertion(*place, verdict, f"{change.told}, {now}; {better} is better")


def _record(sentence: Sentence, found: re.Match[str], mentions: Mentions) -> Assertion | None:
    place = found.span("phrase")
    amounts = tuple(one for one in sentence.figures if one.is_figure and not one.is_change)
    figure = sentence.nearest(*place, _not_left(sentence, place[0], amounts))
    if figure is None:
        return None
    if figure.is_rank:
        return _by_rank(sentence, found, figure, mentions)
    if len(amounts) > 1 and GAP.search(sentence.plain):
        return sentence.assertion(*place, None, "it may speak of the distance of two figures")
    history = History.of(figure, mentions)
    if history is None:
        return sentence.assertion(*place, None, f"{figure.told}, and no series of it is known")
    way = _way_of(found, history)
    if way is None:
        return sentence.assertion(
            *place,
            None,
            f"whether more of {figure.fact.id} is better is not declared (better: ...)",
        )
    if _is_of_a_deficit(sentence, found, figure):
        way = "down" if way == "up" else "up"
    return _against_history(sentence, place, figure, (history, span_in(found), way))


def _not_left(sentence: Sentence, start: int, amounts: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The amounts but those that were left: in ``rose to 5 from 4, the highest since 2015`` the record is that of 5."""
    return tuple(
        one
        for place, one in enumerate(amounts)
        if not (
            place
            and amounts[place - 1].end <= one.start < start
            and LEFT.search(sentence.words_before(one.start)[0])
        )
    )


def _is_of_a_deficit(sentence: Sentence, found: re.Match[str], figure: Figure) -> bool:
    """Whether a record is one of a deficit that is told as a value below zero: the largest is the lowest value."""
    if figure.fact.quantity.direction != "down":
        return False
    if figure.series and SIDE_NOUN.search(figure.series.title):
        return False
    named = [*SIDE_OR_BALANCE.finditer(sentence.plain[: found.end("phrase")])]
    return bool(named) and named[-1]["below"] is not None


def _by_rank(
    sentence: Sentence, found: re.Match[str], figure: Figure, mentions: Mentions
) -> Assertion | None:
    """``the largest, ranking {{ rank }}``: true of the first, and of nobody else who is named right before it."""
    if not _is_high(found):
        return None
    verdict = None if figure.fact.quantity.value is None else figure.fact.quantity.value == 1
    told = figure.told
    named = next(
        (one for one in reversed(sentence.figures) if one.end <= found.start("phrase")), None
    )
    whose = {figure.fact.member, *figure.fact.ties}
    if (
        named
        and named.fact.member
        and HAS_IT.match(sentence.plain[named.end : found.start("phrase")])
    ):
        is_name = named.mention.text == mentions.language.name(named.fact.member)
        if verdict and is_name and named.fact.member not in whose:
            verdict, told = False, f"{told}, of {mentions.language.name(figure.fact.member or '')}"
    return sentence.assertion(*found.span("phrase"), verdict, told)


def _is_high(found: re.Match[str]) -> bool:
    return _says(found, "high")


def _says(found: re.Match[str], what: str) -> bool:
    """Whether one of the groups of that kind is in a match: ``high``, ``high2``, ..."""
    return any(word for name, word in found.groupdict().items() if name.startswith(what))


def _way_of(found: re.Match[str], history: History) -> str | None:
    """``up`` for the highest; of the best, what was declared to be better."""
    if _is_high(found) or found["record"]:
        return "up"
    if _says(found, "low"):
        return "down"
    better = history.series.better
    if not better:
        return None
    return "up" if (better == "higher") == _says(found, "best") else "down"


def _against_history(
    sentence: Sentence,
    place: tuple[int, int],
    figure: Figure,
    asked: tuple[History, Span, str],
) -> Assertion:
    """Whether no value so far back is as high, or as low."""
    history, span, way = asked
    when, is_whole = _between(history, span)
    now = figure.fact.quantity
    verdicts = {one: _surpasses(now, history, one, way) for one in when}
    as_much = next((one for one, verdict in verdicts.items() if verdict is False), None)
    if as_much is not None:
        fact = history.series.facts[as_much]
        told = amount(history.mentions.language, fact.quantity, fact.digits)
        return sentence.assertion(*place, False, f"{figure.told}; {as_much}: {told}")
    if not when or not is_whole or None in verdicts.values():
        return sentence.assertion(*place, None, f"{figure.told}; the series does not tell all")
    return sentence.assertion(
        *place, True, f"{figure.told}; none like it from {when[-1]} to {when[0]}"
    )


def _surpasses(now: Quantity, history: History, period: Period, way: str) -> bool | None:
    fact = history.series.at(period)
    if fact is None:
        return None
    return fact.quantity.is_less_than(now) if way == "up" else now.is_less_than(fact.quantity)
