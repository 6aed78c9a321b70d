"""Words of headers that tell what a column is for: periods, flags, notes, units, codes, sampling errors, values."""

from __future__ import annotations

import re

_SPELLED = re.compile(r"[_\W]+")
PERIOD_HEADER = re.compile(
    r"\b(?:years?|time|periods?|dates?|quarters?|months?|weeks?|day|jahr|année|año|cdid|season|"
    r"time period|financial year|fiscal year|anno)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"(?:\b(?:dates?|days?|weeks?|months?|quarters?|half|years?|time|periods?|jahr|año|anno|cdid|season|calendar|fiscal|"
    r"financial|academic|school|ref|reference|reporting|reported|report|survey|statistical|accounting|observation|obs|data|"
    r"value|starting|started|start|ending|ended|end|beginning|commencing|from|to|until|of|the|as|at|on|in|code|id|no|"
    r"number|format|yyyymmdd|yyyymm|yyyy|yymm|mm|dd)\b ?)+",
    re.IGNORECASE,
)
"""Words of a header that says when and nothing else: "Reference month", not "Waiting over 52 weeks" or "Full time"."""
LENGTH = re.compile(
    r"\d ?(?:years?|quarters?|months?|weeks?|days?)\b|\w time\b(?! period)", re.IGNORECASE
)
"""A header of how long something takes: "over 1 year", "Full time"."""
PART_HEADER = re.compile(r"\b(?:quarter|qtr|month|week|half|part)\b", re.IGNORECASE)
FLAG_HEADER = re.compile(
    r"\b(?:flags?|obs flag|obs status|status|markers?|symbols?|qualifiers?|observation status|conf status|"
    r"flag codes?|footnote codes?)\b",
    re.IGNORECASE,
)
NOTE_HEADER = re.compile(
    r"\b(?:notes?|footnotes?|comments?|remarks?|anmerkung|obs comment)\b", re.IGNORECASE
)
UNIT_HEADER = re.compile(
    r"\b(?:units?|uom|unit meas(?:ure)?|unit of measure(?:ment)?|unit measure|currency|einheit|unité|"
    r"unit short)\b",
    re.IGNORECASE,
)
CODE_HEADER = re.compile(
    r"\b(?:codes?|ids?|identifier|iso ?\d?|fips|rank|rang|row|no|nr|latitude|longitude|lat|lon|lng|"
    r"postcode|zip|uri|url|index no|vector|coordinate|dguid|idbank|urn|ukprn|laestab|estab|lea?)\b",
    re.IGNORECASE,
)
ERROR_HEADER = re.compile(
    r"\bmargins? of error\b|\bsampling error\b|\bmoe\b|±|\+/-|\bstandard errors?\b|\bstd ?err(?:or)?\b|"
    r"\bse\b|\bconfidence (?:interval|limit)s?\b|\b(?:lower|upper)(?: 95%?)? (?:ci|bound|limit|cl)\b|"
    r"\b(?:lower|upper) confidence\b|\b[lu]ci\b|\bfact value numeric (?:low|high)\b",
    re.IGNORECASE,
)
_VALUE_HEADER = re.compile(
    r"\b(?:obs value|fact value numeric|value|values|amount|figure|observation|data value|wert|valeur|number|count)\b",
    re.IGNORECASE,
)


def spelled(header: str) -> str:
    """A header in words: ``OBS_STATUS`` is ``OBS STATUS``, ``RefArea`` is ``Ref Area``."""
    return _SPELLED.sub(" ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header)).strip()


def says_when(header: str) -> bool:
    """Whether a header tells periods and nothing else, so that numbers below it may be dates: "Week ending"."""
    words = spelled(header)
    return PERIOD_HEADER.search(words) is not None and _WHEN.fullmatch(words) is not None


def is_value_header(header: str) -> bool:
    """Whether a header says no more than that values stand below it."""
    return _VALUE_HEADER.fullmatch(spelled(header)) is not None
