"""Movements of a series since the period before: what they are, and how a sentence tells them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from statistics import median

from briefing.analysis.findings.candidates import Candidate, Direction, Subject, Words, certainty_of
from briefing.core.expression import derive
from briefing.core.fact import Fact
from briefing.core.lags import NoRelative, relative
from briefing.core.nature import Nature
from briefing.core.period import ROLLING, Frequency, Period
from briefing.core.problems import QuantityError
from briefing.language import english

_EARLIER = {
    Frequency.QUARTERLY: "quarter",
    Frequency.SPLIT_QUARTER: "quarter",
    Frequency.FISCAL_QUARTER: "quarter",
    Frequency.MONTHLY: "month",
    Frequency.WEEKLY: "week",
    Frequency.WEEK_ENDING: "week",
}
_NOUNS = {
    Frequency.HALF_YEARLY: "half-year",
    Frequency.SPLIT_HALF: "half-year",
    Frequency.FISCAL_HALF: "half-year",
    Frequency.DAILY: "day",
}
RECENT = 8
"""How many of the latest changes tell whether a series always moves the same way."""


def movement(subject: Subject) -> tuple[Direction, Fact, Fact, Fact] | None:
    """Direction, the value before, the difference and the change; ``None`` where nothing moved."""
    if subject.now.quantity.unit.code == "rank" or subject.series.nature is Nature.CHANGE:
        return None
    try:
        before = relative(subject.series, subject.now, "before")
        difference = relative(subject.series, subject.now, "difference")
    except NoRelative:
        return None
    where = english.direction(difference.quantity)
    if where not in {"up", "down"} or before.member != subject.now.member:
        return None  # a place in a ranking may be another member's
    try:
        change = relative(subject.series, subject.now, "change")
    except NoRelative:
        change = difference
    return ("up" if where == "up" else "down"), before, difference, change


def novelty(subject: Subject, change: Fact) -> float:
    """From one half for a usual change to one for a change twice as large as usual."""
    past: list[Fraction] = []
    for fact in subject.series.until(subject.period)[:-1]:
        try:
            step = relative(subject.series, fact, "change").quantity.value or Fraction(0)
            past.append(abs(step))
        except (NoRelative, QuantityError):
            continue
    value = change.quantity.value
    usual = median(past) if past else Fraction(0)
    if not usual or value is None:
        return 1.0
    return 0.5 + 0.5 * min(1.0, float(abs(value) / usual) / 2)


def past_differences(subject: Subject) -> list[Fact]:
    """The changes of every period before, where they can be told."""
    found = []
    for fact in subject.series.until(subject.period)[:-1]:
        try:
            found.append(relative(subject.series, fact, "difference"))
        except NoRelative:
            continue
    return found


def steadiness(subject: Subject, where: str) -> float:
    """The share of the latest changes that went the same way: a record every year is none."""
    past = past_differences(subject)[-RECENT:]
    same = sum(english.direction(one.quantity) == where for one in past)
    return same / len(past) if len(past) >= RECENT else 0.0


def sizes(differences: list[Fact]) -> Iterator[Fact]:
    """The changes without their signs, as facts."""
    for one in differences:
        yield derive(
            id=f"{one.id}.size",
            title=f"{one.title}, in size",
            calculator="size",
            formula="abs(step)",
            inputs={"step": one},
            period=one.period,
        )


def change_sentences(
    subject: Subject, before: Fact, difference: Fact, change: Fact
) -> tuple[Words, ...]:
    """The movement as a sentence, in two orders."""
    return tuple(one.say(".") for one in change_clauses(subject, before, difference, change))


def change_clauses(
    subject: Subject, before: Fact, difference: Fact, change: Fact, *, absolute: bool = False
) -> tuple[Words, ...]:
    """The movement as the beginning of a sentence, in two orders."""
    percent = change.quantity if is_relative(subject, change) else None
    verb = english.verb(difference.quantity, percent)
    told = difference if absolute else change
    size = english.size_of(told.quantity, told.digits)
    says_size = any(word in verb for word in ("doubled", "tripled", "quadrupled", "halved"))
    when, then = english.period_label(subject.period), when_before(before)

    def tail(words: Words) -> Words:
        words.word(difference, verb)
        if absolute:
            words.say(" by ").figure(told, size)
        elif not says_size:
            words.say(" ").figure(told, size)
        return words.say(" to ").figure(subject.now)

    first = tail(Words().say(f"{subject.title} ")).say(" in ").word(subject.now, when)
    second = tail(
        Words().say("In ").word(subject.now, when).say(f", {english.within(subject.title)} ")
    )
    for words in (first, second):
        words.say(", from ").bare(before).say(" ").word(before, then)
    return first, second


def is_relative(subject: Subject, change: Fact) -> bool:
    """Whether a change is told in percent of the value before, not in the figure's own unit."""
    return change.quantity.unit.is_percent and not subject.now.quantity.unit.is_percent


def candidate(
    subject: Subject,
    detector: str,
    sentences: tuple[Words, ...],
    facts: tuple[Fact, ...],
    size: float,
    because: str,
    direction: Direction = "none",
) -> Candidate:
    """A candidate about one series, with the certainty of its facts."""
    return Candidate(
        detector=detector,
        subject=subject.key,
        topic=topic_of(subject),
        sentences=tuple(one.made() for one in sentences),
        facts=facts,
        size=size,
        weight=subject.weight,
        because=because,
        direction=direction,
        name=subject.name,
        certainty=certainty_of(facts),
    )


def topic_of(subject: Subject) -> str:
    """Members of a panel are one topic; of others, those whose titles begin alike: prices, imports."""
    if subject.panel is not None:
        return subject.panel.id
    words = [word for word in subject.now.title.casefold().split() if "." not in word]
    return words[0] if words else str(subject.key)


def is_beyond(fact: Fact, limit: Fraction, where: str, *, before: bool = False) -> bool:
    """Whether a figure surely lies on the far side of a limit; ``before``, on the near side."""
    bounds = fact.quantity.bounds
    above = bounds.low is not None and (
        bounds.low > limit or (bounds.low == limit and bounds.low_open)
    )
    below = bounds.high is not None and bounds.high < limit
    is_up = (where == "up") is not before
    return above if is_up else below


def when_before(before: Fact) -> str:
    """When the value before was: ``in 2023``, ``a quarter earlier``."""
    period = period_of(before)
    if period.step <= 1 and period.frequency in _EARLIER:
        return f"a {_EARLIER[period.frequency]} earlier"
    return f"in {english.period_label(period)}"


def period_of(fact: Fact) -> Period:
    """The period of a fact that has one."""
    assert fact.period is not None
    return fact.period


def period_noun(subject: Subject) -> str:
    """``year``, ``quarter`` or ``month``; ``period`` for what rolls or lies apart."""
    frequency = subject.period.frequency
    if frequency in ROLLING or subject.period.step > 1:
        return "period"
    return _EARLIER.get(frequency) or _NOUNS.get(frequency, "year")


def periods_of(subject: Subject, count: int) -> str:
    """The noun for so many periods: ``years``."""
    noun = period_noun(subject)
    return noun if count == 1 else f"{noun}s"
