"""Periods: years, fiscal years, quarters, months, and spans of years, with their order.

The codes are those of SDMX (``2024``, ``2024-Q1``, ``2024-03``), with ``FY2024`` for a fiscal year
and ISO 8601's ``2020/2023`` for a span.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import total_ordering

from briefing.core.problems import Refusal


class Frequency(Enum):
    """How long a period lasts; the values are SDMX ``CL_FREQ`` codes where it has one."""

    ANNUAL = "A"
    FISCAL = "FY"
    QUARTERLY = "Q"
    MONTHLY = "M"
    SPAN = "SPAN"


_PER_YEAR = {
    Frequency.ANNUAL: 1,
    Frequency.FISCAL: 1,
    Frequency.QUARTERLY: 4,
    Frequency.MONTHLY: 12,
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time that an observation is about.

    ``part`` is the quarter (1 to 4) or month (1 to 12), and 1 for the others; ``last_year`` is
    the end of a span.
    """

    frequency: Frequency
    year: int
    part: int = 1
    last_year: int | None = None

    @property
    def code(self) -> str:
        """The period as SDMX writes it; unique, and read back by :func:`parse_period`."""
        match self.frequency:
            case Frequency.ANNUAL:
                return f"{self.year:04d}"
            case Frequency.FISCAL:
                return f"FY{self.year:04d}"
            case Frequency.QUARTERLY:
                return f"{self.year:04d}-Q{self.part}"
            case Frequency.MONTHLY:
                return f"{self.year:04d}-{self.part:02d}"
            case Frequency.SPAN:
                return f"{self.year:04d}/{self.last_year:04d}"

    def __str__(self) -> str:
        """The code."""
        return self.code

    def __lt__(self, other: Period) -> bool:
        """Earlier, by the year and then by the part; frequencies interleave by their start."""
        return self._order < other._order

    @property
    def _order(self) -> tuple[float, int, str]:
        start = self.year + (self.part - 1) / _PER_YEAR.get(self.frequency, 1)
        return start, self.last_year or self.year, self.frequency.value

    @property
    def part_of_year(self) -> int:
        """How many periods its year has had with it: 3 for the third quarter; 1 for a year."""
        return max(1, self.part)

    def shifted(self, steps: int) -> Period:
        """The period ``steps`` later (earlier if negative); a span moves by its own length."""
        if self.frequency is Frequency.SPAN:
            width = (self.last_year or self.year) - self.year + 1
            move = steps * width
            return Period(self.frequency, self.year + move, 1, (self.last_year or self.year) + move)
        per_year = _PER_YEAR[self.frequency]
        ordinal = self.year * per_year + self.part - 1 + steps
        return Period(self.frequency, ordinal // per_year, ordinal % per_year + 1)

    def steps_since(self, earlier: Period) -> int:
        """How many periods lie between; both must have the same frequency."""
        if self.frequency is not earlier.frequency:
            raise ValueError(f"{self} and {earlier} are of different lengths")
        if self.frequency is Frequency.SPAN:
            width = (self.last_year or self.year) - self.year + 1
            return (self.year - earlier.year) // width
        per_year = _PER_YEAR[self.frequency]
        return (self.year - earlier.year) * per_year + self.part - earlier.part

    def a_year_before(self) -> Period:
        """The same part of the year before."""
        return self.shifted(-_PER_YEAR.get(self.frequency, 1))


_PATTERNS: tuple[tuple[re.Pattern[str], Frequency], ...] = (
    (re.compile(r"(?P<y>\d{4})(?:\.0)?"), Frequency.ANNUAL),
    (re.compile(r"(?:FY|fiscal year)\s*(?P<y>\d{4})", re.IGNORECASE), Frequency.FISCAL),
    (re.compile(r"(?P<y>\d{4})[-\s:]?Q(?P<p>[1-4])", re.IGNORECASE), Frequency.QUARTERLY),
    (re.compile(r"Q(?P<p>[1-4])[-\s]?(?P<y>\d{4})", re.IGNORECASE), Frequency.QUARTERLY),
    (re.compile(r"(?P<y>\d{4})[-M](?P<p>0[1-9]|1[0-2])(?:-01)?"), Frequency.MONTHLY),
    (re.compile(r"(?P<m>[A-Za-z]{3,9})\.?[-\s](?P<y>\d{4})"), Frequency.MONTHLY),
    (re.compile(r"(?P<y>\d{4})\s*(?:[-–/]|to)\s*(?P<e>\d{4}|\d{2})"), Frequency.SPAN),
)


def parse_period(text: object) -> Period:
    """Read a period as tables print it; raises :class:`Refusal` where it is none.

    Takes ``2024``, ``FY2024``, ``2024-Q1``, ``Q1 2024``, ``2024-03``, ``Mar 2024``, ``2020-23``
    (a span, hyphen or en dash), and dates (a month). ``2010-12`` is December 2010; write the span
    with an en dash or four digits.
    """
    if isinstance(text, datetime | date):
        return Period(Frequency.MONTHLY, text.year, text.month)
    cleaned = re.sub(r"\s+", " ", str(text)).strip()
    for pattern, frequency in _PATTERNS:
        if (match := pattern.fullmatch(cleaned)) and (period := _period(match, frequency)):
            return period
    raise Refusal(f"'{cleaned}' is no period", code="no-period")


def _period(match: re.Match[str], frequency: Frequency) -> Period | None:
    found = match.groupdict()
    year = int(found["y"])
    if frequency is Frequency.SPAN:
        end = found["e"]
        last = int(end) if len(end) == 4 else year - year % 100 + int(end)  # noqa: PLR2004
        return Period(frequency, year, 1, last) if last > year else None
    if name := found.get("m"):
        if name[:3].lower() not in _MONTHS:
            return None
        return Period(frequency, year, _MONTHS.index(name[:3].lower()) + 1)
    return Period(frequency, year, int(found.get("p") or 1))
