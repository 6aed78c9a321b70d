"""Series made by hand for what the shipped data do not hold: withheld, ranges, holes, negatives."""

from collections.abc import Mapping
from fractions import Fraction

from briefing.brief.charts.planning import plan_charts
from briefing.brief.fact_view import FactView
from briefing.brief.mentions import Mentions
from briefing.core.fact import Citation, Fact
from briefing.core.interval import Interval
from briefing.core.period import Period
from briefing.core.period_notation import parse_period
from briefing.core.problems import ProblemLog
from briefing.core.quantity import Quantity
from briefing.core.series import Panel, Series
from briefing.core.status import Status
from briefing.core.unit import Unit
from briefing.language.base import language_of
from briefing.project.brief_schema import Call, ChartConfig
from briefing.project.declared import Places

LANGUAGE = language_of("en", "en_US")
TONS, PERCENT = Unit("t"), Unit("percent")
HOLE = "hole"
ESTIMATED = Status.ESTIMATED


def above(value):
    return Interval(Fraction(value), None, low_open=True)


def below(value):
    return Interval(Fraction(0), Fraction(value), high_open=True)


def between(low, high):
    return Interval(Fraction(low), Fraction(high))


def series(id_, values, *, title="Production", unit=TONS, start="2015", member=None) -> Series:
    """One value a period: a number, an interval, ``None`` (withheld), a hole, or with a status."""
    facts: dict[Period, Fact] = {}
    for step, given in enumerate(values):
        if given is HOLE:
            continue
        value, status = given if isinstance(given, tuple) else (given, Status.NORMAL)
        period = parse_period(start).shifted(step)
        quantity = _quantity(value, unit, status)
        origin = Citation("book", "p. 1", str(value))
        facts[period] = Fact(
            f"{id_}[{period}]",
            title,
            quantity,
            period,
            origin,
            member,
            series=id_.partition("[")[0],
        )
    return Series(id_, title, unit, facts, member)


def panel(id_, values: Mapping[str, list], *, rest=(), total=None, **more) -> Panel:
    members = {
        name: series(f"{id_}[{name}]", column, member=name, **more)
        for name, column in values.items()
    }
    whole = series(f"{id_}[World]", total, member="World", **more) if total else None
    first = next(iter(members.values()))
    return Panel(id_, first.title, first.unit, "Country", members, whole, rest)


def planned(lookup, period, failed=(), **calls):
    """Plots of ``name={"line": "d.x", ...}`` and the messages about them, as a build makes them."""
    charts, keys, values = {}, {}, {}
    for name, block in calls.items():
        (kind, operand), *rest = block.items()
        call = Call(kind=kind, operand=operand, parameters=dict(rest))
        charts[name] = ChartConfig(call=call, title="A finding")
    log = ProblemLog()
    places = Places("brief.yaml", keys, values)
    plots = plan_charts(
        LANGUAGE, charts, places, lookup, parse_period(period), frozenset(failed), log
    )
    return plots, [str(problem) for problem in log]


def _quantity(value, unit, status):
    if isinstance(value, Interval):
        return Quantity.bounded(value, unit, status)
    if value is None:
        return Quantity.bounded(Interval(), unit, Status.SUPPRESSED)
    return Quantity.printed(Fraction(str(value)), Fraction(1), unit, status)


def seen(named: Mapping[str, Series], mentions: Mentions) -> dict[str, FactView]:
    """What sentences see of series, each at its current period."""
    facts = {name: one.facts[one.current] for name, one in named.items() if one.current}
    return {name: FactView(fact, named[name], mentions) for name, fact in facts.items()}
