"""What a language does to words that no term can say: the possessive, a name in a sentence.

A term asks for it in its slots: ``"{owner:owner} share of {measure:within}"``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Protocol

Manner = Callable[[str], str]


class Grammar(Protocol):
    """The manners in which a word may be put into a slot."""

    def knowing(self, names: frozenset[str], places: Collection[str] = ()) -> Grammar:
        """The same with words that are names at the head of a title, and names of single places."""

    def names_among(self, titles: Collection[str], members: Collection[str]) -> frozenset[str]:
        """First words of titles that are names, as members and alike titles tell."""

    def owner(self, name: str) -> str:
        """A name in the possessive: ``China’s``."""

    def name(self, name: str) -> str:
        """A name as it stands in a sentence: ``the United States``."""

    def within(self, title: str) -> str:
        """A title inside a sentence or another title: without its capital, if that is no name's."""

    def each(self, title: str) -> str:
        """One of what a title counts: ``Teacher`` for ``Teachers``; another title as it is."""

    def closed(self, title: str) -> str:
        """A title before a verb."""

    def in_clause(self, title: str) -> str:
        """A title at the head of a clause: without its capital, unless that is a name’s."""

    def of_part(self, title: str) -> str:
        """A measure of the whole, as said of a part: ``production`` of ``World production``."""

    def tells_change(self, title: str) -> bool:
        """Whether a title says that the figure is itself a change: ``GDP growth``."""

    def is_several(self, name: str) -> bool:
        """Whether a name stands for several: ``Other countries``."""

    def is_plural(self, title: str) -> bool:
        """Whether a title takes a plural verb: ``Net exports``."""

    def number_before(self, words: str) -> int | None:
        """How many the subject of a verb stands for, by the words before it; ``None`` where it is open."""

    def of_number(self, verb: str, count: int) -> str:
        """A verb for so many: ``are projected to rise``."""

    def whole(self, name: str) -> str | None:
        """Of the name of a total, what it is the total of; empty for a plain one, ``None`` of others."""

    def before_date(self, words: str) -> str:
        """Words that lead to a period, where it is a day: ``on`` for ``in``."""

    def opening(self, text: str) -> str:
        """How a sentence begins, by which two would sound alike: its first word, or so."""


def capital(text: str) -> str:
    """The text with a capital letter."""
    return text[:1].upper() + text[1:]


MANNERS: Mapping[str, Callable[[Grammar], Manner]] = {
    "owner": lambda grammar: grammar.owner,
    "name": lambda grammar: grammar.name,
    "within": lambda grammar: grammar.within,
    "each": lambda grammar: grammar.each,
    "closed": lambda grammar: grammar.closed,
    "in_clause": lambda grammar: grammar.in_clause,
    "of_part": lambda grammar: grammar.of_part,
    "capital": lambda grammar: capital,
}
"""The manners by the names that terms use."""
