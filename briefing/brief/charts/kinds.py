"""The table of chart kinds: the first key of a chart in YAML, and what makes its plot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from briefing.brief.charts import (
    areas,
    bridges,
    comparisons,
    divergences,
    maps,
    projections,
    scatters,
    tabular,
    timelines,
    trends,
)
from briefing.core.parameters import SignatureSchema, json_schema_of
from briefing.core.period import Period
from briefing.core.plot import Plot
from briefing.core.plugins import Registry
from briefing.core.series import Panel, Series
from briefing.language.base import Language


class ChartKind(Protocol):
    """Makes one kind of chart; plug-ins add to the group ``briefing.charts``."""

    def __call__(
        self,
        operand: Series | Panel | tuple[Series, ...],
        period: Period,
        language: Language,
        /,
        **parameters: object,
    ) -> Plot:
        """The chart as data: marks of facts, with all words of them by ``language``.

        The signature is the schema of its YAML, as a calculator's is. A plot that is drawn as no
        built-in form is names the plug-in's own drawing: ``Plot.drawing``. Raises
        :class:`~briefing.brief.charts.marks.CannotDraw`.
        """


KINDS: Registry[Plot] = Registry(
    "briefing.charts",
    {
        "line": trends.line,
        "column": trends.column,
        "range": trends.range_,
        "multiples": trends.multiples,
        "slope": trends.slope,
        "bar": comparisons.bar,
        "stacked": comparisons.stacked,
        "area": areas.area,
        "diverging": divergences.diverging,
        "dumbbell": divergences.dumbbell,
        "waterfall": bridges.waterfall,
        "scatter": scatters.scatter,
        "map": maps.map_,
        "fan": projections.fan,
        "timeline": timelines.timeline,
        "heat": tabular.heat,
        "sparklines": tabular.sparklines,
    },
)


def charts() -> Mapping[str, str]:
    """Each chart kind with a line on what it shows."""
    return KINDS.first_lines()


def chart_schemas() -> dict[str, SignatureSchema]:
    """The parameters of each chart kind as JSON Schema."""
    return {name: json_schema_of(item) for name, item in KINDS.items()}
