"""What a text says beside figures that are no plain facts, where its author does not say it.

Forecasts, low reliability and what is not significant or in doubt are told in every sentence; that a
figure is an estimate, imputed or provisional once in a text, at the first figure that is one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from briefing.brief.mentions import (
    MARK,
    MARK_CLOSE,
    MARK_OPEN,
    SCALE_WORD,
    SENTENCE_END,
    Mentions,
)
from briefing.core.fact import Derivation, Fact
from briefing.core.status import Status
from briefing.language.base import Language
from briefing.language.caveats import beside, caveat, is_told, unsettled

_HEADINGS = frozenset({"title", "subtitle", "label", "alt"})
"""Texts that stand over or beside another, which says what is an estimate."""
Caveat = Callable[[Language, Fact], str]


def say_caveats(mentions: Mentions, text: str, key: str | int = "text") -> str:
    """The text with what must be said beside figures that are no plain facts, where it is not.

    A change says it at the figure that changed, where that stands in the same sentence; a verb
    where no figure does. Behind a number alone the word for its scale comes first. A heading,
    as the ``key`` of the text in its YAML tells, leaves estimates to the text below it.
    """
    for sentence in SENTENCE_END.split(text):
        for one, said in _lacking(mentions, sentence, caveat):
            text = _with_caveat(mentions, text, one, said)
    if key in _HEADINGS:
        return text
    told: set[str] = set()
    for one, said in _lacking(mentions, text, unsettled):
        if said not in told:
            text = _with_caveat(mentions, text, one, said)
            told.add(said)
    return text


def _lacking(mentions: Mentions, words: str, of: Caveat) -> list[tuple[int, str]]:
    """The mentions in some words that must say more than they do, by their place, and what."""
    language, made = mentions.language, mentions.made
    said = [int(one) for one in MARK.findall(words)]
    told = " ".join([MARK.sub("", words), *(made[one].text for one in said)])
    caveats = {one: of(language, mentions.facts[made[one].fact]) for one in said}
    lacking = [one for one in said if caveats[one] and not is_told(language, caveats[one], told)]
    figures = [one for one in lacking if mentions.is_figure(one)]
    if not figures:
        insignificant = language.status(Status.NOT_SIGNIFICANT)
        verbs = [one for one in lacking if _is_of_change(mentions.facts[made[one].fact])]
        verbs = [one for one in verbs if one in mentions.moved or caveats[one] != insignificant]
        return [(one, caveats[one]) for one in verbs[-1:]]
    own = {made[one].fact for one in figures}
    found: list[int] = []
    for one in figures:
        fact = mentions.facts[made[one].fact]
        behind = {of.id for of in fact.walk() if of is not fact}
        if not behind & own and all(made[one].fact != made[other].fact for other in found):
            found.append(one)
    return [(one, caveats[one]) for one in _numbers_first(mentions, found)]


def _is_of_change(fact: Fact) -> bool:
    """Whether words from it tell what a figure did, as no title, member or period does."""
    origin = fact.origin
    return isinstance(origin, Derivation) and origin.calculator in {"difference", "change"}


def _numbers_first(mentions: Mentions, found: Sequence[int]) -> list[int]:
    """Figures in digits before those in words: "second-largest" is no place for an aside."""
    return sorted(found, key=lambda one: not any(map(str.isdigit, mentions.made[one].text)))


def _with_caveat(mentions: Mentions, text: str, one: int, said: str) -> str:
    mention = mentions.made[one]
    mark = f"{MARK_OPEN}{one}{MARK_CLOSE}"
    scale = SCALE_WORD.match(text, text.find(mark) + len(mark))
    if scale is None:
        told = beside(mentions.language, mention.text, said, mentions.facts[mention.fact].means)
        mentions.made[one] = replace(mention, text=told)
        return text
    aside = beside(mentions.language, "", said).strip()
    word = mentions.unsealed(mentions.mark(mentions.facts[mention.fact], aside, "word"))
    return f"{text[: scale.end()]} {word}{text[scale.end() :]}"
