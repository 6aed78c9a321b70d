"""Plots to vector drawings in one house style: SVG text, the same bytes for the same plot.

The drawing has no title, no frame and no legend: the page carries the finding, names stand by
what they name, and only one colour is not grey.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from briefing.core.plot import Form, Picture, Plot
from briefing.core.plugins import Registry
from briefing.core.problems import Problem, ProblemLog, UnusableInput
from briefing.writers.drawing.canvas import Canvas
from briefing.writers.drawing.paint_areas import paint_area
from briefing.writers.drawing.paint_bars import paint_bars, paint_columns, paint_stack
from briefing.writers.drawing.paint_fan import paint_fan
from briefing.writers.drawing.paint_lines import paint_line, paint_multiples
from briefing.writers.drawing.paint_map import paint_map
from briefing.writers.drawing.paint_range import paint_range
from briefing.writers.drawing.paint_rows import paint_dumbbell, paint_waterfall
from briefing.writers.drawing.paint_scatter import paint_scatter
from briefing.writers.drawing.paint_slopes import paint_slope
from briefing.writers.drawing.paint_tables import paint_heat, paint_sparklines
from briefing.writers.drawing.paint_timeline import paint_timeline
from briefing.writers.house.chart_style import Style


class Drawing(Protocol):
    """Draws the plots of one kind; plug-ins add to the group ``briefing.drawings``."""

    def __call__(self, plot: Plot, style: Style, /) -> Canvas:
        """The plot on a canvas ``style.width`` wide, every label put there by :meth:`Canvas.text`.

        The same plot gives the same drawing. What shows a fact is drawn within :meth:`Canvas.mark`.
        """


Paint = Callable[[Plot, Style], Canvas]

PAINTERS: Mapping[Form, Paint] = {
    "bar": paint_bars,
    "column": paint_columns,
    "stacked": paint_stack,
    "line": paint_line,
    "multiples": paint_multiples,
    "slope": paint_slope,
    "range": paint_range,
    "area": paint_area,
    "diverging": paint_bars,
    "dumbbell": paint_dumbbell,
    "fan": paint_fan,
    "heat": paint_heat,
    "map": paint_map,
    "scatter": paint_scatter,
    "timeline": paint_timeline,
    "sparklines": paint_sparklines,
    "waterfall": paint_waterfall,
}
DRAWINGS: Registry[Canvas] = Registry("briefing.drawings", {})
"""What plug-ins draw, by the name that their plots give."""


def picture(plot: Plot, name: str, style: Style) -> Picture:
    """The plot drawn; ``name`` sets the ids in it apart from those of other pictures.

    Raises :class:`~briefing.core.problems.UnusableInput` where a label is cut, lies on another or on
    a mark, and no place was found for it.
    """
    canvas = painted(plot, style)
    if found := canvas.collisions():
        more = f", and {len(found) - 1} more" if len(found) > 1 else ""
        message = f"the chart '{name}' cannot be drawn so that it can be read: {found[0]}{more}"
        advice = "show fewer members or periods, give them shorter titles, or take another kind"
        raise UnusableInput([Problem(None, message, advice, code="crowded-chart")])
    return Picture(canvas.svg(name), canvas.texts, canvas.width, canvas.height)


def painted(plot: Plot, style: Style) -> Canvas:
    """The plot on a canvas, every label with its box, before it becomes SVG."""
    if not plot.drawing:
        return PAINTERS[plot.form](plot, style)
    if plot.drawing not in DRAWINGS:
        log = ProblemLog()
        DRAWINGS.report_broken(log)
        log.add(
            None,
            f"no plug-in that is installed draws '{plot.drawing}'",
            "the plug-in that brings the chart kind must bring it: group briefing.drawings",
            code="broken-plugin",
        )
        raise UnusableInput(log)
    return DRAWINGS[plot.drawing](plot, style)
