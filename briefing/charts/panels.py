"""How each layout is drawn on a Matplotlib figure: marks, direct labels, and little else."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from briefing.charts.plot import Group, Layout, Plot, Point

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK, GREY, LIGHT, RULE = "#262626", "#6b6b6b", "#b9b9b9", "#e3e3e3"
_FEW = 8
"""Up to so many points, each one is labelled."""


@dataclass(frozen=True, slots=True)
class Style:
    """What a brand may set."""

    accent: str


@dataclass(frozen=True, slots=True)
class Canvas:
    """A figure to draw a plot on."""

    figure: Figure
    plot: Plot
    style: Style

    def axes(self) -> Axes:
        """The one pair of axes, with light horizontal rules."""
        axes = self.figure.add_subplot()
        axes.grid(axis="y", color=RULE, linewidth=0.6)
        return axes


def _line(canvas: Canvas) -> None:
    axes = canvas.axes()
    groups = canvas.plot.groups
    labels = _labels(groups)
    _time_axis(axes, labels)
    for index, group in enumerate(groups):
        colour = canvas.style.accent if index == 0 or group.accent else GREY
        _one_line(axes, group, labels, colour)
    _value_axis(axes)
    _end_labels(axes, groups, labels, canvas.style.accent)
    _room_above(axes)


def _one_line(axes: Axes, group: Group, labels: Sequence[str], colour: str) -> None:
    """A line that is dashed into estimates and broken where there is no value."""
    places = {label: index for index, label in enumerate(labels)}
    for before, after in zip(group.points, group.points[1:], strict=False):
        if before.value is None or after.value is None:
            continue
        dashed = "--" if after.estimated and not before.estimated else "-"
        axes.plot(
            [places[before.label], places[after.label]],
            [before.value, after.value],
            color=colour,
            linewidth=1.6,
            linestyle=dashed,
            solid_capstyle="round",
        )
    few = len(group.points) <= _FEW
    for point in group.points:
        if point.value is None:
            _absent(axes, places[point.label], point)
        elif few or point is group.points[-1]:
            _mark(axes, places[point.label], point, colour)


def _mark(axes: Axes, x: float, point: Point, colour: str) -> None:
    face = "white" if point.estimated else colour
    axes.plot(
        [x], [point.value or 0], marker="o", markersize=4.2, color=colour, markerfacecolor=face,
        markeredgewidth=1.2, linestyle="none", zorder=3,
    )  # fmt: skip


def _absent(axes: Axes, x: float, point: Point) -> None:
    """Where there is no value: its reason at the foot of the chart."""
    transform = axes.get_xaxis_transform()
    axes.text(x, 0.03, point.text, color=GREY, ha="center", fontsize=7, transform=transform)


def _end_labels(axes: Axes, groups: Sequence[Group], labels: Sequence[str], accent: str) -> None:
    """Figures by their points where they are few, and names at the ends, kept apart."""
    single = len(groups) == 1
    for group in groups:
        known = [point for point in group.points if point.value is not None]
        wanted = known if single and len(known) <= _FEW else known[-1:]
        for point in wanted if single else ():
            _figure_by_point(axes, labels.index(point.label), point, known, 7.5)
    if single:
        return
    ends = [(g, g.points[-1]) for g in groups if g.points[-1].value is not None]
    heights = _apart([point.value or 0 for _, point in ends], axes, 0.075)
    for (group, point), height in zip(ends, heights, strict=True):
        axes.annotate(
            f"{group.label} {point.text}", (len(labels) - 1, point.value or 0),
            xytext=(len(labels) - 0.9, height), textcoords="data", va="center", fontsize=7.5,
            color=accent if group is groups[0] else INK, annotation_clip=False,
        )  # fmt: skip


def _figure_by_point(
    axes: Axes, x: float, point: Point, known: Sequence[Point], size: float
) -> None:
    """The figure above its point, or below where the line rises away from it on both sides."""
    index = known.index(point)
    neighbours = [
        one.value or 0 for one in (*known[max(index - 1, 0) : index], *known[index + 1 : index + 2])
    ]
    is_low = all(value > (point.value or 0) for value in neighbours)
    axes.annotate(
        point.text, (x, point.value or 0), xytext=(0, -6 if is_low else 6),
        textcoords="offset points", ha="center", va="top" if is_low else "bottom",
        fontsize=size, color=INK, fontweight="semibold" if point is known[-1] else "normal",
    )  # fmt: skip


def _apart(values: Sequence[float], axes: Axes, share: float) -> list[float]:
    """Heights near the values, at least a share of the axis apart, in the same order."""
    low, high = axes.get_ylim()
    gap = (high - low) * share
    order = sorted(range(len(values)), key=lambda index: values[index])
    placed = list(values)
    for lower, upper in pairwise(order):
        placed[upper] = max(placed[upper], placed[lower] + gap)
    shift = sum(placed) / len(placed) - sum(values) / len(values) if placed else 0
    return [height - shift for height in placed]


def _column(canvas: Canvas) -> None:
    axes = canvas.axes()
    (group,) = canvas.plot.groups
    labels = _labels([group])
    _time_axis(axes, labels)
    last = group.points[-1]
    for index, point in enumerate(group.points):
        if point.value is None:
            _absent(axes, index, point)
            continue
        colour = canvas.style.accent if point is last else LIGHT
        _bar_of(axes, index, point, colour, vertical=True)
    axes.axhline(0, color=INK, linewidth=0.7)
    known = [point.value for point in group.points if point.value is not None]
    if len(group.points) <= _FEW:
        shown = [point for point in group.points if point.value is not None]
    else:
        shown = [p for p in group.points if p.value is not None and (
            p is last or p.value in {min(known), max(known)})]  # fmt: skip
    for point in shown:
        above = (point.value or 0) >= 0
        axes.annotate(
            point.text, (group.points.index(point), point.value or 0),
            xytext=(0, 3 if above else -3), textcoords="offset points", ha="center",
            va="bottom" if above else "top", fontsize=7.5,
            fontweight="semibold" if point is last else "normal",
        )  # fmt: skip
    _value_axis(axes)
    axes.margins(y=0.12)
    axes.spines["bottom"].set_visible(False)


def _bar_of(axes: Axes, place: float, point: Point, colour: str, *, vertical: bool) -> None:
    style: dict[str, Any] = {"color": colour, "linewidth": 0}
    if point.estimated:
        style = {"facecolor": _tint(colour), "edgecolor": colour, "linewidth": 0.9}
    if vertical:
        axes.bar([place], [point.value or 0], width=0.66, **style)
    else:
        axes.barh([place], [point.value or 0], height=0.66, **style)


def _tint(colour: str) -> str:
    """The colour mixed with white."""
    parts = [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
    return "#" + "".join(f"{round(255 - (255 - part) * 0.45):02x}" for part in parts)


def _bar(canvas: Canvas) -> None:
    axes = canvas.figure.add_subplot()
    points = canvas.plot.groups[0].points
    largest = max(abs(point.value or 0) for point in points) or 1
    set_off = set(canvas.plot.highlight)
    for index, point in enumerate(points):
        place = len(points) - 1 - index
        is_chosen = point.label in set_off if set_off else index == 0
        colour = canvas.style.accent if is_chosen else LIGHT
        _bar_of(axes, place, point, colour, vertical=False)
        axes.annotate(
            point.text, (point.value or 0, place), xytext=(4, 0), textcoords="offset points",
            va="center", fontsize=7.5, fontweight="semibold" if is_chosen else "normal",
        )  # fmt: skip
    axes.set_yticks(range(len(points)), [point.label for point in reversed(points)], fontsize=8)
    axes.set_xlim(0, largest * 1.16)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.spines["left"].set_visible(True)
    axes.tick_params(axis="y", colors=INK, pad=3)


def _stacked(canvas: Canvas) -> None:
    axes = canvas.figure.add_subplot()
    sums = [(g, sum(point.value or 0 for point in g.points)) for g in canvas.plot.groups]
    whole = sum(value for _, value in sums) or 1
    greys = ["#7d7d7d", "#9c9c9c", "#b9b9b9", "#d2d2d2", "#e4e4e4"]
    set_off = set(canvas.plot.highlight) or {sums[0][0].label}
    left = 0.0
    for index, (group, value) in enumerate(sums):
        share = 100 * value / whole
        chosen = group.label in set_off
        colour = canvas.style.accent if chosen else greys[min(index, len(greys) - 1)]
        axes.barh([0], [share], left=left, height=0.5, color=colour, edgecolor="white")
        if share > 4:  # noqa: PLR2004
            axes.annotate(
                group.label, (left + share / 2, 0.28), xytext=(0, 2 + 9 * (index % 2)),
                textcoords="offset points", ha="center", fontsize=7.5,
                fontweight="semibold" if chosen else "normal",
            )  # fmt: skip
        left += share
    axes.set_xlim(0, 100)
    axes.set_ylim(-0.4, 1)
    axes.axis("off")


def _slope(canvas: Canvas) -> None:
    axes = canvas.figure.add_subplot()
    groups = canvas.plot.groups
    left = [group.points[0] for group in groups]
    right = [group.points[-1] for group in groups]
    for group in groups:
        start, end = group.points[0], group.points[-1]
        rises = (end.value or 0) >= (start.value or 0)
        colour = canvas.style.accent if rises else GREY
        axes.plot([0, 1], [start.value or 0, end.value or 0], color=colour, linewidth=1.6)
        _mark(axes, 0, start, colour)
        _mark(axes, 1, end, colour)
    axes.margins(y=0.08)
    axes.autoscale_view()
    heights = _apart([point.value or 0 for point in left], axes, 0.085)
    for point, height in zip(left, heights, strict=True):
        axes.text(-0.05, height, point.text, ha="right", va="center", fontsize=7.5)
    heights = _apart([point.value or 0 for point in right], axes, 0.085)
    for group, point, height in zip(groups, right, heights, strict=True):
        label = f"{point.text}  {group.label}"
        axes.text(1.05, height, label, ha="left", va="center", fontsize=7.5)
    axes.set_xlim(-0.35, 2.0)
    axes.set_xticks([0, 1], [left[0].label, right[0].label], fontsize=8)
    axes.set_yticks([])
    axes.spines["bottom"].set_visible(False)
    for place in (0, 1):
        axes.axvline(place, color=RULE, linewidth=0.8, zorder=0)


def _multiples(canvas: Canvas) -> None:
    groups = canvas.plot.groups
    every = canvas.figure.subplots(1, len(groups), squeeze=False)[0]
    for axes, group in zip(every, groups, strict=True):
        labels = [point.label for point in group.points]
        colour = canvas.style.accent
        _one_line(axes, group, labels, colour)
        _time_axis(axes, labels, most=2)
        axes.set_title(_short(group.label, groups), fontsize=8, fontweight="semibold", loc="left")
        known = [point for point in group.points if point.value is not None]
        shown = {known[0].label, known[-1].label, max(known, key=lambda p: p.value or 0).label}
        for point in known:
            if point.label in shown:
                _figure_by_point(axes, labels.index(point.label), point, known, 7)
        top = max(point.value or 0 for point in known)
        axes.set_ylim(min(0, *(point.value or 0 for point in known)), top * 1.22 or 1)
        axes.set_yticks([])
        axes.margins(x=0.16)


def _short(label: str, groups: Sequence[Group]) -> str:
    """A name without the words that all names share: ``Price of neodymium oxide`` among prices."""
    words = [group.label.split() for group in groups]
    start = 0
    while len(groups) > 1 and all(
        len(w) > start + 1 and w[start] == words[0][start] for w in words
    ):
        start += 1
    end = 0
    while len(groups) > 1 and all(
        len(w) > start + end + 1 and w[-1 - end] == words[0][-1 - end] for w in words
    ):
        end += 1
    mine = label.split()
    kept = " ".join(mine[start : len(mine) - end])
    return kept[0].upper() + kept[1:]


def _range(canvas: Canvas) -> None:
    axes = canvas.axes()
    (group,) = canvas.plot.groups
    labels = _labels([group])
    _time_axis(axes, labels)
    accent = canvas.style.accent
    for index, point in enumerate(group.points):
        if point.value is not None:
            _mark(axes, index, point, accent)
            axes.annotate(point.text, (index, point.value), xytext=(0, 6),
                          textcoords="offset points", ha="center", fontsize=7.5)  # fmt: skip
        elif point.low is not None or point.high is not None:
            _bracket(axes, index, point, accent)
        else:
            _absent(axes, index, point)
    low = min((p.value if p.value is not None else p.low or 0) for p in group.points)
    axes.set_ylim(min(0, low), None)
    _value_axis(axes)
    _room_above(axes)


def _bracket(axes: Axes, x: float, point: Point, colour: str) -> None:
    """A vertical bracket over what a bound allows; an open side ends in an arrow."""
    low = point.low if point.low is not None else axes.get_ylim()[0]
    high = point.high if point.high is not None else axes.get_ylim()[1]
    axes.plot([x, x], [low, high], color=colour, linewidth=4, solid_capstyle="butt", alpha=0.45)
    for end, known in ((low, point.low), (high, point.high)):
        if known is not None:
            axes.plot([x - 0.13, x + 0.13], [end, end], color=colour, linewidth=1.2)
    axes.annotate(point.text, (x, high), xytext=(0, 5), textcoords="offset points",
                  ha="center", fontsize=7.5)  # fmt: skip


def _labels(groups: Sequence[Group]) -> list[str]:
    points = [point for group in groups for point in group.points]
    ordered = sorted(points, key=lambda point: point.fact.period or 0)
    return list(dict.fromkeys(point.label for point in ordered))


def _time_axis(axes: Axes, labels: Sequence[str], most: int = 6) -> None:
    """Period labels, thinned so that they never touch; the last one always stands."""
    count = len(labels)
    step = max(1, -(-count // most))
    places = list(range(count - 1, -1, -step))[::-1] if most > 2 else [0, count - 1]  # noqa: PLR2004
    axes.set_xticks(places, [labels[place] for place in places])
    axes.set_xlim(-0.5, count - 0.5)


def _value_axis(axes: Axes) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axes.yaxis.set_major_locator(MaxNLocator(4))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _tick(value)))


def _tick(value: float) -> str:
    return f"{value:,.10g}".replace("-", "−")


def _room_above(axes: Axes) -> None:
    low, high = axes.get_ylim()
    bottom = 0 if 0 <= low <= (high - low) else low - (high - low) * 0.14
    axes.set_ylim(bottom, high + (high - bottom) * 0.1)


DRAWERS: Mapping[Layout, Callable[[Canvas], None]] = {
    "line": _line,
    "bar": _bar,
    "column": _column,
    "stacked": _stacked,
    "slope": _slope,
    "multiples": _multiples,
    "range": _range,
}
