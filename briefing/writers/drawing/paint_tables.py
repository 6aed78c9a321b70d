"""Tables in colours and of small lines: plots to canvases."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from briefing.core.plot import Mark, Plot, Track
from briefing.writers.drawing.axes import named_periods, period_names
from briefing.writers.drawing.canvas import Canvas, Point
from briefing.writers.drawing.paint_lines import places_of
from briefing.writers.drawing.paint_rows import laid_out, row_names
from briefing.writers.drawing.scale import Box, Scale, domain
from briefing.writers.house.chart_style import Style
from briefing.writers.house.colour import css_of, mixed, rgb_of

_HEAD = 14.0
_INSET = 0.7
_KEY, _KEY_STEPS, _KEY_STEP = 15.0, 24, 3.0
_TO_FIGURE = 7.0
_LEAST = 40.0
"""Points that a small line takes from left to right at least."""


def paint_heat(plot: Plot, style: Style) -> Canvas:
    """Cells from light to dark by their values, with their figures where they fit; else with a key."""
    canvas = Canvas(style, 0)
    rows, names_width = laid_out(canvas, plot, _HEAD)
    slot = (canvas.width - names_width) / len(plot.periods)
    widest = max(canvas.width_of(mark.text) for mark in plot.marks)
    is_told = widest + 3 <= slot
    lasts = [row.track.marks[-1] for row in rows]
    right = canvas.width
    if not is_told:
        right -= max((canvas.width_of(mark.text, bold=True) for mark in lasts if mark), default=0.0)
        right -= _TO_FIGURE
        beside = canvas.width - right + _LEAST
        rows, names_width = laid_out(canvas, plot, _HEAD, below=_KEY, beside=beside)
        slot = (right - names_width) / len(plot.periods)
    ends = [end for track in plot.tracks for end in track.ends]
    centres = [names_width + slot * (index + 0.5) for index in range(len(plot.periods))]
    y = canvas.height - _HEAD / 2
    period_names(canvas, named_periods(plot), centres, y, (names_width - slot / 2, right))
    for row in rows:
        row_names(canvas, row)
        for x, mark in zip(centres, row.track.marks, strict=True):
            if mark is not None:
                half = row.height / 2
                box = Box(x - slot / 2, row.middle - half, x + slot / 2, row.middle + half)
                soft = mark.is_soft and not plot.all_soft
                with canvas.mark(mark, soft=soft):
                    _cell(canvas, mark, box, tint_of(style, mark, ends), told=is_told, soft=soft)
    if not is_told:
        for row, mark in zip(rows, lasts, strict=True):
            if mark is not None and not mark.is_absent:
                with canvas.mark(mark):
                    place = (canvas.width, row.middle)
                    canvas.text(*place, mark.text, align="right", bold=row.track.highlighted)
        colour_key(canvas, plot, ends, names_width)
    return canvas


def paint_sparklines(plot: Plot, style: Style) -> Canvas:
    """Rows of name, first figure, a line on its own scale, and last figure."""
    canvas = Canvas(style, 0)
    firsts = [_end(track, 0) for track in plot.tracks]
    lasts = [_end(track, -1) for track in plot.tracks]
    first_width, last_width = (
        max((canvas.width_of(mark.text, bold=True) for mark in some if mark), default=0.0)
        for some in (firsts, lasts)
    )
    heads = named_periods(plot)
    before = max(first_width, canvas.width_of(heads[0].name)) + _TO_FIGURE
    after = max(last_width, canvas.width_of(heads[-1].name)) + _TO_FIGURE
    units = not plot.has_one_unit
    rows, left = laid_out(canvas, plot, _HEAD, units=units, beside=before + after + _LEAST)
    left, right = left + before, canvas.width - after
    y = canvas.height - _HEAD / 2
    canvas.text(left - _TO_FIGURE, y, heads[0].name, align="right", colour=style.grey)
    canvas.text(canvas.width, y, heads[-1].name, align="right", colour=style.grey)
    for row, first, last in zip(rows, firsts, lasts, strict=True):
        row_names(canvas, row)
        low, high = domain(row.track.ends, from_zero=False)
        half = min(row.height, 15.0) / 2 - 3
        scale = Scale(low, high, row.middle - half, row.middle + half)
        places = places_of(plot, left + 3, right - 3)
        some = any(track.highlighted for track in plot.tracks)
        colour = style.accent if row.track.highlighted or not some else style.grey
        _small_line(canvas, plot, row.track, places, scale, colour)
        for mark, x in ((first, left - _TO_FIGURE), (last, canvas.width)):
            if mark is not None:
                with canvas.mark(mark):
                    bold = mark is last and not mark.is_absent
                    canvas.text(x, row.middle, mark.text, align="right", bold=bold)
        if row is not rows[-1]:
            foot = row.middle - row.height / 2 + 0.5
            canvas.rule((0, foot), (canvas.width, foot), style.rule, 0.5)
    return canvas


def _end(track: Track, index: int) -> Mark | None:
    """The mark of the first or last period, where the data have such a cell."""
    return track.marks[index]


def _small_line(
    canvas: Canvas,
    plot: Plot,
    track: Track,
    places: Sequence[float],
    scale: Scale,
    colour: str,
) -> None:
    """A line without dots but at its end, broken where there is no value, dashed at estimates."""
    points: list[Point | None] = [
        (x, scale(float(mark.value))) if mark and mark.value is not None else None
        for x, mark in zip(places, track.marks, strict=True)
    ]
    ends = [point for point in points if point]
    for (one, before), (other, after) in pairwise(zip(points, track.marks, strict=True)):
        if one and other:
            soft = any(mark and mark.is_soft for mark in (before, after)) and not plot.all_soft
            canvas.line([one, other], colour, 1.2, dashed=soft)
    if ends:
        canvas.dot(*ends[-1], colour, size=1.7)


def tint_of(style: Style, mark: Mark, ends: Sequence[float]) -> str:
    """The colour of a cell: the more accent the larger, the more grey the farther below zero."""
    if mark.is_absent:
        return style.ground
    value = min(mark.ends, key=abs)
    low, high = min(ends), max(ends)
    return _tint(style, value, low, high)


def _tint(style: Style, value: float, low: float, high: float) -> str:
    if low < 0 < high:
        share = abs(value) / max(-low, high)
        full = style.accent if value >= 0 else style.grey
    else:
        share = (value - low) / (high - low) if high > low else 0.5
        full = style.accent
    return css_of(mixed(rgb_of(style.ground), rgb_of(full), 0.94 - 0.94 * share))


def _cell(canvas: Canvas, mark: Mark, box: Box, colour: str, *, told: bool, soft: bool) -> None:
    """A cell with its figure; without a value an empty one with the reason."""
    style = canvas.style
    inner = Box(box.left + _INSET, box.bottom + _INSET, box.right - _INSET, box.top - _INSET)
    edge = style.ink if soft else style.rule if mark.is_absent else "none"
    canvas.rectangle(inner, colour, edge, 0.7 if edge != "none" else 0.0)
    canvas.areas.append(inner)
    middle = ((box.left + box.right) / 2, (box.bottom + box.top) / 2)
    if told or (mark.is_absent and canvas.width_of(mark.text) + 2 <= box.right - box.left):
        ink = style.grey if mark.is_absent else style.on(colour)
        canvas.text(*middle, mark.text, align="center", colour=ink, inside=True)


def colour_key(canvas: Canvas, plot: Plot, ends: Sequence[float], left: float) -> None:
    """The lowest and the highest figure with the colours between them."""
    style, y = canvas.style, _KEY / 2 - 1
    known = [mark for mark in plot.marks if not mark.is_absent]
    low = min(known, key=lambda mark: min(mark.ends))
    high = max(known, key=lambda mark: max(mark.ends))
    taken = canvas.width_of(low.text) + canvas.width_of(high.text) + _KEY_STEPS * _KEY_STEP + 8
    left = min(left, max(canvas.width - taken, 0.0))
    x = canvas.text(left, y, low.text, colour=style.grey).right + 4
    span = max(ends) - min(ends)
    for step in range(_KEY_STEPS):
        value = min(ends) + span * (step + 0.5) / _KEY_STEPS
        colour = _tint(style, value, min(ends), max(ends))
        canvas.rectangle(Box(x, y - 3.5, x + _KEY_STEP + 0.1, y + 3.5), colour)
        x += _KEY_STEP
    canvas.text(x + 4, y, high.text, colour=style.grey)
