"""Calculators of levels: totals, means, differences, ratios, gaps to a target."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from briefing.analysis.metrics.formula import (
    Formula,
    Misuse,
    NoFact,
    counted,
    fact_at,
    members_at,
    reporting,
    total_at,
    whose,
    whose_series,
)
from briefing.analysis.metrics.likeness import compared_at, unlike_pair
from briefing.analysis.metrics.permission import require
from briefing.core.comparing import NO_QUOTIENT, How, months_of, no_quotient
from briefing.core.fact import Fact, Partly
from briefing.core.frequency import FISCAL_YEARS, PARTS, ROLLING, SPLIT_YEARS
from briefing.core.lags import as_judged
from briefing.core.nature import Use
from briefing.core.period import Period
from briefing.core.series import Panel, Series
from briefing.core.title import Title, says_whose
from briefing.core.unit import Unit, is_whole, usual_rate
from briefing.core.unit_codes import scale_of
from briefing.language.messages import MESSAGES


def value(series: Series, period: Period) -> Formula:
    """The observed value of a series.

    Args:
        series: The series, a member of a measure, or a metric: ``town.pupils``.
    """
    fact = fact_at(series, period)
    return Formula("value", {"value": fact}, whose(fact), fact.member, fact.ties)


def total(panel: Panel, period: Period, *, members: Literal["all", "common"] = "all") -> Formula:
    """The total of all members, as printed where the source prints it.

    A member that does not report leaves it unknown. ``members: common`` adds those that report in
    the period and in the one before, like for like, and names them.

    Args:
        panel: A measure with members that add: ``trade.exports``.
        members: Whether only members that report in both periods are added: ``common``.
    """
    require(panel, Use.SUM_OVER_MEMBERS)
    if members == "common":
        return total_of(panel, period, common_members(panel, period))
    found = total_at(panel, period)
    if isinstance(found, Fact):
        return Formula("value", {"value": found}, panel.title)
    title = Title("total", {"measure": panel.title})
    return Formula("sum(parts)", {"parts": found}, title)


def common_members(panel: Panel, period: Period) -> tuple[str, ...]:
    """The members that report in a period and in the one before.

    Raises :class:`NoFact` where there is none.
    """
    now, then = members_at(panel, period), panel.at(period.preceding())
    common = tuple(
        name
        for name, fact in now.items()
        if fact.quantity.value is not None
        and (name not in then or then[name].quantity.value is not None)
    )
    if not common:
        raise NoFact(
            f"no member of '{panel.id}' reports both in {period} and before", code="no-value"
        )
    return common


def total_of(panel: Panel, period: Period, names: tuple[str, ...]) -> Formula:
    """The total of some members, the same at every period; its title names them, or who is left out."""
    members = members_at(panel, period)
    left_out = tuple(name for name in panel.members if name not in names)
    key, named = "total_of", names
    if not left_out:
        key = "total"
    elif len(left_out) <= len(names):
        key, named = "total_without", left_out
    title = Title(key, {"measure": panel.title, "names": named})
    parts = {"parts": tuple(members[name] for name in names)}
    partly = None
    if left_out:
        is_few = len(left_out) <= len(names)
        partly = Partly("without", left_out) if is_few else Partly("only", names)
    return Formula("sum(parts)", parts, title, partly=partly)


def sum_over(series: Series, period: Period, *, over: int | Literal["year"]) -> Formula:
    """The sum of a flow over the last ``over`` periods, or since its year began (``over: year``).

    Args:
        series: A flow: ``clinic.visits``.
        over: How many periods, or those since its ``year`` began: ``12``.
    """
    require(series, Use.SUM_OVER_TIME)
    last = fact_at(series, period).period or period
    if over == "year":
        if PARTS.get(last.frequency, 1) == 1 or last.frequency in ROLLING:
            raise Misuse(
                f"'over: year' adds the parts of a year, and the periods of '{series.id}' are "
                f"{last.frequency.plural}",
                "say how many of them: over: 3",
                code="unfit-parameter",
            )
        is_calendar = last.starts in {None, 1} and last.frequency not in SPLIT_YEARS | FISCAL_YEARS
        key, count = "year_to_date" if is_calendar else "financial_year_to_date", last.part_of_year
    else:
        key, count = "sum_over", over
    if count < 1:
        raise Misuse("'over' must be 1 or more, or 'year'", code="unfit-parameter")
    wanted = [last.shifted(-back) for back in range(count)][::-1]
    if count > 1 and wanted[-2].last_day >= last.first_day:
        raise Misuse(
            f"'{series.id}' has {last.frequency.plural} that overlap: a sum counts what they share twice",
            "sum figures of single months",
            code="unfit-parameter",
        )
    facts = tuple(fact_at(series, one) for one in wanted)
    title = Title(key, {"measure": whose_series(series), "periods": counted(last, count)})
    return Formula("sum(parts)", {"parts": facts}, title, series.member)


def months_covered(
    calculator: str, measure: Series | Panel, arguments: Mapping[str, object], current: Period
) -> int | None:
    """How many months a flow covers at the current period, where that is not its period: a sum over periods.

    ``None`` where it is, or where its periods are no months.
    """
    if calculator != "sum":
        return measure.months
    over = arguments.get("over")
    some = next((one for one in measure.periods if one == current), current)
    each = months_of(some.frequency)
    count = over if isinstance(over, int) else some.part_of_year
    return each * count if each else None


def mean(
    measure: Series | Panel,
    period: Period,
    *,
    periods: int | None = None,
    weight: Panel | None = None,
) -> Formula:
    """The arithmetic mean of a series over periods, or of a panel over its members.

    Over all periods so far, or the last ``periods`` of them; where a series has not so many yet, it has
    no value, lest means over few be compared with means over many. Over members it is weighted by
    ``weight``, a panel of sizes such as population; without one it says that it is unweighted.

    Args:
        measure: A series, for a mean over periods, or a measure with members: ``clinic.visits``.
        periods: Over how many periods; all so far where left out: ``5``.
        weight: Of a mean over members: the measure of their sizes: ``town.people``.
    """
    if isinstance(measure, Panel):
        return _mean_of_members(measure, period, weight)
    if weight is not None:
        raise Misuse(
            "'weight' belongs to a mean over members",
            "name the panel without a member",
            code="unfit-parameter",
        )
    series = measure
    facts = _last(series, period, periods) if periods is None else _all(series, period, periods)
    title = Title("mean", {"measure": whose_series(series), "periods": counted(period, len(facts))})
    return Formula("mean(values)", {"values": facts}, title)


def _mean_of_members(panel: Panel, period: Period, weight: Panel | None) -> Formula:
    members = members_at(panel, period)
    if weight is None:
        title = Title("unweighted_mean", {"measure": panel.title, "count": len(members)})
        return Formula("mean(values)", {"values": tuple(members.values())}, title)
    sizes = members_at(weight, period)
    if lacking := [name for name in members if name not in sizes]:
        raise NoFact(
            f"'{weight.id}' has no weight for {MESSAGES.listed(lacking[:3])} in {period}",
            code="no-value",
        )
    title = Title("weighted_mean", {"measure": panel.title, "weight": weight.title})
    values = tuple(members[name] for name in members)
    weights = tuple(sizes[name] for name in members)
    return Formula("weighted_mean(values, weights)", {"values": values, "weights": weights}, title)


def median(
    panel: Panel, period: Period, *, members: Literal["all", "reporting"] = "all"
) -> Formula:
    """The median of all members: half of them are above, half below.

    A value that is withheld or known by bounds leaves bounds. Members that stand for several, such as
    "Other countries", do not count. ``members: reporting`` takes those that report alone, and says how many.

    Args:
        panel: A measure with members: ``town.rents``.
        members: Whether only members that report count: ``reporting``.
    """
    found = members_at(panel, period, ranked=True)
    partly: Partly | None = None
    if members == "reporting":
        found, partly = reporting(found)
    if not found:
        raise NoFact(f"no member of '{panel.id}' reports in {period}", code="no-value")
    key = "median_reporting" if partly else "median"
    title = Title(key, {"measure": panel.title, "count": len(found)})
    return Formula("median(values)", {"values": tuple(found.values())}, title, partly=partly)


def moving_average(series: Series, period: Period, *, periods: int) -> Formula:
    """The mean over exactly the last ``periods`` periods.

    Args:
        series: The series, or a metric: ``clinic.visits``.
        periods: Over how many periods: ``3``.
    """
    facts = _all(series, period, periods)
    title = Title("mean", {"measure": whose_series(series), "periods": counted(period, periods)})
    return Formula("mean(values)", {"values": facts}, title)


def difference(series: Series, period: Period, *, minus: Series, across: bool = False) -> Formula:
    """One series minus another; ``across`` allows unlike ones and prints both sides.

    Args:
        series: The series, or a metric: ``town.births``.
        minus: What is taken away: ``town.deaths``.
        across: Whether unlike series may be compared; both sides are then printed: ``true``.
    """
    facts = compared_at(series, period), compared_at(minus, period)
    formula = as_judged("one - other", *facts)
    return _of_two("difference", formula, series, minus, period, across=across)


def ratio(series: Series, period: Period, *, to: Series, across: bool = False) -> Formula:
    """One series divided by another; ``across`` allows unlike ones and prints both sides.

    Args:
        series: The series, or a metric: ``school.pupils``.
        to: What it is divided by: ``school.teachers``.
        across: Whether unlike series may be compared; both sides are then printed: ``true``.
    """
    require(series, Use.RATIO)
    require(to, Use.RATIO)
    return _of_two("ratio", "one / other", series, to, period, across=across)


def per(series: Series, period: Period, *, by: Series, across: bool = False) -> Formula:
    """Normalised by a second series, such as population: one for each unit of the other.

    For so many of them where the project says so (``units: {household: {..., per: 100000}}``);
    ``across`` allows unlike series and prints both sides.

    Args:
        series: The series, or a metric: ``clinic.visits``.
        by: What it is counted by: ``town.people``.
        across: Whether unlike series may be compared; both sides are then printed: ``true``.
    """
    require(series, Use.RATIO)
    require(by, Use.RATIO)
    usual = usual_rate(series.unit, by.unit)
    formula = f"convert(one / other, '{usual.code}')" if usual else "one / other"
    key = "per_each" if is_whole(Unit(scale_of(by.unit.code)[1])) else "per"
    return _of_two(key, formula, series, by, period, across=across)


def gap(series: Series, period: Period, *, target: Fraction) -> Formula:
    """The value minus a target in the same unit.

    Args:
        series: The series, or a metric: ``school.pupils``.
        target: The target, in the unit of the series: ``500``.
    """
    title = Title("gap", {"measure": whose_series(series)})
    number = f"{target.numerator} / {target.denominator}" if target.denominator > 1 else target
    unit = series.unit.code
    text = f"now - unit({number}, '{unit}')"
    return Formula(text, {"now": fact_at(series, period)}, title)


def _of_two(
    key: str, formula: str, one: Series, other: Series, period: Period, *, across: bool
) -> Formula:
    """A formula over two series at a period, with the title of that key."""
    inputs = {"one": compared_at(one, period), "other": compared_at(other, period)}
    how: How = "difference" if key == "difference" else "quotient"
    found = unlike_pair(one, other, period, how, across=across)
    if how == "quotient" and (why := no_quotient(inputs["one"], inputs["other"])):
        raise NoFact(why, NO_QUOTIENT, code="not-above-zero")
    title, measure = _titled(key, one, other, tuple(inputs.values()))
    return Formula(formula, inputs, title, unlike=found, measure=measure)


def _titled(
    key: str, one: Series, other: Series, facts: tuple[Fact, ...]
) -> tuple[Title, Title | None]:
    """``Girls relative to pupils, Avon`` and what is measured; ``Patients, Avon minus patients, Borda``."""
    if one.member and one.member == other.member:
        measures = [
            fact.measure or each.title for fact, each in zip(facts, (one, other), strict=True)
        ]
        both = Title(key, dict(zip(("one", "other"), measures, strict=True)))
        if any(says_whose(each, one.member) for each in measures):
            return both, None
        return Title("of_member", {"measure": both, "member": one.member}), both
    return Title(key, {"one": whose_series(one), "other": whose_series(other)}), None


def _all(series: Series, period: Period, periods: int) -> tuple[Fact, ...]:
    """So many last facts up to one that must be there, no fewer."""
    facts = _last(series, period, periods)
    if len(facts) < periods:
        raise NoFact(
            f"'{series.id}' has only {len(facts)} of {periods} periods up to {period}",
            code="too-few-values",
            lacks=series.lack(),
        )
    return facts


def _last(series: Series, period: Period, count: int | None) -> tuple[Fact, ...]:
    """The last facts up to one that must be there."""
    fact_at(series, period)
    return series.until(period, count)
