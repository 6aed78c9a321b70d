"""Years that are typed beside a figure, to say of when it is: ``In 2023 it was 5``, ``5 in 2023``."""

from __future__ import annotations

import re

from briefing.core.kept_patterns import kept_pattern

_YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)(?:[/–-](?P<more>\d\d|\d{4}))?(?![-/–]?\d)(?!s\b)"
_YEAR_ALONE = _YEAR.replace("<year>", "<year2>").replace("<more>", "<more2>")
_NOT_OF_PRICES = r"(?! (?:prices?|terms|dollars?|euros?|pounds?|money|values?|rates?|constant|boundaries|US|U\.S\.)\b)"
YEAR_BEHIND = kept_pattern(
    rf"^(?:,? (?P<phrase>(?:in|during|for) {_YEAR})\b{_NOT_OF_PRICES}| \((?P<phrase2>{_YEAR_ALONE})\))",
    re.IGNORECASE,
)
"""Matched against the words right after a figure."""
YEAR_AHEAD = kept_pattern(
    rf"(?:^|[.;:(—–]|\b(?:and|but|while),?)\s*(?P<phrase>(?:in|during) {_YEAR}){_NOT_OF_PRICES},?"
    r"(?P<between>(?: (?!and\b|but\b|while\b|when\b|which\b|that\b|who\b|before\b|after\b|since\b|now\b|today\b|is\b|are\b|has\b|have\b"
    r"|than\b|from\b|against\b|versus\b|compared\b|above\b|below\b)[\w’'-]+){0,12}) $",
    re.IGNORECASE,
)
"""Matched against the words that end where the first figure of a clause begins, which a year opens."""


def year_named(found: re.Match[str]) -> tuple[int, int]:
    """The first and the last year that are named: of ``2023/24`` both."""
    groups = found.groupdict()
    first = int(groups.get("year") or groups.get("year2") or 0)
    more = groups.get("more") or groups.get("more2")
    if not more:
        return first, first
    return first, int(more) if len(more) == len("2024") else first // 100 * 100 + int(more)
