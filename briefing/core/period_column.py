"""A column of texts to periods: what one text leaves open, the others decide.

Nothing is guessed in silence: where the whole column may mean two things, the doubt says so, with
the YAML that settles it; what is no period is told apart from what is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise
from math import gcd
from typing import Literal

from briefing.core.frequency import PARTS, ROLLING, Frequency
from briefing.core.period import Period, day_period
from briefing.core.period_notation import (
    CALENDAR,
    DAY,
    DAY_FIRST,
    MONTH,
    MONTH_FIRST,
    NTH_MONTH,
    NTH_QUARTER,
    PIVOT,
    PLAIN,
    ROLLS,
    SERIAL,
    SPAN,
    SPLIT,
    Readings,
    readings,
)

Years = Literal["split", "span", "month", "fiscal"]
Dates = Literal["day first", "month first"]
Every = Literal["day", "week", "month", "quarter", "half-year", "year"]

_EVERY: Mapping[str, Frequency] = {
    "day": Frequency.DAILY,
    "week": Frequency.WEEKLY,
    "month": Frequency.MONTHLY,
    "quarter": Frequency.QUARTERLY,
    "half-year": Frequency.HALF_YEARLY,
    "year": Frequency.ANNUAL,
}
WHOLE_YEARS = (Frequency.ANNUAL, Frequency.SPLIT_YEAR, Frequency.FISCAL)
"""Periods of 12 months, which a column may have every so many years."""
_FEW, _SATURDAY, _WEEK = 3, 5, 7
_YEAR, _HALF, _QUARTER = 12, 6, 3
"""In months."""
_PIVOTS = (PIVOT, 30, 70, 0, 100)
_DAYS = frozenset({DAY, DAY_FIRST, MONTH_FIRST, SERIAL})


@dataclass(frozen=True, slots=True)
class PeriodRules:
    """What is declared of the notation of a column; what is left out, the column decides."""

    years: Years | None = None
    """What two years mean, ``2011-12``: a 12-month year, a span, a month, a fiscal year."""
    dates: Dates | None = None
    """What stands first in ``01/02/2024``."""
    every: Every | None = None
    """What a date stands for."""
    starts: int | None = None
    """The month in which 12-month and fiscal years begin."""
    years_apart: int = 1
    """How many years lie between two of the column: 4 for elections."""
    are_uneven: bool = False
    """Whether its years lie at uneven distances, with none between that are missing."""


@dataclass(frozen=True, slots=True)
class PeriodColumn:
    """What a column says: the period of each text that has one."""

    periods: Mapping[str, Period]
    unread: tuple[str, ...] = ()
    """Texts that are no period, in the order of the column."""
    doubt: str = ""
    """What cannot be decided; empty where all is clear."""
    keys: tuple[str, ...] = ()
    """The keys below ``period:`` of which each would decide it: ``years: split``."""


@dataclass(slots=True)
class _Choice:
    """The kinds of reading that are chosen, and what stays open."""

    texts: Mapping[str, Readings]
    rules: PeriodRules
    chosen: dict[str, Period] = field(default_factory=dict)
    doubt: str = ""
    keys: tuple[str, ...] = ()

    def with_kinds(self, *kinds: str) -> dict[str, Readings]:
        """Texts that have one of these readings."""
        return {
            text: found for text, found in self.texts.items() if any(one in found for one in kinds)
        }

    def take(self, texts: Iterable[str], kind: str) -> None:
        """Choose a reading for these texts, where they have it."""
        for text in texts:
            if kind in self.texts[text]:
                self.chosen[text] = self.texts[text][kind]

    def ask(self, text: str, meanings: Iterable[Period], keys: tuple[str, ...]) -> None:
        """Say that a text may mean several things; the first doubt is kept."""
        if not self.doubt:
            told = [f"the {one.frequency.singular} {one}" for one in meanings]
            self.doubt = f"'{text}' may be {' or '.join(told)}"
            self.keys = keys


def read_periods(texts: Sequence[str], rules: PeriodRules | None = None) -> PeriodColumn:
    """The periods of a column's texts, in one notation; blank texts are passed over."""
    rules = rules or PeriodRules()
    distinct = [text for text in dict.fromkeys(texts) if text.strip()]
    pivot = _pivot(distinct)
    found = {text: readings(text, pivot) for text in distinct}
    choice = _Choice({text: read for text, read in found.items() if read}, rules)
    for text, read in choice.texts.items():
        if PLAIN in read:
            choice.chosen[text] = read[PLAIN]
    for decide in (_pairs, _numbers, _rolling, _dates):
        decide(choice)
    settled = _with_steps({text: choice.chosen[text] for text in found if text in choice.chosen})
    settled = {text: _declared(period, rules) for text, period in settled.items()}
    return PeriodColumn(
        _among_years(settled) if rules.are_uneven else settled,
        tuple(text for text in found if text not in settled) if not choice.doubt else (),
        choice.doubt,
        choice.keys,
    )


def adopted(period: Period, known: Iterable[Period]) -> Period:
    """A period that stands alone, such as that of a brief, as the data write it.

    ``2011-12`` is 2011/12 where the data have such years and no months; a day is the month that
    begins or ends with it; 2023/24 is the fiscal year that ends in 2024, and back. A period that the
    data have stays, with their step.
    """
    there = {one: one for one in known}
    if period in there:
        return there[period]
    others = [one for one in readings(str(period)).values() if one in there]
    others += [there[one] for one in _named_otherwise(period) if one in there]
    if period.frequency is Frequency.DAILY:
        day = period.last_day
        others += [one for one in there if day in {one.first_day, one.last_day}]
    return there[others[0]] if len(set(others)) == 1 else period


_AS_FISCAL = {
    Frequency.SPLIT_YEAR: Frequency.FISCAL,
    Frequency.SPLIT_HALF: Frequency.FISCAL_HALF,
    Frequency.SPLIT_QUARTER: Frequency.FISCAL_QUARTER,
}
_AS_SPLIT = {fiscal: split for split, fiscal in _AS_FISCAL.items()}


def _named_otherwise(period: Period) -> Iterator[Period]:
    """The 12-month year of a fiscal one, or its half or quarter, by its other name."""
    if kind := _AS_FISCAL.get(period.frequency):
        yield Period(kind, period.year + 1, period.part)
    if kind := _AS_SPLIT.get(period.frequency):
        yield Period(kind, period.year - 1, period.part)


# two years ---------------------------------------------------------------------------------------


def _pairs(choice: _Choice) -> None:
    """``2011-12``: a month, a year of 12 months, or a span."""
    pairs = choice.with_kinds(MONTH, SPLIT, SPAN)
    if not pairs:
        return
    if choice.rules.years:
        kind = {"month": MONTH, "span": SPAN}.get(choice.rules.years, SPLIT)
        choice.take(pairs, kind)
        pairs = {text: read for text, read in pairs.items() if text not in choice.chosen}
    if not pairs:
        return
    if kind := _kind_of_pairs(pairs):
        choice.take(pairs, kind)
        return
    open_ = [text for text, read in pairs.items() if len(read) > 1]
    for text, read in pairs.items():
        if text not in open_:
            choice.take([text], next(iter(read)))
    if open_:
        read = pairs[open_[0]]
        keys = ("years: split", "years: span", *(["years: month"] if MONTH in read else []))
        choice.ask(open_[0], read.values(), keys)


def _kind_of_pairs(pairs: Mapping[str, Readings]) -> str:
    """The one kind of reading that the texts bear together; empty where two do."""
    spans = [read[SPAN] for read in pairs.values() if SPAN in read]
    widths = {(one.last_year or 0) - one.year for one in spans}
    starts = sorted({read[SPLIT].year for read in pairs.values() if SPLIT in read})
    if all(SPLIT in read for read in pairs.values()):
        if any(after == before + 1 for before, after in pairwise(starts)):
            return SPLIT
        slashed = all("/" in text for text in pairs)
        has_only_split = all(set(read) == {SPLIT} for read in pairs.values())
        return SPLIT if (slashed and len(starts) == 1) or has_only_split else ""
    if len(spans) == len(pairs) > 1 and len(widths) == 1:
        return SPAN  # 2001-03, 2002-04: months would not keep their distance
    if all(MONTH in read for read in pairs.values()):
        return MONTH if len(pairs) > 1 or len(next(iter(pairs.values()))) == 1 else ""
    is_mixed = any(set(read) == {MONTH} for read in pairs.values())
    is_wide = any(set(read) == {SPAN} for read in pairs.values())
    return SPAN if is_wide and not is_mixed else ""


def _numbers(choice: _Choice) -> None:
    """``2024-1``: the first month, or the first quarter."""
    texts = choice.with_kinds(NTH_MONTH)
    months = {one for one in choice.chosen.values() if one.frequency is Frequency.MONTHLY}
    if not texts:
        return
    if months or any(NTH_QUARTER not in read for read in texts.values()):
        choice.take(texts, NTH_MONTH)
    elif choice.rules.every in {"month", "quarter"}:
        choice.take(texts, NTH_MONTH if choice.rules.every == "month" else NTH_QUARTER)
    else:
        text, read = next(iter(texts.items()))
        choice.ask(text, read.values(), ("every: month", "every: quarter"))


def _rolling(choice: _Choice) -> None:
    """``Jan-Mar 2024``: a quarter where all are quarters and follow one another, else it rolls."""
    texts = choice.with_kinds(ROLLS, CALENDAR)
    rest = [text for text in texts if text not in choice.chosen]
    are_calendar = all(CALENDAR in texts[text] for text in rest)
    choice.take(rest, CALENDAR if are_calendar else ROLLS)


# dates -------------------------------------------------------------------------------------------


def _dates(choice: _Choice) -> None:
    """Dates to what they stand for: days, months, quarters or years, by their distances."""
    texts = choice.with_kinds(*_DAYS)
    if len(texts) < len(choice.texts) or any(SERIAL not in read for read in texts.values()):
        texts = {text: read for text, read in texts.items() if SERIAL not in read}
    if not texts:
        return
    for kind in (DAY_FIRST, MONTH_FIRST, SERIAL, DAY):
        choice.take(texts, kind)
    _order_of_parts(choice, texts)
    read = {text: choice.chosen[text] for text in texts if text in choice.chosen}
    bare = [text for text, one in read.items() if one.frequency is Frequency.DAILY]
    days = {text: choice.chosen[text].last_day for text in bare}
    if not days:
        return
    if choice.rules.every:
        frequency, step = _EVERY[choice.rules.every], 0
    else:
        others = {one.frequency for text, one in choice.chosen.items() if text not in texts}
        beside = Frequency.MONTHLY in others
        frequency, step = _frequency_of(sorted(set(days.values())), beside_months=beside)
    for text, day in days.items():
        choice.chosen[text] = day_period(day, frequency, step)


def _order_of_parts(choice: _Choice, texts: Mapping[str, Readings]) -> None:
    """``01/02/2024``: the day first, or the month, as all the dates of the column allow."""
    open_ = {text: read for text, read in texts.items() if {DAY_FIRST, MONTH_FIRST} & set(read)}
    if not open_:
        return
    kinds = [
        kind for kind in (DAY_FIRST, MONTH_FIRST) if all(kind in read for read in open_.values())
    ]
    if choice.rules.dates:
        kinds = [DAY_FIRST if choice.rules.dates == "day first" else MONTH_FIRST]
    kinds = kinds or [DAY_FIRST]  # those that cannot be are told as unread
    if len(kinds) > 1:
        regular = [kind for kind in kinds if _is_regular([read[kind] for read in open_.values()])]
        kinds = regular if len(regular) == 1 else kinds
    if len(kinds) == 1:
        for text in open_:
            choice.chosen.pop(text, None)
        choice.take(open_, kinds[0])
        return
    text, read = next(iter(open_.items()))
    choice.ask(text, read.values(), ("dates: day first", "dates: month first"))


def _is_regular(periods: Sequence[Period]) -> bool:
    """Whether the days of one reading begin or end months, one after another, or weeks that do."""
    days = sorted({one.last_day for one in periods})
    if len(days) < 2:  # noqa: PLR2004
        return False
    distances = {(after - before).days for before, after in pairwise(days)}
    if all(one.frequency is Frequency.WEEK_ENDING for one in periods):
        return all(one % _WEEK == 0 for one in distances)
    if distances == {_WEEK}:
        return True
    months = [one.year * _YEAR + one.month for one in days]
    ends = all(one.day == 1 for one in days) or all(_ends_month(one) for one in days)
    return ends and len({after - before for before, after in pairwise(months)}) == 1


def _frequency_of(days: Sequence[date], *, beside_months: bool) -> tuple[Frequency, int]:
    """What dates stand for, and their step in months or days where it is not the usual one."""
    begin, end = all(day.day == 1 for day in days), all(_ends_month(day) for day in days)
    months = [day.year * _YEAR + day.month - 1 for day in days]
    apart = [after - before for before, after in pairwise(months)]
    gap = gcd(*apart)
    same_day = len({day.day for day in days}) == 1 and len(days) >= _FEW and gap < _YEAR
    if (begin or end or same_day) and len(set(months)) == len(days):
        first = months[0] if begin else months[0] + 1
        if beside_months or not gap or not (begin or end):
            return Frequency.MONTHLY, 0
        if gap % _YEAR == 0 and first % _YEAR == 0:
            return Frequency.ANNUAL, 0
        if gap == _HALF and first % _HALF == 0:
            return Frequency.HALF_YEARLY, 0
        if gap % _QUARTER == 0 and gap < _YEAR and first % _QUARTER == 0:
            return Frequency.QUARTERLY, 0
        return Frequency.MONTHLY, gap if len(days) >= _FEW or gap == _YEAR else 0
    distances = [(after - before).days for before, after in pairwise(days)]
    is_weekly = distances and all(one % _WEEK == 0 for one in distances)
    return Frequency.DAILY, _WEEK if is_weekly else 0


def _ends_month(day: date) -> bool:
    """Whether it is the last day of its month, or the last that is no Saturday or Sunday."""
    following = day + timedelta(days=1)
    while following.month == day.month and following.weekday() >= _SATURDAY:
        following += timedelta(days=1)
    return following.month != day.month


# the whole column --------------------------------------------------------------------------------


def _pivot(texts: Sequence[str]) -> int:
    """Where years of two digits change their century, so that the column stays together."""
    if not any(readings(text, 0) != readings(text, 100) for text in texts):
        return PIVOT

    def width(pivot: int) -> int:
        found = [read for text in texts if (read := readings(text, pivot))]
        years = [next(iter(read.values())).year for read in found]
        return max(years) - min(years)

    return min(_PIVOTS, key=width)


def _with_steps(periods: Mapping[str, Period]) -> dict[str, Period]:
    """Periods that roll, and months, with the distance at which the column has them."""
    found = dict(periods)
    for frequency in (*ROLLING, Frequency.MONTHLY):
        mine = sorted({one for one in found.values() if one.frequency is frequency})
        ordinals = [one.year * PARTS[frequency] + one.part for one in mine]
        apart = [after - before for before, after in pairwise(ordinals)]
        if not apart or (frequency is Frequency.MONTHLY and len(apart) < _FEW - 1):
            continue
        step = gcd(*apart)
        for text, one in found.items():
            if one.frequency is frequency and not one.step:
                found[text] = replace(one, step=step)
    return found


def _among_years(periods: Mapping[str, Period]) -> dict[str, Period]:
    """Years at uneven distances, each with all of its column, so that it knows the one before."""
    years = [one for one in periods.values() if one.frequency in WHOLE_YEARS]
    among = tuple(sorted({one.year for one in years}))
    return {
        text: replace(one, among=among) if one.frequency in WHOLE_YEARS else one
        for text, one in periods.items()
    }


def _declared(period: Period, rules: PeriodRules) -> Period:
    """What is declared of years of 12 months: whether they are fiscal, and when they begin."""
    if rules.years == "fiscal":
        if period.frequency is Frequency.ANNUAL:
            period = Period(Frequency.FISCAL, period.year)
        elif period.frequency is Frequency.SPLIT_YEAR:
            period = Period(Frequency.FISCAL, period.year + 1)
    if rules.years_apart > 1 and period.frequency in WHOLE_YEARS:
        period = replace(period, step=rules.years_apart)
    return replace(period, starts=rules.starts) if rules.starts else period
