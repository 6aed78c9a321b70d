"""From when a change is counted, held against the words beside it: ``rose 5% on the year``.

A change by a fact knows the two periods that it compares. Words right after it, or at the head of its
clause, may say another: ``{{ calls.moved }} on the year`` of a monthly figure is counted on the month
unless ``moved_on_year`` says otherwise; ``since last March`` names a moment, ``over the past decade`` a length. So may those after a figure of then: ``{{ x.before }} a year
earlier``. What the periods leave open is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.brief.assertions.assertion import Assertion, Figure, Sentence
from briefing.core.fact import Derivation, Fact
from briefing.core.frequency import OF_DAYS, Frequency
from briefing.core.period import Period
from briefing.language.direction_words import WENT_TO
from briefing.language.lag_words import (
    BEFORE_CHANGE,
    BEHIND_CHANGE,
    CAME_TO,
    CLAUSE_ENDS,
    EARLIER,
    LAG,
    OPENS,
    month_named,
    unit_of_lag,
)
from briefing.language.moment_words import MOMENT, moment_of

_MONTHS = {"month": 1, "quarter": 3, "half-year": 6}
_DAYS = {"week": 7, "day": 1}


@dataclass(frozen=True, slots=True)
class _Change:
    """A change that a text tells: the figure that tells it, its period and the one that it is counted from."""

    figure: Figure
    now: Period
    then: Period


def named_lags_in(sentence: Sentence) -> Iterator[Assertion]:
    """All words of a sentence that say from when a change or a figure of then is."""
    for found in LAG.finditer(sentence.plain):
        if change := _told_before(sentence, found) or _told_after(sentence, found):
            yield from _judged(sentence, found, 0, change)
    for found in MOMENT.finditer(sentence.plain):
        if change := _told_before(sentence, found) or _told_after(sentence, found):
            yield from _judged_moment(sentence, found, change)
    for figure in sentence.figures:
        bare = EARLIER.match(sentence.plain[figure.end :])
        if bare and (change := _of_then(sentence, figure)):
            yield from _judged(sentence, bare, figure.end, change)


def _judged_moment(
    sentence: Sentence, found: re.Match[str], change: _Change
) -> Iterator[Assertion]:
    moment = moment_of(found)
    verdict = moment.fits(change.then, change.now) if moment else None
    if verdict is not None:
        own = change.figure.fact.id.rpartition(".")[0] or change.figure.fact.id
        because = f"{change.figure.told}, counted from {change.then}"
        if verdict is False:
            because += (
                f"; a change since then is a metric of its own: {{change: {own}, since: ...}}"
            )
        yield sentence.assertion(*found.span("phrase"), verdict, because)


def _judged(
    sentence: Sentence, found: re.Match[str], since: int, change: _Change
) -> Iterator[Assertion]:
    verdict = _agrees(found, change)
    if verdict is not None:
        start, end = found.span("phrase")
        fact = change.figure.fact
        is_then = fact.period == change.then
        because = f"{change.figure.told}, {'of' if is_then else 'counted from'} {change.then}"
        if verdict is False and unit_of_lag(found) == "year":
            own = fact.id.rpartition(".")[0] or fact.id
            kin = "year_before" if is_then else "moved_on_year or .change_on_year"
            because += f"; a year back looks {own}.{kin}"
        yield sentence.assertion(since + start, since + end, verdict, because)


def _told_before(sentence: Sentence, found: re.Match[str]) -> _Change | None:
    """The change right before the words, or the one that led to the figure there."""
    start = found.start("phrase")
    earlier = [one for one in sentence.figures if one.end <= start]
    if not earlier or not BEHIND_CHANGE.match(sentence.plain[earlier[-1].end : start]):
        return None
    last = earlier[-1]
    if change := _change_of(last):
        return change
    if not earlier[:-1]:
        return None
    one = earlier[-2]
    between = sentence.plain[one.end : last.start]
    change = _change_of(one)
    if change and CAME_TO.match(between) and change.now == last.fact.period:
        return change
    return _pair(one, last) if WENT_TO.match(between) else None


def _told_after(sentence: Sentence, found: re.Match[str]) -> _Change | None:
    """The change right after the words, or the first of the clause that they open."""
    end = found.end("phrase")
    later = [one for one in sentence.figures if one.start >= end]
    is_open = OPENS.search(sentence.plain[: found.start("phrase")])
    for place, one in enumerate(later):
        between = sentence.plain[end : one.start]
        if CLAUSE_ENDS.search(between) or not (is_open or BEFORE_CHANGE.match(between)):
            return None
        if change := _change_of(one):
            return change
        for other in later[place + 1 : place + 2]:
            if WENT_TO.match(sentence.plain[one.end : other.start]):
                return _pair(one, other)
    return None


def _change_of(figure: Figure) -> _Change | None:
    """What a change compares: a value with an earlier one of its own series."""
    origin = figure.fact.origin
    inputs = origin.inputs if isinstance(origin, Derivation) and figure.is_change else {}
    if inputs.keys() != {"now", "before"}:
        return None
    now, then = inputs["now"], inputs["before"]
    if not (isinstance(now, Fact) and isinstance(then, Fact) and now.period and then.period):
        return None
    return _Change(figure, now.period, then.period)


def _pair(one: Figure, other: Figure) -> _Change | None:
    """Two figures of one series: ``from 5 to 4``."""
    if not (one.is_figure and other.is_figure and _are_of_one_series(one, other)):
        return None
    then, now = one.fact.period, other.fact.period
    return _Change(other, now, then) if then and now and then < now else None


def _of_then(sentence: Sentence, figure: Figure) -> _Change | None:
    """A figure of an earlier period, and the later one that it is set against: of the sentence, or the current one."""
    then, series = figure.fact.period, figure.series
    if not figure.is_figure or figure.is_change or series is None or then is None:
        return None
    alike = [one.fact.period for one in sentence.figures if _are_of_one_series(one, figure)]
    later = [one for one in (*alike, series.current) if one and then < one]
    return _Change(figure, later[0], then) if later else None


def _are_of_one_series(one: Figure, other: Figure) -> bool:
    if one.is_change or other.is_change or one.series is None or other.series is None:
        return False
    return one.series.id == other.series.id and one.fact.member == other.fact.member


def _agrees(found: re.Match[str], change: _Change) -> bool | None:
    """Whether a change is counted from when the words say; none where they leave it open."""
    now, then = change.now, change.then
    unit = unit_of_lag(found)
    if not unit:
        year, month = int(found["since"]), month_named(found)
        is_month = month is None or then.frequency is not Frequency.MONTHLY or then.part == month
        return year in then.years and is_month
    if Frequency.SPAN in {now.frequency, then.frequency}:
        return None
    if unit == "year":
        return then == now.a_year_before()
    if now.frequency in OF_DAYS:
        days = _DAYS.get(unit)
        return None if days is None else (now.last_day - then.last_day).days == days
    if unit not in _MONTHS:
        return False
    return _month(now) - _month(then) == _MONTHS[unit]


def _month(period: Period) -> int:
    return period.last_day.year * 12 + period.last_day.month
