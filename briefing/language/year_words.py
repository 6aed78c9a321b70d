"""Years, and parts of years, that are typed beside a figure to say of when it is: ``In 2023 it was 5``, ``5 in May``."""

from __future__ import annotations

import re

from briefing.core.frequency import MONTH_NAMES
from briefing.core.kept_patterns import kept_pattern

_YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)(?:[/–-](?P<more>\d\d|\d{4}))?(?![-/–]?\d)(?!s\b)"
_YEAR_ALONE = _YEAR.replace("<year>", "<year2>").replace("<more>", "<more2>")
_NOT_OF_PRICES = r"(?! (?:prices?|terms|dollars?|euros?|pounds?|money|values?|rates?|constant|boundaries|US|U\.S\.)\b)"
YEAR_BEHIND = kept_pattern(
    rf"^(?:,? (?P<phrase>(?:in|during|for) {_YEAR})\b{_NOT_OF_PRICES}| \((?P<phrase2>{_YEAR_ALONE})\))",
    re.IGNORECASE,
)
"""Matched against the words right after a figure."""
_BETWEEN = (
    r"(?P<between>(?: (?!and\b|but\b|while\b|when\b|which\b|that\b|who\b|before\b|after\b|since\b|now\b|today\b|is\b|are\b|has\b|have\b"
    r"|than\b|from\b|against\b|versus\b|compared\b|above\b|below\b)[\w’'-]+){0,12}) $"
)
_OPENED = r"(?:^|[.;:(—–]|\b(?:and|but|while),?)\s*"
YEAR_AHEAD = kept_pattern(
    rf"{_OPENED}(?P<phrase>(?:in|during) {_YEAR}){_NOT_OF_PRICES},?{_BETWEEN}", re.IGNORECASE
)
"""Matched against the words that end where the first figure of a clause begins, which a year opens."""
_ORDER = ("first", "second", "third", "fourth")
_MONTH = "|".join(MONTH_NAMES)
_PART = (
    rf"(?:(?:the )?(?P<quarter>{'|'.join(_ORDER)}) quarter|Q(?P<digit>[1-4])|(?:the )?(?P<half>first|second) half"
    rf"|(?P<month>{_MONTH}))\b(?:,?(?: of)? (?P<of_year>(?:1[6-9]|20)\d\d)| of (?:the|this) year\b)?(?![-/–]?\d)"
    rf"(?!,?(?: of)? (?:1[6-9]|20)\d\d| of\b|,? (?:last|this|next|the (?:previous|preceding|following)) year\b|\s?[–/-]|,? (?:and|or|to) (?:the |Q)?(?:{_MONTH}|{'|'.join(_ORDER)}|[1-4])\b)"
)
PART_BEHIND = kept_pattern(
    rf"^,? (?P<phrase>(?:in|during|for) {_PART}){_NOT_OF_PRICES}", re.IGNORECASE
)
PART_AHEAD = kept_pattern(
    rf"{_OPENED}(?P<phrase>(?:in|during) {_PART}){_NOT_OF_PRICES},?{_BETWEEN}", re.IGNORECASE
)
"""The same of quarters, halves and months, with their year or without."""
_SEEN = r"(?P<phrase>(?P<which>last|this|next) (?P<unit>year|quarter|month)"
_GOALS = r"(?:published|promises?|promised|pledged?|announced|decided|plan(?:s|ned)?|predict(?:ed|ions?)|forecasts?|targets?|goals?|budgets?)\b"
_PLANNED = rf"(?!.*\b{_GOALS})"
SEEN_BEHIND = kept_pattern(rf"^,? {_SEEN})\b(?!['’]s)", re.IGNORECASE)
"""Matched against the words right after a figure: ``last year``."""
SEEN_AHEAD = kept_pattern(rf"{_OPENED}{_PLANNED}{_SEEN})\b(?!['’]),?{_BETWEEN}", re.IGNORECASE)
"""Matched against the words before the first figure of a clause that they open."""
_ABOUT = r"\s*(?:(?:about|some|just|only|nearly) )*$"
SEEN_WHOSE = (
    kept_pattern(
        rf"\b{_SEEN}['’]s)(?: (?!{_GOALS})[a-z-]+){{0,4}} (?:(?:was|were|is|of|at|came to|stood at|reached) )?{_ABOUT}",
        re.IGNORECASE,
    ),
    kept_pattern(rf"\b(?:than|against|from|after|on) {_SEEN}),? ?[(—–]{_ABOUT}", re.IGNORECASE),
)
"""Matched against the words right before a figure that is theirs: ``last year’s``, ``than last year (``."""


def months_named(found: re.Match[str]) -> range:
    """The months of the year, from 1, of the part that is named."""
    if word := found["month"]:
        month = 1 + [one.lower() for one in MONTH_NAMES].index(word.lower())
        return range(month, month + 1)
    if word := found["half"]:
        return range(1, 7) if word.lower() == "first" else range(7, 13)
    word, digit = found["quarter"], found["digit"]
    place = _ORDER.index(word.lower()) if word else int(digit) - 1
    return range(3 * place + 1, 3 * place + 4)


def year_named(found: re.Match[str]) -> tuple[int, int]:
    """The first and the last year that are named: of ``2023/24`` both."""
    groups = found.groupdict()
    first = int(groups.get("year") or groups.get("year2") or 0)
    more = groups.get("more") or groups.get("more2")
    if not more:
        return first, first
    return first, int(more) if len(more) == len("2024") else first // 100 * 100 + int(more)
