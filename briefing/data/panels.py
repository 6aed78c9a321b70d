"""Facts of one measure to its series, or to a panel: members, the total, remainders and groups."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from briefing.core.column_facts import ColumnFacts, is_below_zero, with_status
from briefing.core.fact import Cell, Fact
from briefing.core.frequency import Frequency
from briefing.core.nature import Nature, NatureFound
from briefing.core.period import Period
from briefing.core.prices import Prices, prices_in
from briefing.core.problems import ProblemLog, Severity, suggest
from briefing.core.reference import Reference
from briefing.core.season import PARTS, has_season
from briefing.core.series import MarkedBreak, Panel, Series
from briefing.core.status import Status
from briefing.core.unit import Unit
from briefing.data.aggregates import Aggregate, added_aggregates, named_aggregates
from briefing.data.grid import tidy
from briefing.language.nature_words import nature_of
from briefing.project.declared import Places
from briefing.project.project_schema import DatasetConfig, DimensionColumns, SeriesColumns

MEMBERLESS = ""
Facts = dict[tuple[str, str], Mapping[Period, Fact]]
"""Series name and member to facts by period."""


@dataclass(slots=True)
class Measures:
    """Makes the measures of one data set, and remembers what it has told of its rows."""

    name: str
    config: DatasetConfig
    places: Places
    log: ProblemLog
    told: dict[str, Aggregate] = field(default_factory=dict)

    def measure(self, series: str, facts: Facts) -> Series | Panel:
        """One measure: a series, or a panel where the data set has a dimension."""
        declared, reference = self.config.series[series], Reference(self.name, series)
        mine = {member: found for (name, member), found in facts.items() if name == series}
        nature = _nature(declared, mine)
        if self.config.dimension is None and not declared.members:
            made = _series(reference, declared, mine.get(MEMBERLESS, {}), nature)
            return self._compared(series, {MEMBERLESS: made})[MEMBERLESS]
        every = {
            member: _series(reference.of(member), declared, found, nature)
            for member, found in mine.items()
        }
        every = self._compared(series, every)
        return self._panel(str(reference), declared, every, nature)

    def _compared(self, series: str, every: dict[str, Series]) -> dict[str, Series]:
        """The series with what their changes are counted from: a season tells the year before.

        One rule for all members of a measure: that of most of those that are long enough to tell.
        """
        declared = self.config.series[series]
        if declared.change is not None:
            on_year = declared.change == "on_year"
            return {name: replace(one, on_year=on_year) for name, one in every.items()}
        if declared.seasonally_adjusted or _SAYS_ADJUSTED.search(declared.title):
            return every
        tested = [_has_season(one) for one in every.values() if one.facts]
        if not any(tested) or sum(tested) * 2 < len(tested):
            return every
        self.log.add(
            self.places.of("datasets", self.name, "series", series),
            f"'{self.name}.{series}' has a season and is not declared as adjusted: its changes are "
            "counted from the same period of the year before",
            "say so by 'change: on_year', or 'change: on_period' or 'seasonally_adjusted: true'",
            Severity.WARNING,
            code="season",
        )
        return {name: replace(one, on_year=True) for name, one in every.items()}

    def _panel(
        self, id_: str, declared: SeriesColumns, every: dict[str, Series], nature: NatureFound
    ) -> Panel:
        total_name = self._declared_total(every)
        rest = [tidy(one) for one in self._dimension.rest if tidy(one) in every]
        groups = [tidy(one) for one in self._dimension.groups if tidy(one) in every]
        kept = {tidy(one) for one in self._dimension.members}
        known = {*rest, *groups, *kept, *([total_name] if total_name else [])}
        plain = [name for name in every if name not in known]
        for one in named_aggregates(plain):
            if one.what == "rest":
                rest.append(one.member)
            else:
                groups.append(one.member)
                self._tell(one)
        members = {n: s for n, s in every.items() if n not in {total_name, *rest, *groups}}
        candidates = {**members, **{name: every[name] for name in rest}}
        for one in added_aggregates(candidates, nature.nature):
            if one.member in members and one.member not in kept:
                groups.append(one.member)
                self._tell(one)
        total = every.get(total_name) if total_name else None
        aside = {total_name, *groups}
        members = {name: one for name, one in every.items() if name not in aside}
        return Panel(
            id=id_,
            title=declared.title,
            unit=Unit(declared.unit, declared.of),
            dimension=dimension_title(self.config),
            members=members,
            total=total,
            rest=tuple(name for name in every if name in rest),
            definition=declared.definition,
            breaks=_breaks((*members.values(), *([total] if total else []))),
            found_nature=nature,
            prices=_prices(declared),
            months=_months(declared),
            groups={name: every[name] for name in every if name in groups},
        )

    @property
    def _dimension(self) -> DimensionColumns:
        found = self.config.dimension
        return found if isinstance(found, DimensionColumns) else DimensionColumns()

    def _declared_total(self, every: Mapping[str, Series]) -> str | None:
        declared = self._dimension.total or self.config.total
        return tidy(declared) if declared and tidy(declared) in every else None

    def check_names(self, members: Iterable[str]) -> None:
        """That the total, the remainders and the groups of the config are rows of the file."""
        known = list(dict.fromkeys(members))
        wanted: list[tuple[str, str | None, tuple[int, ...]]] = [
            ("total", self._dimension.total or self.config.total, ())
        ]
        wanted += [("rest", one, (i,)) for i, one in enumerate(self._dimension.rest)]
        wanted += [("groups", one, (i,)) for i, one in enumerate(self._dimension.groups)]
        for key, name, index in wanted:
            if not name or tidy(name) in known:
                continue
            near = next((one for one in known if one.startswith(tidy(name))), "")
            advice = f"did you mean '{near}'?" if near else suggest(tidy(name), known)
            if key == "rest" and not advice:
                continue  # an edition without a remainder
            path: tuple[str | int, ...] = (key,)
            if self._is_in_dimension(key):
                path = ("dimension", key, *index)
            self.log.add(
                self.places.of("datasets", self.name, *path),
                f"'{name}' is declared as {_SAID[key]}, and no row of {self.config.path} is called so",
                advice,
                Severity.WARNING if key == "rest" else Severity.UNUSABLE,
                code="declared-aggregate-missing",
            )

    def _is_in_dimension(self, key: str) -> bool:
        return key != "total" or self._dimension.total is not None

    def _tell(self, found: Aggregate) -> None:
        if found.member in self.told:
            return
        self.told[found.member] = found
        as_yaml = f"total: {found.member}" if found.what == "total" else f"groups: [{found.member}]"
        self.log.add(
            self.places.of("datasets", self.name, "dimension"),
            f"'{found.member}' looks like a {_KINDS[found.what]} of other rows: {found.why}; it is "
            "kept out of ranks, shares and totals until it is said what it is",
            f"write '{as_yaml}' in 'dimension', or 'members: [{found.member}]' if it is one of them",
            Severity.WARNING,
            code="undeclared-aggregate",
        )


_SAYS_ADJUSTED = re.compile(
    r"(?<!not )(?<!non-)(?<!un)\bseasonally[ -]adjusted\b|\(sa\)|\bsaar\b", re.IGNORECASE
)


def _has_season(series: Series) -> bool:
    if not _frequencies(series.facts) & PARTS.keys():
        return False
    if isinstance(series.facts, ColumnFacts):
        return has_season(series.facts.exact_values())
    known = {
        period: fact.quantity.value
        for period, fact in series.facts.items()
        if fact.quantity.value is not None
    }
    return has_season(known)


def _frequencies(facts: Mapping[Period, Fact]) -> frozenset[Frequency]:
    if isinstance(facts, ColumnFacts):
        return facts.timeline.frequencies
    return frozenset(period.frequency for period in facts)


_SAID = {"total": "the total", "rest": "a remainder", "groups": "a group"}
_KINDS = {"total": "total", "groups": "group"}


def dimension_title(config: DatasetConfig) -> str:
    """What the members are: ``Country``."""
    declared = config.dimension
    if isinstance(declared, DimensionColumns):
        return declared.title or declared.column or "member"
    return declared or "member"


def _nature(declared: SeriesColumns, mine: Mapping[str, Mapping[Period, Fact]]) -> NatureFound:
    return nature_of(
        declared.title,
        Unit(declared.unit, declared.of),
        declared=Nature(declared.kind) if declared.kind else None,
        has_negative=any(map(is_below_zero, mine.values())),
    )


def _series(
    reference: Reference, declared: SeriesColumns, facts: Mapping[Period, Fact], nature: NatureFound
) -> Series:
    """One series; breaks are those declared, and those that the status of a value tells."""
    told = {when: _marked_break(fact) for when, fact in with_status(facts, Status.BREAK)}
    return Series(
        id=str(reference),
        title=declared.title,
        unit=Unit(declared.unit, declared.of),
        facts=facts if isinstance(facts, ColumnFacts) else dict(sorted(facts.items())),
        member=reference.member,
        definition=declared.definition,
        breaks=dict(sorted({**told, **declared.breaks}.items())),
        found_nature=nature,
        better=declared.better,
        prices=_prices(declared),
        months=_months(declared),
    )


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


def _breaks(every: Iterable[Series]) -> dict[Period, str]:
    return {when: why for one in every for when, why in one.breaks.items()}
