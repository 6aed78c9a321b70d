"""Rows with two dots, and steps from one total to the next: plots to canvases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.core.plot import Mark, Plot, Track
from briefing.writers.drawing.axes import wrapped
from briefing.writers.drawing.canvas import Align, Canvas
from briefing.writers.drawing.scale import Box, Scale, domain
from briefing.writers.house.chart_style import Style

_ROW, _LEADING = 15.0, 1.15
_BAR = 9.0
_BREAK, _LEFT_OF_TOTALS = 9.0, 0.35
"""Points to the sign that a bar is cut; what is left of it, in parts of all steps together."""
_NAME_SHARE = 0.42
_TO_MARKS = 7.0
_DOT = 2.8
_CLEAR = 5.0
"""Points from a dot or bar to its figure."""
_ARROW = 9.0
"""Points that the arrow of a bound reaches beyond its dot."""
_LEAST = 40.0
"""Points that marks take from left to right at least."""
_KEY = 14.0
"""Points that the line takes which says what the dots are."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its track, its name in lines, and where it stands from top to bottom."""

    track: Track
    lines: tuple[str, ...]
    unit: str
    """A last line below the name, in grey."""
    middle: float
    height: float
    first: float
    """Where the first line of the name stands."""


def paint_dumbbell(plot: Plot, style: Style) -> Canvas:
    """Two dots a row, the last in colour, with their figures on the outer sides; a key above."""
    canvas = Canvas(style, 0)
    arrow = _ARROW * any(mark.is_bound for mark in plot.marks)
    widest = max(canvas.width_of(mark.text, bold=True) for mark in plot.marks) + _CLEAR + arrow
    ends = [end for track in plot.tracks for end in track.ends]
    low, high = domain(ends, from_zero=False)
    above = _KEY * _key_lines(canvas, plot)
    rows, names_width = laid_out(canvas, plot, above, beside=2 * widest + _LEAST)
    scale = Scale(low, high, names_width + widest + 3, canvas.width - widest - 3)
    _key(canvas, plot)
    for row in rows:
        canvas.rule((scale.start, row.middle), (scale.end, row.middle), style.rule, 0.6)
    some = any(track.highlighted for track in plot.tracks)
    for row in rows:
        row_names(canvas, row)
        colour = style.accent if row.track.highlighted or not some else style.grey
        _pair(canvas, plot, row, scale, colour)
    return canvas


def paint_waterfall(plot: Plot, style: Style) -> Canvas:
    """Totals as bars from zero, and between them steps that begin where the one before ended."""
    canvas = Canvas(style, 0)
    spans = _spans(plot)
    if not plot.from_zero:
        spans = _cut(spans)
    low, high = domain([end for span in spans for end in span], from_zero=plot.from_zero)
    beyond = max(canvas.width_of(mark.text, bold=True) for mark in plot.marks) + _CLEAR
    sides = 1 + (low < 0)
    rows, names_width = laid_out(canvas, plot, 0, beside=sides * beyond + _LEAST)
    left = names_width + (beyond if low < 0 else 0)
    scale = Scale(low, high, left, canvas.width - beyond)
    some = any(track.highlighted for track in plot.tracks)
    levels = []
    for row, (start, end) in zip(rows, spans, strict=True):
        row_names(canvas, row)
        (mark,) = row.track.marks
        assert mark is not None  # a bridge without a step is refused
        colour = _step_colour(row.track, start, end, style, some=some)
        if row.track.role == "step":
            colour = style.of_side(plot.side_of(end - start), colour)
        _step(canvas, plot, row, mark, (scale(start), scale(end)), colour)
        if not plot.from_zero and row.track.role == "whole":
            _break_sign(canvas, scale.start + _BREAK, row.middle)
        levels.append(scale(end))
    for row, after, x in zip(rows, rows[1:], levels, strict=False):
        canvas.line([(x, row.middle - _BAR / 2), (x, after.middle + _BAR / 2)], style.mute, 0.5)
    if plot.from_zero:
        zero = scale(0.0)
        canvas.line([(zero, 0), (zero, canvas.height)], style.grey, 0.7)
    return canvas


def _cut(spans: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The same with totals that begin a little below the lowest step, where zero is far away."""
    ends = [end for _, end in spans]
    start = min(ends) - (max(ends) - min(ends)) * _LEFT_OF_TOTALS
    return [
        (start if number in {0, len(spans) - 1} else low, end)
        for number, (low, end) in enumerate(spans)
    ]


def _break_sign(canvas: Canvas, x: float, y: float) -> None:
    """A slanted gap through a bar that is cut."""
    half, ground = _BAR / 2, canvas.style.ground
    for away in (0.0, 4.0):
        left = x + away
        canvas.polygon(
            [
                (left - 1.8, y - half - 0.6),
                (left - 0.4, y - half - 0.6),
                (left + 1.8, y + half + 0.6),
                (left + 0.4, y + half + 0.6),
            ],
            ground,
        )


def _spans(plot: Plot) -> list[tuple[float, float]]:
    """From where to where each row reaches: a total from zero, a step from where the last one ended."""
    found, level = [], 0.0
    for track in plot.tracks:
        (end,) = track.ends
        start = 0.0 if track.role == "whole" else level
        level = start + end
        found.append((start, level))
    return found


def _step_colour(track: Track, start: float, end: float, style: Style, *, some: bool) -> str:
    """Totals step back; the accent is for what is highlighted, or else for what was added."""
    if track.highlighted or (not some and track.role == "step" and end > start):
        return style.accent
    return style.mute if track.role == "whole" or some else style.grey


def _step(
    canvas: Canvas, plot: Plot, row: Row, mark: Mark, span: tuple[float, float], colour: str
) -> None:
    """A bar between two levels and its figure beyond its end, towards where it goes."""
    style, half = canvas.style, _BAR / 2
    low, high = sorted(span)
    high = max(high, low + 0.8)
    box = Box(low, row.middle - half, high, row.middle + half)
    soft = mark.is_soft and not plot.all_soft
    with canvas.mark(mark, soft=soft):
        if soft:
            canvas.rectangle(box, style.faded(colour), colour, 1.0)
        else:
            canvas.rectangle(box, colour)
        canvas.areas.append(box)
        bold = row.track.highlighted or row.track.role == "whole"
        to_left = row.track.role == "whole" and span[1] < span[0]
        x = low - _CLEAR if to_left else high + _CLEAR
        align: Align = "right" if to_left else "left"
        canvas.text(x, row.middle, mark.text, align=align, bold=bold)


def laid_out(
    canvas: Canvas,
    plot: Plot,
    above: float,
    below: float = 0.0,
    *,
    units: bool = False,
    beside: float = 0.0,
) -> tuple[list[Row], float]:
    """The rows from the top, between other things, and the width that names take at the left.

    ``units`` stand below names if wanted. Where ``beside`` names there are not so many points left, each
    stands above its row. Makes the canvas as high as all of it.
    """
    style, step = canvas.style, canvas.style.size * _LEADING
    share = canvas.width * _NAME_SHARE
    names = [wrapped(canvas, track.title, share) for track in plot.tracks]
    width = max(canvas.width_of(words, bold=True) for lines in names for words in lines)
    if units:
        width = max(width, *(canvas.width_of(track.unit_name) for track in plot.tracks))
    on_top = width + _TO_MARKS + beside > canvas.width
    if on_top:
        names = [wrapped(canvas, track.title, canvas.width) for track in plot.tracks]
    counts = [len(lines) + units for lines in names]
    sizes = [_ROW + step * (count if on_top else count - 1) for count in counts]
    canvas.height = sum(sizes) + above + below + 2
    rows, y = [], canvas.height - above - 1
    for track, lines, size in zip(plot.tracks, names, sizes, strict=True):
        unit = track.unit_name if units else ""
        count = len(lines) + units
        if on_top:
            middle, first = y - size + _ROW / 2, y - style.size * 0.6
        else:
            middle = y - size / 2
            first = middle + step * (count - 1) / 2
        rows.append(Row(track, tuple(lines), unit, middle, _ROW if on_top else size, first))
        y -= size
    return rows, 0.0 if on_top else width + _TO_MARKS


def row_names(canvas: Canvas, row: Row) -> None:
    """The name of a row in as many lines as it takes, and its unit below it."""
    step = canvas.style.size * _LEADING
    y = row.first
    for words in row.lines:
        canvas.text(0, y, words, bold=row.track.highlighted)
        y -= step
    if row.unit:
        canvas.text(0, y, row.unit, colour=canvas.style.grey)


def _pair(canvas: Canvas, plot: Plot, row: Row, scale: Scale, colour: str) -> None:
    """Both dots of a row with what lies between; of one alone the other's reason stands at its left."""
    first, last = row.track.marks
    y = row.middle
    places = (_place(first, scale), _place(last, scale))
    start, end = places
    between = canvas.style.mute
    if start is not None and end is not None:
        side = plot.side_of(end - start)
        colour = canvas.style.grey if plot.better else colour
        between, colour = (canvas.style.of_side(side, one) for one in (between, colour))
        canvas.line([(start, y), (end, y)], between, 2.2)
        canvas.obstacles.append(((start, y), (end, y)))
    alone = next((x for x in places if x is not None), 0.0) if None in places else None
    is_back = start is not None and end is not None and start > end
    for mark, x, is_last in ((first, start, False), (last, end, True)):
        if mark is None:
            continue
        with canvas.mark(mark, soft=mark.is_soft and not plot.all_soft):
            if x is None:
                _figure(canvas, mark, alone or 0.0, y, to_left=True, is_last=False)
                continue
            soft = mark.is_soft and not plot.all_soft
            _dot(canvas, mark, x, y, colour if is_last else canvas.style.mute, hollow=soft)
            to_left = alone is None and is_last == is_back
            bold = is_last and row.track.highlighted
            _figure(canvas, mark, x, y, to_left=to_left, is_last=is_last, bold=bold)


def _figure(
    canvas: Canvas,
    mark: Mark,
    x: float,
    y: float,
    *,
    to_left: bool,
    is_last: bool,
    bold: bool = False,
) -> None:
    """A figure beside its dot, beyond the arrow of a bound."""
    clear = _CLEAR + _ARROW * (mark.is_bound and (mark.opens == "down") == to_left)
    ink = canvas.style.ink if is_last else canvas.style.grey
    x += -clear if to_left else clear
    canvas.text(x, y, mark.text, align="right" if to_left else "left", colour=ink, bold=bold)


def _dot(canvas: Canvas, mark: Mark, x: float, y: float, colour: str, *, hollow: bool) -> None:
    """A dot for a value; a bound has a stroke at its end and points to where it is open."""
    canvas.dot(x, y, colour, hollow=hollow, size=_DOT)
    canvas.areas.append(Box(x - _DOT, y - _DOT, x + _DOT, y + _DOT))
    if mark.is_bound and mark.opens != "no":
        away = 1 if mark.opens == "up" else -1
        tip = x + away * _ARROW
        canvas.polygon([(tip - away * 4, y - 2.6), (tip - away * 4, y + 2.6), (tip, y)], colour)


def _place(mark: Mark | None, scale: Scale) -> float | None:
    if mark is None or mark.is_absent:
        return None
    return scale(min(mark.ends, key=abs))


def _key(canvas: Canvas, plot: Plot) -> None:
    """What the grey and the other dots are, in a line above, or in one each."""
    x, y, style = 0.0, canvas.height - 6, canvas.style
    for number, head in enumerate(plot.heads):
        if x and x + canvas.width_of(head) + 9 > canvas.width:
            x, y = 0.0, y - _KEY
        some = any(track.highlighted for track in plot.tracks)
        last = style.grey if some or plot.better else style.accent
        canvas.dot(x + 3, y, last if number else style.mute, size=_DOT)
        x = canvas.text(x + 9, y, head, colour=canvas.style.grey).right + 14


def _key_lines(canvas: Canvas, plot: Plot) -> int:
    widths = [canvas.width_of(head) + 9 for head in plot.heads]
    return 1 if sum(widths) + 14 <= canvas.width else len(widths)
