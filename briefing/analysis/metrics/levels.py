"""Calculators of levels: totals, means, differences, ratios, gaps to a target."""

from __future__ import annotations

from fractions import Fraction

from briefing.analysis.metrics.formula import Formula, NoFact, fact_at, total_at
from briefing.core.fact import Fact
from briefing.core.period import Period
from briefing.core.series import Panel, Series
from briefing.language.english import TITLES, within


def value(series: Series, period: Period) -> Formula:
    """The observed value of a series."""
    fact = fact_at(series, period)
    return Formula("value", {"value": fact}, fact.title, fact.member, fact.ties)


def total(panel: Panel, period: Period) -> Formula:
    """The total of all members, as printed where the source prints it."""
    found = total_at(panel, period)
    if isinstance(found, Fact):
        return Formula("value", {"value": found}, panel.title)
    title = TITLES["total"].format(measure=panel.title)
    return Formula("sum(parts)", {"parts": found}, title)


def mean(series: Series, period: Period, *, periods: int | None = None) -> Formula:
    """The arithmetic mean over all periods so far, or over the last ``periods`` of them."""
    facts = _last(series, period, periods)
    title = TITLES["mean"].format(measure=series.title, count=len(facts))
    return Formula("mean(values)", {"values": facts}, title)


def moving_average(series: Series, period: Period, *, periods: int) -> Formula:
    """The mean over exactly the last ``periods`` periods."""
    facts = _last(series, period, periods)
    if len(facts) < periods:
        raise NoFact(
            f"'{series.id}' has only {len(facts)} of {periods} periods up to {period}",
            code="too-few-values",
        )
    title = TITLES["mean"].format(measure=series.title, count=periods)
    return Formula("mean(values)", {"values": facts}, title)


def difference(series: Series, period: Period, *, minus: Series) -> Formula:
    """One series minus another."""
    title = TITLES["difference"].format(one=series.title, other=within(minus.title))
    inputs = {"one": fact_at(series, period), "other": fact_at(minus, period)}
    return Formula("one - other", inputs, title)


def ratio(series: Series, period: Period, *, to: Series) -> Formula:
    """One series divided by another."""
    title = TITLES["ratio"].format(one=series.title, other=within(to.title))
    inputs = {"one": fact_at(series, period), "other": fact_at(to, period)}
    return Formula("one / other", inputs, title)


def per(series: Series, period: Period, *, by: Series) -> Formula:
    """Normalised by a second series, such as population: one for each unit of the other."""
    title = TITLES["per"].format(one=series.title, other=within(by.title))
    inputs = {"one": fact_at(series, period), "other": fact_at(by, period)}
    return Formula("one / other", inputs, title)


def gap(series: Series, period: Period, *, target: Fraction) -> Formula:
    """The value minus a target in the same unit."""
    title = TITLES["gap"].format(measure=series.title)
    number = f"{target.numerator} / {target.denominator}" if target.denominator > 1 else target
    unit = series.unit.code
    text = f"now - unit({number}, '{unit}')"
    return Formula(text, {"now": fact_at(series, period)}, title)


def _last(series: Series, period: Period, count: int | None) -> tuple[Fact, ...]:
    facts = series.until(period, count)
    if series.at(period) is None or not facts:
        fact_at(series, period)
    return facts
