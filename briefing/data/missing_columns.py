"""Columns that a data set names and its file does not have: one message with the cause, where there is one."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

from briefing.core.problems import suggest
from briefing.data.grid import Grid, tidy
from briefing.project.project_schema import DatasetConfig

_SIGNS = ";\t|,"
_ROWS = 40
"""So many rows below the headers are looked at for the headers that are meant."""
_MOST_KNOWN = 12
_FEW = 2
"""So many missing columns are each told apart, with the one that may be meant."""


def cause_of(wanted: Collection[str], grid: Grid, config: DatasetConfig) -> str:
    """Why none of these headers is there, with the key to write; empty where it is not known."""
    names = set(wanted)
    if sign := _other_delimiter(names, grid.headers):
        return f"the file parts its cells by {sign!r}: write delimiter: {json.dumps(sign)}"
    for row in grid.rows[:_ROWS]:
        if names <= {tidy(cell) for cell in row.cells}:
            return f"they stand in row {row.number}: write header: {row.number}"
    if names <= grid.said:
        return "they stand above the row that 'header' names"
    if len(names) > _FEW and grid.sheet and config.sheet is None:
        return f"the sheet '{grid.sheet}' is read, which is the first: name another by 'sheet'"
    return ""


def is_told_once(wanted: Collection[str], known: Sequence[str]) -> bool:
    """Whether so many are missing that the file is likelier another one than each header misspelt."""
    return len(wanted) > _FEW and not any(suggest(one, known) for one in wanted)


def words_of(wanted: Sequence[str], path: str) -> str:
    """``'a' and 4 more are no columns of data/x.csv``."""
    if len(wanted) == 1:
        return f"'{wanted[0]}' is no column of {path}"
    more = f"'{wanted[1]}'" if len(wanted) == _FEW else f"{len(wanted) - 1} more"
    return f"'{wanted[0]}' and {more} are no columns of {path}"


def listed(known: Sequence[str]) -> str:
    """The columns that there are."""
    return f"columns: {', '.join(known[:_MOST_KNOWN])}"


def _other_delimiter(wanted: Collection[str], headers: Sequence[str]) -> str:
    """The sign by which the one header falls into those that are wanted."""
    for sign in _SIGNS if len(headers) == 1 else "":
        if set(wanted) <= {tidy(one) for one in headers[0].split(sign)}:
            return sign
    return ""
