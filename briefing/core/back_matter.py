"""What stands at the end of a brief: notes to its texts, works that they cite, what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.core.text_nodes import Inlines


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note to a text, at the end of the brief."""

    key: str
    """What signs in texts lead to it by."""
    number: int
    text: Inlines


@dataclass(frozen=True, slots=True)
class CitedWork:
    """A work in the list of references."""

    number: int
    """Its place in the list, from 1."""
    text: Inlines
    url: str
    """Where it is; empty where that is not known."""


@dataclass(frozen=True, slots=True)
class ImprintLine:
    """One thing that a brief says of itself: its DOI, its licence, whom to ask."""

    label: str
    text: str
    url: str = ""
    """Where it leads; empty where it leads nowhere."""
    has_code: bool = False
    """Whether paper shows where it leads as a QR code too."""
