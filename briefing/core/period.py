"""Periods: years of three kinds, their halves and quarters, months, weeks, days, and what rolls.

The codes are those of SDMX where it has one (``2024``, ``2024-S1``, ``2024-Q1``, ``2024-03``,
``2024-W05``, ``2024-03-15``), ``FY2024`` for a fiscal year, ``2023/24`` for a year of 12 months
that begins in one calendar year and ends in the next, ``Jan-Mar 2024`` for three months that roll,
and ISO 8601's ``2020/2023`` for a span of years. How tables write periods is read in
:mod:`briefing.core.period_notation`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache, total_ordering
from math import gcd

from briefing.core.frequency import (
    FISCAL_YEARS,
    MONTHS,
    OF_DAYS,
    PARTS,
    ROLLING,
    SPLIT_YEARS,
    Frequency,
)

_F = Frequency
_LAST_OF_CENTURY = 100
_OF_CALENDAR_YEARS = frozenset({_F.HALF_YEARLY, _F.QUARTERLY, _F.MONTHLY})
_JULY, _FEBRUARY = 7, 2
_WEEKS = 52
"""Of a year that stands beside one of 53."""


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time that an observation is about.

    ``year`` is the first calendar year of a ``2023/24``, and that of the last month or day of what
    rolls. ``part`` counts from 1: the half, quarter or week, the (last) month, the (last) day of
    the year. ``last_year`` is the end of a span. Periods of different frequencies are never equal.
    """

    frequency: Frequency
    year: int
    part: int = 1
    last_year: int | None = None
    step: int = field(default=0, compare=False)
    """How far the next one of its column lies, in months, years or days; 0 for the usual step."""
    starts: int | None = field(default=None, compare=False)
    """The month in which a 12-month or fiscal year begins, where that is declared."""
    among: tuple[int, ...] = field(default=(), compare=False)
    """The years of its column, where they lie at uneven distances, such as those of elections."""
    partial: str = field(default="", compare=False)
    """How far the figures reach where they do not cover all of it: ``so far``, ``2025-03``."""

    def __hash__(self) -> int:
        """By year and part alone, which is quick: columns of tables are looked up by their periods."""
        return self.year * 400 + self.part

    @property
    def code(self) -> str:
        """Unique, and read back by :func:`~briefing.core.period_notation.parse_period`."""
        year, part = f"{self.year:04d}", self.part
        if self.frequency in SPLIT_YEARS:
            year = f"{year}/{(self.year + 1) % _LAST_OF_CENTURY:02d}"
        elif self.frequency in FISCAL_YEARS:
            year = f"FY{year}"
        match self.frequency:
            case Frequency.HALF_YEARLY | Frequency.SPLIT_HALF | Frequency.FISCAL_HALF:
                return f"{year}-S{part}"
            case Frequency.QUARTERLY | Frequency.SPLIT_QUARTER | Frequency.FISCAL_QUARTER:
                return f"{year}-Q{part}"
            case Frequency.MONTHLY:
                return f"{year}-{part:02d}"
            case Frequency.SPAN:
                sign = "–" if self.last_year == self.year + 1 else "/"  # 2020/2021 is one year
                return f"{year}{sign}{self.last_year:04d}"
            case _:
                is_year = PARTS.get(self.frequency) == 1
                return year if is_year else self._code_of_days()

    def _code_of_days(self) -> str:
        match self.frequency:
            case Frequency.WEEKLY:
                return f"{self.year:04d}-W{self.part:02d}"
            case Frequency.DAILY:
                return self.last_day.isoformat()
            case Frequency.WEEK_ENDING:
                return f"week ending {self.last_day.isoformat()}"
            case Frequency.YEAR_ENDING:
                return f"year ending {MONTHS[self.part - 1].title()} {self.year:04d}"
            case _:
                return self._months()

    def _months(self) -> str:
        first, last = self.first_day, self.last_day
        start = MONTHS[first.month - 1].title()
        start = start if first.year == last.year else f"{start} {first.year:04d}"
        return f"{start}-{MONTHS[last.month - 1].title()} {last.year:04d}"

    def __str__(self) -> str:
        """The code."""
        return self.code

    def __lt__(self, other: Period) -> bool:
        """Earlier by its first day, then by its last; frequencies interleave."""
        if self.frequency is other.frequency is not Frequency.SPAN:
            return (self.year, self.part) < (other.year, other.part)
        return self._order < other._order

    @property
    def _order(self) -> tuple[int, int, str]:
        if self.frequency in OF_DAYS:
            first, last = self.first_day, self.last_day
            start = (first.year * 12 + first.month - 1) * 32 + first.day - 1
            end = (last.year * 12 + last.month - 1) * 32 + last.day
            return start, end, self.frequency.value
        return _order_of_months(self)

    @property
    def first_day(self) -> date:
        """The first day; of a 12-month year whose start nobody declared, as if it were 1 July.

        A fiscal year of which nothing is declared counts as the calendar year of its number.
        """
        match self.frequency:
            case Frequency.WEEKLY:
                return date.fromisocalendar(self.year, self.part, 1)
            case Frequency.DAILY:
                return self.last_day
            case Frequency.WEEK_ENDING:
                return self.last_day - timedelta(days=6)
            case _:
                begin, _ = self._months_from(self.starts)
                return date(begin // 12, begin % 12 + 1, 1)

    @property
    def last_day(self) -> date:
        """The last day, with the same assumptions as the first."""
        match self.frequency:
            case Frequency.WEEKLY:
                return date.fromisocalendar(self.year, self.part, 7)
            case Frequency.DAILY | Frequency.WEEK_ENDING:
                return date(self.year, 1, 1) + timedelta(days=self.part - 1)
            case _:
                begin, length = self._months_from(self.starts)
                end = begin + length
                return date(end // 12, end % 12 + 1, 1) - timedelta(days=1)

    def _months_from(self, starts: int | None) -> tuple[int, int]:
        """The first month, counted from the year 0, and how many months it lasts."""
        first = self.year * 12
        if self.frequency is Frequency.SPAN:
            return first, 12 * ((self.last_year or self.year) - self.year + 1)
        if self.frequency in ROLLING:
            length = ROLLING[self.frequency]
            return first + self.part - length, length
        length = 12 // PARTS[self.frequency]
        if self.frequency in SPLIT_YEARS:
            first += (starts or _JULY) - 1
        elif self.frequency in FISCAL_YEARS and starts and starts > 1:
            first += starts - 1 - 12
        return first + (self.part - 1) * length, length

    @property
    def middle(self) -> float:
        """Where its middle lies in time, in years: 2024.5 for 2024."""
        if self.frequency in OF_DAYS:
            days = (self.last_day - self.first_day).days / 2 + 0.5
            first = self.first_day
            return first.year + (first.timetuple().tm_yday - 1 + days) / 366
        begin, length = self._months_from(self.starts)
        return begin / 12 + length / 24

    @property
    def years(self) -> range:
        """The calendar years that it touches."""
        return range(self.first_day.year, self.last_day.year + 1)

    def ends_after(self, day: date) -> bool:
        """Whether it surely is not over on a day, however early its year may begin."""
        if self.starts is None and self.frequency in SPLIT_YEARS | FISCAL_YEARS:
            begin, length = self._months_from(_FEBRUARY)
            end = begin + length
            return date(end // 12, end % 12 + 1, 1) - timedelta(days=1) > day
        return self.last_day > day

    @property
    def part_of_year(self) -> int:
        """How many periods its year has had with it: 3 for the third quarter; 1 for a year.

        Halves, quarters and months of calendar years whose ``starts`` is declared are counted from
        that month: June is the third month of a year that begins in April.
        """
        if self.starts and self.frequency in _OF_CALENDAR_YEARS:
            parts = PARTS[self.frequency]
            return (self.part - 1 - (self.starts - 1) * parts // 12) % parts + 1
        return max(1, self.part)

    def shifted(self, steps: int) -> Period:
        """The period ``steps`` later (earlier if negative); a span moves by its own length."""
        if self.frequency is Frequency.SPAN:
            width = (self.last_year or self.year) - self.year + 1
            move = steps * width
            return Period(self.frequency, self.year + move, 1, (self.last_year or self.year) + move)
        place = self._place
        if place is not None and 0 <= place + steps < len(self.among):
            return self._at(self.among[place + steps], 1)
        return self._moved(steps * self._stride)

    def preceding(self, count: int = 1) -> Period:
        """The period ``count`` back, of those that share no time with the next.

        November to January for February to April, where three months roll by one: so the UK's Office
        for National Statistics compares its Labour Force Survey.
        """
        return self.shifted(-count * self.steps_to_clear)

    @property
    def steps_to_clear(self) -> int:
        """How many steps back the first one lies that shares no time with it; 1 for what does not roll."""
        length = 7 if self.frequency is Frequency.WEEK_ENDING else ROLLING.get(self.frequency, 1)
        return -(-length // self._stride)

    def steps_since(self, earlier: Period) -> int:
        """How many steps lie between; both must have the same frequency."""
        if self.frequency is not earlier.frequency:
            raise ValueError(f"{self} and {earlier} are of different lengths")
        if self.frequency is Frequency.SPAN:
            width = (self.last_year or self.year) - self.year + 1
            return (self.year - earlier.year) // width
        here, there = self._place, earlier._place
        if here is not None and there is not None:
            return here - there
        return (self._ordinal - earlier._ordinal) // gcd(self._stride, earlier._stride)

    @property
    def years_a_step(self) -> tuple[int, int]:
        """How long a step is in years, as a fraction: ``(1, 4)`` for a quarter."""
        if self.frequency in OF_DAYS:
            days = self._stride * (7 if self.frequency is Frequency.WEEKLY else 1)
            return 4 * days, 1461
        if self.frequency is Frequency.SPAN:
            return (self.last_year or self.year) - self.year + 1, 1
        return self._stride, PARTS[self.frequency]

    def a_year_before(self) -> Period:
        """The same part of the year before; where there is none (week 53), the last one of it."""
        match self.frequency:
            case Frequency.SPAN:
                return self.shifted(-1)
            case Frequency.WEEKLY:
                return self._at(self.year - 1, min(self.part, _WEEKS))
            case Frequency.WEEK_ENDING:
                return self._moved(-364)
            case Frequency.DAILY:
                day = self.last_day
                is_leap_day = (day.month, day.day) == (2, 29)
                then = day.replace(year=day.year - 1, day=28 if is_leap_day else day.day)
                return self._at(then.year, then.timetuple().tm_yday)
            case _:
                return self._at(self.year - 1, self.part)

    @property
    def _place(self) -> int | None:
        """Which of the years of its column it is, where they lie at uneven distances."""
        return self.among.index(self.year) if self.year in self.among else None

    @property
    def _stride(self) -> int:
        if self.frequency is Frequency.WEEK_ENDING:
            return self.step or 7
        return self.step or ROLLING.get(self.frequency, 1)

    @property
    def _ordinal(self) -> int:
        match self.frequency:
            case Frequency.WEEKLY:
                return self.first_day.toordinal() // 7
            case Frequency.DAILY | Frequency.WEEK_ENDING:
                return self.last_day.toordinal()
            case _:
                return self.year * PARTS[self.frequency] + self.part - 1

    def _moved(self, units: int) -> Period:
        """So many parts of a year, weeks or days later."""
        if self.frequency is Frequency.WEEKLY:
            year, week, _ = (self.first_day + timedelta(weeks=units)).isocalendar()
            return self._at(year, week)
        if self.frequency in OF_DAYS:
            day = self.last_day + timedelta(days=units)
            return self._at(day.year, day.timetuple().tm_yday)
        parts = PARTS[self.frequency]
        ordinal = self._ordinal + units
        return self._at(ordinal // parts, ordinal % parts + 1)

    def _at(self, year: int, part: int) -> Period:
        return Period(self.frequency, year, part, None, self.step, self.starts, self.among)


@lru_cache(maxsize=4096)
def _order_of_months(period: Period) -> tuple[int, int, str]:
    """When it begins and ends, in days of months of 32, of what falls into whole months."""
    begin, length = period._months_from(None)
    return begin * 32, (begin + length) * 32, period.frequency.value


def day_period(day: date, frequency: Frequency = Frequency.DAILY, step: int = 0) -> Period:
    """The period of a frequency that a day lies in, or ends."""
    match frequency:
        case Frequency.DAILY | Frequency.WEEK_ENDING:
            return Period(frequency, day.year, day.timetuple().tm_yday, step=step)
        case Frequency.WEEKLY:
            year, week, _ = day.isocalendar()
            return Period(frequency, year, week, step=step)
        case _:
            part = (day.month - 1) * PARTS[frequency] // 12 + 1
            return Period(frequency, day.year, part, step=step)
