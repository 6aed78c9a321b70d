"""Dots by two measures: plots to canvases."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.core.plot import Mark, Plot, Track, UnitSign
from briefing.writers.drawing.axes import axis_width, label_near, value_rules, wrapped
from briefing.writers.drawing.canvas import Canvas, Point
from briefing.writers.drawing.scale import Box, Scale, Ticks, domain, tick_scale, ticks
from briefing.writers.house.chart_style import Style

_HEIGHT, _DOT = 176.0, 2.5
_MOST_NAMED = 24
_SMALL = 1.0
_GAP = 6.0
"""Points between the values of the axis across, at least."""
_FOOT = 10.0


def paint_scatter(plot: Plot, style: Style) -> Canvas:
    """A dot for each track; those in colour and those far out are named first, as far as there is place."""
    canvas = Canvas(style, _HEIGHT)
    across, up = plot.axes
    below = wrapped(canvas, across.title, canvas.width)
    above = wrapped(canvas, up.title, canvas.width)
    line = style.size * 1.2
    foot = line * len(below) + _FOOT + 4
    canvas.height = _HEIGHT + line * (len(above) + len(below) - 2)
    ends = [[_at(track, side) for track in plot.tracks] for side in (0, 1)]
    (low_x, high_x), (low_y, high_y) = (domain(one, from_zero=False) for one in ends)
    round_x, round_y = ticks(low_x, high_x, plot.numbers, 4), ticks(low_y, high_y, plot.numbers)
    left = axis_width(canvas, round_y, up.sign)
    top = canvas.height - line * len(above) - 8
    frame = Box(left, foot, canvas.width, top + 6)
    x_scale = tick_scale(round_x, low_x, high_x, left + 7, canvas.width - 9)
    y_scale = tick_scale(round_y, low_y, high_y, foot + 7, top)
    for number, words in enumerate(above):
        canvas.text(0, canvas.height - line * (number + 0.5), words, colour=style.grey)
    for number, words in enumerate(below):
        y = line * (len(below) - number - 0.5)
        canvas.text(canvas.width, y, words, align="right", colour=style.grey)
    value_rules(canvas, y_scale, round_y, (left, canvas.width), up.sign)
    _across(canvas, round_x, x_scale, foot, across.sign)
    places = [(x_scale(x), y_scale(y)) for x, y in zip(*ends, strict=True)]
    _dots(canvas, plot, places)
    _names(canvas, plot, places, frame)
    return canvas


def _at(track: Track, side: int) -> float:
    mark = track.marks[side]
    assert mark is not None  # members without one of the two are not shown
    return float(mark.value or 0)


def _across(canvas: Canvas, round_: Ticks, scale: Scale, foot: float, sign: UnitSign) -> None:
    """The values of the axis across, as many as fit."""
    style, end = canvas.style, -_GAP
    canvas.line([(scale.start - 7, foot), (scale.end + 9, foot)], style.grey, 0.7)
    for value, text in zip(round_.values, round_.texts, strict=True):
        x, label = scale(float(value)), sign.beside(text)
        canvas.line([(x, foot), (x, foot - 2.5)], style.grey, 0.6)
        half = canvas.width_of(label, style.size * _SMALL) / 2
        middle = min(max(x, half), canvas.width - half)
        if middle - half < end + _GAP:
            continue
        canvas.text(
            middle, foot - 8, label, align="center", colour=style.grey, size=style.size * _SMALL
        )
        end = middle + half


def _dots(canvas: Canvas, plot: Plot, places: Sequence[Point]) -> None:
    """The dots, those in colour above the others."""
    some = any(track.highlighted for track in plot.tracks)
    pairs = sorted(zip(plot.tracks, places, strict=True), key=lambda pair: pair[0].highlighted)
    for track, (x, y) in pairs:
        colour = canvas.style.accent if track.highlighted or not some else canvas.style.mute
        soft = any(mark.is_soft for mark in track.present) and not plot.all_soft
        with canvas.mark(_shown(track), soft=soft):
            canvas.dot(x, y, colour, hollow=soft, size=_DOT)
        canvas.areas.append(Box(x - _DOT, y - _DOT, x + _DOT, y + _DOT))


def _shown(track: Track) -> Mark:
    mark = track.marks[1]
    assert mark is not None
    return mark


def _names(canvas: Canvas, plot: Plot, places: Sequence[Point], frame: Box) -> None:
    """Names beside dots: first what is in colour, then what lies far from the middle of all."""
    middle = [sum(side) / len(places) for side in zip(*places, strict=True)]

    def rank(pair: tuple[Track, Point]) -> tuple[bool, float]:
        track, (x, y) = pair
        return not track.highlighted, -((x - middle[0]) ** 2 + (y - middle[1]) ** 2)

    ordered = sorted(zip(plot.tracks, places, strict=True), key=rank)
    for track, place in ordered[:_MOST_NAMED]:
        label_near(
            canvas, place, track.title, frame, bold=track.highlighted, clear=_DOT + 1.5, near=True
        )
