"""The English of a brief: amounts, direction verbs, ranks, comparisons. All wording stands here.

Another language is another module with the same functions. Degrees follow size: a change of one
percent is not told like one of sixty. A direction is only told where the figures carry it.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache

from briefing.core.fact import Fact
from briefing.core.period import Period
from briefing.core.quantity import Quantity
from briefing.core.status import Status
from briefing.language.base import Language, language_of
from briefing.language.numbers import format_bounds, format_number, format_quantity
from briefing.language.unit_words import UnitWords, unit_words

_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]
_WITH_ARTICLE = frozenset(
    {"United States", "Netherlands", "Philippines", "United Kingdom", "Czech Republic"}
    | {"United Arab Emirates", "European Union", "Dominican Republic"}
)
STATUS_WORDS = {
    Status.NORMAL: "reported",
    Status.BREAK: "break in series",
    Status.DEFINITION_DIFFERS: "definition differs",
    Status.ESTIMATED: "estimated",
    Status.FORECAST: "forecast",
    Status.IMPUTED: "imputed",
    Status.INCLUDED_ELSEWHERE: "included elsewhere",
    Status.NOT_COLLECTED: "not collected",
    Status.NOT_APPLICABLE: "not applicable",
    Status.NOT_SIGNIFICANT: "not significant",
    Status.MISSING: "not available",
    Status.PROVISIONAL: "provisional",
    Status.SUPPRESSED: "withheld",
    Status.UNRELIABLE: "low reliability",
}
STATUS_MARKS = {
    Status.BREAK: "b",
    Status.DEFINITION_DIFFERS: "d",
    Status.ESTIMATED: "e",
    Status.FORECAST: "f",
    Status.IMPUTED: "i",
    Status.NOT_SIGNIFICANT: "n",
    Status.PROVISIONAL: "p",
    Status.UNRELIABLE: "u",
}
NO_VALUE_MARKS = {
    Status.INCLUDED_ELSEWHERE: "incl.",
    Status.NOT_COLLECTED: "n.c.",
    Status.NOT_APPLICABLE: "n.ap.",
    Status.MISSING: "n.a.",
    Status.SUPPRESSED: "W",
}


def amount(quantity: Quantity, digits: int | None = None, locale: str = "en_US") -> str:
    """A quantity in a sentence: ``45,000 metric tons``, ``more than 95%``, ``withheld``."""
    if not quantity.tells_something:
        return STATUS_WORDS[quantity.status]
    if quantity.unit.code == "rank" and quantity.value is not None:
        return ordinal(quantity.value)
    words = unit_words(quantity.unit)
    if quantity.value is not None:
        number = format_quantity(quantity, digits, locale)
        return _with_unit(number, words, singular=number in {"1", "−1"})
    text = format_bounds(quantity.bounds, digits, locale)
    for sign, phrase in (
        (">", "more than "),
        ("<", "less than "),
        ("≥", "at least "),
        ("≤", "at most "),
    ):
        if text.startswith(sign):
            return phrase + _with_unit(text[1:], words, singular=False)
    low, _, high = text.replace(" to ", "–").partition("–")
    return f"between {low} and {_with_unit(high, words, singular=False)}"


def in_table(fact: Fact, locale: str = "en_US") -> str:
    """A fact in a table's cell, without unit: ``45,000``, ``>95``, ``W``."""
    if not fact.quantity.tells_something:
        return NO_VALUE_MARKS.get(fact.quantity.status, "n.a.")
    return format_quantity(fact.quantity, fact.digits, locale)


def period_label(period: Period) -> str:
    """A period as a reader writes it: ``2024``, ``first quarter of 2009``, ``2020–23``."""
    return _english().period(period)


def short_period(period: Period) -> str:
    """A period where room is scarce: ``2024``, ``FY2024``, ``2009 Q1``, ``Mar 2009``."""
    return _english().short_period(period)


@cache
def _english() -> Language:
    return language_of("en", "en_US")


def ordinal(value: Fraction) -> str:
    """A rank in words: ``second``, ``14th``."""
    whole = int(value)
    if 1 <= whole <= len(_ORDINALS):
        return _ORDINALS[whole - 1]
    teens = 10 < whole % 100 < 20  # noqa: PLR2004
    ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(whole % 10, "th")
    return f"{whole}{ending}"


def superlative(value: Fraction) -> str:
    """A rank before a noun: ``largest``, ``second-largest``."""
    return "largest" if value == 1 else f"{ordinal(value)}-largest"


def cardinal(value: Fraction) -> str:
    """A small whole number in words, others in digits: ``three``, ``45``."""
    if value.denominator == 1 and 0 <= value < len(_SMALL):
        return _SMALL[int(value)]
    return format_number(value, 0)


def with_article(name: str) -> str:
    """A country or other name as it stands in a sentence: ``the United States``."""
    return f"the {name}" if name in _WITH_ARTICLE else name


def listed(names: Sequence[str]) -> str:
    """Names in a row: ``a``, ``a and b``, ``a, b and c``."""
    if len(names) <= 1:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def direction(difference: Quantity) -> str:
    """Where a difference points: ``up``, ``down``, ``level``, or ``unknown``.

    It is level where the rounding of what is printed could hide the opposite sign, and unknown
    where bounds leave both open.
    """
    if difference.value is None:
        bounds = difference.bounds
        if bounds.low is not None and (bounds.low > 0 or (bounds.low == 0 and bounds.low_open)):
            return "up"
        if bounds.high is not None and (bounds.high < 0 or (bounds.high == 0 and bounds.high_open)):
            return "down"
        return "unknown"
    rounding = difference.rounding
    if difference.value > 0 and rounding.low is not None and rounding.low >= 0:
        return "up"
    if difference.value < 0 and rounding.high is not None and rounding.high <= 0:
        return "down"
    return "level"


_RISES = ((1, "edged up"), (15, "rose"), (50, "climbed"), (100, "surged"))
_FALLS = ((1, "edged down"), (15, "fell"), (50, "dropped"))
_MULTIPLES = ((100, "doubled"), (200, "tripled"), (300, "quadrupled"))


def verb(difference: Quantity, percent: Quantity | None) -> str:
    """The verb for a change, by direction and size.

    ``percent`` is the relative change, ``None`` where it means nothing (a base of zero, a sign
    that turned, a figure that is itself a percentage). The degrees: below 1% edged, below 15%
    rose or fell, below 50% climbed or dropped, then surged, more than doubled, more than halved.
    """
    where = direction(difference)
    if where == "unknown":
        return "cannot be compared"
    if where == "level":
        return "was unchanged" if difference.value == 0 else "was about unchanged"
    size = None if percent is None or percent.value is None else percent.value
    if where == "up":
        return "rose" if size is None else _rising(size)
    return "fell" if size is None else _falling(-size)


def size_of(quantity: Quantity, digits: int | None = None, locale: str = "en_US") -> str:
    """A change without its sign: ``8.2%``, ``more than 15 percentage points``."""
    return amount(abs(quantity), digits, locale)


def signed(quantity: Quantity, digits: int | None = None, locale: str = "en_US") -> str:
    """A change with its sign: ``+8.2%``, ``−22 percentage points``."""
    text = amount(abs(quantity), digits, locale)
    where = direction(quantity)
    for phrase, sign in (("more than ", ">"), ("less than ", "<"), ("at least ", "≥")):
        text = text.replace(phrase, sign)
    if text.startswith("between "):
        sign = {"up": "+", "down": "−"}.get(where, "")
        return text.replace("between ", sign).replace(" and ", f" to {sign}")
    plus = {"up": "+", "down": "−"}.get(where, "")
    if not plus and quantity.value:
        plus = "+" if quantity.value > 0 else "−"
    return f"{plus}{text}"


def times(ratio: Quantity) -> str:
    """How many times as large: ``more than twice``, ``about a third of``, ``nearly half``.

    Fractions and multiples within two percent of the round number are told as that number.
    """
    if ratio.value is None:
        return amount(ratio)
    value = ratio.value
    for round_value, name in _FRACTIONS:
        near = value / round_value - 1
        if abs(near) <= Fraction(1, 200):
            return name
        if abs(near) <= Fraction(3, 100):
            return f"{'just over' if near > 0 else 'nearly'} {name}"
    if value >= 2:  # noqa: PLR2004
        whole = int(value)
        name = "twice" if whole == 2 else f"{cardinal(Fraction(whole))} times"  # noqa: PLR2004
        return f"more than {name}"
    return f"{format_number(value, 1 if value >= 1 else 2)} times"


_FRACTIONS = (
    (Fraction(1, 10), "a tenth of"),
    (Fraction(1, 5), "a fifth of"),
    (Fraction(1, 4), "a quarter of"),
    (Fraction(1, 3), "a third of"),
    (Fraction(1, 2), "half"),
    (Fraction(2, 3), "two-thirds of"),
    (Fraction(3, 4), "three-quarters of"),
    (Fraction(1), "as much as"),
    (Fraction(2), "twice"),
    (Fraction(3), "three times"),
    (Fraction(4), "four times"),
    (Fraction(5), "five times"),
    (Fraction(6), "six times"),
    (Fraction(10), "ten times"),
)


def _with_unit(number: str, words: UnitWords, *, singular: bool) -> str:
    unit = words.one if singular else words.many
    sign, digits = ("−", number[1:]) if number.startswith("−") else ("", number)
    gap = "" if words.tight or not unit else "\u00a0" if words.before else " "
    return f"{sign}{words.before}{digits}{gap}{unit}"


def _rising(size: Fraction) -> str:
    for limit, word in _RISES:
        if size < limit:
            return word
    name = [word for least, word in _MULTIPLES if size >= least][-1]
    exact = any(size == least for least, _ in _MULTIPLES)
    return name if exact else f"more than {name}"


def _falling(size: Fraction) -> str:
    for limit, word in _FALLS:
        if size < limit:
            return word
    return "halved" if size == 50 else "more than halved"  # noqa: PLR2004


TITLES = {
    "total": "{measure}, total",
    "total_of": "{measure}, total of {names}",
    "sum_over": "{measure}, sum of {count} periods",
    "weighted_mean": "{measure}: mean weighted by {weight}",
    "unweighted_mean": "{measure}: unweighted mean of {count} members",
    "change": "{measure}: change since {since}",
    "mean": "{measure}: mean of {count} periods",
    "difference": "{one} minus {other}",
    "ratio": "{one} relative to {other}",
    "per": "{one} per {other}",
    "gap": "{measure}: gap to target",
    "growth_rate": "{measure}: average annual growth since {since}",
    "index": "{measure} ({base} = 100)",
    "contribution": "{owner} contribution to growth of {within}",
    "share": "{owner} share of {within}",
    "share_of_several": "Share of {names} in {within}",
    "rank": "{owner} rank in {within}",
    "place": "{ordinal} in {within}",
    "hhi": "Concentration of {within} (HHI)",
    "top": "Share of the {count} largest in {within}",
    "formula": "{formula}",
}
"""What computed figures are called, where the author does not say."""


def owner(name: str) -> str:
    """A name in the possessive: ``China’s``, ``United States’``."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def closed(title: str) -> str:
    """A title before a verb: one with a comma in it is closed by another."""
    return f"{title}," if ", " in title else title


def within(title: str) -> str:
    """A title inside another: its capital falls away if its first word is a common one."""
    first, gap, rest = title.partition(" ")
    if first[1:].islower() or not first[1:]:
        return f"{first[:1].lower()}{first[1:]}{gap}{rest}"
    return title
