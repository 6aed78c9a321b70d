"""The chart kinds: small pure functions from series to a plot. The first key of a chart in YAML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from briefing.binding import json_schema_of
from briefing.charts.plot import Group, Plot, Point, point_of, span, unit_in_words
from briefing.model.fact import Fact
from briefing.model.period import Period
from briefing.model.series import Panel, Series
from briefing.model.status import Status
from briefing.registry import Registry


class NothingToDraw(ValueError):
    """The series has nothing to show for the period; the message says what is there."""


def line(series: list[Series], period: Period, *, last: int | None = None) -> Plot:
    """Lines over time, labelled at their ends; estimates are hollow."""
    return _over_time("line", series, period, last)


def column(series: Series, period: Period, *, last: int | None = None) -> Plot:
    """Columns over time; negative values stand below the zero line."""
    return _over_time("column", [series], period, last)


def multiples(series: list[Series], period: Period, *, last: int | None = None) -> Plot:
    """Small multiples: one panel a series, each with its own scale."""
    return _over_time("multiples", series, period, last)


def range_(series: Series, period: Period, *, last: int | None = None) -> Plot:
    """Values and bounds over time; ``>95`` is drawn as the range that it stands for."""
    return _over_time("range", [series], period, last)


def bar(panel: Panel, period: Period, *, top: int = 8, highlight: list[str] | None = None) -> Plot:
    """Ranked bars: the largest members in one period."""
    facts = _members(panel, period)
    ranked = sorted(
        (one for one in facts if one.quantity.value is not None and one.member not in panel.rest),
        key=lambda fact: -(fact.quantity.value or 0),
    )[:top]
    if not ranked:
        raise NothingToDraw(f"no member of '{panel.id}' has a value for {period}")
    points = tuple(point_of(fact, fact.member) for fact in ranked)
    plot = _plot("bar", panel.title, ranked, [Group("", points)], period, period, highlight)
    hidden = [one.member or "" for one in facts if one.quantity.status is Status.SUPPRESSED]
    if hidden:
        plot = replace(plot, notes=(*plot.notes, f"Withheld: {', '.join(hidden)}."))
    return plot


def stacked(
    panel: Panel, period: Period, *, top: int = 4, highlight: list[str] | None = None
) -> Plot:
    """Stacked shares of the total: the largest members, and the others together."""
    facts = [one for one in _members(panel, period) if one.quantity.value is not None]
    ranked = sorted(facts, key=lambda fact: -(fact.quantity.value or 0))
    named = [one for one in ranked if one.member not in panel.rest][:top]
    if not named:
        raise NothingToDraw(f"no member of '{panel.id}' has a value for {period}")
    others = [one for one in ranked if one not in named]
    groups = [Group(one.member or "", (point_of(one, one.member),)) for one in named]
    if others:
        groups.append(Group("Others", tuple(point_of(one, one.member) for one in others)))
    return _plot("stacked", panel.title, facts, groups, period, period, highlight)


def slope(series: list[Series], period: Period, *, since: Period | None = None) -> Plot:
    """Two periods side by side, one line a series."""
    start = since or period.shifted(-1)
    groups = []
    for one in series:
        both = [one.at(start), one.at(period)]
        ends = [fact for fact in both if fact is not None and fact.quantity.value is not None]
        if len(ends) == 2:  # noqa: PLR2004
            groups.append(Group(one.member or one.title, tuple(point_of(fact) for fact in ends)))
    if not groups:
        raise NothingToDraw(f"no series has a value for both {start} and {period}")
    facts = [point.fact for group in groups for point in group.points]
    title = series[0].title if len({one.title for one in series}) == 1 else ""
    return _plot("slope", title, facts, groups, start, period)


KINDS = Registry(
    "briefing.charts",
    {
        "line": line,
        "bar": bar,
        "column": column,
        "stacked": stacked,
        "slope": slope,
        "multiples": multiples,
        "range": range_,
    },
)


def charts() -> Mapping[str, str]:
    """Each chart kind with a line on what it shows."""
    return KINDS.first_lines()


def chart_schemas() -> dict[str, dict[str, Any]]:
    """The parameters of each chart kind as JSON Schema."""
    return {name: json_schema_of(item) for name, item in KINDS.items()}


def _over_time(layout: Any, series: Sequence[Series], period: Period, last: int | None) -> Plot:
    groups: list[Group] = []
    facts: list[Fact] = []
    whens: list[Period] = []
    for one in series:
        mine = one.until(period, last)
        if not any(fact.quantity.tells_something for fact in mine):
            raise NothingToDraw(f"'{one.id}' has no value up to {period}")
        groups.append(Group(one.member or one.title, tuple(point_of(fact) for fact in mine)))
        facts += mine
        whens += [fact.period for fact in mine if fact.period]
    units = {fact.quantity.unit.code for fact in facts}
    if len(units) > 1:
        raise NothingToDraw(f"the series are in different units: {', '.join(sorted(units))}")
    title = series[0].title if len(series) == 1 else _common_title(series)
    return _plot(layout, title, facts, groups, min(whens), max(whens))


def _common_title(series: Sequence[Series]) -> str:
    titles = [one.title for one in series]
    return titles[0] if len(set(titles)) == 1 else ""


def _members(panel: Panel, period: Period) -> list[Fact]:
    return [fact for one in panel.members.values() if (fact := one.at(period)) is not None]


def _plot(
    layout: Any,
    title: str,
    facts: Sequence[Fact],
    groups: Sequence[Group],
    first: Period,
    last: Period,
    highlight: list[str] | None = None,
) -> Plot:
    points = [point for group in groups for point in group.points]
    return Plot(
        layout=layout,
        measure=title,
        unit=unit_in_words(facts[0]),
        when=span(first, last),
        groups=tuple(groups),
        highlight=tuple(highlight or ()),
        notes=_notes(layout, points),
    )


def _notes(layout: str, points: Sequence[Point]) -> tuple[str, ...]:
    notes = []
    estimated = [point for point in points if point.estimated]
    if estimated and len(estimated) == len(points):
        notes.append("Estimated.")
    elif estimated:
        labels = sorted({point.label for point in estimated})
        names = ", ".join(labels) if len(labels) <= 3 else "hollow marks"  # noqa: PLR2004
        notes.append(f"{names}: estimated.")
    if layout == "range" and any(point.value is None and point.low is not None for point in points):
        notes.append("Brackets show the range that a bound such as “>95” allows.")
    missing = {point.text for point in points if point.value is None and point.low is None}
    if missing:
        notes.append(f"{', '.join(sorted(missing))}: no value.")
    return tuple(notes)
