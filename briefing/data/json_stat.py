"""JSON-stat (version 2.0, json-stat.org) to rows of texts: a column a dimension, value and status.

Values of all dimensions stand in one list, the last dimension running fastest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product

from briefing.data.grid import Row
from briefing.data.typed_rows import typed_text
from briefing.data.unreadable import UnreadableFile, read_json_text, reading_call
from briefing.project.project_schema import DatasetConfig

VALUE, STATUS, UNIT = "value", "status", "unit"
_BY = re.compile(r"\s+by\s+.*$", re.IGNORECASE | re.DOTALL)
_MOST_CELLS = 5_000_000


def is_json_stat(found: object) -> bool:
    """Whether a value of JSON is a data set of JSON-stat."""
    return isinstance(found, dict) and found.get("class") == "dataset" and "dimension" in found


def read_json_stat(content: bytes, config: DatasetConfig) -> Iterator[Row]:
    """A data set of JSON-stat: row 1 has the labels of dimensions, then a row for each value.

    Where categories have units, a last column says them.
    """
    del config
    found = read_json_text(content)
    if not isinstance(found, dict) or not is_json_stat(found):
        raise UnreadableFile("it is no data set of JSON-stat", code="damaged-data-file")
    with reading_call("it is no sound JSON-stat"):
        yield from _rows(found)


def _rows(found: Mapping[str, object]) -> Iterator[Row]:
    ids, sizes, dimension = found["id"], found["size"], found["dimension"]
    assert isinstance(ids, list)
    assert isinstance(sizes, list)
    assert isinstance(dimension, dict)
    total = 1
    for size in sizes:
        total *= int(size)
    if total > _MOST_CELLS:
        raise UnreadableFile(
            f"it has {total:,} cells", "ask for a part of it", code="oversized-table"
        )
    labels = [_labels(dimension[name]) for name in ids]
    heads = [str(dimension[name].get("label") or name) for name in ids]
    values, statuses = found["value"], found.get("status")
    last = (VALUE, STATUS) if statuses is not None else (VALUE,)
    at = len(ids)
    units = [(place, found) for place, name in enumerate(ids) if (found := _units(dimension[name]))]
    place, unit_of = units[0] if units else (0, {})
    yield Row(1, (*heads, *last, *([UNIT] if units else [])))
    for number, keys in enumerate(product(*labels)):
        value, status = _at(values, number), _at(statuses, number)
        cells = (*keys, typed_text(value), *([typed_text(status)] if statuses is not None else []))
        cells += (unit_of.get(keys[place], ""),) if units else ()
        is_number = isinstance(value, int | float | Decimal)
        yield Row(number + 2, cells, "", frozenset({at}) if is_number else frozenset())


def _labels(dimension: Mapping[str, object]) -> list[str]:
    """The labels of a dimension's categories in their order."""
    category = dimension["category"]
    assert isinstance(category, dict)
    names, index = category.get("label") or {}, category.get("index")
    if index is None:
        return [str(one) for one in names.values()]
    keys = index if isinstance(index, list) else sorted(index, key=lambda key: index[key])
    return [str(names.get(key, key)) for key in keys]


def _units(dimension: Mapping[str, object]) -> dict[str, str]:
    """The units of a dimension's categories, by label; empty where none has one."""
    category = dimension["category"]
    assert isinstance(category, dict)
    names = category.get("label") or {}
    found = {}
    for key, unit in (category.get("unit") or {}).items():
        said = unit.get("base") or unit.get("label") or unit.get("symbol")
        if said:
            found[str(names.get(key, key))] = str(said)
    return found


def said_of(found: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """What a data set of JSON-stat says of itself, each with its name: title, source, day."""
    label, dimension, role = found.get("label"), found["dimension"], found.get("role")
    metrics = role.get("metric", []) if isinstance(role, dict) else []
    assert isinstance(dimension, dict)
    names = [one for name in metrics if name in dimension for one in _labels(dimension[name])]
    if len(names) == 1:
        yield "Table", names[0]
    elif label:
        yield "Table", _BY.sub("", str(label))
    for name, key in (("Title", "label"), ("Source", "source"), ("Last updated", "updated")):
        if found.get(key):
            yield name, str(found[key])


def _at(values: object, number: int) -> object:
    """The value at a place: of a list, or of an object that leaves out what is missing."""
    if isinstance(values, Sequence) and not isinstance(values, str):
        return values[number] if number < len(values) else None
    return values.get(str(number)) if isinstance(values, dict) else values
