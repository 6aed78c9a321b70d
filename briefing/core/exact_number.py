"""Texts in digits to exact numbers, within the budgets for digits and exponents."""

from __future__ import annotations

import re
from fractions import Fraction

from briefing.core.budgets import Budget, BudgetSpent

_EXPONENT = re.compile(r"[eE]([-+]?\d+)\s*$")


def exact_number(text: str) -> Fraction:
    """The number that a text says, commas for thousands or none.

    Raises :class:`~briefing.core.budgets.BudgetSpent` where it has too many digits or too great an
    exponent, ``ValueError`` where it is no number and ``ZeroDivisionError`` of ``1/0``.
    """
    Budget.DIGITS.check(sum(map(str.isdecimal, text)))
    if match := _EXPONENT.search(text):
        Budget.EXPONENT.check(abs(int(match[1])))
    return Fraction(text.replace(",", "").replace("−", "-"))


def step_of(text: str) -> Fraction:
    """What the last significant digit counts; an integer's trailing zeros are not significant."""
    digits = text.replace(",", "").lstrip("-−+")
    whole, dot, decimals = digits.partition(".")
    if dot:
        return Fraction(1, 10 ** len(decimals))
    significant = whole.rstrip("0")
    if not significant:
        return Fraction(1)
    return Fraction(10 ** (len(whole) - len(significant)))


def check_size(number: Fraction) -> None:
    """Raise :class:`~briefing.core.budgets.BudgetSpent` where a calculated number has grown too long."""
    bits = max(number.numerator.bit_length(), number.denominator.bit_length())
    if (digits := bits * 301 // 1000) > Budget.RESULT.most:  # log10(2)
        raise BudgetSpent(Budget.RESULT, digits)
