"""Values and bounds over time: plots to canvases."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.core.plot import Mark, Plot
from briefing.writers.drawing.axes import (
    FOOT,
    Side,
    absent_sign,
    axis_width,
    bound_sign,
    label_near,
    named_periods,
    period_names,
    value_rules,
    year_breaks,
)
from briefing.writers.drawing.canvas import Canvas, Point
from briefing.writers.drawing.scale import Box, Scale, domain, tick_scale, ticks
from briefing.writers.house.chart_style import Style

_HEIGHT = 136.0
_KEY_LINE = 11.0


def paint_range(plot: Plot, style: Style) -> Canvas:
    """A dot for a value, an arrow for a bound, a bracket for a range; a stem down to zero."""
    key = _key_lines(style, plot) * _KEY_LINE
    canvas = Canvas(style, _HEIGHT + key)
    ends = [end for track in plot.tracks for end in track.ends]
    low, high = domain(ends, from_zero=True)
    round_ = ticks(low, high, plot.numbers)
    left = axis_width(canvas, round_, plot.sign)
    top = canvas.height - 15 - key
    foot = FOOT + (14 if low < 0 or any(mark.opens == "down" for mark in plot.marks) else 4)
    scale = tick_scale(round_, low, high, foot, top)
    value_rules(canvas, scale, round_, (left, canvas.width), plot.sign)
    slot = (canvas.width - left) / len(plot.periods)
    centres = [left + slot * (index + 0.5) for index in range(len(plot.periods))]
    year_breaks(canvas, plot.periods, centres)
    period_names(canvas, named_periods(plot), centres, FOOT / 2 - 1, (left, canvas.width))
    frame = Box(left, FOOT, canvas.width, canvas.height - key)
    count = len(plot.tracks)
    colours = [style.accent, style.grey, style.mute]
    told: list[tuple[Mark, Point]] = []
    for number, track in enumerate(plot.tracks):
        colour = colours[number % len(colours)]
        shift = slot * 0.55 * ((number + 0.5) / count - 0.5)
        for x, mark in zip(centres, track.marks, strict=True):
            if mark is not None:
                soft = mark.is_soft and not plot.all_soft
                end = _sign(canvas, mark, x + shift, scale, colour, soft=soft)
                told += [(mark, (x + shift, end))] if mark.labelled and not mark.is_absent else []
    for mark, (x, end) in reversed(told):
        with canvas.mark(mark):
            side: Side = "below" if end < scale(0.0) else "above"
            label_near(canvas, (x, end), mark.text, frame, side, clear=5.5, beside=True)
    if count > 1:
        _key(canvas, plot, colours)
    return canvas


def _sign(canvas: Canvas, mark: Mark, x: float, scale: Scale, colour: str, *, soft: bool) -> float:
    """A value or bound, or the sign of one that is not there; yields the height of its end."""
    foot = scale(0.0)
    if mark.is_absent:
        absent_sign(canvas, mark, x, foot + 6)
        return foot
    with canvas.mark(mark, soft=soft):
        if mark.value is not None:
            top = scale(float(mark.value))
            canvas.line([(x, foot), (x, top)], canvas.style.mute, 0.5)
            canvas.dot(x, top, colour, hollow=soft, size=2.8)
        else:
            nearest = min((scale(end) for end in mark.ends), key=lambda y: abs(y - foot))
            canvas.line([(x, foot), (x, nearest)], canvas.style.mute, 0.5)
            top = bound_sign(canvas, mark, x, scale, colour)
            if top < foot:
                top = min(scale(end) for end in mark.ends)
    canvas.obstacles.append(((x, foot), (x, top)))
    return top


def _key(canvas: Canvas, plot: Plot, colours: Sequence[str]) -> None:
    """The names of several tracks above, each in the colour of its marks."""
    x, y = 0.0, canvas.height - 5
    for number, track in enumerate(plot.tracks):
        if x and x + canvas.width_of(track.title) + 9 > canvas.width:
            x, y = 0.0, y - _KEY_LINE
        canvas.dot(x + 3, y, colours[number % len(colours)], size=2.8)
        x = canvas.text(x + 9, y, track.title).right + 14


def _key_lines(style: Style, plot: Plot) -> int:
    """How many lines the names of several tracks take."""
    if len(plot.tracks) == 1:
        return 0
    trial = Canvas(style, 0)
    _key(trial, plot, [style.ink])
    return len({box.bottom for _, box in trial.boxes})
