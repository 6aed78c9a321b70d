"""How a brief and its sources are cited, for those who cite them: BibTeX, CSL-JSON, or plain lines."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Literal

from briefing.core.document import Document
from briefing.core.publication import SourceNote
from briefing.core.text_nodes import plain

_DOI = "https://doi.org/"
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
}
"""Characters that mean something to TeX, and how each is written as itself."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a bibliography holds of one publication; what is not known is empty."""

    key: str
    kind: Literal["report", "dataset"]
    title: str
    author: str
    publisher: str = ""
    day: str = ""
    """When it was published: ``2025-01-31``."""
    edition: str = ""
    doi: str = ""
    url: str = ""

    @property
    def address(self) -> str:
        """Where it is: its DOI as an address, or else its own."""
        return f"{_DOI}{self.doi}" if self.doi else self.url


def entries_of(document: Document, doi: str = "", series: str = "") -> tuple[Entry, ...]:
    """The brief, and after it its sources as its list has them.

    ``doi`` and ``series`` are those of the brief, where it has them.
    """
    brief = Entry(
        key=document.id.replace("/", "-"),
        kind="report",
        title=plain(document.title).replace("\u00a0", " "),
        author=document.author or document.brand,
        publisher=document.brand,
        day=document.day,
        edition=series,
        doi=doi,
    )
    return (brief, *map(_source, document.sources))


def _source(note: SourceNote) -> Entry:
    one = note.publication
    return Entry(
        key=note.id,
        kind="dataset",
        title=one.title,
        author=one.publisher,
        publisher=one.publisher,
        day=one.published.isoformat() if one.published else "",
        edition=one.edition,
        doi=one.doi or "",
        url=one.url or "",
    )


def with_own_keys(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Each publication once; two of one key get keys of their own."""
    found: dict[str, Entry] = {}
    for one in dict.fromkeys(entries):
        key = next(key for key in _keys(one.key) if key not in found)
        found[key] = replace(one, key=key)
    return tuple(found.values())


def _keys(key: str) -> Iterator[str]:
    yield key
    yield from (f"{key}-{number}" for number in count(2))


def as_bibtex(entries: Sequence[Entry]) -> str:
    """Entries that BibTeX and biblatex read; each character stands for itself."""
    return "\n".join(map(_bibtex, entries))


def _bibtex(entry: Entry) -> str:
    year, _, rest = entry.day.partition("-")
    fields = {
        "author": entry.author,
        "title": entry.title,
        "howpublished": entry.publisher if entry.publisher != entry.author else "",
        "note": entry.edition,
        "year": year,
        "month": rest.partition("-")[0].lstrip("0"),
        "doi": entry.doi,
        "url": entry.address,
    }
    lines = [f"  {name} = {{{_value(name, text)}}}," for name, text in fields.items() if text]
    key = re.sub(r"[^\w.:-]", "-", entry.key)
    return "\n".join([f"@misc{{{key},", *lines, "}"])


def _value(name: str, text: str) -> str:
    """A field as TeX reads it: addresses as they are, names and titles in braces of their own.

    So a name is not taken apart, and a title keeps its capitals.
    """
    if name in {"doi", "url"}:
        return text.replace("{", "%7B").replace("}", "%7D")
    return f"{{{_tex(text)}}}" if name in {"author", "title", "howpublished"} else _tex(text)


def _tex(text: str) -> str:
    return "".join(_SPECIAL.get(sign, sign) for sign in text)


def as_csl(entries: Sequence[Entry]) -> str:
    """CSL-JSON, as Zotero, pandoc and citeproc read it."""
    return json.dumps([csl_item(one) for one in entries], ensure_ascii=False, indent=1)


def csl_item(entry: Entry) -> dict[str, object]:
    """One entry of CSL-JSON; see https://github.com/citation-style-language/schema."""
    parts = [int(part) for part in entry.day.split("-") if part]
    fields: dict[str, object] = {
        "id": entry.key,
        "type": entry.kind,
        "title": entry.title,
        "author": [{"literal": entry.author}] if entry.author else [],
        "publisher": entry.publisher,
        "issued": {"date-parts": [parts]} if parts else {},
        "collection-title" if entry.kind == "report" else "version": entry.edition,
        "DOI": entry.doi,
        "URL": entry.address,
    }
    return {name: value for name, value in fields.items() if value}


def as_lines(entries: Sequence[Entry]) -> str:
    """Each on a line: ``Author (2025-01-31). Title. Publisher. https://doi.org/...``."""
    return "\n".join(map(_line, entries))


def _line(entry: Entry) -> str:
    when = f" ({entry.day})" if entry.day else ""
    publisher = entry.publisher if entry.publisher != entry.author else ""
    told = [f"{entry.author}{when}".strip(), entry.title, entry.edition, publisher]
    said = ". ".join(one.rstrip(".") for one in told if one)
    return f"{said}.{f' {entry.address}' if entry.address else ''}"


CITATIONS: Mapping[str, Callable[[Sequence[Entry]], str]] = {
    "plain": as_lines,
    "bibtex": as_bibtex,
    "csl": as_csl,
}
"""Every form by its name."""
