"""The kind that shows rates of regions in the colours of a map."""

from __future__ import annotations

from dataclasses import replace

from briefing.brief.charts.chart_rows import dark_names, middle_of
from briefing.brief.charts.marks import CannotDraw, check_known, finished, mark_of
from briefing.core.nature import Use, allows, why_not
from briefing.core.outline_map import OutlineMap
from briefing.core.period import Period
from briefing.core.plot import Plot, Track
from briefing.core.series import Panel
from briefing.language.base import Language
from briefing.language.messages import MESSAGES


def map_(
    panel: Panel,
    period: Period,
    language: Language,
    *,
    shapes: str,
    code: str,
    projection: str = "",
    highlight: tuple[str, ...] = (),
) -> Plot:
    """Regions in colours by their rates, the darker the higher; of amounts a map tells the size of regions.

    Args:
        panel: A rate with regions as members: ``region.unemployment``.
        shapes: A file of outlines in the project, GeoJSON, GeoPackage or a zipped shapefile:
            ``data/regions.geojson``.
        code: The column of that file that has the members: ``name``.
        projection: The code of a projection; an equal-area one where left out: ``EPSG:3035``.
        highlight: Members whose figures are printed first: ``[Scotland]``.
    """
    del shapes, code, projection  # they are read before: see planning
    if not allows(panel.nature, Use.MAP):
        raise CannotDraw(
            f"'{panel.id}' {why_not(panel.nature, Use.MAP)}",
            "draw a rate, such as that per person, or take 'bar'",
            code="use-not-allowed",
        )
    facts = panel.at(period)
    check_known(highlight, panel.members, "highlight", "the chart")
    ends = {name: end for name, fact in facts.items() if (end := middle_of(fact)) is not None}
    if not ends:
        raise CannotDraw(
            f"no member of '{panel.id}' has a value for {period}",
            code="no-value",
            lacks=panel.lack(period),
        )
    shown = [*sorted(ends, key=lambda name: -ends[name]), *dark_names(facts)]
    tracks = tuple(
        Track(name, (mark_of(language, facts[name], labelled=True),), panel.unit, name in highlight)
        for name in shown
    )
    drawn = tuple(facts[name] for name in shown)
    plot = Plot("map", panel.title, panel.unit, (period,), tracks, drawn, panel.dimension)
    return finished(language, plot)


def on_outlines(
    language: Language, plot: Plot, outlines: OutlineMap
) -> tuple[Plot, tuple[str, ...]]:
    """The map with its outlines and what is to be said of them; and the members that have none.

    Raises :class:`CannotDraw` where not one member has an outline.
    """
    codes = {one.code for one in outlines.regions}
    lost = tuple(track.title for track in plot.tracks if track.title not in codes)
    if len(lost) == len(plot.tracks):
        raise CannotDraw(
            f"the outlines have none of {MESSAGES.listed([*lost[:3]])}",
            f"'code:' must name the column that has them: here it has {', '.join(sorted(codes)[:3])}",
            ("code",),
            code="unknown-member",
        )
    said = [language.term("note.projection", name=outlines.projection)]
    if codes - {track.title for track in plot.tracks}:
        said.append(language.term("note.no_figure"))
    if lost:
        said.append(language.term("note.not_on_map", names=lost))
    return replace(plot, outlines=outlines, notes=(*plot.notes, *said)), lost
