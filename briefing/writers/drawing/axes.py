"""What stands around marks: rules with their values, names of periods, labels that find room."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from briefing.core.frequency import PARTS, Frequency
from briefing.core.period import Period
from briefing.core.plot import Mark, Plot, UnitSign
from briefing.writers.drawing.canvas import Align, Canvas, Point
from briefing.writers.drawing.scale import Box, Scale, Ticks

FOOT = 13.0
"""Points below the marks for the names of periods."""
_GAP = 7.0
"""Points between the names of two periods, at least."""
_YEAR_STEPS = (1, 2, 5, 10, 20, 25, 50, 100)
_CUTS = range(3)
"""So many names before that of the last period may be left out for it."""
_SMALL = 1.0
_DOT = 3.0
"""Points that a dot may reach beyond its line."""
_NEAR = 8
"""So many places of a figure touch its mark; the others are farther away."""
_BEYOND = 4.0
"""Points that a figure may reach beyond the frame of its panel to the left and right."""
_NAMED_AS_THEY_ARE = {
    Frequency.SPAN,
    Frequency.SPLIT_YEAR,
    Frequency.SPLIT_HALF,
    Frequency.SPLIT_QUARTER,
    Frequency.YEAR_ENDING,
}
"""No calendar year names them: some of their names are left out where there is no room for all."""

_BREAK = re.compile(r"(?=\s)(?<!\s)|(?<=\w-)(?=\w)")
"""Where a line may end: before a space, after a hyphen."""
Side = Literal["above", "below"]
_ASIDE: tuple[tuple[float, Align], ...] = ((0.0, "center"), (2.0, "right"), (-2.0, "left"))


class Named(NamedTuple):
    """A period and how it and its calendar year are written."""

    period: Period
    name: str
    year: str


def named_periods(plot: Plot) -> list[Named]:
    """The periods of a plot with their names."""
    return list(map(Named, plot.periods, plot.labels, plot.years))


def axis_width(canvas: Canvas, ticks: Ticks, sign: UnitSign) -> float:
    """Points that the values of an axis take at the left."""
    texts = [sign.beside(text) for text in ticks.texts]
    return max(canvas.width_of(text, canvas.style.size * _SMALL) for text in texts) + 7


def value_rules(canvas: Canvas, scale: Scale, ticks: Ticks, across: Point, sign: UnitSign) -> None:
    """Light rules at the ticks from ``across[0]`` to ``across[1]``, their values left of them."""
    style = canvas.style
    for value, text in zip(ticks.values, ticks.texts, strict=True):
        y = scale(float(value))
        colour, width = (style.grey, 0.7) if value == 0 else (style.rule, 0.6)
        canvas.rule((across[0], y), (across[1], y), colour, width)
        label = sign.beside(text)
        canvas.text(
            across[0] - 5, y, label, align="right", colour=style.grey, size=style.size * _SMALL
        )


def period_names(
    canvas: Canvas, periods: Sequence[Named], places: Sequence[float], y: float, between: Point
) -> None:
    """As many names of periods below the marks as fit between ``between[0]`` and ``between[1]``."""
    size = canvas.style.size * _SMALL
    for choice in _choices(periods, places):
        boxes = []
        for x, text in choice:
            half = canvas.width_of(text, size) / 2
            boxes.append((min(max(x, between[0] + half), between[1] - half), half, text))
        if all(a[0] + a[1] + _GAP <= b[0] - b[1] for a, b in pairwise(boxes)):
            for x, _, text in boxes:
                canvas.text(x, y, text, align="center", colour=canvas.style.grey, size=size)
            return


def time_axis(canvas: Canvas, plot: Plot, places: Sequence[float], top: float) -> None:
    """The names of the periods below a line or an area whose foot is at ``top``, with strokes where years end."""
    year_breaks(canvas, plot.periods, places, top)
    period_names(canvas, named_periods(plot), places, FOOT / 2 - 1, (0, canvas.width))


def label_near(
    canvas: Canvas,
    at: Point,
    text: str,
    frame: Box,
    side: Side = "above",
    *,
    bold: bool = False,
    colour: str = "",
    clear: float = 4.0,
    beside: bool = False,
    near: bool = False,
) -> None:
    """A figure beside its mark, where it neither covers others nor leaves the frame.

    Where there is no such place it is left out: the data behind the drawing have it. ``near`` is for
    what would be taken for another mark's farther away.
    """
    spots = enumerate(_spots(canvas, at, side, clear)[: _NEAR if near else None])
    ranked = sorted(
        (_crowding(canvas, spot, text, frame, bold=bold) + number * 0.4, number, spot)
        for number, spot in spots
    )
    for _, _, (x, y, align) in ranked:
        box = canvas.box_of(x, y, text, align, bold=bold)
        if frame.left - _BEYOND <= box.left <= box.right <= frame.right + _BEYOND and (
            canvas.is_clear(box)
        ):
            canvas.text(x, y, text, align=align, bold=bold, colour=colour, beside=beside)
            return


def absent_sign(
    canvas: Canvas, mark: Mark, x: float, y: float, others: Sequence[float] = ()
) -> None:
    """Where there is no value: its reason in a small grey sign, once where several would touch.

    ``others`` are heights to take where a line or dot is too near, the best first; where none will do, the
    gap of the line and the data behind the drawing tell it.
    """
    size = canvas.style.size

    def box_at(height: float) -> Box:
        return canvas.box_of(x, height, mark.text, "center", size)

    if not others and not canvas.is_free(box_at(y)):
        return
    if others:
        clear = (one for one in (y, *others) if canvas.is_clear(_with_room(box_at(one))))
        found = next(clear, None)
        if found is None:
            return
        y = found
    with canvas.mark(mark):
        canvas.text(x, y, mark.text, align="center", colour=canvas.style.grey, size=size)


def _with_room(box: Box) -> Box:
    """With as much around it as a dot on a line takes."""
    return Box(box.left - _DOT, box.bottom - _DOT, box.right + _DOT, box.top + _DOT)


def bound_sign(canvas: Canvas, mark: Mark, x: float, scale: Scale, colour: str) -> float:
    """A bound as an arrow from its bar, a range as a bracket; yields the height of its top end."""
    assert mark.bounds is not None  # only called for bounds
    low, high = mark.bounds.low, mark.bounds.high
    bottom = scale(float(low)) if low is not None else scale.start
    top = scale(float(high)) if high is not None else scale.end
    if mark.opens == "up":
        top = max(top, bottom + 7)
    elif mark.opens == "down":
        bottom = min(bottom, top - 7)
    canvas.line([(x, bottom), (x, top)], colour, 1.3)
    for y, is_open in ((bottom, mark.opens == "down"), (top, mark.opens == "up")):
        if is_open:
            away = 3.6 if y == top else -3.6
            canvas.polygon([(x - 2.8, y - away), (x + 2.8, y - away), (x, y + away / 4)], colour)
        else:
            canvas.line([(x - 4.5, y), (x + 4.5, y)], colour, 1.6)
    canvas.obstacles.append(((x, bottom), (x, top)))
    return top


def year_breaks(
    canvas: Canvas, periods: Sequence[Period], places: Sequence[float], top: float = FOOT + 2
) -> None:
    """Small strokes down from ``top`` where a year ends, for parts of years; none where they would be a hatching."""
    breaks = [
        (left + right) / 2
        for (before, left), (after, right) in pairwise(zip(periods, places, strict=True))
        if before.year != after.year and PARTS.get(before.frequency) != 1
    ]
    if any(right - left < _GAP for left, right in pairwise(breaks)):
        return
    for x in breaks:
        canvas.line([(x, top - 4), (x, top)], canvas.style.mute, 0.5)


def wrapped(canvas: Canvas, text: str, width: float, *, bold: bool = False) -> list[str]:
    """A name in lines no wider than ``width``, as far as its words and their hyphens allow."""
    lines: list[str] = []
    for part in _BREAK.split(text.strip()):
        word = part.strip()
        joint = "" if lines and lines[-1].endswith("-") and not part.startswith(" ") else " "
        longer = f"{lines[-1]}{joint}{word}" if lines else word
        if lines and canvas.width_of(longer, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines or [""]


def _choices(named: Sequence[Named], places: Sequence[float]) -> list[list[tuple[float, str]]]:
    """Ways to name the periods, from all of them to the two ends."""
    every = [(x, one.name) for one, x in zip(named, places, strict=True)]
    choices = [every]
    if named[0].period.frequency not in _NAMED_AS_THEY_ARE:
        written = {one.period.year: one.year for one in named}
        years = _years([one.period for one in named], places)
        for step in _YEAR_STEPS:
            chosen = [(x, written[year]) for year, x in years if year % step == 0]
            if len(chosen) > 1:
                choices += [[*chosen[: len(chosen) - cut], every[-1]] for cut in _CUTS]
    elif named[0].period.frequency is not Frequency.SPAN:
        choices += [every[::-step][::-1] for step in _YEAR_STEPS if len(every) > step]
    return [*choices, [every[0], every[-1]], [every[-1]]]


def _years(periods: Sequence[Period], places: Sequence[float]) -> list[tuple[int, float]]:
    """Each year with the middle of its periods; a year of which little is shown is left out."""
    found: dict[int, list[float]] = {}
    for period, x in zip(periods, places, strict=True):
        found.setdefault(period.year, []).append(x)
    most = max(len(xs) for xs in found.values())
    return [(year, sum(xs) / len(xs)) for year, xs in found.items() if 2 * len(xs) >= most]


def _spots(canvas: Canvas, at: Point, side: Side, clear: float) -> list[tuple[float, float, Align]]:
    x, y = at
    half = canvas.style.size * 0.33
    up, down = y + clear + half, y - clear - half - 1
    first, second = (up, down) if side == "above" else (down, up)
    return [
        (x, first, "center"),
        (x + 2, first, "right"),
        (x - 2, first, "left"),
        (x, second, "center"),
        (x + 2, second, "right"),
        (x - 2, second, "left"),
        (x + clear + 1, y, "left"),
        (x - clear - 1, y, "right"),
        (x, first + (4 if side == "above" else -4), "center"),
        *(
            (x + aside, level + (away if level == up else -away), align)
            for away in (9, 16, 24)
            for level in (first, second)
            for aside, align in _ASIDE
        ),
    ]


def _crowding(
    canvas: Canvas, spot: tuple[float, float, Align], text: str, frame: Box, *, bold: bool
) -> float:
    """How much a label would cover or leave the frame at this spot."""
    x, y, align = spot
    box = canvas.box_of(x, y, text, align, bold=bold)
    roomy = Box(box.left - 1.5, box.bottom - 1, box.right + 1.5, box.top + 1)
    covered = sum(roomy.overlap(other) for _, other in canvas.boxes)
    cut = sum(roomy.is_cut_by(start, end) for start, end in canvas.obstacles)
    outside = max(0.0, frame.left - box.left) + max(0.0, box.right - frame.right)
    outside += max(0.0, frame.bottom - box.bottom) + max(0.0, box.top - frame.top)
    return covered * 5 + cut * 8 + outside * 20
