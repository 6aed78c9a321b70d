"""What must be said beside a figure that is no plain fact: a forecast, low reliability, in doubt, an estimate."""

from __future__ import annotations

import re

from briefing.core.fact import Fact
from briefing.core.status import Status
from briefing.language.base import Language

_NO_PLAIN_FACT = frozenset({Status.UNRELIABLE, Status.NOT_SIGNIFICANT, Status.FORECAST})
"""Statuses that no sentence may leave out."""
_UNSETTLED = frozenset({Status.ESTIMATED, Status.IMPUTED, Status.PROVISIONAL})
"""Statuses that are said once, where such figures carry a text."""


def caveat(language: Language, fact: Fact) -> str:
    """``low reliability``, ``forecast``, ``in doubt`` where a check doubts what it rests on; else empty.

    All where all are so: ``forecast, in doubt``. What a text means that stands for bounds comes
    first: ``net exporter``.
    """
    status = fact.quantity.status
    told = [fact.means] if fact.means and fact.quantity.tells_something else []
    if status in _NO_PLAIN_FACT:
        told.append(language.status(status))
    if fact.quantity.value is not None and fact.rests_on_doubt:
        told.append(language.term("caveat.in_doubt"))
    return language.enumerated(told)


def unsettled(language: Language, fact: Fact) -> str:
    """``estimated``, ``imputed``, ``provisional``; else empty."""
    status = fact.quantity.status
    return language.status(status) if status in _UNSETTLED else ""


def is_told(language: Language, said: str, words: str) -> bool:
    """Whether some words tell a caveat already: "is expected to reach" tells a forecast."""
    parts = said.split(language.enumerated(("", "")))
    if len(parts) > 1:
        return all(is_told(language, part, words) for part in parts)
    stems = [said]
    for status in (Status.FORECAST, *_UNSETTLED):
        if said == language.status(status):
            stems = [said, *language.words_of(f"told.{status.name.lower()}")]
    pattern = "|".join(map(re.escape, stems))
    return re.search(rf"(?<!\w)(?:{pattern})", words, re.IGNORECASE) is not None


def beside(language: Language, text: str, said: str, means: str = "") -> str:
    """A figure or period with what is said beside it: ``500 people (low reliability)``.

    What is said there already, ``means`` too, stands before it in the same brackets: ``(in doubt, estimated)``.
    """
    if not said:
        return text
    known = [
        *([means] if means else ()),
        language.term("caveat.in_doubt"),
        *map(language.status, (*_NO_PLAIN_FACT, *_UNSETTLED)),
    ]
    for one in known:
        tail = language.term("caveat.beside", text="", caveat=one).strip()
        if text.endswith(f" {tail}"):
            text, said = text.removesuffix(tail).rstrip(), language.enumerated([one, said])
            break
    return language.term("caveat.beside", text=text, caveat=said)


def with_caveat(language: Language, text: str, fact: Fact) -> str:
    """A figure or period with what no sentence may leave out beside it."""
    return beside(language, text, caveat(language, fact))
