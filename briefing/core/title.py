"""Titles of computed figures as values: a term by its key, with the parts that it is made of.

What computes a figure knows no language; it says what the title is, and the language words it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from briefing.core.period import Period


@dataclass(frozen=True, slots=True)
class Title:
    """``Title("share", {"owner": "China", "measure": "World production"})``."""

    key: str
    """Which title it is, among the terms ``title.*`` of a language."""
    parts: Mapping[str, Part | Title] = field(default_factory=dict)


Part = str | int | Period | tuple[str, ...]
"""A name or title, a count, a period, or several names; a title has other titles as parts too."""


def says_whose(title: str, member: str | None) -> bool:
    """Whether nothing is to be added to a title for whose figure it is: ``China's share`` of China."""
    if not member:
        return True
    named = rf"(?<!\w){re.escape(member.casefold())}(?!\w)"
    return re.search(named, title.casefold()) is not None


def alike(one: str, other: str) -> bool:
    """Whether a reader takes two headings for one: the same words, however they are set."""
    return _bare(one) == _bare(other)


def _bare(title: str) -> str:
    return " ".join(title.casefold().replace("’", "'").split())


def titled_for(title: str, member: str | None) -> Title | str:
    """What a figure is and whose: ``Unemployment rate, North``; the title alone where it says so."""
    if says_whose(title, member):
        return title
    return Title("of_member", {"measure": title, "member": member or ""})


Worder = Callable[[Title], str]
"""Puts titles into words: the method ``title`` of a language."""
