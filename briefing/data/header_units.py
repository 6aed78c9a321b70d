"""What headers say of units, held against the units that are declared: ``Exports (thousand EUR)``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from briefing.core.currencies import CURRENCIES
from briefing.core.problems import ProblemLog, QuantityError, Severity
from briefing.core.unit import Unit, check_unit, conversion_factor
from briefing.core.unit_codes import normal_code, scale_of
from briefing.data.grid import tidy
from briefing.data.layout import Layout
from briefing.project.project_schema import ColumnOf, SeriesColumns

_SAID = re.compile(r"\(([^()]+)\)|\[([^\[\]]+)\]|,\s*([^,()]+)$|\bin ([^,()]+)$|:\s*([^:()]+)$")
_SCALE_ONLY = re.compile(
    r"(?:in |figures in )?(?P<word>'?000s?|thousands?|millions?|billions?|trillions?|lakhs?|crores?|bn|mn|m)",
    re.IGNORECASE,
)
_WORDS = {"'000": "thousand", "000": "thousand", "bn": "billion", "mn": "million", "m": "million"}
SURE_UNITS = frozenset(
    {"t", "kt", "Mt", "Gt", "kg", "lb", "percent", "percentage point", "index", "GWh", "MWh", "TWh"}
    | {"kWh", "ha", "km", "km**2", "m**2", "m**3", "L", "person", "household", "dwelling", "tCO2e"}
    | {"ktCO2e", "MtCO2e", "barrel", "TJ", "PJ", "GJ"}
)
"""Units that a word in a header surely means."""
_PREFIXED = {"kt": "thousand", "Mt": "million", "Gt": "billion", "ktCO2e": "thousand"}
_DOLLARS = frozenset({"AUD", "CAD", "NZD", "HKD", "SGD", "TWD", "JMD", "BBD", "FJD", "MXN", "COP"})
_LONGEST = 5
"""Words of the longest run that tells money: ``in thousands of U.S. dollars``."""
_WORDS_TOO = frozenset(
    {"ALL", "BAM", "BOB", "CHE", "COP", "CUP", "GEL", "LAK", "MAD", "MOP", "NAD", "PEN", "RON"}
    | {"SAR", "SOS", "STD", "TOP", "TRY", "XXX"}
)
"""Codes of currencies that a header may write for something else."""


def tell_header_units(layout: Layout, log: ProblemLog) -> None:
    """Say where the header of a series names another unit, or another scale, than is declared."""
    for name, series in layout.config.series.items():
        for text in _texts(layout, series):
            if said := _other_unit(text, series.unit):
                log.add(
                    layout.places.of("datasets", layout.name, "series", name, "unit"),
                    f"the file says '{said}' in '{text}', the declaration of "
                    f"'{layout.name}.{name}' says '{series.unit}'",
                    "declare the unit of the file; briefs print it in another scale by themselves",
                    Severity.WARNING,
                    code="header-unit",
                )
                break


def _texts(layout: Layout, series: SeriesColumns) -> Iterator[str]:
    """The texts of the file that name a series: its headers, or its word in the measure column."""
    if series.measure:
        yield tidy(series.measure)
    headers = layout.grid.headers
    wanted = [ColumnOf(column=series.column, position=series.position)]
    wanted += [
        one if isinstance(one, ColumnOf) else ColumnOf(column=one)
        for one in series.columns.values()
    ]
    for one in wanted:
        if one.position is not None and one.position <= len(headers):
            yield tidy(headers[one.position - 1])
        elif one.column is not None:
            for index in layout.columns.named(one.column):
                yield tidy(headers[index])


def _other_unit(text: str, declared: str) -> str:
    """What a header says of the unit, where that is not what is declared; else nothing."""
    for match in _SAID.finditer(text):
        said = next(group for group in match.groups() if group is not None).strip()
        if scale := _SCALE_ONLY.fullmatch(said):
            word = scale["word"].lower()
            word = _WORDS.get(
                word.removesuffix("s") if word[0] in "'0" else word, word.removesuffix("s")
            )
            own = _PREFIXED.get(declared) or scale_of(declared)[0]
            if own != word and not (declared.startswith("percent") or "/" in declared):
                return said
        elif (code := _known_code(said, declared)) and _differs(code, _comparable(declared, code)):
            return said
        elif code:
            return ""
    said = _money_in(text)
    if said and (code := _known_code(said, declared)):
        return said if _differs(code, _comparable(declared, code)) else ""
    return ""


def _comparable(declared: str, code: str) -> str:
    """What a header's unit is held against: of ``GBP/person`` the money, where it says no more."""
    is_money = scale_of(code)[1] in CURRENCIES
    return declared.partition("/")[0] if is_money else declared


def _money_in(text: str) -> str:
    """The words of a header that tell money and its scale, wherever they stand: ``Exports_USD_m``.

    The longest run of words that is one; a code alone only where it ends the header and is no word.
    """
    words = re.split(r"[\s_|;:()\[\]–—-]+|\s/\s", text)
    words = [one for one in words if one]
    runs = [
        (start, end)
        for start in range(len(words))
        for end in range(start + 1, min(len(words), start + _LONGEST) + 1)
    ]
    for start, end in sorted(runs, key=lambda run: run[0] - run[1]):
        said = " ".join(words[start:end]).strip(",")
        scale, rest = scale_of(normal_code(said))
        is_money = rest.partition("/")[0] in CURRENCIES
        is_after_per = start > 0 and words[start - 1].casefold() in {"per", "every"}
        if not is_money or is_after_per:
            continue
        if scale or "/" in rest or (end == len(words) and said in CURRENCIES - _WORDS_TOO):
            return said
    return ""


def _known_code(said: str, declared: str) -> str:
    """The code of what a header says, where it surely is a unit."""
    if said.startswith("%") or re.match(r"per ?cent(?:age)?\b(?! point)", said, re.IGNORECASE):
        return "percent"
    code = normal_code(said)
    rest = scale_of(code)[1]
    currency = scale_of(declared.partition("/")[0])[1]
    if "$" in said and not re.search(r"[A-Za-z]\$", said) and currency in _DOLLARS:
        code = code.replace("USD", currency)
        rest = rest.replace("USD", currency)
    if rest.partition("/")[0] not in SURE_UNITS | CURRENCIES:
        return ""
    try:
        check_unit(code)
    except QuantityError:
        return ""
    return code


def _differs(code: str, declared: str) -> bool:
    if {code, declared} <= {"percent", "percentage point", "1"}:
        return False
    if "percent" in {code, declared} and "index" in {code, declared}:
        return False
    try:
        return conversion_factor(Unit(code), Unit(declared)) != Fraction(1)
    except QuantityError:
        return True
