"""Words that say which way a figure stands or went, and what each claims: up or down.

Three tables, by where the words stand: before a change (``a fall of 5%``), after one (``5% below``),
and before the figure that something is compared with (``down from 16,000``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

Way = Literal["up", "down", "level"]

_BEFORE: dict[Way, str] = {
    "up": r"(?:rises?|increases?|gains?|growth|jumps?|surges?|upturn|improvement in output) of|up(?: by)?"
    r"|(?:rose|rises?|grew|grows?|increase[sd]?|climb(?:ed|s)?|jump(?:ed|s)?|surge[sd]?|soar(?:ed|s)?|gain(?:ed|s)?"
    r"|expand(?:ed|s)?|advance[sd]?)(?: by)?|add(?:ed|s)|went up(?: by)?|is up(?: by)?|has (?:risen|grown)(?: by)?"
    r"|rising(?: by)?|growing(?: by)?|increasing(?: by)?",
    "down": r"(?:falls?|declines?|drops?|decreases?|loss(?:es)?|reductions?|cuts?|slumps?|plunges?|dips?"
    r"|contractions?|slides?|downturn) of|down(?: by)?"
    r"|(?:fell|falls?|decline[sd]?|drop(?:ped|s)?|decrease[sd]?|shrank|shrinks?|plunge[sd]?|slump(?:ed|s)?"
    r"|tumble[sd]?|lost|loses?|dip(?:ped|s)?|contract(?:ed|s)?)(?: by)?|took away|went down(?: by)?"
    r"|has (?:fallen|shrunk)(?: by)?|falling(?: by)?|shrinking(?: by)?|declining(?: by)?",
}
_AFTER: dict[Way, str] = {
    "up": r"above|more(?! of\b)|higher|larger|greater|bigger|dearer|up|ahead of|in excess of",
    "down": r"below|less|fewer|lower|smaller|cheaper|down|behind|short of",
}
_AGAINST: dict[Way, str] = {
    "up": r"up from|above|(?:higher|larger|greater|bigger|dearer|more) than|over|ahead of|exceed(?:s|ed|ing)"
    r"|surpass(?:es|ed|ing)|in excess of"
    r"|(?:rose|risen|rising|rises|grew|grown|growing|climbed|climbing|increased|increasing|improved) from",
    "down": r"down from|below|(?:lower|smaller|less|fewer|cheaper) than|under|behind|short of|lag(?:s|ged|ging) behind"
    r"|(?:fell|fallen|falling|falls|dropped|dropping|declined|declining|decreased|decreasing|shrank) from",
    "level": r"level with|on a par with|equal to|the same as|match(?:es|ed|ing)|unchanged from",
}
_HEDGE = r"(?:about |around |some |nearly |almost |just |only |well |far |another |a further |a )*"
_ARTICLE = r"(?:(?:an?|the|this|its|another) (?:\w+ )?)?"
_OF = r"(?: (?:its|the|their|a) (?:[\w-]+ ){0,4}(?:of|at))?"

BEFORE: tuple[tuple[Way, re.Pattern[str]], ...] = tuple(
    (way, re.compile(rf"\b{_ARTICLE}(?P<phrase>{words})\s+{_HEDGE}$", re.IGNORECASE))
    for way, words in _BEFORE.items()
)
"""Matched against the words that end where a change begins."""
AFTER: tuple[tuple[Way, re.Pattern[str]], ...] = tuple(
    (way, re.compile(rf"^\s+(?P<phrase>{words})\b", re.IGNORECASE)) for way, words in _AFTER.items()
)
"""Matched against the words that begin where a change ends."""
AGAINST: tuple[tuple[Way, re.Pattern[str]], ...] = tuple(
    (way, re.compile(rf"\b(?P<phrase>{words}){_OF}\s+{_HEDGE}$", re.IGNORECASE))
    for way, words in _AGAINST.items()
)
"""Matched against the words that end where the figure compared with begins."""

LATELY = re.compile(
    r"\b(?P<phrase>still|remain(?:s|ed)?|stay(?:s|ed)?|as before|continue[sd]? to (?:be|stand|lie))\s+"
    r"(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
"""Matched against the words before a comparison: it was so in the period before."""

_ROUNDING = re.compile(r"(?:more|less|fewer) than|over|under|in excess of|short of", re.IGNORECASE)
_CLAUSE_END = re.compile(
    r"[,;:()–—]|\b(?:and|but|while|whereas|with|when|who|which)\b", re.IGNORECASE
)


def is_rounding(phrase: str, between: str) -> bool:
    """Whether ``more than``, ``over`` and the like may just round the figure that they stand before.

    They compare it with a figure of the same clause; ``between`` are the words from there on.
    """
    return bool(may_round(phrase) and _CLAUSE_END.search(between))


def may_round(phrase: str) -> bool:
    """Whether a phrase of comparison may as well round the figure after it: ``more than 5,000``."""
    return _ROUNDING.fullmatch(phrase) is not None


_NEGATED = re.compile(
    r"\b(?:no|not|never|neither|nor|without|if|whether|unless|from)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
DENIED = re.compile(r"\b(?P<phrase>(?P<once>no longer)|not|never)\s+(?:\w+\s+)?$", re.IGNORECASE)
"""Matched against the words before a comparison: it is not so; with ``once``, it was so before."""


def compared_in(text: str) -> tuple[Way, int, int] | None:
    """The comparison that words right before a figure make, whether or not they deny it.

    None where they only suppose it: ``if``, ``whether``, ``without``.
    """
    for way, pattern in AGAINST:
        if found := pattern.search(text):
            start, end = found.span("phrase")
            is_open = _NEGATED.search(text[:start]) and not DENIED.search(text[:start])
            return None if is_open else (way, start, end)
    return None


def phrase_in(
    text: str, table: Iterable[tuple[Way, re.Pattern[str]]]
) -> tuple[Way, int, int] | None:
    """What the words claim, and where in ``text`` the phrase stands; none where it is negated."""
    for way, pattern in table:
        if found := pattern.search(text):
            if _NEGATED.search(text[: found.start("phrase")]):
                return None
            return way, found.start("phrase"), found.end("phrase")
    return None
