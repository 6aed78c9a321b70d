"""The series of a measure's members: each is made when somebody asks for it, and is then the same one.

Of tens of thousands of members a brief tells of a few, and what looks at all of them asks for their facts
(:func:`facts_of`), which are views of columns.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Protocol, TypeVar

from briefing.core.fact import Fact
from briefing.core.period import Period

FactsByPeriod = Mapping[Period, Fact]


class HasFacts(Protocol):
    """A series."""

    @property
    def facts(self) -> FactsByPeriod:
        """Its facts by period."""


One_co = TypeVar("One_co", bound=HasFacts, covariant=True)


class MemberSeries(Mapping[str, One_co]):
    """Series by member, in the order of their facts; ``make`` makes one of a member's name and facts."""

    __slots__ = ("_made", "facts", "make")

    def __init__(
        self, facts: Mapping[str, FactsByPeriod], make: Callable[[str, FactsByPeriod], One_co]
    ) -> None:
        self.facts, self.make = facts, make
        self._made: dict[str, One_co] = {}

    def with_facts(self, changed: Mapping[str, FactsByPeriod]) -> MemberSeries[One_co]:
        """The same with other facts of some members."""
        return MemberSeries({**self.facts, **changed}, self.make)

    def __getitem__(self, member: str) -> One_co:
        """The series of a member, made the first time that somebody asks for it."""
        if (found := self._made.get(member)) is None:
            found = self._made[member] = self.make(member, self.facts[member])
        return found

    def __iter__(self) -> Iterator[str]:
        """The members in order."""
        return iter(self.facts)

    def __len__(self) -> int:
        """How many there are."""
        return len(self.facts)

    def __contains__(self, member: object) -> bool:
        """Whether there is such a member."""
        return member in self.facts

    def __repr__(self) -> str:
        """As that of a dictionary."""
        return repr(dict(self))


def facts_by_member(members: Mapping[str, HasFacts]) -> Mapping[str, FactsByPeriod]:
    """The facts of each member, without its series where nobody has asked for that."""
    if isinstance(members, MemberSeries):
        return members.facts
    return {name: one.facts for name, one in members.items()}


def facts_of(members: Mapping[str, HasFacts]) -> Collection[FactsByPeriod]:
    """The same without the names."""
    return facts_by_member(members).values()
