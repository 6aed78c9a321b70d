"""What a brief says of itself: marks on its pages, its series, how to cite it, whom to ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from briefing.core.back_matter import ImprintLine
from briefing.core.document import Document, address_of
from briefing.core.text_nodes import plain
from briefing.language.base import Language
from briefing.project.brief_schema import BriefConfig
from briefing.project.imprint_schema import Imprint, moment_of_embargo
from briefing.project.project_schema import ProjectConfig


@dataclass(frozen=True, slots=True)
class Imprinting:
    """Puts onto a document what is declared of it."""

    language: Language
    config: BriefConfig
    project: ProjectConfig
    now: datetime
    """When it is made, which ends an embargo."""

    def onto(self, document: Document) -> Document:
        """The document with its marks and its imprint; its date is known."""
        config = self.config
        ends = moment_of_embargo(config.embargo) if config.embargo else None
        is_embargoed = ends is not None and self.now < ends
        imprint = config.imprint.over(self.project.brand.imprint)
        series = self._series(imprint)
        return replace(
            document,
            marks=tuple(self._marks(ends if is_embargoed else None)),
            embargo=ends.astimezone(UTC).isoformat() if ends else "",
            is_embargoed=is_embargoed,
            short_title=config.short_title,
            audience=self.language.term("imprint.audience", who=config.audience)
            if config.audience
            else "",
            series=series,
            abbreviations=tuple(config.abbreviations.items()),
            imprint=tuple(self._lines(imprint, series, document)),
        )

    def _marks(self, ends: datetime | None) -> Iterator[str]:
        if self.config.classification:
            yield self.config.classification
        if self.config.draft:
            yield self.language.term("imprint.draft")
        if ends is not None:
            yield self.language.term(
                "imprint.embargo",
                day=self.language.day(ends.date()),
                time=f"{ends:%H:%M}",
                zone=str(ends.tzinfo),
            )

    def _series(self, imprint: Imprint) -> str:
        if imprint.series and imprint.number:
            return self.language.term(
                "imprint.number", series=imprint.series, number=imprint.number
            )
        return imprint.series or ""

    def _lines(self, imprint: Imprint, series: str, document: Document) -> Iterator[ImprintLine]:
        doi = f"https://doi.org/{imprint.doi}" if imprint.doi else ""
        mail = imprint.contact if imprint.contact and "@" in imprint.contact else ""
        is_address = bool(mail) and len(mail.split()) == 1
        address = self._address(imprint, document)
        given = (
            ("series", series, ""),
            ("issn", imprint.issn, ""),
            ("isbn", imprint.isbn, ""),
            ("doi", imprint.doi, doi),
            ("cite_as", self._cited(imprint, series, document), ""),
            ("web", address, address),
            ("licence", imprint.licence, ""),
            ("about", imprint.about, ""),
            ("contact", imprint.contact, f"mailto:{mail}" if is_address else ""),
            ("disclaimer", imprint.disclaimer, ""),
        )
        for key, text, url in given:
            if text:
                label = self.language.term(f"imprint.{key}")
                yield ImprintLine(label, text, url, has_code=key == "web")

    def _address(self, imprint: Imprint, document: Document) -> str:
        """Where the brief is on the web, as declared or below the address of the house."""
        if imprint.qr is not True:
            return imprint.qr or ""
        return address_of(self.project.brand.url, document.id)

    def _cited(self, imprint: Imprint, series: str, document: Document) -> str:
        """How to cite it: as declared, or made from author, year, title, series and DOI."""
        if imprint.cite_as is not True:
            return imprint.cite_as or ""
        year = document.day[:4] or self.language.term("citing.no_year")
        title = plain(document.title)
        head = self.language.term("citing.head", who=document.author, year=year)
        parts = [head if document.author else f"({year}).", f"{title.rstrip('.')}."]
        parts += [f"{one}." for one in (series, document.brand) if one and one != document.author]
        parts += [f"https://doi.org/{imprint.doi}"] if imprint.doi else []
        return " ".join(parts)
