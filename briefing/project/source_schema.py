"""Where figures come from: one edition of a publication, as a project declares it."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from briefing.core.publication import Publication
from briefing.project.declared import Declared


class Source(Declared):
    """One edition of a publication."""

    title: str
    """Title as published."""
    publisher: str
    """Who publishes it; empty while nobody knows, which is told."""
    edition: str = ""
    """How this release calls itself, where the title does not say it."""
    published: date | None = None
    """Day of publication, ``2025-01-31``."""
    doi: str | None = Field(default=None, pattern=r"^10\.\S+/\S+$")
    """Digital object identifier, without ``https://doi.org/``."""
    url: str | None = Field(default=None, pattern=r"^https?://")
    """Where to find it, if it has no DOI."""
    licence: str
    """Under what terms it may be used; empty while nobody knows, which is told."""
    corrects: str | None = None
    """Key of the source that this one puts right: what differs is a correction, no revision."""
    short: str = ""
    """Short name for source lines: ``USGS, MCS 2025``."""

    @property
    def publication(self) -> Publication:
        """The same for those who know no config."""
        return Publication(**self.model_dump(exclude={"short"}))
