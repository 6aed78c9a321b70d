"""What insight yields: findings that may open a brief, and advice whose rules were judged."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from briefing.core.fact import Fact
from briefing.core.text_nodes import Inlines


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence chosen as a highlight, and why."""

    id: str
    """Of an author's sentence its place in the config, else what found it and in which series."""
    text: str | Inlines
    """Markdown with facts, as the author wrote it; or a sentence that a pattern made."""
    path: tuple[str | int, ...]
    """Where the author's sentence stands in the brief's YAML."""
    reason: str
    facts: tuple[Fact, ...] = ()
    """The facts in a sentence that a pattern made."""
    detector: str = ""
    """What found it; empty for the author's sentences."""
    score: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    """The highlights, the strongest fact against the message, and what was passed over."""

    chosen: tuple[Finding, ...]
    contrary: Finding | None = None
    """For ``On the other hand``."""
    passed: tuple[Finding, ...] = ()
    """Those that came next, each with the reason why it was not taken."""
    reserve: tuple[Finding, ...] = ()
    """Those that would be chosen beside them if more were asked for, the best first."""
    declared: tuple[Finding, ...] = ()
    """All of the author's sentences whose rules hold, shown or not."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is not as the edition before had it, in a sentence."""

    cause: Literal["reversal", "rank", "definition", "revision", "new period"]
    text: Inlines
    facts: tuple[Fact, ...]

    @property
    def id(self) -> str:
        """Its cause, and the series that it is about."""
        return f"{self.cause} {self.facts[0].series}"


@dataclass(frozen=True, slots=True)
class Tipping:
    """An input and the figure at which the rule changes its verdict."""

    input: Fact
    at: str
    """As printed: ``3,300 metric tons``."""
    now: str
    """What it is today, in the scale of that: ``1,300 metric tons``."""
    direction: Literal["rise", "fall"]
    words: str
    """``U.S. mine production rose to 3,300 metric tons (now 1,300 metric tons)``."""


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
    now: tuple[str, ...] = ()
    """How much each of the facts is, as it stands beside the rule."""
    tipping: tuple[Tipping, ...] = ()
    """What would change the verdict, nearest first."""
    strength: str = ""
    """Strength of the evidence: ``high``, ``moderate``, ``low``, ``very low``."""
    limits: tuple[str, ...] = ()
    """Each limitation of the evidence."""
    before: bool | None = None
    """The verdict with the editions before, where there are any and they could tell."""
