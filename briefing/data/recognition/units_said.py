"""What texts of a table say of units: headers, titles, columns of units, metadata.

Beside usual words (:mod:`briefing.core.unit_codes`) three lists of codes are known: the endings of
headers in the data releases of the U.S. Geological Survey, Eurostat's code list UNIT, and ISO 4217.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from briefing.core.currencies import CURRENCIES
from briefing.core.problems import QuantityError
from briefing.core.unit import check_unit
from briefing.core.unit_codes import normal_code, scale_of

_BASES = frozenset(
    [
        "t",
        "kt",
        "Mt",
        "Gt",
        "kg",
        "g",
        "mg",
        "lb",
        "percent",
        "index",
        "person",
        "item",
        "worker",
        "employee",
        "household",
        "dwelling",
        "km",
        "km**2",
        "m",
        "mm",
        "m**2",
        "m**3",
        "ha",
        "L",
        "barrel",
        "carat",
        "tCO2e",
        "ktCO2e",
        "MtCO2e",
        "kWh",
        "MWh",
        "GWh",
        "TWh",
        "J",
        "TJ",
        "PJ",
        "GJ",
        "MW",
        "GW",
        "kW",
        "degC",
        "degF",
        "hour",
        "day",
        "week",
        "month",
        "year",
        "minute",
        "troy_ounce",
        "short_ton",
        "metric_ton_unit",
        "flask",
        "cent",
        "acre",
        "mile",
        "ft",
        "ton_TNT",
        "Mbit",
    ]
)
_WORDS: Mapping[str, str] = {
    "percentage of": "percent",
    "percentage point": "percentage point",
    "percentage points": "percentage point",
    "thousand metric tons": "kt",
    "thousand metric dry tons": "kt",
    "thousand tonnes": "kt",
    "thousand tons": "kt",
    "million metric tons": "Mt",
    "million tonnes": "Mt",
    "metric dry tons": "t",
    "thousand carats": "thousand carat",
    "million carats": "million carat",
    "million cubic meters": "million m**3",
    "million cubic metres": "million m**3",
    "cubic meters": "m**3",
    "cubic metres": "m**3",
    "square kilometres": "km**2",
    "square kilometers": "km**2",
    "square metres": "m**2",
    "prozent": "percent",
    "numbers": "item",
    "items": "item",
    "cases": "item",
    "homes": "dwelling",
    "no.": "item",
    "no": "item",
    "nr": "item",
    "count": "item",
    "year": "year",
    "dollars": "USD",
    "us dollars": "USD",
    "current us$": "USD",
    "constant 2015 us$": "USD",
    "euro": "EUR",
    "euros": "EUR",
    "pounds": "GBP",
    "pounds sterling": "GBP",
    "thousand people": "thousand person",
    "thousands of people": "thousand person",
    "thousands of persons": "thousand person",
    "thousand inhabitants": "thousand person",
    "metric tons per capita": "t/person",
    "kwh per capita": "kWh/person",
    "years of age": "year",
    "weeks": "week",
    "days": "day",
    "hours": "hour",
    "minutes": "minute",
    "months": "month",
}
ENDINGS: Mapping[str, str] = {
    "t": "t", "kt": "kt", "mmt": "Mt", "kg": "kg", "g": "g", "pct": "percent", "num": "item",
    "ct": "carat", "kct": "thousand carat", "mct": "million carat", "mcm": "million m**3",
    "mdol": "million USD", "dt": "USD/t", "dkg": "USD/kg", "dg": "USD/g", "dlb": "USD/lb",
    "ctslb": "cent/lb", "dtoz": "USD/troy_ounce", "dto": "USD/troy_ounce", "df": "USD/flask",
    "msqft": "million ft**2",
}  # fmt: skip
"""Endings of headers after a low line, as the U.S. Geological Survey writes them: ``Price_dkg``."""
EUROSTAT: Mapping[str, str] = {
    "PC": "percent", "THS_T": "kt", "T": "t", "KG_HAB": "kg/person", "THS": "thousand item",
    "THS_PER": "thousand person", "PER": "person", "NR": "item", "EUR": "EUR",
    "MIO_EUR": "million EUR", "EUR_HAB": "EUR/person", "MIO_NAC": "", "THS_HA": "thousand ha",
    "KM2": "km**2", "GWH": "GWh", "TJ": "TJ", "KTOE": "", "PC_ACT": "percent", "PC_GDP": "percent",
    "PC_POP": "percent", "PC_EMP": "percent", "HAB": "person", "YR": "year", "RT": "percent",
    "CP_MEUR": "million EUR", "CLV10_MEUR": "million EUR", "CLV15_MEUR": "million EUR",
    "CLV20_MEUR": "million EUR", "CP_EUR_HAB": "EUR/person", "CLV10_EUR_HAB": "EUR/person",
    "CLV20_EUR_HAB": "EUR/person", "CP_MPPS_EU27_2020": "", "MIO_EUR_SCA": "million EUR",
    "MEUR": "million EUR", "BN_EUR": "billion EUR", "PC_TOT": "percent", "PCH_PRE": "percent",
    "PCH_SM": "percent", "PCH_PRE_PER": "percent", "PCH_M12": "percent", "RCH_A": "percent",
    "RCH_M": "percent", "RCH_A_AVG": "percent", "PC_Y_GE15": "percent", "THS_HW": "thousand hour",
    "MIO_T": "Mt", "MIO_KM": "million km", "GWH_THS": "", "EUR_HR": "EUR/hour", "HR": "hour",
    "HUF": "HUF", "KG": "kg", "M3": "m**3", "P_HTHAB": "per 100000", "P_THAB": "per 1000",
}  # fmt: skip
_PER_MANY = re.compile(
    r"\b(?:per|/)\s?(?P<many>(?:\d{1,3}(?:[, \u00a0\u202f]\d{3})+|1000+|100)|(?:one )?hundred thousand|"
    r"(?:one )?thousand|(?:one )?million)\b(?!\s*(?:metric )?(?:tons?|tonnes|euro|km|kg))(?:\s+(?P<whom>[\w -]{2,40}))?",
    re.IGNORECASE,
)
_MANY = {"hundred thousand": 100_000, "thousand": 1000, "million": 1_000_000}
_PERCENT = re.compile(r"%|\bper ?cent(?:age)?s?\b(?! points?)|\bpct\b", re.IGNORECASE)
_POINTS = re.compile(r"\bper ?centage points?\b|\bpp\b", re.IGNORECASE)
_INDEX = re.compile(
    r"\bind(?:ex|ices?)\b|\bíndice\b|\bhpi\b|\b(?:(?:19|20)\d\d(?:[-/]\d\d)?|q[1-4] (?:19|20)\d\d)\s?=\s?100\b",
    re.IGNORECASE,
)
_WHOLE_INDEX = re.compile(
    r"(?:price |volume |chain-linked )?ind(?:ex|ices)(?: numbers?| points?)?(?:[,:]? \(?.{0,24}=\s?100\)?)?|"
    r"[\w/ -]{2,14}\s?=\s?100",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\((?P<a>[^()]+)\)|\[(?P<b>[^\[\]]+)\]|,(?!\d{3}\b)\s*(?P<c>[^,()]+)$|\bin (?P<d>[^,()]+)$|:\s*(?P<e>[^:()]+)$|"
    r"\s[-–]\s(?P<f>[^-–()]+)$"
)
_PREFIX = re.compile(
    r"^(?:in|unit:?|units:?|measured in|figures in|expressed in|as an?)\s+", re.IGNORECASE
)
_QUALIFIED = re.compile(
    r"(?:[,;]\s*|\s*\(|\s+)(?:(?:not |non-?|un)?seasonally[- ]adjusted|nsa|current prices?|"
    r"constant(?: \d{4})? prices?|(?:\d{4} |current |constant )?prices?|cp(?:nsa|sa)|"
    r"chained volume measures?|chain-linked volumes?(?: \(\d{4}\))?)\)?$",
    re.IGNORECASE,
)
"""What tables add to a unit, and that is no part of it."""
_MONEY = re.compile(
    r"(?:US|C|A|NZ)?[$£€¥₹]\s?(?:'?000s?|thousands?|millions?|billions?|bn|mn|m|k)?\b|£|€"
)
_LONGEST = 60
"""Letters of a unit in words."""
_SCALE_ALONE = re.compile(r"(?:in )?('?000s?|thousands?|millions?|billions?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """A unit that a text says."""

    unit: str
    """Its code."""
    words: str
    """What says it."""
    rest: str
    """The text without it; the text itself where the words belong to the title."""
    is_sure: bool = True


def unit_code(text: str) -> str:
    """The code of a text that is a unit and nothing else; empty where it is none that is known."""
    plain = _PREFIX.sub("", " ".join(text.split())).strip(" .:")
    plain = _QUALIFIED.sub("", plain)
    small = plain.casefold()
    if not plain:
        return ""
    if plain in EUROSTAT:
        return EUROSTAT[plain]
    if re.fullmatch(r"I\d\d", plain):
        return "index"  # Eurostat: I21 is 2021=100
    if found := _WORDS.get(small):
        return found
    if many := _per_many(plain):
        return many
    if _POINTS.fullmatch(plain):
        return "percentage point"
    if re.match(r"(?:%|per ?cent(?:age)?)(?: (?:of|on|change|change on)\b.*)?$", small):
        return "percent"
    if _WHOLE_INDEX.fullmatch(plain):
        return "index"
    texts = (plain, small) if len(plain) <= _LONGEST else ()
    return next((code for code in map(_checked, texts) if code), "")


def is_unit(text: str) -> bool:
    """Whether a text is a unit and nothing else, or the scale or the sign of one."""
    plain = text.strip()
    return (
        bool(unit_code(plain))
        or bool(_SCALE_ALONE.fullmatch(plain))
        or plain in {"£", "$", "€", "m", "M"}
    )


def unit_in(text: str) -> Said | None:
    """The unit that a header or title says, and what remains of it."""
    spaced = " ".join((text if " " in text else text.replace("_", " ")).split())
    for match in reversed(list(_SAID.finditer(spaced))):
        said = next(group for group in match.groups() if group is not None).strip()
        code = unit_code(said)
        if code and not (code == "index" and match[0][0] not in "(["):
            rest = f"{spaced[: match.start()]}{spaced[match.end() :]}"
            is_bare = code not in {"percent", "index"} or said in {"%", "percent", "per cent"}
            keeps = bool(_per_many(said)) or not is_bare
            return Said(code, said, spaced if keeps else " ".join(rest.split()).strip(" ,:-"))
    if many := _PER_MANY.search(spaced):
        return Said(_per_many(many[0]), many[0], spaced)
    if _POINTS.search(spaced):
        return Said("percentage point", "percentage point", spaced)
    if found := _PERCENT.search(spaced):
        return Said("percent", found[0], spaced)
    if found := _MONEY.search(spaced):
        code = unit_code(found[0].strip())
        if code:
            said = found[0].strip()
            is_last = (
                found.end() == len(spaced) and len(said) > 1
            )  # "debt £m": the unit is no part of it
            rest = spaced[: found.start()].rstrip(" ,:;-") if is_last else spaced
            return Said(code, said, rest or spaced, is_sure=len(said) > 1)
    if found := _INDEX.search(spaced):
        return Said("index", found[0], spaced)
    return None


_BASE = re.compile(
    r"'(?:%|per ?cent(?:age)?) of (?!(?:the )?total'|all')(?P<base>[A-Za-z][A-Za-z -]{1,30})'",
    re.IGNORECASE,
)


def base_of(reason: str) -> str | None:
    """Of what a percentage is, where the reason of its unit quotes that: ``% of GDP``."""
    found = _BASE.search(reason)
    return found["base"] if found else None


def without_unit(title: str) -> str:
    """The title of a publication without the unit of its figures: ``Municipal accounts``, not ``..., million euro``."""
    said = unit_in(title)
    is_apart = said is not None and said.is_sure and said.unit != "index" and said.rest
    return said.rest if said is not None and is_apart else title


def unit_of_ending(header: str) -> Said | None:
    """The unit of a header such as ``Price_Nd2O3_dkg``: an ending after a low line."""
    stem, line, ending = header.strip().rpartition("_")
    code = ENDINGS.get(ending.strip(), "") if line else ""
    return Said(code, f"_{ending.strip()}", stem) if code else None


_COUNTED = (
    (re.compile(r"\b(?:population|persons|people|inhabitants|residents|births|deaths|pupils|students|patients|"
                r"employees|employment|workers|unemployed|claimants|immigrants|emigrants|visitors|arrivals|"
                r"physicians|nurses|teachers|prisoners|voters|passengers|tourists)\b", re.IGNORECASE), "person"),
    (re.compile(r"\b(?:number of|numbers of|count of|no\. of|cases|seats|votes|dwellings|households|sales|"
                r"homes|vehicles|trips|nights|crimes|offences|permits|registrations|marriages|schools|beds|"
                r"hospitals|companies|firms|jobs|candidates|attendances|admissions|appointments|referrals|prescriptions|vacancies|transactions|accidents|fires)\b", re.IGNORECASE), "item"),
)  # fmt: skip


def counted(title: str) -> str:
    """What a title says is counted: ``person``, ``item``; empty where no word tells."""
    if re.search(
        r"\b(?:rate|ratio|share|average|mean|median|index|expectancy|density|transactions in)\b|#\s?(?:m|bn|k)\b",
        title,
        re.IGNORECASE,
    ):
        return ""  # "#m" is millions of what a code page lost, "transactions in assets" is money
    return next((unit for words, unit in _COUNTED if words.search(title)), "")


def is_scale(text: str) -> bool:
    """Whether a text is a scale and no unit: ``000``, ``thousands``."""
    return _SCALE_ALONE.fullmatch(text.strip()) is not None


def scaled(unit: str, words: str) -> str:
    """A unit with a scale that is said apart: ``thousands`` of ``person``."""
    found = _SCALE_ALONE.fullmatch(words.strip())
    if not found or scale_of(unit)[0]:
        return unit
    small = found[1].lower().lstrip("'").rstrip("s")
    word = "thousand" if small in {"000", "thousand"} else small
    return f"{word} {unit}"


def _per_many(text: str) -> str:
    match = _PER_MANY.search(text)
    if match is None:
        return ""
    said = re.sub(r"^one ", "", match["many"].lower())
    many = _MANY.get(said) or int(re.sub(r"\D", "", said))
    return f"per {many}" if set(str(many)) <= {"1", "0"} else ""


def _checked(text: str) -> str:
    """The code of a text by the usual words, where all parts of it are units that tables have."""
    code = normal_code(text)
    top, slash, bottom = code.partition("/")
    base = scale_of(top.strip())[1]
    if base == "t" and top.strip() == "kt":
        base = "kt"
    if base not in _BASES and base not in CURRENCIES and base != "percentage point":
        return ""
    if slash and bottom.strip() not in _BASES:
        return ""
    try:
        check_unit(code)
    except QuantityError:
        return ""
    return code
