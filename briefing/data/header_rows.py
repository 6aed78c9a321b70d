"""Headers of several rows to one text a column, and packed keys to columns of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.core.problems import Place, ProblemLog, suggest
from briefing.data.grid import Row, tidy
from briefing.project.project_schema import DatasetConfig
from briefing.project.table_schema import SplitColumn

_BETWEEN = ", "


def joined_headers(rows: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The headers of a table; one that stands above several columns goes for each of them.

    A header of one row stays as printed. Of several rows the texts are joined by a comma, a text
    that repeats the one above left out.
    """
    if len(rows) == 1:
        return rows[0]
    width = max(len(row) for row in rows)
    parts: list[list[str]] = [[] for _ in range(width)]
    for level, row in enumerate(rows):
        is_last = level == len(rows) - 1
        above = ""
        for index in range(width):
            text = tidy(row[index]) if index < len(row) else ""
            above = text or ("" if is_last else above)
            if above and above not in parts[index]:
                parts[index].append(above)
    return tuple(_BETWEEN.join(one) for one in parts)


def split_column(
    config: DatasetConfig, headers: tuple[str, ...], rows: tuple[Row, ...], log: ProblemLog
) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """The headers and rows with the keys of a packed column in columns of their own, at the end."""
    split = config.split
    assert split is not None
    names = [tidy(one) for one in headers]
    wanted = tidy(split.column)
    if wanted not in names:
        log.add(
            Place(config.path),
            f"'{wanted}' is no column of {config.path}",
            suggest(wanted, names) or f"columns: {', '.join(names[:12])}",
            code="unknown-column",
        )
        return headers, rows
    at, width = names.index(wanted), len(headers)
    found = tuple(
        replace(row, cells=(*padded(row.cells, width), *keys_of(row.cells[at], split)))
        for row in rows
    )
    return (*headers, *split.into), found


def padded(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    """The cells of a row, as many as the table has columns."""
    return (*cells[:width], *[""] * (width - len(cells)))


def keys_of(text: str, split: SplitColumn) -> list[str]:
    """The keys that a text packs; those that it lacks are blank."""
    keys = [one.strip() for one in text.split(split.by, len(split.into) - 1)]
    return [*keys, *[""] * (len(split.into) - len(keys))]
