"""The plane of lines, and what stands at their last marks: figures and names, none on top of another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.core.plot import Mark, Plot, Track
from briefing.writers.drawing.axes import FOOT, wrapped
from briefing.writers.drawing.canvas import Canvas, Point
from briefing.writers.drawing.scale import Box, Scale, spread

_NAME_SHARE = 0.29
"""Part of the width that names at the ends of lines may take."""
_TO_FIGURE, _TO_NAME = 11.0, 4.0
"""Points from the last mark to its figure, and on to its name."""


@dataclass(frozen=True, slots=True)
class Plane:
    """Where values and periods stand on the canvas."""

    places: tuple[float, ...]
    scale: Scale
    frame: Box
    """Within which figures keep."""


def end_lines(canvas: Canvas, track: Track) -> list[str]:
    """The name of a track in lines that leave room for the drawing."""
    return wrapped(canvas, track.title, canvas.width * _NAME_SHARE)


def end_sizes(canvas: Canvas, names: Sequence[Sequence[str]]) -> list[float]:
    """Points that each name takes from top to bottom."""
    return [canvas.style.size * 1.15 * len(lines) + 1 for lines in names]


def end_room(canvas: Canvas, plot: Plot, names: Sequence[Sequence[str]]) -> float:
    """Points that figures and names take right of the last marks."""
    widest = max(canvas.width_of(words, bold=True) for lines in names for words in lines)
    return _TO_FIGURE + _figures_room(canvas, plot) + _TO_NAME + widest + 1


def _figures_room(canvas: Canvas, plot: Plot) -> float:
    last = [_last(track)[1] for track in plot.tracks]
    return max(canvas.width_of(mark.text, bold=True) for mark in last)


def end_names(
    canvas: Canvas,
    plot: Plot,
    plane: Plane,
    names: Sequence[Sequence[str]],
    colours: Sequence[str],
) -> None:
    """At the end of each line its figure and its name, moved apart where lines end close.

    A line that ended earlier has no figure there, where it would seem to be of the last period.
    """
    style = canvas.style
    step = style.size * 1.15
    x = plane.places[-1]
    ends = [_last(track) for track in plot.tracks]
    wanted = [height_of(mark, plane.scale) for _, mark in ends]
    heights = spread(wanted, end_sizes(canvas, names), FOOT + 1, canvas.height)
    edge = x + _TO_FIGURE + _figures_room(canvas, plot)
    for track, (place, mark), lines, y, wish, colour in zip(
        plot.tracks, ends, names, heights, wanted, colours, strict=True
    ):
        ink = style.accent_text if colour == style.accent else style.ink
        top = y + step * (len(lines) - 1) / 2
        leader(canvas, (max(plane.places[place], x) + 4, wish), (x + 9, top))
        if place == len(track.marks) - 1:
            with canvas.mark(mark):
                canvas.text(edge, top, mark.text, align="right", colour=ink, bold=track.highlighted)
        for number, words in enumerate(lines):
            y_line = top - step * number
            canvas.text(edge + _TO_NAME, y_line, words, colour=ink, bold=track.highlighted)


def leader(canvas: Canvas, start: Point, end: Point) -> None:
    """A hair line to a label that had to move."""
    if abs(start[1] - end[1]) > 2:  # noqa: PLR2004
        canvas.line([start, end], canvas.style.mute, 0.5)


def _last(track: Track) -> tuple[int, Mark]:
    known = [(i, mark) for i, mark in enumerate(track.marks) if mark and not mark.is_absent]
    assert known  # kinds refuse tracks without values
    return known[-1]


def height_of(mark: Mark | None, scale: Scale) -> float:
    """Where a mark lies on the canvas; the higher of its bounds where it has no value."""
    assert mark is not None  # only asked of marks that are there
    if mark.value is not None:
        return scale(float(mark.value))
    return max(scale(end) for end in mark.ends)
