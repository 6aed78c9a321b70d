"""What something measured did: ``prices came off their peak``, ``freight rates have crept back to normal``.

A measure does nothing of itself, so that whatever verb of the past it has tells how it moved; but for
verbs of methods and rules (``prices quoted on the exchange``), which stand in ``words/en.toml``.
"""

from __future__ import annotations

import re

from briefing.language.inflection import PASTS, verbs
from briefing.language.lexicon import FAMILIES

_SUBJECTS = frozenset(
    form for one in FAMILIES["subjects"] for form in (one, verbs(one)[0].now)
) - frozenset({"support", "interest", "activity", "futures"})
_HANDLED = frozenset(
    form
    for one in verbs(",".join(FAMILIES["handled"]))
    for form in (one.past, one.participle, one.going)
)
_NO_VERBS = frozenset(
    [
        "need",
        "indeed",
        "speed",
        "seed",
        "feed",
        "breed",
        "deed",
        "weed",
        "hundred",
        "red",
        "united",
        "being",
        "nothing",
        "something",
        "anything",
        "everything",
        "during",
        "according",
        "including",
        "regarding",
        "concerning",
        "excluding",
        "following",
        "pending",
        "thing",
        "building",
        "housing",
        "spring",
        "string",
        "king",
        "ring",
        "morning",
        "evening",
        "meeting",
        "funding",
        "hearing",
        "setting",
        "beginning",
        "had",
        "been",
        "done",
        "gone",
    ]
)
RULES = tuple(
    re.compile(rule)
    for rule in (
        r"u(?:P[^.,BHCk]{1,4})?HX{0,3}k(?!X?y)",  # rates out of Shanghai have come off the boil
        r"u(?:P[wWuU]{1,2})?X?k(?=[XPhT.,mCrDAO]|$)(?![^.,C]*[BHGSUs])(?!X?y)",  # terms of trade moved against
        r"u(?:P[wWuU]{1,2})?BX{0,2}K(?![wWuU])",  # margins are evaporating
    )
)
"""Patterns over letters: ``u`` a measure, ``k`` a verb of the past, ``K`` one in ``-ing``, others as in the grammar."""


def kind_in_story(letter: str, word: str) -> str:
    """The letter of a word in the rules above, from its letter in the grammar and its text."""
    small = word.lower()
    if small in _SUBJECTS:
        return "u"
    if letter in "uU":
        return "w"
    if small in _HANDLED or small in _NO_VERBS or letter not in "wpqgjlGV":
        return letter
    if small in PASTS or (small.endswith("ed") and len(small) > len("shed")):
        return "k"
    return "K" if small.endswith("ing") else letter
