"""A table of pandas, polars or pyarrow to the bytes of its Arrow form. narwhals' one home.

Both are imported for the first table that is handed over: few are. Two tables of the same names, types
and values have the same bytes, whatever library holds them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, cast

from briefing.core.problems import Refusal
from briefing.data.typed_rows import typed_text

if TYPE_CHECKING:
    import pyarrow as pa
    from narwhals.typing import IntoDataFrame, IntoSeries

_ADVICE = "hand over columns of texts, numbers, dates or truth values"


def arrow_of(name: str, table: object) -> bytes:
    """The table in the file form of Apache Arrow, its index before its columns where it says something.

    Raises :class:`~briefing.core.problems.Refusal` where it is no table, or where a column holds what
    no cell can hold.
    """
    import pyarrow as pa

    found = _table(name, table)
    columns = [_column(name, label, found.column(label)) for label in found.column_names]
    if not columns or not found.num_rows:
        raise Refusal(
            f"the table '{name}' is empty", "hand over one with rows", code="unusable-table"
        )
    plain = pa.table(columns, names=found.column_names)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, plain.schema) as file:
        file.write_table(plain)
    return bytes(sink.getvalue())


def _table(name: str, table: object) -> pa.Table:
    import narwhals as nw
    import pyarrow as pa

    try:
        frame = nw.from_native(cast("IntoDataFrame", _with_index(table)), eager_only=True)
    except TypeError:
        kind = f"{type(table).__module__.partition('.')[0]} {type(table).__name__}"
        raise Refusal(
            f"'{name}' is no table: {kind}",
            "hand over one of pandas, polars or pyarrow; of a lazy one what collect() gives",
            code="unusable-table",
        ) from None
    except nw.exceptions.DuplicateError as error:
        why = " ".join(str(error).split())
        advice = "give each column a name of its own"
        raise Refusal(
            f"the table '{name}' cannot be used: {why}", advice, code="unusable-table"
        ) from None
    try:
        found = frame.to_arrow()
    except (pa.ArrowException, TypeError, ValueError) as error:
        why = " ".join(str(error).split())
        raise Refusal(
            f"the table '{name}' cannot be used: {why}", _ADVICE, code="unusable-table"
        ) from None
    return found


def _with_index(table: object) -> object:
    """A table of pandas with its index as columns, where it is named or no number of a row.

    An index of whole numbers without a name is what is left of a count of rows.
    """
    import narwhals as nw

    if not nw.dependencies.is_pandas_dataframe(table):
        return table
    index = table.index
    is_count = index.name is None and index.nlevels == 1 and index.dtype.kind in "iu"
    found = (table if is_count else table.reset_index()).rename(columns=str)
    if found.columns.is_unique:
        for label in [one for one in found if str(found[one].dtype).startswith("period")]:
            found[label] = found[label].astype(str)
        for label in [one for one in found if found[one].dtype == object]:
            if texts := _texts(found[label]):
                found[label] = texts
    return found


def _texts(column: object) -> list[str | None]:
    """The cells as texts where numbers stand beside texts, ``[400, ">95"]``, which Arrow does not take.

    Empty where they do not.
    """
    import narwhals as nw

    series = nw.from_native(cast("IntoSeries", column), series_only=True)
    cells = list(zip(series.to_list(), series.is_null().to_list(), strict=True))
    kinds = {type(one) for one, is_empty in cells if not is_empty}
    if str not in kinds or len(kinds) == 1:
        return []
    return [None if is_empty else typed_text(one) for one, is_empty in cells]


def _column(name: str, label: str, column: pa.ChunkedArray) -> pa.Array:
    """The values as one column of a plain type, made anew: so no trace is left of who held them."""
    import pyarrow as pa

    kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
    if pa.types.is_float16(kind) or pa.types.is_float32(kind):
        # 0.1 is 0.1, and not what a double makes of it.
        column, kind = column.cast(pa.string()).cast(pa.float64()), pa.float64()
    if not any(is_one(kind) for is_one in _plain_types()):
        message = f"the column '{label}' of the table '{name}' holds {kind}"
        raise Refusal(message, _ADVICE, code="unusable-table")
    if pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        kind = pa.string()
    return pa.array(_values(column), type=kind)


def _plain_types() -> Iterator[Callable[[pa.DataType], bool]]:
    """What tells the types whose values a cell can hold."""
    import pyarrow as pa

    for name in ("boolean", "integer", "floating", "decimal", "string", "date", "timestamp"):
        yield getattr(pa.types, f"is_{name}")
    yield from (pa.types.is_large_string, pa.types.is_string_view, pa.types.is_null)


def _values(column: pa.ChunkedArray) -> Iterator[object]:
    """What each cell holds; what is no number, such as 0/0, is no value, as pandas has it."""
    for one in column.to_pylist():
        yield None if isinstance(one, float) and math.isnan(one) else one
