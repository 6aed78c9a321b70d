"""How many decimals a number is told with, where nobody says."""

from __future__ import annotations

from fractions import Fraction

from briefing.core.quantity import Quantity

_MOST_DIGITS = 15
_SIGNIFICANT = 3
_PLAIN_DIGITS = 3
"""So many decimals are printed as they are."""
_FOUR_DIGITS = 1000
_NOISE = 6
"""So many decimals, behind as many digits, are what a program computed, not what anybody measured."""
_DIGITS_OF_STEPS = {10**digits: digits for digits in range(1, _MOST_DIGITS + 1)}
"""How many decimals a number has whose last digit counts one part in so many."""


def printed_digits(value: Fraction) -> int:
    """How many decimals an exact value has, at most fifteen: 2 for 0.25, 0 for 45,000."""
    digits = 0
    while digits < _MOST_DIGITS and 10**digits % value.denominator:
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


def digits_of_bound(value: Fraction) -> int:
    """Decimals of the end of a bound: as many as it has up to three, more within what fits.

    One at least, but of what has four digits before the point and was computed: none.
    """
    printed = printed_digits(value)
    if printed <= _PLAIN_DIGITS:
        return printed
    return min(printed, max(fitting_digits(value), int(abs(value) < _FOUR_DIGITS)))


def _without_noise(value: Fraction, digits: int) -> int:
    """Decimals of a value whose column has so many: programs write 9.94828987 where 9.95 is known."""
    size = abs(value)
    if digits < _NOISE or size * 10**digits < 10**_NOISE:
        return digits
    if size < 1:
        return fitting_digits(value)
    return 2 if size < 100 else 1 if size < 1000 else 0  # noqa: PLR2004


def digits_of(quantity: Quantity) -> int:
    """Decimals of a known value: as printed, or three digits if computed."""
    value, rounding = quantity.value, quantity.rounding
    assert value is not None
    if rounding.low is not None and rounding.high is not None:
        step = rounding.high - rounding.low
        if step.numerator == 1 and (digits := _DIGITS_OF_STEPS.get(step.denominator)):
            return _without_noise(value, digits)
    return min(printed_digits(value), fitting_digits(value))
