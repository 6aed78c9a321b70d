"""Facts of one measure to its series, or to a panel: members, the total, remainders and groups."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from briefing.core.column_facts import ColumnFacts, is_below_zero, periods_of
from briefing.core.fact import Fact
from briefing.core.frequency import FISCAL_YEARS, SPLIT_YEARS, Frequency
from briefing.core.member_series import MemberSeries
from briefing.core.nature import Nature, NatureFound
from briefing.core.period import Period
from briefing.core.problems import ProblemLog, Severity, suggest
from briefing.core.reference import Reference
from briefing.core.season import PARTS, has_season, too_short_to_tell, years_that_tell
from briefing.core.series import Panel, Series
from briefing.core.unit import Unit
from briefing.data.aggregates import (
    Aggregate,
    added_aggregates,
    named_aggregates,
    scattered_aggregates,
)
from briefing.data.grid import tidy
from briefing.data.series_of_measure import SeriesOf
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
    _untested: dict[Frequency, list[str]] = field(default_factory=dict)

    def measure(self, series: str, facts: Facts) -> Series | Panel:
        """One measure: a series, or a panel where the data set has a dimension."""
        declared, reference = self.config.series[series], Reference(self.name, series)
        mine = {
            member: found if isinstance(found, ColumnFacts) else dict(sorted(found.items()))
            for (name, member), found in facts.items()
            if name == series
        }
        nature = _nature(declared, mine)
        is_one = self.config.dimension is None and not declared.members
        if is_one:
            mine = {MEMBERLESS: mine.get(MEMBERLESS, {})}
        make = SeriesOf.measure(
            reference, declared, nature, on_year=self._is_on_year(series, mine.values())
        )
        if is_one:
            return make.series(reference, mine[MEMBERLESS])
        return self._panel(make, mine)

    def _is_on_year(self, series: str, every: Collection[Mapping[Period, Fact]]) -> bool:
        """Whether changes are counted from the year before, as a season tells.

        One rule for all members of a measure: that of most of those that are long enough to tell.
        """
        declared = self.config.series[series]
        if declared.change is not None:
            return declared.change == "on_year"
        if declared.seasonally_adjusted or _SAYS_ADJUSTED.search(declared.title):
            return False
        if not {one.frequency for one in periods_of(every)} & PARTS.keys():
            return False
        known = [_known(one) for one in every if one]
        tested = [has_season(one) for one in known]
        if not any(tested) or sum(tested) * 2 < len(tested):
            self._note_untested(series, known)
            return False
        self.log.add(
            self.places.of("datasets", self.name, "series", series),
            f"'{self.name}.{series}' has a season and is not declared as adjusted: its changes are "
            "counted from the same period of the year before",
            "say so by 'change: on_year', or 'change: on_period' or 'seasonally_adjusted: true'",
            Severity.WARNING,
            code="season",
        )
        return True

    def _note_untested(self, series: str, every: Sequence[Mapping[Period, Fraction]]) -> None:
        """Remember a measure of which nobody can tell whether it has a season, since no member is long enough."""
        short = [too_short_to_tell(one) for one in every]
        if True in short and False not in short:
            (frequency,) = {period.frequency for period in every[short.index(True)]}
            self._untested.setdefault(frequency, []).append(series)

    def tell_untested(self) -> None:
        """Say once which measures were not tested for a season; asked for when all are made."""
        for frequency, (first, *others) in self._untested.items():
            count, what = years_that_tell(PARTS[frequency]), frequency.singular
            years = "years" if frequency in {*SPLIT_YEARS, *FISCAL_YEARS} else "calendar years"
            more = f" and {len(others)} more" if others else ""
            was, is_, its = ("were", "are", "their") if others else ("was", "is", "its")
            self.log.add(
                self.places.of("datasets", self.name, "series", first),
                f"'{self.name}.{first}'{more} {was} not tested for a season, which takes {count} whole {years}, and {is_} "
                f"not declared as adjusted: {its} changes are counted from the {what} before",
                "say 'change: on_year', or 'change: on_period' or 'seasonally_adjusted: true'; in a text "
                "'x.moved_on_year' looks a year back",
                Severity.WARNING,
                code="season-untested",
            )

    def _panel(self, make: SeriesOf, every: Mapping[str, Mapping[Period, Fact]]) -> Panel:
        declared, nature = make.declared, make.found_nature
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
        apart = {total_name, *rest, *groups}
        members = {name: one for name, one in every.items() if name not in apart}
        candidates = {**members, **{name: every[name] for name in rest}}
        for one in added_aggregates(MemberSeries(candidates, make.member), nature.nature):
            if one.member in members and one.member not in kept:
                groups.append(one.member)
                self._tell(one)
        single = {name: one for name, one in members.items() if name not in {*groups, *rest}}
        for one in scattered_aggregates(MemberSeries(single, make.member), nature.nature):
            if one.member not in kept:
                groups.append(one.member)
                self._tell(one)
        total = make.member(total_name, every[total_name]) if total_name else None
        aside = {total_name, *groups}
        members = {name: one for name, one in every.items() if name not in aside}
        with_breaks = (*members.values(), *([total.facts] if total else []))
        wanted, rests = {*groups}, {*rest}
        grouped = {name: one for name, one in every.items() if name in wanted}
        return Panel(
            id=str(make.reference),
            title=declared.title,
            unit=make.unit,
            dimension=dimension_title(self.config),
            members=MemberSeries(members, make.member),
            total=total,
            rest=tuple(name for name in every if name in rests),
            definition=declared.definition,
            breaks={w: why for one in with_breaks for w, why in make.breaks_of(one).items()},
            found_nature=nature,
            prices=make.prices,
            months=make.months,
            groups=MemberSeries(grouped, make.member),
        )

    @property
    def _dimension(self) -> DimensionColumns:
        found = self.config.dimension
        return found if isinstance(found, DimensionColumns) else DimensionColumns()

    def _declared_total(self, every: Collection[str]) -> str | None:
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
            if key == "total" and not advice:
                advice = "leave 'total' out where no row tells it: the members are added"
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


def _known(facts: Mapping[Period, Fact]) -> Mapping[Period, Fraction]:
    """The values of a series that may have a season; none where its periods have none."""
    if not _frequencies(facts) & PARTS.keys():
        return {}
    if isinstance(facts, ColumnFacts):
        return facts.exact_values()
    return {
        period: fact.quantity.value
        for period, fact in facts.items()
        if fact.quantity.value is not None
    }


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
