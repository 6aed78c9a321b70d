"""Units as people write them to the codes of this program: ``£m`` to ``million GBP``, ``km²`` to ``km**2``."""

from __future__ import annotations

import re
from collections.abc import Mapping

CURRENCIES = frozenset(
    [
        "AED",
        "AFN",
        "ALL",
        "AMD",
        "AOA",
        "ARS",
        "AUD",
        "AWG",
        "AZN",
        "BAM",
        "BBD",
        "BDT",
        "BGN",
        "BHD",
        "BIF",
        "BMD",
        "BND",
        "BOB",
        "BRL",
        "BSD",
        "BTN",
        "BWP",
        "BYN",
        "BZD",
        "CAD",
        "CDF",
        "CHF",
        "CLP",
        "CNY",
        "COP",
        "CRC",
        "CUP",
        "CVE",
        "CZK",
        "DJF",
        "DKK",
        "DOP",
        "DZD",
        "EGP",
        "ERN",
        "ETB",
        "EUR",
        "FJD",
        "FKP",
        "GBP",
        "GEL",
        "GHS",
        "GIP",
        "GMD",
        "GNF",
        "GTQ",
        "GYD",
        "HKD",
        "HNL",
        "HTG",
        "HUF",
        "IDR",
        "ILS",
        "INR",
        "IQD",
        "IRR",
        "ISK",
        "JMD",
        "JOD",
        "JPY",
        "KES",
        "KGS",
        "KHR",
        "KMF",
        "KPW",
        "KRW",
        "KWD",
        "KYD",
        "KZT",
        "LAK",
        "LBP",
        "LKR",
        "LRD",
        "LSL",
        "LYD",
        "MAD",
        "MDL",
        "MGA",
        "MKD",
        "MMK",
        "MNT",
        "MOP",
        "MRU",
        "MUR",
        "MVR",
        "MWK",
        "MXN",
        "MYR",
        "MZN",
        "NAD",
        "NGN",
        "NIO",
        "NOK",
        "NPR",
        "NZD",
        "OMR",
        "PAB",
        "PEN",
        "PGK",
        "PHP",
        "PKR",
        "PLN",
        "PYG",
        "QAR",
        "RON",
        "RSD",
        "RUB",
        "RWF",
        "SAR",
        "SBD",
        "SCR",
        "SDG",
        "SEK",
        "SGD",
        "SHP",
        "SLE",
        "SOS",
        "SRD",
        "SSP",
        "STN",
        "SVC",
        "SYP",
        "SZL",
        "THB",
        "TJS",
        "TMT",
        "TND",
        "TOP",
        "TRY",
        "TTD",
        "TWD",
        "TZS",
        "UAH",
        "UGX",
        "USD",
        "UYU",
        "UZS",
        "VES",
        "VND",
        "VUV",
        "WST",
        "XAF",
        "XCD",
        "XOF",
        "XPF",
        "YER",
        "ZAR",
        "ZMW",
        "ZWG",
    ]
)
"""The currencies in use, by ISO 4217 (list one of 2025)."""

SCALES: Mapping[str, int] = {
    "thousand": 10**3,
    "lakh": 10**5,
    "million": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "trillion": 10**12,
}
"""Words that stand before a unit, and what they multiply it by."""

_SIGNS = {"US$": "USD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW"}
_SCALE_WORDS = {
    "thousand": "thousand", "thousands": "thousand", "thsd": "thousand", "ths": "thousand",
    "'000": "thousand", "000": "thousand", "000s": "thousand", "k": "thousand", "tsd": "thousand",
    "million": "million", "millions": "million", "m": "million", "mn": "million", "mln": "million",
    "mio": "million", "billion": "billion", "billions": "billion", "bn": "billion", "bln": "billion",
    "mrd": "billion", "trillion": "trillion", "tn": "trillion", "trn": "trillion",
    "lakh": "lakh", "lakhs": "lakh", "crore": "crore", "crores": "crore",
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
    "hours": "hour", "years": "year", "barrels": "barrel", "ounces": "troy_ounce",
}  # fmt: skip
_OF_EACH = re.compile(r"^per ([\d][\d,. ]*)$")


def normal_code(text: str) -> str:
    """The code of a unit that is written in a usual other way; any other text as it is."""
    plain = " ".join(text.replace("\u00a0", " ").split())
    if found := _OF_EACH.match(plain):
        return f"per {re.sub(r'[^0-9]', '', found[1])}"
    if plain in _ALIASES:
        return _ALIASES[plain]
    top, slash, bottom = re.sub(r"\s+per\s+", "/", plain).partition("/")
    if not slash:
        return _one(plain)
    return f"{_one(top.strip())}/{_one(bottom.strip())}"


def scale_of(code: str) -> tuple[str, str]:
    """The scale word of a code and the rest: ``("million", "USD")``; ``("", "t")``; ``kt`` is a scale."""
    first, gap, rest = code.partition(" ")
    if gap and first in SCALES:
        return first, rest
    return ("thousand", "t") if code == "kt" else ("", code)


def _one(text: str) -> str:
    """A unit without a measure below it: ``£m``, ``US$ million``, ``thousand people``."""
    if text in _ALIASES:
        return _ALIASES[text]
    words = text
    currency = ""
    for sign, code in _SIGNS.items():
        if sign in words:
            words, currency = words.replace(sign, " ", 1), code
            break
    parts = words.split()
    scales = [_SCALE_WORDS[one.lower()] for one in parts if _is_scale(one, alone=bool(currency))]
    others = [one for one in parts if not _is_scale(one, alone=bool(currency))]
    if len(scales) != 1 or (not currency and not others):
        return f"{currency}" if currency and not parts else text
    rest = " ".join([*others, *([currency] if currency else [])])
    return f"{scales[0]} {_ALIASES.get(rest, rest)}"


def _is_scale(word: str, *, alone: bool) -> bool:
    """Whether a word scales; a single letter does so beside the sign of a currency only."""
    return word.lower() in _SCALE_WORDS and (len(word) > 1 or alone)
