"""Names with a typesetter's quotes and apostrophes: of measures, members, sources and houses, wherever a brief prints them.

What authors write is set as it is read (:mod:`briefing.brief.markdown_typography`); names come from data and declarations,
and findings, charts, tables, the annex and the list of sources are made of them. Facts keep their names as they are, and so
do files, columns and addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cached_property
from typing import TypeVar

from briefing.core import (
    annex_row,
    back_matter,
    document,
    plot,
    publication,
    statistics_table,
    text_nodes,
)
from briefing.core.document import Document
from briefing.core.plot import Plot
from briefing.language.typography import Typography
from briefing.project.source_schema import Source

_STRAIGHT = ("'", '"')
_OF_WORDS = frozenset(
    one.__name__
    for one in (annex_row, back_matter, document, plot, publication, statistics_table, text_nodes)
)
"""Modules whose values are made of what is printed."""
_IDS = frozenset(
    {"id", "key", "fact", "facts", "aliases", "inputs", "url", "target", "publication", "name"}
)
"""Fields that hold no words, or names by which something is found."""
_Value = TypeVar("_Value")


@dataclass(frozen=True)
class NameSigns:
    """Known names with straight signs, and how each is set."""

    typography: Typography
    names: frozenset[str]

    def onto(self, document: Document) -> Document:
        """The document with its names set."""
        return self._set(document) if self._set_as else document

    @cached_property
    def _set_as(self) -> Mapping[str, str]:
        pairs = ((one, self.typography.quoted(one)) for one in self.names)
        return {plain: made for plain, made in pairs if made != plain}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self._set_as, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")

    def _set(self, value: _Value) -> _Value:
        """A text, or a value that holds texts, with the names in it set."""
        made: object = value
        if isinstance(value, str):
            if any(sign in value for sign in _STRAIGHT):
                made = self._pattern.sub(lambda found: self._set_as[found[0]], value)
        elif isinstance(value, tuple) and type(value) is tuple:
            made = tuple(map(self._set, value))
        elif is_dataclass(value) and type(value).__module__ in _OF_WORDS:
            found = {
                one.name: self._set(getattr(value, one.name))
                for one in fields(value)
                if not self._keeps(value, one.name)
            }
            made = replace(value, **found)  # type: ignore[type-var]
        return made  # type: ignore[return-value]

    @staticmethod
    def _keeps(value: object, name: str) -> bool:
        is_of_map = isinstance(value, Plot) and value.outlines is not None and name == "tracks"
        return name in _IDS or is_of_map


def names_of(document: Document, sources: Iterable[Source]) -> frozenset[str]:
    """The names with straight signs among what a brief prints."""
    every = (*_of_document(document), *_of_sources(sources))
    return frozenset(one for one in every if any(sign in one for sign in _STRAIGHT))


def _of_document(document: Document) -> Iterator[str]:
    yield from (document.brand, document.author)
    for fact in document.known.values():
        yield from (fact.title, fact.measure, fact.member or "")
    for figure in document.figures():
        yield from (figure.plot.measure, figure.plot.dimension)
        yield from (track.title for track in figure.plot.tracks)


def _of_sources(sources: Iterable[Source]) -> Iterator[str]:
    for one in sources:
        yield from (one.title, one.short, one.publisher, one.edition)
