"""Slopes between two periods: a plot to a canvas."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.core.plot import Plot, Track
from briefing.writers.drawing.axes import FOOT, named_periods, period_names
from briefing.writers.drawing.canvas import Canvas, Point
from briefing.writers.drawing.line_ends import (
    Plane,
    end_lines,
    end_names,
    end_room,
    end_sizes,
    height_of,
    leader,
)
from briefing.writers.drawing.scale import Box, Scale, domain, spread
from briefing.writers.house.chart_style import Style

_LOWEST = 136.0
_WIDE = 1.6
_MOST_IN_COLOUR = 4
"""More in colour are no emphasis."""


def paint_slope(plot: Plot, style: Style) -> Canvas:
    """Two periods, a line for each track, figures at both ends and names at the right."""
    rows = max(len(plot.tracks), 4)
    canvas = Canvas(style, max(_LOWEST, rows * 15.0 + 24))
    names = [end_lines(canvas, track) for track in plot.tracks]
    canvas.height = max(canvas.height, FOOT + 2 + sum(end_sizes(canvas, names)))
    low, high = domain([end for track in plot.tracks for end in track.ends], from_zero=False)
    scale = Scale(low, high, FOOT + 12, canvas.height - 10)
    starts = [track.marks[0] for track in plot.tracks]
    left = max(canvas.width_of(mark.text) for mark in starts if mark) + 12
    right = canvas.width - end_room(canvas, plot, names)
    for x in (left, right):
        canvas.line([(x, FOOT + 3), (x, canvas.height - 3)], style.rule, 0.8)
    period_names(canvas, named_periods(plot), (left, right), FOOT / 2 - 1, (0, canvas.width))
    colours = _slope_colours(plot.tracks, style)
    for track, colour in zip(plot.tracks, colours, strict=True):
        _slope_line(canvas, plot, track, (left, right), scale, colour)
    heights = spread(
        [height_of(mark, scale) for mark in starts],
        [style.size * 1.2] * len(starts),
        FOOT + 1,
        canvas.height,
    )
    for mark, y in zip(starts, heights, strict=True):
        if mark:
            leader(canvas, (left - 4, height_of(mark, scale)), (left - 9, y))
            with canvas.mark(mark):
                canvas.text(left - 11, y, mark.text, align="right")
    plane = Plane((left, right), scale, Box(0, 0, canvas.width, canvas.height))
    end_names(canvas, plot, plane, names, colours)
    return canvas


def _slope_line(
    canvas: Canvas, plot: Plot, track: Track, across: Point, scale: Scale, colour: str
) -> None:
    start, end = (height_of(mark, scale) for mark in track.marks)
    canvas.line([(across[0], start), (across[1], end)], colour, _WIDE)
    for x, y, mark in zip(across, (start, end), track.marks, strict=True):
        if mark:
            soft = mark.is_soft and not plot.all_soft
            with canvas.mark(mark, soft=soft):
                canvas.dot(x, y, colour, hollow=soft)


def _slope_colours(tracks: Sequence[Track], style: Style) -> list[str]:
    """The accent for what is highlighted, or else for what rises; where that is most, for the first."""
    if any(track.highlighted for track in tracks):
        return [style.accent if track.highlighted else style.mute for track in tracks]
    rising = [track for track in tracks if _rises(track)]
    if len(rising) > _MOST_IN_COLOUR or len(rising) == len(tracks):
        rising = list(tracks[:1])
    return [style.accent if track in rising else style.mute for track in tracks]


def _rises(track: Track) -> bool:
    start, end = (mark.value if mark else None for mark in track.marks)
    return start is not None and end is not None and end > start
