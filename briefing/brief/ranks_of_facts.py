"""What a rank says of itself: ``second-largest``, ``third-highest`` of so many, with whom it is shared."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from fractions import Fraction
from typing import Self

from briefing.brief.mentions import Nobody, ProseError
from briefing.brief.words_of_facts import WordsOfFacts
from briefing.core.expression import derive
from briefing.core.fact import COUNT, Derivation, Fact
from briefing.core.title import Title
from briefing.core.unit import RANK


class RanksOfFacts(WordsOfFacts):
    """The part of a fact's view that tells small numbers and places in words."""

    __slots__ = ()

    @property
    def ordinal(self) -> str:
        """A rank in words: ``second``."""
        return self._figure(self._language.ordinal(self._place()))

    @property
    def superlative(self) -> str:
        """A rank before a noun: ``second-largest``, ``joint second-largest`` where it is shared."""
        words = self._language.superlative(self._place())
        if self._fact.ties:
            words = self._language.term("number.joint", rank=words)
        return self._figure(words)

    @property
    def high_low(self) -> str:
        """A rank of a rate or a level before a noun, from the nearer end: ``third-highest``, ``second-lowest``.

        ``joint third-highest`` where it is shared.
        """
        rank = self._place()
        from_below = self._count_ranked() - rank - len(self._fact.ties) + 1
        is_low = from_below < rank
        words = self._language.high_low(from_below if is_low else rank, is_low=is_low)
        if self._fact.ties:
            words = self._language.term("number.joint", rank=words)
        return self._figure(words)

    def _place(self) -> Fraction:
        """A rank that is known; raises :class:`ProseError` for a figure that is no rank: 138 days are no place."""
        if self._fact.quantity.unit != RANK:
            raise ProseError(
                f"'{self._fact.id}' is no rank",
                "rank a member: {rank: MEASURE, of: MEMBER}",
                code="no-rank",
            )
        return self._known()

    def _count_ranked(self) -> int:
        """How many are ranked; raises :class:`ProseError` where it is no rank of a member."""
        origin = self._fact.origin
        others = origin.inputs.get("others") if isinstance(origin, Derivation) else None
        if not isinstance(others, tuple):
            raise ProseError(f"'{self._fact.id}' is no rank of a member", code="no-rank")
        return 1 + len(others)

    @property
    def among(self) -> Self:
        """Of a rank: how many are ranked, ``third-highest of {{ rank.among }}``."""
        self._count_ranked()
        origin = self._fact.origin
        assert isinstance(origin, Derivation)
        fact = derive(
            id=f"{self._fact.id}.among",
            title=self._language.title(Title("among", {"measure": self._fact.title})),
            calculator=COUNT,
            formula="count(one, others)",
            inputs=origin.inputs,
            period=self._fact.period,
            series=f"{self._fact.series}.among",
        )
        return self._of(fact)

    @property
    def words(self) -> str:
        """A small number in words: ``three``."""
        return self._figure(self._language.cardinal(self._known()))

    @property
    def ties(self) -> str | Nobody:
        """Those that share its rank: ``Nigeria and Thailand``; false in a condition where none does."""
        if not self._fact.ties:
            return Nobody(self._fact.id)
        return self._word(self._language.listed_apart(self._names(self._fact.ties)))

    @abstractmethod
    def _figure(self, text: str) -> str: ...

    @abstractmethod
    def _word(self, text: str) -> str: ...

    @abstractmethod
    def _known(self) -> Fraction: ...

    @abstractmethod
    def _names(self, members: Sequence[str]) -> list[str]: ...

    @abstractmethod
    def _of(self, fact: Fact) -> Self: ...
