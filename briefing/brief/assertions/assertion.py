"""What a phrase asserts of a fact, and the figures of a text that phrases can speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.brief.mentions import MARK_CLOSE, MARK_OPEN, Mentions
from briefing.core.fact import Derivation, Fact
from briefing.core.lags import NoRelative, relative
from briefing.core.period import Period
from briefing.core.series import Series
from briefing.core.text_nodes import Mention
from briefing.language.history_words import Span

_MARK = re.compile(f"{MARK_OPEN}(\\d+){MARK_CLOSE}")
_SENTENCE_END = re.compile(r"(?<!\b[A-Z])[.!?](?=\s|$)|\n\s*\n")
_DIFFERENCES = frozenset({"difference", "change"})
_CHANGES = _DIFFERENCES | {"growth_rate"}


@dataclass(frozen=True, slots=True)
class Assertion:
    """A phrase that was held against facts: what it says, where it stands, and whether it is true."""

    phrase: str
    start: int
    end: int
    verdict: bool | None
    """Whether it holds; ``None`` where its facts leave that open."""
    because: str
    """The figures that decide: ``x.change is 14.2 percentage points, up``; or what is not known."""
    facts: tuple[str, ...] = ()
    """Ids of the facts in its sentence."""

    def __str__(self) -> str:
        """``'down from' holds: x is 13,000, x.before is 16,000``."""
        said = {True: "holds", False: "is false", None: "cannot be decided"}[self.verdict]
        return f"'{self.phrase}' {said}: {self.because}"


@dataclass(frozen=True, slots=True)
class Figure:
    """What a fact printed in a text: where its mark stands, the mention, and the fact."""

    start: int
    end: int
    mention: Mention
    fact: Fact
    series: Series | None
    """The series that the fact is of; of a change, the one that changed."""

    @property
    def told(self) -> str:
        """``output.before is 41,600 metric tons``; of a verb, what it says: ``output rose``."""
        if self.mention.kind == "word":
            return f"{self.fact.id} {self.mention.text}"
        return f"{self.fact.id} is {self.mention.text}"

    @property
    def is_figure(self) -> bool:
        """Whether the number itself is printed, not a word from it."""
        return self.mention.kind == "figure"

    @property
    def is_change(self) -> bool:
        """Whether the fact is itself a change."""
        origin = self.fact.origin
        return isinstance(origin, Derivation) and origin.calculator in _CHANGES

    @property
    def is_signed(self) -> bool:
        """Whether it is a change, or a part in one: its sign says which way."""
        origin = self.fact.origin
        return self.is_change or (
            isinstance(origin, Derivation) and origin.calculator == "contribution"
        )

    @property
    def is_rank(self) -> bool:
        """Whether the fact is a place in an order."""
        return self.fact.quantity.unit.code == "rank"

    def compares_with(self, other: Figure) -> bool:
        """Whether both are amounts of one unit, of different facts."""
        return (
            not self.is_change
            and not other.is_change
            and self.fact.id != other.fact.id
            and self.fact.quantity.unit == other.fact.quantity.unit
        )


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a rendered text: its words with marks, where it begins, and its figures."""

    text: str
    start: int
    figures: tuple[Figure, ...]

    @property
    def plain(self) -> str:
        """As long as the text, with spaces for signs of Markdown and ends of lines."""
        return re.sub(r"[*_\n]", " ", self.text)

    def words_before(self, end: int) -> tuple[str, int]:
        """The words between the mark before and ``end``, and where they begin."""
        since = self.text.rfind(MARK_CLOSE, 0, end) + 1
        return self.plain[since:end], since

    def nearest(self, at: int, end: int, among: tuple[Figure, ...]) -> Figure | None:
        """The nearest figure before a phrase, else the nearest after it."""
        before = [one for one in among if one.end <= at]
        after = [one for one in among if one.start >= end]
        return before[-1] if before else after[0] if after else None

    def assertion(self, start: int, end: int, verdict: bool | None, because: str) -> Assertion:
        """An assertion of the phrase between two places of this sentence."""
        phrase = " ".join(self.plain[start:end].split())
        facts = tuple(dict.fromkeys(one.fact.id for one in self.figures))
        return Assertion(phrase, self.start + start, self.start + end, verdict, because, facts)


def sentences_in(text: str, mentions: Mentions) -> Iterator[Sentence]:
    """The sentences of a rendered text that facts have part in, in order."""
    start = 0
    ends = [found.end() for found in _SENTENCE_END.finditer(text)]
    for end in [*ends, len(text)]:
        piece = text[start:end]
        if figures := tuple(_figures(piece, mentions)):
            yield Sentence(piece, start, figures)
        start = end


def _figures(text: str, mentions: Mentions) -> Iterator[Figure]:
    for mark in _MARK.finditer(text):
        made = mentions.made[int(mark[1])]
        if fact := mentions.facts.get(made.fact):
            series = mentions.histories.get(made.fact)
            yield Figure(mark.start(), mark.end(), made, fact, series)


def _compared_ids(fact: Fact) -> set[str]:
    """What a change compares: a value and the one before it, not one with another's."""
    inputs = fact.origin.inputs if isinstance(fact.origin, Derivation) else {}
    if inputs.keys() != {"now", "before"}:
        return set()
    return {one.id for one in inputs.values() if isinstance(one, Fact)}


@dataclass(frozen=True, slots=True)
class History:
    """A series up to a period, asked which way it went before."""

    series: Series
    period: Period
    mentions: Mentions
    is_of_changes: bool = False
    """Whether its values are changes themselves: growth rates, differences."""

    @classmethod
    def of(cls, figure: Figure, mentions: Mentions) -> History | None:
        """That of a figure, or of what a change changed; none where no series is known."""
        series, fact = figure.series, figure.fact
        base = series.at(fact.period) if series and fact.period else None
        if series is None or base is None or fact.period is None:
            return None
        is_own = fact.id == base.id
        if not is_own and not (figure.is_change and base.id in _compared_ids(fact)):
            return None
        return cls(series, fact.period, mentions, figure.is_change and is_own)

    def earlier(self) -> Iterator[Period]:
        """The periods before, the latest first, as far as the series reaches."""
        when = self.series.before(self.period)
        while self.series.facts and when >= self.series.periods[0]:
            yield when
            when = self.series.before(when)

    def period_since(self, span: Span | None) -> Period | None:
        """The period that words look back to, else the one before; none where the series has none such."""
        if span is None:
            return self.series.before(self.period)
        if span.on_year:
            return self.period.a_year_before()
        if (moment := span.moment) is not None:
            every = [one for one in self.series.periods if one < self.period]
            return next((one for one in reversed(every) if moment.fits(one, self.period)), None)
        if span.years is not None:
            when = self.period
            for _ in range(span.years):
                when = when.a_year_before()
            if when in self.series.facts:
                return when
        since = span.since if span.years is None else self.period.years[-1] - span.years
        if since is not None:
            within = [one for one in self.series.periods if since in one.years]
            return within[-1] if within and within[-1] < self.period else None
        when = self.period
        for _ in range(span.periods or 0):
            when = self.series.before(when)
        return when if span.periods else None

    def way(self, period: Period) -> str:
        """``up``, ``down``, ``level``, or ``unknown`` in a period."""
        fact = self.series.at(period)
        if fact is None:
            return "unknown"
        if self.is_of_changes:
            return fact.quantity.direction
        try:
            found = relative(self.series, fact, "difference", self.mentions.language.title)
        except NoRelative:
            return "unknown"
        return found.quantity.direction

    def told(self, period: Period) -> str:
        """``2023: down``."""
        return f"{period}: {self.way(period)}"
