"""Stated figures to facts: what a publication says in its text, with the page."""

from __future__ import annotations

from fractions import Fraction

from briefing.config.base import Places
from briefing.config.brief import BriefConfig, StatedConfig
from briefing.errors import ProblemLog
from briefing.model.fact import Citation, Fact
from briefing.model.series import Series
from briefing.model.status import Status
from briefing.model.unit import Unit
from briefing.notation import NotationError, parse_number


def stated_series(config: BriefConfig, places: Places, log: ProblemLog) -> dict[str, Series]:
    """A series of one fact for each stated figure; one that is no number goes to the log."""
    found: dict[str, Series] = {}
    for name, stated in config.stated.items():
        try:
            found[name] = _series(name, stated, config)
        except NotationError as error:
            log.add(places.of("stated", name, "value"), str(error), error.advice)
    return found


def _series(name: str, stated: StatedConfig, config: BriefConfig) -> Series:
    unit = Unit(stated.unit, stated.of)
    ends: tuple[Fraction | None, Fraction | None] | None = None
    reading = parse_number(stated.value, unit=unit, range_=ends)
    quantity = reading.quantity
    if stated.status is not Status.NORMAL:
        from dataclasses import replace

        quantity = replace(quantity, status=stated.status)
    origin = Citation(stated.source, stated.at, stated.value)
    period = stated.period
    fact = Fact(name, stated.title, quantity, period, origin, digits=stated.digits)
    key = period or config.period
    return Series(name, stated.title, unit, {key: fact}, current=key)
