"""The nature of a measure: what its numbers are, and so what may be done with them.

The words are those of the System of National Accounts 2008 (flows and stocks, 3.4 to 3.6; balancing
items, 3.99), of index theory (ILO and others, *Consumer Price Index Manual*, 2020), and of
S. S. Stevens, "On the Theory of Scales of Measurement" (*Science* 103, 1946) for the interval scale:
its zero is a convention, so quotients of its values mean nothing; and for the ordinal one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from briefing.core.unit import Unit


class Nature(Enum):
    """What the numbers of a measure are; the value is the word for ``kind:`` in YAML."""

    FLOW = "flow"
    """An amount during a period: production, births, exports."""
    STOCK = "stock"
    """An amount at a moment: population, reserves, debt."""
    RATE = "rate"
    """A rate, ratio, share or average: unemployment rate, physicians per 1,000 people."""
    PRICE = "price"
    """Money for one unit of something: dollars per kilogram, rent, wage."""
    INDEX = "index"
    """A level relative to a base: consumer prices, 2015 = 100."""
    BALANCE = "balance"
    """A net flow, which may be negative: net migration, trade balance, profit."""
    INTERVAL = "interval"
    """A measure on an interval scale: degrees Celsius."""
    ORDINAL = "ordinal"
    """A place in a ranking, 1 the first: it moves by places, and a smaller number is a gain."""
    CHANGE = "change"
    """A change or growth computed from two values, which is told and not compared again."""


class Use(Enum):
    """What one may want to do with values of a measure."""

    SUM_OVER_MEMBERS = "a total over members"
    SUM_OVER_TIME = "a total over periods"
    SHARE = "a share of a total"
    RANK = "a rank"
    CONTRIBUTION = "a contribution to growth"
    CONCENTRATION = "a concentration"
    STACK = "a stacked chart"
    MAP = "a map of regions in colours"
    BARS = "a length from zero"
    PERCENT_CHANGE = "a change in percent"
    RATIO = "a ratio"
    TIMES = "so many times as much"


_U = Use
ALLOWED: Mapping[Nature, frozenset[Use]] = {
    Nature.FLOW: frozenset(Use) - {_U.MAP},
    Nature.STOCK: frozenset(Use) - {_U.SUM_OVER_TIME, _U.MAP},
    Nature.RATE: frozenset({_U.BARS, _U.MAP, _U.RANK, _U.PERCENT_CHANGE, _U.RATIO, _U.TIMES}),
    Nature.PRICE: frozenset({_U.BARS, _U.MAP, _U.RANK, _U.PERCENT_CHANGE, _U.RATIO, _U.TIMES}),
    Nature.INDEX: frozenset({_U.BARS, _U.MAP, _U.PERCENT_CHANGE, _U.RATIO}),
    Nature.BALANCE: frozenset({_U.BARS, _U.SUM_OVER_MEMBERS, _U.SUM_OVER_TIME, _U.RANK, _U.RATIO}),
    Nature.INTERVAL: frozenset({_U.MAP, _U.RANK}),
    Nature.ORDINAL: frozenset(),
    Nature.CHANGE: frozenset({_U.BARS, _U.MAP, _U.RANK}),
}
"""The one table of what each nature allows. What is not in it is an error where it is asked for,
and never looked for where findings are made automatically."""

_WHY: Mapping[Nature, str] = {
    Nature.FLOW: "it is an amount during a period",
    Nature.STOCK: "it is an amount at a moment, which does not add over time",
    Nature.RATE: "rates of parts do not add to the rate of the whole",
    Nature.PRICE: "prices do not add",
    Nature.INDEX: "an index says a level relative to its base only",
    Nature.BALANCE: "it is net and may be negative, so its parts may exceed the whole",
    Nature.INTERVAL: "its zero is a convention, so only differences have a meaning",
    Nature.ORDINAL: "it is a place in a ranking and no amount",
    Nature.CHANGE: "it is a change already",
}

NATURES = tuple(one for one in Nature if one not in {Nature.CHANGE, Nature.ORDINAL})
"""Those that an author may declare by ``kind:``."""


def allows(nature: Nature, use: Use) -> bool:
    """Whether values of that nature may be used so."""
    return use in ALLOWED[nature]


def why_not(nature: Nature, use: Use) -> str:
    """Why a use is not allowed, as the end of a message: ``has no share of a total: ...``."""
    return f"has no {use.value.removeprefix('a ')}: {_WHY[nature]} (kind: {nature.value})"


@dataclass(frozen=True, slots=True)
class NatureFound:
    """The nature of a measure and why it is taken for that."""

    nature: Nature
    reason: str
    """``the config says so``, ``its unit is a price``, ``'net' in its title``."""
    by_values: bool = False
    """Whether nothing but values below zero tells it, which may be mistakes."""

    @property
    def may_be_negative(self) -> bool:
        """Whether config, unit or title say that its values may lie below zero."""
        return self.nature in _SIGNED and not self.by_values


_SIGNED = frozenset({Nature.BALANCE, Nature.INTERVAL, Nature.CHANGE})
_PURE = frozenset({"percent", "percentage point", "1"})
_DEGREES = ("degC", "degF", "celsius", "fahrenheit")


def nature_of_unit(unit: Unit) -> Nature | None:
    """What the unit alone tells; ``None`` for a plain amount, which may be a flow or a stock."""
    if unit.code == "index":
        return Nature.INDEX
    if unit.code == "rank":
        return Nature.ORDINAL
    if unit.code in _PURE:
        return Nature.RATE
    if any(word in unit.code for word in _DEGREES):
        return Nature.INTERVAL
    if "/" in unit.code or " per " in unit.code:
        return Nature.PRICE if unit.is_money_per_thing else Nature.RATE
    return None
