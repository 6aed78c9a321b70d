"""Metadata by CSV on the Web to what they say of a file: https://www.w3.org/TR/tabular-metadata/."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefing.data.described.description import (
    Block,
    Description,
    FieldSaid,
    joined,
    text_of,
    tokens_of,
)

ENDING = "-metadata.json"
"""What follows the name of the file: ``beds.csv-metadata.json``."""
_PERIODS = frozenset({"gYear", "gYearMonth", "date"})
_UNITS = ("unit", "units", "unitText", "hasUnit", "unitMeasure", "uom")


def described_on_the_web(metadata: object, path: str, file: str) -> Description | None:
    """What the metadata say of the file; ``None`` where they are about others."""
    folder = path.rpartition("/")[0]
    whole = metadata if isinstance(metadata, Mapping) else {}
    tables = whole.get("tables")
    for table in tables if isinstance(tables, list) else [whole]:
        if isinstance(table, Mapping) and joined(folder, str(table.get("url") or "")) == file:
            both = {**whole, **table}
            schema = _block(both.get("tableSchema"))
            nothing = both.get("null", schema.get("null", []))
            return Description(
                path=path,
                file=file,
                keys=_keys(_block(both.get("dialect")), schema, nothing),
                fields=tuple(_fields(schema)),
                source=_source(both),
            )
    return None


def _keys(dialect: Block, schema: Block, nothing: object) -> dict[str, object]:
    skipped, rows = dialect.get("skipRows"), dialect.get("headerRowCount")
    first = (skipped if isinstance(skipped, int) else 0) + 1
    many = rows if isinstance(rows, int) and rows > 0 else 1
    marks = [_block(one.get("datatype")).get("format") for one in _columns(schema)]
    decimal = [_block(one).get("decimalChar") for one in marks]
    keys: dict[str, object] = {
        "encoding": dialect.get("encoding"),
        "delimiter": dialect.get("delimiter"),
        "header": None if (first, many) == (1, 1) else [first, first + many - 1],
        "decimal": next((one for one in decimal if one), None),
        "tokens": tokens_of(nothing),
    }
    return {key: value for key, value in keys.items() if value}


def _fields(schema: Block) -> Iterator[FieldSaid]:
    for one in _columns(schema):
        kind = one.get("datatype")
        base = str(kind if isinstance(kind, str) else _block(kind).get("base") or "")
        title = text_of(one.get("titles"))
        yield FieldSaid(
            header=title or str(one.get("name") or ""),
            title=_said(one, "label") or title,
            unit=next((unit for key in _UNITS if (unit := _said(one, key))), ""),
            definition=_said(one, "description"),
            limits=(_block(kind).get("minimum"), _block(kind).get("maximum")),
            is_text=base == "string",
            is_period=base in _PERIODS,
            tokens=tokens_of(one.get("null", [])),
        )


def _columns(schema: Block) -> list[Block]:
    found = schema.get("columns")
    every = found if isinstance(found, list) else []
    return [one for one in every if isinstance(one, Mapping) and not one.get("virtual")]


def _source(table: Block) -> dict[str, str]:
    found = {
        "title": _said(table, "title"),
        "publisher": _said(table, "publisher") or _said(table, "creator"),
        "licence": _said(table, "license"),
        "published": _said(table, "issued")[:10],
    }
    return {key: value for key, value in found.items() if value}


def _said(block: Block, name: str) -> str:
    """A property by its name, whatever vocabulary it is of: ``dc:title``, ``schema:name``."""
    for key, value in block.items():
        if key.rpartition(":")[2] == name:
            return text_of(value)
    return ""


def _block(value: object) -> Block:
    return value if isinstance(value, Mapping) else {}
