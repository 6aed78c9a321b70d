"""Amounts at constant or chained prices whose title does not say so: a reader takes them for current."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.core.prices import prices_in
from briefing.core.problems import ProblemLog, Severity
from briefing.core.series import Panel, Series
from briefing.project.declared import Places


def tell_unsaid_prices(
    name: str, measures: Mapping[str, Series | Panel], places: Places, log: ProblemLog
) -> None:
    """Say which measures of a data set are at other than current prices, and do not say so in words."""
    for key, measure in measures.items():
        prices = measure.prices
        if prices is None or (prices.kind == "current" and not prices.is_parity):
            continue
        if prices_in(measure.title, "") is None:
            log.add(
                places.of("datasets", name, "series", key, "title"),
                f"'{measure.id}' is at {prices} ({prices.reason}), and its title does not say so",
                f"say it where a reader sees it: 'title: {measure.title}, {prices}'",
                Severity.WARNING,
                code="prices-unsaid",
            )
