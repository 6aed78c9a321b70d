"""Words for how a figure went before it turned, and for how far: ``after two years of decline``, ``rose slightly``."""

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
_SLIGHT = r"(?:only )?(?:slightly|marginally|modestly|a little|a touch|somewhat)"
_STRONG = r"(?:sharply|steeply|dramatically|strongly|markedly|substantially|rapidly|massively)"
DEGREE_BEHIND = kept_pattern(
    rf"^ (?P<phrase>(?P<slight>{_SLIGHT})|(?P<strong>{_STRONG}))\b", re.IGNORECASE
)
"""Matched against the words behind a verb of a fact."""
_WENT_FAR = kept_pattern(
    r"^(?:climb|dropp?|surg|doubl|tripl|quadrupl|halv|more than|(?:rose|fell|rise|fall) (?:by |more )|\w+fold)",
    re.IGNORECASE,
)
_HARDLY_WENT = kept_pattern(r"^(?:edged?\b|(?:was|were|be) (?:about )?unchanged)", re.IGNORECASE)


def runs(found: re.Match[str]) -> int:
    """How many changes a match of :data:`AFTER_YEARS_OF` tells; two where it says "years" alone."""
    word = found["count"]
    if not word:
        return 2
    names = _NUMBERS.split("|")
    return names.index(word.lower()) + 2 if word.lower() in names else int(word)


def contradicts(verb: str, *, is_slight: bool) -> bool:
    """Whether an adverb of degree contradicts a verb that tells its own: ``climbed slightly``."""
    return bool((_WENT_FAR if is_slight else _HARDLY_WENT).match(verb))
