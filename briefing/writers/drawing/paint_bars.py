"""Bars, columns and stacks: plots to canvases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.core.plot import Mark, Plot, Track
from briefing.writers.drawing.axes import (
    FOOT,
    absent_sign,
    axis_width,
    named_periods,
    period_names,
    value_rules,
    wrapped,
    year_breaks,
)
from briefing.writers.drawing.canvas import Canvas
from briefing.writers.drawing.scale import Box, Scale, domain, spread, tick_scale, ticks
from briefing.writers.house.chart_style import Style

_ROW, _BAR = 15.0, 9.0
_LEADING = 1.15
_COLUMN_HEIGHT, _STACK_HEIGHT = 136.0, 150.0
_GAP = 4.0
_FARTHEST = 40
"""So many points a figure is moved away from its column at most."""
_NAME_SHARE = 0.42
_TO_NAMES, _TO_NAME = 14.0, 5.0
"""Points from the last stack to its figures, and on to its names."""


def paint_bars(plot: Plot, style: Style) -> Canvas:
    """Ranked bars: names at the left, figures at the ends."""
    canvas = Canvas(style, 0)
    names = [wrapped(canvas, track.title, canvas.width * _NAME_SHARE) for track in plot.tracks]
    step = style.size * _LEADING
    rows = [_ROW * style.taller + step * (len(lines) - 1) for lines in names]
    canvas.height = sum(rows) + 2
    names_width = max(canvas.width_of(words, bold=True) for lines in names for words in lines) + 7
    scale = _bar_scale(canvas, plot, names_width)
    y = canvas.height - 1
    for track, lines, row in zip(plot.tracks, names, rows, strict=True):
        y -= row
        middle = y + row / 2
        bold = track.highlighted
        for number, words in enumerate(lines):
            top = middle + step * ((len(lines) - 1) / 2 - number)
            canvas.text(0, top, words, bold=bold)
        (mark,) = track.marks
        if mark is not None:
            _bar(canvas, plot, track, mark, scale, middle)
    zero = scale(0.0)
    canvas.line([(zero, 0), (zero, canvas.height)], style.grey, 0.7)
    return canvas


def paint_columns(plot: Plot, style: Style) -> Canvas:
    """Columns over time on a zero line; the last is in colour."""
    canvas = Canvas(style, _COLUMN_HEIGHT)
    (track,) = plot.tracks
    every = all(mark.labelled or mark.is_absent for mark in plot.marks)
    low, high = domain(track.ends, from_zero=True)
    round_ = ticks(low, high, plot.numbers)
    left = 0.0 if every else axis_width(canvas, round_, plot.sign)
    bottom = FOOT + (12 if low < 0 else 4)
    top = canvas.height - 12 - 8 * any(mark.opens == "up" for mark in plot.marks)
    scale = Scale(low, high, bottom, top)
    if not every:
        scale = tick_scale(round_, low, high, bottom, top)
        value_rules(canvas, scale, round_, (left, canvas.width), plot.sign)
    slot = (canvas.width - left) / len(plot.periods)
    centres = [left + slot * (index + 0.5) for index in range(len(plot.periods))]
    last = max(i for i, mark in enumerate(track.marks) if mark and not mark.is_absent)
    told: list[tuple[Mark, float, float]] = []
    for index, (x, mark) in enumerate(zip(centres, track.marks, strict=True)):
        if mark is not None:
            colour = style.accent if index == last else style.mute
            end = _column(canvas, plot, mark, x, min(slot * 0.72, 34), scale, colour)
            told += [(mark, x, end)] if mark.labelled and not mark.is_absent else []
    zero = scale(0.0)
    canvas.line([(left, zero), (canvas.width, zero)], style.ink, 0.8)
    for mark, x, end in reversed(told):
        _column_figure(canvas, mark, x, end, below=end < zero, bold=mark is track.marks[last])
    year_breaks(canvas, plot.periods, centres)
    period_names(canvas, named_periods(plot), centres, FOOT / 2 - 1, (left, canvas.width))
    return canvas


def paint_stack(plot: Plot, style: Style) -> Canvas:
    """Columns of shares, the largest at the foot; names and figures at the right."""
    plot = replace(plot, tracks=tuple(set_off(plot.tracks)))
    canvas = Canvas(style, _STACK_HEIGHT)
    names, names_width = stack_width(canvas, plot.tracks)
    count = len(plot.periods)
    slot = min((canvas.width - names_width) / count, 84)
    width = slot * 0.7
    scale = Scale(0, 100, FOOT + 3, canvas.height - 3)
    colours = stack_colours(plot.tracks, style)
    centres = [slot * index + width / 2 for index in range(count)]
    tops: list[tuple[float, float]] = []
    for index, x in enumerate(centres):
        tops = _stack(canvas, plot, index, Box(x - width / 2, 0, x + width / 2, 0), scale, colours)
    _stack_periods(canvas, plot, centres, slot)
    stack_names(canvas, plot.tracks, names, centres[-1] + width / 2, tops)
    return canvas


def stack_width(canvas: Canvas, tracks: Sequence[Track]) -> tuple[list[list[str]], float]:
    """The names of parts in lines, and the points that they take beside the last stack.

    Makes the canvas as high as they need.
    """
    names = [wrapped(canvas, track.title, canvas.width * _NAME_SHARE) for track in tracks]
    step = canvas.style.size * 1.25
    canvas.height = max(canvas.height, FOOT + 2 + step * sum(map(len, names)))
    figures = max(canvas.width_of(one.text, bold=True) for track in tracks for one in track.present)
    widest = max(canvas.width_of(words, bold=True) for lines in names for words in lines)
    return names, _TO_NAMES + figures + _TO_NAME + widest


def _stack_periods(canvas: Canvas, plot: Plot, centres: Sequence[float], slot: float) -> None:
    """The periods below the stacks; which of them are estimated is written where there is room."""
    if all(canvas.width_of(name) + 4 <= slot for name in plot.full_labels):
        for x, name in zip(centres, plot.full_labels, strict=True):
            half = canvas.width_of(name) / 2
            canvas.text(max(x, half), FOOT / 2 - 1, name, align="center", colour=canvas.style.grey)
        return
    period_names(canvas, named_periods(plot), centres, FOOT / 2 - 1, (0, canvas.width))


def _bar(canvas: Canvas, plot: Plot, track: Track, mark: Mark, scale: Scale, y: float) -> None:
    style = canvas.style
    zero = scale(0.0)
    colour = _bar_colour(plot, track, mark, style)
    if mark.is_absent:
        with canvas.mark(mark):
            canvas.text(zero + _GAP, y, mark.text, colour=style.grey)
        return
    soft = mark.is_soft and not plot.all_soft
    with canvas.mark(mark, soft=soft):
        end = _filled(canvas, mark, y, scale, colour, soft=soft)
        back = end < zero
        canvas.text(
            end - _GAP if back else end + _GAP,
            y,
            mark.text,
            align="right" if back else "left",
            bold=track.highlighted,
        )


def _bar_colour(plot: Plot, track: Track, mark: Mark, style: Style) -> str:
    """The accent for what is highlighted; where nothing is, of two sides for the one above zero.

    Where one of the sides is the better one, each has the colour of its meaning.
    """
    if plot.better:
        nearest = min(mark.ends, key=abs, default=0.0)
        return style.of_side(plot.side_of(nearest), style.mute)
    if any(one.highlighted for one in plot.tracks):
        return style.accent if track.highlighted else style.mute
    below = plot.form == "diverging" and all(end < 0 for end in mark.ends)
    return style.grey if below and mark.ends else style.accent


def _filled(
    canvas: Canvas, mark: Mark, y: float, scale: Scale, colour: str, *, soft: bool
) -> float:
    """The bar of a value, or of a bound: solid as far as is sure, then open. Yields its end."""
    zero = scale(0.0)
    half = _BAR * max(1.0, canvas.style.taller) / 2
    ends = [scale(end) for end in mark.ends]
    sure = min(ends, key=lambda x: abs(x - zero))
    far = max(ends, key=lambda x: abs(x - zero))
    fill, edge, width = _ink(canvas.style, colour, soft=soft)
    if mark.opens == "down":
        sure = zero
    if sure != zero:
        canvas.rectangle(Box(zero, y - half, sure, y + half), fill, edge, width)
        canvas.areas.append(Box(min(zero, sure), y - half, max(zero, sure), y + half))
    if not mark.is_bound:
        return sure
    if mark.opens == "up":
        far = max(far, sure + 8) if len(ends) > 1 else sure + 8
        canvas.line([(sure, y), (far - 1, y)], colour, 1.3)
        canvas.polygon([(far - 4, y - 2.8), (far - 4, y + 2.8), (far + 1, y)], colour)
        return far
    if mark.opens == "down":
        canvas.line([(far, y - half), (far, y + half)], colour, 1.6)
        canvas.line([(far, y), (far - 5, y)], colour, 1.3)
        canvas.polygon([(far - 4, y - 2.8), (far - 4, y + 2.8), (far - 8, y)], colour)
        return far
    canvas.rectangle(Box(sure, y - half, far, y + half), canvas.style.ground, colour, 0.9)
    return far


def _bar_scale(canvas: Canvas, plot: Plot, names_width: float) -> Scale:
    """The widest scale at which every bar and the figure at its end stay on the canvas."""
    ends = [end for track in plot.tracks for end in track.ends]
    low, high = domain(ends, from_zero=True)
    texts = [
        (end, canvas.width_of(mark.text, bold=True) + _GAP + 12 * mark.is_bound)
        for track in plot.tracks
        for mark in track.present
        for end in mark.ends or (0.0,)
    ]
    negative = [(end, width) for end, width in texts if end < 0]
    before = max((width for _, width in negative), default=0.0)
    left, right = names_width + before, canvas.width
    factor = (right - left) / (high - low)
    for end, width in texts:
        if end > low and end >= 0:
            factor = min(factor, (right - width - left) / (end - low))
    return Scale(low, high, left, left + (high - low) * factor)


def _column(
    canvas: Canvas,
    plot: Plot,
    mark: Mark,
    x: float,
    width: float,
    scale: Scale,
    colour: str,
) -> float:
    """A column, or the sign of a value that is not there; yields its end."""
    zero = scale(0.0)
    if mark.is_absent:
        absent_sign(canvas, mark, x, zero + 6)
        return zero
    soft = mark.is_soft and not plot.all_soft
    fill, edge, line = _ink(canvas.style, colour, soft=soft)
    ends = [scale(end) for end in mark.ends]
    sure = min(ends, key=lambda y: abs(y - zero))
    top = max(ends, key=lambda y: abs(y - zero))
    with canvas.mark(mark, soft=soft):
        if mark.opens != "down":
            canvas.rectangle(Box(x - width / 2, zero, x + width / 2, sure), fill, edge, line)
            low, high = sorted((zero, sure))
            canvas.areas.append(Box(x - width / 2, low, x + width / 2, high))
        if mark.is_bound:
            top = _open_end(canvas, mark, x, sure if mark.opens != "down" else zero, top, colour)
            canvas.areas.append(Box(x - 4, min(sure, top), x + 4, max(sure, top)))
    return top


def _column_figure(
    canvas: Canvas, mark: Mark, x: float, end: float, *, below: bool, bold: bool
) -> None:
    """The figure of a column beyond its end, moved away from others; none where there is no room."""
    half = canvas.width_of(mark.text, bold=bold) / 2
    x = min(max(x, half), canvas.width - half)
    for away in range(0, _FARTHEST, 2):
        y = end - 6.5 - away if below else end + 6 + away
        if canvas.is_clear(canvas.box_of(x, y, mark.text, "center", bold=bold)):
            with canvas.mark(mark):
                canvas.text(x, y, mark.text, align="center", bold=bold, beside=True)
            return


def _open_end(canvas: Canvas, mark: Mark, x: float, sure: float, far: float, colour: str) -> float:
    if mark.opens == "up":
        far = max(far, sure + 9)
        canvas.line([(x, sure), (x, far - 2)], colour, 1.3)
        canvas.polygon([(x - 2.8, far - 4), (x + 2.8, far - 4), (x, far + 1)], colour)
    elif mark.opens == "down":
        canvas.line([(x - 7, far), (x + 7, far)], colour, 1.6)
        canvas.line([(x, far), (x, far - 5)], colour, 1.3)
        canvas.polygon([(x - 2.8, far - 4), (x + 2.8, far - 4), (x, far - 8)], colour)
    else:
        canvas.rectangle(Box(x - 4, sure, x + 4, far), canvas.style.ground, colour, 0.9)
    return far


def _ink(style: Style, colour: str, *, soft: bool) -> tuple[str, str, float]:
    """Fill, edge and its width: an estimate is hollow."""
    if not soft:
        return colour, "none", 0.0
    return style.faded(colour), colour, 1.0


def set_off(tracks: Sequence[Track]) -> list[Track]:
    """The parts of a whole, the first in colour where nothing else is."""
    if any(track.highlighted for track in tracks):
        return [*tracks]
    return [replace(track, highlighted=not place) for place, track in enumerate(tracks)]


def stack_colours(tracks: Sequence[Track], style: Style) -> list[str]:
    """The accent for what is highlighted, greys for the others, none beside its like."""
    found: list[str] = []
    for track in tracks:
        greys = [grey for grey in style.ramp if grey not in found[-1:]]
        shade = style.ramp[track.shade % len(style.ramp)]
        grey = shade if shade in greys else greys[track.shade % len(greys)]
        found.append(style.accent if track.highlighted else grey)
    return found


def _stack(
    canvas: Canvas, plot: Plot, index: int, slot: Box, scale: Scale, colours: Sequence[str]
) -> list[tuple[float, float]]:
    """One column of shares; yields the lower and upper end of each part."""
    style = canvas.style
    parts = []
    below = 0.0
    last = index == len(plot.periods) - 1
    for track, colour in zip(plot.tracks, colours, strict=True):
        mark = track.marks[index]
        share = float(mark.value) if mark and mark.value is not None else 0.0
        bottom, top = scale(below), scale(below + share)
        parts.append((bottom, top))
        below += share
        if mark is None or share == 0:
            continue
        with canvas.mark(mark, soft=mark.is_soft and not plot.all_soft):
            box = Box(slot.left, bottom, slot.right, max(top - 0.8, bottom + 0.4))
            canvas.rectangle(box, colour)
            canvas.areas.append(box)
            fits = canvas.width_of(mark.text) + 4 <= slot.right - slot.left
            if mark.labelled and not last and fits and top - bottom > style.size:
                middle = ((slot.left + slot.right) / 2, (bottom + top) / 2)
                ink = style.on(colour)
                canvas.text(*middle, mark.text, align="center", colour=ink, inside=True)
    return parts


def stack_names(
    canvas: Canvas,
    tracks: Sequence[Track],
    names: Sequence[Sequence[str]],
    edge: float,
    parts: Sequence[tuple[float, float]],
) -> None:
    """Names and last shares beside the last column, with hair lines where they had to move."""
    style = canvas.style
    shown = [
        (track, mark, lines, (bottom + top) / 2)
        for track, lines, (bottom, top) in zip(tracks, names, parts, strict=True)
        if (mark := track.marks[-1]) is not None
    ]
    step = style.size * 1.25
    wanted = [middle for _, _, _, middle in shown]
    sizes = [step * len(lines) for _, _, lines, _ in shown]
    heights = spread(wanted, sizes, FOOT, canvas.height)
    figures = max(canvas.width_of(mark.text, bold=True) for _, mark, _, _ in shown)
    for (track, mark, lines, middle), centre in zip(shown, heights, strict=True):
        y = centre + step * (len(lines) - 1) / 2
        ink = style.accent_text if track.highlighted else style.ink
        canvas.line([(edge + 2, middle), (edge + 7, middle), (edge + 12, y)], style.mute, 0.5)
        x = edge + _TO_NAMES + figures
        with canvas.mark(mark):
            canvas.text(x, y, mark.text, align="right", colour=ink, bold=track.highlighted)
        for number, words in enumerate(lines):
            below = y - step * number
            canvas.text(x + _TO_NAME, below, words, colour=ink, bold=track.highlighted)
