"""What insight yields: findings that may open a brief, and advice whose rules were judged."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.model.fact import Fact


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence chosen as a highlight: its template, where that stands, and why."""

    text: str
    """Markdown with facts, as the author wrote it or as a pattern made it."""
    path: tuple[str | int, ...]
    """Where the sentence stands in the brief's YAML."""
    reason: str


@dataclass(frozen=True, slots=True)
class Advice:
    """A recommendation that was judged: its verdict and the facts that its rule reads."""

    index: int
    """Position in the config."""
    verdict: bool | None
    """Holds, does not hold, or unknown."""
    rule: str
    """The rule in words."""
    facts: tuple[Fact, ...]
