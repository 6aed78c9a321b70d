"""JSON-stat (version 2.0, json-stat.org) to rows of texts: a column a dimension, value and status.

Values of all dimensions stand in one list, the last dimension running fastest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product

from briefing.data.grid import Row
from briefing.data.unreadable import UnreadableFile, read_json_text, reading_call
from briefing.data.workbooks import typed_text
from briefing.project.project_schema import DatasetConfig

VALUE, STATUS = "value", "status"
_MOST_CELLS = 5_000_000


def is_json_stat(found: object) -> bool:
    """Whether a value of JSON is a data set of JSON-stat."""
    return isinstance(found, dict) and found.get("class") == "dataset" and "dimension" in found


def read_json_stat(content: bytes, config: DatasetConfig) -> Iterator[Row]:
    """A data set of JSON-stat: row 1 has the labels of dimensions, then a row for each value."""
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
    yield Row(1, (*heads, *last))
    at = len(ids)
    for number, keys in enumerate(product(*labels)):
        value, status = _at(values, number), _at(statuses, number)
        cells = (*keys, typed_text(value), *([typed_text(status)] if statuses is not None else []))
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


def _at(values: object, number: int) -> object:
    """The value at a place: of a list, or of an object that leaves out what is missing."""
    if isinstance(values, Sequence) and not isinstance(values, str):
        return values[number] if number < len(values) else None
    return values.get(str(number)) if isinstance(values, dict) else values
