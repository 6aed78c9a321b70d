"""Whose rank and whose figure it is: a name from one fact beside the rank or amount of another.

``{{ second.member }} ranks {{ us_rank }}`` is false where another than the United States is second;
``the {{ us_rank.superlative }} producer was {{ second.member }}`` and ``{{ second.member }} with
{{ us_share }}`` likewise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from briefing.brief.assertions.assertion import Assertion, Figure, Sentence
from briefing.brief.mentions import Mentions
from briefing.language.rival_words import HAS, RANK_IS, RANKS


def owners_in(sentence: Sentence, mentions: Mentions) -> Iterator[Assertion]:
    """All words that give a rank or figure to one who is named right beside it."""
    for one, other in pairwise(sentence.figures):
        between = sentence.plain[one.end : other.start]
        if _is_name(one, mentions) and other.fact.member is not None:
            patterns = (RANKS,) if other.is_rank else (HAS,) if other.is_figure else ()
            yield from _judged(sentence, between, patterns, (one, other), mentions)
        elif one.is_rank and one.fact.member is not None and _is_name(other, mentions):
            yield from _judged(sentence, between, (RANK_IS,), (other, one), mentions)


def _is_name(figure: Figure, mentions: Mentions) -> bool:
    """Whether a mention printed the name of the member that its fact is of."""
    member = figure.fact.member
    return member is not None and figure.mention.text == mentions.language.name(member)


def _judged(
    sentence: Sentence,
    between: str,
    patterns: tuple[re.Pattern[str], ...],
    pair: tuple[Figure, Figure],
    mentions: Mentions,
) -> Iterator[Assertion]:
    """Whether the one named is whose figure it is, or shares the place."""
    named, figure = pair
    start = min(named.end, figure.end)
    for found in filter(None, (one.match(between) for one in patterns)):
        whose = {figure.fact.member, *(figure.fact.ties if figure.is_rank else ())}
        owner = mentions.language.name(figure.fact.member or "")
        yield sentence.assertion(
            start + found.start("phrase"),
            start + found.end("phrase"),
            named.fact.member in whose,
            f"{figure.told}, of {owner}; {named.fact.id} is {named.mention.text}",
        )
