"""Words that say from when a change is counted: ``on the year``, ``a month earlier``, ``since 2019``."""

from __future__ import annotations

import re

from briefing.core.frequency import MONTH_NAMES
from briefing.core.kept_patterns import kept_pattern

_UNIT = "year|half-year|quarter|month|week|day"
_AGO = "before|earlier|ago"
_PREPOSITION = r"(?:on|over|from|than|against|versus|compared (?:with|to)|relative to)"
_SAME = (
    r"(?:the|its) (?:same|corresponding) (?:half|quarter|month|week|day|period|time)"
    rf" (?:(?:of|in) )?(?:(?:a|one|the) (?P<{{0}}1>year) (?:{_AGO})|last (?P<{{0}}2>year)|the (?:previous|preceding) (?P<{{0}}3>year))"
)
_EARLIER = (
    rf"(?:a|one|the) (?P<{{0}}4>{_UNIT}) (?:{_AGO})"
    rf"|(?:the )?(?:previous|preceding) (?P<{{0}}5>{_UNIT})|(?:the )?last (?P<{{0}}6>{_UNIT})"
)
_GOES_ON = r"\b(?! (?:of|when|that|in which|with|where|before|earlier|ago|(?:1[6-9]|20)\d\d))"
_MONTHS = "|".join(one.title() for one in MONTH_NAMES)

LAG = kept_pattern(
    rf"\b(?P<phrase>(?P<a1>{_UNIT})[- ]on[- ](?P=a1)\b"
    rf"|{_PREPOSITION} (?:{_SAME.format('b')}|{_EARLIER.format('b')})\b"
    rf"|since (?:{_SAME.format('d')}|(?:a|one) (?P<d4>{_UNIT}) (?:{_AGO})|this time last (?P<d5>year)"
    rf"|(?:the )?(?:last|previous|preceding) (?P<d6>half-year|quarter|month|week|day)(?! of\b))\b"
    rf"|(?:on|over|within) (?:the (?:last |past )?|a |one )(?P<c1>{_UNIT}){_GOES_ON}"
    rf"|(?:in (?:a |one |the (?:last |past ))|during the (?:last |past ))(?P<c2>{_UNIT}){_GOES_ON}"
    rf"|(?:since|from|on|over|against|compared (?:with|to)) (?:(?P<month>{_MONTHS}) )?(?P<since>(?:1[6-9]|20)\d\d)(?![-/–]?\d))",
    re.IGNORECASE,
)
"""From when a change beside it is counted: a part of time, or a year or month by its name."""
EARLIER = kept_pattern(
    rf"^,? ?\(?(?:in )?(?P<phrase>{_SAME.format('b')}|{_EARLIER.format('b')})\b", re.IGNORECASE
)
"""Matched against the words after a figure of then: ``from 41,600 a year earlier``."""
BEHIND_CHANGE = kept_pattern(
    r"^(?: (?:in|across|throughout) (?:the |all (?:of )?(?:the )?)?[\w-]+(?: [\w-]+)?)?\s*[,)(]?\s*(?:(?:more|less|fewer|higher|lower|larger|smaller|up|down) )?$",
    re.IGNORECASE,
)
"""Fills the text from a change to the words that say since when: ``5% higher than``, ``5% in the north``."""
CAME_TO = kept_pattern(r"^,? (?:to|at|reaching) (?:about |around |just |only )?$", re.IGNORECASE)
"""Fills the text from a change to the figure that it led to."""
BEFORE_CHANGE = kept_pattern(r"^,?(?: by)?\s+(?:about |around |some |just |only )?$", re.IGNORECASE)
"""Fills the text from the words that say since when to the change."""
OPENS = kept_pattern(r"(?:^|[;:(—–])\s*$")
"""What stands before such words at the head of a sentence or clause."""
CLAUSE_ENDS = kept_pattern(r"[;:—–]")


def unit_of_lag(found: re.Match[str]) -> str:
    """``year`` for ``on the year`` and ``the same month last year``; empty where a date is named."""
    groups = found.groupdict().items()
    return next((word.lower() for name, word in groups if word and name[1:].isdigit()), "")


def month_named(found: re.Match[str]) -> int | None:
    """The month of a named date, from 1: ``since March 2024``."""
    word = found.groupdict().get("month")
    return 1 + MONTH_NAMES.index(word.lower()) if word else None
