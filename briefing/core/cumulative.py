"""Labels of figures that add up from the start of a year, ``Jan-May 2024``: why they are no period, in words."""

from __future__ import annotations

import re

from briefing.core.frequency import MONTH_NAMES, ROLLING
from briefing.core.period_notation import CAN_BE_READ, month_of

_Y = r"(?:\d{4}|'\d\d)"
_RANGE = re.compile(
    rf"(?:{_Y}[,:]? )?(?P<first>[A-Za-z]{{3,9}})\.?(?: {_Y})? ?(?:[-–—‐‑−/]|to|through) ?(?P<last>[A-Za-z]{{3,9}})\.?(?:[-, ]*(?:{_Y}|\d\d))?",
    re.IGNORECASE,
)
_SO_FAR = re.compile(
    rf"(?P<count>\d{{1,2}}) ?M(?:onths?)?[ -]?(?:{_Y}|\d\d)|{_Y}[ -]?(?P<count2>\d{{1,2}}) ?M"
    rf"|(?P<date>(?:YTD|year[ -]to[ -]date)\b.*|.*\b(?:YTD|year[ -]to[ -]date))",
    re.IGNORECASE,
)
_IN_A_YEAR = 12


def why_no_period(text: str) -> tuple[str, str]:
    """What is said of a label that is no period, and what to do about it."""
    told = _adds_up(" ".join(text.split()))
    if not told:
        return (
            f"'{text}' is no period",
            f"periods are written {CAN_BE_READ}; pick rows with 'where'",
        )
    lengths = ", ".join(map(str, sorted(set(ROLLING.values()))))
    advice = (
        "put into the file what each adds to the label before it, the figure of one month or quarter, "
        f"or pick rows of {lengths} months with 'where'"
    )
    return f"'{text}' is no period: it is cumulative, {told}", advice


def _adds_up(text: str) -> str:
    """``a year to date, 5 months from January to May``; empty of what does not add up."""
    if (found := _RANGE.fullmatch(text)) and any(one.isdigit() for one in text):
        first, last = month_of(found["first"]), month_of(found["last"])
        if first and last:
            names = " to ".join(MONTH_NAMES[one - 1].title() for one in (first, last))
            months = (last - first) % _IN_A_YEAR + 1
            return f"{'a year to date, ' if first == 1 else ''}{months} months from {names}"
    if found := _SO_FAR.fullmatch(text):
        count = found["count"] or found["count2"]
        if not count:
            return "a year to date"
        return f"a year to date, {count} months" if 1 < int(count) <= _IN_A_YEAR else ""
    return ""
