"""Areas that stand on one another over time: plots to canvases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, product

from briefing.core.plot import Plot
from briefing.writers.drawing.axes import (
    FOOT,
    axis_width,
    time_axis,
    value_rules,
)
from briefing.writers.drawing.canvas import Align, Canvas, Point
from briefing.writers.drawing.paint_bars import set_off, stack_colours, stack_names, stack_width
from briefing.writers.drawing.scale import Box, Scale, moment, tick_scale, ticks
from briefing.writers.house.chart_style import Style

_HEIGHT, _TOP = 150.0, 14.0


def paint_area(plot: Plot, style: Style) -> Canvas:
    """Layers from the largest up, named with their last figures at the right; the total above."""
    canvas = Canvas(style, _HEIGHT)
    layers = set_off([track for track in plot.tracks if track.role != "whole"])
    (whole,) = (track for track in plot.tracks if track.role == "whole")
    names, names_width = stack_width(canvas, layers)
    high = max(whole.ends)
    round_ = ticks(0, high, plot.numbers)
    left, right = axis_width(canvas, round_, plot.sign), canvas.width - names_width
    scale = tick_scale(round_, 0, high, FOOT + 3, canvas.height - _TOP)
    value_rules(canvas, scale, round_, (left, right), plot.sign)
    moments = [moment(period) for period in plot.periods]
    across = Scale(moments[0], moments[-1], left + 2, right)
    places = [across(one) for one in moments]
    time_axis(canvas, plot, places, FOOT + 3)
    edges = _edges(plot, len(layers))
    runs = _runs(edges)
    for number, (track, colour) in enumerate(
        zip(layers, stack_colours(layers, style), strict=True)
    ):
        last = track.marks[-1]
        for run in runs:
            points = _outline(run, number, edges, places, scale)
            if last is None:
                canvas.polygon(points, colour, style.ground, 0.7)
                continue
            with canvas.mark(last):
                canvas.polygon(points, colour, style.ground, 0.7)
    final = edges[-1] or []
    parts = [(scale(low), scale(top)) for low, top in pairwise(final)]
    x, y = places[-1], parts[-1][1]
    canvas.areas.extend(_filled(runs, edges, places, scale))
    stack_names(canvas, layers, names, x, parts)
    mark = whole.marks[-1]
    if mark is not None:
        with canvas.mark(mark):
            _whole_figure(canvas, mark.text, x, y + 7)
    return canvas


def _whole_figure(canvas: Canvas, text: str, x: float, y: float) -> None:
    """The last total above its end, to the left of it or else to the right; above higher ones before it."""
    places: tuple[Align, ...] = ("right", "center", "left")
    highest = canvas.height - canvas.style.size * 0.5
    heights = [min(y, highest) + step for step in range(int(max(highest - y, 0)) + 1)]
    for height, align in product(heights, places):
        if canvas.is_clear(canvas.box_of(x, height, text, align, bold=True)):
            canvas.text(x, height, text, align=align, bold=True)
            return


def _filled(
    runs: Sequence[Sequence[int]],
    edges: Sequence[list[float] | None],
    places: Sequence[float],
    scale: Scale,
) -> Iterator[Box]:
    """Boxes that hold all layers between two periods, as high as the higher of the two."""
    for run in runs:
        for one, other in pairwise(run):
            tops = [scale(ends[-1]) for place in (one, other) if (ends := edges[place])]
            yield Box(places[one], scale(0.0), places[other], max(tops))


def _edges(plot: Plot, count: int) -> list[list[float] | None]:
    """For each period the heights between layers, from zero to the total; ``None`` in a gap."""
    found: list[list[float] | None] = []
    for index in range(len(plot.periods)):
        marks = [track.marks[index] for track in plot.tracks[:count]]
        if not any(marks):
            found.append(None)
            continue
        level, ends = 0.0, [0.0]
        for mark in marks:
            level += float(mark.value or 0) if mark else 0.0
            ends.append(level)
        found.append(ends)
    return found


def _runs(edges: Sequence[list[float] | None]) -> list[list[int]]:
    """Positions of periods without a gap between them, two or more in a row."""
    runs: list[list[int]] = [[]]
    for index, one in enumerate(edges):
        if one is None:
            runs.append([])
        else:
            runs[-1].append(index)
    return [run for run in runs if len(run) > 1]


def _outline(
    run: Sequence[int],
    number: int,
    edges: Sequence[list[float] | None],
    places: Sequence[float],
    scale: Scale,
) -> list[Point]:
    """Once around a layer: along its upper edge and back along its lower one."""
    known = [(places[index], ends) for index in run if (ends := edges[index]) is not None]
    upper = [(x, scale(ends[number + 1])) for x, ends in known]
    return [*upper, *((x, scale(ends[number])) for x, ends in reversed(known))]
