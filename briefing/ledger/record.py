"""A document and its inputs to the ledger: one JSON object, the same bytes for the same input."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from briefing.config.project import Source
from briefing.formatting.english import amount
from briefing.model.document import (
    Document,
    Figure,
    Inlines,
    ItemList,
    Link,
    Mention,
    Paragraph,
    Styled,
    Table,
    plain,
)
from briefing.model.fact import Cell, Citation, Derivation, Fact
from briefing.model.interval import Interval
from briefing.model.series import InputFile

SCHEMA_VERSION = 1


def ledger_of(
    document: Document,
    inputs: Iterable[InputFile],
    sources: Mapping[str, Source],
    config: Mapping[str, str],
    version: str,
) -> dict[str, Any]:
    """All facts of a brief with their origins and uses, and the inputs that it was made from.

    ``config`` maps each config file to the sha256 of its bytes.
    """
    uses = _uses(document)
    return {
        "schema": SCHEMA_VERSION,
        "tool": {"name": "briefing", "version": version},
        "brief": {
            "id": document.id,
            "title": plain(document.title),
            "period": document.period.code,
            "language": document.language,
        },
        "facts": [_fact(fact, uses, document) for _, fact in sorted(document.facts.items())],
        "highlights": [
            {"text": plain(one.text), "reason": one.reason, "facts": _ids(one.text)}
            for one in document.highlights
        ],
        "recommendations": [
            {
                "id": one.id,
                "do": plain(one.do),
                "who": one.who,
                "because": plain(one.because),
                "rule": plain(one.rule),
                "facts": sorted({*_ids(one.because), *_ids(one.rule), *_ids(one.do)}),
            }
            for one in document.recommendations
        ],
        "charts": [
            {
                "id": one.id,
                "title": plain(one.title),
                "alt": one.alt,
                "facts": sorted(set(one.facts)),
            }
            for one in document.figures()
        ],
        "inputs": [
            {"path": one.path, "sha256": one.sha256, "size": one.size, "source": one.source}
            for one in sorted(inputs, key=lambda one: one.path)
        ],
        "config": [{"path": path, "sha256": digest} for path, digest in sorted(config.items())],
        "sources": {note.id: sources[note.id].model_dump(mode="json") for note in document.sources},
        "checks": [
            {"name": one.name, "examined": one.examined, "findings": one.findings}
            for one in document.checks
        ],
    }


def as_json(ledger: Mapping[str, Any]) -> bytes:
    """The ledger as UTF-8 JSON with a final line end."""
    return (json.dumps(ledger, ensure_ascii=False, indent=1) + "\n").encode()


def _fact(fact: Fact, uses: Mapping[str, list[str]], document: Document) -> dict[str, Any]:
    quantity = fact.quantity
    return {
        "id": fact.id,
        "title": fact.title,
        "text": amount(quantity, fact.digits),
        "printed": sorted(
            {text for where, text in _printed(document, fact.id)} if fact.id in uses else ()
        ),
        "value": None if quantity.value is None else exact(quantity.value),
        "bounds": _interval(quantity.bounds),
        "rounding": _interval(quantity.rounding),
        "unit": quantity.unit.code,
        "of": quantity.unit.of,
        "period": fact.period.code if fact.period else None,
        "status": quantity.status.value,
        "digits": fact.digits,
        "token": _is_token(fact),
        "member": fact.member,
        "note": fact.note,
        "origin": _origin(fact),
        "used": uses.get(fact.id, []),
    }


def _is_token(fact: Fact) -> bool:
    """Whether the cell holds a word with a declared meaning rather than a number."""
    return isinstance(fact.origin, Cell) and not any(one.isdigit() for one in fact.origin.text)


def exact(value: Fraction) -> str:
    """An exact number as text: a decimal where it has an end, else a fraction ``3/26``."""
    denominator = value.denominator
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    if denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    digits = 0
    while (value * 10**digits).denominator != 1:
        digits += 1
    whole = abs(int(value * 10**digits))
    sign = "-" if value < 0 else ""
    if not digits:
        return f"{sign}{whole}"
    text = str(whole).rjust(digits + 1, "0")
    return f"{sign}{text[:-digits]}.{text[-digits:]}"


def _interval(interval: Interval) -> dict[str, Any]:
    return {
        "low": None if interval.low is None else exact(interval.low),
        "high": None if interval.high is None else exact(interval.high),
        "low_open": interval.low_open,
        "high_open": interval.high_open,
    }


def _origin(fact: Fact) -> dict[str, Any]:
    match fact.origin:
        case Cell() as cell:
            found: dict[str, Any] = {
                "kind": "cell",
                "file": cell.file,
                "sha256": cell.sha256,
                "row": cell.row,
                "column": cell.column,
                "header": cell.header,
                "text": cell.text,
                "source": cell.source,
            }
            if cell.corrected_from is not None:
                found |= {"corrected_from": cell.corrected_from, "reason": cell.reason}
            return found
        case Citation() as citation:
            return {
                "kind": "citation",
                "source": citation.source,
                "at": citation.at,
                "text": citation.text,
            }
        case Derivation() as derivation:
            return {
                "kind": "derivation",
                "calculator": derivation.calculator,
                "formula": derivation.formula,
                "parameters": dict(derivation.parameters),
                "inputs": {
                    name: given.id if isinstance(given, Fact) else [one.id for one in given]
                    for name, given in derivation.inputs.items()
                },
            }


def _uses(document: Document) -> dict[str, list[str]]:
    uses: dict[str, list[str]] = defaultdict(list)
    for where, fact, _ in _shown(document):
        if where not in uses[fact]:
            uses[fact].append(where)
    return dict(uses)


def _printed(document: Document, wanted: str) -> Iterator[tuple[str, str]]:
    return ((where, text) for where, fact, text in _shown(document) if fact == wanted and text)


def _shown(document: Document) -> Iterator[tuple[str, str, str]]:
    """Every use of a fact: where, the fact's id, and the text as printed."""
    texts: list[tuple[str, Inlines]] = [
        ("title", document.title),
        ("subtitle", document.subtitle),
        ("bottom line", document.bottom_line),
    ]
    texts += [(f"highlight {n}", one.text) for n, one in enumerate(document.highlights, 1)]
    for advice in document.recommendations:
        where = f"recommendation {advice.id}"
        texts += [(where, part) for part in (advice.do, advice.because, advice.rule)]
        texts += [(where, part) for part in (advice.tradeoff, advice.success)]
    for figure in document.key_figures:
        yield "key figures", figure.fact, f"{figure.value} {figure.unit}".strip()
        if figure.change:
            yield "key figures", figure.change.fact, figure.change.text
        if figure.before:
            yield "key figures", figure.before, figure.since
    for where, inlines in texts:
        yield from _mentions(where, inlines)
    for section in document.sections:
        where = f"section “{plain(section.title)}”"
        yield from _mentions(where, section.title)
        for block in section.blocks:
            yield from _in_block(where, block)
    for block in document.method:
        yield from _in_block("method", block)


def _in_block(where: str, block: object) -> Iterator[tuple[str, str, str]]:
    match block:
        case Paragraph(children=children):
            yield from _mentions(where, children)
        case ItemList(items=items):
            for item in items:
                yield from _mentions(where, item)
        case Figure() as figure:
            place = f"chart {figure.id}"
            yield from _mentions(place, figure.title)
            yield from ((place, fact, "") for fact in figure.facts)
        case Table() as table:
            for row in table.rows:
                for cell in row.cells:
                    if cell.fact:
                        yield f"table {table.id}", cell.fact, cell.text


def _mentions(where: str, inlines: Inlines) -> Iterator[tuple[str, str, str]]:
    for node in inlines:
        if isinstance(node, Mention):
            yield where, node.fact, node.text
        elif isinstance(node, Styled | Link):
            yield from _mentions(where, node.children)


def _ids(inlines: Inlines) -> list[str]:
    return sorted({fact for _, fact, _ in _mentions("", inlines)})
