"""Typed words of direction beside facts, held against them: ``a fall of 5%`` is one, or is refused.

Which fact a phrase belongs to, by three rules. A phrase right before a change or difference (``a rise
of``, ``down``) speaks of it. So does one right after it (``below``, ``more``). A phrase of comparison
right before a figure (``down from``, ``above its mean of``) sets against it the nearest figure before
it in the sentence that has the same unit. A change that is printed with its sign, and a figure that
bounds leave open, decide nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.brief.mentions import MARK_CLOSE, MARK_OPEN, Mentions
from briefing.core.document import Mention
from briefing.core.fact import Derivation, Fact
from briefing.language.direction_words import AFTER, AGAINST, BEFORE, Way, phrase_in

_MARK = re.compile(f"{MARK_OPEN}(\\d+){MARK_CLOSE}")
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)|\n\s*\n")
_CHANGES = frozenset({"difference", "change", "growth_rate"})


@dataclass(frozen=True, slots=True)
class Assertion:
    """A phrase that was held against facts: what it says, where it stands, and whether it is true."""

    phrase: str
    start: int
    end: int
    holds: bool
    because: str
    """The figures that decide: ``x.change is 14.2 percentage points, up``."""

    def __str__(self) -> str:
        """``'down from' holds: x is 13,000, x.before is 16,000``."""
        return f"'{self.phrase}' {'holds' if self.holds else 'is false'}: {self.because}"


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure in a text: where its mark stands, what is printed, and its fact."""

    start: int
    end: int
    mention: Mention
    fact: Fact
    signed: bool
    """Whether it is printed with its sign."""

    @property
    def told(self) -> str:
        return f"{self.fact.id} is {self.mention.text}"


def assertions_in(text: str, mentions: Mentions) -> tuple[Assertion, ...]:
    """All phrases of direction in a rendered text that its facts decide, in order."""
    figures = [
        _Figure(mark.start(), mark.end(), made, mentions.facts[made.fact], place in mentions.signed)
        for mark in _MARK.finditer(text)
        if (made := mentions.made[place := int(mark[1])]).kind == "figure"
        and made.fact in mentions.facts
    ]
    found: list[Assertion] = []
    for place, figure in enumerate(figures):
        found += _beside_change(text, figure)
        found += _compared(text, figure, figures[:place])
    return tuple({one.start: one for one in sorted(found, key=lambda one: one.start)}.values())


def _beside_change(text: str, figure: _Figure) -> Iterator[Assertion]:
    """What stands right before and right after a change."""
    if not _is_change(figure.fact) or figure.signed:
        return
    before, since = _plain_before(text, figure.start)
    if found := phrase_in(before, BEFORE):
        yield from _judged(text, since, found, figure)
    after = _plain(text[figure.end :].partition(MARK_OPEN)[0])
    if found := phrase_in(after, AFTER):
        yield from _judged(text, figure.end, found, figure)


def _judged(
    text: str, since: int, found: tuple[Way, int, int], figure: _Figure
) -> Iterator[Assertion]:
    way, start, end = found
    really = figure.fact.quantity.direction
    if really == "unknown":
        return
    start, end = since + start, since + end
    because = f"{figure.told}, {really}"
    yield Assertion(" ".join(text[start:end].split()), start, end, really == way, because)


def _compared(text: str, figure: _Figure, earlier: list[_Figure]) -> Iterator[Assertion]:
    """What stands right before a figure that another one in the sentence is compared with."""
    if _is_change(figure.fact):
        return
    before, since = _plain_before(text, figure.start)
    found = phrase_in(before, AGAINST)
    subject = next((one for one in reversed(earlier) if _comparable(one, figure)), None)
    if found is None or subject is None or _SENTENCE_END.search(text[subject.end : figure.start]):
        return
    way, start, end = found
    one, other = subject.fact.quantity, figure.fact.quantity
    less, more = one.is_less_than(other), other.is_less_than(one)
    if less is None or more is None:
        return
    start, end = since + start, since + end
    holds = more if way == "up" else less
    because = f"{subject.told}, {figure.told}"
    yield Assertion(" ".join(text[start:end].split()), start, end, holds, because)


def _comparable(one: _Figure, other: _Figure) -> bool:
    return (
        not _is_change(one.fact)
        and one.fact.id != other.fact.id
        and one.fact.quantity.unit == other.fact.quantity.unit
    )


def _is_change(fact: Fact) -> bool:
    origin = fact.origin
    return isinstance(origin, Derivation) and origin.calculator in _CHANGES


def _plain_before(text: str, end: int) -> tuple[str, int]:
    """The words between the mark before and ``end``, and where they begin."""
    since = text.rfind(MARK_CLOSE, 0, end) + 1
    return _plain(text[since:end]), since


def _plain(text: str) -> str:
    """As long as it was, with spaces for signs of Markdown and ends of lines."""
    return re.sub(r"[*_\n]", " ", text)
