"""A chart as plain data: what to draw, ready for any process to draw it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefing.formatting import english
from briefing.model.fact import Fact
from briefing.model.period import Period

Layout = Literal["line", "bar", "column", "stacked", "slope", "multiples", "range"]


@dataclass(frozen=True, slots=True)
class Point:
    """One fact in a chart."""

    label: str
    """What it stands for on the axis: a period or a member."""
    value: float | None
    """``None`` where there is no value; drawn as a gap with its reason."""
    low: float | None
    high: float | None
    """Ends of the bounds where there is no value: ``>95`` is drawn from 95 to 100."""
    text: str
    """The figure as printed."""
    estimated: bool
    fact: Fact


@dataclass(frozen=True, slots=True)
class Group:
    """The points of one series, or of one period in a bar chart."""

    label: str
    points: tuple[Point, ...]
    accent: bool = False
    """Whether it is the one that the chart is about."""


@dataclass(frozen=True, slots=True)
class Plot:
    """All that is needed to draw a chart, put it in words, and list its data."""

    layout: Layout
    measure: str
    unit: str
    """Unit in words: ``metric tons of REO``."""
    when: str
    """Period or periods in words."""
    groups: tuple[Group, ...]
    highlight: tuple[str, ...] = ()
    """Labels of the points that are set off in a bar chart."""
    notes: tuple[str, ...] = ()

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every fact that is drawn."""
        return tuple(point.fact for group in self.groups for point in group.points)

    @property
    def subtitle(self) -> str:
        """Measure, unit and period in a line."""
        return ", ".join(part for part in (self.measure, self.unit, self.when) if part)


def point_of(fact: Fact, label: str | None = None) -> Point:
    """A fact as a point of a chart."""
    quantity = fact.quantity
    shown = quantity.tells_something
    bounds = quantity.bounds
    return Point(
        label=label or (english.short_period(fact.period) if fact.period else ""),
        value=None if quantity.value is None else float(quantity.value),
        low=float(bounds.low) if shown and bounds.low is not None else None,
        high=float(bounds.high) if shown and bounds.high is not None else None,
        text=english.in_table(fact),
        estimated=english.STATUS_MARKS.get(quantity.status) == "e",
        fact=fact,
    )


def unit_in_words(fact: Fact) -> str:
    """The unit of a chart's axis: ``metric tons of REO``, ``dollars per kilogram``, ``percent``."""
    unit = fact.quantity.unit
    words = english.unit_words(unit)
    if unit.is_percent:
        name = "percent"
    elif words.before == "$":
        name = (
            f"{words.many} dollars".strip()
            if not words.many.startswith("per ")
            else (f"dollars {words.many}")
        )
    else:
        name = words.many
    return f"{name} of {unit.of}" if unit.of and name else name


def span(first: Period, last: Period) -> str:
    """The periods of a chart in words: ``2020–2024``, ``2008 Q1 to 2009 Q3``."""
    if first == last:
        return english.short_period(first)
    one, other = english.short_period(first), english.short_period(last)
    return f"{one}–{other}" if one.isdigit() and other.isdigit() else f"{one} to {other}"
