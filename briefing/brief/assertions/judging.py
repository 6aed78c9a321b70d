"""All that a text asserts by typed words, judged: directions, the past, shares, concentration, rivals, since when."""

from __future__ import annotations

from itertools import chain

from briefing.brief.assertions.assertion import Assertion, sentences_in
from briefing.brief.assertions.balances import balances_in
from briefing.brief.assertions.concentrations import concentrations_in
from briefing.brief.assertions.degrees import degrees_in
from briefing.brief.assertions.directions import directions_in
from briefing.brief.assertions.gaps import gaps_in
from briefing.brief.assertions.histories import histories_in, only_in
from briefing.brief.assertions.lags_named import named_lags_in
from briefing.brief.assertions.last_and_next import last_and_next_in
from briefing.brief.assertions.owners import owners_in
from briefing.brief.assertions.rivals import rivals_in
from briefing.brief.assertions.runs_before import runs_before_in
from briefing.brief.assertions.shares import shares_in
from briefing.brief.assertions.years_named import named_years_in
from briefing.brief.mentions import Mentions


def assertions_in(text: str, mentions: Mentions) -> tuple[Assertion, ...]:
    """The phrases of a rendered text that assert something of its facts, in order, none twice.

    A word of degree that is false takes the place of the direction in it, where that is true.
    """
    found: list[Assertion] = []
    for sentence in sentences_in(text, mentions):
        every = chain(
            owners_in(sentence, mentions),
            directions_in(sentence, mentions),
            histories_in(sentence, mentions),
            only_in(sentence, mentions),
            shares_in(sentence),
            concentrations_in(sentence),
            balances_in(sentence),
            gaps_in(sentence, mentions),
            rivals_in(sentence, mentions),
            named_lags_in(sentence),
            named_years_in(sentence),
            last_and_next_in(sentence, mentions),
            runs_before_in(sentence, mentions),
        )
        for one in every:
            if not any(_touch(one, other) for other in found):
                found.append(one)
        for one in degrees_in(sentence, mentions):
            if all(other.verdict for other in found if _touch(one, other, apart=2)):
                found = [*(other for other in found if not _touch(one, other)), one]
    return tuple(sorted(found, key=lambda one: one.start))


def _touch(one: Assertion, other: Assertion, apart: int = 0) -> bool:
    """Whether two phrases overlap, or have no more between them than so many signs."""
    return one.start < other.end + apart and other.start < one.end + apart
