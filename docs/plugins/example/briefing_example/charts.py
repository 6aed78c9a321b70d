"""A kind of chart: a dot for each member, drawn by :mod:`briefing_example.drawings`."""

from __future__ import annotations

from dataclasses import replace

from briefing.brief.charts.comparisons import bar
from briefing.core.period import Period
from briefing.core.plot import Plot
from briefing.core.series import Panel
from briefing.language.base import Language


def dots(panel: Panel, period: Period, language: Language, *, top: int = 8) -> Plot:
    """A dot for each member on one scale, the largest first.

    Args:
        panel: A measure with members: ``clinics.patients``.
        top: How many members are shown: ``8``.
    """
    # Its words are those of bars: what is shown is the same. Its drawing is another.
    plot = bar(panel, period, language, top=top)
    return replace(plot, drawing="dots", called="Dot plot")
