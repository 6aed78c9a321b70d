"""Events one below the other: plots to canvases."""

from __future__ import annotations

from itertools import pairwise

from briefing.core.plot import Plot
from briefing.writers.drawing.axes import wrapped
from briefing.writers.drawing.canvas import Canvas
from briefing.writers.drawing.scale import moment
from briefing.writers.house.chart_style import Style

_LEADING, _GAP = 1.25, 6.0
_MOST_MORE = 12.0
"""Points more between two events that lie farthest apart in time; others in proportion."""
_TO_DOT, _TO_WORDS, _DOT = 8.0, 9.0, 2.8
_DATE_SHARE = 0.3


def paint_timeline(plot: Plot, style: Style) -> Canvas:
    """Dates at the left, a dot for each on a line, and what happened at the right."""
    canvas = Canvas(style, 0)
    step = style.size * _LEADING
    dates = [wrapped(canvas, label, canvas.width * _DATE_SHARE) for label in plot.labels]
    width = max(canvas.width_of(words, bold=True) for lines in dates for words in lines)
    line = width + _TO_DOT
    left = line + _TO_WORDS
    texts = [wrapped(canvas, one.title, canvas.width - left) for one in plot.tracks]
    heights = [step * max(len(lines), len(date)) for lines, date in zip(texts, dates, strict=True)]
    moments = [moment(period) for period in plot.periods]
    apart = [after - before for before, after in pairwise(moments)]
    most = max(apart) or 1.0
    gaps = [_GAP + _MOST_MORE * one / most for one in apart]
    canvas.height = sum(heights) + sum(gaps) + 2
    y = canvas.height - 1
    tops = []
    for height, gap in zip(heights, [*gaps, 0.0], strict=True):
        tops.append(y - step / 2)
        y -= height + gap
    canvas.line([(line, tops[0]), (line, tops[-1])], style.mute, 0.8)
    for track, date, lines, top in zip(plot.tracks, dates, texts, tops, strict=True):
        colour = style.accent if track.highlighted else style.grey
        canvas.dot(line, top, colour, size=_DOT)
        ink = style.accent_text if track.highlighted else style.ink
        for number, words in enumerate(date):
            canvas.text(width, top - step * number, words, align="right", colour=ink, bold=True)
        for number, words in enumerate(lines):
            canvas.text(left, top - step * number, words)
    return canvas
