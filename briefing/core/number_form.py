"""How a locale writes a number: its separators, groups, minus and percent, as plain values.

A language fills it from the locale; whoever prints a number formats it through this one way, so
that writers of pages and painters of axes need to know no locale.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class NumberForm:
    """The form of numbers in one locale."""

    decimal: str
    """What stands before the decimals: ``.`` or ``,``."""
    group: str
    """What stands between groups of digits: ``,``, ``.``, or a narrow space."""
    group_sizes: tuple[int, int]
    """Digits of the group before the decimals and of those before it: (3, 3), in India (3, 2)."""
    minus: str
    """The sign of a negative number."""
    percent: tuple[str, str]
    """What stands before and after a number in percent: ``("", "%")``, ``("", " %")``."""

    def format(self, value: Fraction, digits: int) -> str:
        """The number with so many decimals, rounded half away from zero: ``−3.4``, ``45,000``."""
        near = _last_digits(value, digits)
        plain = str(abs(near)).rjust(digits + 1, "0")
        whole, decimals = (plain[:-digits], plain[-digits:]) if digits else (plain, "")
        sign = self.minus if near < 0 else ""
        return f"{sign}{self._grouped(whole)}{self.decimal if digits else ''}{decimals}"

    def in_percent(self, number: str) -> str:
        """A printed number as a percentage: ``45%``, ``45 %``."""
        before, after = self.percent
        return f"{before}{number}{after}"

    def _grouped(self, whole: str) -> str:
        size, later = self.group_sizes
        groups = []
        while len(whole) > size:
            groups.append(whole[-size:])
            whole, size = whole[:-size], later
        return self.group.join([whole, *reversed(groups)])


PLAIN = NumberForm(decimal=".", group=",", group_sizes=(3, 3), minus="−", percent=("", "%"))
"""The form of a plot that no language has worded yet."""


def rounded(value: Fraction, digits: int) -> Fraction:
    """The value rounded half away from zero to ``digits`` decimals, exact."""
    return Fraction(_last_digits(value, digits), 10**digits)


def _last_digits(value: Fraction, digits: int) -> int:
    """How many units of its last printed digit a rounded value has: 34 of 3.4."""
    scaled, parts = abs(value.numerator) * 10**digits, value.denominator
    whole: int = (2 * scaled + parts) // (2 * parts)
    return whole if value.numerator >= 0 else -whole
