"""What a calculator returns: a formula over facts, to be evaluated, shown and audited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefing.core.comparing import Unlike
from briefing.core.fact import Fact, Partly
from briefing.core.frequency import OF_DAYS, PARTS, ROLLING, Frequency
from briefing.core.period import Period
from briefing.core.problems import Refusal
from briefing.core.series import Panel, Series
from briefing.core.title import Title, titled_for

_NOUNS = {1: "years", 2: "half_years", 4: "quarters", 12: "months"}
"""What parts of a year are called, by how many it has."""


@dataclass(frozen=True, slots=True)
class Formula:
    """An expression of :mod:`briefing.core.expression`, the facts that it names, and a title."""

    text: str
    inputs: Mapping[str, Fact | tuple[Fact, ...]]
    title: Title | str
    """Words of the data or the author, or a title that the language words."""
    member: str | None = None
    ties: tuple[str, ...] = ()
    unlike: Unlike | None = None
    """In what the figures that it compares are unlike, where the author allows that."""
    partly: Partly | None = None
    """Of whom a total of some members is."""
    measure: Title | None = None
    """What is measured, without whose it is, where the title says both."""


class NoFact(Refusal):
    """Nothing can be computed for this period; the message says what is not there."""


class Misuse(Refusal):
    """The calculation makes no sense at any period: a member that does not exist, say."""


def fact_at(series: Series, period: Period) -> Fact:
    """The fact of that period; raises :class:`NoFact` naming the periods that there are."""
    found = series.at(period)
    if found is None:
        raise no_value(series, period)
    return found


def no_value(series: Series | Panel, period: Period) -> NoFact:
    """That there is nothing for a period, with the periods that there are."""
    there = series.periods
    advice = ""
    if there and all(one.frequency is not period.frequency for one in there):
        advice = f"its periods are {there[-1].frequency.plural}: 'period: {there[-1]}'"
    return NoFact(
        f"'{series.id}' has no value for {period} ({span_of(there)})",
        advice,
        code="no-value",
        lacks=series.lack(period),
    )


def whose(fact: Fact) -> Title | str:
    """What a fact is and whose: ``Unemployment rate, North``."""
    return titled_for(fact.title, fact.member)


def whose_series(series: Series) -> Title | str:
    """What a series is and whose."""
    return titled_for(series.title, series.member)


def total_at(panel: Panel, period: Period) -> Fact | tuple[Fact, ...]:
    """The printed total, or all members where none is printed."""
    if panel.total is not None:
        return fact_at(panel.total, period)
    members = members_at(panel, period)
    return tuple(members.values())


def members_at(panel: Panel, period: Period, *, ranked: bool = False) -> dict[str, Fact]:
    """The members of that period, one that the data have no row for as missing.

    ``ranked`` leaves out those that stand for several. Raises :class:`NoFact` where no member has a row.
    """
    found = {
        name: fact for name, fact in panel.at(period).items() if not (ranked and name in panel.rest)
    }
    if not found:
        raise no_value(panel, period)
    return found


def span_of(periods: tuple[Period, ...]) -> str:
    """Which periods there are, in a few words."""
    if not periods:
        return "it has none"
    if len(periods) == 1:
        return f"it has {periods[0]}"
    return f"it has {periods[0]} to {periods[-1]}"


def reporting(members: Mapping[str, Fact]) -> tuple[dict[str, Fact], Partly | None]:
    """Those that report, and who does not."""
    found = {name: fact for name, fact in members.items() if fact.quantity.tells_something}
    silent = tuple(name for name in members if name not in found)
    return found, Partly("reporting", silent) if silent else None


def counted(when: Period, count: int) -> Title:
    """So many periods as long as this one: ``4 quarters``; what rolls or lies apart is counted as periods."""
    frequency = when.frequency
    if frequency in ROLLING or when.step > 1 or when.among or frequency is Frequency.SPAN:
        noun = "periods"
    elif frequency in OF_DAYS:
        noun = "days" if frequency is Frequency.DAILY else "weeks"
    else:
        noun = _NOUNS[PARTS[frequency]]
    return Title(f"count_of_{noun}", {"count": count})
