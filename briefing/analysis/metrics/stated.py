"""Stated figures to facts: what a publication says in its text, with the page.

A stated change beside the levels that it speaks of is held against them: 170 may stand for 165 to
175 and 186 for 185.5 to 186.5, so that "an 11% decrease" agrees with them only through rounding.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from briefing.core.check import Check
from briefing.core.expression import evaluate
from briefing.core.fact import Citation, Fact
from briefing.core.problems import ProblemLog, QuantityError, Severity, suggest
from briefing.core.quantity import Quantity
from briefing.core.series import Series
from briefing.core.status import Status
from briefing.core.unit import Unit
from briefing.language.amounts import amount
from briefing.language.base import Language
from briefing.language.messages import MESSAGES
from briefing.language.notation import NotationError, parse_number
from briefing.project.brief_schema import BriefConfig, StatedConfig
from briefing.project.declared import Places


def stated_series(config: BriefConfig, places: Places, log: ProblemLog) -> dict[str, Series]:
    """A series of one fact for each stated figure; one that is no number goes to the log."""
    found: dict[str, Series] = {}
    measures = _measures(config)
    for name, stated in config.stated.items():
        try:
            found[name] = _series(name, stated, config, measures[name])
        except NotationError as error:
            log.refuse(places.of("stated", name, "value"), error)
    return found


def _measures(config: BriefConfig) -> dict[str, str]:
    """What each stated figure is a figure of: as declared, or the levels of a change together."""
    later = {one.change.since: one.change.to for one in config.stated.values() if one.change}
    found = {}
    for name in config.stated:
        last, seen = name, {name}
        while (after := later.get(last)) in config.stated and after not in seen:
            last = after
            seen.add(last)
        found[name] = config.stated[name].measure or config.stated[last].measure or last
    return found


def compare_stated(
    language: Language,
    config: BriefConfig,
    places: Places,
    stated: Mapping[str, Series],
    log: ProblemLog,
) -> tuple[dict[str, Series], Check]:
    """Stated changes against the stated levels they speak of; one that disagrees is a finding.

    Returns the series, with a note where a change agrees only through rounding, and the record.
    """
    noted, messages, examined = dict(stated), [], 0
    for name, one in config.stated.items():
        if one.change is None or name not in stated:
            continue
        ends = [
            _level(which, name, stated, places, log) for which in (one.change.to, one.change.since)
        ]
        if ends[0] is None or ends[1] is None:
            continue
        fact = _only(stated[name])
        if not all(one.quantity.is_known for one in (fact, ends[0], ends[1])):
            continue
        examined += 1
        place = places.of("stated", name, "value")
        unit = fact.quantity.unit
        is_relative = unit.is_percent
        formula = "percent(now / before - 1)" if is_relative else "now - before"
        try:
            computed = evaluate(formula, {"now": ends[0].quantity, "before": ends[1].quantity})
        except QuantityError as error:
            log.refuse(place, error, f"'{name}' cannot be compared with its levels: {error}")
            continue
        if _is_exact(fact, computed):
            continue
        if not fact.quantity.rounding.overlaps(computed.rounding):
            message = _disagreement(fact, computed, ends[0], ends[1])
            advice = "look at the publication again; one of the three is wrong"
            log.add(place, message, advice, Severity.MISLEADING, code="stated-disagrees")
            messages.append(f"{place}: {message}")
        else:
            note = _by_rounding(language, computed, ends[0], ends[1])
            series = noted[name]
            facts = {when: replace(one, note=note) for when, one in series.facts.items()}
            noted[name] = replace(series, facts=facts)
    return noted, Check("stated changes and levels", examined, "stated changes", tuple(messages))


def _is_exact(fact: Fact, computed: Quantity) -> bool:
    """Whether the levels as printed give the change that is stated."""
    return computed.value is not None and computed.value in fact.quantity.rounding


def _disagreement(fact: Fact, computed: Quantity, now: Fact, before: Fact) -> str:
    stated, low, high = (
        amount(MESSAGES, one) for one in (fact.quantity, before.quantity, now.quantity)
    )
    span = amount(MESSAGES, Quantity.bounded(computed.rounding, computed.unit))
    return f"a change of {stated} is stated, and {low} to {high} allow {span}"


def _by_rounding(language: Language, computed: Quantity, now: Fact, before: Fact) -> str:
    """The note that a stated change agrees with its levels only through rounding."""
    return language.term(
        "stated.by_rounding",
        before=amount(language, before.quantity),
        now=amount(language, now.quantity),
        span=amount(language, Quantity.bounded(computed.rounding, computed.unit)),
    )


def _level(
    which: str, name: str, stated: Mapping[str, Series], places: Places, log: ProblemLog
) -> Fact | None:
    if which in stated:
        return _only(stated[which])
    place = places.of("stated", name, "change")
    log.add(
        place,
        f"there is no stated figure '{which}'",
        suggest(which, stated),
        code="unknown-stated-figure",
    )
    return None


def _only(series: Series) -> Fact:
    return next(iter(series.facts.values()))


def _series(name: str, stated: StatedConfig, config: BriefConfig, measure: str) -> Series:
    unit = Unit(stated.unit, stated.of)
    quantity = parse_number(stated.value, unit=unit).quantity
    if stated.status is not Status.NORMAL:
        quantity = replace(quantity, status=stated.status)
    origin = Citation(stated.source, stated.at, stated.value)
    period = stated.period
    digits = stated.digits
    fact = Fact(name, stated.title, quantity, period, origin, digits=digits, series=measure)
    key = period or config.period
    is_fixed = period is not None
    return Series(name, stated.title, unit, {key: fact}, current=key, is_fixed=is_fixed)
