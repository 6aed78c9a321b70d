"""Units: what may be added, what a product or quotient is measured in, and conversion factors.

Pint knows the units (:mod:`briefing.core.unit_library`) and is asked only when two codes differ, since
most tables speak one unit. Three codes have rules of their own: ``1`` (a pure ratio),
``percent`` and ``percentage point``, which are different things and never mixed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from briefing.core.budgets import Budget, BudgetSpent
from briefing.core.currencies import CURRENCIES
from briefing.core.problems import QuantityError, suggest
from briefing.core.unit_codes import (
    AMBIGUOUS,
    SCALES,
    group_code,
    normal_code,
    scale_of,
)
from briefing.core.unit_library import (
    Meaning,
    count_as_unit,
    factor_between,
    is_known,
    meaning_of,
)


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number counts.

    ``code`` is a unit as pint writes it (``t``, ``USD/kg``), with plain words where they are
    clearer (``million USD``, ``percent``, ``percentage point``, ``index``, ``rank``). ``of`` says
    of what substance: tonnes of rare-earth oxide and tonnes of lithium do not add.
    """

    code: str = "1"
    of: str | None = None

    @property
    def is_ratio(self) -> bool:
        """A pure number, such as a quotient of two masses."""
        return self.code == "1"

    @property
    def is_percent(self) -> bool:
        """A share or rate in hundredths."""
        return self.code == "percent"

    @property
    def is_points(self) -> bool:
        """A difference of two percentages."""
        return self.code == "percentage point"

    @property
    def is_money_per_thing(self) -> bool:
        """Money for one unit of something: ``USD/kg``, ``EUR per person``."""
        top = self.code.replace(" per ", "/").partition("/")[0].split()
        return (
            "/" in self.code.replace(" per ", "/")
            and bool(top)
            and _CURRENCY.match(top[-1]) is not None
        )

    @property
    def is_money(self) -> bool:
        """Whether it counts money, of something or per something: ``million USD``, ``EUR/person``."""
        top = scale_of(self.code.replace(" per ", "/").partition("/")[0])[1]
        return top in CURRENCIES or top == "cent"

    def __str__(self) -> str:
        """The code, with the substance where there is one."""
        return f"{self.code} of {self.of}" if self.of else self.code


_CURRENCY = re.compile(r"[A-Z]{3}$|cent$")
"""A currency by its ISO 4217 code."""

RATIO = Unit("1")
PERCENT = Unit("percent")
POINTS = Unit("percentage point")
INDEX = Unit("index")
RANK = Unit("rank")
PLACES = Unit("rank place")
"""In what two ranks differ."""

_WORDS = {
    "percent": "percent",
    "percentage point": "percentage_point",
    "index": "index_point",
    "rank": "rank_place",
    "rank place": "places_gained",
    "1": "dimensionless",
}


_POWER = re.compile(r"(?:\*\*|\^)[\s(+-]*(\d+)")
_NUMBER_TO_POWER = re.compile(r"(?<![\w.])\d[\d.e]*[\s)]*(?:\*\*|\^)")
"""``10**6``, and the tower ``9**9`` in ``m**9**9``; no unit has it."""
_KILOTON = re.compile(r"\bkt\b")
"""Thousand metric tons in tables of commodities; to pint it is a knot."""


OWN_CODES = frozenset({"1", "percent", "percentage point", "index", "rank", "rank place"})
"""Codes with rules of their own, which pint does not know."""
_COUNTS: dict[str, int] = {}
_OWN: dict[str, bool] = {}
"""Words that only a project made units, and whether it is the one at hand that did."""
"""Things that projects count, by the names that they declared: each a dimension of its own; and of
how many of them rates are told."""
_PER_SO_MANY = re.compile(r"per [1-9]0+")


def declared_code(text: str) -> str:
    """The code of a unit as somebody declares it; a refusal names it as it is written."""
    code = normal_code(text)
    if any(word in _OWN and not _OWN[word] for word in re.split(r"[\s/*()]+", code)):
        raise QuantityError(f"unknown unit '{text}'", _how_to_say(code), code="unknown-unit")
    try:
        check_unit(code)
    except QuantityError as error:
        told = str(error).replace(f"'{code}'", f"'{text}'")
        raise QuantityError(told, error.advice, code=error.code) from None
    return code


def check_unit(code: str) -> None:
    """Raise :class:`QuantityError` for a code that no unit has, with near ones and what to do."""
    if _is_common(code) or _PER_SO_MANY.fullmatch(code):
        return
    for word in re.split(r"[\s/*()]+", code):
        if word in AMBIGUOUS:
            message = f"'{word}' may be several units"
            advice = f"{AMBIGUOUS[word]}; {_how_to_say(code)}"
            raise QuantityError(message, advice, code="unknown-unit")
    if _SIGN_OF_MONEY.search(code):
        raise QuantityError(f"unknown unit '{code}'", _how_to_say(code), code="unknown-unit")
    try:
        _check_meaning(code, _meaning(code))
    except QuantityError as error:
        near = suggest(
            code, [*_COMMON, *_OFTEN_SCALED, *_COUNTS, "household", "item", "tCO2e", "km**2", "GWh"]
        )
        advice = f"{near} {_how_to_say(code)}".strip()
        raise QuantityError(f"{error}", advice, code=error.code) from None


def _check_meaning(code: str, unit: Meaning) -> None:
    """Refuse what is a unit to pint alone: ``EUR m`` a currency by a meter, ``k`` Boltzmann's constant."""
    powers = {name: power for name, power in unit.powers.items() if name not in SCALES}
    is_money = not CURRENCIES.isdisjoint(powers) and "*" not in code
    is_product = is_money and sum(power[0] != "-" for power in powers.values()) > 1
    if is_product or any(name.endswith("_constant") or name in _NATURAL for name in powers):
        raise QuantityError(f"unknown unit '{code}'", code="unknown-unit")


_SIGN_OF_MONEY = re.compile(r"[$\u00a2-\u00a5\u20a0-\u20bf]")
"""A sign that no currency was read of: pint passes over some."""
_NATURAL = frozenset({"speed_of_light", "elementary_charge"})
"""Constants of nature that pint takes for units."""


def _how_to_say(code: str) -> str:
    """What to write for a unit that is none."""
    if re.match(r"%|per ?cent", code):
        return "write 'unit: percent', and of what in the title"
    if _SIGN_OF_MONEY.search(code):
        return "write money by its code of ISO 4217: million USD"
    counted = re.split(r"/| per ", code)[0].strip()
    name = re.sub(r"\W+", "_", counted).strip("_") or "thing"
    return f"to count other things declare words: units: {{{name}: {{one: ..., many: ...}}}}"


def declare_counts(sizes: Mapping[str, int]) -> None:
    """Make words for things that a project counts units; the same name twice is one unit.

    ``sizes`` says of how many of them rates are told: 100,000 households. A unit stays for the life
    of the process: a name is its own dimension and can change no other unit. The sizes are those of
    the last call. Raises :class:`QuantityError` where a name is no plain word.
    """
    _COUNTS.update(dict.fromkeys(_COUNTS, 1))
    _OWN.update(dict.fromkeys(_OWN, False))
    for name, size in sizes.items():
        _declare_count(name)
        _COUNTS[name] = size
        if name in _OWN:
            _OWN[name] = True


def is_own_word(name: str) -> bool:
    """Whether it is a unit since a project of this process declared it, this one or an earlier one."""
    return name in _OWN


def usual_rate(one: Unit, other: Unit) -> Unit | None:
    """In what a quotient of two units is told, where the project says so: per 100,000 households."""
    thing = scale_of(other.code)[1]
    size = _COUNTS.get(thing, 1)
    if size == 1:
        return None
    return Unit(f"{scale_of(one.code)[1]}/{group_code(thing, size)}", one.of or other.of)


def _declare_count(name: str) -> None:
    """Make one word a unit."""
    if not re.fullmatch(r"[^\W\d]\w*", name):
        raise QuantityError(f"'{name}' is no plain word", code="unknown-unit")
    if name not in _COUNTS and not is_known(name):
        count_as_unit(name)
        _meaning.cache_clear()
        _OWN[name] = True


def is_countable(unit: Unit) -> bool:
    """Whether it measures an amount of things, which cannot be negative: tons, people, kilometres.

    Ratios, percentages, indexes and money are not: a balance may be negative.
    """
    if unit.code in OWN_CODES or unit.code.startswith("per "):
        return False
    if _is_common(unit.code):
        return not any(money in unit.code for money in _MONEY)
    return not any("currency" in name for name in _meaning(unit.code).dimensions)


_WHOLE = frozenset({"person", "worker", "employee", "item", "household", "dwelling"})


def is_whole(unit: Unit) -> bool:
    """Whether it counts single things, of which there is no half: people, households, not thousands."""
    return unit.code in _WHOLE or unit.code in _COUNTS


def conversion_factor(source: Unit, target: Unit) -> Fraction:
    """What to multiply a value in ``source`` by to have it in ``target``.

    Raises :class:`QuantityError` where the two measure different things.
    """
    if source.of and target.of and source.of != target.of:
        raise QuantityError(f"'{source}' cannot be compared with '{target}'", code="unlike-units")
    if source.code == target.code:
        return Fraction(1)
    if source.is_ratio and target.is_percent:
        return Fraction(100)
    if source.is_percent and target.is_ratio:
        return Fraction(1, 100)
    if any(one.code in OWN_CODES or one.code.startswith("per ") for one in (source, target)):
        raise QuantityError(f"'{source}' cannot be expressed in '{target}'", code="unlike-units")
    factor = _factor(source.code, target.code)
    if factor is None:
        raise QuantityError(f"'{source}' cannot be expressed in '{target}'", code="unlike-units")
    return factor


def is_of_one_kind(one: Unit, other: Unit) -> bool:
    """Whether one amount of each may be the same: a ton and a pound, and not a ton and a person."""
    if one.code == other.code:
        return True
    if {one.code, other.code} & OWN_CODES:
        return False
    return _factor(one.code, other.code) is not None


def _factor(one: str, other: str) -> Fraction | None:
    for code in (one, other):
        _meaning(code)  # refuses what no unit has
    return factor_between(_written(one), _written(other))


def _check_spending(code: str) -> None:
    """Refuse what pint would compute for hours: ``m**9**9**9``."""
    try:
        Budget.UNIT.check(len(code))
        for power in _POWER.findall(code):
            Budget.UNIT_POWER.check(int(power))
    except BudgetSpent as error:
        raise QuantityError.of(error, f"'{code[:40]}': {error}") from None
    if _NUMBER_TO_POWER.search(code):
        raise QuantityError(f"unknown unit '{code}'", code="unknown-unit")


@cache
def _meaning(code: str) -> Meaning:
    """What a code means; raises :class:`QuantityError` for one that no unit has."""
    found = meaning_of(_written(code))
    if found is None:
        raise QuantityError(f"unknown unit '{code}'", code="unknown-unit")
    return found


def _written(code: str) -> str:
    """A code as pint writes it; raises :class:`QuantityError` for one that it must not be asked of."""
    if any(word in code for word in _WORDS.values() if "_" in word):
        raise QuantityError(f"unknown unit '{code}'", code="unknown-unit")
    _check_spending(code)
    text = _KILOTON.sub("kilometric_ton", _WORDS.get(code, code))
    for scale in SCALES:
        text = text.replace(f"{scale} ", f"{scale}*")
    return "" if text == "dimensionless" else text


_MONEY = frozenset({"USD", "EUR", "GBP"})
_AMOUNTS = _MONEY | {
    "t",
    "kg",
    "g",
    "lb",
    "person",
    "item",
    "worker",
    "employee",
    "household",
    "tCO2e",
}
"""What is told by the thousand or the million, too."""
_COMMON = _AMOUNTS | OWN_CODES | {"kt", "USD/kg", "USD/t", "USD/lb"}
"""Codes that are known without pint, which takes a third of a second to load."""
_OFTEN_SCALED = (
    *(f"{scale} USD" for scale in ("thousand", "million", "billion")),
    *(f"million {money}" for money in ("EUR", "GBP")),
    *(f"{scale} person" for scale in ("thousand", "million")),
)
USUAL_CODES = tuple(sorted({*_COMMON, *_OFTEN_SCALED}))
"""Codes that are often wanted, for editors to offer."""


def _is_common(code: str) -> bool:
    scale, _, rest = code.partition(" ")
    return code in _COMMON or (scale in SCALES and rest in _AMOUNTS)
