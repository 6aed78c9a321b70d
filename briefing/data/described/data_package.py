"""A Frictionless data package to what it says of one of its files: https://datapackage.org."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefing.core.problems import Refusal
from briefing.data.described.description import (
    Block,
    Description,
    FieldSaid,
    joined,
    text_of,
    tokens_of,
)

NAME = "datapackage.json"
_PERIODS = frozenset({"year", "yearmonth", "date"})
_ROLES = ("publisher", "publishers")


def describes(package: object, folder: str, file: str) -> bool:
    """Whether a package has the file among its resources."""
    return any(_path(one, folder) == file for one in _resources(package))


def described_by_package(
    package: object, path: str, *, resource: str = "", file: str = ""
) -> Description:
    """What a package says of its resource of that name, of the one in a file, or of its only one.

    Raises :class:`~briefing.core.problems.Refusal` where it has none, or several and none is named.
    """
    folder = path.rpartition("/")[0]
    every = [one for one in _resources(package) if _path(one, folder)]
    chosen = [
        one
        for one in every
        if (not resource or one.get("name") == resource)
        and (not file or _path(one, folder) == file)
    ]
    names = ", ".join(str(one.get("name")) for one in every)
    if len(chosen) != 1:
        message = f"the package has {len(every)} tables in files: {names}" if every else ""
        raise Refusal(
            message or "the package has no table in a file of its own",
            "name one by 'resource'" if every else "give the file itself",
            code="unknown-resource",
        )
    assert isinstance(package, Mapping)
    one = chosen[0]
    schema = _block(one.get("schema"))
    dialect = _block(one.get("dialect"))
    fields = tuple(_fields(schema))
    return Description(
        path=path,
        file=_path(one, folder),
        keys=_keys(one, schema, dialect),
        fields=fields,
        source=_source(package, one),
        sha256=_hash(one),
        size=size if isinstance(size := one.get("bytes"), int) else None,
    )


def _resources(package: object) -> Iterator[Block]:
    found = package.get("resources") if isinstance(package, Mapping) else None
    for one in found if isinstance(found, list) else ():
        if isinstance(one, Mapping):
            yield one


def _path(resource: Block, folder: str) -> str:
    found = resource.get("path")
    first = found[0] if isinstance(found, list) and len(found) == 1 else found
    return joined(folder, first) if isinstance(first, str) else ""


def _keys(resource: Block, schema: Block, dialect: Block) -> dict[str, object]:
    rows = dialect.get("headerRows")
    decimal = next((mark for one in _list(schema) if (mark := one.get("decimalChar"))), "")
    keys: dict[str, object] = {
        "encoding": resource.get("encoding"),
        "delimiter": dialect.get("delimiter"),
        "header": rows[0] if isinstance(rows, list) and len(rows) == 1 else None,
        "decimal": decimal,
        "tokens": tokens_of(schema.get("missingValues", [])),
    }
    return {key: value for key, value in keys.items() if value}


def _fields(schema: Block) -> Iterator[FieldSaid]:
    for one in _list(schema):
        limits = _block(one.get("constraints"))
        kind = str(one.get("type") or "")
        yield FieldSaid(
            header=str(one.get("name") or ""),
            title=text_of(one.get("title")),
            unit=text_of(one.get("unit") or one.get("units")),
            definition=text_of(one.get("description")),
            limits=(limits.get("minimum"), limits.get("maximum")),
            is_text=kind == "string",
            is_period=kind in _PERIODS,
            tokens=tokens_of(one.get("missingValues", [])),
        )


def _source(package: Block, resource: Block) -> dict[str, str]:
    people = package.get("contributors")
    publishers = [
        text_of(one.get("title"))
        for one in (people if isinstance(people, list) else ())
        if isinstance(one, Mapping)
        and ({str(one.get("role"))} | {*map(str, _roles(one))}) & {*_ROLES}
    ]
    licences = resource.get("licenses") or package.get("licenses")
    licence = licences[0] if isinstance(licences, list) and licences else {}
    version = text_of(package.get("version"))
    found = {
        "title": text_of(package.get("title")) or text_of(resource.get("title")),
        "publisher": publishers[0] if publishers else text_of(package.get("publisher")),
        "licence": text_of(_block(licence).get("title")) or text_of(_block(licence).get("name")),
        "url": text_of(package.get("homepage")),
        "edition": version,
    }
    return {key: value for key, value in found.items() if value}


def _roles(one: Block) -> list[object]:
    found = one.get("roles")
    return found if isinstance(found, list) else []


def _hash(resource: Block) -> str:
    kind, mark, digest = str(resource.get("hash") or "").rpartition(":")
    return digest.lower() if mark and kind == "sha256" else ""


def _list(schema: Block) -> list[Block]:
    found = schema.get("fields")
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def _block(value: object) -> Block:
    return value if isinstance(value, Mapping) else {}
