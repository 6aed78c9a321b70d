"""``last year``, ``this quarter``, ``next month`` beside a figure, held to when the figure is.

What is last is seen from the period of the brief, or from its date: both are let through, and without a date the
brief may be of the period itself or of the one after it. Only a figure that is of none of these is told.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from briefing.brief.assertions.assertion import Assertion, Figure, Sentence
from briefing.brief.mentions import Mentions
from briefing.core.frequency import Frequency
from briefing.core.period import Period
from briefing.core.status import Status
from briefing.language.year_words import SEEN_AHEAD, SEEN_BEHIND, SEEN_WHOSE

_STEPS = {"last": -1, "this": 0, "next": 1}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_PARTS = {"month": Frequency.MONTHLY, "quarter": Frequency.QUARTERLY}
_LATE = 6
"""Up to which month what ends there is told of in the same year."""


def last_and_next_in(sentence: Sentence, mentions: Mentions) -> Iterator[Assertion]:
    """All such words of a sentence whose figure is of another time."""
    for figure in sentence.figures:
        if not figure.is_figure:
            continue
        words, since = sentence.words_before(figure.start)
        behind = SEEN_BEHIND.match(sentence.plain[figure.end :])
        if behind and (found := _false(sentence, behind, figure.end, figure, mentions)):
            yield found
            continue
        whose = (one.search(words) for one in SEEN_WHOSE)
        ahead = next(filter(None, whose), None) or (None if behind else SEEN_AHEAD.search(words))
        if ahead and (found := _false(sentence, ahead, since, figure, mentions)):
            yield found


def _false(
    sentence: Sentence, found: re.Match[str], since: int, figure: Figure, mentions: Mentions
) -> Assertion | None:
    unit, period = found["unit"].lower(), figure.fact.period
    seen = _seen_from(figure, mentions)
    is_open = figure.fact.quantity.status is Status.FORECAST and mentions.day is None
    if (
        is_open
        or period is None
        or not seen
        or Frequency.SPAN in {period.frequency, *map(_of, seen)}
    ):
        return None
    if unit in _PARTS and not all(one.frequency is _PARTS[unit] for one in (period, *seen)):
        return None
    step = _STEPS[found["which"].lower()]
    here = {place for one in seen for place in _places(one, unit)}
    here |= _dated(mentions.day, unit) if mentions.day else _soon_after(seen, unit)
    if {place + step for place in here} & _places(period, unit):
        return None
    start, end = (since + one for one in found.span("phrase"))
    told = f"{figure.told}, of {period}; the brief is of {mentions.period or seen[0]}"
    dated = f", dated {mentions.day.isoformat()}" if mentions.day else ""
    return sentence.assertion(start, end, False, told + dated)


def _seen_from(figure: Figure, mentions: Mentions) -> list[Period]:
    """The period of the brief, and that of the figure's series where it ends later."""
    own = figure.series.current if figure.series else None
    if mentions.period is None or own is None:
        return [one for one in (mentions.period, own) if one]
    return [mentions.period, own] if own.ends_after(mentions.period.last_day) else [mentions.period]


def _of(period: Period) -> Frequency:
    return period.frequency


def _places(period: Period, unit: str) -> set[int]:
    """The years, quarters or months that a period touches, counted on."""
    first, last = period.first_day, period.last_day
    return {*range(_place(first, unit), _place(last, unit) + 1)}


def _place(day: dt.date, unit: str) -> int:
    return (12 * day.year + day.month - 1) // _MONTHS[unit]


def _dated(day: dt.date, unit: str) -> set[int]:
    return {_place(day, unit)}


def _soon_after(seen: list[Period], unit: str) -> set[int]:
    """Where a brief without a date may be written: after what it tells of, in the next year if that ends late."""
    ends = max(one.last_day for one in seen)
    return set() if unit == "year" and ends.month <= _LATE else {_place(ends, unit) + 1}
