"""Texts of a paragraph, as Markdown is read, to the same with a typesetter's signs.

Figures, citations and code are not touched; what stands beside them is set as beside words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from briefing.brief.markdown_signs import CITATION
from briefing.brief.mentions import MARK, Mentions
from briefing.language.base import Language
from briefing.language.typography import Typography
from briefing.project.brand_schema import Brand

_KEPT = re.compile(f"{CITATION.pattern}|{MARK.pattern}")
_BREAKS = frozenset({"softbreak", "hardbreak"})


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a paragraph: whose text it is, as it is read, and what is printed whatever stands beside it."""

    owner: int
    seen: str
    printed: str | None = None


def typography_of(language: Language, brand: Brand) -> Typography | None:
    """How a house sets what authors type; ``None`` where it prints it as typed."""
    rules = brand.typography
    return Typography(language, rules.dash) if rules.signs == "set" else None


def as_set(
    tokens: Sequence[Token], mentions: Mentions, typography: Typography | None
) -> Iterator[str]:
    """The content of each text among the tokens of a paragraph, in their order; as typed without rules."""
    texts = {place: "" for place, token in enumerate(tokens) if token.type == "text"}
    pieces = [one for place, token in enumerate(tokens) for one in _pieces(place, token, mentions)]
    seen = [one.seen for one in pieces]
    for one, made in zip(pieces, typography.set(seen) if typography else seen, strict=True):
        if one.owner in texts:
            texts[one.owner] += made if one.printed is None else one.printed
    return iter(texts.values())


def _pieces(place: int, token: Token, mentions: Mentions) -> Iterator[_Piece]:
    if token.type in _BREAKS:
        yield _Piece(place, " ")
    elif token.type != "text":  # code, or what a backslash keeps; signs of Markdown have no content
        yield _Piece(place, "x" * len(token.content))
    else:
        at = 0
        for found in _KEPT.finditer(token.content):
            said = mentions.made[int(found[2])].text if found[2] else ""
            yield _Piece(place, token.content[at : found.start()])
            yield _Piece(place, f"{said[:1]}xx{said[-1:]}" if said else "[x]", found[0])
            at = found.end()
        yield _Piece(place, token.content[at:])
