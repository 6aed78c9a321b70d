"""Typed words on two rivals, held against both: ``overtook``, ``caught up with``, ``ahead of``.

Such a phrase stands between two mentions, of members or of their figures: the nearest after it, and
the nearest before it that has the same unit; or before both ("overtook Spain: 5 against 4"). Whether one was behind
before is read from the series of both, in the period that the sentence names ("since 2015", "in the last five years"),
else in the one before; where there is none, a true "is ahead now" leaves "overtook" undecided.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from briefing.brief.assertions.assertion import Assertion, Figure, History, Sentence
from briefing.brief.mentions import Mentions
from briefing.core.quantity import Quantity
from briefing.language.amounts import amount
from briefing.language.direction_words import PAIR
from briefing.language.history_words import Span, since_then
from briefing.language.rival_words import BOTH_AFTER, RIVALS, Rivalry

_CAUGHT_UP = Fraction(9, 10)
"""Who has so much of another's amount has caught up with it; so has who has all, and had less."""
_STATES = frozenset({Rivalry.AHEAD, Rivalry.BEHIND, Rivalry.LEVEL})
"""What is so now, whatever was before; that of two figures is judged with directions."""


def rivals_in(sentence: Sentence, mentions: Mentions) -> Iterator[Assertion]:
    """All phrases on two rivals that stand between their mentions, in order."""
    for rivalry, pattern in RIVALS:
        for found in pattern.finditer(sentence.plain):
            place = found.span("phrase")
            one, other = _both_after(sentence, place[1]) or _around(sentence, place)
            if one is None or other is None:
                continue
            if not one.compares_with(other) and rivalry in _STATES:
                continue
            if other.is_figure and rivalry in _STATES:
                continue  # a comparison of figures, which directions judge
            if found.groupdict().get("passive"):
                one, other = other, one
            yield _judged(sentence, place, rivalry, (one, other), mentions)


def _both_after(sentence: Sentence, end: int) -> tuple[Figure, Figure] | None:
    """The two figures that follow a phrase and are set against one another: ``overtook Spain: 5 against 4``."""
    after = [one for one in sentence.figures if one.start >= end][:2]
    if len(after) < len(("one", "other")) or not all(one.is_figure for one in after):
        return None
    one, other = after
    words = sentence.plain[end : one.start], sentence.plain[one.end : other.start]
    is_pair = BOTH_AFTER.match(words[0]) and PAIR.match(words[1])
    return (one, other) if is_pair and one.compares_with(other) else None


def _around(sentence: Sentence, place: tuple[int, int]) -> tuple[Figure | None, Figure | None]:
    """The mentions before and after a phrase."""
    other = next((f for f in sentence.figures if f.start >= place[1]), None)
    return _subject(sentence, place[0], other), other


def _subject(sentence: Sentence, end: int, other: Figure | None) -> Figure | None:
    """The nearest mention before a phrase that compares with the one after it, else the nearest."""
    before = [one for one in reversed(sentence.figures) if one.end <= end]
    alike = (one for one in before if other and one.compares_with(other))
    return next(alike, before[0] if before else None)


def _judged(
    sentence: Sentence,
    place: tuple[int, int],
    rivalry: Rivalry,
    pair: tuple[Figure, Figure],
    mentions: Mentions,
) -> Assertion:
    one, other = pair
    if not one.compares_with(other):
        because = f"{one.fact.id} and {other.fact.id} are not two amounts of one unit"
        return sentence.assertion(*place, None, because)
    language = mentions.language
    told = "; ".join(
        f"{f.fact.id} is {amount(language, f.fact.quantity, f.fact.digits)}" for f in pair
    )
    now = _is_so(rivalry, one, one.fact.quantity, other.fact.quantity)
    if rivalry in _STATES or now is not True:
        return sentence.assertion(*place, now, told)
    span = since_then(sentence.plain)
    was = [_value_before(f, mentions, span) for f in pair]
    if was[0] is None or was[1] is None:
        return sentence.assertion(*place, None, f"{told}; what they were before is not known")
    before = _leads(one, was[1], was[0])
    told += f"; {_then(one, mentions, span)}: " + ", ".join(amount(language, q) for q in was if q)
    if rivalry is Rivalry.CAUGHT_UP:
        if _leads(one, other.fact.quantity, one.fact.quantity) is False:
            return sentence.assertion(*place, before, told)
        was_so = _is_so(rivalry, one, was[0], was[1])
        return sentence.assertion(*place, None if was_so is None else not was_so, told)
    is_level = was[0].is_equal_to(was[1])
    return sentence.assertion(*place, before or is_level, told)


def _is_so(rivalry: Rivalry, figure: Figure, one: Quantity, other: Quantity) -> bool | None:
    if rivalry is Rivalry.LEVEL:
        return one.is_equal_to(other)
    if rivalry is Rivalry.BEHIND:
        return _leads(figure, other, one)
    if rivalry is Rivalry.CAUGHT_UP and not figure.is_rank:
        if one.value is None or other.value is None:
            return None
        return one.value >= _CAUGHT_UP * other.value
    return _leads(figure, one, other)


def _leads(figure: Figure, one: Quantity, other: Quantity) -> bool | None:
    """Whether one is ahead: by more, or by the smaller number of a rank."""
    return one.is_less_than(other) if figure.is_rank else other.is_less_than(one)


def _value_before(figure: Figure, mentions: Mentions, span: Span | None) -> Quantity | None:
    """The value of the same member in the period that the sentence looks back to, else in the one before."""
    history = History.of(figure, mentions)
    when = history.period_since(span) if history else None
    fact = history.series.at(when) if history and when else None
    if fact is None or fact.member != figure.fact.member:
        return None
    return fact.quantity


def _then(figure: Figure, mentions: Mentions, span: Span | None) -> str:
    """Which period that was: ``2020``, or ``before``."""
    history = History.of(figure, mentions)
    return str(history.period_since(span)) if history and span else "before"
