"""What keeps two figures from being compared as if they were alike, and the words for both sides.

A quotient or a difference of two figures has a meaning where they are of one period, cover times of one
length, stand at the same prices and count by the same definition; and a level is compared with a flow
of a year, not of a month (debt and GDP: IMF, *Public Sector Debt Statistics: Guide*, 2013, chapter 7).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefing.core.fact import Fact
from briefing.core.frequency import Frequency
from briefing.core.nature import Nature, nature_of_unit
from briefing.core.period import Period
from briefing.core.prices import Prices
from briefing.core.series import Series
from briefing.core.title import Title
from briefing.core.unit import RATIO, Unit
from briefing.core.unit_arithmetic import unit_of_quotient

How = Literal["quotient", "difference"]
_F = Frequency
_MONTHS = {
    _F.ANNUAL: 12, _F.SPLIT_YEAR: 12, _F.FISCAL: 12, _F.YEAR_ENDING: 12, _F.HALF_YEARLY: 6,
    _F.SPLIT_HALF: 6, _F.FISCAL_HALF: 6, _F.ROLLING_HALF: 6, _F.QUARTERLY: 3, _F.SPLIT_QUARTER: 3,
    _F.FISCAL_QUARTER: 3, _F.ROLLING_QUARTER: 3, _F.MONTHLY: 1,
}  # fmt: skip
YEAR = 12
"""Months of a year."""
NO_QUOTIENT = "tell both figures, or their difference ({difference: ..., minus: ...})"
_INSTEAD = {
    "unlike-periods": "take figures of one period",
    "unlike-prices": "take figures at one kind of prices, or say which they are by 'prices:'",
    "unlike-lengths": "take a sum over a year ({sum: NAME, over: 12}, of quarters 4)",
    "unlike-definitions": "take figures of one definition",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What a figure stands on, as far as a comparison needs it."""

    what: str
    """Its id, for messages."""
    unit: Unit
    period: Period | None
    nature: Nature
    months: int | None = None
    """How long a flow lasts; ``None`` where that is not known, or it is none."""
    prices: Prices | None = None
    definition: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Unlike:
    """Why two figures are not alike; and what a reader must be told of both."""

    code: str
    """Of the message: ``unlike-periods``, ``unlike-prices``, ``unlike-lengths``, ``unlike-definitions``."""
    why: str
    """For the message: ``'d.debt' is a level and 'd.gdp' covers 3 months``."""
    one: Title
    other: Title

    @property
    def message(self) -> str:
        """Why the two cannot be compared."""
        return f"{self.why}: they cannot be compared as if they were alike"

    def advice(self, across: str) -> str:
        """What to do about it; ``across`` is how one allows it: ``across: true``."""
        return f"{_INSTEAD[self.code]}, or write '{across}' to print both sides"


def months_of(frequency: Frequency) -> int | None:
    """How many months a period of that frequency covers; ``None`` for weeks, days and spans."""
    return _MONTHS.get(frequency)


def standing_of(fact: Fact, series: Series) -> Standing:
    """The standing of a figure of a series, or of one that was derived from it."""
    unit = fact.quantity.unit
    is_same = unit.code == series.unit.code
    nature = series.nature if is_same else nature_of_unit(unit) or series.nature
    months = None
    if nature in {Nature.FLOW, Nature.BALANCE} and fact.period is not None:
        months = series.months or months_of(fact.period.frequency)
    return Standing(
        fact.id,
        unit,
        fact.period,
        nature,
        months,
        series.prices if unit.is_money else None,
        series.definition if is_same else "",
        fact.measure or series.title,
    )


def unlike(one: Standing, other: Standing, how: How) -> Unlike | None:
    """The first thing in which the two differ; ``None`` where they can be compared."""
    return (
        _of_two_periods(one, other)
        or _of_two_prices(one, other)
        or _of_two_lengths(one, other, how)
        or _of_two_definitions(one, other, how)
    )


def no_quotient(one: Fact, other: Fact, *, multiple: bool = False) -> str:
    """Why a quotient of two figures says nothing: what it divides by is below zero; else empty.

    Two losses make the same quotient as two profits, and a profit over a loss tells neither. A
    ``multiple`` ("twice as much") has a meaning only of two amounts above zero.
    """
    for fact in (other, one) if multiple else (other,):
        high = fact.quantity.bounds.high
        if high is not None and high < 0:
            when = f" in {fact.period}" if fact.period else ""
            return f"'{fact.id}' is below zero{when}: a quotient says nothing of it"
    return ""


def _of_two_periods(one: Standing, other: Standing) -> Unlike | None:
    if one.period is None or other.period is None or one.period == other.period:
        return None
    why = f"'{one.what}' is of {one.period} and '{other.what}' of {other.period}"
    return Unlike("unlike-periods", why, _side("period", one.period), _side("period", other.period))


def _side(kind: str, when: Period) -> Title:
    return Title(f"side_{kind}", {"when": when})


def _of_two_prices(one: Standing, other: Standing) -> Unlike | None:
    """Amounts of money at two kinds of prices; what is not said is unlike to what is constant."""
    if one.prices == other.prices or not (one.unit.is_money and other.unit.is_money):
        return None
    told = [side.prices for side in (one, other)]
    if None in told and all(side is None or side.kind == "current" for side in told):
        return None  # what says nothing is usually at current prices
    unsaid = "prices that nobody has said"
    why = f"'{one.what}' is at {told[0] or unsaid} and '{other.what}' at {told[1] or unsaid}"
    first, second = (side.title if side else Title("prices_unsaid") for side in told)
    return Unlike("unlike-prices", why, first, second)


def _of_two_lengths(one: Standing, other: Standing, how: How) -> Unlike | None:
    """A level over a flow of less than a year, or flows over times of two lengths."""
    if not _are_of_one_kind(one.unit, other.unit):
        return None
    for level, flow in ((one, other), (other, one)):
        if how == "quotient" and level.nature is Nature.STOCK and flow.months not in {None, YEAR}:
            assert flow.months is not None
            why = f"'{level.what}' is a level and '{flow.what}' covers {_months(flow.months)}"
            sides = Title("side_level"), Title("side_months", {"count": flow.months})
            return Unlike("unlike-lengths", why, *(sides if level is one else sides[::-1]))
    if None in {one.months, other.months} or one.months == other.months:
        return None
    assert one.months is not None
    assert other.months is not None
    why = f"'{one.what}' covers {_months(one.months)} and '{other.what}' {_months(other.months)}"
    first, second = (Title("side_months", {"count": side}) for side in (one.months, other.months))
    return Unlike("unlike-lengths", why, first, second)


def _of_two_definitions(one: Standing, other: Standing, how: How) -> Unlike | None:
    """One thing counted in two ways: of one title, or subtracted from one another."""
    if not (one.definition and other.definition) or one.definition == other.definition:
        return None
    is_one_thing = one.title.casefold() == other.title.casefold()
    if not is_one_thing and (how == "quotient" or one.unit.code != other.unit.code):
        return None
    why = f"'{one.what}' counts {one.definition}, '{other.what}' {other.definition}"
    first, second = (
        Title("side_definition", {"definition": side.definition}) for side in (one, other)
    )
    return Unlike("unlike-definitions", why, first, second)


def _are_of_one_kind(one: Unit, other: Unit) -> bool:
    """Whether their quotient is a pure number."""
    try:
        return unit_of_quotient(Unit(one.code), Unit(other.code))[0] == RATIO
    except ValueError:
        return False


def _months(count: int) -> str:
    return f"{count} month{'s' if count > 1 else ''}"
