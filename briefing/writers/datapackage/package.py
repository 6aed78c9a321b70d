"""A brief to a Frictionless data package, one zip file with ``datapackage.json`` at its top.

Each table and each chart is a CSV file of one figure a row; ``facts.csv`` has every figure behind the brief
with its value, bounds, unit, status and origin, to which the others lead by its id; ``files.csv`` has the
hashes of the data files. The standards: Data Package and Table Schema, https://datapackage.org.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from fractions import Fraction
from hashlib import sha256
from typing import NotRequired, TypedDict

from briefing.core.document import Document
from briefing.core.text_nodes import plain
from briefing.writers.datapackage.fields import (
    FACT_FIELDS,
    FACTS,
    FILE_FIELDS,
    FILES,
    fact_schema,
    file_schema,
)
from briefing.writers.datapackage.resource import Cell, Resource
from briefing.writers.datapackage.shown_rows import package_name, shown_resources
from briefing.writers.ledger.indented_json import indented_json
from briefing.writers.ledger.schema import FactEntry, InputEntry, Ledger, SourceEntry
from briefing.writers.zipped import zipped


class SourceRow(TypedDict):
    """A source of a package: one edition of a publication."""

    id: str
    title: str
    path: NotRequired[str]
    publisher: str
    version: str
    published: str | None
    licence: str


def data_package(document: Document, ledger: Ledger) -> bytes:
    """The package as a zip file; the same document and ledger give the same bytes."""
    known = {one["id"] for one in ledger["facts"]}
    resources = [*shown_resources(document, known), _facts(ledger), _files(ledger)]
    files = {one.path: one.content for one in resources}
    described = indented_json(_descriptor(document, ledger, resources, files))
    return zipped({"datapackage.json": described, **files})


def _descriptor(
    document: Document, ledger: Ledger, resources: Iterable[Resource], files: Mapping[str, bytes]
) -> dict[str, object]:
    sources = {key: _source(key, one) for key, one in ledger["sources"].items()}
    about = (plain(document.subtitle), plain(document.bottom_line), *document.marks)
    names = {"author": document.author, "publisher": document.brand}
    told: dict[str, object] = {
        "profile": "tabular-data-package",
        "name": package_name(document.id),
        "title": plain(document.title),
        "description": "\n\n".join(one for one in about if one),
        "created": document.day and f"{document.day}T00:00:00Z",
        "keywords": list(document.keywords),
        "contributors": [{"title": name, "role": role} for role, name in names.items() if name],
        "sources": list(sources.values()),
        "resources": [_entry(one, files[one.path], sources) for one in resources],
        "brief": {**ledger["brief"], "tool": ledger["tool"]},
    }
    return {key: value for key, value in told.items() if value}


def _entry(one: Resource, content: bytes, sources: Mapping[str, SourceRow]) -> dict[str, object]:
    told: dict[str, object] = {
        "profile": "tabular-data-resource",
        "name": one.name,
        "path": one.path,
        "title": one.title,
        "description": one.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "sources": [sources[key] for key in one.sources if key in sources],
        "schema": one.schema,
    }
    return {key: value for key, value in told.items() if value}


def _source(key: str, source: SourceEntry) -> SourceRow:
    row: SourceRow = {
        "id": key,
        "title": source["title"],
        "publisher": source["publisher"],
        "version": source["edition"],
        "published": source["published"],
        "licence": source["licence"],
    }
    doi = f"https://doi.org/{source['doi']}" if source["doi"] else ""
    if path := source["url"] or doi:
        row["path"] = path
    return row


def _facts(ledger: Ledger) -> Resource:
    return Resource(
        name=FACTS,
        title="Every figure behind the brief",
        about="One figure a row: value, bounds, unit, status, and from where it is.",
        fields=FACT_FIELDS,
        schema=fact_schema(),
        rows=tuple(map(_fact, ledger["facts"])),
        sources=tuple(ledger["sources"]),
    )


def _files(ledger: Ledger) -> Resource:
    return Resource(
        name=FILES,
        title="The data files that the brief was made from",
        about="One file a row, with the hash of its bytes.",
        fields=FILE_FIELDS,
        schema=file_schema(),
        rows=tuple(map(_file, ledger["inputs"])),
        sources=tuple(ledger["sources"]),
    )


def _file(file: InputEntry) -> Mapping[str, Cell]:
    hashed: Mapping[str, Cell] = {"sha256": file["sha256"], "size": file["size"]}
    return {"path": file["path"], "source": file["source"], **hashed}


def _fact(fact: FactEntry) -> Mapping[str, Cell]:
    bounds = fact["bounds"]
    return {
        **{key: fact[key] for key in ("id", "title", "series", "member", "period", "unit", "of")},
        **{key: fact[key] for key in ("status", "text", "note")},
        "value": _number(fact["value"]),
        "exact": fact["value"],
        "low": _number(bounds["low"]),
        "high": _number(bounds["high"]),
        "low_open": bounds["low_open"],
        "high_open": bounds["high_open"],
        **_origin(fact),
    }


def _origin(fact: FactEntry) -> Mapping[str, Cell]:
    origin = fact["origin"]
    told: dict[str, Cell] = {"origin": origin["kind"]}
    match origin["kind"]:
        case "cell":
            told |= {key: origin[key] for key in ("file", "sheet", "row", "column", "header")}
            told |= {"cell": origin["text"], "source": origin["source"]}
            told |= {"reason": origin.get("reason"), "corrected_from": origin.get("corrected_from")}
        case "citation":
            told |= {"cell": origin["text"], "source": origin["source"], "at": origin["at"]}
        case "absence":
            told |= {"source": origin["source"], "file": origin["file"]}
        case "derivation":
            told |= {key: origin[key] for key in ("calculator", "formula", "in_words")}
            told["inputs"] = json.dumps(origin["inputs"], ensure_ascii=False)
    return told


def _number(exactly: str | None) -> float | None:
    return None if exactly is None else float(Fraction(exactly))
