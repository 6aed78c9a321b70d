"""What a sentence is made of, as the model of claims weighs it: words, pairs of words, and the kinds of its words.

The kinds are the letters of the grammar (:mod:`briefing.language.lexicon`), by which a word that no corpus has
is known by its family.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.language.word_kinds import Token, tokens

_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_SMALL_WORD = re.compile(r"[a-z]{5,}(?: [a-z]+)*")
"""What a title in capitals does not have."""
_ENDINGS, _BEGINNINGS = (3, 4), (5,)
_LONG = 5
"""Of how many letters a word is at least whose beginning and ending are looked at."""
_KINDS = (2, 3, 4)
"""How many kinds of words in a row are looked at."""


@dataclass(frozen=True, slots=True)
class Feature:
    """Something of a sentence that has a weight, and from where to where it stands."""

    name: str
    start: int
    end: int


def features(sentence: str) -> tuple[tuple[Token, ...], tuple[Feature, ...]]:
    """The tokens of a sentence and every feature of it, each name once, at its first place."""
    found = tuple(tokens(sentence))
    has_names = any(_SMALL_WORD.fullmatch(one.text) for one in found)
    words = [_word(one, is_name=at > 0 and has_names) for at, one in enumerate(found)]
    every: dict[str, Feature] = {}
    for name, first, last in _of_words(["^", *words, "$"]):
        every.setdefault(name, _at(name, found, first, last))
    kinds = "".join(one.letter for one in found)
    for name, first, last in _of_kinds(f"^{kinds}$"):
        every.setdefault(name, _at(name, found, first, last))
    return found, tuple(every.values())


def _at(name: str, found: tuple[Token, ...], first: int, last: int) -> Feature:
    """A feature over some of the tokens, counted from 1, with the ends of the sentence before and behind them."""
    if not found:
        return Feature(name, 0, 0)
    most = len(found) - 1
    return Feature(name, found[min(max(first - 1, 0), most)].start, found[min(last - 1, most)].end)


def _of_words(words: list[str]) -> Iterator[tuple[str, int, int]]:
    for at, word in enumerate(words):
        yield word, at, at
        for length in (2, 3):
            if at + length <= len(words):
                yield " ".join(words[at : at + length]), at, at + length - 1
        if at + 3 <= len(words):
            yield f"{word} * {words[at + 2]}", at, at + 2
        if len(word) >= _LONG and word.isalpha():
            yield from ((f"-{word[-size:]}", at, at) for size in _ENDINGS)
            yield from ((f"{word[:size]}-", at, at) for size in _BEGINNINGS)


def _of_kinds(kinds: str) -> Iterator[tuple[str, int, int]]:
    for length in _KINDS:
        for at in range(len(kinds) - length + 1):
            yield f"={kinds[at : at + length]}", at, at + length - 1


def _word(token: Token, *, is_name: bool) -> str:
    """A word as it is weighed: in small letters, numbers, years and what may be names by their class."""
    text = token.text
    if text[0].isdigit():
        return "#y" if _YEAR.fullmatch(text) else "#"
    return (
        "#name"
        if is_name and text[0].isupper()
        else " ".join(text.lower().replace("’", "'").split())
    )
