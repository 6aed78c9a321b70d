"""Typed words on the distance of two figures, held against what it was: ``came closer``, ``the gap widened``.

They speak of the two amounts of one unit in their sentence, against the period that it names ("since 2015"), else the
one before. Where a sentence has no two such amounts, or more, they are undecided.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefing.brief.assertions.assertion import Assertion, Figure, History, Sentence
from briefing.brief.mentions import Mentions
from briefing.core.quantity import Quantity
from briefing.language.amounts import amount
from briefing.language.gap_words import CLOSER_OR_APART
from briefing.language.history_words import Span, since_then


def gaps_in(sentence: Sentence, mentions: Mentions) -> Iterator[Assertion]:
    """All words of a sentence that say that two came closer or drew apart."""
    for found in CLOSER_OR_APART.finditer(sentence.plain):
        place = found.span("phrase")
        amounts = [one for one in sentence.figures if one.is_figure and not one.is_change]
        pair = [one for one in amounts if one.compares_with(amounts[0]) or one is amounts[0]]
        if len(pair) != len(("one", "other")):
            yield sentence.assertion(*place, None, "it names no two figures that it could mean")
            continue
        yield _judged(
            sentence, place, (pair[0], pair[1]), mentions, is_closer=bool(found["closer"])
        )


def _judged(
    sentence: Sentence,
    place: tuple[int, int],
    pair: tuple[Figure, Figure],
    mentions: Mentions,
    *,
    is_closer: bool,
) -> Assertion:
    told = f"{pair[0].told}, {pair[1].told}"
    span = since_then(sentence.plain)
    then = [_then(one, mentions, span) for one in pair]
    now = [one.fact.quantity for one in pair]
    values = [one.value if one else None for one in (*now, *then)]
    one, other, was, other_was = values
    if one is None or other is None or was is None or other_was is None:
        return sentence.assertion(*place, None, f"{told}; what they were before is not known")
    gap, gap_before = abs(one - other), abs(was - other_was)
    told += "; before: " + ", ".join(amount(mentions.language, each) for each in then if each)
    verdict = gap < gap_before if is_closer else gap > gap_before
    return sentence.assertion(*place, verdict, told)


def _then(figure: Figure, mentions: Mentions, span: Span | None) -> Quantity | None:
    """The value of the period that the sentence looks back to."""
    history = History.of(figure, mentions)
    when = history.period_since(span) if history else None
    fact = history.series.at(when) if history and when else None
    return fact.quantity if fact else None
