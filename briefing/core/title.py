"""Titles of computed figures as values: a term by its key, with the parts that it is made of.

What computes a figure knows no language; it says what the title is, and the language words it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from briefing.core.period import Period

Part = str | int | Period | tuple[str, ...]
"""A name or title, a count, a period, or several names."""


@dataclass(frozen=True, slots=True)
class Title:
    """``Title("share", {"owner": "China", "measure": "World production"})``."""

    key: str
    """Which title it is, among the terms ``title.*`` of a language."""
    parts: Mapping[str, Part] = field(default_factory=dict)


def says_whose(title: str, member: str | None) -> bool:
    """Whether nothing is to be added to a title for whose figure it is: ``China's share`` of China."""
    return not member or member.casefold() in title.casefold()


Worder = Callable[[Title], str]
"""Puts titles into words: the method ``title`` of a language."""
