"""Words that place a figure or a change in its own history, and what each asserts of it.

Three tables: of changes (``again``, ``for the first time since 2019``, ``for the third year running``),
of records (``the highest since 2015``), and of what is better (``improved``, ``the worst``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from briefing.core.kept_patterns import kept_pattern
from briefing.language.moment_words import MOMENT, Moment, moment_of

_NUMBERS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]
_COUNT = rf"(?P<count>{'|'.join(_NUMBERS)}|\d+)"
_PERIODS = r"(?:years?|quarters?|months?|weeks?|editions?|rounds?|seasons?)"
_SINCE = rf"(?:since (?P<since>(?:1[6-9]|20)\d\d)|(?:in|for) (?:the (?:last|past) |at least |over )?{_COUNT} {_PERIODS})"
_MOVE = "rise|fall|increase|decrease|decline|drop|gain|loss|growth|upturn|downturn|improvement|contraction"
_GOING = "rising|falling|growing|shrinking|increasing|decreasing|declining|climbing|dropping"
_GO = "rise|fall|grow|shrink|increase|decrease|decline|climb|drop"
_DOWN = kept_pattern(
    r"\b(?:slump|plunge|dip|fall|shrink|decreas|declin|drop|loss|down|contract)", re.IGNORECASE
)

Turn = Literal["again", "first", "running"]

AGAIN = kept_pattern(
    r"(?<!time and )(?<!then )(?<!now and )(?<!never )\b(?P<phrase>(?:once )?again|once more"
    rf"|continue[sd]? (?:to (?:{_GO})|{_GOING})|(?:kept|keeps|keep|still|went on) {_GOING}"
    rf"|a further (?:{_MOVE})|another (?:{_MOVE}))\b",
    re.IGNORECASE,
)
"""The change before went the same way."""
TURNED = kept_pattern(
    rf"\b(?P<phrase>(?:(?:has|have|had) )?(?:begun|began|begins?|started|resumed|returned)"
    rf" (?:to (?:{_GO})|{_GOING}|to growth|(?:its|their) (?:{_MOVE}))(?: again)?)\b",
    re.IGNORECASE,
)
"""The change goes the way that is named, and the one before did not."""
FIRST = kept_pattern(
    rf"\b(?P<phrase>(?:for the first time|(?:the |its |their )first (?:{_MOVE}))(?: {_SINCE})?"
    r"|(?<=is |as )the first(?= since| in \w+ years))(?!\w)",
    re.IGNORECASE,
)
"""No change went this way for so long."""
AFTER_A = kept_pattern(
    rf"\b(?P<phrase>(?:after|following) (?:an?|last (?:year|quarter|month)['’]s) (?:[a-z]+ )?(?:{_MOVE}|surge|slump|plunge|jump|dip)"
    rf"(?: (?:in|of) (?:the )?(?:[\w-]+ )?(?:quarter |half )?(?:of )?(?P<since>(?:1[6-9]|20)\d\d)| (?:in )?the (?:year|quarter|month) before)?)\b(?! (?:in|of) )",
    re.IGNORECASE,
)
"""The change before went the way that is named."""
RUNNING = kept_pattern(
    rf"\b(?P<phrase>for (?:the|a) (?P<nth>{'|'.join(_ORDINALS)}|\d+(?:st|nd|rd|th)) (?:consecutive |successive |straight )?"
    rf"{_PERIODS}(?: running| in a row| in succession)?|(?:the |its |a )?(?P<nth2>{'|'.join(_ORDINALS[1:])}|\d+(?:st|nd|rd|th)) "
    rf"(?:(?:consecutive|successive|straight) (?:(?:annual|yearly|quarterly|monthly) )?(?:{_PERIODS}|{_MOVE})"
    rf"|(?:(?:annual|yearly|quarterly|monthly) )?(?:{_MOVE}) (?:in a row|running|in succession)))\b",
    re.IGNORECASE,
)
"""So many changes in a row went this way."""

_HIGH = "highest|largest|biggest|greatest|dearest|most"
_LOW = "lowest|smallest|least|cheapest|fewest"
_WHAT = "level|value|figure|rate|share|price|total|count|output|reading|point|result|year|mark|one"
_RANGE = (
    rf"(?:{_SINCE}|on record|ever(?: recorded| measured)?|so far|in (?:its|their|the|recorded|living)"
    r" (?:history|memory|data|series))"
)
RECORD = kept_pattern(
    rf"(?<!keep )(?<!kept )(?<!keeps )\b(?P<phrase>(?:(?:the|its|their|a) )?(?:(?P<high>{_HIGH})|(?P<low>{_LOW})|(?P<best>best)|(?P<worst>worst))"
    rf"(?: (?:{_WHAT})|(?<!most)(?<!least) (?:[a-z-]+ )?[a-z-]+)?? {_RANGE}"
    rf"|(?:its|their) (?:(?P<high2>{_HIGH})|(?P<low2>{_LOW})) (?:{_WHAT})(?= ?(?:[,.;:)]|$))"
    r"|(?:(?:a|an|its|the|their|another|at) )?(?:new )?(?:all-time|record|new|fresh) (?:(?P<high3>highs?|peaks?)|(?P<low3>lows?|troughs?))"
    r"|(?:(?P<high4>more|higher|larger|greater|dearer|bigger)|(?P<low4>less|fewer|lower|smaller|cheaper)"
    r"|(?P<best2>better)|(?P<worst2>worse)) than (?:ever(?: before)?|in any year before)"
    r"|(?:a|its|another|new) (?:new )?(?P<record>record)(?= ?(?:[,.;:)\ue000]|$| of\b| at\b| in\b)))(?!\w)",
    re.IGNORECASE,
)
"""No value since then, or ever, was as high, or as low."""
FIRST_OF_ALL = kept_pattern(
    rf"\b(?P<phrase>(?:the )?(?:(?P<high>{_HIGH}|best|top)|(?P<low>{_LOW}|worst))(?: [a-z-]+){{0,2}}"
    r" (?:of all|of them all|anywhere|in (?:the|all) [a-z]+|(?:among|of) the (?:\w+ ){0,2}\w+))\b",
    re.IGNORECASE,
)
"""Beside a rank: who is first, or not first."""
HAS_IT = kept_pattern(
    r"^ (?:has|had|is|was|shows?|showed|posts?|posted|reports?|reported|with)? ?$", re.IGNORECASE
)
"""Fills the text from a name to what it is or has: `` has the highest``."""
AGAINST_IT = kept_pattern(
    r"(?:,|\bbut)? (?:against|compared (?:with|to)|versus|set against)\s+$", re.IGNORECASE
)
"""Matched against the words before the figure that one is set against."""
PAST_A_MARK = kept_pattern(
    r"\b(?:below|above|under|over|past|beyond|exceed(?:s|ed|ing)|topp?(?:s|ed|ing)|pass(?:es|ed|ing)|reach(?:es|ed|ing)"
    r"|more than|less than|fewer than|at least)\b[^,;:]{0,30}$",
    re.IGNORECASE,
)
"""Before "for the first time": a mark that was passed, which changes do not tell: ``below 15% for the first time``."""
LEFT = kept_pattern(
    r"\b(?:from|after|against|than|versus|compared (?:with|to))(?: (?:about|around|some|nearly|only|just))?\s+$",
    re.IGNORECASE,
)
"""Matched against the words before a figure: the one that was left, or that another is set against."""
ONLY = kept_pattern(r"\b(?P<phrase>only|merely|a mere|barely|as little as)\s+$", re.IGNORECASE)
"""Matched against the words right before a figure: it is little, so it is not the most there ever was."""
BETTER = kept_pattern(
    r"\b(?P<phrase>(?P<better>improv(?:ed|es|ement|ing)|got better|bettered)"
    r"|(?P<worse>worsen(?:ed|s|ing)?|deteriorat(?:ed|es|ion|ing)|got worse))\b",
    re.IGNORECASE,
)
"""The change went to the better, or to the worse, whichever way that is declared to be."""


_SINCE_THEN = kept_pattern(
    r"\bsince (?P<since>(?:1[6-9]|20)\d\d)(?![-/–]?\d)"
    r"|\b(?:in|over|within|during) (?:the (?:space|course) of )?(?:the )?(?:last|past) "
    rf"{_COUNT} (?P<unit>{_PERIODS}|elections?|terms?)\b"
    r"|\b(?P<on_year>on (?:the|a) year|(?:over|in|within|during) the (?:past |last )?year\b(?! [12])|year[- ]on[- ]year"
    r"|(?:from|than|against|compared (?:with|to)) (?:a|the|one) year (?:earlier|before|ago))\b",
    re.IGNORECASE,
)
"""How far back a sentence looks that sets a figure against an earlier one."""


_OF_A_RECORD = kept_pattern(
    r"\b(?:first|best|worst|record|[a-z]{2,}est|most|least|only|(?:consecutive|successive|straight))\b[^,;.()]*$",
    re.IGNORECASE,
)
"""Before a "since" that tells how far back a record holds: ``the first rise since 2015``."""


def since_then(sentence: str) -> Span | None:
    """How far back a sentence looks: ``since 2015``, ``in the last five years``; none where it does not say.

    Where it says two, no period is the one: ``Span(periods=0)``.
    """
    every = _SINCE_THEN.finditer(sentence)
    found = {
        one[0].lower(): one for one in every if not _OF_A_RECORD.search(sentence[: one.start()])
    }
    moments = [
        moment
        for one in MOMENT.finditer(sentence)
        if not _OF_A_RECORD.search(sentence[: one.start()]) and (moment := moment_of(one))
        if not any(
            one.start() < other.end() and other.start() < one.end() for other in found.values()
        )
    ]
    if len(found) + len(moments) != 1:
        return Span(periods=0) if found or moments else None
    if moments:
        return Span(moment=moments[0])
    (one,) = found.values()
    if one["since"]:
        return Span(since=int(one["since"]))
    if one["on_year"]:
        return Span(on_year=True)
    count = _number(one["count"])
    return Span(years=count) if one["unit"].lower().startswith("year") else Span(periods=count)


@dataclass(frozen=True, slots=True)
class Span:
    """How far back a phrase reaches: a year, so many periods, or all that there is."""

    since: int | None = None
    periods: int | None = None
    years: int | None = None
    on_year: bool = False
    """To the same period of the year before."""
    moment: Moment | None = None
    """To a moment that is named without its year, or to the end of a length of time."""


def span_in(found: re.Match[str]) -> Span:
    """How far back the words of a match reach."""
    groups = found.groupdict()
    if groups.get("since"):
        return Span(since=int(groups["since"]))
    if count := groups.get("count"):
        return Span(periods=_number(count))
    return Span()


def times_running(found: re.Match[str]) -> int:
    """How many changes in a row a match of :data:`RUNNING` tells."""
    word = (found["nth"] or found["nth2"]).lower()
    return _ORDINALS.index(word) + 1 if word in _ORDINALS else int(re.sub(r"\D", "", word))


def way_named(phrase: str) -> Literal["up", "down"] | None:
    """The way that a phrase names by itself: ``continued to fall``; none for ``again``."""
    if _DOWN.search(phrase):
        return "down"
    return "up" if re.search(rf"\b(?:{_MOVE}|{_GOING}|{_GO})\b", phrase, re.IGNORECASE) else None


def _number(word: str) -> int:
    word = word.lower()
    return _NUMBERS.index(word) + 1 if word in _NUMBERS else int(word)
