"""Declared charts to plots with their words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from briefing.brief.charts.chart_words import worded
from briefing.brief.charts.emphasis import MOST, subjects
from briefing.brief.charts.kinds import KINDS
from briefing.brief.charts.maps import on_outlines
from briefing.core.budgets import Budget, BudgetSpent
from briefing.core.outline_map import OutlineMap
from briefing.core.parameters import (
    BindingError,
    bind,
    convert,
    operand_type,
    parameters_of,
    resolve,
)
from briefing.core.period import Period
from briefing.core.plot import Plot
from briefing.core.problems import ProblemLog, QuantityError, Severity, suggest
from briefing.core.reference import first_name
from briefing.core.series import Panel, PartialPeriod, Series
from briefing.language.base import Language
from briefing.language.messages import MESSAGES
from briefing.project.brief_schema import ChartConfig
from briefing.project.declared import Places

Lookup = Mapping[str, Series | Panel]


def plan_charts(
    language: Language,
    charts: Mapping[str, ChartConfig],
    places: Places,
    series: Lookup,
    period: Period,
    failed: frozenset[str],
    log: ProblemLog,
    outlines: Mapping[str, OutlineMap] | None = None,
) -> dict[str, Plot]:
    """What to draw for each chart; what is wrong with one goes to the log.

    ``outlines`` are those of maps by the name of the chart; one that could not be read was told.
    ``failed`` names metrics and data sets that could not be had, which was told already.
    """
    KINDS.report_broken(log)
    plots = {}
    if len(charts) > Budget.CHARTS.most:
        log.refuse(places.of("charts"), BudgetSpent(Budget.CHARTS, len(charts)))
        return {}
    for name, chart in charts.items():
        kind = chart.call.kind
        if kind not in KINDS:
            advice = suggest(kind, KINDS) or f"one of: {', '.join(sorted(KINDS))}"
            log.add(
                places.of_key("charts", name, kind),
                f"unknown chart '{kind}'",
                advice,
                code="unknown-chart-kind",
            )
            continue
        if _names(chart.call.operand) & failed:
            continue
        if kind == "map" and outlines is not None and name not in outlines:
            continue
        try:
            plots[name] = plot = _planned(language, KINDS[kind], chart, series, period)
            _tell_change(name, kind, plot, places, log)
            if plot.form == "map" and outlines is not None:
                plots[name] = _on_map(language, name, plot, outlines[name], places, log)
        except BindingError as error:
            path = error.path or (kind,)
            where = places.of_key if error.code == "unknown-parameter" else places.of
            log.refuse(where("charts", name, *path), error)
        except QuantityError as error:
            log.refuse(places.of("charts", name), error, f"'{name}' cannot be drawn: {error}")
    return plots


def with_subjects(
    language: Language,
    chart: ChartConfig,
    plot: Plot,
    title: str,
    whose: Collection[str],
    series: Lookup,
    period: Period,
) -> Plot:
    """The plot with all members that its title speaks of, where ``top`` has left some of them out.

    They are shown as those in ``highlight`` are, unless an author highlights others or they have no value.
    """
    given, function = chart.call.operand, KINDS[chart.call.kind]
    every = [series.get(str(one)) for one in (given if isinstance(given, list) else [given])]
    takes = {"top", "highlight"} <= parameters_of(function).keys()
    if not takes or "highlight" in chart.call.parameters or not isinstance(every[0], Panel):
        return plot
    named = subjects(every[0].members, title, whose)
    if len(named) > MOST or named <= {track.title for track in plot.tracks}:
        return plot
    call = chart.call.model_copy(
        update={"parameters": {**chart.call.parameters, "highlight": sorted(named)}}
    )
    try:
        return _planned(language, function, chart.model_copy(update={"call": call}), series, period)
    except (BindingError, QuantityError):
        return plot


def _tell_change(name: str, kind: str, plot: Plot, places: Places, log: ProblemLog) -> None:
    """Say that another kind is drawn than was asked for, and why."""
    if plot.changed:
        log.add(
            places.of_key("charts", name, kind),
            f"'{name}' is drawn as '{plot.form}': {plot.changed}",
            f"write '{plot.form}' to say so",
            Severity.WARNING,
            code="chart-changed",
        )


def _on_map(
    language: Language,
    name: str,
    plot: Plot,
    outlines: OutlineMap,
    places: Places,
    log: ProblemLog,
) -> Plot:
    """A map with its outlines; members that have none are told."""
    found, lost = on_outlines(language, plot, outlines)
    if lost:
        log.add(
            places.of("charts", name, "code"),
            f"the outlines of '{name}' have no {MESSAGES.listed(lost)}",
            "the map shows the others, and says so",
            Severity.WARNING,
            code="not-on-map",
        )
    return found


def _planned(
    language: Language,
    function: Callable[..., Plot],
    chart: ChartConfig,
    series: Lookup,
    period: Period,
) -> Plot:
    call = chart.call
    _check_references(call.kind, call.operand, series)
    operand = convert(call.operand, operand_type(function), series, call.kind)
    arguments = bind(call.kind, function, call.parameters, series)
    plot = function(operand, period, language, **arguments)
    return worded(language, plot, _break_notes(language, operand, plot.periods))


def _break_notes(language: Language, operand: object, periods: Sequence[Period]) -> Iterator[str]:
    """What a reader must know of breaks among the periods that are drawn."""
    said: set[str] = set()
    for one in operand if isinstance(operand, list | tuple) else [operand]:
        breaks = getattr(one, "breaks", {})
        for when, why in breaks.items():
            if isinstance(why, PartialPeriod):
                continue  # the name of the period says so
            note = language.term("note.break", since=when, why=why)
            if periods and min(periods) < when <= max(periods) and note not in said:
                said.add(note)
                yield note


def _names(operand: object) -> set[str]:
    """The data sets and metrics that a chart's operand names."""
    references = operand if isinstance(operand, list) else [operand]
    return {first_name(str(one)) for one in references}


def _check_references(kind: str, operand: object, series: Lookup) -> None:
    """Find the first name in a list that leads nowhere, so that its own place can be told."""
    if not isinstance(operand, list):
        return
    for index, reference in enumerate(operand):
        if isinstance(reference, str):
            try:
                resolve(reference, series)
            except BindingError as error:
                raise error.at(kind, index) from None
