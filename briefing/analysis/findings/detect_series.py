"""Detectors that look at one series: changes, records, turns, crossings, outliers, bounds, gaps.

Each is a function from a subject to the candidates that it finds; the table at the end is the family.
A movement that the rounding of the figures could hide is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from statistics import median

from briefing.analysis.findings.candidates import (
    Candidate,
    Subject,
    Words,
    size_of_change,
)
from briefing.analysis.findings.movements import (
    candidate,
    change_clauses,
    change_sentences,
    is_beyond,
    movement,
    novelty,
    past_differences,
    period_noun,
    periods_of,
    sizes,
    steadiness,
    when_before,
)
from briefing.core.expression import derive
from briefing.core.fact import Derivation, Fact
from briefing.core.lags import NoRelative, relative
from briefing.core.quantity import Quantity
from briefing.language import english
from briefing.language.numbers import format_number

Detector = Callable[[Subject], Iterator[Candidate]]
_FEWEST_FOR_RECORD = 4
_FEWEST_FOR_OUTLIER = 8
_OUTLYING = 3.5
_TO_SIGMA = 1.4826
_MUCH = 2
_SHORT = 5


def changes(subject: Subject) -> Iterator[Candidate]:
    """A rise or fall since the period before; its size against doubling and its own history."""
    moved = movement(subject)
    if moved is None:
        return
    where, before, difference, change = moved
    if before.quantity.value is None:
        return
    size = size_of_change(change) * novelty(subject, change)
    yield candidate(
        subject,
        "change",
        change_sentences(subject, before, difference, change),
        (subject.now, before, difference, change),
        size,
        f"it moved by {english.size_of(change.quantity, change.digits)}",
        where,
    )


def records(subject: Subject) -> Iterator[Candidate]:
    """The highest or lowest value of the window, of at least four values, and clearly so."""
    moved = movement(subject)
    if moved is None or subject.now.quantity.value is None:
        return
    where, before, difference, change = moved
    others = _surpassed(subject, where)
    if len(others) < _FEWEST_FOR_RECORD - 1:
        return
    degree = "highest" if where == "up" else "lowest"
    first = min(one.period for one in others if one.period)
    rank = derive(
        id=f"{subject.now.id}.rank_in_time",
        title=f"Rank of {subject.measure} among {len(others) + 1} periods",
        calculator="rank in time",
        formula="rank(one, others)",
        inputs={"one": subject.now, "others": others},
        period=subject.period,
    )
    since = english.short_period(first)
    words = f"the {degree} since {'' if len(others) >= _SHORT else 'at least '}{since}"
    size = 0.45 + 0.35 * min(1.0, len(others) / 40) + 0.15 * size_of_change(change)
    size *= 1 - 0.7 * steadiness(subject, where)
    yield candidate(
        subject,
        "record",
        tuple(
            one.say(", ").word(rank, words).say(".")
            for one in change_clauses(subject, before, difference, change)
        ),
        (subject.now, before, difference, change, rank),
        size,
        f"it is {words}",
        where,
    )


def _surpassed(subject: Subject, where: str) -> tuple[Fact, ...]:
    """The periods just before, back to the first that is not surely below (above) the value now.

    A withheld or missing one ends them: nobody knows what it was. There are none where a known one
    does, as then the value is no record of the whole window.
    """
    found: list[Fact] = []
    now, period = subject.now.quantity, subject.period.shifted(-1)
    while (fact := subject.series.at(period)) is not None:
        one, other = (fact.quantity, now) if where == "up" else (now, fact.quantity)
        verdict = one.is_less_than(other)
        if verdict is False:
            return ()
        if verdict is None:
            break
        found.append(fact)
        period = period.shifted(-1)
    return tuple(reversed(found))


def turns(subject: Subject) -> Iterator[Candidate]:
    """A rise after falls, or a fall after rises, of two periods or more."""
    moved = movement(subject)
    if moved is None:
        return
    where, before, difference, change = moved
    run = []
    period = subject.period.shifted(-1)
    while (fact := subject.series.at(period)) is not None:
        try:
            step = relative(subject.series, fact, "difference")
        except NoRelative:
            break
        if english.direction(step.quantity) != {"up": "down", "down": "up"}[where]:
            break
        run.append(step)
        period = period.shifted(-1)
    if len(run) < _MUCH:
        return
    count = english.cardinal(Fraction(len(run)))
    noun = periods_of(subject, len(run))
    words = f"after {'falling' if where == 'up' else 'rising'} for {count} {noun}"
    yield candidate(
        subject,
        "turn",
        tuple(
            one.say(", ").word(run[-1], words).say(".")
            for one in change_clauses(subject, before, difference, change)
        ),
        (subject.now, before, difference, change, *run),
        min(1.0, 0.4 + 0.06 * len(run) + 0.35 * size_of_change(change)),
        f"the trend turned {words}",
        where,
    )


def crossings(subject: Subject) -> Iterator[Candidate]:
    """A figure that crossed a declared value, or a percentage a half or two thirds, since before."""
    moved = movement(subject)
    if moved is None:
        return
    where, before, difference, change = moved
    for limit, name in _limits(subject):
        if not (
            is_beyond(before, limit, where, before=True) and is_beyond(subject.now, limit, where)
        ):
            continue
        verb = "rose above" if where == "up" else "fell below"
        words = (
            Words()
            .say(f"{subject.title} ")
            .word(difference, f"{verb} {name}")
            .say(" in ")
            .word(subject.now, english.period_label(subject.period))
            .say(": ")
            .figure(subject.now)
            .say(" after ")
            .bare(before)
            .say(".")
        )
        facts = (subject.now, before, difference, change)
        reason = f"it crossed {name}"
        yield candidate(subject, "threshold", (words,), facts, 0.8, reason, where)


def _limits(subject: Subject) -> Iterator[tuple[Fraction, str]]:
    """The values to look at, in words: those that the author declares, then the standard ones."""
    unit = subject.now.quantity.unit
    for declared in subject.thresholds:
        yield declared, english.amount(Quantity.exact(declared, unit))
    title = subject.title.lower()
    if unit.is_percent and "growth" not in title and "change" not in title:
        yield Fraction(50), "half"
        yield Fraction(200, 3), "two-thirds"


def outliers(subject: Subject) -> Iterator[Candidate]:
    """A change far outside of the usual: modified z-score above 3.5 (Iglewicz and Hoaglin, 1993)."""
    moved = movement(subject)
    if moved is None:
        return
    where, before, difference, change = moved
    past = past_differences(subject)
    if len(past) < _FEWEST_FOR_OUTLIER or difference.quantity.value is None:
        return
    steps = [one.quantity.value for one in past if one.quantity.value is not None]
    middle = median(steps)
    spread = median(abs(one - middle) for one in steps)
    if not spread:
        return
    score = abs(float(difference.quantity.value - middle)) / (_TO_SIGMA * float(spread))
    if score < _OUTLYING:
        return
    typical = derive(
        id=f"{subject.now.id}.usual_step",
        title=f"Median change in {subject.measure}, in size",
        calculator="median of changes",
        formula="median(steps)",
        inputs={"steps": tuple(sizes(past))},
        period=subject.period,
        digits=subject.now.digits,
    )
    words = "by far more than the usual "
    yield candidate(
        subject,
        "outlier",
        tuple(
            one.say(f", {words}").figure(typical).say(f" a {period_noun(subject)}.")
            for one in change_clauses(subject, before, difference, change, absolute=True)
        ),
        (subject.now, before, difference, change, typical),
        min(1.0, 0.6 + score / 50),
        f"the change is {format_number(Fraction(round(score * 10), 10), 1)} times the usual spread",
        where,
    )


def bounds_lifted(subject: Subject) -> Iterator[Candidate]:
    """A figure where only a bound was published before: ``>95`` and now 80."""
    moved = movement(subject)
    if moved is None:
        return
    where, before, difference, change = moved
    if before.quantity.value is not None or not before.quantity.tells_something:
        return
    words = (
        Words()
        .say(f"{subject.title} ")
        .word(difference, "rose" if where == "up" else "fell")
        .say(" to ")
        .figure(subject.now)
        .say(" in ")
        .word(subject.now, english.period_label(subject.period))
        .say(", from ")
        .figure(before)
        .say(" ")
        .word(before, when_before(before))
        .say(".")
    )
    facts = (subject.now, before, difference, change)
    size = 0.6 + 0.4 * size_of_change(change)
    yield candidate(
        subject, "bound lifted", (words,), facts, size, "a bound became a figure", where
    )


def accelerations(subject: Subject) -> Iterator[Candidate]:
    """Growth that doubled or halved against that of the period before, in one direction."""
    moved = movement(subject)
    earlier = subject.series.at(subject.period.shifted(-1))
    if moved is None or earlier is None or not moved[3].quantity.unit.is_percent:
        return
    where, before, difference, change = moved
    try:
        past = relative(subject.series, earlier, "change")
    except NoRelative:
        return
    now, then = change.quantity.value, past.quantity.value
    same = english.direction(past.quantity) == where
    if now is None or then is None or not then or not same:
        return
    faster = abs(now) >= _MUCH * abs(then)
    slower = abs(now) * _MUCH <= abs(then)
    if not (faster or slower) or max(abs(now), abs(then)) < 5:  # noqa: PLR2004
        return
    noun = "growth" if where == "up" else "decline"
    verb = "gathered pace" if faster else "slowed"
    words = (
        Words()
        .say(f"The {noun} in {english.within(subject.title)} ")
        .word(change, verb)
        .say(" to ")
        .figure(change, english.size_of(change.quantity, change.digits))
        .say(" in ")
        .word(subject.now, english.period_label(subject.period))
        .say(", from ")
        .figure(past, english.size_of(past.quantity, past.digits))
        .say(" ")
        .word(past, when_before(past))
        .say(".")
    )
    facts = (subject.now, before, difference, change, past)
    size = 0.25 + 0.5 * size_of_change(change if faster else past) * 0.8
    yield candidate(subject, "acceleration", (words,), facts, size, f"its {noun} {verb}", where)


def gaps(subject: Subject) -> Iterator[Candidate]:
    """How far a figure stands from its declared target (a metric of the kind ``gap``)."""
    origin = subject.now.origin
    if not isinstance(origin, Derivation) or origin.calculator != "gap":
        return
    value = origin.inputs.get("now")
    where = english.direction(subject.now.quantity)
    if not isinstance(value, Fact) or where not in {"up", "down"}:
        return
    words = (
        Words()
        .say(f"{value.title} stands at ")
        .figure(value)
        .say(" in ")
        .word(value, english.period_label(subject.period))
        .say(", ")
        .figure(subject.now, english.size_of(subject.now.quantity, subject.now.digits))
        .say(" above" if where == "up" else " below")
        .say(" its target.")
    )
    facts = (subject.now, value)
    yield candidate(subject, "gap to target", (words,), facts, 0.7, "a target is declared")


def divergences(one: Subject, other: Subject) -> Iterator[Candidate]:
    """Two series whose changes usually agree in direction, and now do not."""
    mine, theirs = movement(one), movement(other)
    if mine is None or theirs is None or mine[0] == theirs[0]:
        return
    theirs_then = {fact.period: fact for fact in past_differences(other)}
    pairs = [
        (english.direction(fact.quantity), english.direction(theirs_then[fact.period].quantity))
        for fact in past_differences(one)
        if fact.period in theirs_then
    ]
    told = [pair for pair in pairs if set(pair) <= {"up", "down"}]
    agreed = sum(a == b for a, b in told)
    if len(told) < _FEWEST_FOR_OUTLIER or agreed / len(told) < 0.8:  # noqa: PLR2004
        return
    words = (
        Words()
        .say(f"{one.title} ")
        .word(mine[2], "rose" if mine[0] == "up" else "fell")
        .say(" in ")
        .word(one.now, english.period_label(one.period))
        .say(f" while {english.within(other.title)} ")
        .word(theirs[2], "rose" if theirs[0] == "up" else "fell")
        .say(", though the two usually move together: to ")
        .figure(one.now)
        .say(" and ")
        .figure(other.now)
        .say(".")
    )
    facts = (one.now, other.now, mine[2], theirs[2])
    reason = f"they agreed in {agreed} of {len(told)} earlier changes"
    yield candidate(one, "divergence", (words,), facts, 0.6, reason)


SERIES_DETECTORS: tuple[Detector, ...] = (
    changes,
    records,
    turns,
    crossings,
    outliers,
    bounds_lifted,
    accelerations,
    gaps,
)
"""The family, in the order in which ties are settled."""
