"""Events: what happened when, as an author tells it."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.core.period import Period


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened at a time: ``{2019-03: Act adopted}``."""

    when: Period
    what: str
    """In the words of its author, which may hold facts: ``{{ pupils }} pupils moved in``."""
    key: str
    """The time as it is written in the config, by which its place is found."""
