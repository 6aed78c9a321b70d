"""What the index of a portfolio says of itself to machines: Open Graph, and JSON-LD in words of https://schema.org."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from markupsafe import Markup

from briefing.core.index_entry import IndexEntry
from briefing.writers.html.page_metadata import Json, filled, in_script

_LENGTH = 200
"""Letters of a description, after which search engines cut it."""


@dataclass(frozen=True, slots=True)
class IndexPlace:
    """Where an index will be, whose it is, and what stands beside it."""

    locale: str = ""
    """``en_GB``."""
    brand: str = ""
    address: str = ""
    """Of the page; empty where that is not known."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Names of the files beside the page, by format."""

    def of(self, entry: IndexEntry) -> str:
        """The address of the page of a brief; empty where that is not known."""
        name = f"{quote(entry.name)}.html"
        return f"{self.address.rpartition('/')[0]}/{name}" if self.address else ""


def description(count: str, entries: Sequence[IndexEntry]) -> str:
    """How many subjects there are, and as many of them as a description holds."""
    told = f"{count}: {', '.join(one.subject for one in entries)}" if entries else count
    return told if len(told) <= _LENGTH else f"{told[:_LENGTH].rpartition(',')[0]} …"


def tags(title: str, told: str, place: IndexPlace) -> Iterator[tuple[str, str]]:
    """Names and contents of the ``meta`` elements of Open Graph."""
    known = {
        "og:type": "website",
        "og:title": title,
        "og:description": told,
        "og:site_name": place.brand,
        "og:locale": place.locale,
        "og:url": place.address,
    }
    for name, content in known.items():
        if content:
            yield name, content


def linked_data(title: str, told: str, entries: Sequence[IndexEntry], place: IndexPlace) -> Markup:
    """The JSON-LD for a ``script`` element: a page of a collection, with the briefs that there are."""
    page: Json = filled(
        {
            "@context": "https://schema.org",
            "@type": "CollectionPage",
            "@id": place.address,
            "url": place.address,
            "name": title,
            "description": told,
            "inLanguage": place.locale.replace("_", "-"),
            "publisher": {"@type": "Organization", "name": place.brand} if place.brand else None,
            "hasPart": [
                filled(
                    {
                        "@type": "Report",
                        "name": one.headline or one.subject,
                        "url": place.of(one),
                    }
                )
                for one in entries
                if not one.note
            ],
        }
    )
    return in_script(json.dumps(page, ensure_ascii=False, separators=(",", ":")))
