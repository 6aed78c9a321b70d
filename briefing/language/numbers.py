"""Numbers as a locale writes them: from a quantity to printed text."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import cache

from briefing.core.interval import Interval
from briefing.core.quantity import Quantity
from briefing.language.locale_data import long_date, number_form_of

_MOST_DIGITS = 6
_SIGNIFICANT = 3


def printed_digits(value: Fraction) -> int:
    """How many decimals an exact value has, at most six: 2 for 0.25, 0 for 45,000."""
    digits = 0
    while digits < _MOST_DIGITS and (value * 10**digits).denominator != 1:
        digits += 1
    return digits


def fitting_digits(value: Fraction) -> int:
    """Decimals for a computed value, so that about three digits are told: 8.2, 0.41, 1,153."""
    size = abs(value)
    if size == 0 or size >= 10 ** (_SIGNIFICANT - 1):
        return 0
    digits = 1
    while size * 10**digits < 10 and digits < _MOST_DIGITS:  # noqa: PLR2004
        digits += 1
    return digits


@cache
def format_number(value: Fraction, digits: int, locale: str = "en_US") -> str:
    """Digits with the locale's separators and a true minus sign: ``−3.4``, ``45,000``."""
    return number_form_of(locale).format(value, digits)


def format_quantity(quantity: Quantity, digits: int | None = None, locale: str = "en_US") -> str:
    """The number alone, without unit: ``45,000``, ``>95``, ``50–300``, ``withheld`` is not said here.

    A bound is written with its sign, a range with an en dash; a quantity of which nothing is
    known gives an empty text.
    """
    if quantity.value is not None:
        places = digits if digits is not None else _places(quantity)
        return format_number(quantity.value, places, locale)
    return format_bounds(quantity.bounds, digits, locale)


def format_bounds(bounds: Interval, digits: int | None = None, locale: str = "en_US") -> str:
    """Bounds as tables write them: ``>95``, ``<½`` as ``<0.5``, ``50–300``."""

    def number(value: Fraction) -> str:
        exact = printed_digits(value)
        places = digits if digits is not None else min(exact, max(fitting_digits(value), 1))
        return format_number(value, places, locale)

    low, high = bounds.low, bounds.high
    if low is not None and high is not None:
        if low == high:
            return number(low)
        if _is_cap(bounds):
            return f"{'>' if bounds.low_open else '≥'}{number(low)}"
        if low == 0 and bounds.high_open:
            return f"<{number(high)}"
        dash = "–" if low >= 0 else " to "
        return f"{number(low)}{dash}{number(high)}"
    if low is not None:
        return f"{'>' if bounds.low_open else '≥'}{number(low)}"
    if high is not None:
        return f"{'<' if bounds.high_open else '≤'}{number(high)}"
    return ""


def format_day(day: date, locale: str = "en_US") -> str:
    """A date in full: ``January 31, 2025``."""
    return long_date(day, "en", locale)


def _is_cap(bounds: Interval) -> bool:
    """Whether the upper end is just the most that can be, as in ``>95`` percent."""
    return bounds.high == 100 and not bounds.high_open and bounds.low_open  # noqa: PLR2004


def _places(quantity: Quantity) -> int:
    """Decimals of a value whose config does not say: as printed, or three digits if computed."""
    value, rounding = quantity.value, quantity.rounding
    assert value is not None
    if rounding.low is not None and rounding.high is not None:
        step = rounding.high - rounding.low
        for digits in range(1, _MOST_DIGITS + 1):
            if step * 10**digits == 1:
                return digits
    return min(printed_digits(value), fitting_digits(value))
