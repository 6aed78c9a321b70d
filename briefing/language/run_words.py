"""Words for how a figure went before it turned: ``after two years of decline``."""

from __future__ import annotations

import re

from briefing.core.kept_patterns import kept_pattern

_NUMBERS = "two|three|four|five|six|seven|eight|nine|ten"
_DOWN = "decline|falls|falling|losses|contraction|shrinking|decreases|drops|cuts"
_UP = "growth|rises|rising|increases|gains|expansion"
AFTER_YEARS_OF = kept_pattern(
    rf"\b(?P<phrase>(?:after|following) (?:(?P<count>{_NUMBERS}|\d\d?) (?:straight |consecutive |successive |whole )?)?(?P<unit>year|quarter|month|week)s"
    rf" of (?:(?:steady|slow|steep|continuous|constant|unbroken) )?(?:(?P<down>{_DOWN})|(?P<up>{_UP})))\b",
    re.IGNORECASE,
)
"""The changes before went the other way, or this one."""


def runs(found: re.Match[str]) -> int:
    """How many changes a match of :data:`AFTER_YEARS_OF` tells; two where it says "years" alone."""
    word = found["count"]
    if not word:
        return 2
    names = _NUMBERS.split("|")
    return names.index(word.lower()) + 2 if word.lower() in names else int(word)
