"""What a page for screens says of itself to machines: search engines, shared links, libraries of references.

Open Graph (https://ogp.me), the citation tags that indexes of scholarly work read, and JSON-LD in words of
https://schema.org: a ``Report`` with its sources, and a ``Dataset`` for its figures and for each table and chart.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from markupsafe import Markup

from briefing.core.document import Document, Figure, address_of
from briefing.core.publication import SourceNote
from briefing.core.statistics_table import Table
from briefing.core.text_nodes import plain

_DOI = "https://doi.org/"
_KINDS = {
    "pdf": "application/pdf",
    "facts": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "datapackage": "application/zip",
    "md": "text/markdown",
}
"""Media types of the files beside a page."""
_IN_SCRIPT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
Json = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a page will be, and what stands beside it."""

    house: str = ""
    """Address of the folder where the house publishes its briefs; empty where that is not known."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Names of the files beside the page, by format: ``pdf`` to ``us-rare-earths.pdf``."""

    def page(self, document: Document) -> str:
        """The address of the page; empty where it is not known."""
        return address_of(self.house, document.id)

    def file(self, document: Document, kind: str) -> str:
        """The address of a file beside the page: in full where that is known, else as its name."""
        name = quote(self.files[kind])
        page = self.page(document)
        return f"{page.rpartition('/')[0]}/{name}" if page else name


def tags(document: Document, where: Whereabouts) -> Iterator[tuple[str, str, str]]:
    """The ``meta`` elements: the attribute that names one, its name, its content."""
    page, title = where.page(document), plain(document.title)
    known = {
        "og:type": "article",
        "og:title": document.short_title or title,
        "og:description": plain(document.bottom_line) or plain(document.subtitle),
        "og:site_name": document.brand,
        "og:locale": document.locale,
        "og:url": page,
        "article:published_time": document.day,
    }
    for name, content in known.items():
        if content:
            yield "property", name, content
    cited = {
        "citation_title": title,
        "citation_author": document.author,
        "citation_publication_date": document.day.replace("-", "/"),
        "citation_language": document.language,
        "citation_technical_report_institution": document.brand,
        "citation_doi": _doi(document).removeprefix(_DOI),
        "citation_public_url": page,
        "citation_pdf_url": where.file(document, "pdf") if page and "pdf" in where.files else "",
    }
    for name, content in cited.items():
        if content:
            yield "name", name, content


def linked_data(document: Document, where: Whereabouts) -> Markup:
    """The JSON-LD for a ``script`` element; no text in it can end one."""
    return in_script(
        json.dumps(_report(document, where), ensure_ascii=False, separators=(",", ":"))
    )


def in_script(text: str) -> Markup:
    """JSON for a ``script`` element: no text in it can end that."""
    return Markup(text.translate(_IN_SCRIPT))  # noqa: S704  (what could end the script is escaped)


def _report(document: Document, where: Whereabouts) -> Json:
    publisher = {"@type": "Organization", "name": document.brand} if document.brand else None
    page = where.page(document)
    files = [_file(document, where, kind) for kind in where.files]
    return filled(
        {
            "@context": "https://schema.org",
            "@type": "Report",
            "@id": page,
            "url": page,
            "name": plain(document.title),
            "description": plain(document.bottom_line) or plain(document.subtitle),
            "author": {"name": document.author} if document.author else None,
            "publisher": publisher,
            "datePublished": document.day,
            "inLanguage": document.locale.replace("_", "-"),
            "keywords": list(document.keywords),
            "temporalCoverage": document.period_label,
            "identifier": _doi(document),
            "isPartOf": {"@type": "CreativeWorkSeries", "name": document.series}
            if document.series
            else None,
            "creativeWorkStatus": ", ".join(document.marks),
            "encoding": [one for one in files if one["encodingFormat"] == _KINDS["pdf"]],
            "isBasedOn": list(map(_source, document.sources)),
            "hasPart": [_figures(document, files), *_datasets(document, page)],
        }
    )


def _figures(document: Document, files: list[Json]) -> Json:
    """All figures of the brief as one data set, with the files that hold them."""
    pages = (_KINDS["pdf"], _KINDS["md"])
    return filled(
        {
            "@type": "Dataset",
            "name": f"{plain(document.title)}: {document.word('all_figures')}",
            "description": document.word("annex_lead"),
            "creator": {"name": document.author or document.brand},
            "temporalCoverage": document.period_label,
            "distribution": [
                {**one, "@type": "DataDownload"}
                for one in files
                if one["encodingFormat"] not in pages
            ],
        }
    )


def _datasets(document: Document, page: str) -> Iterator[Json]:
    """Each table and chart as a data set of its own."""
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                told = (block.title, "; ".join(row.heading for row in block.rows))
                names, anchor = [row.heading for row in block.rows], f"table-{block.id}"
            elif isinstance(block, Figure):
                told = (plain(block.title), block.alt or block.subtitle)
                names, anchor = [block.plot.measure or block.subtitle], f"figure-{block.id}"
            else:
                continue
            yield filled(
                {
                    "@type": "Dataset",
                    "name": told[0],
                    "description": told[1],
                    "url": f"{page}#{quote(anchor)}",
                    "creator": {"name": document.author or document.brand},
                    "variableMeasured": names,
                    "creditText": block.source,
                }
            )


def _source(note: SourceNote) -> Json:
    publication = note.publication
    return filled(
        {
            "@type": "CreativeWork",
            "name": publication.title,
            "publisher": {"@type": "Organization", "name": publication.publisher},
            "version": publication.edition,
            "datePublished": str(publication.published or ""),
            "identifier": f"{_DOI}{publication.doi}" if publication.doi else "",
            "url": note.url or "",
            "usageInfo": note.licence,
        }
    )


def _file(document: Document, where: Whereabouts, kind: str) -> Json:
    address = where.file(document, kind)
    return {"@type": "MediaObject", "contentUrl": address, "encodingFormat": _KINDS[kind]}


def _doi(document: Document) -> str:
    return next((one.url for one in document.imprint if one.url.startswith(_DOI)), "")


def filled(entry: Json) -> Json:
    """Without what is empty."""
    return {key: value for key, value in entry.items() if value}
