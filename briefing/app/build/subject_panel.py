"""One metric of all subjects as a measure with members: ``subjects.reliance``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from briefing.core.expression import derive
from briefing.core.fact import Derivation, Fact
from briefing.core.period import Period
from briefing.core.problems import Place, ProblemLog, QuantityError
from briefing.core.reference import Reference
from briefing.core.series import Panel, Series
from briefing.core.unit import Unit
from briefing.language.base import Language
from briefing.project.portfolio_schema import SUBJECTS


def panel_of(
    name: str,
    found: Mapping[str, Series | None],
    mine: str,
    language: Language,
    place: Place,
    log: ProblemLog,
) -> Panel | None:
    """The metric ``name`` of each subject, in the unit of the subject ``mine``.

    ``found`` has nothing for a subject of which nobody knows the value. ``None`` where no subject
    has one, or where units cannot be compared, which goes to the log.
    """
    known = {text: series for text, series in found.items() if series is not None and series.facts}
    if not known:
        return None
    first = known.get(mine) or next(iter(known.values()))
    substances = {series.unit.of for series in known.values()}
    unit = Unit(first.unit.code, first.unit.of if len(substances) == 1 else None)
    title = next(iter(first.facts.values())).measure or _without(first.title, mine)
    id_ = Reference(SUBJECTS, name)
    members = {}
    for text, series in found.items():
        facts: dict[Period, Fact] = {}
        if series is not None:
            try:
                facts = {
                    period: _fact(id_.of(text), text, title, fact, unit)
                    for period, fact in series.facts.items()
                }
            except QuantityError:
                _tell_unlike(id_, (first, mine), (series, text), place, log)
                return None
        members[text] = Series(
            str(id_),
            title,
            unit,
            facts,
            text,
            breaks=series.breaks if series else {},
            found_nature=first.found_nature,
            on_year=first.on_year,
            better=first.better,
            prices=series.prices if series else first.prices,
            months=first.months,
        )
    breaks = {when: why for one in members.values() for when, why in one.breaks.items()}
    return Panel(
        str(id_),
        title,
        unit,
        language.term("index.subject"),
        members,
        breaks=breaks,
        found_nature=first.found_nature,
        prices=first.prices,
        months=first.months,
    )


def _fact(reference: Reference, subject: str, title: str, fact: Fact, unit: Unit) -> Fact:
    """A figure of one subject under a name of its own, in the unit of all; raises ``QuantityError``."""
    assert fact.period is not None
    own = _renamed(fact, subject, {})
    id_ = reference.observation(fact.period)
    if fact.quantity.unit.code != unit.code:
        made = derive(
            id=id_,
            title=title,
            calculator="value",
            formula="value",
            inputs={"value": own},
            period=fact.period,
            unit=Unit(unit.code, fact.quantity.unit.of),
            member=subject,
            series=reference.measure,
        )
    else:
        made = own
    return replace(
        made,
        id=id_,
        title=title,
        member=subject,
        measure=title,
        series=reference.measure,
        ties=(),
        quantity=made.quantity.with_unit(unit),
    )


def _renamed(fact: Fact, subject: str, done: dict[int, Fact]) -> Fact:
    """A figure and all that it was computed from, under names that tell whose they are."""
    if id(fact) not in done:
        origin = fact.origin
        if isinstance(origin, Derivation):
            inputs = {
                name: _renamed(given, subject, done)
                if isinstance(given, Fact)
                else tuple(_renamed(one, subject, done) for one in given)
                for name, given in origin.inputs.items()
            }
            origin = replace(origin, inputs=inputs)
        done[id(fact)] = replace(fact, id=f"{subject}: {fact.id}", origin=origin)
    return done[id(fact)]


def _without(title: str, subject: str) -> str:
    """A title without whose figure it is: ``Price`` of ``Price, gold`` or ``Price of gold``."""
    if not subject:
        return title
    joined = rf"\s*(?:,|\b(?:of|for|in)\b)?\s*(?<!\w){re.escape(subject)}(?:['’]s)?(?!\w)\s*"
    short = re.sub(joined, " ", title, flags=re.IGNORECASE).strip(" ,")
    return f"{short[:1].upper()}{short[1:]}" if short else title


def _tell_unlike(
    measure: Reference,
    one: tuple[Series, str],
    other: tuple[Series, str],
    place: Place,
    log: ProblemLog,
) -> None:
    log.add(
        place,
        f"'{measure}' cannot be compared: it is in {one[0].unit.code} for '{one[1]}' and in "
        f"{other[0].unit.code} for '{other[1]}'",
        "give the metric one unit for all (unit:), or compare another",
        code="unlike-units",
    )
