"""How works are cited: in a text by author and year, in the list of references in full.

The author-date style of the Chicago Manual (17th edition, chapter 15), with initials for first names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from unicodedata import combining, normalize

from briefing.core.text_nodes import Inline, Inlines, Styled, Text
from briefing.core.work import Author, Work
from briefing.language.base import Language

_NAMED = 2
"""So many authors are named in a text; of more the first."""
_END = re.compile(r"[.?!]$")


def in_texts(language: Language, works: Iterable[Work]) -> dict[str, str]:
    """How a text names each work, by key: ``Smith and Jones 2020``; letters tell those apart of one year."""
    every = sorted(works, key=_order)
    found: dict[str, str] = {}
    for label, same in groupby(
        every, key=lambda one: (_short(language, one), _year(language, one))
    ):
        several = list(same)
        for number, one in enumerate(several):
            letter = chr(ord("a") + number) if len(several) > 1 else ""
            found[one.key] = language.term("citing.label", who=label[0], year=f"{label[1]}{letter}")
    return found


def in_full(language: Language, works: Sequence[Work]) -> Mapping[str, Inlines]:
    """The entry of each work in the list of references, by key, in the order of the list.

    The address stands apart: see :attr:`~briefing.core.work.Work.url`.
    """
    labels = in_texts(language, works)
    found: dict[str, Inlines] = {}
    for one in sorted(works, key=_order):
        letter = labels[one.key][-1] if labels[one.key][-1].isalpha() else ""
        year = _year(language, one)
        year += letter if one.year and letter != year[-1:] else ""
        names = language.listed([_whole(author) for author in one.authors])
        head = [Text(language.term("citing.head", who=names, year=year) + " ")] if names else []
        title = one.title if _END.search(one.title) else f"{one.title}."
        titled: Inline = Text(title) if one.within else Styled("emphasis", (Text(title),))
        tail: list[Inline] = [] if names else [Text(f" ({year}).")]
        found[one.key] = (*head, titled, *tail, *_where(language, one))
    return found


def _where(language: Language, work: Work) -> Iterable[Inline]:
    """The journal with volume and pages, and who published it."""
    if work.within:
        number = f"{work.volume}({work.issue})" if work.issue else work.volume
        parts = filter(None, (f" {number}" if number else "", work.pages))
        yield Text(" ")
        yield Styled("emphasis", (Text(work.within),))
        yield Text(f"{language.enumerated(parts)}.")
    if work.publisher:
        yield Text(f" {work.publisher}{'' if _END.search(work.publisher) else '.'}")


def _short(language: Language, work: Work) -> str:
    names = [one.last for one in work.authors]
    if not names:
        return work.title
    if len(names) > _NAMED:
        return language.term("citing.and_others", first=names[0])
    return language.listed(names)


def _year(language: Language, work: Work) -> str:
    return work.year or language.term("citing.no_year")


def _whole(author: Author) -> str:
    """An author as in the list: ``Müller, J.-P.``."""
    initials = " ".join(
        "-".join(f"{part[0]}." for part in name.split("-") if part) for name in author.first.split()
    )
    return f"{author.last}, {initials}" if initials else author.last


def _order(work: Work) -> tuple[str, str, str, str]:
    """By author, year and title, letters with accents beside those without."""
    names = " ".join(f"{one.last} {one.first}" for one in work.authors) or work.title
    return (_bare(names), work.year, _bare(work.title), work.key)


def _bare(text: str) -> str:
    return "".join(one for one in normalize("NFKD", text.casefold()) if not combining(one))
