"""Whether a calculation has a meaning for the nature of what it is asked of."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.analysis.metrics.formula import Misuse, NoFact
from briefing.core.fact import Fact
from briefing.core.nature import Nature, NatureFound, Use, allows, why_not
from briefing.core.period import Period
from briefing.core.series import Panel, Series
from briefing.core.unit import RANK, Unit

_INSTEAD = {
    (Nature.RATE, Use.SUM_OVER_MEMBERS): "a mean with weights: {mean: NAME, weight: SIZES}",
    (Nature.PRICE, Use.SUM_OVER_MEMBERS): "a mean with weights: {mean: NAME, weight: AMOUNTS}",
    (Nature.INTERVAL, Use.PERCENT_CHANGE): "use how: absolute",
    (Nature.BALANCE, Use.PERCENT_CHANGE): "use how: absolute",
    (Nature.STOCK, Use.SUM_OVER_TIME): "a mean over time, or the value of the last period",
}


def require(measure: Series | Panel, use: Use) -> None:
    """Raise :class:`Misuse` where the nature of a measure does not allow a use."""
    if allows(measure.nature, use):
        return
    instead = _INSTEAD.get((measure.nature, use), "")
    otherwise = "say 'kind:' in the data set if it is something else"
    raise Misuse(
        f"'{measure.id}' {why_not(measure.nature, use)}",
        f"{instead}; {otherwise}" if instead else otherwise,
        code="use-not-allowed",
    )


def require_parts_of_a_whole(
    panel: Panel, parts: Iterable[Fact], whole: Fact | tuple[Fact, ...], period: Period
) -> None:
    """Raise :class:`NoFact` where a part is below nothing, or beyond its whole."""
    given = tuple(parts)
    every = (*given, whole) if isinstance(whole, Fact) else (*given, *whole)
    below = [one for one in every if one.quantity.value is not None and one.quantity.value < 0]
    if below:
        who = below[0].member or "its total"
        raise NoFact(
            f"'{panel.id}' has a value below zero for {period} ({who}), and parts with both signs "
            "have no shares",
            code="both-signs",
        )
    if not isinstance(whole, Fact):
        return
    top = whole.quantity.rounding.high
    for one in given:
        low = one.quantity.rounding.low
        if top is not None and low is not None and low > top:
            raise NoFact(
                f"{one.member} has more than the total of '{panel.id}' for {period}: "
                "one of them is no part or no total",
                code="part-above-total",
            )


_CHANGES = frozenset({"change", "growth_rate", "contribution", "gap"})
_SAME = frozenset({"value", "total", "mean", "median", "moving_average", "sum"})


def nature_of_result(calculator: str, given: NatureFound | None, unit: Unit) -> NatureFound | None:
    """The nature of what a calculator makes; ``None`` where the unit of the result tells it."""
    if calculator in _SAME:
        return given
    if calculator in _CHANGES:
        return NatureFound(Nature.CHANGE, f"computed by '{calculator}'")
    if calculator == "difference":
        return NatureFound(Nature.BALANCE, "a difference may be negative")
    if calculator == "rank":
        return None if unit == RANK else given
    return None


def rates_of_parts_added(formula: str, operands: Iterable[Series]) -> tuple[str, ...]:
    """Members of one dimension whose rates a formula adds or averages; empty where it does not."""
    if "+" not in formula and "mean(" not in formula:
        return ()
    by_measure: dict[str, set[str]] = {}
    for series in operands:
        some = next(iter(series.facts.values()), None)
        is_rate = series.nature is Nature.RATE and not series.unit.is_points
        if some and some.member and some.measure and is_rate:
            by_measure.setdefault(some.measure, set()).add(some.member)
    return next((tuple(sorted(one)) for one in by_measure.values() if len(one) > 1), ())
