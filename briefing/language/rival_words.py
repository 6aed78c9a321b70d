"""Words that set one against another: who overtook, caught up, is ahead, behind, or level."""

from __future__ import annotations

import re
from enum import Enum

from briefing.core.kept_patterns import kept_pattern


class Rivalry(Enum):
    """What a phrase asserts of the one before it and the one after it."""

    OVERTOOK = "is ahead now, and was not before"
    CAUGHT_UP = "has nearly as much or more now, and had not before"
    AHEAD = "is ahead"
    BEHIND = "is behind"
    LEVEL = "has the same"


def _phrase(words: str) -> re.Pattern[str]:
    return kept_pattern(rf"(?<!not )(?<!never )\b(?P<phrase>{words})\b", re.IGNORECASE)


RANKS = kept_pattern(
    r"^,? (?P<phrase>ranks?|ranked|comes?|came|stands?|stood|is|was|remains?|remained|lies?|lay)(?: (?:in|the|at|now|only|still))*\s*$",
    re.IGNORECASE,
)
"""Fills the text from a name to the rank that it has."""
RANK_IS = kept_pattern(
    r"^(?: [\w-]+){0,4} (?P<phrase>is|was|are|were|remains?|remained)\s*$", re.IGNORECASE
)
"""Fills the text from a rank to the name that has it: ``second-largest producer was``."""
HAS = kept_pattern(
    r"^(?:,? ?(?P<phrase>with|at|\(|(?:(?:accounts?|accounted) for|(?:makes?|made) up|covers?|covered|contribute[sd]?|posted|posts?|reported|reports?"
    r"|recorded|records?|registered|registers?|counted|counts?|polled|polls?|scored|scores?|has|had|holds?|held|mined|mines|produced|produces|reached|reaches"
    r"|st(?:ands?|ood) at)(?: (?:about|around|some|nearly|almost|just|only|over|more than|less than|a|its|the))*))\s*$",
    re.IGNORECASE,
)
"""Fills the text from a name to its figure."""
BOTH_AFTER = kept_pattern(
    r"^(?: now| again)?,? ?(?:the |its |their )?(?:[\w’'-]+ ){0,5}?[\w’'-]*(?:,? (?:with|at|by)|[:,(—–]| [(—–])(?: (?:with|at|by))?\s*$",
    re.IGNORECASE,
)
"""Fills the text from a phrase to the first of two figures that follow it: ``overtook Spain: 5 against 4``."""
RIVALS: tuple[tuple[Rivalry, re.Pattern[str]], ...] = (
    (
        Rivalry.OVERTOOK,
        _phrase(
            r"(?P<passive>(?:was |were |has been |have been )?overtaken by)|overtook|overtakes|(?:has|have) overtaken"
            r"|leapfrogged|pulled ahead of"
        ),
    ),
    (
        Rivalry.CAUGHT_UP,
        _phrase(r"caught up with|catches up with|(?:has|have) caught up with|drew level with"),
    ),
    (
        Rivalry.AHEAD,
        _phrase(
            r"(?P<passive>(?:is|was|were) (?:surpassed|outstripped|exceeded|outnumbered) by)|(?<!pulled )ahead of"
            r"|surpass(?:es|ed)|outstrip(?:s|ped)|exceed(?:s|ed)|outnumber(?:s|ed)|leads"
        ),
    ),
    (
        Rivalry.BEHIND,
        _phrase(r"behind|lag(?:s|ged) behind|trail(?:s|ed)|(?:fell|falls) short of"),
    ),
    (
        Rivalry.LEVEL,
        _phrase(r"(?<!drew )level with|on a par with|neck and neck with|match(?:es|ed)"),
    ),
)
"""Tried in this order."""
