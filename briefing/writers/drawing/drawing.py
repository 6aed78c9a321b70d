"""Plots to vector drawings in one house style: SVG text, the same bytes for the same plot.

The drawing has no title, no frame and no legend: the page carries the finding, names stand by
what they name, and only one colour is not grey.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from briefing.core.plot import Form, Picture, Plot
from briefing.writers.drawing.canvas import Canvas
from briefing.writers.drawing.paint_bars import paint_bars, paint_columns, paint_stack
from briefing.writers.drawing.paint_lines import paint_line, paint_multiples, paint_slope
from briefing.writers.drawing.paint_range import paint_range
from briefing.writers.house.chart_style import Style

Paint = Callable[[Plot, Style], Canvas]

PAINTERS: Mapping[Form, Paint] = {
    "bar": paint_bars,
    "column": paint_columns,
    "stacked": paint_stack,
    "line": paint_line,
    "multiples": paint_multiples,
    "slope": paint_slope,
    "range": paint_range,
}


def picture(plot: Plot, name: str, style: Style) -> Picture:
    """The plot drawn; ``name`` sets the ids in it apart from those of other pictures."""
    canvas = painted(plot, style)
    texts = tuple(text for text, _ in canvas.boxes if text)
    return Picture(canvas.svg(name), texts, canvas.width, canvas.height)


def painted(plot: Plot, style: Style) -> Canvas:
    """The plot on a canvas, every label with its box, before it becomes SVG."""
    return PAINTERS[plot.form](plot, style)
