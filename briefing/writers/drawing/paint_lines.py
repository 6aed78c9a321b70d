"""Lines over time and small multiples: plots to canvases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from briefing.core.plot import Plot, Track
from briefing.writers.drawing.axes import (
    FOOT,
    Side,
    absent_sign,
    axis_width,
    bound_sign,
    label_near,
    named_periods,
    period_names,
    time_axis,
    value_rules,
    wrapped,
)
from briefing.writers.drawing.canvas import Canvas, Point
from briefing.writers.drawing.line_ends import (
    Plane,
    end_lines,
    end_names,
    end_room,
    end_sizes,
    height_of,
)
from briefing.writers.drawing.scale import Box, Scale, domain, moment, tick_scale, ticks
from briefing.writers.house.chart_style import Style

_HEIGHT = 136.0
_TOP = 13.0
_WIDE = 1.6
_DOTS, _LONG_GAP = 24, 3
"""Up to so many values, each has its dot where there is room for it; from so many on that are missing in a row, one sign tells of all."""
_APART = 8.0
"""Points between two dots, at least: closer ones would hide the line, which then has them at its figures."""
_PER_ROW = 3
_FOUR = 4


def paint_line(plot: Plot, style: Style) -> Canvas:
    """One or several lines; figures at the marks of one, names at the ends of several."""
    canvas = Canvas(style, _HEIGHT)
    single = len(plot.tracks) == 1
    every = single and all(mark.labelled or mark.is_absent for mark in plot.marks)
    low, high = domain(
        [end for track in plot.tracks for end in track.ends], from_zero=plot.from_zero
    )
    round_ = ticks(low, high, plot.numbers)
    left = 14.0 if every else axis_width(canvas, round_, plot.sign)
    named = [track for track in plot.tracks if track.is_named]
    names = [] if single else [end_lines(canvas, track) for track in named]
    canvas.height = max(canvas.height, FOOT + 2 + sum(end_sizes(canvas, names)))
    right = canvas.width - (end_room(canvas, plot, names) if names else 16.0)
    bottom = FOOT + (4 if low == 0 else 14)
    top = canvas.height - _TOP - 6 * any(mark.opens == "up" for mark in plot.marks)
    scale = Scale(low, high, bottom, top)
    if not every:
        scale = tick_scale(round_, low, high, FOOT + 5, top)
    places = places_of(plot, left + 6, right - (0 if names else 4))
    if every and scale.holds(0):
        canvas.line([(left - 10, scale(0)), (right + 12, scale(0))], style.grey, 0.7)
    elif not every:
        value_rules(canvas, scale, round_, (left, right), plot.sign)
    frame = Box(0 if every else left, FOOT + 1, canvas.width, canvas.height)
    plane = Plane(places, scale, frame)
    time_axis(canvas, plot, places, FOOT + 5)
    colours = _colours(plot.tracks, style)
    _paint_tracks(canvas, plot, plane, colours)
    if names:
        inks = [one for track, one in zip(plot.tracks, colours, strict=True) if track.is_named]
        end_names(canvas, replace(plot, tracks=tuple(named)), plane, names, inks)
    else:
        line_figures(canvas, plot.tracks[0], plane)
    return canvas


def paint_multiples(plot: Plot, style: Style) -> Canvas:
    """A panel for each track, with its own scale; first, last and highest figures told."""
    count = len(plot.tracks)
    across = 2 if count == _FOUR else min(count, _PER_ROW)
    gap, panel = 14.0, 104.0
    canvas = Canvas(style, panel)
    while across > 1 and _longest_word(canvas, plot) > _panel_width(canvas, across, gap):
        across -= 1
    rows = -(-count // across)
    width = _panel_width(canvas, across, gap)
    heads = [wrapped(canvas, track.title, width, bold=True) for track in plot.tracks]
    units = [] if plot.has_one_unit else [track.unit_name for track in plot.tracks]
    head = (max(len(lines) for lines in heads) + bool(units)) * style.size * 1.2
    canvas.height = rows * (panel + head) + (rows - 1) * 10
    for index, track in enumerate(plot.tracks):
        row, place = divmod(index, across)
        left = place * (width + gap)
        top = canvas.height - row * (panel + head + 10)
        for number, words in enumerate(heads[index]):
            canvas.text(left, top - style.size * (0.5 + 1.2 * number), words, bold=True)
        if units:
            y = top - style.size * (0.5 + 1.2 * len(heads[index]))
            canvas.text(left, y, units[index], colour=style.grey)
        _panel(canvas, plot, track, Box(left, top - head - panel, left + width, top - head))
    return canvas


def _panel_width(canvas: Canvas, across: int, gap: float) -> float:
    return (canvas.width - gap * (across - 1)) / across


def _longest_word(canvas: Canvas, plot: Plot) -> float:
    """Points that the longest word over a panel takes, which no line end can break."""
    titles = [wrapped(canvas, track.title, 0, bold=True) for track in plot.tracks]
    return max(canvas.width_of(word, bold=True) for words in titles for word in words)


def _panel(canvas: Canvas, plot: Plot, track: Track, box: Box) -> None:
    bottom = box.bottom + FOOT + 3
    low, high = domain(track.ends, from_zero=plot.from_zero)
    scale = Scale(low, high, bottom + (0 if low == 0 else 12), box.top - 15)
    places = places_of(plot, box.left + 6, box.right - 8)
    if scale.holds(0):
        canvas.line([(box.left, scale(0)), (box.right, scale(0))], canvas.style.grey, 0.7)
    named, ends = named_periods(plot), (places[0], places[-1])
    period_names(canvas, (named[0], named[-1]), ends, box.bottom + FOOT / 2, (box.left, box.right))
    frame = Box(box.left, bottom, min(box.right + 5, canvas.width), box.top)
    plane = Plane(places, scale, frame)
    sets_apart = any(one.highlighted for one in plot.tracks) and not track.highlighted
    colour = canvas.style.mute if sets_apart else canvas.style.accent
    trace(canvas, plot, track, plane, colour)
    absences(canvas, track, plane)
    line_figures(canvas, track, plane)


def _paint_tracks(canvas: Canvas, plot: Plot, plane: Plane, colours: Sequence[str]) -> None:
    """The accent last, so that it lies above the greys."""
    pairs = sorted(
        zip(plot.tracks, colours, strict=True), key=lambda pair: pair[1] == canvas.style.accent
    )
    for track, colour in pairs:
        trace(canvas, plot, track, plane, colour)
    for track, _ in pairs:
        if track.is_named:
            absences(canvas, track, plane, is_one_of_many=len(pairs) > 1)


def trace(canvas: Canvas, plot: Plot, track: Track, plane: Plane, colour: str) -> None:
    """A line that breaks where there is no value and is dashed where it leads to an estimate."""
    points = [
        (x, plane.scale(float(mark.value))) if mark and mark.value is not None else None
        for x, mark in zip(plane.places, track.marks, strict=True)
    ]
    tell_soft = not plot.all_soft
    run: list[Point] = []
    for (one, before), (other, after) in pairwise(zip(points, track.marks, strict=True)):
        dashed = tell_soft and bool((after and after.is_soft) or (before and before.is_soft))
        if one is None or other is None or dashed:
            _run(canvas, run, colour)
            run = []
        if one is None or other is None:
            continue
        canvas.obstacles.append((one, other))
        if dashed:
            canvas.line([one, other], colour, _WIDE, dashed=True)
        else:
            run = [*(run or [one]), other]
    _run(canvas, run, colour)
    _dots(canvas, plot, track, plane, colour)


def _run(canvas: Canvas, run: Sequence[Point], colour: str) -> None:
    if len(run) > 1:
        canvas.line(run, colour, _WIDE)


def _dots(canvas: Canvas, plot: Plot, track: Track, plane: Plane, colour: str) -> None:
    known = sum(mark.value is not None for mark in track.present)
    apart = min((b - a for a, b in pairwise(plane.places)), default=_APART)
    has_room = known <= _DOTS and apart >= _APART and track.is_named
    for index, (x, mark) in enumerate(zip(plane.places, track.marks, strict=True)):
        if mark is None or mark.is_absent:
            continue
        soft = mark.is_soft and not plot.all_soft
        if mark.is_bound:
            with canvas.mark(mark, soft=soft):
                bound_sign(canvas, mark, x, plane.scale, colour)
        elif has_room or (mark.labelled and track.is_named) or soft or _is_alone(track, index):
            with canvas.mark(mark, soft=soft):
                canvas.dot(x, plane.scale(float(mark.value or 0)), colour, hollow=soft)


def absences(canvas: Canvas, track: Track, plane: Plane, *, is_one_of_many: bool = False) -> None:
    """Signs of what has no value, when all is there that one must keep clear of.

    Of one line at its foot, of several each in its gap; a long gap has one, in its middle.
    """
    foot = plane.scale.start + 6
    steps = [foot + 2 * step for step in range(int((plane.scale.end - foot) / 2) + 1)]
    for gap in track.gaps():
        signs = [(plane.places[place], mark) for place, mark in gap]
        if len(gap) >= _LONG_GAP:
            signs = [((signs[0][0] + signs[-1][0]) / 2, signs[0][1])]
        near = _height_near(track, gap[0][0], plane) if is_one_of_many else foot
        others = sorted(steps, key=lambda one: abs(one - near)) if is_one_of_many else []
        for x, mark in signs:
            absent_sign(canvas, mark, x, near, others)


def _height_near(track: Track, index: int, plane: Plane) -> float:
    """Where the line of a track would pass: between its values before and after."""
    sides = (reversed(track.marks[:index]), track.marks[index + 1 :])
    known = [next((one for one in side if one and one.value is not None), None) for side in sides]
    heights = [plane.scale(float(one.value or 0)) for one in known if one]
    return sum(heights) / len(heights) if heights else plane.scale.start + 6


def _is_alone(track: Track, index: int) -> bool:
    """Whether no line reaches the mark, which would vanish without a dot."""
    near = [track.marks[place] for place in (index - 1, index + 1) if 0 <= place < len(track.marks)]
    return not any(mark and mark.value is not None for mark in near)


def line_figures(canvas: Canvas, track: Track, plane: Plane) -> None:
    """The figures of one line, the last in bold."""
    told = [(i, mark) for i, mark in enumerate(track.marks) if mark and mark.labelled]
    for index, mark in reversed(told):
        x, y = plane.places[index], height_of(mark, plane.scale)
        last = index == told[-1][0]
        with canvas.mark(mark):
            label_near(canvas, (x, y), mark.text, plane.frame, _side(track, index), bold=last)


def _side(track: Track, index: int) -> Side:
    """Below a trough, above all else."""
    mine = track.marks[index]
    near = [
        mark.value
        for place in (index - 1, index + 1)
        if 0 <= place < len(track.marks) and (mark := track.marks[place]) and mark.value is not None
    ]
    if mine is None or mine.value is None or not near:
        return "above"
    return "below" if all(mine.value < value for value in near) else "above"


def _colours(tracks: Sequence[Track], style: Style) -> list[str]:
    """The accent for what is highlighted, or else for the first; greys for the others."""
    chosen = [track.highlighted for track in tracks]
    if not any(chosen):
        chosen[0] = True
    found: list[str] = []
    for track, is_chosen in zip(tracks, chosen, strict=True):
        if not track.is_named:
            found.append(style.mute)
            continue
        free = [grey for grey in style.ramp if grey not in found] or list(style.ramp)
        shade = style.ramp[track.shade % len(style.ramp)]
        grey = shade if shade in free else free[0]
        found.append(style.accent if is_chosen else grey)
    return found


def places_of(plot: Plot, left: float, right: float) -> tuple[float, ...]:
    """Where the periods stand between two points, as far apart as in time."""
    moments = [moment(period) for period in plot.periods]
    if len(moments) == 1:
        return ((left + right) / 2,)
    scale = Scale(moments[0], moments[-1], left, right)
    return tuple(scale(one) for one in moments)
