"""How units are written around a number: a unit to its English words and symbols."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.core.unit import Unit


@dataclass(frozen=True, slots=True)
class UnitWords:
    """How a unit is written around a number."""

    one: str
    """``metric ton``"""
    many: str
    """``metric tons``"""
    short: str
    """``t``, for tables and axes."""
    before: str = ""
    """What stands before the number: ``$``."""
    tight: bool = False
    """Whether it follows without a space: ``%``."""


UNIT_WORDS = {
    "1": UnitWords("", "", ""),
    "percent": UnitWords("%", "%", "%", tight=True),
    "percentage point": UnitWords("percentage point", "percentage points", "pp"),
    "index": UnitWords("", "", "index"),
    "rank": UnitWords("", "", "rank"),
    "t": UnitWords("metric ton", "metric tons", "t"),
    "kt": UnitWords("thousand metric tons", "thousand metric tons", "kt"),
    "kg": UnitWords("kilogram", "kilograms", "kg"),
    "g": UnitWords("gram", "grams", "g"),
    "lb": UnitWords("pound", "pounds", "lb"),
    "person": UnitWords("worker", "workers", "workers"),
    "thousand person": UnitWords("thousand people", "thousand people", "thousand"),
    "million person": UnitWords("million people", "million people", "million"),
    "USD": UnitWords("", "", "$", before="$"),
    "thousand USD": UnitWords("thousand", "thousand", "thousand $", before="$"),
    "million USD": UnitWords("million", "million", "million $", before="$"),
    "billion USD": UnitWords("billion", "billion", "billion $", before="$"),
    "USD/kg": UnitWords("per kilogram", "per kilogram", "$/kg", before="$"),
    "USD/t": UnitWords("per metric ton", "per metric ton", "$/t", before="$"),
    "USD/troy_ounce": UnitWords("per troy ounce", "per troy ounce", "$/oz t", before="$"),
    "USD/lb": UnitWords("per pound", "per pound", "$/lb", before="$"),
}


def unit_words(unit: Unit) -> UnitWords:
    """The words of a unit; a compound that has none of its own is written from its code."""
    if known := UNIT_WORDS.get(unit.code):
        return known
    top, _, bottom = unit.code.partition("/")
    if bottom and top in UNIT_WORDS:
        per = UNIT_WORDS.get(bottom)
        base = UNIT_WORDS[top]
        tail = f"per {per.one if per and per.one else bottom}"
        short = f"{base.short}/{per.short if per else bottom}"
        return UnitWords(
            f"{base.one} {tail}".strip(), f"{base.many} {tail}".strip(), short, base.before
        )
    return UnitWords(unit.code, unit.code, unit.code)
