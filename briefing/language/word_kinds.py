"""A text as its words and marks, each with the letter of its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.language.honest import FILLER
from briefing.language.lexicon import LONGEST, WORDS, kind_of

_TOKEN = re.compile(
    rf"(?P<word>[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d[\w.,]*)|(?P<gone>{FILLER}+)|(?P<fact>[\ue000-\uf8ff]+)"
    r"|(?P<end>[.!?](?=\s|$)|\n)|(?P<mark>[,;:—–()])"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a set phrase of several or a mark: its letter, its text, and from where to where it stands."""

    letter: str
    text: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """The words and marks of a text, in their order; those of several words that the lexicon has are one."""
    found = list(_TOKEN.finditer(text))
    at = 0
    while at < len(found):
        length = _length(found, at, text)
        first, last = found[at], found[at + length - 1]
        phrase = text[first.start() : last.end()]
        yield Token(_letter(first, phrase), phrase, first.start(), last.end())
        at += length


def _length(found: list[re.Match[str]], at: int, text: str) -> int:
    """How many tokens from here on stand in the lexicon as one."""
    for length in range(min(LONGEST, len(found) - at), 1, -1):
        phrase = text[found[at].start() : found[at + length - 1].end()]
        if " ".join(phrase.lower().split()) in WORDS:
            return length
    return 1


def _letter(token: re.Match[str], phrase: str) -> str:
    if token["word"]:
        phrase = " ".join(phrase.lower().split())
        return WORDS.get(phrase) or kind_of(phrase)
    if token["gone"]:
        return "Z"
    if token["fact"]:
        return "F"
    return "." if token["end"] else ","
