"""What must be said beside a figure that is no plain fact: low reliability, not significant, in doubt."""

from __future__ import annotations

from briefing.core.fact import Fact
from briefing.core.status import Status
from briefing.language.base import Language

_NO_PLAIN_FACT = frozenset({Status.UNRELIABLE, Status.NOT_SIGNIFICANT})
"""Statuses that no text may leave out; an estimate is said where it carries the sentence."""


def caveat(language: Language, fact: Fact) -> str:
    """``low reliability``, ``in doubt`` where a check doubts what it rests on; else empty."""
    if fact.quantity.value is not None and fact.rests_on_doubt:
        return language.term("caveat.in_doubt")
    status = fact.quantity.status
    return language.status(status) if status in _NO_PLAIN_FACT else ""


def with_caveat(language: Language, text: str, fact: Fact) -> str:
    """A figure or period with what must be said beside it: ``500 people (low reliability)``."""
    said = caveat(language, fact)
    return language.term("caveat.beside", text=text, caveat=said) if said else text
