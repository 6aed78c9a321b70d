"""What all series of one measure share, and each of them made of its facts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from briefing.core.column_facts import ColumnFacts, with_status
from briefing.core.fact import Cell, Fact
from briefing.core.nature import NatureFound
from briefing.core.period import Period
from briefing.core.prices import Prices, prices_in
from briefing.core.reference import Reference
from briefing.core.series import MarkedBreak, Series
from briefing.core.status import Status
from briefing.core.unit import Unit
from briefing.project.project_schema import SeriesColumns


@dataclass(frozen=True, slots=True)
class SeriesOf:
    """Makes the series of one measure."""

    reference: Reference
    declared: SeriesColumns
    found_nature: NatureFound
    on_year: bool
    unit: Unit
    prices: Prices | None
    months: int | None
    breaks: Mapping[Period, str] = field(default_factory=dict)
    """Those that are declared, in order."""

    @classmethod
    def measure(
        cls, reference: Reference, declared: SeriesColumns, nature: NatureFound, *, on_year: bool
    ) -> SeriesOf:
        """Of a measure as it is declared; ``on_year`` says from when its changes are counted."""
        return cls(
            reference,
            declared,
            nature,
            on_year,
            Unit(declared.unit, declared.of),
            _prices(declared),
            _months(declared),
            dict(sorted(declared.breaks.items())),
        )

    def member(self, name: str, facts: Mapping[Period, Fact]) -> Series:
        """The series of a member."""
        return self.series(self.reference.of(name), facts)

    def series(self, reference: Reference, facts: Mapping[Period, Fact]) -> Series:
        """One series; breaks are those declared, and those that the status of a value tells."""
        declared = self.declared
        return Series(
            id=str(reference),
            title=declared.title,
            unit=self.unit,
            facts=facts,
            member=reference.member,
            definition=declared.definition,
            breaks=self.breaks_of(facts),
            found_nature=self.found_nature,
            on_year=self.on_year,
            better=declared.better,
            prices=self.prices,
            months=self.months,
        )

    def breaks_of(self, facts: Mapping[Period, Fact]) -> Mapping[Period, str]:
        """The breaks of a series, in the order of time."""
        if isinstance(facts, ColumnFacts) and not (facts.loose or facts.columns.has(Status.BREAK)):
            return self.breaks
        told = {when: _marked_break(fact) for when, fact in with_status(facts, Status.BREAK)}
        return dict(sorted({**told, **self.breaks}.items())) if told else self.breaks


_ANNUAL_RATE = re.compile(r"\bannual rates?\b|\bannuali[sz]ed\b|\bsaar\b", re.IGNORECASE)


def _months(declared: SeriesColumns) -> int | None:
    """How long the flow lasts that a figure tells: a year, where a quarter is told at its annual rate."""
    return 12 if _ANNUAL_RATE.search(declared.title) else None


def _prices(declared: SeriesColumns) -> Prices | None:
    """The prices of amounts of money, as declared, or as unit and title tell."""
    if not Unit(declared.unit).is_money:
        return None
    return declared.prices or prices_in(declared.title, "in its title")


def _marked_break(fact: Fact) -> str:
    reason = "the source marks a break in the series"
    if fact.spot is None or not isinstance(fact.origin, Cell):
        return reason
    return MarkedBreak.at(reason, f"'{fact.origin.text.strip()}' at {fact.spot}")
