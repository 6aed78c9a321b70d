"""Words that say on which side of zero a balance lies: a profit, a deficit, in the red."""

from __future__ import annotations

import re

from briefing.core.kept_patterns import kept_pattern

_ABOVE = r"profits?|surplus(?:es)?|black|positive(?: territory)?|net gain"
_BELOW = r"loss(?:es)?|deficits?|shortfall|red|negative(?: territory)?"
_SIDE = rf"(?P<phrase>(?:(?:above|(?P<under>below|under)) zero)|(?P<above>{_ABOVE})|(?P<below>{_BELOW}))"
_HAVING = (
    r"(?:made|makes?|posted|posts?|reported|reports?|recorded|records?|ran|runs?|had|has|showed|shows?|booked|earned|turned in"
    r"|return(?:ed|s) to|back (?:in|into|to)|sw[iu]ngs? (?:back )?(?:in)?to|moved (?:back )?(?:in)?to|slip(?:ped|s)? (?:back )?(?:in)?to"
    r"|f[ae]ll(?:s)? (?:back )?(?:in)?to|went (?:in)?to|(?:is|was|are|were|be|remain(?:s|ed)?|stay(?:s|ed)?|still|now)(?: (?:still|now|back|again))?(?: in)?)"
)
_BEFORE_IT = r"(?: again| once more)?(?:,? (?:of|with|at|to)|:| \(|,)\s*(?:about |around |some |nearly |almost |only |just )?$"
SIDE_BEFORE = (
    kept_pattern(
        rf"\b{_HAVING}(?: (?:an?|the|its|another))?(?: [\w-]+)? ?\b{_SIDE}{_BEFORE_IT}",
        re.IGNORECASE,
    ),
    kept_pattern(
        r"\b(?P<phrase>(?P<above>profit|surplus)|(?P<below>loss|deficit)(?P<under>)) of\s+(?:about |around |some |nearly |almost |only |just )?$",
        re.IGNORECASE,
    ),
)
"""Matched against the words that end where a balance begins: ``made a profit of``."""
SIDE_MOVED = kept_pattern(
    r"\b(?P<phrase>(?P<above>profits?|surplus(?:es)?)|(?P<below>loss(?:es)?|deficits?|shortfalls?)(?P<under>))"
    r"(?: (?:of|in|for|on) (?:the )?[\w-]+)?\s+(?:(?:has|have|had|also|then|again|thus|even) )*$",
    re.IGNORECASE,
)
"""Matched against the words that end where a fact says how a balance moved: ``the deficit {{ balance.verb }}``."""
SIDE_NOUN = kept_pattern(
    r"\b(?:loss(?:es)?|deficits?|shortfalls?|profits?|surplus(?:es)?)\b", re.IGNORECASE
)
"""In the title of a balance: it is called so whatever its sign, and what counts deficits rises with them."""
SIDE_OR_BALANCE = kept_pattern(
    r"\b(?:(?P<below>loss(?:es)?|deficits?|shortfalls?)|profits?|surplus(?:es)?|balances?|results?|accounts?)\b",
    re.IGNORECASE,
)
"""What a record of a balance is one of: ``the largest deficit on record``, ``its lowest balance``."""
EVEN = kept_pattern(r"\b(?P<phrase>br(?:eaks?|oke|oken|eaking) even)\b", re.IGNORECASE)
"""It is neither above nor below zero."""
SIDE_AFTER = kept_pattern(rf"^,? (?:an?|in the|in) {_SIDE}\b(?! (?:of|than)\b)", re.IGNORECASE)
"""Matched against the words that begin where it ends: ``, a loss``."""


def is_above(found: re.Match[str]) -> bool:
    """Whether the words put it above zero."""
    return found["below"] is None and not found["under"]
