"""Quantities in words: with their units in sentences, short in tables and charts, with a sign."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from briefing.core.fact import Fact
from briefing.core.interval import Interval
from briefing.core.nature import Nature, nature_of_unit
from briefing.core.number_form import rounded
from briefing.core.quantity import Quantity
from briefing.core.unit import RANK, Unit
from briefing.language.base import Language
from briefing.language.numbers import digits_of, digits_of_bound, printed_digits
from briefing.language.unit_words import UnitWords, readable, readable_bounds, unit_words

_MORE_DIGITS = 6
"""How many more decimals a figure may be printed with to be told from a limit."""
_Print = Callable[[Fraction, int], str]


def amount(language: Language, quantity: Quantity, digits: int | None = None) -> str:
    """A quantity in a sentence: ``45,000 metric tons``, ``more than 95%``, ``withheld``."""
    if not quantity.tells_something:
        return language.status(quantity.status)
    if quantity.unit == RANK and quantity.value is not None:
        return language.ordinal(quantity.value)
    if quantity.value is not None:
        places = digits_of(quantity) if digits is None else digits
        shown, value, places = readable(quantity.unit, quantity.value, places)
        return unit_words(language, shown).full(value, places)
    shown, bounds = readable_bounds(quantity.unit, quantity.bounds)
    unit = unit_words(language, shown)
    return _bound(language, bounds, digits, unit.beside, _many(unit))


def amount_beside(
    language: Language, quantity: Quantity, limit: Fraction, digits: int | None = None
) -> str:
    """An amount beside one that it is not: with the digits that tell them apart, 50.02% beside 50%."""
    return amount(language, quantity, digits_beside(language, quantity, limit, digits))


def digits_beside(
    language: Language, quantity: Quantity, limit: Fraction, digits: int | None = None
) -> int | None:
    """The decimals that tell an amount from a limit; those that it is printed with, where they do."""
    if quantity.value in {None, limit}:
        return digits
    places = digits_of(quantity) if digits is None else digits
    other = Quantity.exact(limit, quantity.unit)
    for more in range(places, places + _MORE_DIGITS):
        if amount(language, quantity, more) != amount(language, other, more):
            return more
    return places + _MORE_DIGITS


def amount_in(
    language: Language, quantity: Quantity, digits: int | None, unit: Unit, size: Fraction
) -> str:
    """An amount in another scale of its unit, ``size`` times the number, as exact as in its own."""
    words = unit_words(language, unit)
    if quantity.value is not None:
        places = digits_of(quantity) if digits is None else digits
        value = rounded(quantity.value, places) * size
        return words.full(value, max(printed_digits(value), places if size == 1 else 0))
    bounds = quantity.bounds * Interval.point(size)
    return _bound(language, bounds, digits, words.beside, _many(words))


def figure(language: Language, quantity: Quantity, digits: int | None = None) -> str:
    """The number alone, without unit: ``45,000``, ``>95``, ``50–300``; empty where none is known."""
    if quantity.value is not None:
        places = digits_of(quantity) if digits is None else digits
        return language.number(quantity.value, places)
    return _signed_bound(language, quantity.bounds, digits, language.number, language.number)


def beside(language: Language, quantity: Quantity, digits: int | None = None) -> str:
    """An amount beside one that names the unit: ``$41,300``, ``41,600``, ``45%``, ``5 million``.

    What is known only by bounds is told in full, and a rank in words.
    """
    if quantity.value is None or quantity.unit == RANK:
        return amount(language, quantity, digits)
    places = digits_of(quantity) if digits is None else digits
    unit = quantity.unit if quantity.value else readable(quantity.unit, quantity.value, places)[0]
    return unit_words(language, unit).beside(quantity.value, places)


def is_named_after(language: Language, quantity: Quantity) -> bool:
    """Whether a unit follows its number as plain words, so that one of two numbers may go without.

    ``from 41,600 to 45,000 metric tons``; but ``from $130 million to $150 million``.
    """
    if quantity.value is not None:
        places = digits_of(quantity)
        if readable(quantity.unit, quantity.value, places)[0] != quantity.unit:
            return False
    if nature_of_unit(quantity.unit) is Nature.INTERVAL:
        return False  # a degree stands at its number as a sign does
    unit = unit_words(language, quantity.unit)
    return not (unit.sign or unit.is_percent or unit.is_scaled_money)


def in_table(language: Language, fact: Fact) -> str:
    """A fact in a table's cell, without unit: ``45,000``, ``>95``, ``W``."""
    quantity = fact.quantity
    if not quantity.tells_something:
        return language.no_value_mark(quantity.status)
    return figure(language, quantity, fact.digits)


def in_chart(language: Language, fact: Fact) -> str:
    """A fact as a chart prints it, with the sign of its unit where it is short: ``$56``, ``>95%``.

    A scaled currency goes without, since ``$170`` for 170 million would mislead.
    """
    quantity = fact.quantity
    unit = unit_words(language, quantity.unit)
    has_sign = unit.is_percent or (unit.sign and not unit.is_scaled_money)
    if not quantity.tells_something or not has_sign:
        return in_table(language, fact)
    if quantity.value is not None:
        places = digits_of(quantity) if fact.digits is None else fact.digits
        return unit.bare(quantity.value, places)
    return _signed_bound(language, quantity.bounds, fact.digits, _low(unit), unit.bare)


def key_figure(
    language: Language, quantity: Quantity, digits: int | None = None
) -> tuple[str, str]:
    """A figure and the words of its unit, to be set apart: ``("$12.99", "billion")``, ``("98.1%", "of GDP")``."""
    if not quantity.tells_something:
        return language.status(quantity.status), ""
    if quantity.value is not None:
        if quantity.unit == RANK:
            return language.ordinal(quantity.value), ""
        places = digits_of(quantity) if digits is None else digits
        shown, value, places = readable(quantity.unit, quantity.value, places)
        scaled = unit_words(language, shown)
        words = scaled.words(abs(value), places)
        if shown.is_percent and shown.of and not words:
            words = language.term("unit.only_of", what=shown.of)
        return scaled.bare(value, places), words
    shown, bounds = readable_bounds(quantity.unit, quantity.bounds)
    unit = unit_words(language, shown)
    text = _signed_bound(language, bounds, digits, _low(unit), unit.bare)
    return text, unit.words(Fraction(2), 0)


def size_of(language: Language, quantity: Quantity, digits: int | None = None) -> str:
    """A change without its sign: ``8.2%``, ``more than 15 percentage points``."""
    return amount(language, abs(quantity), digits)


def signed(language: Language, quantity: Quantity, digits: int | None = None) -> str:
    """A change with its sign: ``+8.2%``, ``−22 percentage points``, ``−15 to −20%``."""
    size, where = abs(quantity), quantity.direction
    if quantity.value and where not in {"up", "down"}:
        where = "up" if quantity.value > 0 else "down"

    def with_sign(text: str) -> str:
        return language.term(f"signed.{where}", amount=text) if where in {"up", "down"} else text

    if size.value is not None or not size.tells_something or not size.bounds.is_range:
        return with_sign(_sign_or_amount(language, size, digits))
    shown, bounds = readable_bounds(size.unit, size.bounds)
    unit = unit_words(language, shown)
    low, high = bounds.low, bounds.high
    assert low is not None
    assert high is not None
    return language.term(
        "bound.between_negative_sign",
        low=with_sign(unit.beside(low, _places(low, digits))),
        high=with_sign(_many(unit)(high, _places(high, digits))),
    )


def _sign_or_amount(language: Language, size: Quantity, digits: int | None) -> str:
    """An amount; a bound by its sign, ``>8.2%``, so that another sign may stand before it."""
    if size.value is not None or not size.tells_something:
        return amount(language, size, digits)
    shown, bounds = readable_bounds(size.unit, size.bounds)
    unit = unit_words(language, shown)
    return _signed_bound(language, bounds, digits, unit.beside, _many(unit))


def _low(unit: UnitWords) -> _Print:
    """The lower end of a range where room is scarce: the sign of percent follows the upper one."""
    return lambda value, digits: unit.bare(value, digits, percent=False)


def _many(unit: UnitWords) -> _Print:
    return lambda value, digits: unit.full(value, digits, singular=False)


def _bound(
    language: Language, bounds: Interval, digits: int | None, low: _Print, high: _Print
) -> str:
    """Bounds in words: ``more than 95%``, ``between 50 and 300 metric tons``."""
    return _told(language, bounds, digits, low, high, signs=False)


def _signed_bound(
    language: Language, bounds: Interval, digits: int | None, low: _Print, high: _Print
) -> str:
    """Bounds by signs: ``>95``, ``<0.5``, ``50–300``."""
    return _told(language, bounds, digits, low, high, signs=True)


def _told(
    language: Language,
    bounds: Interval,
    digits: int | None,
    low: _Print,
    high: _Print,
    *,
    signs: bool,
) -> str:
    end = "_sign" if signs else ""
    first = None if bounds.low is None else _outward(bounds.low, digits, up=False)
    last = None if bounds.high is None else _outward(bounds.high, digits, up=True)
    if first is not None and last is not None and bounds.opens == "no":
        if first == last:
            return high(first, _places(first, digits))
        key = "between_negative" if signs and first < 0 else "between"
        return language.term(
            f"bound.{key}{end}",
            low=low(first, _places(first, digits)),
            high=high(last, _places(last, digits)),
        )
    if first is not None and bounds.opens == "up":
        key = "above" if bounds.low_open else "at_least"
        return language.term(f"bound.{key}{end}", amount=high(first, _places(first, digits)))
    if last is not None and bounds.opens == "down":
        key = "below" if bounds.high_open else "at_most"
        return language.term(f"bound.{key}{end}", amount=high(last, _places(last, digits)))
    return ""


def _outward(value: Fraction, digits: int | None, *, up: bool) -> Fraction:
    """The end of a bound with the digits that are printed, never within it: more than 15.7%."""
    scale = 10 ** _places(value, digits)
    whole = -(-value * scale // 1) if up else value * scale // 1
    return Fraction(whole, scale)


def _places(value: Fraction, digits: int | None) -> int:
    return digits_of_bound(value) if digits is None else digits
