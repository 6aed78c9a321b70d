"""Units as people write them to the codes of this program: ``£m`` to ``million GBP``, ``km²`` to ``km**2``."""

from __future__ import annotations

import re
from collections.abc import Mapping

from briefing.core.currencies import CURRENCIES, NAMES, UNCLEAR, taken_apart, without_sign

SCALES: Mapping[str, int] = {
    "thousand": 10**3,
    "lakh": 10**5,
    "million": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "trillion": 10**12,
}
"""Words that stand before a unit, and what they multiply it by."""

_SCALE_WORDS = {
    "thousand": "thousand", "thousands": "thousand", "thsd": "thousand", "ths": "thousand",
    "'000": "thousand", "000": "thousand", "000s": "thousand", "k": "thousand", "tsd": "thousand",
    "million": "million", "millions": "million", "m": "million", "mn": "million", "mln": "million",
    "mio": "million", "billion": "billion", "billions": "billion", "bn": "billion", "bln": "billion",
    "mrd": "billion", "trillion": "trillion", "tn": "trillion", "trn": "trillion",
    "1,000": "thousand", "1000": "thousand", "x1000": "thousand", "x1,000": "thousand", "×1000": "thousand",
    "×1,000": "thousand", "thous": "thousand", "b": "billion",
    "lakh": "lakh", "lakhs": "lakh", "cr": "crore", "crore": "crore", "crores": "crore",
}  # fmt: skip
_ALIASES = {
    "%": "percent", "per cent": "percent", "percentage": "percent", "pct": "percent",
    "pp": "percentage point", "ppt": "percentage point", "percentage points": "percentage point",
    "tonne": "t", "tonnes": "t", "metric ton": "t", "metric tons": "t", "metric tonnes": "t",
    "tons": "t", "kilotonnes": "kt", "kilogram": "kg", "kilograms": "kg", "grams": "g", "gram": "g",
    "person": "person", "persons": "person", "people": "person", "inhabitant": "person",
    "inhabitants": "person", "head": "person", "capita": "person", "workers": "worker",
    "employees": "employee", "households": "household", "dwellings": "dwelling",
    "km2": "km**2", "km²": "km**2", "sq km": "km**2", "m2": "m**2", "m²": "m**2", "m3": "m**3",
    "m³": "m**3", "hectare": "ha", "hectares": "ha", "litre": "L", "litres": "L", "liter": "L",
    "liters": "L", "l": "L", "°C": "degC", "°F": "degF", "tCO2": "tCO2e", "t CO2e": "tCO2e",
    "tonnes CO2e": "tCO2e", "number": "item", "count": "item", "units": "item", "days": "day",
    "hours": "hour", "years": "year", "barrels": "barrel", "ounces": "troy_ounce", "h": "hour",
    "population": "person", "residents": "person", "bbl": "barrel", "basis points": "basis_point",
    "basis point": "basis_point", "bps": "basis_point", "ug": "µg", "bp": "basis_point",
    "kilotonne": "kt", "kilotons": "kt", "no.": "item",
    "No.": "item", "#": "item", "nr": "item", "number of items": "item", "t CO2": "tCO2e",
    "kt CO2": "ktCO2e", "Mt CO2": "MtCO2e", "bcm": "billion m**3",

    "kt CO2e": "ktCO2e", "ktCO2": "ktCO2e", "Mt CO2e": "MtCO2e", "MtCO2": "MtCO2e",
}  # fmt: skip
AMBIGUOUS: Mapping[str, str] = {
    "MT": "write t for metric tons, Mt for million metric tons",
    "mt": "write t for metric tons, Mt for million metric tons",
    "mcm": "write million m3",
    **UNCLEAR,
    "thousands": "write of what: thousand person, or thousand item",
    "millions": "write of what: million person, or million item",
    "billions": "write of what: billion person, or billion item",
    "M": "write million, and of what: million person",
    "k": "write thousand, and of what: thousand person",
}
"""What tables write for one unit and pint reads as another, with what to write."""
_DECLARED: dict[str, str] = {}
"""Words of the project for what it counts, to the names that it gave them."""
_PREFIXED = {
    "kt": ("thousand", "t"), "Mt": ("million", "t"), "Gt": ("billion", "t"),
    "ktCO2e": ("thousand", "tCO2e"), "MtCO2e": ("million", "tCO2e"),
}  # fmt: skip
"""Units whose prefix is a scale."""
_THINGS = frozenset({"person", "worker", "employee", "household", "dwelling", "item", "USD", "EUR"})
_WITH_DOT = frozenset({"mio.", "mrd.", "mill.", "bn.", "mn.", "tsd.", "thsd.", "ths.", "thous."})
_NUMBER_OF = re.compile(r"^[Nn]umber of (?=\w)")
_SCALE_OF = re.compile(
    r"(?i)^(?:in )?(thousands?|millions?|billions?|trillions?) of (?=\w|[^\w\s])"
)
_OF_EACH = re.compile(r"^per ([\d][\d,. ]*)$")
_SO_MANY = re.compile(r"(?P<count>[1-9]\d{0,2}(?:[,.  ]?000)+|[1-9]0+) (?P<what>[^\d\W].*)")
_BASE_OF_INDEX = re.compile(r"^index\b[\s,(:]*[\w\s/–-]*\s?=\s?100\)?$", re.IGNORECASE)


def normal_code(text: str) -> str:
    """The code of a unit that is written in a usual other way; any other text as it is."""
    plain = " ".join(text.replace("\u00a0", " ").split())
    if found := _OF_EACH.match(plain):
        return f"per {re.sub(r'[^0-9]', '', found[1])}"
    if plain in _DECLARED or plain in _ALIASES:
        return _DECLARED.get(plain) or _ALIASES[plain]
    if _BASE_OF_INDEX.match(plain):
        return "index"
    top, slash, bottom = re.sub(r"(?:^|\s+)per\s+", "/", plain).partition("/")
    if not slash:
        return _one(plain)
    return f"{_one(top.strip()) or 'item'}/{_many_of(bottom.strip())}"


def declare_words(words: Mapping[str, str]) -> None:
    """Understand a project's words for what it counts, ``beds`` as ``bed``; those of before no more."""
    _DECLARED.clear()
    _DECLARED.update(words)


def group_code(name: str, count: int) -> str:
    """The code of so many of a unit: ``person_100000``, for rates per 100,000 people."""
    return f"{name}_{count}"


def group_of(code: str) -> tuple[str, int]:
    """The unit of a code and how many of it are one: ``("person", 100000)``; ``("kg", 1)``."""
    found = re.fullmatch(r"(.+)_([1-9]0+)", code)
    return (found[1], int(found[2])) if found else (code, 1)


def _many_of(text: str) -> str:
    """A unit below a measure: ``kg``, ``100,000 people``."""
    if found := _SO_MANY.fullmatch(text):
        return group_code(_one(found["what"]), int(re.sub(r"\D", "", found["count"])))
    return _one(text)


def scale_of(code: str) -> tuple[str, str]:
    """The scale word of a code and the rest: ``("million", "USD")``; ``("", "t")``; ``kt`` is a scale."""
    first, gap, rest = code.partition(" ")
    if gap and first in SCALES:
        return first, rest
    return _PREFIXED.get(code, ("", code))


def _one(text: str) -> str:
    """A unit without a measure below it: ``£m``, ``US$ million``, ``thousand people``."""
    if text in _DECLARED or text in _ALIASES:
        return _DECLARED.get(text) or _ALIASES[text]
    words = _NUMBER_OF.sub("", text)
    words = _DECLARED.get(words) or _ALIASES.get(words) or NAMES.get(words.casefold(), words)
    currency, words = without_sign(_SCALE_OF.sub(r"\1 ", taken_apart(words)))
    words = words.replace(", ", " ") if currency or _names_money(words) else words
    parts = [one.removesuffix(".") if one.lower() in _WITH_DOT else one for one in words.split()]
    is_counted = bool(currency) or any(_is_counted(one) for one in parts)
    scales = [_SCALE_WORDS[one.lower()] for one in parts if _is_scale(one, alone=is_counted)]
    others = [one for one in parts if not _is_scale(one, alone=is_counted)]
    if len(scales) != 1 or (not currency and not others):
        return (currency if not parts else text) if currency else words
    rest = " ".join([*others, *([currency] if currency else [])])
    rest = _DECLARED.get(rest) or _ALIASES.get(rest) or NAMES.get(rest.casefold(), rest)
    return f"{scales[0]} {rest}"


def _names_money(words: str) -> bool:
    return not CURRENCIES.isdisjoint(re.findall(r"[A-Z]{3}", words))


def _is_counted(word: str) -> bool:
    """Whether a word names a currency or what one counts, so that ``m`` beside it is a million."""
    return word in CURRENCIES or (_DECLARED.get(word) or _ALIASES.get(word, "")) in _THINGS


def _is_scale(word: str, *, alone: bool) -> bool:
    """Whether a word scales; a single letter does so beside the sign of a currency only."""
    return word.lower() in _SCALE_WORDS and (len(word) > 1 or alone)


DEFINITIONS = (
    *(f"{code} = [currency_{code.lower()}]" for code in sorted(CURRENCIES)),
    "person = [person] = people = employee = worker",
    "item = [item] = unit_count",
    "index_point = [index]",
    "rank_place = [rank]",
    "places_gained = [place]",
    "percentage_point = [percentage_point]",
    *(f"{word} = {factor}" for word, factor in SCALES.items()),
    "household = [household]",
    "dwelling = [dwelling]",
    "tCO2e = metric_ton",
    "ktCO2e = 1000 * metric_ton",
    "MtCO2e = 1000000 * metric_ton",
    "basis_point = [basis_point]",
    "cent = USD / 100",
    "metric_ton_unit = 10 * kilogram",
    "short_ton_unit = 20 * pound",
    "flask = 76 * pound",
)
"""What pint is told of units that it does not know, in its own notation."""
