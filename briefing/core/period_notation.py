"""How tables write periods: a text to the periods that it may mean, and to the likeliest.

Some notations mean two things: ``2011-12`` is December 2011, the school year 2011/12, or two
years; ``01/02/2024`` is a day in January or in February. :func:`readings` tells all that a text
may mean; :mod:`briefing.core.period_column` decides by the other texts of its column.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache

from briefing.core.frequency import MONTH_NAMES, PARTS, ROLLING, Frequency
from briefing.core.kept_patterns import kept_pattern
from briefing.core.period import Period, day_period
from briefing.core.problems import Refusal

PLAIN, MONTH, SPLIT, SPAN = "plain", "month", "split", "span"
DAY, DAY_FIRST, MONTH_FIRST, SERIAL = "day", "day first", "month first", "serial"
ROLLS, CALENDAR = "rolls", "calendar"
NTH_MONTH, NTH_QUARTER = "nth month", "nth quarter"
"""What kind of reading it is."""

Readings = Mapping[str, Period]
"""What a text may mean, by the kind of reading; the likeliest first."""

_ONLY_IN_COLUMNS = {DAY_FIRST, MONTH_FIRST, SERIAL, NTH_MONTH, NTH_QUARTER}

PIVOT = 50
"""Years of two digits below it are of the 2000s, as in most spreadsheets."""
_LONGEST_SPAN = 50
_FIRST_SERIAL, _LAST_SERIAL = 18264, 73051
"""Excel's numbers of 1 January 1950 and 2100."""
_SERIAL_ZERO = date(1899, 12, 30)

CAN_BE_READ = (
    "2024, 2023/24, FY2024, 2024-Q1, 2023/24 Q1, 2024-S1 (a half-year), 2024-03, Mar 2024, "
    "2024-W05, 2024-03-15, Jan-Mar 2024, year ending June 2024, 2020–23"
)
"""The notations, for messages about what cannot be read."""


def parse_period(text: object) -> Period:
    """The likeliest reading of a text that stands alone; raises :class:`Refusal` where it is none.

    ``2010-12`` is December 2010 and ``2010/12`` three years; ``2010/11`` is a year of 12 months.
    """
    cleaned = _clean(text)
    found = readings(cleaned)
    alone = [period for kind, period in found.items() if kind not in _ONLY_IN_COLUMNS]
    if not alone:
        raise Refusal(
            f"'{cleaned}' is no period", f"periods are written {CAN_BE_READ}", code="no-period"
        )
    return alone[0]


def readings(text: object, pivot: int = PIVOT) -> Readings:
    """All that a text may mean; empty where it is no period."""
    return _readings(_clean(text), pivot)


@lru_cache(maxsize=4096)
def _readings(text: str, pivot: int) -> Readings:
    if not any(one.isdigit() for one in text):
        return {}
    for pattern, read in _NOTATIONS:
        if match := pattern.fullmatch(text):
            found = read({name: one for name, one in match.groupdict().items() if one}, pivot)
            if found:
                return found
    return {}


def _clean(text: object) -> str:
    if isinstance(text, datetime):
        return text.date().isoformat()
    if isinstance(text, date):
        return text.isoformat()
    spaced = re.sub(r"[\s\u00a0\u2000-\u200b\u202f]+", " ", str(text)).strip()
    spaced = re.sub(r"[\u2010\u2011\u2212]", "-", spaced)
    return re.sub(r" ?\[YR\d{4}\]$", "", spaced)


# parts of a notation -----------------------------------------------------------------------------

Groups = Mapping[str, str]
"""The parts of a text that are there, by name."""
_4 = r"(?!0000)\d{4}"
_Y = rf"(?P<y>{_4})"
_Y24 = rf"(?P<y>{_4}|'?\d{{2}})"
_NAME = r"(?P<m>[A-Za-z]{3,9})\.?"
_FIRST_OF = rf"(?P<m1>[A-Za-z]{{3,9}})\.?(?: (?P<y1>{_4}))?"
_DASH = r" ?(?:[-–—/]|to|through) ?"
_PAIR = rf"(?P<y>{_4}) ?(?P<sep>[-–—/]|to|and) ?(?P<e>{_4}|\d{{2}})"
_FY = r"(?:FY|F\.Y\.|fiscal year|fiscal) ?"
_FISCAL_YEAR = rf"{_FY}(?P<fy>{_4}|'?\d{{2}})(?: ?[-–/] ?(?P<fe>\d{{4}}|\d{{2}}))?"
_SCHOOL = r"(?:financial year|academic year|school year|marketing year|crop year|season|AY|SY) ?"
_QUARTER = (
    r"(?:Q ?0?(?P<q>[1-4])|quarter (?P<q2>[1-4])|(?P<q3>[1-4](?:st|nd|rd|th)|first|"
    r"second|third|fourth) quarter)"
)
_HALF = r"(?:[HS] ?(?P<h>[12])|half(?:-year)? (?P<h2>[12])|(?P<h3>1st|2nd|first|second) half)"
_GAP = r"(?:[-:/,]| | - |, | of )?"
_MONTHS_END = r"(?: ?\([A-Za-z. ]{3,12}[-–][A-Za-z. ]{3,12}\))?"


def _year(text: str, pivot: int) -> int:
    digits = text.lstrip("'")
    if len(digits) > 2:  # noqa: PLR2004
        return int(digits)
    return int(digits) + (2000 if int(digits) < pivot else 1900)


def _end_of(first: int, text: str) -> int | None:
    """The last year of a pair: ``23`` after 2020, ``00`` after 1999; none where it lies before."""
    if len(text) > 2:  # noqa: PLR2004
        last = int(text)
    else:
        last = first - first % 100 + int(text)
        last += 100 if last < first else 0
    return last if first < last < first + _LONGEST_SPAN else None


def month_of(name: str) -> int | None:
    """The month of a name of three or more letters: ``Sept``."""
    known = name.casefold()
    for number, full in enumerate(MONTH_NAMES, 1):
        if full.startswith(known) and len(known) >= 3:  # noqa: PLR2004
            return number
    return None


def _plain(frequency: Frequency, year: int, part: int = 1) -> Readings:
    return {PLAIN: Period(frequency, year, part)}


def _annual(found: Groups, pivot: int) -> Readings:
    del pivot
    return _plain(Frequency.ANNUAL, int(found["y"]))


def _pair(found: Groups, pivot: int) -> Readings:
    """Two years, or a year and a month: ``2011-12``."""
    del pivot
    year, end, sep = int(found["y"]), found["e"], found["sep"]
    last = _end_of(year, end)
    months: dict[str, Period] = {}
    if len(end) == 2 and sep in "-/" and 1 <= int(end) <= PARTS[Frequency.MONTHLY]:  # noqa: PLR2004
        months = {MONTH: Period(Frequency.MONTHLY, year, int(end))}
    years: dict[str, Period] = {}
    if last:
        span = {SPAN: Period(Frequency.SPAN, year, 1, last)}
        split = {SPLIT: Period(Frequency.SPLIT_YEAR, year)} if last == year + 1 else {}
        years = span | split if sep in "–—" and len(end) == 4 else split | span  # noqa: PLR2004
    return months | years if sep == "-" else years | months


def _short_pair(found: Groups, pivot: int) -> Readings:
    """``23/24``: a year of 12 months, or a month and a year."""
    first, second = found["y"], found["e"]
    read: dict[str, Period] = {}
    if int(second) == (int(first) + 1) % 100:
        read[SPLIT] = Period(Frequency.SPLIT_YEAR, _year(first, pivot))
    if 1 <= int(first) <= PARTS[Frequency.MONTHLY]:
        read[MONTH] = Period(Frequency.MONTHLY, _year(second, pivot), int(first))
    return read


def _school(found: Groups, pivot: int) -> Readings:
    read = _pair(found, pivot)
    return {PLAIN: read[SPLIT]} if SPLIT in read else {}


def _fiscal_year(found: Groups, pivot: int) -> int | None:
    """The year in which it ends: 2024 for ``FY2024``, ``FY24``, ``FY 2023-24``."""
    year = _year(found["fy"], pivot)
    if not (end := found.get("fe")):
        return year
    last = _end_of(year, end)
    return last if last == year + 1 else None


def _fiscal(found: Groups, pivot: int) -> Readings:
    year = _fiscal_year(found, pivot)
    return _plain(Frequency.FISCAL, year) if year else {}


_CALENDAR = (Frequency.QUARTERLY, Frequency.HALF_YEARLY)
_OF_SPLIT = (Frequency.SPLIT_QUARTER, Frequency.SPLIT_HALF)
_OF_FISCAL = (Frequency.FISCAL_QUARTER, Frequency.FISCAL_HALF)


def _part(found: Groups, pivot: int) -> Readings:
    """A quarter or half of a year of any kind."""
    quarter = found.get("q") or found.get("q2") or found.get("q3")
    half = found.get("h") or found.get("h2") or found.get("h3")
    number, which = _nth(quarter or half or ""), 0 if quarter else 1
    if found.get("fy"):
        year = _fiscal_year(found, pivot)
        return _plain(_OF_FISCAL[which], year, number) if year else {}
    if found.get("e"):
        read = _pair(found, pivot)
        return _plain(_OF_SPLIT[which], read[SPLIT].year, number) if SPLIT in read else {}
    return _plain(_CALENDAR[which], _year(found["y"], pivot), number)


def _nth(text: str) -> int:
    """``2``, ``2nd`` or ``second``."""
    return int(text[0]) if text[0].isdigit() else _NTH[text.casefold()]


_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def _one_digit(found: Groups, pivot: int) -> Readings:
    """``2024-1``: a month, or a quarter up to the fourth."""
    del pivot
    year, number = int(found["y"]), int(found["p"])
    if not number:
        return {}
    read = {NTH_MONTH: Period(Frequency.MONTHLY, year, number)}
    if number <= PARTS[Frequency.QUARTERLY]:
        read[NTH_QUARTER] = Period(Frequency.QUARTERLY, year, number)
    return read


def _month_number(found: Groups, pivot: int) -> Readings:
    month = int(found["p"])
    in_year = 1 <= month <= PARTS[Frequency.MONTHLY]
    return _plain(Frequency.MONTHLY, _year(found["y"], pivot), month) if in_year else {}


def _six_digits(found: Groups, pivot: int) -> Readings:
    """``202203``: a month; ``202122``: a year of 12 months; ``201112``: one of them."""
    month = _month_number(found, pivot).get(PLAIN)
    year, second = int(found["y"]), int(found["p"])
    split = Period(Frequency.SPLIT_YEAR, year) if second == (year + 1) % 100 else None
    return {kind: one for kind, one in ((MONTH, month), (SPLIT, split)) if one}


def _named_month(found: Groups, pivot: int) -> Readings:
    month = month_of(found["m"])
    return _plain(Frequency.MONTHLY, _year(found["y"], pivot), month) if month else {}


def _week(found: Groups, pivot: int) -> Readings:
    del pivot
    year, week = int(found["y"]), int(found["w"])
    if not 1 <= week <= date(year, 12, 28).isocalendar().week:
        return {}
    return _plain(Frequency.WEEKLY, year, week)


def _day_of(year: int, month: int, day: int) -> Period | None:
    try:
        return day_period(date(year, month, day))
    except ValueError:
        return None


def _date(found: Groups, pivot: int) -> Readings:
    """A day whose parts are known by their places or by the name of the month."""
    name = found.get("m")
    month = month_of(name) if name else int(found["p"])
    day = _day_of(_year(found["y"], pivot), month or 0, int(found["d"]))
    return {DAY: day} if day else {}


def _numbers(found: Groups, pivot: int) -> Readings:
    """``01/02/2024``: the day first, or the month."""
    one, two = int(found["a"]), int(found["b"])
    year = _year(found["y"], pivot)
    first, second = _day_of(year, two, one), _day_of(year, one, two)
    if first == second or found["sep"] == ".":
        return {DAY: first} if first else {}
    return {kind: day for kind, day in ((DAY_FIRST, first), (MONTH_FIRST, second)) if day}


def _serial(found: Groups, pivot: int) -> Readings:
    del pivot
    number = int(found["n"])
    if not _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return {}
    return {SERIAL: day_period(_SERIAL_ZERO + timedelta(days=number))}


def _range(found: Groups, pivot: int) -> Readings:
    """Months that roll: ``Jan-Mar 2024``, ``Nov 2023 to Jan 2024``."""
    first, last = month_of(found["m1"]), month_of(found["m"])
    if not first or not last:
        return {}
    year = _year(found["y"], pivot)
    start = int(found["y1"]) if "y1" in found else year if first <= last else year - 1
    months = (year - start) * 12 + last - first + 1
    return _rolling(year, last, months)


def _rolling(year: int, month: int, months: int) -> Readings:
    frequency = next((one for one, length in ROLLING.items() if length == months), None)
    if frequency is None:
        return {}
    read = {ROLLS: Period(frequency, year, month)}
    if month % months == 0:
        whole = {3: Frequency.QUARTERLY, 6: Frequency.HALF_YEARLY, 12: Frequency.ANNUAL}[months]
        read[CALENDAR] = Period(whole, year, month // months)
    return read


_YEAR = 12
_WORDS_OF_LENGTH = {"w": 0, "q": 3, "three": 3, "3": 3, "six": 6, "6": 6, "half": 6}


def _ending(found: Groups, pivot: int) -> Readings:
    """``year ending June 2024``, ``3 months to March 2024``, ``week ending 7 January 2024``."""
    inner = _readings(found["rest"], pivot)
    length = next(
        (n for word, n in _WORDS_OF_LENGTH.items() if found["of"].lower().startswith(word)),
        12,
    )
    days = {kind: day for kind, day in inner.items() if day.frequency is Frequency.DAILY}
    if not length:
        return {
            kind: Period(Frequency.WEEK_ENDING, one.year, one.part) for kind, one in days.items()
        }
    months = [one for one in inner.values() if one.frequency is Frequency.MONTHLY]
    months += [day_period(one.last_day, Frequency.MONTHLY) for one in days.values()]
    rolling = _rolling(months[0].year, months[0].part, length) if months else {}
    return {kind: one for kind, one in rolling.items() if kind == ROLLS or length < _YEAR}


def _commencing(found: Groups, pivot: int) -> Readings:
    """``week commencing 1 January 2024``."""
    return {
        kind: day_period(one.last_day + timedelta(days=6), Frequency.WEEK_ENDING)
        for kind, one in _readings(found["rest"], pivot).items()
        if one.frequency is Frequency.DAILY
    }


_TIME = r"(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?Z?)?"
_ENDING = (
    r"(?:the )?(?P<of>year|yr|y|twelve months|12 months|12-months?|quarter|q|three months|3 months|"
    r"six months|6 months|half-year|week|w)(?:/e\.?|e| end| ending| ended| to| ending on)"
)

_NOTATIONS: tuple[tuple[re.Pattern[str], Callable[[Groups, int], Readings]], ...] = tuple(
    (kept_pattern(pattern, re.IGNORECASE), read)
    for pattern, read in (
        (rf"(?:CY ?|calendar year |total )?{_Y}(?:\.0+| total| annual)?", _annual),
        (_PAIR, _pair),
        (r"(?P<y>\d{2})[/-](?P<e>\d{2})", _short_pair),
        (rf"{_SCHOOL}{_PAIR}", _school),
        (_FISCAL_YEAR, _fiscal),
        (rf"{_PAIR}{_GAP}{_QUARTER}{_MONTHS_END}", _part),
        (rf"{_PAIR}{_GAP}{_HALF}{_MONTHS_END}", _part),
        (rf"{_QUARTER}{_GAP}{_PAIR}", _part),
        (rf"{_HALF}{_GAP}{_PAIR}", _part),
        (rf"{_FISCAL_YEAR}{_GAP}{_QUARTER}{_MONTHS_END}", _part),
        (rf"{_FISCAL_YEAR}{_GAP}{_HALF}{_MONTHS_END}", _part),
        (rf"{_QUARTER}{_GAP}{_FISCAL_YEAR}", _part),
        (rf"{_HALF}{_GAP}{_FISCAL_YEAR}", _part),
        (rf"{_Y}{_GAP}{_QUARTER}{_MONTHS_END}", _part),
        (rf"{_Y}{_GAP}{_HALF}{_MONTHS_END}", _part),
        (rf"{_QUARTER}{_MONTHS_END}{_GAP}{_Y24}", _part),
        (rf"{_HALF}{_MONTHS_END}{_GAP}{_Y24}", _part),
        (rf"(?P<q>[1-4])Q{_Y24}", _part),
        (rf"(?P<h>[12])H{_Y24}", _part),
        (rf"{_Y} ?M(?P<p>\d{{1,2}})", _month_number),
        (rf"{_Y}[-/:](?P<p>\d)", _one_digit),
        (rf"(?P<p>\d{{1,2}})[-/.]{_Y}", _month_number),
        (r"(?P<y>(?:19|20)\d{2})(?P<p>\d{2})", _six_digits),
        (rf"{_NAME}[-, /]*{_Y24}", _named_month),
        (rf"{_Y}[- ]?{_NAME}", _named_month),
        (rf"{_Y}[- ]?W(?:eek|k)?[- ]?(?P<w>\d{{1,2}})", _week),
        (rf"W(?:eek|k)?[- ]?(?P<w>\d{{1,2}})(?:[-,/ ]| of |, )?{_Y}", _week),
        (rf"{_Y}-(?P<p>\d{{1,2}})-(?P<d>\d{{1,2}}){_TIME}", _date),
        (rf"{_Y}/(?P<p>\d{{1,2}})/(?P<d>\d{{1,2}}){_TIME}", _date),
        (r"(?P<y>(?:19|20)\d{2})(?P<p>\d{2})(?P<d>\d{2})", _date),
        (rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[- ]{_NAME}[-, ]*{_Y24}", _date),
        (rf"{_NAME} (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? {_Y}", _date),
        (
            rf"(?P<a>\d{{1,2}})(?P<sep>[/.-])(?P<b>\d{{1,2}})(?P=sep){_Y24}{_TIME}",
            _numbers,
        ),
        (r"(?P<n>\d{5})(?:\.0+)?", _serial),
        (rf"{_FIRST_OF}{_DASH}{_NAME}[-, ]*{_Y24}", _range),
        (rf"{_Y},? (?P<m1>[A-Za-z]{{3,9}})\.?{_DASH}{_NAME}", _range),
        (rf"{_ENDING} (?P<rest>.+)", _ending),
        (
            r"(?:the )?(?:week|w)(?:/c\.?| commencing| beginning| starting| of) (?P<rest>.+)",
            _commencing,
        ),
    )
)
