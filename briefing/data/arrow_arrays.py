"""Columns of texts, and what is asked of all of them at once. PyArrow's home beside the readers of files.

It is loaded where a long table is read: most projects have none. Arrays come from and go to those of NumPy by
their buffers, since PyArrow's own ways, and its scalars, load pandas too, which takes longer than most tables.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from briefing.core.arrays import np
from briefing.core.workspace import variable

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

    StringArray: TypeAlias = pa.StringArray
    """Each text in its row."""
    Texts: TypeAlias = pa.StringArray | pa.DictionaryArray
    """Those of a column; where few repeat often, each once and which of them stands in each row."""

Indexes: TypeAlias = "NDArray[np.signedinteger]"
Flags: TypeAlias = "NDArray[np.bool_]"
_SHORTER = ((1 << 7, "int8"), (1 << 15, "int16"))
"""Numbers of fewer bytes than usual, and how many texts they tell apart."""
_PIECE = 1 << 17
"""Bytes that are packed at a time."""
_LOOKED_AT = 10_000
"""Texts at the start of a column that tell whether they repeat."""
_OFTEN = 4
"""How often a text stands there at least, where each is kept once."""


def take_from_system() -> None:
    """Let Arrow take memory from the system's own allocator from now on, unless the environment names one.

    Arrow's own keeps tens of megabytes of what many small arrays took and let go.
    """
    import pyarrow as pa

    if not variable("ARROW_DEFAULT_MEMORY_POOL"):
        pa.set_memory_pool(pa.system_memory_pool())


def packed(content: bytes) -> Callable[[], bytes]:
    """Bytes in a fraction of their memory, as what gives them back."""
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    with pa.CompressedOutputStream(sink, "zstd") as stream:
        for start in range(0, len(content), _PIECE):
            stream.write(content[start : start + _PIECE])
    kept = sink.getvalue().to_pybytes()
    return partial(pa.decompress, kept, len(content), codec="zstd", asbytes=True)


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


def columns_of(chunked: list[pa.ChunkedArray], count: int) -> tuple[Texts, ...]:
    """The first rows of columns of texts, whose list is emptied on the way, so that each is let go.

    Of texts that repeat each is kept once.
    """
    found: list[Texts] = []
    while chunked:
        column = chunked.pop(0).slice(0, count)
        if _are_repeated(column.slice(0, _LOOKED_AT)):
            column = column.dictionary_encode()
        found.append(_in_one(column))
        del column
    _give_back()
    return tuple(found)


def columns_of_batches(batches: Iterable[pa.RecordBatch]) -> list[pa.ChunkedArray]:
    """Columns of texts that come in batches; of texts that repeat each is kept once a batch."""
    import pyarrow as pa

    parts: list[list[Texts]] = []
    kept_once: list[bool] = []
    for batch in batches:
        if not parts:
            parts = [[] for _ in batch.columns]
            kept_once = [_are_repeated(column.slice(0, _LOOKED_AT)) for column in batch.columns]
        for each, column, is_once in zip(parts, batch.columns, kept_once, strict=True):
            each.append(column.dictionary_encode() if is_once else column)
    return [pa.chunked_array(each) for each in parts]


def _are_repeated(texts: pa.Array | pa.ChunkedArray) -> bool:
    """Whether few texts stand in many rows, or are kept once already."""
    if hasattr(texts.type, "value_type"):
        return False
    return len(texts.unique()) * _OFTEN <= len(texts)


def _in_one(column: pa.ChunkedArray) -> Texts:
    """The parts of a column as one; which of the texts that are kept once, in as few bytes as tell it."""
    import pyarrow as pa

    if not hasattr(column.type, "value_type"):
        return column.combine_chunks()
    texts = column.unify_dictionaries().combine_chunks()
    indices, count = texts.indices, len(texts.dictionary)
    kind = next((kind for most, kind in _SHORTER if count <= most), None)
    if kind is None:
        return texts
    return pa.DictionaryArray.from_arrays(indices.cast(kind), texts.dictionary)


def _give_back() -> None:
    """Give the system back what Arrow needs no longer."""
    import pyarrow as pa

    pa.default_memory_pool().release_unused()


def columns_of_texts(columns: Iterable[Sequence[str]]) -> tuple[Texts, ...]:
    """Columns of texts, one after another; of texts that repeat each is kept once."""
    import pyarrow as pa

    found = list[pa.Array]()
    for texts in columns:
        chunked = [pa.chunked_array([array_of(texts)])]
        found += columns_of(chunked, len(texts))
    return tuple(found)


def array_of(texts: Sequence[str]) -> StringArray:
    """Texts, one a row."""
    import pyarrow as pa

    content = "".join(texts).encode()
    sizes = np.fromiter(map(len, texts), dtype=np.int32, count=len(texts))
    if len(content) != int(sizes.sum()):  # not all are ASCII
        each = [one.encode() for one in texts]
        sizes = np.fromiter(map(len, each), dtype=np.int32, count=len(each))
    ends = np.zeros(len(texts) + 1, dtype=np.int32)
    np.cumsum(sizes, out=ends[1:])
    buffers = [None, pa.py_buffer(ends), pa.py_buffer(content)]
    return pa.Array.from_buffers(pa.string(), len(texts), buffers)


def columns_of_pieces(pieces: list[list[StringArray]]) -> tuple[Texts, ...]:
    """Columns whose pieces follow one another; of texts that repeat each is kept once.

    The list is emptied on the way.
    """
    import pyarrow as pa

    found = list[pa.Array]()
    while pieces:
        column = pa.chunked_array(pieces.pop(0), pa.string())
        found += columns_of([column], len(column))
    return tuple(found)


def printed(texts: Texts) -> pa.StringArray:
    """Each text in its row."""
    return texts.dictionary_decode() if hasattr(texts, "dictionary") else texts


def replaced(texts: pa.StringArray, which: Flags, others: Sequence[str]) -> pa.StringArray:
    """Texts with others in the place of some, in order."""
    from pyarrow import compute

    return compute.replace_with_mask(texts, _mask(which), array_of(others))


def without_end(texts: pa.StringArray, sign: str, which: Flags) -> pa.StringArray:
    """Texts, some of them without a sign at their end."""
    from pyarrow import compute

    return compute.if_else(_mask(which), compute.utf8_rtrim(texts, sign), texts)


def valid(column: pa.ChunkedArray) -> Flags:
    """Where a column has something."""
    return np.concatenate([_flags_of(one.is_valid()) for one in column.chunks])


def joined(parts: Sequence[Texts]) -> Texts:
    """Texts one after another."""
    import pyarrow as pa

    return pa.concat_arrays([*map(printed, parts)]) if parts else repeated("", 0)


def coded(texts: Texts) -> tuple[list[str], Indexes]:
    """Each text once, and which of them stands in each row."""
    found = texts.dictionary_encode()
    return found.dictionary.to_pylist(), _numbers_of(found.indices)


def match(texts: Texts, pattern: str) -> Flags:
    """Which texts hold what a pattern describes; its words are those that RE2 and Python share."""
    from pyarrow import compute

    if hasattr(texts, "dictionary"):
        each = match(texts.dictionary, pattern)
        return each[_numbers_of(texts.indices)] if len(each) else np.zeros(len(texts), dtype=bool)
    return _flags_of(compute.match_substring_regex(texts, pattern))


def are(texts: Texts, wanted: str) -> Flags:
    """Which texts are this one."""
    return match(texts, f"^(?:{re.escape(wanted)})$")


def lengths(texts: Texts) -> Indexes:
    """How many letters each text has."""
    from pyarrow import compute

    return _numbers_of(compute.utf8_length(texts))


def longest(texts: Texts) -> int:
    """How many bytes the longest of them has."""
    each = texts.dictionary if hasattr(texts, "dictionary") else texts
    return int(sizes(each).max(initial=0))


def sizes(texts: pa.StringArray) -> Indexes:
    """How many bytes each text has."""
    return np.diff(_ends(texts))


def begin_with(texts: pa.StringArray, sign: str) -> Flags:
    """Which texts begin with a sign of ASCII."""
    found: Flags = _first_signs(texts) == ord(sign)
    return found


def are_blank(texts: Texts) -> Flags:
    """Which texts have nothing but spaces."""
    from pyarrow import compute

    if hasattr(texts, "dictionary"):
        each = are_blank(texts.dictionary)
        return each[_numbers_of(texts.indices)] if each.any() else np.zeros(len(texts), dtype=bool)
    first = _first_signs(texts)
    blank: Flags = first == 0
    some = np.flatnonzero(~blank & ((first <= ord(" ")) | (first > ord("~"))))
    if len(some):
        blank[some] = lengths(compute.utf8_trim_whitespace(taken(texts, some))) == 0
    return blank


def _first_signs(texts: pa.StringArray) -> NDArray[np.uint8]:
    """The first byte of each text; 0 for none."""
    ends, content = _ends(texts), texts.buffers()[2]
    found = np.zeros(len(texts), dtype=np.uint8)
    some = np.flatnonzero(ends[1:] > ends[:-1])
    if len(some):
        found[some] = np.frombuffer(content, dtype=np.uint8)[ends[:-1][some]]
    return found


def _ends(texts: pa.StringArray) -> NDArray[np.int32]:
    """Where in its buffer each text begins, and the last ends."""
    places = np.frombuffer(texts.buffers()[1], dtype=np.int32)
    return places[texts.offset : texts.offset + len(texts) + 1]


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
    cells = map(printed, columns)
    rows = compute.binary_join_element_wise(_numbers(numbers).cast(pa.string()), *cells, *ends)
    _, places, content = rows.buffers()
    return memoryview(content)[: np.frombuffer(places, dtype=np.int32)[count]]


def _numbers_of(array: pa.Array) -> Indexes:
    """The whole numbers of an array without gaps."""
    found: Indexes = np.frombuffer(array.buffers()[1], dtype=str(array.type))
    return found[array.offset :][: len(array)]


def _flags_of(array: pa.BooleanArray) -> Flags:
    import pyarrow as pa

    return _numbers_of(array.cast(pa.uint8())).astype(bool)


def _mask(which: Flags) -> pa.BooleanArray:
    import pyarrow as pa

    bits = np.packbits(which, bitorder="little")
    return pa.Array.from_buffers(pa.bool_(), len(which), [None, pa.py_buffer(bits)])


def _numbers(places: Indexes) -> pa.Int64Array:
    import pyarrow as pa

    numbers = np.ascontiguousarray(places, dtype=np.int64)
    return pa.Array.from_buffers(pa.int64(), len(numbers), [None, pa.py_buffer(numbers)])
