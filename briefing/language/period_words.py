"""Periods in words: the terms of a language and the months and dates of a locale."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Protocol

from briefing.core.frequency import FISCAL_YEARS, PARTS, ROLLING, SPLIT_YEARS, Frequency
from briefing.core.period import Period
from briefing.core.period_notation import parse_period
from briefing.language.locale_data import Notation


class Speaker(Protocol):
    """What of a language is needed to name a period."""

    @property
    def notation(self) -> Notation:
        """How dates are written."""

    def term(self, key: str, /, **values: str) -> str:
        """A term with its slots filled."""

    def ordinal(self, value: Fraction) -> str:
        """``second``."""


def period_words(speaker: Speaker, period: Period, *, short: bool) -> str:
    """``the first quarter of 2009``, short ``2009 Q1``; ``2025 so far`` where it is not whole."""
    whole = _whole(speaker, period, short=short)
    if not period.partial:
        return whole
    if period.partial == "so far":
        return speaker.term("period.so_far", period=whole)
    last = _whole(speaker, parse_period(period.partial), short=short)
    return speaker.term("period.covered", period=whole, last=last)


def _whole(speaker: Speaker, period: Period, *, short: bool) -> str:
    form = "_short" if short else ""
    match period.frequency:
        case Frequency.MONTHLY:
            return speaker.notation.month(period.year, period.part, short=short)
        case Frequency.WEEKLY:
            week = f"{period.part:02d}" if short else str(period.part)
            return speaker.term(f"period.week{form}", week=week, year=str(period.year))
        case Frequency.DAILY:
            return _day(speaker, period.last_day, short=short)
        case Frequency.WEEK_ENDING:
            day = _day(speaker, period.last_day, short=short)
            return speaker.term(f"period.week_ending{form}", day=day)
        case Frequency.YEAR_ENDING:
            last = speaker.notation.month(period.year, period.part, short=short)
            return speaker.term(f"period.year_ending{form}", month=last)
        case Frequency.SPAN:
            last_year = period.last_year or period.year
            is_near = last_year // 100 == period.year // 100
            end = f"{last_year % 100:02d}" if is_near else str(last_year)
            return speaker.term("period.span", first=str(period.year), last=end)
        case frequency if frequency in ROLLING:
            return _months(speaker, period, short=short)
        case _:
            return _year_or_part(speaker, period, short=short)


def _year_or_part(speaker: Speaker, period: Period, *, short: bool) -> str:
    """A year of any kind, or its half or quarter."""
    form, year = "_short" if short else "", str(period.year)
    if period.frequency in SPLIT_YEARS:
        year = speaker.term("period.split", first=year, last=f"{(period.year + 1) % 100:02d}")
    elif period.frequency in FISCAL_YEARS:
        year = speaker.term(f"period.fiscal{form}", year=year)
    else:
        year = speaker.term("period.year", year=year)
    parts = PARTS[period.frequency]
    if parts == 1:
        return year
    number = str(period.part) if short else speaker.ordinal(Fraction(period.part))
    name = "half" if parts == 2 else "quarter"  # noqa: PLR2004
    return speaker.term(f"period.{name}{form}", part=number, year=year)


def _months(speaker: Speaker, period: Period, *, short: bool) -> str:
    """``January to March 2024``, ``Nov 2023–Jan 2024``."""
    first, last = period.first_day, period.last_day
    if first.year == last.year:
        start = speaker.notation.month_name(first.month, short=short)
    else:
        start = speaker.notation.month(first.year, first.month, short=short)
    end = speaker.notation.month(last.year, last.month, short=short)
    return speaker.term("period.months_short" if short else "period.months", first=start, last=end)


def _day(speaker: Speaker, day: date, *, short: bool) -> str:
    notation = speaker.notation
    return notation.medium_date(day) if short else notation.long_date(day)
