"""Lines over time, small multiples and slopes: plots to canvases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from briefing.core.plot import Mark, Plot, Track
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
    wrapped,
    year_breaks,
)
from briefing.writers.drawing.canvas import Canvas, Point
from briefing.writers.drawing.scale import Box, Scale, domain, moment, spread, tick_scale, ticks
from briefing.writers.house.chart_style import Style

_HEIGHT = 136.0
_TOP = 13.0
_WIDE = 1.6
_DOTS, _LONG_GAP = 24, 3
"""Up to so many values, each has its dot; from so many on that are missing in a row, one sign tells of all."""
_NAME_SHARE = 0.29
"""Part of the width that names at the ends of lines may take."""
_TO_FIGURE, _TO_NAME = 11.0, 4.0
"""Points from the last mark to its figure, and on to its name."""
_PER_ROW = 3
_FOUR = 4


@dataclass(frozen=True, slots=True)
class Plane:
    """Where values and periods stand on the canvas."""

    places: tuple[float, ...]
    scale: Scale
    frame: Box
    """Within which figures keep."""


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
    names = [] if single else [_end_lines(canvas, track) for track in named]
    canvas.height = max(canvas.height, FOOT + 2 + sum(_end_sizes(canvas, names)))
    right = canvas.width - (_end_room(canvas, plot, names) if names else 16.0)
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
    year_breaks(canvas, plot.periods, places, FOOT + 5)
    period_names(canvas, named_periods(plot), places, FOOT / 2 - 1, (0, canvas.width))
    colours = _colours(plot.tracks, style)
    _paint_tracks(canvas, plot, plane, colours)
    if names:
        inks = [one for track, one in zip(plot.tracks, colours, strict=True) if track.is_named]
        _end_names(canvas, replace(plot, tracks=tuple(named)), plane, names, inks)
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


def paint_slope(plot: Plot, style: Style) -> Canvas:
    """Two periods, a line for each track, figures at both ends and names at the right."""
    rows = max(len(plot.tracks), 4)
    canvas = Canvas(style, max(_HEIGHT, rows * 15.0 + 24))
    names = [_end_lines(canvas, track) for track in plot.tracks]
    canvas.height = max(canvas.height, FOOT + 2 + sum(_end_sizes(canvas, names)))
    low, high = domain([end for track in plot.tracks for end in track.ends], from_zero=False)
    scale = Scale(low, high, FOOT + 12, canvas.height - 10)
    starts = [track.marks[0] for track in plot.tracks]
    left = max(canvas.width_of(mark.text) for mark in starts if mark) + 12
    right = canvas.width - _end_room(canvas, plot, names)
    for x in (left, right):
        canvas.line([(x, FOOT + 3), (x, canvas.height - 3)], style.rule, 0.8)
    period_names(canvas, named_periods(plot), (left, right), FOOT / 2 - 1, (0, canvas.width))
    colours = _slope_colours(plot.tracks, style)
    for track, colour in zip(plot.tracks, colours, strict=True):
        _slope_line(canvas, plot, track, (left, right), scale, colour)
    heights = spread(
        [_height(mark, scale) for mark in starts],
        [style.size * 1.2] * len(starts),
        FOOT + 1,
        canvas.height,
    )
    for mark, y in zip(starts, heights, strict=True):
        if mark:
            _leader(canvas, (left - 4, _height(mark, scale)), (left - 9, y))
            with canvas.mark(mark):
                canvas.text(left - 11, y, mark.text, align="right")
    plane = Plane((left, right), scale, Box(0, 0, canvas.width, canvas.height))
    _end_names(canvas, plot, plane, names, colours)
    return canvas


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
    colour = canvas.style.accent
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
    for index, (x, mark) in enumerate(zip(plane.places, track.marks, strict=True)):
        if mark is None or mark.is_absent:
            continue
        soft = mark.is_soft and not plot.all_soft
        if mark.is_bound:
            with canvas.mark(mark, soft=soft):
                bound_sign(canvas, mark, x, plane.scale, colour)
        elif known <= _DOTS or mark.labelled or soft or _is_alone(track, index):
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
        x, y = plane.places[index], _height(mark, plane.scale)
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


def _end_lines(canvas: Canvas, track: Track) -> list[str]:
    """The name of a track in lines that leave room for the drawing."""
    return wrapped(canvas, track.title, canvas.width * _NAME_SHARE)


def _end_sizes(canvas: Canvas, names: Sequence[Sequence[str]]) -> list[float]:
    """Points that each name takes from top to bottom."""
    return [canvas.style.size * 1.15 * len(lines) + 1 for lines in names]


def _end_room(canvas: Canvas, plot: Plot, names: Sequence[Sequence[str]]) -> float:
    """Points that figures and names take right of the last marks."""
    widest = max(canvas.width_of(words, bold=True) for lines in names for words in lines)
    return _TO_FIGURE + _figures_room(canvas, plot) + _TO_NAME + widest + 1


def _figures_room(canvas: Canvas, plot: Plot) -> float:
    last = [_last(track)[1] for track in plot.tracks]
    return max(canvas.width_of(mark.text, bold=True) for mark in last)


def _end_names(
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
    wanted = [_height(mark, plane.scale) for _, mark in ends]
    heights = spread(wanted, _end_sizes(canvas, names), FOOT + 1, canvas.height)
    edge = x + _TO_FIGURE + _figures_room(canvas, plot)
    for track, (place, mark), lines, y, wish, colour in zip(
        plot.tracks, ends, names, heights, wanted, colours, strict=True
    ):
        ink = style.accent_text if colour == style.accent else style.ink
        top = y + step * (len(lines) - 1) / 2
        _leader(canvas, (max(plane.places[place], x) + 4, wish), (x + 9, top))
        if place == len(track.marks) - 1:
            with canvas.mark(mark):
                canvas.text(edge, top, mark.text, align="right", colour=ink, bold=track.highlighted)
        for number, words in enumerate(lines):
            y_line = top - step * number
            canvas.text(edge + _TO_NAME, y_line, words, colour=ink, bold=track.highlighted)


def _leader(canvas: Canvas, start: Point, end: Point) -> None:
    """A hair line to a label that had to move."""
    if abs(start[1] - end[1]) > 2:  # noqa: PLR2004
        canvas.line([start, end], canvas.style.mute, 0.5)


def _last(track: Track) -> tuple[int, Mark]:
    known = [(i, mark) for i, mark in enumerate(track.marks) if mark and not mark.is_absent]
    assert known  # kinds refuse tracks without values
    return known[-1]


def _height(mark: Mark | None, scale: Scale) -> float:
    assert mark is not None  # only asked of marks that are there
    if mark.value is not None:
        return scale(float(mark.value))
    return max(scale(end) for end in mark.ends)


def _slope_line(
    canvas: Canvas, plot: Plot, track: Track, across: Point, scale: Scale, colour: str
) -> None:
    start, end = (_height(mark, scale) for mark in track.marks)
    canvas.line([(across[0], start), (across[1], end)], colour, _WIDE)
    for x, y, mark in zip(across, (start, end), track.marks, strict=True):
        if mark:
            soft = mark.is_soft and not plot.all_soft
            with canvas.mark(mark, soft=soft):
                canvas.dot(x, y, colour, hollow=soft)


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


def _slope_colours(tracks: Sequence[Track], style: Style) -> list[str]:
    """The accent for what is highlighted, or else for what rises."""
    if any(track.highlighted for track in tracks):
        return [style.accent if track.highlighted else style.mute for track in tracks]
    found = []
    for track in tracks:
        start, end = (mark.value if mark else None for mark in track.marks)
        rises = start is not None and end is not None and end > start
        found.append(style.accent if rises else style.mute)
    return found


def places_of(plot: Plot, left: float, right: float) -> tuple[float, ...]:
    """Where the periods stand between two points, as far apart as in time."""
    moments = [moment(period) for period in plot.periods]
    if len(moments) == 1:
        return ((left + right) / 2,)
    scale = Scale(moments[0], moments[-1], left, right)
    return tuple(scale(one) for one in moments)
