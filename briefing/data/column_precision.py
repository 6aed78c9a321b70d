"""How exact the numbers of a column are: precision is the column's, never the cell's.

Programs that write tables drop zeros at the end (``120`` for ``120.0``), and a round count is exact
where its neighbours are: 1,000 in a column of 800, 900 and 1,437 is no number rounded to thousands. So
each value counts as exact as the finest printed value of its series that is not very much smaller;
beside numbers a thousand times as small, a table that prints significant digits keeps its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType

from briefing.core.fact import Fact
from briefing.core.interval import Interval
from briefing.core.period import Period

_COMPARABLE = 1000
"""How many times smaller a value may be to tell the precision of another."""
Facts = dict[Period, Fact]


def with_column_precision(
    series: Iterable[Facts],
    limits: Interval,
    declared: Fraction | None,
    known: Mapping[int, Fraction] = MappingProxyType({}),
) -> None:
    """Give the values of one measure, of all its members, the precision of their column.

    ``limits`` is what the measure can be, ``declared`` the precision that the config gives, which
    holds as it is. Bounds and values that are not there stay. ``known`` are steps of values by the
    ``id`` of their facts, where whoever read them knows.
    """
    if declared is not None:
        return
    every = tuple(series)
    steps = {
        id(fact): known.get(id(fact)) or fact.quantity.step
        for facts in every
        for fact in facts.values()
    }
    if len({*{id(one): one for one in steps.values() if one is not None}.values()}) <= 1:
        return
    furthest = [(one, largest * _COMPARABLE) for one, largest in _largest_by_step(every, steps)]
    for facts in every:
        for period, fact in facts.items():
            value, step = fact.quantity.value, steps[id(fact)]
            if value is None or step is None:
                continue
            size = abs(value)
            fine = next((one for one, most in furthest if size <= most), step)
            if fine is not step and fine < step:
                facts[period] = _as_exact_as(fact, value, fine, limits)


def _largest_by_step(
    series: Iterable[Mapping[Period, Fact]], steps: Mapping[int, Fraction | None]
) -> list[tuple[Fraction, Fraction]]:
    """Each step that values are printed with, the finest first, with the largest of these values."""
    found: dict[int, tuple[Fraction, Fraction]] = {}
    for facts in series:
        for fact in facts.values():
            value, step = fact.quantity.value, steps[id(fact)]
            if value and step is not None:
                size = abs(value)
                if id(step) not in found or size > found[id(step)][1]:
                    found[id(step)] = step, size
    largest: dict[Fraction, Fraction] = {}
    for step, size in found.values():
        largest[step] = max(size, largest.get(step, size))
    return sorted(largest.items())


def _as_exact_as(fact: Fact, value: Fraction, step: Fraction, limits: Interval) -> Fact:
    half = step / 2
    near = Interval(value - half, value + half)
    rounding = near.intersect(limits) or near
    return replace(fact, quantity=replace(fact.quantity, rounding=rounding))
