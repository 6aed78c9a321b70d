"""Leads: where detectors may find something, and how good it can be at best; followed only when it matters.

A pool hands out candidates in the order of their scores, as if all leads had been followed and sorted: a
lead is followed when what it can yield at best comes first among what is left (the threshold algorithm
of Fagin, Lotem and Naor, *Journal of Computer and System Sciences* 66, 2003).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from heapq import heapify, heappop, heappush

from briefing.analysis.findings.candidates import Candidate, Key, Kind, Topic

Group = tuple[Topic, Kind | None]
"""What candidates of one topic and kind have in common: they are marked down alike."""
_Entry = tuple[float, bool, tuple[int, int], "Candidate | Lead"]
"""Score turned round, whether it is a candidate, the order in which it was found, and what it is.

Of equal scores a lead comes first: it may yield one that was found before.
"""

_PLACES = 12
"""Scores are fiftieths, marked down by tenths: to so many decimals, equal ones are equal as floats."""
_HAIR = 1e-9


@dataclass(slots=True)
class Lead:
    """Candidates that are not made yet: all of one subject, or all that a panel yields."""

    follow: Callable[[], Iterator[Candidate]]
    group: Group | None
    """Of all its candidates; ``None`` where only following tells."""
    most: float = float("inf")
    """What none of its candidates scores more than."""
    name: str = ""
    """The metric that they are about, if they are about one."""
    subject: Key | None = None
    """What all of them are about; ``None`` where only following tells."""
    _found: tuple[Candidate, ...] | None = field(init=False, default=None)

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """What was found, in order; the lead is followed the first time that somebody asks."""
        if self._found is None:
            self._found = tuple(self.follow())
        return self._found


class Pool:
    """The candidates of many leads, those that ``keep`` allows, the best first by topic and kind.

    A pool is used up by taking from it; leads remember what they found.
    """

    def __init__(
        self, leads: Iterable[Lead], keep: Callable[[Candidate], bool] = lambda _: True
    ) -> None:
        self._keep = keep
        self._heaps: dict[Group, list[_Entry]] = {}
        for order, lead in enumerate(leads):
            if lead.group is None:
                self._follow(lead, order)
            else:
                entry = (-lead.most, False, (order, 0), lead)
                self._heaps.setdefault(lead.group, []).append(entry)
        for heap in self._heaps.values():
            heapify(heap)

    @classmethod
    def of(cls, candidates: Iterable[Candidate]) -> Pool:
        """A pool of what was found already."""
        return cls(Lead(lambda one=one: iter((one,)), None) for one in candidates)  # type: ignore[misc]

    def best(
        self, marked_down: Callable[[Group], Fraction], least: Fraction = Fraction(0)
    ) -> Candidate | None:
        """Take the candidate whose score is the highest after its group was marked down.

        ``None`` where nothing is left that may be worth ``least``.
        """
        factors = {group: float(marked_down(group)) for group, heap in self._heaps.items() if heap}
        while factors:
            group = min(factors, key=lambda one: self._rank(one, factors[one]))
            if -self._heaps[group][0][0] * factors[group] < float(least) - _HAIR:
                return None
            if found := self._pop(group):
                return found
            if not self._heaps[group]:
                del factors[group]
        return None

    def by_score(self, least: Fraction) -> Iterator[Candidate]:
        """Take what is left and scores so much at least, the highest score first."""
        while found := self.best(lambda _: Fraction(1), least):
            yield found

    def _rank(self, group: Group, factor: float) -> tuple[float, bool, float, tuple[int, int]]:
        worth, is_made, order, _ = self._heaps[group][0]
        return round(worth * factor, _PLACES), is_made, worth, order

    def _pop(self, group: Group) -> Candidate | None:
        """The first of a group, where it is a candidate; a lead is followed instead."""
        *_, (order, _), first = heappop(self._heaps[group])
        if isinstance(first, Candidate):
            return first
        self._follow(first, order)
        return None

    def _follow(self, lead: Lead, order: int) -> None:
        for place, one in enumerate(lead.candidates):
            if self._keep(one):
                heap = self._heaps.setdefault(lead.group or (one.topic, one.kind), [])
                heappush(heap, (-float(one.score), True, (order, place), one))
