"""Which measures of a file a reader would call its main ones, by their titles.

A file of hundreds of series holds few that a reader asks for: totals and balances before their parts, in words
before the shorthand of an office, of what the file says it is about before what else it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefing.app.drafting.plain_titles import abbreviations, is_shorthand

_WHOLE = re.compile(
    r"\b(?:total|overall|headline|all (?:items|ages|persons|causes|sectors|industries|people|goods)|both sexes|"
    r"gross domestic product|gdp per (?:head|capita))\b",
    re.IGNORECASE,
)
"""What stands for all of something."""
_BALANCE = re.compile(
    r"\b(?:net borrowing|net debt|deficit|surplus|balance|population|(?:un)?employment rate|inflation|"
    r"turnout)\b",
    re.IGNORECASE,
)
"""What others in a file of accounts lead up to."""
_PART = re.compile(
    r"\b(?:of which|others?|contributions?|adjustments?|less|element of|elsewhere|residual|reconciliation|"
    r"transactions?|cross holdings|within|receivable|payable|standard error|confidence|lower|upper|"
    r"invalid|rejected|spoilt|electorate|margin|percentile|weights?|rank|sample|base|respondents|coefficient|not stated|unknown)\b",
    re.IGNORECASE,
)
"""What is a part of something, or stands beside a figure."""
_WITHOUT = re.compile(r"\b(?:excl?(?:uding)?|excludes|except|without)\b\.?", re.IGNORECASE)
_INNER = re.compile(r"[:(;/]|\s[-–]\s")
_SMALL = frozenset(
    {
        "of",
        "the",
        "in",
        "and",
        "per",
        "a",
        "to",
        "for",
        "by",
        "as",
        "on",
        "at",
        "from",
        "data",
        "table",
    }
)
_LONG = 9
"""A title of more words explains itself."""
_MOST_SHARED, _MOST_PARTS, _MOST_SHORT = 3, 3, 3


def distance(title: str, subject: Iterable[str] = ()) -> int:
    """How far a measure stands from what a reader would call the main one: less is nearer.

    ``subject`` are texts that say what the file is about: its title, its name.
    """
    words = words_of(title)
    shared = len(set(words) & {word for text in subject for word in words_of(text)})
    bare = re.sub(r"\([^()]*\)$", "", title.strip())
    away = 5 * is_shorthand(title) + min(len(abbreviations(title)), _MOST_SHORT)
    away += 3 * bool(_PART.search(title)) + bool(_WITHOUT.search(title))
    away += min(len(_INNER.findall(bare)), _MOST_PARTS) + (len(words) > _LONG)
    near = 2 * bool(_WHOLE.search(title)) + 2 * bool(_BALANCE.search(title))
    return away - near - min(shared, _MOST_SHARED)


def nearest(titles: Sequence[str], subject: Iterable[str] = ()) -> list[int]:
    """The places of the titles, those of main measures first; among equals as in the file."""
    about = tuple(subject)
    return sorted(range(len(titles)), key=lambda place: distance(titles[place], about))


def words_of(text: str) -> list[str]:
    """The words of a title that say something."""
    return [one for one in re.findall(r"[a-z]{2,}", text.casefold()) if one not in _SMALL]
