"""A line that opens to a fan: plots to canvases."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.core.plot import Mark, Plot, Track
from briefing.writers.drawing.axes import (
    FOOT,
    axis_width,
    label_near,
    time_axis,
    value_rules,
)
from briefing.writers.drawing.canvas import Canvas, Point
from briefing.writers.drawing.line_ends import Plane
from briefing.writers.drawing.paint_lines import absences, places_of, trace
from briefing.writers.drawing.scale import Box, domain, spread, tick_scale, ticks
from briefing.writers.house.chart_style import Style
from briefing.writers.house.colour import css_of, mixed, rgb_of

_HEIGHT, _TOP = 146.0, 13.0
_FADED = (0.86, 0.72, 0.6)
"""How far the bands step back, from the outermost on: parts of the ground."""
_TO_FIGURE = 7.0


def paint_fan(plot: Plot, style: Style) -> Canvas:
    """The line with its bands behind it; the last figures of all of them at the right."""
    canvas = Canvas(style, _HEIGHT)
    line, *ends = plot.tracks
    bands = list(zip(ends[::2], ends[1::2], strict=True))
    ends_of_all = [end for track in plot.tracks for end in track.ends]
    low, high = domain(ends_of_all, from_zero=plot.from_zero)
    round_ = ticks(low, high, plot.numbers)
    left = axis_width(canvas, round_, plot.sign)
    lasts = [mark for track in plot.tracks if (mark := track.marks[-1]) and not mark.is_absent]
    figures = max((canvas.width_of(mark.text, bold=True) for mark in lasts), default=0.0)
    right = canvas.width - figures - _TO_FIGURE - 1
    scale = tick_scale(round_, low, high, FOOT + 5, canvas.height - _TOP)
    value_rules(canvas, scale, round_, (left, right), plot.sign)
    places = places_of(plot, left + 6, right)
    time_axis(canvas, plot, places, FOOT + 5)
    plane = Plane(places, scale, Box(left, FOOT + 1, right, canvas.height))
    for number, (one, other) in enumerate(bands):
        colour = css_of(mixed(rgb_of(style.ground), rgb_of(style.accent), _FADED[number]))
        _band(canvas, line, one, other, plane, colour)
    trace(canvas, plot, line, plane, style.accent)
    absences(canvas, line, plane)
    _end_figures(canvas, lasts, line, plane, right + _TO_FIGURE)
    told = [(i, mark) for i, mark in enumerate(line.marks[:-1]) if mark and mark.labelled]
    for index, mark in told:
        if mark.value is not None:
            with canvas.mark(mark):
                place = (places[index], scale(float(mark.value)))
                label_near(canvas, place, mark.text, plane.frame)
    return canvas


def _band(canvas: Canvas, line: Track, low: Track, high: Track, plane: Plane, colour: str) -> None:
    """The area between two ends, which opens from the last value before it."""
    upper: list[Point] = []
    lower: list[Point] = []
    last: Point | None = None
    for x, value, one, other in zip(plane.places, line.marks, low.marks, high.marks, strict=True):
        bottom, top = (_value(mark) for mark in (one, other))
        middle = _value(value)
        if bottom is None or top is None:
            _fill(canvas, upper, lower, colour)
            upper, lower = [], []
            last = (x, plane.scale(middle)) if middle is not None else None
            continue
        if last and not upper:
            upper, lower = [last], [last]
        upper.append((x, plane.scale(top)))
        lower.append((x, plane.scale(bottom)))
        last = None
    _fill(canvas, upper, lower, colour)


def _fill(canvas: Canvas, upper: Sequence[Point], lower: Sequence[Point], colour: str) -> None:
    if len(upper) > 1:
        canvas.polygon([*upper, *reversed(lower)], colour)


def _end_figures(
    canvas: Canvas, lasts: Sequence[Mark], line: Track, plane: Plane, x: float
) -> None:
    """The last figures at the right, those of the line in bold, moved apart where they are close."""
    wanted = [plane.scale(_value(mark) or 0.0) for mark in lasts]
    step = canvas.style.size * 1.15
    heights = spread(wanted, [step] * len(lasts), FOOT + 1, canvas.height)
    for mark, y, wish in zip(lasts, heights, wanted, strict=True):
        is_line = mark is line.marks[-1]
        if abs(y - wish) > 2:  # noqa: PLR2004
            canvas.line([(x - _TO_FIGURE + 3, wish), (x - 1, y)], canvas.style.mute, 0.5)
        ink = canvas.style.accent_text if is_line else canvas.style.grey
        with canvas.mark(mark):
            canvas.text(x, y, mark.text, colour=ink, bold=is_line)


def _value(mark: Mark | None) -> float | None:
    if mark is None or mark.is_absent:
        return None
    return float(mark.value) if mark.value is not None else min(mark.ends, key=abs)
