"""Detectors that look back: records, turns, changes far outside of the usual.

Each is a function from a subject to the candidates that it finds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from statistics import median
from typing import Literal

from briefing.analysis.findings.candidates import Candidate, Subject, figure, size_of_change, word
from briefing.analysis.findings.movements import (
    WINDOW,
    candidate,
    change_clauses,
    going_on,
    is_from_tiny_base,
    kin,
    movement,
    past_change_values,
    past_changes,
    per_period,
    periods_of,
    size_of_plain,
    sizes,
    steadiness,
    weightiness,
)
from briefing.core.expression import derive
from briefing.core.fact import Fact
from briefing.core.frequency import PARTS
from briefing.core.lags import NoRelative
from briefing.core.period import Period
from briefing.core.title import Title

_FEWEST_FOR_RECORD = 5
FEWEST_FOR_OUTLIER = 8
OUTLYING = 3.5
TO_SIGMA = 1.4826
_FAR_MORE = 2
"""How many times the usual change one must be to be "by far more": a fall of 4% among rises of 6% is not."""
_STEADY = 0.75
"""From which share of latest changes the same way on a record is what happens every year."""
_WEEKS = 52
_SHORTEST_RUN = 2
_MORE_TOLD = 0.05
"""By how much a sentence that tells a record or a turn beside the change comes before it."""


def records(subject: Subject) -> Iterator[Candidate]:
    """The highest or lowest value of the window, of at least five values, and clearly so."""
    moved = movement(subject)
    if moved is None or subject.now.quantity.value is None:
        return
    where, before, difference, change = moved
    others, end, since = _surpassed(subject, where)
    if len(others) < _fewest(subject) - 1:
        return
    language = subject.language
    title = Title("rank_in_time", {"measure": subject.measure, "count": len(others) + 1})
    rank = derive(
        id=f"{subject.now.id}.rank_in_time",
        title=language.title(title),
        calculator="rank in time",
        formula="rank(one, others)",
        inputs={"one": subject.now, "others": others},
        period=subject.period,
    )
    degree = "highest" if where == "up" else "lowest"
    words = language.term(f"finding.{degree}{_END_WORDS[end]}", since=since)
    size = 0.3 + 0.5 * min(1.0, len(others) / 40) + 0.3 * size_of_change(change)
    steady = steadiness(subject, where)
    size *= 1 - 0.7 * steady
    size *= weightiness(subject, before, change)
    is_tiny = is_from_tiny_base(subject, before, change)
    if steady < _STEADY:
        size = max(size, _MORE_TOLD + size_of_plain(subject, before, change))
    clauses = change_clauses(subject, before, difference, change, absolute=is_tiny)
    yield candidate(
        subject,
        "record",
        going_on(subject, clauses, "finding.record", record=word(rank, words)),
        (subject.now, before, difference, change, rank),
        min(1.0, size),
        language.term("because.record", record=words),
        where,
    )


def _fewest(subject: Subject) -> int:
    """Values that a record needs: of what has a season, all those of two years and one more."""
    if not subject.series.on_year:
        return _FEWEST_FOR_RECORD
    return 2 * PARTS.get(subject.period.frequency, _WEEKS) + 1


_End = Literal["surpassed", "unknown", "all"]
_END_WORDS: Mapping[_End, str] = {"surpassed": "", "unknown": "_at_least", "all": "_of_all"}


def _surpassed(subject: Subject, where: str) -> tuple[tuple[Fact, ...], _End, Period]:
    """The periods just before, back to the first that is not surely below (above) the value now.

    And what ended them: a value that is as high (low), one of which nobody knows what it was, or the
    beginning of the data. And since when the value is a record: "the highest since 2019" says that it was
    as high then, so it is the period of that value; else the first of those that are below.
    """
    found: list[Fact] = []
    end: _End = "all"
    now, period = subject.now.quantity, subject.period.shifted(-1)
    first = subject.series.periods[0]
    while period >= first:
        fact = subject.series.at(period)
        if fact is None:
            end = "unknown"
            break
        one, other = (fact.quantity, now) if where == "up" else (now, fact.quantity)
        verdict = one.is_less_than(other)
        if verdict is not True:
            end = "surpassed" if verdict is False else "unknown"
            break
        found.append(fact)
        period = period.shifted(-1)
    since = period if end == "surpassed" or not found else found[-1].period
    return tuple(reversed(found)), end, since or period


def turns(subject: Subject) -> Iterator[Candidate]:
    """A rise after falls, or a fall after rises, of two periods or more."""
    moved = movement(subject)
    if moved is None:
        return
    where, before, difference, change = moved
    run = []
    over = subject.series.over
    period = subject.period.preceding(over)
    while (fact := subject.series.at(period)) is not None:
        try:
            step = kin(subject, fact, "difference")
        except NoRelative:
            break
        if step.quantity.direction != {"up": "down", "down": "up"}[where]:
            break
        run.append(step)
        period = period.preceding(over)
    if len(run) < _SHORTEST_RUN:
        return
    periods = periods_of(subject, len(run))
    words = subject.language.term(f"finding.turn_{where}", periods=periods)
    is_tiny = is_from_tiny_base(subject, before, change)
    clauses = change_clauses(subject, before, difference, change, absolute=is_tiny)
    size = 0.35 + 0.04 * len(run) + 0.35 * size_of_change(change)
    size *= weightiness(subject, before, change)
    size = max(size, _MORE_TOLD + size_of_plain(subject, before, change))
    yield candidate(
        subject,
        "turn",
        going_on(subject, clauses, "finding.turn", turn=word(run[-1], words)),
        (subject.now, before, difference, change, *run),
        min(1.0, size),
        subject.language.term("because.turn", turn=words),
        where,
    )


def outliers(subject: Subject) -> Iterator[Candidate]:
    """A change far outside of the usual: modified z-score above 3.5 (Iglewicz and Hoaglin, 1993)."""
    moved = movement(subject)
    if moved is None:
        return
    if subject.period.among:
        return  # changes over unlike times have nothing usual
    where, before, difference, change = moved
    steps = past_change_values(subject)
    if len(steps) < FEWEST_FOR_OUTLIER or change.quantity.value is None:
        return
    middle = median(steps)
    spread = median(abs(one - middle) for one in steps)
    if not spread:
        return
    score = abs(float(change.quantity.value - middle)) / (TO_SIGMA * float(spread))
    usual_size = median(map(abs, steps))
    if score < OUTLYING or abs(change.quantity.value) < _FAR_MORE * usual_size:
        return
    past = [one for one in past_changes(subject, WINDOW) if one.quantity.value is not None]
    language = subject.language
    typical = derive(
        id=f"{subject.now.id}.usual_step",
        title=language.title(Title("usual_step", {"measure": subject.measure})),
        calculator="median of changes",
        formula="median(steps)",
        inputs={"steps": tuple(sizes(language, past))},
        period=subject.period,
    )
    clauses = change_clauses(subject, before, difference, change, with_size=True)
    usual, per = figure(language, typical), per_period(subject)
    yield candidate(
        subject,
        "outlier",
        going_on(subject, clauses, "finding.outlier", usual=usual, per=per, count=len(past)),
        (subject.now, before, difference, change, typical),
        min(1.0, 0.6 + score / 50),
        language.term("because.outlier", times=language.number(Fraction(round(score * 10), 10), 1)),
        where,
    )
