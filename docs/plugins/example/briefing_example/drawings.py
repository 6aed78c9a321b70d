"""The drawing of the dots."""

from __future__ import annotations

from briefing.core.plot import Plot
from briefing.writers.drawing.canvas import Canvas
from briefing.writers.house.chart_style import Style

_ROW = 16.0
_NAMES = 0.4
"""Share of the width for names."""
_FIGURES = 48.0
"""Points at the right for figures."""


def paint_dots(plot: Plot, style: Style) -> Canvas:
    """A rule for each member with a dot where its value lies, from zero on."""
    canvas = Canvas(style, _ROW * len(plot.tracks) + 4)
    left, right = canvas.width * _NAMES, canvas.width - _FIGURES
    ends = [0.0, *(end for track in plot.tracks for end in track.ends)]
    low, high = min(ends), max(ends)
    step = (right - left) / ((high - low) or 1)
    y = canvas.height - 2 - _ROW / 2
    for track in plot.tracks:
        canvas.text(0, y, track.title, bold=track.highlighted)
        canvas.line([(left, y), (right, y)], style.rule, 0.5)
        (mark,) = track.marks
        if mark is not None:
            with canvas.mark(mark, soft=mark.is_soft):
                if mark.value is not None:
                    canvas.dot(left + (float(mark.value) - low) * step, y, style.accent)
            canvas.text(canvas.width, y, mark.text, align="right")
        y -= _ROW
    return canvas
