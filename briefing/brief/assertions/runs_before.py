"""How a figure went before: ``after two years of decline``.

The changes are those of the nearest amount or change before the words, else after them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from briefing.brief.assertions.assertion import Assertion, Figure, History, Sentence
from briefing.brief.mentions import Mentions
from briefing.core.frequency import Frequency
from briefing.language.run_words import AFTER_YEARS_OF, runs

_UNITS = {
    Frequency.QUARTERLY: "quarter",
    Frequency.MONTHLY: "month",
    Frequency.WEEKLY: "week",
}


def runs_before_in(sentence: Sentence, mentions: Mentions) -> Iterator[Assertion]:
    """All such words of a sentence."""
    for found in AFTER_YEARS_OF.finditer(sentence.plain):
        moved = tuple(
            one
            for one in sentence.figures
            if not one.is_rank and (one.is_figure or one.is_change) and History.of(one, mentions)
        )
        figure = sentence.nearest(*found.span("phrase"), moved)
        if figure is not None:
            yield _run(sentence, found, figure, mentions)


def _run(sentence: Sentence, found: re.Match[str], figure: Figure, mentions: Mentions) -> Assertion:
    place = found.span("phrase")
    history = History.of(figure, mentions)
    if history is None or _UNITS.get(history.period.frequency, "year") != found["unit"].lower():
        return sentence.assertion(*place, None, f"{figure.told}; the changes before are not known")
    wanted = "down" if found["down"] else "up"
    ways = [(one, history.way(one)) for one in islice(history.earlier(), runs(found))]
    because = f"{figure.told}; " + ", ".join(f"{one}: {way}" for one, way in ways)
    if any(way not in {wanted, "unknown"} for _, way in ways):
        return sentence.assertion(*place, False, because)
    is_whole = len(ways) == runs(found) and all(way == wanted for _, way in ways)
    return sentence.assertion(*place, True if is_whole else None, because)
