"""What pint knows of units: asked once, and kept from process to process, since it takes half a second to load.

Kept are codes of units with what they mean and words that projects count, never what turned out to be no unit: that
may be any word of a table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING

from briefing.core.kept_results import KeptResults
from briefing.core.library_calls import library_call
from briefing.core.problems import Refusal
from briefing.core.unit_codes import DEFINITIONS, group_code, group_of

if TYPE_CHECKING:
    import pint

_GROUP = re.compile(r"\b[A-Za-z]\w*_[1-9]0+\b")
_COUNTED: dict[str, None] = {}
"""Words for things that projects count, which pint would not know; each a dimension of its own."""
_Powers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a unit is made of."""

    powers: dict[str, str]
    """Its units by their whole names, each with its power: ``{"metric_ton": "1", "year": "-1"}``."""
    dimensions: frozenset[str]
    """``[mass]``, ``[currency_usd]``, ``[count_vessel]``."""


class _Unknown(Refusal):
    """No unit has such a code."""


def is_known(name: str) -> bool:
    """Whether a word is a unit without anybody's declaring it."""
    return _ANSWERS.of(_key("known", name), lambda: (name in _registry(),))[0]


def count_as_unit(name: str) -> None:
    """Make a word that is no unit one, for the life of the process: a dimension of its own."""
    if name in _COUNTED:
        return
    if _registry.cache_info().currsize:
        _define(_registry(), name)
    _COUNTED[name] = None
    meaning_of.cache_clear()
    factor_between.cache_clear()


@cache
def meaning_of(text: str) -> Meaning | None:
    """What a unit as pint writes it is made of; ``None`` where there is no such unit."""
    key = _key("meaning", text)
    found = _MEANINGS.get(key)
    if found is None and (found := _meaning(text)) is not None:
        _MEANINGS.keep(key, found)
    return Meaning(dict(found[0]), frozenset(found[1])) if found else None


@cache
def factor_between(one: str, other: str) -> Fraction | None:
    """What a value in one unit is multiplied by to have it in the other; ``None`` for unlike ones."""
    found = _FACTORS.of(_key("factor", one, other), lambda: _factor(one, other))
    return Fraction(*found) if found else None


def _key(*asked: str) -> tuple[str, ...]:
    """By what was asked and all words that pint was taught: they may be part of a code."""
    return (*asked, *sorted(_COUNTED))


def _meaning(text: str) -> tuple[_Powers, tuple[str, ...]] | None:
    try:
        unit = _unit(text)
    except _Unknown:
        return None
    powers = tuple((str(name), str(power)) for name, power in unit._units.items())
    return powers, tuple(str(name) for name in unit.dimensionality)


def _factor(one: str, other: str) -> tuple[int, ...]:
    quantity, target = _registry().Quantity(Fraction(1), _unit(one)), _unit(other)
    if not quantity.is_compatible_with(target):
        return ()
    return Fraction(quantity.to(target).magnitude).as_integer_ratio()


def _unit(text: str) -> pint.Unit:
    registry = _registry()
    for group in _GROUP.findall(text):
        name, count = group_of(group)
        code = group_code(name, count)
        if name in registry and code not in registry:
            registry.define(f"{code} = {count} * {name}")
    with library_call(lambda why: _Unknown(why, code="unknown-unit")):
        return registry.Unit(text)


@cache
def _registry() -> pint.UnitRegistry[Fraction]:
    """All units; pint is imported only here, a quarter of a second, and as much again for its units."""
    import pint

    registry: pint.UnitRegistry[Fraction] = pint.UnitRegistry(non_int_type=Fraction)
    for definition in DEFINITIONS:
        registry.define(definition)
    for name in _COUNTED:
        _define(registry, name)
    return registry


def _define(registry: pint.UnitRegistry[Fraction], name: str) -> None:
    registry.define(f"{name} = [count_{name}]")


def _maker() -> str:
    return f"{version('pint')} {DEFINITIONS}"


_ANSWERS: KeptResults[tuple[bool]] = KeptResults("unit-names", _maker)
_MEANINGS: KeptResults[tuple[_Powers, tuple[str, ...]]] = KeptResults("units", _maker)
_FACTORS: KeptResults[tuple[int, ...]] = KeptResults("unit-factors", _maker)
