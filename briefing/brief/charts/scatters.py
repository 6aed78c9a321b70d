"""The kind that holds two measures of the same members against each other."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.brief.charts.chart_rows import chosen, left_out, note_on_others
from briefing.brief.charts.chart_words import unit_sign
from briefing.brief.charts.marks import CannotDraw, finished, mark_of
from briefing.core.fact import Fact
from briefing.core.period import Period
from briefing.core.plot import Axis, Plot, Track
from briefing.core.series import Panel
from briefing.language.base import Language
from briefing.language.unit_words import unit_phrase

_BOTH, _FEWEST = 2, 2
_MOST = 300


def scatter(
    panels: tuple[Panel, ...],
    period: Period,
    language: Language,
    *,
    top: int = _MOST,
    highlight: tuple[str, ...] = (),
) -> Plot:
    """A dot for each member, by two measures: the first across, the second up; names where they fit.

    Args:
        panels: Two measures of the same members: ``[region.income, region.life_expectancy]``.
        top: How many are shown, the largest by the measure that goes up: ``40``.
        highlight: Members to set in colour, named first: ``[Scotland]``.
    """
    if len(panels) != _BOTH:
        raise CannotDraw(
            f"'scatter' holds two measures against each other, not {len(panels)}",
            "name two: [dataset.one, dataset.other]",
            code="unfit-parameter",
        )
    across, up = panels
    both = _pairs(across, up, period)
    sizes = {
        name: second.quantity.value
        for name, (fact, second) in both.items()
        if fact.quantity.value is not None and second.quantity.value is not None
    }
    if len(sizes) < _FEWEST:
        raise CannotDraw(
            f"{len(sizes)} members have both '{across.id}' and '{up.id}' in {period}, and a "
            "scatter needs two",
            "draw them with 'bar'",
            code="too-few-values",
            lacks=(*across.lack(period), *up.lack(period)),
        )
    near = chosen(sizes, min(top, _MOST), highlight, both)
    shown = [name for name in sorted(sizes, key=lambda one: -sizes[one]) if name in near]
    tracks = tuple(
        Track(
            name,
            tuple(mark_of(language, fact) for fact in both[name]),
            up.unit,
            name in highlight,
        )
        for name in shown
    )
    plot = Plot(
        "scatter",
        language.term("chart.plane", one=across.title, other=up.title),
        up.unit,
        (period,),
        tracks,
        tuple(fact for name in shown for fact in both[name]),
        up.dimension,
        columns=(across.title, up.title),
        axes=tuple(_axis(language, one) for one in panels),
    )
    note = note_on_others("only_largest", sizes, near, min(top, _MOST))
    return finished(language, plot, left_out(language, _told(both), shown, note))


def _pairs(across: Panel, up: Panel, period: Period) -> dict[str, tuple[Fact, Fact]]:
    """The two figures of each member that has both cells."""
    found = up.at(period)
    return {name: (fact, found[name]) for name, fact in across.at(period).items() if name in found}


def _axis(language: Language, panel: Panel) -> Axis:
    """What goes along a side: its title and unit."""
    words = (panel.title, unit_phrase(language, panel.unit))
    title = language.enumerated(filter(None, words))
    return Axis(title, unit_sign(language, panel.unit), words[1])


def _told(both: Mapping[str, tuple[Fact, Fact]]) -> dict[str, Fact]:
    """Of each member the figure that tells less."""
    return {
        name: fact if fact.quantity.value is None else second
        for name, (fact, second) in both.items()
    }
