"""Nouns that an author types after a figure that prints its own: ``801 people pupils``, ``45% percent``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.brief.mentions import MARK, Mentions
from briefing.core.fact import Fact
from briefing.core.unit import RANK
from briefing.language.base import Language

_NEXT = re.compile(r"[\s*_]+([a-z][a-z-]*(?: (?:cent|points?)\b)?)(?![\w’'])")
_BARE = re.compile(r"[−-]?[\d.,\s]+")
_WITH_NOUN = re.compile(r"\d[^\d]*[^\W\d_]{2,}$")
"""A figure that ends with a word."""


@dataclass(frozen=True, slots=True)
class DoubledNoun:
    """A figure with its own noun, and the noun that follows."""

    at: int
    """Where it stands in the text."""
    figure: str
    noun: str

    @property
    def message(self) -> str:
        """``'801 people pupils': the figure names what it counts, and so do you``."""
        return f"'{self.figure} {self.noun}': the figure prints its own unit, and '{self.noun}' follows"

    @property
    def advice(self) -> str:
        """What to write instead."""
        return (
            f"leave '{self.noun}' out, write {{{{ NAME.number }}}} {self.noun}, "
            f"or declare what the series counts by its unit"
        )


def doubled_nouns(mentions: Mentions, text: str) -> Iterator[DoubledNoun]:
    """All of a text in which the figures are marks."""
    language = mentions.language
    for mark in MARK.finditer(text):
        mention = mentions.made[int(mark[1])]
        found = _NEXT.match(text, mark.end())
        if mention.kind != "figure" or found is None:
            continue
        shown, noun = mention.text.replace("\u00a0", " "), found[1]
        if _is_doubled(language, mentions.facts[mention.fact], shown, noun):
            yield DoubledNoun(mark.start(), shown, noun)


def _is_doubled(language: Language, fact: Fact, shown: str, noun: str) -> bool:
    unit = fact.quantity.unit
    if not fact.quantity.tells_something or unit == RANK or _BARE.fullmatch(shown):
        return False
    if unit.is_percent or unit.is_points:
        return noun in language.words_of("grammar.percent_words")
    if unit.is_money:
        return noun in language.words_of("grammar.money_words")
    if not _WITH_NOUN.search(shown):
        return False
    own = shown.rsplit(maxsplit=1)[-1]
    if own in language.words_of("grammar.scale_words"):
        return noun in language.words_of("grammar.scale_words")
    if noun in language.words_of("grammar.no_nouns"):
        return False
    return language.grammar.is_plural(noun)
