"""How a metric is computed at a period: its operands, the periods to try, and what its figures stand on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from briefing.analysis.metrics.formula import Formula, NoFact
from briefing.core.fact import Fact
from briefing.core.nature import NatureFound
from briefing.core.period import Period
from briefing.core.prices import Prices
from briefing.core.series import Panel, Series, break_between

Operand = Series | Panel


@dataclass(frozen=True, slots=True)
class Plan:
    """How to compute a metric at a period, and the periods to try."""

    periods: tuple[Period, ...]
    at: Callable[[Period], Formula]
    operands: tuple[Operand, ...] = ()
    title: str = ""
    breaks: Mapping[Period, str] = field(default_factory=dict)
    nature: NatureFound | None = None
    on_year: bool = False
    added: int = 1
    """Over how many periods each of its figures is added or averaged."""
    prices: Prices | None = None
    """Of what it yields, where that is money."""
    months: int | None = None
    definition: str = ""
    better: Literal["higher", "lower", ""] = ""

    @property
    def over(self) -> int:
        """Over how many periods a figure runs, with all that it is computed from."""
        return max([self.added, *(one.over for one in self.operands if isinstance(one, Series))])

    def comparable_at(self, period: Period) -> Formula:
        """The formula at a period; :class:`NoFact` where it would compare across a break."""
        formula = self.at(period)
        given = (f if isinstance(f, tuple) else (f,) for f in formula.inputs.values())
        periods = [fact.period for group in given for fact in group if fact.period]
        if self.breaks and periods:
            why = break_between(self.breaks, min(periods), max(periods))
            if why:
                raise NoFact(
                    f"{min(periods)} and {max(periods)} cannot be compared: {why}",
                    code="across-break",
                )
        return formula


def periods_added(calculator: str, arguments: Mapping[str, object]) -> int:
    """Over how many periods a sum or a mean over periods runs; 1 for all else.

    Figures of neighbouring periods that share most of what they add are no two figures: they are
    compared with those of so many periods before.
    """
    count = {"sum": "over", "mean": "periods", "moving_average": "periods"}.get(calculator, "")
    found = arguments.get(count)
    return found if isinstance(found, int) else 1


_KEEP_THE_MEASURE = frozenset({"value", "total", "sum", "mean", "moving_average", "per", "index"})
"""Calculators of which more is better where more of what they take is."""


def better_of(operand: Operand, calculator: str) -> Literal["higher", "lower", ""]:
    """Which way is the better one of what a calculator makes; empty where that is not said."""
    is_kept = isinstance(operand, Series) and calculator in _KEEP_THE_MEASURE
    return operand.better if is_kept and isinstance(operand, Series) else ""


def is_fixed(operand: Operand) -> bool:
    """Whether it is meant at one period alone."""
    return isinstance(operand, Series) and operand.is_fixed


def one_member(formula: Formula) -> str | None:
    """The one member that all figures of a formula are about; ``None`` where there is none."""
    members = {
        given.member if isinstance(given, Fact) else None for given in formula.inputs.values()
    }
    return members.pop() if len(members) == 1 else None


def newest(operands: Iterable[Operand], until: Period, *, printed: bool = False) -> Period:
    """The period of the newest values up to one; all must be of one, members too.

    ``printed`` says that only the printed total of a panel counts. Raises :class:`NoFact` where there is
    no value, or where the newest are of several periods.
    """
    found: dict[str, Period] = {}
    for operand in operands:
        for series in _counting(operand, printed=printed):
            if (fact := series.latest(until)) is not None and fact.period is not None:
                found[series.id] = fact.period
    if not found:
        raise NoFact(f"there is no value up to {until}", code="no-value")
    oldest, latest = (pick(found, key=lambda name: found[name]) for pick in (min, max))
    if found[oldest] != found[latest]:
        raise NoFact(
            f"the newest values are of several periods: '{latest}' has {found[latest]}, "
            f"'{oldest}' {found[oldest]}; they cannot be taken together as if they were of one",
            "take one period for all, or each member's newest value by itself: "
            "{value: NAME[MEMBER], at: latest}",
            code="unlike-periods",
        )
    return found[latest]


def _counting(operand: Operand, *, printed: bool) -> tuple[Series, ...]:
    """The series whose newest value counts."""
    if isinstance(operand, Series):
        return (operand,)
    if printed and operand.total is not None:
        return (operand.total,)
    return tuple(one for name, one in operand.members.items() if name not in operand.rest)


def at_its_newest(series: Series, until: Period) -> Series:
    """A series that is meant at its newest value alone."""
    fact = series.latest(until)
    if fact is None or fact.period is None:
        return series
    return replace(series, current=fact.period, is_fixed=True)
