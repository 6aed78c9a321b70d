"""Which of the known words somebody may have meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from itertools import islice

_MANY = 200
"""Words beyond which only those are looked at that begin alike: thousands of mistakes are told too."""
_FEW_LETTERS = 2
_LONGEST = 200


def suggest(word: str, known: Iterable[str]) -> str:
    """``did you mean 'x'?`` with the nearest of the known words, or an empty string."""
    every = list(known)
    if len(every) > _MANY:
        length = len(word)
        alike = (
            one for one in every if one[:1] == word[:1] and abs(len(one) - length) <= _FEW_LETTERS
        )
        every = list(islice(alike, _MANY // 2))
    near = difflib.get_close_matches(word[:_LONGEST], every, n=1, cutoff=0.6)
    return f"did you mean '{near[0]}'?" if near else ""
