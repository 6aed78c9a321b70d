"""What Babel knows of a locale: the form of its numbers, money, dates, months, and plurals.

Babel's one home. The locale says how figures and dates are written, the language which words stand
in them: an English brief with German numbers has English months.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import get_currency_name, get_currency_symbol, is_currency

from briefing.core.library_calls import library_call
from briefing.core.number_form import NumberForm
from briefing.core.problems import Refusal

MINUS = "−"
"""The true minus sign, which stands in print wherever a locale types a hyphen."""
_DIRECTION_MARKS = {ord("\u200e"): None, ord("\u200f"): None}
_PERCENT = re.compile(r"([^#0]*)[#,.0]+([^#0]*)")


class UnknownLocale(Refusal):
    """No such locale; the message says so."""


@dataclass(frozen=True, slots=True)
class MoneyForm:
    """Where a locale puts the sign of a currency."""

    is_before: bool
    """Whether the sign stands before the number: ``$5``, else ``5 $``."""
    gap: str
    """What stands between them."""


@cache
def number_form_of(locale: str) -> NumberForm:
    """The form of numbers in a locale; raises :class:`UnknownLocale`."""
    found = _locale(locale)
    symbols = found.number_symbols["latn"]
    first, later = found.decimal_formats[None].grouping
    pattern = _PERCENT.fullmatch(found.percent_formats[None].pattern.split(";")[0])
    assert pattern is not None
    sign = str(symbols["percentSign"]).translate(_DIRECTION_MARKS)
    return NumberForm(
        decimal=str(symbols["decimal"]),
        group=str(symbols["group"]),
        group_sizes=(first, later),
        minus=MINUS,
        percent=(pattern[1].replace("%", sign), pattern[2].replace("%", sign)),
    )


@cache
def money_form_of(locale: str) -> MoneyForm:
    """Where money has its sign in a locale."""
    pattern = _locale(locale).currency_formats["standard"].pattern.split(";")[0]
    pattern = pattern.translate(_DIRECTION_MARKS)
    is_before = pattern.index("¤") < pattern.index("0")
    return MoneyForm(is_before, "\u00a0" if "\u00a0" in pattern else "")


@cache
def currency_sign(code: str, locale: str) -> str | None:
    """The sign of a currency: ``$``, ``€``, ``US$``; ``None`` where the code is no currency's."""
    return get_currency_symbol(code, _locale(locale)) if is_currency(code) else None


def plural_of(number: Decimal, language: str) -> str:
    """The plural category of a number as printed: ``one``, ``few``, ``other``."""
    return str(Locale.parse(language).plural_form(number))


def ordinal_category(number: int, language: str) -> str:
    """The category of a rank: ``one`` for 21st, ``two`` for 22nd."""
    return str(Locale.parse(language).ordinal_form(number))


@dataclass(frozen=True, slots=True)
class Notation:
    """Dates and money in the words of a language and the order of a locale."""

    language: str
    locale: str

    def long_date(self, day: date) -> str:
        """A date in full: ``January 31, 2025``, ``31 January 2025``."""
        return str(format_date(day, format="long", locale=self._words))

    def medium_date(self, day: date) -> str:
        """A date where room is scarce: ``Jan 31, 2025``, ``31 Jan 2025``."""
        return str(format_date(day, format="medium", locale=self._words))

    def is_date(self, words: str) -> bool:
        """Whether words are a date as it is written here, in full or in short."""
        parts = re.findall(r"\w+", words)
        if len(parts) != len(("day", "month", "year")):
            return False
        rest = {re.sub(r"\d", "0", part) for part in parts if part not in _months(self)}
        return rest in ({"0", "0000"}, {"00", "0000"})

    def month_name(self, number: int, *, short: bool) -> str:
        """A month without its year: ``March``, short ``Mar``."""
        pattern = "LLL" if short else "LLLL"
        return str(format_date(date(2000, number, 1), format=pattern, locale=self._words))

    def month(self, year: int, number: int, *, short: bool) -> str:
        """A month: ``March 2009``, short ``Mar 2009``."""
        skeleton = "yMMM" if short else "yMMMM"
        return str(format_skeleton(skeleton, date(year, number, 1), locale=self._words))

    def currency_sign(self, code: str) -> str | None:
        """The sign of a currency: ``$``, ``€``, ``US$``; ``None`` where the code is no currency's."""
        return currency_sign(code, self.locale)

    def currency_name(self, code: str) -> str:
        """The name of a currency, as of many: ``euros``."""
        return str(get_currency_name(code, count=2, locale=self._words))

    @property
    def money_form(self) -> MoneyForm:
        """Where money has its sign."""
        return money_form_of(self.locale)

    @property
    def _words(self) -> Locale:
        return _words(self.language, self.locale)


def _locale(name: str) -> Locale:
    advice = "write a language and a country: en_US, en_GB, de_DE, fr_FR"
    unknown = UnknownLocale(f"unknown locale '{name}'", advice, code="unknown-locale")
    with library_call(lambda _: unknown):
        return Locale.parse(name)


@cache
def _words(language: str, locale: str) -> Locale:
    """The locale whose words are of the language and whose order is of the place."""
    found = _locale(locale)
    if found.language == language:
        return found
    for name in (f"{language}_{found.territory}", f"{language}_001", language):
        try:
            return Locale.parse(name)
        except UnknownLocaleError:
            continue
    raise UnknownLocale(f"unknown language '{language}'", code="unknown-locale")


@cache
def _months(notation: Notation) -> frozenset[str]:
    """The names of months, in full and short."""
    return frozenset(
        notation.month_name(number, short=short)
        for number in range(1, 13)
        for short in (True, False)
    )


@cache
def territory_names() -> frozenset[str]:
    """The English names of countries and larger regions, and their codes of two letters, small."""
    found = Locale("en").territories
    return frozenset(str(text).casefold() for pair in found.items() for text in pair)


@cache
def country_names(language: str) -> Mapping[str, str]:
    """The names of countries by their codes of two letters (ISO 3166)."""
    found = Locale(language).territories
    return {code: str(name) for code, name in found.items() if len(code) == 2 and code.isalpha()}  # noqa: PLR2004


@cache
def proper_names(language: str) -> frozenset[str]:
    """Names of one word that a language writes with a capital: of countries and of what is theirs.

    ``France``, ``French``.
    """
    known = Locale(language)
    spoken = (name for code, name in known.languages.items() if len(code) == 2)  # noqa: PLR2004
    every = map(str, (*known.territories.values(), *spoken))
    return frozenset(one for one in every if one[:1].isupper() and one[1:].islower())


_OTHER_LANGUAGES = ("de", "fr", "es", "it", "nl", "pt", "pl", "sv", "da", "fi", "nb", "cs")


@cache
def foreign_months() -> frozenset[str]:
    """The names of months in some other languages, small; those that English has too left out."""
    found = {
        str(name).casefold()
        for code in _OTHER_LANGUAGES
        for kind in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for name in Locale(code).months[kind][width].values()
    }
    english = Locale("en").months["format"]
    own = {str(one).casefold() for names in english.values() for one in names.values()}
    return frozenset(found - own)
