"""Regions in the colours of their figures: plots to canvases."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefing.core.outline_map import Region
from briefing.core.plot import Mark, Plot, Track
from briefing.writers.drawing.canvas import Canvas, Point
from briefing.writers.drawing.paint_tables import colour_key, tint_of
from briefing.writers.drawing.scale import Box
from briefing.writers.house.chart_style import Style

_LOWEST, _HIGHEST = 60.0, 260.0
"""Points from top to bottom that a map may take."""
_KEY = 16.0
_EDGE = 0.5
_Place = Callable[[Point], Point]


def paint_map(plot: Plot, style: Style) -> Canvas:
    """Outlines with the tint of their value, figures where they fit within, and a key below."""
    outlines = plot.outlines
    assert outlines is not None  # without outlines a map is not planned
    canvas = Canvas(style, 0)
    place = _placed(canvas, outlines.regions)
    ends = [end for track in plot.tracks for end in track.ends]
    known = {track.title: track for track in plot.tracks}
    for region in outlines.regions:
        track = known.get(region.code)
        rings = [[place(point) for point in ring] for ring in region.rings]
        mark = track.marks[0] if track else None
        if mark is None:
            canvas.region(rings, style.rule, style.ground, _EDGE)
        else:
            soft = mark.is_soft and not plot.all_soft
            with canvas.mark(mark, soft=soft):
                edge, width = (style.ink, 0.8) if soft else (style.grey, 0.25)
                canvas.region(rings, tint_of(style, mark, ends), edge, width)
    _figures_within(canvas, plot, outlines.regions, place, ends)
    colour_key(canvas, plot, ends, 0.0)
    return canvas


def _placed(canvas: Canvas, regions: Sequence[Region]) -> _Place:
    """What puts a point of the projection on the canvas, which it makes as high as the map."""
    points = [point for region in regions for ring in region.rings for point in ring]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    bottom, top = min(y for _, y in points), max(y for _, y in points)
    wide, high = max(right - left, 1e-9), max(top - bottom, 1e-9)
    scale = min(canvas.width / wide, _HIGHEST / high)
    canvas.height = max(high * scale, _LOWEST) + _KEY + 2
    aside = (canvas.width - wide * scale) / 2

    def place(point: Point) -> Point:
        x, y = point
        return aside + (x - left) * scale, _KEY + 1 + (y - bottom) * scale

    return place


def _figures_within(
    canvas: Canvas,
    plot: Plot,
    regions: Sequence[Region],
    place: _Place,
    ends: Sequence[float],
) -> None:
    """Figures that lie whole within their region: first what is highlighted, then the extremes."""
    by_code = {region.code: region for region in regions}
    count = len(plot.tracks)

    def rank(pair: tuple[int, Track]) -> tuple[bool, int]:
        number, track = pair
        return not track.highlighted, min(number, count - 1 - number)

    for _, track in sorted(enumerate(plot.tracks), key=rank):
        region, mark = by_code.get(track.title), track.marks[0]
        if region is None or mark is None:
            continue
        x, y = place(region.inner)
        rings = [[place(point) for point in ring] for ring in region.rings]
        box = canvas.box_of(x, y, mark.text, "center", bold=track.highlighted)
        if canvas.is_free(box) and _holds(rings, box):
            ink = _ink(canvas.style, mark, ends)
            with canvas.mark(mark):
                canvas.text(
                    x, y, mark.text, align="center", colour=ink, bold=track.highlighted, inside=True
                )


def _ink(style: Style, mark: Mark, ends: Sequence[float]) -> str:
    return style.grey if mark.is_absent else style.on(tint_of(style, mark, ends))


def _holds(rings: Sequence[Sequence[Point]], box: Box) -> bool:
    """Whether a box lies within an outline: its corners and the middles of its long sides do."""
    middle = (box.left + box.right) / 2
    across = (box.left, middle, box.right)
    return all(_is_within(rings, (x, y)) for x in across for y in (box.bottom, box.top))


def _is_within(rings: Sequence[Sequence[Point]], point: Point) -> bool:
    """Whether a ray from the point crosses the outline an odd number of times."""
    x, y = point
    inside = False
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
                inside = not inside
    return inside
