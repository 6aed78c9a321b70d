"""The sampling error of an estimate, and whether two estimates differ by more than it.

Source of the test: U.S. Census Bureau, *Understanding and Using American Community Survey Data*
(2020), chapter 7: the difference of two estimates is significant where it is larger in size than the
critical value times the square root of the sum of their squared standard errors. Estimates are taken
as independent, which makes the test careful for repeated samples.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

CRITICAL: Mapping[int, Fraction] = {
    90: Fraction("1.645"),
    95: Fraction("1.960"),
    99: Fraction("2.576"),
}
"""Two-sided critical values of the normal distribution by level of confidence in percent."""


@dataclass(frozen=True, slots=True)
class SamplingError:
    """The standard error of an estimate, and the level at which its source judges differences."""

    standard_error: Fraction
    level: int
    """90, 95 or 99 percent."""

    @classmethod
    def of_margin(cls, margin: Fraction, level: int) -> SamplingError:
        """From half the width of the interval of confidence."""
        return cls(abs(margin) / CRITICAL[level], level)

    @property
    def margin(self) -> Fraction:
        """Half the width of the interval of confidence at its level."""
        return self.standard_error * CRITICAL[self.level]


def is_significant(
    difference: Fraction, one: SamplingError | None, other: SamplingError | None
) -> bool | None:
    """Whether two estimates differ by more than their sampling error; ``None`` where none is known.

    An estimate whose error is not known counts as exact; the stricter of two levels decides.
    """
    known = [error for error in (one, other) if error is not None]
    if not known:
        return None
    variance = sum(error.standard_error**2 for error in known)
    critical = CRITICAL[max(error.level for error in known)]
    return difference**2 > critical**2 * variance
