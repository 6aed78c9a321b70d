"""Keys that one column packs, ``A,RCY,THS_T,AT``, to columns of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from briefing.data.grid import tidy
from briefing.data.header_rows import keys_of, padded
from briefing.data.recognition.table_bounds import Bounds
from briefing.project.table_schema import SplitColumn

_SEPARATORS = (",", ";", "|", "/")
_MOST = 0.98


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A table with the packed column in parts, and how it was split."""

    bounds: Bounds
    column: int | None = None
    """Index of the packed column."""
    split: Mapping[str, object] | None = None


def unpacked_keys(bounds: Bounds) -> Unpacked:
    """The table with its packed keys apart, where header and texts of a column have as many parts."""
    for index, header in enumerate(bounds.headers):
        if index in bounds.numeric:
            continue
        for separator in _SEPARATORS:
            names = [tidy(one) for one in header.split(separator)]
            if len(names) < 2 or not all(re.fullmatch(r"[\w\\. -]{1,40}", one) for one in names):  # noqa: PLR2004
                continue
            texts = [one for one in bounds.column(index) if one]
            fitting = sum(one.count(separator) == len(names) - 1 for one in texts)
            if texts and fitting >= _MOST * len(texts):
                return _apart(bounds, index, separator, names)
    return Unpacked(bounds)


def _apart(bounds: Bounds, index: int, separator: str, names: list[str]) -> Unpacked:
    names = [one.partition("\\")[0] for one in names]
    split = SplitColumn(column=bounds.headers[index], into=names, by=separator)
    width = len(bounds.headers)
    rows = tuple(
        replace(row, cells=(*padded(row.cells, width), *keys_of(row.cells[index], split)))
        for row in bounds.rows
    )
    block: dict[str, object] = {"column": split.column, "into": names}
    if separator != ",":
        block["by"] = separator
    more = [""] * len(names)
    found = replace(
        bounds,
        headers=(*bounds.headers, *names),
        titles=(*bounds.titles, *more) if bounds.titles else (),
        units=(*bounds.units, *more) if bounds.units else (),
        rows=rows,
    )
    return Unpacked(found, index, block)
