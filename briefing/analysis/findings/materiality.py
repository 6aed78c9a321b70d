"""How much a series matters beside the others that the brief reads: by its amount, or by how far it moved.

A ton is a ton, so amounts are held against the largest of their data set in the same unit. Of a rate,
a price or an index of two hundred members none is larger than another in what it stands for; there the
one that moved furthest in the period is told before those that hardly moved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefing.core.column_facts import periods_until, value_at
from briefing.core.nature import Use, allows
from briefing.core.period import Period
from briefing.core.reference import Reference
from briefing.core.series import Panel, Series

Told = Sequence[tuple[Series, Panel | None, float]]
"""The series of a measure that a sentence may be about, each with its panel and weight."""


@dataclass(frozen=True, slots=True)
class Scale:
    """What the series of one measure are held against."""

    period: Period
    largest: float
    """The largest amount, or the largest move."""
    by_move: bool

    def matter(self, series: Series) -> float:
        """One for what is largest, down to 0.4 for what is nothing beside it."""
        if self.by_move:
            return materiality(_move(series, self.period), self.largest, 1)
        return materiality(_size(series, self.period), self.largest)


def materiality(size: float, largest: float, root: float = 0.25) -> float:
    """How much an amount matters beside the largest of its data set in the same unit.

    One for the largest, falling with the fourth root: a flow of a ten-thousandth still has 0.46.
    """
    return 0.4 + 0.6 * min(1.0, size / largest) ** root if largest else 1.0


def scales_of(
    data: Mapping[str, Series | Panel], told: Mapping[str, Told], period: Period
) -> dict[str, Scale]:
    """For each measure what its series are held against."""
    found: dict[str, Scale] = {}
    amounts: dict[tuple[str, str], float] = {}
    for name, measure in data.items():
        group = _group(name, measure)
        of_amounts = 0.0 if measure.unit.is_percent else _most(told[name], period, _size)
        amounts[group] = max(amounts.get(group, 0.0), of_amounts)
    for name, measure in data.items():
        by_move = isinstance(measure, Panel) and not allows(measure.nature, Use.SHARE)
        largest = _most(told[name], period, _move) if by_move else amounts[_group(name, measure)]
        found[name] = Scale(period, largest, by_move)
    return found


def _group(name: str, measure: Series | Panel) -> tuple[str, str]:
    return Reference.parse(name).name, measure.unit.code


def _most(told: Told, period: Period, of: Callable[[Series, Period], float]) -> float:
    return max((of(series, period) for series, _, _ in told), default=0.0)


def _values(series: Series, period: Period) -> Iterable[float]:
    latest = periods_until(series.facts, period)[-2:]
    return (float(value_at(series.facts, one) or 0) for one in latest)


def _size(series: Series, period: Period) -> float:
    """The larger of now and before."""
    return max(map(abs, _values(series, period)), default=0.0)


def _move(series: Series, period: Period) -> float:
    """How far it moved since the period before: of its value then, or in points of a percentage."""
    one, other = (value_at(series.facts, when) for when in (period, series.before(period)))
    if one is None or other is None:
        return 0.0
    is_relative = allows(series.nature, Use.PERCENT_CHANGE) and not series.unit.is_percent
    return abs(float((one - other) / other)) if is_relative and other else abs(float(one - other))
