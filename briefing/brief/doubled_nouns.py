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
_SIGN_NEXT = re.compile(r"[*_]*\s?(%|‰)")
_SIGN_BEFORE = re.compile(r"(US\$|[$£€¥₹]|\b(?:USD|EUR|GBP|JPY|INR)(?=\s))\s?[*_]*$")
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
    is_before: bool = False
    """Whether it is a sign that stands before the figure: ``$`` of ``$$801 million``."""

    @property
    def message(self) -> str:
        """``'801 people pupils': the figure names what it counts, and so do you``."""
        if self.is_before:
            return f"'{self.noun}{self.figure}': the figure prints its own unit, and '{self.noun}' stands before it"
        between = " " if self.noun[0].isalpha() else ""
        return f"'{self.figure}{between}{self.noun}': the figure prints its own unit, and '{self.noun}' follows"

    @property
    def advice(self) -> str:
        """What to write instead."""
        if not self.noun.islower():
            return f"leave '{self.noun}' out"
        return (
            f"leave '{self.noun}' out, write {{{{ NAME.number }}}} {self.noun}, "
            f"or declare what the series counts by its unit"
        )


def doubled_nouns(mentions: Mentions, text: str) -> Iterator[DoubledNoun]:
    """All of a text in which the figures are marks."""
    language = mentions.language
    for mark in MARK.finditer(text):
        mention = mentions.made[int(mark[1])]
        if mention.kind != "figure":
            continue
        shown = mention.text.replace("\u00a0", " ")
        if sign := _doubled_sign(mentions.facts[mention.fact], shown, text, mark):
            yield DoubledNoun(mark.start(), shown, *sign)
            continue
        found = _NEXT.match(text, mark.end())
        if found is None:
            continue
        noun = found[1]
        if _is_doubled(language, mentions.facts[mention.fact], shown, noun):
            yield DoubledNoun(mark.start(), shown, noun)


def _doubled_sign(
    fact: Fact, shown: str, text: str, mark: re.Match[str]
) -> tuple[str, bool] | None:
    """A sign of percent behind a figure that has one, or one of money before it, and whether it stands before."""
    unit = fact.quantity.unit
    if _BARE.fullmatch(shown):
        return None
    if unit.is_percent or unit.is_points:
        behind = _SIGN_NEXT.match(text, mark.end())
        return (behind[1], False) if behind else None
    before = _SIGN_BEFORE.search(text, 0, mark.start()) if unit.is_money else None
    return (before[1], True) if before else None


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
