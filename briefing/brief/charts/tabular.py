"""Kinds that are half a table: cells in colours, and a small line in each row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.brief.charts.chart_rows import chosen, left_out, middle_of, note_on_others, rows_of
from briefing.brief.charts.marks import (
    CannotDraw,
    facts_of,
    finished,
    labelled,
    require_one_unit,
    titles_of,
    tracks_of,
    window,
)
from briefing.core.period import Period
from briefing.core.plot import Form, Plot
from briefing.core.series import Panel, Series
from briefing.language.base import Language

_MOST_ROWS = 40


def heat(
    panel: tuple[Series, ...] | Panel,
    period: Period,
    language: Language,
    *,
    last: int = 8,
    top: int = 15,
    labels: tuple[str, ...] = (),
    highlight: tuple[str, ...] = (),
) -> Plot:
    """A table of members by periods whose cells are the darker the larger their values are.

    Args:
        panel: A measure with members, or several series of one unit: ``region.unemployment``.
        last: How many periods, ending with the brief's: ``8``.
        top: How many members are shown, the largest: ``15``.
        labels: Names to print in place of the titles, in the order of the series: ``[Boys,
            Girls]``.
        highlight: Members or titles to print in bold, shown whatever their size: ``[Scotland]``.
    """
    if not isinstance(panel, Panel):
        require_one_unit(panel, "heat")
    plot = _rows_over_time(language, "heat", panel, period, last, top, labels, highlight)
    every = tuple(range(len(plot.periods)))
    return replace(plot, tracks=tuple(labelled(track, every) for track in plot.tracks))


def sparklines(
    panel: tuple[Series, ...] | Panel,
    period: Period,
    language: Language,
    *,
    last: int | None = None,
    top: int = 12,
    labels: tuple[str, ...] = (),
    highlight: tuple[str, ...] = (),
) -> Plot:
    """A table with a small line in each row, on its own scale, between its first and last figure.

    Args:
        panel: A measure with members, or several series and metrics: ``[town.births, town.deaths]``.
        last: How many periods, ending with the brief's; all that there are where left out:
            ``10``.
        top: How many members are shown, the largest: ``12``.
        labels: Names to print in place of the titles, in the order of the series: ``[Boys,
            Girls]``.
        highlight: Members or titles to print in bold, shown whatever their size: ``[Scotland]``.
    """
    plot = _rows_over_time(language, "sparklines", panel, period, last, top, labels, highlight)
    ends = (0, len(plot.periods) - 1)
    return replace(plot, tracks=tuple(labelled(track, ends) for track in plot.tracks))


def _rows_over_time(
    language: Language,
    form: Form,
    panel: tuple[Series, ...] | Panel,
    period: Period,
    last: int | None,
    top: int,
    labels: Sequence[str],
    highlight: Sequence[str],
) -> Plot:
    """A row for each series or member over the same periods, the largest member first."""
    extra: list[str] = []
    dimension = ""
    if isinstance(panel, Panel):
        rows = rows_of(language, panel, labels, form)
        facts = panel.at(period)
        sizes = {
            name: end
            for name, fact in facts.items()
            if name not in panel.rest and (end := middle_of(fact)) is not None
        }
        if not sizes:
            raise CannotDraw(
                f"no member of '{panel.id}' has a value for {period}",
                code="no-value",
                lacks=panel.lack(period),
            )
        near = chosen(sizes, min(top, _MOST_ROWS), highlight, rows.named)
        shown = sorted(near, key=lambda name: -sizes[name])
        if len(shown) == len(sizes):
            shown += [
                one for one in panel.rest if one in facts and middle_of(facts[one]) is not None
            ]
        note = note_on_others("only_largest", sizes, near, min(top, _MOST_ROWS))
        extra = left_out(language, facts, shown, note)
        series = tuple(panel.members[name] for name in shown)
        measure, titles, dimension = panel.title, tuple(shown), panel.dimension
        known = tuple(name for name in highlight if name in shown)
    else:
        series, known = panel, tuple(highlight)
        if not series:
            raise CannotDraw("no series is named", "name one: dataset.measure", code="no-series")
        measure, titles = titles_of(language, series, labels)
    periods = window(series, period, last)
    tracks = tracks_of(language, series, periods, titles, known)
    for one, track in zip(series, tracks, strict=True):
        if not track.ends:
            raise CannotDraw(
                f"'{one.id}' has no value from {periods[0]} to {periods[-1]}",
                code="no-value",
                lacks=one.lack(),
            )
    drawn = facts_of(series, periods)
    unit = series[0].unit
    return finished(language, Plot(form, measure, unit, periods, tracks, drawn, dimension), extra)
