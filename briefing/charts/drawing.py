"""Plots to vector drawings in one house style: SVG text, the same bytes for the same plot.

Matplotlib's one home. The drawing has no title, no frame and no legend: the page carries the
finding, labels stand by what they name, and only one colour is not grey.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from briefing.charts.panels import DRAWERS, Canvas, Style
from briefing.charts.plot import Plot
from briefing.resources import FONTS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FAMILY = "Source Sans Pro"
_WIDTH = 3.35
"""Inches: one of two columns of the page."""
_SETTINGS: dict[str, Any] = {
    "svg.fonttype": "none",
    "font.family": [FAMILY],
    "font.size": 8,
    "axes.unicode_minus": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.linewidth": 0.6,
    "axes.edgecolor": "#8c8c8c",
    "axes.axisbelow": True,
    "xtick.color": "#4a4a4a",
    "ytick.color": "#4a4a4a",
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "xtick.labelsize": 7.5,
    "ytick.labelsize": 7.5,
    "text.color": "#262626",
    "path.simplify": False,
}


def draw(plot: Plot, name: str, accent: str) -> str:
    """The plot as an SVG element. ``name`` sets apart its ids from those of other drawings."""
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    _register_fonts()
    settings: Any = {**_SETTINGS, "svg.hashsalt": name, "svg.id": f"chart-{name}"}
    with mpl.rc_context(settings):
        figure = Figure(figsize=(_WIDTH, _height(plot)), layout="constrained")
        figure.patch.set_alpha(0)
        FigureCanvasSVG(figure)
        drawer: Callable[[Canvas], None] = DRAWERS[plot.layout]
        drawer(Canvas(figure, plot, Style(accent)))
        return _svg(figure, name)


def _svg(figure: Figure, name: str) -> str:
    stream = io.StringIO()
    figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None})
    text = stream.getvalue()
    text = text[text.index("<svg") :]
    text = re.sub(r"<metadata>.*?</metadata>", "", text, flags=re.DOTALL)
    text = re.sub(r'(id="|url\(#|xlink:href="#)', rf"\g<1>{name}-", text)
    return text.replace(f'id="{name}-chart-{name}"', f'id="chart-{name}"', 1).strip() + "\n"


def _height(plot: Plot) -> float:
    """Inches, from how much there is to show."""
    if plot.layout == "bar":
        return 0.3 + 0.235 * len(plot.groups[0].points)
    if plot.layout == "stacked":
        return 1.1
    if plot.layout == "multiples":
        return 1.75
    return 2.0


@cache
def _register_fonts() -> None:
    from matplotlib import font_manager

    for path in sorted(FONTS.glob("SourceSansPro-*.ttf")):
        font_manager.fontManager.addfont(str(path))
