"""A publication as a list of sources names it: one edition, who made it, where it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from briefing.core.parts import Part


@dataclass(frozen=True, slots=True)
class Publication:
    """One edition of a publication, as it was declared."""

    title: str
    publisher: str
    licence: str
    edition: str = ""
    """How it calls itself, where the title does not say it."""
    published: date | None = None
    doi: str | None = None
    url: str | None = None
    corrects: str | None = None
    """Id of the source that it puts right."""


@dataclass(frozen=True, slots=True)
class SourceNote:
    """A publication in the list of sources."""

    id: str
    text: str
    """Citation without the link."""
    url: str | None
    licence: str
    publication: Publication
    """The same in its parts."""

    @property
    def part(self) -> Part:
        """What it is known by."""
        return Part("source", self.id)
