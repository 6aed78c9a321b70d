"""Facts made by hand: stated, read from a cell, and computed."""

from fractions import Fraction

from briefing.core.expression import derive
from briefing.core.fact import Cell, Citation, Fact
from briefing.core.interval import Interval
from briefing.core.period_notation import parse_period
from briefing.core.quantity import Quantity
from briefing.core.spot import Spot
from briefing.core.status import Status
from briefing.core.unit import Unit

YEAR = parse_period("2024")


def stated(name, value, step=1, unit="t", *, source="mcs2025", status=Status.NORMAL, year=2024):
    quantity = Quantity.printed(Fraction(value), Fraction(step), Unit(unit), status)
    period = parse_period(year)
    return Fact(name, name.capitalize(), quantity, period, Citation(source, "p. 1", str(value)))


def above(name, value, unit="percent"):
    """A figure printed as ``>95``."""
    high = Fraction(100) if unit == "percent" else None
    quantity = Quantity.bounded(Interval(Fraction(value), high, low_open=True), Unit(unit))
    return Fact(name, name.capitalize(), quantity, YEAR, Citation("mcs2025", "p. 1", f">{value}"))


def read(name, value, row, step=1, unit="t"):
    cell = Cell(Spot("world.csv", "", row, 2), "0" * 64, "2024", str(value), "mcs2025")
    quantity = Quantity.printed(Fraction(value), Fraction(step), Unit(unit))
    return Fact(name, name.capitalize(), quantity, YEAR, cell)


def computed(name, formula, calculator="formula", digits=None, **inputs):
    return derive(
        id=name,
        title=name.capitalize(),
        calculator=calculator,
        formula=formula,
        inputs=inputs,
        period=YEAR,
        digits=digits,
    )


def reliance(consumption=6600, production=1300):
    """Net import reliance on rare-earth compounds and metals, as the USGS defines it."""
    return computed(
        "reliance",
        "percent((consumption - production) / consumption)",
        consumption=stated("consumption", consumption, 100),
        production=stated("production", production, 100),
    )
