"""The outlines that the maps of a brief are drawn on, read from the files that it names."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.core.outline_map import OutlineMap
from briefing.core.problems import ProblemLog, Refusal
from briefing.core.workspace import Kind, NotRead, Workspace
from briefing.data.outlines_of_regions import read_outlines
from briefing.project.brief_schema import ChartConfig
from briefing.project.declared import Places

_KIND = "map"


def outlines_of_maps(
    workspace: Workspace, charts: Mapping[str, ChartConfig], places: Places, log: ProblemLog
) -> dict[str, OutlineMap]:
    """The outlines of each map by the name of its chart; what cannot be read goes to the log."""
    found = {}
    for name, chart in charts.items():
        given = chart.call.parameters
        path, code, projection = (given.get(key, "") for key in ("shapes", "code", "projection"))
        if chart.call.kind != _KIND or not isinstance(path, str) or not path:
            continue
        place = places.of("charts", name, "shapes")
        try:
            file = workspace.read(path, Kind.DATA)
            found[name] = read_outlines(file, str(code), str(projection))
        except NotRead as error:
            error.tell(place, log)
        except Refusal as error:
            log.refuse(place, error)
    return found
