"""Words that a figure says of itself, so that nobody types them: ``up from``, ``again``, ``low``.

Each is whole whichever way the data go: "up from 41,600 tons" becomes "down from", or "unchanged from";
"again" becomes "after a fall in 2023". Where the data leave it open, the sentence is refused.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import suppress
from fractions import Fraction
from typing import Self

from briefing.brief.mentions import Mentions, ProseError, split_marks
from briefing.core.fact import Derivation, Fact
from briefing.core.lags import NoRelative, is_from_few, moved_by_others, relative
from briefing.core.period import Period
from briefing.core.quantity import Quantity
from briefing.core.series import Series
from briefing.core.status import Status
from briefing.core.unit import RANK
from briefing.language.amounts import size_of
from briefing.language.base import Language
from briefing.language.change_words import is_next_to_none

_FEWEST = 8
"""Values that a series must have before its current one is low or high against its own history."""
_QUARTER = Fraction(1, 4)


class WordsOfFacts(ABC):
    """The part of a fact's view that says words of direction, of its past, and of ties."""

    __slots__ = ()

    _fact: Fact
    _series: Series
    _mentions: Mentions

    @property
    def moved(self) -> str:
        """What it did, and by how much where it did: ``rose 8.2%``, ``was about unchanged``.

        From a handful it rose by so many, in its own unit.
        """
        return self._moved_since("", self.verb)

    @property
    def moved_on_year(self) -> str:
        """What it did since the same part of the year before, and by how much: ``rose 8.2%``."""
        return self._moved_since("_on_year", self.verb_on_year)

    def _moved_since(self, lag: str, verb: str) -> str:
        told = difference = self._relative(f"difference{lag}")
        has_moved = difference.quantity.direction in {"up", "down"}
        is_open = difference.quantity.status is Status.NOT_SIGNIFICANT
        if not has_moved or is_open or moved_by_others(difference):
            return verb
        key = "moved_by"
        with suppress(ProseError):
            change = self._relative(f"change{lag}")
            if not self._is_from_few(change):
                key, told = "moved", change
        self._mentions.histories[told.id] = self._series
        size = size_of(self._language, told.quantity, told.digits)
        size = self._mentions.mark(told, size, "figure")
        return self._language.term(f"finding.{key}", verb=verb, size=size)

    @property
    def from_to(self) -> str:
        """``from 41,600 to 45,000 metric tons``, both figures traced; money in full both times.

        ``at 4%`` where both are printed alike.
        """
        now = str(self)
        if self._printed(now) == self._printed(self._before_in_full):
            return self._language.term("prose.at", now=now)
        return self._language.term("prose.from_to", before=self._before_now, now=now)

    def _printed(self, text: str) -> str:
        """A text as readers see it, without marks."""
        pieces = split_marks(self._mentions.unsealed(text), self._mentions)
        return "".join(one if isinstance(one, str) else one.text for one in pieces)

    @property
    def up_down_from(self) -> str:
        """``up from 41,600 metric tons``, ``down from ...``, ``unchanged from ...``."""
        difference = self._moved("difference")
        manner = _manner(difference.quantity, self._fact.quantity)
        word = self._say(difference, f"prose.{manner}_from")
        return f"{word} {self._before_in_full}"

    def above_below(self, other: Self, *, across: bool = False) -> str:
        """``above``, ``below`` or ``level with``, before the other figure."""
        return self._compared(other, across=across)[0]

    def still_above_below(self, other: Self, *, across: bool = False) -> str:
        """``still above`` where it was so in the period before, else ``now above``.

        What has no value of its own before, such as a goal, counts as it is.
        """
        words, way = self._compared(other, across=across)
        before = self._value_before
        if before is None:
            raise self._open("stood the same way before")
        then = other._value_before
        was = _way(before, then if then is not None else other._fact.quantity)
        if was is None:
            raise self._open("stood the same way before")
        return f"{self._say(self._fact, 'prose.still' if was == way else 'prose.now')} {words}"

    @property
    def a_rise_of(self) -> str:
        """``a rise of 8.2%``, ``a fall of 8.2%``, ``no change``: since the period before."""
        change = self._moved("change")
        manner = _manner(change.quantity)
        word = self._say(change, f"prose.a_{manner}_of")
        if manner not in {"up", "down"}:
            return word
        size = size_of(self._language, change.quantity, change.digits)
        return f"{word} {self._mentions.mark(change, size, 'figure')}"

    @property
    def again(self) -> str:
        """``again`` where it went the same way the time before; else ``after a fall in 2023``."""
        now = self._moved("difference")
        before = self._series.at(self._series.before(self._period))
        then = self._difference_of(before) if before else None
        if then is None or then.quantity.direction == "unknown":
            raise self._open("went the same way the time before")
        self._mentions.note(then)
        if _manner(now.quantity) == _manner(then.quantity):
            return self._say(now, "prose.again")
        assert then.period is not None
        key = f"prose.after_{_manner(then.quantity)}"
        return self._say(then, key, period=self._language.period(then.period))

    @property
    def still(self) -> str:
        """``still`` where it is as it was in the period before, such as a rank; else ``now``."""
        difference = self._moved("difference")
        is_level = difference.quantity.direction == "level"
        return self._say(difference, "prose.still" if is_level else "prose.now")

    @property
    def level(self) -> str:
        """``low``, ``usual`` or ``high``: in which quarter of its own values up to now it lies."""
        known = [one for one in self._series.until(self._period) if one.quantity.value is not None]
        value = self._fact.quantity.value
        if value is None or len(known) < _FEWEST:
            raise ProseError(
                f"whether '{self._fact.id}' is low or high cannot be said: its series has "
                f"{len(known)} values, {_FEWEST} are needed",
                "bind the word to a rule: {{ either('high', 'low', when='...') }}",
                code="too-short-for-level",
            )
        below = sum(1 for one in known if (one.quantity.value or Fraction(0)) < value)
        above = sum(1 for one in known if (one.quantity.value or Fraction(0)) > value)
        for one in known:
            self._mentions.note(one)
        is_low, is_high = below < _QUARTER * len(known), above < _QUARTER * len(known)
        if is_low == is_high:
            return self._say(self._fact, "prose.usual")
        return self._say(self._fact, "prose.low" if is_low else "prose.high")

    @property
    def level_with(self) -> str:
        """``, level with Nigeria and Thailand``: those that share its rank; nothing where none does."""
        if not self._fact.ties:
            return ""
        names = self._language.listed_apart([self._language.name(one) for one in self._fact.ties])
        return self._say(self._fact, "prose.level_with_others", others=names)

    # inside ----------------------------------------------------------------------------------

    @property
    @abstractmethod
    def verb(self) -> str:
        """What it did since the period before: ``rose``, ``more than halved``."""

    @property
    @abstractmethod
    def verb_on_year(self) -> str:
        """What it did since the same part of the year before."""

    @property
    @abstractmethod
    def _language(self) -> Language: ...

    @abstractmethod
    def _relative(self, name: str) -> Fact: ...

    @property
    @abstractmethod
    def _before_now(self) -> str:
        """The amount of the period before, as printed beside this one."""

    @property
    @abstractmethod
    def _before_in_full(self) -> str:
        """The amount of the period before, with its unit."""

    @abstractmethod
    def _minus(self, other: Self, *, across: bool) -> Fact:
        """This minus another, as a fact; refused where the two cannot be compared."""

    @property
    def _period(self) -> Period:
        assert self._fact.period is not None
        return self._fact.period

    @property
    def _value_before(self) -> Quantity | None:
        if self._fact.period is None or self._series.at(self._fact.period) is None:
            return None
        fact = self._series.at(self._series.before(self._fact.period))
        return fact.quantity if fact else None

    def _difference_of(self, fact: Fact) -> Fact | None:
        try:
            return relative(self._series, fact, "difference", self._language.title)
        except NoRelative:
            return None

    def _percent(self, change_name: str) -> Quantity | None:
        """The change by which a verb has its degree; none in points, or of a handful."""
        if self._fact.quantity.unit.is_percent:
            return None
        try:
            change = relative(self._series, self._fact, change_name, self._language.title)
        except NoRelative:
            return None
        if not change.quantity.unit.is_percent or self._is_from_few(change):
            return None
        return change.quantity

    def _is_from_few(self, change: Fact) -> bool:
        """Whether it moved from so few units that a change in percent says little."""
        origin = change.origin
        if not isinstance(origin, Derivation):
            return False
        return is_from_few(self._series, [*origin.facts()][-1], change)

    def _moved(self, name: str) -> Fact:
        fact = self._relative(name)
        if fact.quantity.direction == "unknown":
            raise self._open("rose or fell")
        return fact

    def _compared(self, other: Self, *, across: bool) -> tuple[str, str]:
        difference = self._minus(other, across=across)
        way = _way(self._fact.quantity, other._fact.quantity)
        if way is None:
            raise self._open(f"is above or below {other._fact.id}")
        is_rank = self._fact.quantity.unit == RANK
        told = {"up": "down", "down": "up"}.get(way, way) if is_rank else way
        return self._say(difference, f"prose.is_{told}"), way

    def _say(self, fact: Fact, key: str, **slots: str) -> str:
        return self._mentions.mark(fact, self._language.term(key, **slots), "word")

    def _open(self, what: str) -> ProseError:
        return ProseError(
            f"whether '{self._fact.id}' {what} is unknown: a figure is missing, withheld or known "
            "only by bounds",
            "say it where it is known: {% if NAME.is_known %} ... {% endif %}",
            code="unknown-comparison",
        )


def _manner(difference: Quantity, now: Quantity | None = None) -> str:
    """``up``, ``down``, ``level``, or ``about_level`` where rounding or sampling hides a change.

    ``unclear`` where what they hide is much beside the figure ``now``.
    """
    if difference.direction == "level" and difference.value != 0:
        is_little = now is None or is_next_to_none(difference, now)
        return "about_level" if is_little else "unclear"
    return difference.direction


def _way(one: Quantity, other: Quantity) -> str | None:
    """``up``, ``down`` or ``level``; ``None`` where bounds leave it open."""
    if one.is_equal_to(other):
        return "level"
    less, more = one.is_less_than(other), other.is_less_than(one)
    return "down" if less else "up" if more else None
