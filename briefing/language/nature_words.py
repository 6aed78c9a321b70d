"""What the title of a measure says of its nature, in English: ``Net migration`` is a balance.

Stated rules, the first that fits decides: the config, the unit, words of the title, the sign of the
values, and for a plain amount what its unit usually counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from briefing.core.nature import Nature, NatureFound, nature_of_unit
from briefing.core.unit import Unit

_WORDS: Mapping[Nature, str] = {
    Nature.INTERVAL: "temperatures?",
    Nature.INDEX: "index|indices|index numbers?",
    Nature.BALANCE: """
        net(?! (?:import reliance|sales|weight|enrol))|balances?|surplus(?:es)?|deficits?|profits?
        |loss before tax|operating result|natural increase|change in|changes in|increase in""",
    Nature.PRICE: "prices?|wages?|rents?|salar(?:y|ies)|unit values?|exchange rates?",
    Nature.RATE: r"""
        rates?|ratios?|shares?|per (?:capita|head|person|inhabitant|cent|\d[\d,. ]*)|percent(?:age)?
        |proportion|prevalence|density|average|mean|median|life expectancy|intensity|yield|coverage
        |literacy""",
    Nature.STOCK: """
        population|stocks?|reserves?|inventor(?:y|ies)|debt|households?|holdings?|outstanding
        |employment|employed|unemployed|unemployment|workforce|labou?r force|jobs|beds|capacity
        |enroll?ments?|enroll?ed|pupils|students|claimants|residents|inhabitants|assets|liabilities
        |members|staff|vacancies|vehicles|dwellings|area|waiting lists?|prisoners|wealth""",
    Nature.FLOW: """
        production|output|exports?|imports?|consumption|sales|births|deaths|arrivals|visitors
        |admissions|graduates|revenues?|expenditures?|spending|investments?|income|emissions
        |generation|shipments?|deliver(?:y|ies)|turnover|gdp|gross domestic product
        |gross national income|receipts|payments|purchases|starts|completions|trips|passengers
        |tourists|nights|immigration|emigration|value added|orders|permits|registrations|cases
        |crimes|offences|harvests?|crops?|supply|use|demand|taxes""",
}
"""Words of titles, in the order in which they are looked for."""
_OF_A_MARKET = re.compile(
    r"\b(?:production|output|produced|exports?|imports?|sales|sold|shipments?|turnover|markets?|"
    r"suppl(?:y|ies)|capacity|reserves?|refin(?:ing|ery|eries)|generation|deliver(?:y|ies)|orders|"
    r"mining|mined|smelting|subscri(?:bers|ptions)|registrations of (?:new )?(?:cars|vehicles)|trade)\b",
    re.IGNORECASE,
)
_PATTERNS = {
    nature: re.compile("".join([r"\b(?:", re.sub(r"\n\s*", "", words), r")\b"]), re.IGNORECASE)
    for nature, words in _WORDS.items()
}
_HOW_LONG = (
    r"annual|yearly|quarterly|monthly|weekly|percentage|per ?cent|%|(?:12|twelve)[- ]months?"
)
_BARE_CHANGE = re.compile(
    rf"(?:(?:{_HOW_LONG}|year[- ]on[- ]year|quarter[- ]on[- ]quarter|month[- ]on[- ]month|y[/-]?y|q[/-]?q"
    r"|m[/-]?m|yoy|qoq|mom)\W*)*(?:change|growth|growth rate|rate of (?:change|growth)|variation)"
    r"(?: (?:on|over|since|from) [\w ]+)?\W*",
    re.IGNORECASE,
)
"""A title that says nothing but that it is a change: ``Quarterly Change``, not ``GDP growth``."""
_IN_PERCENT = frozenset({"percent", "percentage point"})
_COUNTED = ("person", "item", "household", "dwelling", "vehicle")


def nature_of(
    title: str, unit: Unit, *, declared: Nature | None = None, has_negative: bool = False
) -> NatureFound:
    """The nature of a measure, with the reason that ``briefing list measures`` prints."""
    if declared is not None:
        return NatureFound(declared, "the config says so")
    told = nature_of_unit(unit)
    if told is Nature.RATE and unit.code in _IN_PERCENT and _BARE_CHANGE.fullmatch(title.strip()):
        return NatureFound(Nature.CHANGE, "its title says that it is a change")
    if told is not None:
        found = _in_title(title)
        if told is Nature.RATE and found and found.nature in {Nature.INDEX, Nature.PRICE}:
            return found if unit.is_ratio else NatureFound(told, f"its unit is {unit.code}")
        return NatureFound(told, f"its unit is {unit.code}")
    if found := _in_title(title):
        if found.nature in {Nature.FLOW, Nature.STOCK} and has_negative:
            return NatureFound(Nature.BALANCE, "it has values below zero", by_values=True)
        return found
    if has_negative:
        return NatureFound(Nature.BALANCE, "it has values below zero", by_values=True)
    if any(word in unit.code for word in _COUNTED):
        return NatureFound(Nature.STOCK, f"it counts ({unit.code}), and no word tells a flow")
    return NatureFound(Nature.FLOW, f"it is an amount ({unit.code}), and no word tells otherwise")


def is_of_a_market(title: str) -> bool:
    """Whether a measure is of what is made or sold, so that its members may be rivals in a market."""
    return _OF_A_MARKET.search(title) is not None


def _in_title(title: str) -> NatureFound | None:
    for nature, pattern in _PATTERNS.items():
        if found := pattern.search(title):
            return NatureFound(nature, f"'{found.group().lower()}' in its title")
    return None
