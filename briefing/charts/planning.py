"""Declared charts to plots, and plots to drawings with their words."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.binding import BindingError, bind, convert, operand_type
from briefing.charts.kinds import KINDS, NothingToDraw
from briefing.charts.plot import Plot
from briefing.charts.words import alt_text, data_table
from briefing.config.base import Places
from briefing.config.brief import ChartConfig
from briefing.errors import ProblemLog, suggest
from briefing.model.document import Drawing
from briefing.model.period import Period
from briefing.model.series import Panel, Series


def plan_charts(
    charts: Mapping[str, ChartConfig],
    places: Places,
    series: Mapping[str, Series | Panel],
    period: Period,
    failed: frozenset[str],
    log: ProblemLog,
) -> dict[str, Plot]:
    """What to draw for each chart; what is wrong with one goes to the log.

    ``failed`` names metrics and data sets that could not be had, which was told already.
    """
    KINDS.report_broken(log)
    plots = {}
    for name, chart in charts.items():
        call = chart.call
        if call.kind not in KINDS:
            advice = suggest(call.kind, KINDS) or f"one of: {', '.join(sorted(KINDS))}"
            place = places.of_key("charts", name, call.kind)
            log.add(place, f"unknown chart '{call.kind}'", advice)
            continue
        function = KINDS[call.kind]
        if _names(call.operand) & failed:
            continue
        try:
            operand = convert(call.operand, operand_type(function), series, call.kind)
            arguments = bind(call.kind, function, call.parameters, series)
            plots[name] = function(operand, period, **arguments)
        except BindingError as error:
            log.add(places.of("charts", name, *error.path), str(error), error.advice)
        except NothingToDraw as error:
            log.add(places.of("charts", name), str(error))
    return plots


def _names(operand: object) -> set[str]:
    """The data sets and metrics that a chart's operand names."""
    references = operand if isinstance(operand, list) else [operand]
    return {str(one).partition("[")[0].partition(".")[0] for one in references}


def draw_charts(plots: Mapping[str, Plot], accent: str, *, rendering: bool) -> dict[str, Drawing]:
    """Each plot drawn and put in words; without ``rendering`` the drawing stays empty."""
    if rendering and plots:
        from briefing.charts.drawing import draw
    return {
        name: Drawing(
            svg=draw(plot, name, accent) if rendering else "",
            subtitle=plot.subtitle,
            alt=alt_text(plot),
            facts=plot.facts,
            table=data_table(plot),
            notes=plot.notes,
        )
        for name, plot in plots.items()
    }
