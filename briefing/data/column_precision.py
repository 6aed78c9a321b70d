"""How exact the numbers of a column are: precision is the column's, never the cell's.

Programs that write tables drop zeros at the end (``120`` for ``120.0``), and a round count is exact
where its neighbours are: 1,000 in a column of 800, 900 and 1,437 is no number rounded to thousands. So
each value counts as exact as the finest printed value of its series that is not very much smaller;
beside numbers a thousand times as small, a table that prints significant digits keeps its own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from briefing.core.fact import Fact
from briefing.core.interval import Interval
from briefing.core.period import Period

_COMPARABLE = 1000
"""How many times smaller a value may be to tell the precision of another."""
Facts = dict[Period, Fact]


def with_column_precision(
    series: Iterable[Facts], limits: Interval, declared: Fraction | None
) -> None:
    """Give the values of one measure, of all its members, the precision of their column.

    ``limits`` is what the measure can be, ``declared`` the precision that the config gives, which
    holds as it is. Bounds and values that are not there stay.
    """
    if declared is not None:
        return
    every = tuple(series)
    steps = _finest_from(every)
    if not steps:
        return
    sizes = sorted(steps)
    finest = _running_minima(sizes, steps)
    for facts in every:
        for period, fact in facts.items():
            value, step = fact.quantity.value, fact.quantity.step
            if value is None or step is None:
                continue
            first = bisect_left(sizes, abs(value) / _COMPARABLE)
            fine = finest[first] if first < len(sizes) else step
            if fine < step:
                facts[period] = _as_exact_as(fact, value, fine, limits)


def _finest_from(series: Iterable[Mapping[Period, Fact]]) -> dict[Fraction, Fraction]:
    """By size of the value, the finest step that a value of that size is printed with."""
    found: dict[Fraction, Fraction] = {}
    for facts in series:
        for fact in facts.values():
            value, step = fact.quantity.value, fact.quantity.step
            if value and step is not None:
                size = abs(value)
                found[size] = min(step, found.get(size, step))
    return found


def _running_minima(sizes: list[Fraction], steps: Mapping[Fraction, Fraction]) -> list[Fraction]:
    """For each size, the finest step of it and of all greater ones."""
    found: list[Fraction] = []
    for size in reversed(sizes):
        found.append(min(steps[size], found[-1]) if found else steps[size])
    return found[::-1]


def _as_exact_as(fact: Fact, value: Fraction, step: Fraction, limits: Interval) -> Fact:
    half = step / 2
    near = Interval(value - half, value + half)
    rounding = near.intersect(limits) or near
    return replace(fact, quantity=replace(fact.quantity, rounding=rounding))
