"""Percentages that look like fractions of one: a share of 0.452 that is declared in percent, and is printed as 0.452%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

from briefing.core.column_facts import values_beyond
from briefing.core.fact import Cell, Fact
from briefing.core.member_series import facts_of
from briefing.core.nature import Nature
from briefing.core.period import Period
from briefing.core.series import Dataset, Panel, Series
from briefing.data.checks.plausibility import Finding
from briefing.language.messages import MESSAGES
from briefing.language.numbers import printed_digits

_OF_A_WHOLE = re.compile(
    r"\b(?:shares?|proportions?|percentages?|fractions?|(?:employment|unemployment|literacy|vacancy|occupancy|attainment|attendance"
    r"|participation|turnout|poverty|recycling|response|completion|graduation|coverage|pass|home-?ownership) ?(?:rates?)?|turnout)\b",
    re.IGNORECASE,
)
_SAYS_PERCENT = re.compile(r"%|per ?cent|\bpct\b|\bpc\b", re.IGNORECASE)
_FEWEST, _LARGE = 3, Fraction(1, 5)
"""So many values, of which one at least is so large: shares below a fifth of a percent are rare."""
_FINE = Fraction(1, 100)
"""A step of the last digit at which percentages of that size are seldom printed."""


def fractions_for_percent(dataset: Dataset) -> Iterator[Finding]:
    """Measures in percent of which all values lie between 0 and 1, told once each at their first value."""
    for measure in dataset.measures.values():
        if measure.unit.is_percent and _OF_A_WHOLE.search(measure.title):
            yield from _looks_like_fractions(measure)


def _looks_like_fractions(measure: Series | Panel) -> Iterator[Finding]:
    if measure.nature in {Nature.CHANGE, Nature.BALANCE}:
        return
    members = {"": measure} if isinstance(measure, Series) else measure.members
    every: list[Mapping[Period, Fact]] = list(facts_of(members))
    if any(values_beyond(facts, 0, 1) for facts in every):
        return
    known = [
        (value, fact)
        for facts in every
        for fact in facts.values()
        if (value := fact.quantity.value) is not None
    ]
    if len(known) < _FEWEST or max(value for value, _ in known) < _LARGE:
        return
    steps = [fact.quantity.step for _, fact in known]
    first = known[0][1]
    header = first.origin.header if isinstance(first.origin, Cell) else ""
    printed = first.origin.text if isinstance(first.origin, Cell) else ""
    if any(step is None or step > _FINE for step in steps) or _SAYS_PERCENT.search(
        header + printed
    ):
        return
    low, high = (_number(pick(value for value, _ in known)) for pick in (min, max))
    yield Finding(
        first,
        (
            f"'{measure.id}' is declared in percent and runs from {low} to {high}, so that the largest is printed as {high}%: "
            "if these are fractions of one, declare unit: '1', and unit: percent in the metrics that print them"
        ),
        is_doubt=False,
    )


def _number(value: Fraction) -> str:
    return MESSAGES.number(value, printed_digits(value))
