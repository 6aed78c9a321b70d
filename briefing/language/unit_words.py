"""How units are written around a number: a unit to its words and signs in a language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from briefing.core.interval import Interval
from briefing.core.nature import Nature, nature_of_unit
from briefing.core.number_form import rounded
from briefing.core.quantity import Quantity
from briefing.core.unit import PERCENT, Unit
from briefing.core.unit_codes import group_of, scale_of
from briefing.language.base import Language
from briefing.language.locale_data import MoneyForm
from briefing.language.numbers import printed_digits
from briefing.language.term_file import Entry

_ORDER = ("", "thousand", "million", "billion", "trillion")
_UNSCALED = frozenset({"1", "percent", "percentage point", "index", "rank", "rank place", "year"})
_TOO_MANY, _MILLION, _ROUND_COUNT = 10_000, 1_000_000, 10_000
_LEAST_GREATEST = 10
"""What the greatest figure of a column is at least in the unit of its head."""
_HARD_SPACE = "\u00a0"
_SCALES = ("thousand", "million", "billion", "trillion", "lakh", "crore")


@dataclass(frozen=True, slots=True)
class UnitWords:
    """How one unit is written around a number."""

    language: Language
    name: Entry
    """What follows the number, by its plural: ``metric tons``; of money its scale: ``million``."""
    short: str
    """``t``, for tables and axes."""
    sign: str = ""
    """The sign of a currency: ``$``."""
    per: str = ""
    """Of money for a measure: ``per kilogram``."""
    is_percent: bool = False
    scale: str = ""
    """What the number counts in, where that is no unit of its own: ``million``."""
    is_degree: bool = False
    """Whether the name stands at its number as a sign does: ``°C``."""

    def full(self, value: Fraction, digits: int, *, singular: bool = True) -> str:
        """The number with all its words: ``−$5 million``, ``45%``, ``1 metric ton``.

        Without ``singular`` the words are those of many, whatever the number is.
        """
        many = Fraction(2)
        words = self.words(abs(rounded(value, digits)) if singular else many, digits)
        number = self.language.number(abs(value), digits)
        minus = self.language.number_form.minus if rounded(value, digits) < 0 else ""
        if self.is_percent:
            number = self.language.number_form.in_percent(number)
        if self.sign and self.money.is_before:
            number = f"{self.sign}{self._gap}{number}"
        if not words:
            return f"{minus}{number}"
        return f"{minus}{number}{_HARD_SPACE if self.sign or self.is_degree else ' '}{words}"

    def bare(self, value: Fraction, digits: int, *, percent: bool = True) -> str:
        """The number with no more than its sign: ``−$5``, ``45%`` (``45`` without ``percent``)."""
        number = self.language.number(abs(value), digits)
        if self.is_percent and percent:
            number = self.language.number_form.in_percent(number)
        if self.sign and self.money.is_before:
            number = f"{self.sign}{self._gap}{number}"
        minus = self.language.number_form.minus if rounded(value, digits) < 0 else ""
        return f"{minus}{number}"

    def beside(self, value: Fraction, digits: int) -> str:
        """The number with its sign and magnitude, before one with all words: ``$5 million``, ``45%``."""
        number = self.bare(value, digits)
        if self.is_degree or (self.sign and not self.money.is_before):
            return self.full(value, digits)
        return _HARD_SPACE.join(part for part in (number, self.scale) if part)

    def words(self, value: Fraction, digits: int) -> str:
        """What stands after the bare number: ``metric tons``, ``million``, ``million $``."""
        name = self.language.form_of(self.name, value, digits)
        after = "" if self.money.is_before else self.sign
        return _HARD_SPACE.join(part for part in (name, after, self.per) if part)

    @property
    def _gap(self) -> str:
        """What parts the sign of a currency from its number: of letters, a space (CLDR, part 3, 4.3)."""
        return self.money.gap or (_HARD_SPACE if self.sign[-1:].isalpha() else "")

    @property
    def money(self) -> MoneyForm:
        """Where the sign of a currency stands."""
        return self.language.notation.money_form

    @property
    def is_scaled_money(self) -> bool:
        """Whether it is money in thousands, millions, billions: ``$170`` alone would mislead."""
        return bool(self.sign and self.name)


def unit_words(language: Language, unit: Unit) -> UnitWords:
    """The words of a unit; one that has none of its own is written by its code."""
    if unit.is_percent:
        return UnitWords(language, "", language.number_form.in_percent("").strip(), is_percent=True)
    if money := _money(language, unit):
        return money
    key = f"unit.name.{unit.code}"
    if (name := language.own(key)) is not None:
        scale, _ = scale_of(unit.code)
        return UnitWords(
            language,
            name,
            _short(language, unit.code),
            scale=language.term(f"unit.scale.{scale}") if scale else "",
            is_degree=nature_of_unit(unit) is Nature.INTERVAL,
        )
    if unit.code.startswith("per "):
        each = language.number(Fraction(unit.code.removeprefix("per ")), 0)
        words = language.term("unit.per_so_many", count=each)
        return UnitWords(language, words, words)
    top, _, bottom = unit.code.partition("/")
    if bottom:
        above, below = unit_words(language, Unit(top)), unit_words(language, Unit(bottom))
        one = _one(language, bottom)
        key = "unit.per_short" if above.short else "unit.only_per"
        short = language.term(key, unit=above.short, other=_short_of(below, one))
        name = _each(language, above.name, one)
        return UnitWords(language, name, short, is_percent=above.is_percent, scale=above.scale)
    base, count = group_of(unit.code)
    if count > 1:
        return _group(language, base, count)
    scale, base = scale_of(unit.code)
    if scale and language.own(f"unit.name.{base}") is not None:
        return _scaled(language, scale, base)
    plain = _powers(unit.code)
    return UnitWords(language, plain, plain)


def _powers(code: str) -> str:
    """A code as one writes it where no words are: ``µg/m³``."""
    return code.replace("**2", "²").replace("**3", "³").replace("*", "·")


def _group(language: Language, base: str, count: int) -> UnitWords:
    """So many of a unit, below a rate: ``100,000 people``."""
    words, number = unit_words(language, Unit(base)), language.number(Fraction(count), 0)
    name = language.term("unit.scaled", scale=number, unit=words.words(Fraction(2), 0))
    return UnitWords(language, name, language.term("unit.scaled", scale=number, unit=words.short))


def _scaled(language: Language, scale: str, base: str) -> UnitWords:
    """The words of a unit in thousands or more: ``million metric tons``."""
    word = language.term(f"unit.scale.{scale}")
    name = unit_words(language, Unit(base)).words(Fraction(2), 0)
    short = _short(language, base)
    return UnitWords(
        language,
        language.term("unit.scaled", scale=word, unit=name) if name else word,
        language.term("unit.scaled", scale=word, unit=short) if short else word,
        scale=word,
    )


def readable(unit: Unit, value: Fraction, digits: int) -> tuple[Unit, Fraction, int]:
    """An amount in the scale in which one reads it, exact: 12,000 thousand tons are 12 million tons.

    From 10,000 thousand (million, billion) on, the next scale; a plain count from a million on, where
    no more than two decimals of a million would be printed. Nothing has no scale: $0, not $0 million.
    Rates, shares and prices stay as they are.
    """
    if "/" in unit.code or unit.code in _UNSCALED or unit.code.startswith("per "):
        return unit, value, digits
    scale, base = scale_of(unit.code)
    if scale and not value and not digits:
        return Unit(base, unit.of), value, digits
    if scale == "lakh" and abs(value) >= _TOO_MANY:
        size = rounded(value, digits) / 100
        return Unit(f"crore {base}", unit.of), size, printed_digits(size)
    if scale not in _ORDER:
        return unit, value, digits
    rank, size = _ORDER.index(scale), value
    if rank == 0:
        shown = rounded(value, digits)
        if abs(shown) < _MILLION or (shown / _ROUND_COUNT).denominator != 1:
            return unit, value, digits
        rank, size = 2, shown / _MILLION
    while 0 < rank < len(_ORDER) - 1 and abs(size) >= _TOO_MANY:
        size, rank = (rounded(size, digits) if size is value else size) / 1000, rank + 1
    if _ORDER[rank] == scale:
        return unit, value, digits
    return Unit(f"{_ORDER[rank]} {base}", unit.of), size, printed_digits(size)


def column_unit(unit: Unit, values: Sequence[tuple[Fraction, int]]) -> tuple[Unit, int]:
    """The unit and the decimals in which a column of figures is printed, for values with theirs.

    From 10,000 thousand (million, billion) and from a million of a plain count on, the largest scale
    in which the greatest is 10 at least and no figure loses a digit, with one decimal at most:
    1,200,000 and 450,000 t are 1,200 and 450 thousand t.
    """
    decimals = {digits for _, digits in values}
    digits = max(decimals, default=0) if len(decimals) < 2 else min(max(decimals), 1)  # noqa: PLR2004
    scale, base = scale_of(unit.code)
    greatest = max((abs(value) for value, _ in values), default=Fraction(0))
    is_scaled = not ("/" in unit.code or unit.code in _UNSCALED or unit.code.startswith("per "))
    if not is_scaled or scale not in _ORDER or greatest < (_TOO_MANY if scale else _MILLION):
        return unit, digits
    printed, size, found = [rounded(*one) for one in values], 1, (unit, digits)
    for larger in _ORDER[_ORDER.index(scale) + 1 :]:
        size *= 1000
        needed = max(printed_digits(value / size) for value in printed)
        if needed <= 1 and greatest / size >= _LEAST_GREATEST:
            found = Unit(f"{larger} {base}", unit.of), needed
    return found


def reads_in_another_scale(quantity: Quantity) -> bool:
    """Whether an amount of a scaled unit is printed in another scale: 13,325 billion as 13.3 trillion."""
    if quantity.value is None or not scale_of(quantity.unit.code)[0]:
        return False
    digits = printed_digits(quantity.value)
    return readable(quantity.unit, quantity.value, digits)[0] != quantity.unit


def readable_bounds(unit: Unit, bounds: Interval) -> tuple[Unit, Interval]:
    """Bounds in the scale in which one reads the greater end: between $6.5 and $13 trillion."""
    ends = [end for end in (bounds.low, bounds.high) if end is not None]
    if not ends:
        return unit, bounds
    most = max(ends, key=abs)
    shown, value, _ = readable(unit, most, printed_digits(most))
    if shown == unit or not most:
        return shown, bounds
    return shown, bounds * Interval.point(value / most)


def short_unit(language: Language, unit: Unit) -> str:
    """A unit in the head of a row or column, with what it is of: ``t REO``, ``% of GDP``."""
    short = unit_words(language, unit).short
    if not short or not unit.of:
        return short
    key = "unit.of_percent" if unit.is_percent else "unit.of_short"
    return language.term(key, unit=short, what=unit.of)


def says_unit(language: Language, title: str, unit: str) -> bool:
    """Whether a title names a unit in these words: ``Debt (% of GDP)`` that it is in percent of GDP."""
    sign, word = unit_words(language, PERCENT).short, unit_phrase(language, PERCENT)
    plain = [text.casefold().replace(",", "").replace(sign, word) for text in (title, unit)]
    return bool(unit) and re.search(rf"(?<!\w){re.escape(plain[1])}(?!\w)", plain[0]) is not None


def unit_left(language: Language, title: str, unit: str) -> str:
    """What a title leaves to say of a unit in these words: all, nothing, or how it is scaled.

    ``Trips`` in ``thousand trips`` are "Trips, thousands".
    """
    if says_unit(language, title, unit):
        return ""
    for scale in _SCALES:
        noun = unit.removeprefix(f"{language.term(f'unit.scale.{scale}')} ")
        if noun != unit and says_unit(language, title, noun):
            return language.term(f"unit.scales.{scale}")
    return unit


def unit_phrase(language: Language, unit: Unit) -> str:
    """A unit beside an axis: ``metric tons of REO``, ``U.S. dollars per kilogram``, ``percent of GDP``."""
    if (own := language.own(f"unit.axis.{unit.code}")) is not None:
        phrase = language.form_of(own, Fraction(2), 0)
        if unit.is_percent and unit.of:
            return language.term("unit.of", unit=phrase, what=unit.of)
        return phrase
    scale, currency, bottom = _parts(language, unit)
    if currency:
        phrase = _currency(language, currency)
        if scale:
            scale = language.term(f"unit.scale.{scale}")
            phrase = language.term("unit.scaled", scale=scale, unit=phrase)
        if bottom:
            phrase = language.term("unit.per", unit=phrase, other=_one(language, bottom))
    else:
        phrase = unit_words(language, unit).words(Fraction(2), 0)
    return language.term("unit.of", unit=phrase, what=unit.of) if unit.of and phrase else phrase


def _money(language: Language, unit: Unit) -> UnitWords | None:
    """The words of a currency, in thousands or more, or for a measure; ``None`` of other units."""
    scale, currency, bottom = _parts(language, unit)
    sign = language.notation.currency_sign(currency) if currency else None
    if sign is None:
        return None
    name = language.term(f"unit.scale.{scale}") if scale else ""
    short = language.term("unit.scaled", scale=name, unit=sign) if name else sign
    if not bottom:
        return UnitWords(language, name, short, sign, scale=name)
    one = _one(language, bottom)
    other = _short_of(unit_words(language, Unit(bottom)), one)
    short = language.term("unit.per_short", unit=short, other=other)
    per = language.term("unit.only_per", other=one)
    return UnitWords(language, name, short, sign, per, scale=name)


def _parts(language: Language, unit: Unit) -> tuple[str, str, str]:
    """Scale, currency and measure of a code: ``("million", "USD", "kg")``; no money, no currency."""
    top, _, bottom = unit.code.partition("/")
    scale, _, currency = top.rpartition(" ")
    is_money = language.notation.currency_sign(currency) is not None
    if not is_money or (scale and language.own(f"unit.scale.{scale}") is None):
        return "", "", ""
    return scale, currency, bottom


def _one(language: Language, code: str) -> str:
    """One of a unit: ``kilogram``; the code where it has no word."""
    word = language.own(f"unit.each.{code}")
    return str(word or unit_words(language, Unit(code)).words(Fraction(1), 0) or code)


def _short_of(below: UnitWords, one: str) -> str:
    """What stands after a stroke: ``kg``; the word for one where the short word is that for many."""
    return one if below.short in {"", below.words(Fraction(2), 0)} else below.short


def _currency(language: Language, code: str) -> str:
    key = f"currency.{code}"
    if language.own(key) is not None:
        return language.term(key)
    return language.notation.currency_name(code)


def _short(language: Language, code: str) -> str:
    key = f"unit.short.{code}"
    if language.own(key) is not None:
        return language.term(key)
    name = language.own(f"unit.name.{code}")
    return str(name.get("other", code)) if isinstance(name, Mapping) else code


def _each(language: Language, name: Entry, per: str) -> Entry:
    """A name for a measure, in each of its plural forms."""
    if isinstance(name, Mapping):
        return {
            category: language.term("unit.per", unit=text, other=per)
            for category, text in name.items()
        }
    if not name:
        return language.term("unit.only_per", other=per)
    return language.term("unit.per", unit=str(name), other=per)
