"""Words that say whether two came closer or drew apart."""

from __future__ import annotations

import re

from briefing.core.kept_patterns import kept_pattern

_GAP = r"(?:gap|difference|distance|lead|margin|divide|spread)(?: [^.,:;()]{0,40}?)?"
GAP = kept_pattern(r"\b(?:gap|difference|distance|lead|margin|divide|spread)s?\b", re.IGNORECASE)
CLOSER_OR_APART = kept_pattern(
    rf"\b(?P<phrase>(?P<closer>(?:come|came|comes|moved?|moves|grown|grew|drawn|drew) (?:much |a little |still )?closer(?: together)?"
    rf"|converged?|{_GAP} (?:has |have |had )?(?:narrow(?:ed|s)|closed|closes|shr[aiu]nk|shrinks|fell|fallen))"
    rf"|(?P<apart>(?:drifted|moved|grown|grew|drifts?|pulled) (?:further )?apart|diverged?"
    rf"|{_GAP} (?:has |have |had )?(?:widen(?:ed|s)|grown|grew|grows|opened(?: up)?|increased|rose|risen)))\b",
    re.IGNORECASE,
)
"""The difference of two figures is smaller, or greater, than it was."""
