"""Moments that words name without their year, and spans that they count: ``since last March``, ``over the past decade``.

Which periods are meant depends on the period that is told of: ``since the spring`` in a text on October is the
spring of that year, in one on February that of the year before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.core.frequency import MONTH_NAMES, OF_DAYS, Frequency
from briefing.core.kept_patterns import kept_pattern
from briefing.core.period import Period

_YEAR = r"(?:1[6-9]|20)\d\d"
_SEASONS = {
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "winter": (12, 14),
    "easter": (3, 4),
    "christmas": (12, 12),
    "new year": (12, 13),
}
"""The first and the last month; those beyond 12 are of the next year."""
_QUARTERS = ("first", "second", "third", "fourth")
_COUNTS = ("a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")  # fmt: skip
_MONTHS_OF = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
_MONTHS = "|".join(MONTH_NAMES)
_LONGEST_PART = 3
"""Months of a period that a month, season or quarter can be set against."""
_WHOLE_YEAR = 12
_SINCE = r"(?:since|from|against|than in|compared (?:with|to)|over|up on|down on)"
_NAMED = (
    rf"(?P<which>last |this |the previous )?(?P<month>{_MONTHS})\b(?! \d)"
    rf"|(?P<whose>last |this |the |the previous )?(?P<season>spring|summer|autumn|winter|easter|christmas|new year)"
    rf"\b(?:,? (?:of )?(?P<season_year>{_YEAR}))?(?! (?:term|statement|budget|fuel|holidays?|school|forecast|sales?|olympics|games|bank)\b)"
    rf"|the (?P<quarter>{'|'.join(_QUARTERS)}) quarter\b(?: of (?:(?P<last_year>last year|the (?:previous|preceding) year|the year before)|(?:this|the) year|(?P<quarter_year>{_YEAR})))?"
    r"|(?P<start>the (?:very )?(?:start|beginning|turn) of (?:the|this) year)\b"
    r"|(?P<year>last year|the (?:previous|preceding) year|the year before)\b(?! of\b)"
)
MOMENT = kept_pattern(
    rf"\b(?P<phrase>since (?:{_NAMED})|(?:from|against|than in|compared (?:with|to)|up on|down on) (?=last |this |the )(?:{re.sub('P<', 'P<_', _NAMED)})"
    rf"|(?:in|over|within|during) (?:the (?:space|course) of )?(?:(?:just|only|barely|little more than) )?(?:the )?(?P<recent>last |past )?(?P<count>{'|'.join(_COUNTS)}|\d\d?)"
    r"[ -](?P<unit>decade|year|quarter|month)s?\b(?! (?:of|when|that|in which|with|where|before|earlier|ago|to|from|later|on)\b)"
    r"|(?:in|over|within|during) the (?:last |past )(?P<one>decade)\b(?! (?:of|when)\b))",
    re.IGNORECASE,
)
"""A moment since when something changed, or how long that took; the group ``phrase`` is all of it."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What words name: some months, with or without their year; a start of a year; so many months back."""

    months: tuple[int, int] = (0, 0)
    """The first and the last one, from 1; beyond 12 they are of the next year. None where nothing is named so."""
    year: int | None = None
    back: int = 0
    """So many years before the one that is told of, where the year is named like that."""
    is_recent: bool = True
    """Whether only the latest such months are meant: ``last March`` may be those before as well."""
    length: int = 0
    """How many months lie between, where words count that."""

    def fits(self, then: Period, now: Period) -> bool | None:
        """Whether a period is the moment as seen from ``now``; none where its length leaves that open."""
        if Frequency.SPAN in {now.frequency, then.frequency}:
            return None
        if self.length:
            return _fits_length(then, now, self.length)
        first, last = _month(then, is_first=True), _month(then)
        is_last_year = self.months == (1, 12)
        if last - first + 1 == _WHOLE_YEAR:
            return last == _month(now) - _WHOLE_YEAR if is_last_year else None
        if last - first >= _LONGEST_PART and not is_last_year:
            return None
        if any(first <= end and start <= last for start, end in self._windows(now)):
            return True
        return None if self._is_elsewhere(first, last) else False

    def _windows(self, now: Period) -> list[tuple[int, int]]:
        """The months that are meant, the first and last of each stretch, counted from year 0."""
        year = now.last_day.year
        start, end = self.months
        if self.year is not None or self.back:
            year = year - self.back if self.year is None else self.year
            return [(12 * year + start - 1, 12 * year + end - 1)]
        here = _month(now, is_first=True)
        every = [(12 * one + start - 1, 12 * one + end - 1) for one in (year, year - 1, year - 2)]
        past = [one for one in every if one[0] < here]
        return past[: 1 if self.is_recent else 2]

    def _is_elsewhere(self, first: int, last: int) -> bool:
        """Whether it is that season on the other half of the earth."""
        start, end = self.months
        is_season = end - start == 2 and start % 3 == 0  # noqa: PLR2004
        return is_season and any((one - start - 5) % 12 <= 2 for one in range(first, last + 1))  # noqa: PLR2004


def moment_of(found: re.Match[str]) -> Moment | None:
    """What a match of :data:`MOMENT` names; none where that is open."""
    given = {key.lstrip("_"): value.lower() for key, value in found.groupdict().items() if value}
    if "one" in given:
        return Moment(length=120)
    if "unit" in given:
        count = given["count"]
        number = int(count) if count.isdecimal() else _COUNTS.index(count) + 1
        is_said = number > 1 or "recent" in given
        return Moment(length=number * _MONTHS_OF[given["unit"]]) if is_said else None
    if "start" in given:
        return Moment((0, 1))
    if "year" in given:
        return Moment((1, 12), back=1)
    year = given.get("season_year") or given.get("quarter_year")
    if "quarter" in given:
        place = 3 * _QUARTERS.index(given["quarter"])
        return Moment(
            (place + 1, place + 3), int(year) if year else None, int("last_year" in given)
        )
    is_recent = given.get("which", given.get("whose", "")).strip() not in {"last", "the previous"}
    if "season" in given:
        return Moment(_SEASONS[given["season"]], int(year) if year else None, is_recent=is_recent)
    month = MONTH_NAMES.index(given["month"]) + 1
    return Moment((month, month), is_recent=is_recent)


def _fits_length(then: Period, now: Period, length: int) -> bool | None:
    """Whether so many months lie between; periods of days are not counted in months."""
    if now.frequency is not then.frequency or now.frequency in OF_DAYS:
        return None
    return _month(now) - _month(then) == length


def _month(period: Period, *, is_first: bool = False) -> int:
    day = period.first_day if is_first else period.last_day
    return 12 * day.year + day.month - 1
