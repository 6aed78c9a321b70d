"""Of when a figure is, held against the year that is typed beside it: ``In 2023 it was {{ x }}``.

A year speaks of the figure right before it, or of the first one of the clause that it opens. Only years that the
figure's series has are judged: of others it may be a goal, a law, a base of prices.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.brief.assertions.assertion import Assertion, Figure, Sentence
from briefing.core.frequency import Frequency
from briefing.language.year_words import YEAR_AHEAD, YEAR_BEHIND, year_named


def named_years_in(sentence: Sentence) -> Iterator[Assertion]:
    """All years of a sentence that say of when a figure is."""
    plain = sentence.plain
    for figure in sentence.figures:
        if not figure.is_figure:
            continue
        behind = YEAR_BEHIND.match(plain[figure.end :])
        if behind:
            yield from _judged(sentence, behind, figure.end, figure)
            continue
        words, since = sentence.words_before(figure.start)
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
    because = f"{figure.told}, of {period}"
    if not verdict:
        because += "; '.period' prints its own, and '.at(...)' the figure of another"
    yield sentence.assertion(since + start, since + end, verdict, because)
