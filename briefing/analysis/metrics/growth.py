"""Calculators of change over time: change, growth rate, index, contribution to growth."""

from __future__ import annotations

from math import gcd
from typing import Literal

from briefing.analysis.metrics.formula import (
    Formula,
    Misuse,
    NoFact,
    fact_at,
    members_at,
    total_at,
    whose_series,
)
from briefing.analysis.metrics.permission import require
from briefing.core.fact import Fact
from briefing.core.lags import as_judged, difference_of
from briefing.core.nature import Use, allows
from briefing.core.period import Period
from briefing.core.series import Panel, Series
from briefing.core.title import Title


def change(
    series: Series,
    period: Period,
    *,
    since: Period | None = None,
    periods: int = 1,
    how: Literal["percent", "absolute", "points"] | None = None,
) -> Formula:
    """Change since the period before (or ``since``, or ``periods`` back): percent, absolute or points.

    A figure that is itself a percentage changes by percentage points unless ``how: percent``; one that
    has no true zero or is net changes by an absolute amount. A change in percent is given between
    values above zero only.

    Args:
        series: The series, or a metric: ``town.pupils``.
        since: The period that it is counted from; the one before where left out: ``2019``.
        periods: So many periods back, where ``since`` names none: ``4``.
        how: How it is told; where left out, what the series is decides: ``absolute``.
    """
    start = since or (series.before(period) if periods == 1 else period.preceding(periods))
    now, before = fact_at(series, period), fact_at(series, start)
    title = Title("change", {"measure": whose_series(series), "since": start})
    inputs = {"now": now, "before": before}
    is_told = allows(series.nature, Use.PERCENT_CHANGE) and not series.unit.is_points
    relative = "percent" if is_told else "absolute"
    wanted = how or ("points" if series.unit.is_percent else relative)
    if wanted == "points" and not series.unit.is_percent:
        raise Misuse(
            f"'{series.id}' is in {series.unit}: only percentages change by points",
            "use how: percent or how: absolute",
            code="points-of-no-percentage",
        )
    if wanted == "percent":
        require(series, Use.PERCENT_CHANGE)
        _must_be_above_zero(series, before, now, what="change in percent")
        return Formula(as_judged("percent(now / before - 1)", now, before), inputs, title)
    return Formula(as_judged(difference_of(now), now, before), inputs, title)


def _must_be_above_zero(series: Series, *facts: Fact, what: str) -> None:
    """Raise where a value is zero or below, or may be; one that nobody knows makes a result that nobody knows."""
    for fact in facts:
        if fact.quantity.may_be_nothing:
            raise NoFact(
                f"'{series.id}' is not above zero in {fact.period}: no {what}",
                code="not-above-zero",
            )


def growth_rate(series: Series, period: Period, *, since: Period) -> Formula:
    """Compound annual growth rate (CAGR) in percent since a period.

    Args:
        series: The series, or a metric: ``town.pupils``.
        since: The period that it is counted from: ``2019``.
    """
    require(series, Use.PERCENT_CHANGE)
    now, start = fact_at(series, period), fact_at(series, since)
    if period.steps_since(since) <= 0:
        raise NoFact(f"{since} does not lie before {period}", code="since-not-before")
    _must_be_above_zero(series, start, now, what="rate of growth")
    years = _years(period, since)
    title = Title("growth_rate", {"measure": whose_series(series), "since": since})
    return Formula(f"growth_rate(end, start, {years})", {"end": now, "start": start}, title)


def index(series: Series, period: Period, *, base: Period) -> Formula:
    """Index with the base period at 100.

    Args:
        series: The series, or a metric: ``shop.prices``.
        base: The period that is 100: ``2015``.
    """
    require(series, Use.PERCENT_CHANGE)
    title = Title("index", {"measure": whose_series(series), "base": base})
    inputs = {"now": fact_at(series, period), "base": fact_at(series, base)}
    _must_be_above_zero(series, inputs["base"], what="index based on it")
    return Formula("index(now, base)", inputs, title)


def contribution(
    panel: Panel, period: Period, *, of: str | None = None, at: int | None = None
) -> Formula:
    """A member's contribution to the growth of the total, in percentage points.

    Name the member by ``of``, or by ``at`` its place among the contributions, 1 the largest in
    the direction in which the members moved together: of a fall, the largest fall.
    The contributions of all members add to the growth rate of the total.

    Args:
        panel: A measure with members, which add to its total: ``trade.exports``.
        of: The member, where ``at`` gives no place: ``Scotland``.
        at: Its place among the contributions, from 1: ``1``.
    """
    require(panel, Use.CONTRIBUTION)
    before = period.preceding()
    then = panel.at(before)
    changes = {
        name: (now, earlier)
        for name, now in members_at(panel, period).items()
        if (earlier := then.get(name)) is not None
    }
    if (of is None) == (at is None):
        raise Misuse("give either 'of' (a member) or 'at' (a place)", code="either-or")
    ties: tuple[str, ...] = ()
    if of is None:
        of, ties = _nth(panel, changes, 1 if at is None else at)
    if of not in panel.members:
        raise Misuse(
            f"'{panel.id}' has no member '{of}'",
            panel.near(of),
            code="unknown-member",
            lacks=panel.lack(None, of),
        )
    if of not in changes:
        raise NoFact(
            f"'{panel.id}[{of}]' has no value for both {before} and {period}",
            code="no-value",
            lacks=panel.lack(before, of) + panel.lack(period, of),
        )
    now, earlier = changes[of]
    whole = total_at(panel, before)
    divisor = "total" if isinstance(whole, Fact) else "sum(total)"
    title = Title("contribution", {"owner": of, "measure": panel.title})
    inputs = {"now": now, "before": earlier, "total": whole}
    return Formula(f"points((now - before) / {divisor})", inputs, title, of, ties)


def _years(period: Period, since: Period) -> str:
    """The years between two periods, as a formula: ``9 / 4`` for nine quarters."""
    if period.among:
        return str(period.year - since.year)
    steps, (years, parts) = period.steps_since(since), period.years_a_step
    common = gcd(years, parts)
    count = f"{steps} * {years // common}" if years != common else f"{steps}"
    return f"{count} / {parts // common}" if parts != common else count


def _nth(
    panel: Panel, changes: dict[str, tuple[Fact, Fact]], place: int
) -> tuple[str, tuple[str, ...]]:
    known = {
        name: now.quantity.value - earlier.quantity.value
        for name, (now, earlier) in changes.items()
        if now.quantity.value is not None
        and earlier.quantity.value is not None
        and name not in panel.rest
    }
    way = -1 if sum(known.values()) < 0 else 1
    ordered = sorted(known, key=lambda name: (-way * known[name], name))
    if not 1 <= place <= len(ordered):
        raise NoFact(
            f"'{panel.id}' has no place {place}: it has {len(ordered)} members",
            code="no-such-rank",
            lacks=panel.lack(),
        )
    chosen = ordered[place - 1]
    return chosen, tuple(n for n in ordered if n != chosen and known[n] == known[chosen])
