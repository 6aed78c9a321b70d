"""Series and panels by hand."""

from __future__ import annotations

from fractions import Fraction

from briefing.core.fact import Cell, Fact
from briefing.core.interval import Interval
from briefing.core.period_notation import parse_period
from briefing.core.quantity import Quantity
from briefing.core.series import Panel, Series
from briefing.core.spot import Spot
from briefing.core.status import Status
from briefing.core.unit import Unit


def quantity(value: object, unit: str = "t") -> Quantity:
    text = str(value)
    if text.startswith(">"):
        return Quantity.bounded(
            Interval(Fraction(text[1:]), Fraction(100), low_open=True), Unit(unit)
        )
    if text == "W":
        return Quantity.bounded(Interval(), Unit(unit), Status.SUPPRESSED)
    return Quantity.printed(
        Fraction(text), Fraction(1, 10 ** len(text.partition(".")[2])), Unit(unit)
    )


def series(
    title: str, values: list[object], unit: str = "t", last: str = "2024", member: str | None = None
) -> Series:
    end = parse_period(last)
    facts = {}
    for index, value in enumerate(values):
        when = end.shifted(index - len(values) + 1)
        origin = Cell(
            Spot(f"{title}.csv", "", index + 2, 2 if member is None else 3 + len(member)),
            "0" * 64,
            title,
            str(value),
            "book",
        )
        name = f"d.{title}[{member + ',' if member else ''}{when}]"
        facts[when] = Fact(
            name, title, quantity(value, unit), when, origin, member, series=f"d.{title}"
        )
    return Series(f"d.{title}", title, Unit(unit), facts, member, end)


def panel(title: str, members: dict[str, list[object]], total: list[object] | None = None) -> Panel:
    made = {name: series(title, values, member=name) for name, values in members.items()}
    whole = series(title, total, member="World") if total else None
    return Panel(f"d.{title}", title, Unit("t"), "Country", made, whole)
