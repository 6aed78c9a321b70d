"""The names of measures and metrics that the parts of a brief hold."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.core.expression import ExpressionError, names_in
from briefing.project.brief_schema import BriefConfig, MetricConfig


def references_in(config: BriefConfig) -> Iterator[str]:
    """Every text of a brief that may name a measure or a metric."""
    for metric in config.metrics.values():
        yield from references_of_metric(metric)
    for chart in config.charts.values():
        yield from _texts(chart.call.operand)
        yield from _texts(chart.call.parameters)
    for table in config.tables.values():
        yield from table.references
    for part in (
        *config.metrics.values(),
        *config.charts.values(),
        *config.tables.values(),
        *config.key_figures,
        *config.sections,
        *config.highlights.say,
        *config.recommendations,
    ):
        if not isinstance(part, str):
            yield from part.needs


def references_of_metric(metric: MetricConfig) -> Iterator[str]:
    """Every text of a metric that may name what it is computed from."""
    if metric.call.kind == "formula":
        try:
            yield from names_in(str(metric.call.operand))
        except ExpressionError:
            return
    yield from _texts(metric.call.operand)
    yield from _texts(metric.call.parameters)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
