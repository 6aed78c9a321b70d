"""Of when a figure is, held against the year, quarter or month that is typed beside it: ``In 2023 it was {{ x }}``.

A year speaks of the figure right before it, or of the first one of the clause that it opens. Only years that the
figure's series has are judged: of others it may be a goal, a law, a base of prices.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.brief.assertions.assertion import Assertion, Figure, Sentence
from briefing.core.frequency import Frequency
from briefing.language.year_words import (
    PART_AHEAD,
    PART_BEHIND,
    YEAR_AHEAD,
    YEAR_BEHIND,
    months_named,
    year_named,
)

_PARTS = frozenset({Frequency.MONTHLY, Frequency.QUARTERLY, Frequency.HALF_YEARLY})


def named_years_in(sentence: Sentence) -> Iterator[Assertion]:
    """All years of a sentence that say of when a figure is."""
    plain = sentence.plain
    for figure in sentence.figures:
        if not figure.is_figure:
            continue
        words, since = sentence.words_before(figure.start)
        if part := PART_BEHIND.match(plain[figure.end :]):
            yield from _judged_part(sentence, part, figure.end, figure)
        elif part := PART_AHEAD.search(words):
            yield from _judged_part(sentence, part, since, figure)
        behind = YEAR_BEHIND.match(plain[figure.end :])
        if behind:
            yield from _judged(sentence, behind, figure.end, figure)
            continue
        ahead = YEAR_AHEAD.search(words)
        if ahead:
            yield from _judged(sentence, ahead, since, figure)


def _judged(
    sentence: Sentence, found: re.Match[str], since: int, figure: Figure
) -> Iterator[Assertion]:
    period, series = figure.fact.period, figure.series
    if period is None or series is None or period.frequency is Frequency.SPAN:
        return
    first, last = year_named(found)
    known = {year for one in series.periods for year in one.years}
    if not {first, last} <= known:
        return
    verdict = first in period.years and last in period.years
    start, end = found.span("phrase" if found["phrase"] else "phrase2")
    yield sentence.assertion(since + start, since + end, verdict, _because(figure, verdict))


def _judged_part(
    sentence: Sentence, found: re.Match[str], since: int, figure: Figure
) -> Iterator[Assertion]:
    """A quarter, half or month, of a figure of such a part: another one is false, a part of it is left open."""
    period, series = figure.fact.period, figure.series
    if period is None or series is None or period.frequency not in _PARTS:
        return
    year = int(found["of_year"]) if found["of_year"] else None
    if year is not None and not any(year in one.years for one in series.periods):
        return
    own = {*range(period.first_day.month, period.last_day.month + 1)}
    named = {*months_named(found)}
    verdict = named == own and (year is None or year in period.years)
    if not verdict and own & named and year in {None, *period.years}:
        return
    start, end = found.span("phrase")
    yield sentence.assertion(since + start, since + end, verdict, _because(figure, verdict))


def _because(figure: Figure, verdict: bool) -> str:
    told = f"{figure.told}, of {figure.fact.period}"
    more = "'.period' prints its own, and '.at(...)' the figure of another"
    return told if verdict else f"{told}; {more}"
