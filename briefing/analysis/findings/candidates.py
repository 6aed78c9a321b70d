"""Candidates for highlights: a finding with its sentence, and the three parts of its score.

A score is size times certainty times weight. *Size* says how far the finding stands out, from 0 to
1, each detector by its own stated measure; *certainty* falls with estimates and bounds; *weight* is the
author's: key figures before metrics before data that the brief only reads. The parts follow
QuickInsights (Ding and others, SIGMOD 2019), which scores an insight by impact and significance.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from briefing.core.fact import Fact
from briefing.core.nature import Nature, Use, allows
from briefing.core.period import Period
from briefing.core.series import Panel, Series
from briefing.core.spot import Spot
from briefing.core.status import Status
from briefing.core.text_nodes import Inlines, Mention
from briefing.language import amounts
from briefing.language.base import Language
from briefing.language.caveats import with_caveat

Direction = Literal["up", "down", "none"]
Key = Spot | str
"""What a fact is about: the cell that it was read from, or its own id."""
Topic = tuple[str, bool]
"""A measure as references name it, and whether it is about its members."""
Kind = tuple[str, str, Nature]
"""A data set, a unit, a nature: what measures of one table may have in common."""

_CERTAINTY = {
    Status.NORMAL: 1.0,
    Status.PROVISIONAL: 0.95,
    Status.ESTIMATED: 0.92,
    Status.IMPUTED: 0.85,
    Status.FORECAST: 0.8,
    Status.UNRELIABLE: 0.6,
}
_BOUNDED = 0.85
_TOLD = frozenset({Status.ESTIMATED, Status.PROVISIONAL, Status.IMPUTED, Status.UNRELIABLE})
"""Statuses that a sentence says where such a figure carries it."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A series to look at, at the brief's period; ``name`` is that of a metric, if it is one."""

    language: Language
    series: Series
    now: Fact
    period: Period
    weight: float
    name: str = ""
    thresholds: tuple[Fraction, ...] = ()
    """Values whose crossing the author wants told."""
    panel: Panel | None = None
    """Where it is a member's series: the panel that it belongs to."""
    steps: dict[tuple[Period | None, str], tuple[Fact, Fact]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )
    """Changes that a detector asked for before: of which fact, and what was found."""
    past: dict[str, list[Fraction]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )
    """The values of the changes before, and the usual one, once a detector asked for them."""

    @property
    def key(self) -> Key:
        """The same for a metric and the observation that it shows."""
        return key_of(self.now)

    @property
    def title(self) -> str:
        """What it is at the head of a sentence: ``U.S. mine production``, ``China’s production``."""
        if self.now.member is None or not self._may_take_member:
            return self.language.term("finding.title", title=self.now.title)
        whole = self.language.grammar.whole(self.now.member)
        if whole:
            return self.language.term("finding.title_of_whole", whole=whole, measure=self.measure)
        if whole is not None:
            adds = allows(self.series.nature, Use.SUM_OVER_MEMBERS)
            key = "title_of_total" if adds else "title_overall"
            return self.language.term(f"finding.{key}", measure=self.measure)
        return self.language.term(
            "finding.title_of_member", member=self.now.member, measure=self.measure
        )

    @property
    def inside(self) -> str:
        """The same where the sentence has begun: a member keeps its capital, a measure does not."""
        if self.now.member is None or not self._may_take_member:
            return self.language.term("finding.title_inside", title=self.now.title)
        return self.title

    @property
    def _may_take_member(self) -> bool:
        """Whether the figure is one member's value of a measure, under no title of the author's."""
        return bool(self.now.member and self.now.measure)

    @property
    def measure(self) -> str:
        """The measure inside a sentence, without the world that a member is part of."""
        title = self.now.measure if self._may_take_member else self.now.title
        return self.language.term("finding.measure", title=title)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A finding that may become a highlight."""

    detector: str
    about: str
    """The metric or series that it is about, as references name it."""
    subject: Key
    """Key of what it is about: of several about one subject, one is shown."""
    topic: Topic
    """The measure that it is about, so that the choice covers different ones."""
    sentences: tuple[Inlines, ...]
    """The sentence, and others that say the same and open differently."""
    facts: tuple[Fact, ...]
    size: float
    weight: float
    because: str
    """Why it was found, in words."""
    direction: Direction = "none"
    name: str = ""
    """Name of the metric that it is about, if it is one."""
    certainty: float = field(default=1.0)
    kind: Kind | None = None
    """What it has in common with findings about other measures."""

    @property
    def id(self) -> str:
        """What found it and in which series, so that it is known from edition to edition."""
        return f"{self.detector} {self.about}"

    @property
    def score(self) -> Fraction:
        """In steps of a fiftieth, so that a small change of the data shuffles nothing."""
        return Fraction(round(50 * self.size * self.certainty * self.weight), 50)


def key_of(fact: Fact) -> Key:
    """What a fact is about: its cell, where it was read from one."""
    return fact.spot or fact.id


def certainty_of(facts: Iterable[Fact]) -> float:
    """How sure the figures are: that of the least certain one."""
    return min(
        (
            _BOUNDED if one.quantity.value is None else _CERTAINTY.get(one.quantity.status, 0.7)
            for one in facts
        ),
        default=1.0,
    )


def size_of_change(change: Fact) -> float:
    """0 for none, 1 for a doubling or a halving, or for a move by 25 percentage points."""
    value = change.quantity.value
    if value is None:
        ends = [end for end in (change.quantity.bounds.low, change.quantity.bounds.high) if end]
        value = min(ends, key=abs, default=Fraction(0))
    if change.quantity.unit.is_points:
        return math.sqrt(min(1.0, abs(float(value)) / 25))
    if not change.quantity.unit.is_percent:
        return 0.5  # a difference in the figure's own unit: only its history can tell its size
    ratio = 1 + float(value) / 100
    if ratio <= 0:
        return 1.0
    return math.sqrt(min(1.0, abs(math.log(ratio)) / math.log(2)))


def figure(language: Language, fact: Fact, text: str = "") -> Mention:
    """A figure in a sentence, with its unit where no other words are given."""
    return Mention(fact.id, text or amounts.amount(language, fact.quantity, fact.digits))


def told_figure(language: Language, fact: Fact, text: str = "") -> Mention:
    """The same, with what must be said beside it where no period with its status follows."""
    plain = figure(language, fact, text)
    return Mention(fact.id, with_caveat(language, plain.text, fact))


def word(fact: Fact, text: str) -> Mention:
    """Words that a fact vouches for."""
    return Mention(fact.id, text, "word")


def when(language: Language, fact: Fact, period: Period, *, is_moved: bool = False) -> Mention:
    """A period that a fact vouches for, with its status where it is not simply reported.

    ``2024``, ``2024 (estimated)``; a forecast that moved has a verb of its own: ``is projected to``.
    """
    text = language.period(period)
    if is_moved and fact.quantity.status is Status.FORECAST:
        return word(fact, text)
    if fact.quantity.status in _TOLD:
        told = (fact.means, language.status(fact.quantity.status))
        status = language.enumerated([one for one in told if one])
        return word(fact, language.term("finding.when_status", when=text, status=status))
    return word(fact, with_caveat(language, text, fact))
