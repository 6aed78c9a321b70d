"""How long periods last: frequencies of SDMX and those that it lacks, with what months make of them.

The names of months are those of English tables; printed ones are the words of a language.
"""

from __future__ import annotations

from enum import Enum

MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
MONTHS = tuple(name[:3] for name in MONTH_NAMES)


class Frequency(Enum):
    """How long a period lasts; the values are SDMX ``CL_FREQ`` codes where it has one."""

    ANNUAL = "A"
    SPLIT_YEAR = "SY"
    """12 months that begin in one calendar year and end in the next: ``2023/24``."""
    FISCAL = "FY"
    """12 months that are named for the year in which they end: ``FY2024``."""
    HALF_YEARLY = "S"
    SPLIT_HALF = "SYS"
    FISCAL_HALF = "FYS"
    QUARTERLY = "Q"
    SPLIT_QUARTER = "SYQ"
    FISCAL_QUARTER = "FYQ"
    MONTHLY = "M"
    WEEKLY = "W"
    """ISO 8601 weeks, from Monday to Sunday."""
    DAILY = "D"
    WEEK_ENDING = "P7D"
    """Seven days that end on a day."""
    ROLLING_QUARTER = "P3M"
    """Three months that end with a month."""
    ROLLING_HALF = "P6M"
    YEAR_ENDING = "P12M"
    SPAN = "SPAN"

    @property
    def singular(self) -> str:
        """What such a period is called in messages: ``rolling quarter``."""
        return _NAMES[self][0]

    @property
    def plural(self) -> str:
        """The same for several: ``rolling quarters``."""
        return _NAMES[self][1]


_F = Frequency
_NAMES = {
    _F.ANNUAL: ("calendar year", "calendar years"),
    _F.SPLIT_YEAR: ("12-month year", "12-month years"),
    _F.FISCAL: ("fiscal year", "fiscal years"),
    _F.HALF_YEARLY: ("half-year", "half-years"),
    _F.SPLIT_HALF: ("half of a 12-month year", "halves of 12-month years"),
    _F.FISCAL_HALF: ("half of a fiscal year", "halves of fiscal years"),
    _F.QUARTERLY: ("quarter", "quarters"),
    _F.SPLIT_QUARTER: ("quarter of a 12-month year", "quarters of 12-month years"),
    _F.FISCAL_QUARTER: ("quarter of a fiscal year", "quarters of fiscal years"),
    _F.MONTHLY: ("month", "months"),
    _F.WEEKLY: ("week", "weeks"),
    _F.DAILY: ("day", "days"),
    _F.WEEK_ENDING: ("week ending on a day", "weeks ending on a day"),
    _F.ROLLING_QUARTER: ("rolling quarter", "rolling quarters"),
    _F.ROLLING_HALF: ("rolling half-year", "rolling half-years"),
    _F.YEAR_ENDING: ("year ending with a month", "years ending with a month"),
    _F.SPAN: ("span of years", "spans of years"),
}
PARTS = {
    _F.ANNUAL: 1,
    _F.SPLIT_YEAR: 1,
    _F.FISCAL: 1,
    _F.HALF_YEARLY: 2,
    _F.SPLIT_HALF: 2,
    _F.FISCAL_HALF: 2,
    _F.QUARTERLY: 4,
    _F.SPLIT_QUARTER: 4,
    _F.FISCAL_QUARTER: 4,
    _F.MONTHLY: 12,
    _F.ROLLING_QUARTER: 12,
    _F.ROLLING_HALF: 12,
    _F.YEAR_ENDING: 12,
}
"""Into how many parts a year falls, where its parts are whole months."""
ROLLING = {_F.ROLLING_QUARTER: 3, _F.ROLLING_HALF: 6, _F.YEAR_ENDING: 12}
"""How many months roll."""
SPLIT_YEARS = frozenset({_F.SPLIT_YEAR, _F.SPLIT_HALF, _F.SPLIT_QUARTER})
FISCAL_YEARS = frozenset({_F.FISCAL, _F.FISCAL_HALF, _F.FISCAL_QUARTER})
OF_DAYS = frozenset({_F.WEEKLY, _F.DAILY, _F.WEEK_ENDING})
"""Periods that are counted by days, not by months."""
