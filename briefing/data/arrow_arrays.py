"""Columns of texts, and what is asked of all of them at once. PyArrow's home beside the readers of files.

It is loaded where a long table is read: most projects have none. Arrays come from and go to those of NumPy by
their buffers, since PyArrow's own ways, and its scalars, load pandas too, which takes longer than most tables.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pyarrow as pa

    Texts: TypeAlias = pa.StringArray

Indexes = NDArray[np.int64]
Flags = NDArray[np.bool_]
_KINDS = {"int32": np.int32, "int64": np.int64, "uint8": np.uint8}


def repeated(text: str, count: int) -> Texts:
    """The same text in every row."""
    import pyarrow as pa

    content = text.encode()
    ends = np.arange(count + 1, dtype=np.int32) * len(content)
    buffers = [None, pa.py_buffer(ends), pa.py_buffer(content * count)]
    return pa.Array.from_buffers(pa.string(), count, buffers)


def taken(texts: Texts, places: Indexes) -> Texts:
    """The texts at some places, in that order."""
    return texts.take(_numbers(places))


def joined(parts: Sequence[Texts]) -> Texts:
    """Texts one after another."""
    import pyarrow as pa

    return pa.concat_arrays(parts) if parts else repeated("", 0)


def coded(texts: Texts) -> tuple[list[str], Indexes]:
    """Each text once, and which of them stands in each row."""
    found = texts.dictionary_encode()
    return found.dictionary.to_pylist(), _numbers_of(found.indices)


def match(texts: Texts, pattern: str) -> Flags:
    """Which texts hold what a pattern describes; its words are those that RE2 and Python share."""
    from pyarrow import compute

    return _flags_of(compute.match_substring_regex(texts, pattern))


def are(texts: Texts, wanted: str) -> Flags:
    """Which texts are this one."""
    return match(texts, f"^(?:{re.escape(wanted)})$")


def lengths(texts: Texts) -> Indexes:
    """How many letters each text has."""
    from pyarrow import compute

    return _numbers_of(compute.utf8_length(texts))


def are_blank(texts: Texts) -> Flags:
    """Which texts have nothing but spaces."""
    from pyarrow import compute

    blank: Flags = lengths(compute.utf8_trim_whitespace(texts)) == 0
    return blank


def places_of(texts: Texts, sign: str) -> Indexes:
    """Where a sign stands first in each text, counted from 0; -1 where it is not."""
    from pyarrow import compute

    return _numbers_of(compute.find_substring(texts, sign))


def whole_numbers(texts: Texts, left_out: str) -> Indexes:
    """The whole numbers that texts of digits are without a sign that may stand between them."""
    import pyarrow as pa
    from pyarrow import compute

    return _numbers_of(compute.replace_substring(texts, left_out, "").cast(pa.int64()))


def rows_as_bytes(numbers: Indexes, columns: Sequence[Texts], sign: str) -> memoryview:
    """The number of each row and its cells, a sign after each of them, all rows one after another."""
    import pyarrow as pa
    from pyarrow import compute

    count = len(numbers)
    ends = (repeated("", count), repeated(sign, count))
    rows = compute.binary_join_element_wise(_numbers(numbers).cast(pa.string()), *columns, *ends)
    _, places, content = rows.buffers()
    return memoryview(content)[: np.frombuffer(places, dtype=np.int32)[count]]


def _numbers_of(array: pa.Array) -> Indexes:
    """The whole numbers of an array without gaps."""
    kind = _KINDS[str(array.type)]
    found = np.frombuffer(array.buffers()[1], dtype=kind)[array.offset :][: len(array)]
    return found.astype(np.int64)


def _flags_of(array: pa.BooleanArray) -> Flags:
    import pyarrow as pa

    return _numbers_of(array.cast(pa.uint8())).astype(bool)


def _numbers(places: Indexes) -> pa.Int64Array:
    import pyarrow as pa

    numbers = np.ascontiguousarray(places, dtype=np.int64)
    return pa.Array.from_buffers(pa.int64(), len(numbers), [None, pa.py_buffer(numbers)])
