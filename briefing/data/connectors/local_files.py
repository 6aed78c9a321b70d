"""A declared file to a grid: found within the project, hashed, read by its format.

What makes columns is imported for a long text alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from briefing.core.problems import Place, ProblemLog, suggest
from briefing.core.seen_files import Snapshot
from briefing.core.workspace import Kind, NotRead, Workspace
from briefing.data.connectors.parsed_files import (
    columns_once,
    kind_in_columns,
    note_kind,
    rows_once,
    way_of,
)
from briefing.data.disguises import refuse_disguised
from briefing.data.formats import ENDINGS, READERS, SIGNS, WORKBOOKS, Reader
from briefing.data.grid import Grid, Row, tidy
from briefing.data.header_rows import joined_headers, split_column
from briefing.data.notes_below import without_notes
from briefing.data.packed import unpacked
from briefing.data.table_size import counted
from briefing.data.unreadable import UnreadableFile, reading_call
from briefing.project.project_schema import DatasetConfig

if TYPE_CHECKING:
    from briefing.data.column_reading import ColumnTable
    from briefing.data.text_rows import TextRows

FEWEST_BYTES = 200_000
"""A shorter text is read row by row: what makes columns takes longer to load than it saves."""
FEWEST_ROWS = 5_000
"""Of so many rows facts are made of columns, whatever they were read from."""
_MOST_HEADERS = 16
"""A wider table takes longer to put into columns than a data set of it saves, which uses few of them."""
_TYPED = frozenset({"parquet", "arrow"})
"""Formats that hold columns of types."""
_SHEETS = "excel"
"""The format whose long sheets are read into columns; those of others row by row."""
_WIDEST_SHEET = 500
"""Columns of such a sheet, at most."""
_TIMES_PACKED = 10
"""How much shorter such a file is than a text of the same table, at most."""
_FEWEST_PACKED = 1_000_000
"""Bytes of a text that are packed once its columns are read: what is asked of them then is to be attached."""
_NEAR = 1_000
"""Rows above those of another length, among which their notes may begin."""


def read_grid(
    workspace: Workspace,
    config: DatasetConfig,
    place: Place,
    log: ProblemLog,
    sheet: Place | None = None,
) -> Grid | None:
    """The rows of the data set's file; what prevents that goes to the log.

    ``place`` is that of ``path`` in the YAML, ``sheet`` that of the key which names a sheet.
    """
    try:
        file = workspace.read(config.path, Kind.DATA)
    except NotRead as error:
        error.tell(place, log)
        return None
    as_before = kind_in_columns(workspace, file, config)
    if as_before and (found := _columns(workspace, config, file, None, *as_before)):
        return found
    try:
        with reading_call():
            inner, content = unpacked(config.path, file.content)
            kind = config.format or ENDINGS.get(PurePosixPath(inner).suffix.lower(), "")
            refuse_disguised(content, kind)
    except UnreadableFile as error:
        log.refuse(Place(config.path), error)
        return None
    if kind not in READERS:
        known = ", ".join(READERS)
        advice = suggest(kind, READERS) or f"add 'format:', one of: {known}"
        log.add(
            place, f"the ending of '{config.path}' tells no format", advice, code="unknown-format"
        )
        return None
    is_long = kind in (SIGNS.keys() | _TYPED | {_SHEETS})
    if is_long and (found := _columns(workspace, config, file, content, kind, len(content))):
        return found
    try:
        if kind in READERS.plugins:  # which may heed any other key
            rows = _rows(READERS[kind], content, config)
        else:
            way = way_of(file, kind, config)
            rows = rows_once(workspace, way, lambda: _rows(READERS[kind], content, config))
    except UnreadableFile as error:
        if error.code == "unknown-sheet" and sheet is not None:
            log.refuse(sheet, error, f"'{config.path}' cannot be read: {error}")
        else:
            where = Place(config.path, error.line)
            log.refuse(where, error, f"cannot be read as {kind}: {error}")
        return None
    has_notes = kind in WORKBOOKS or kind in {"csv", "tsv"}
    return _grid(config, file, rows, log, has_notes=has_notes)


def with_columns(grid: Grid) -> Grid:
    """A grid of many rows with these as columns, where columns can hold them; that of a wide table as it is."""
    is_long = len(grid.rows) >= FEWEST_ROWS and len(grid.headers) <= _MOST_HEADERS
    if not is_long or not isinstance(grid.rows, tuple):
        return grid
    from briefing.data.rows_in_columns import in_columns

    return replace(grid, rows=in_columns(grid.rows) or grid.rows)


def _rows(reader: Reader, content: bytes, config: DatasetConfig) -> list[Row]:
    """All rows, within the budgets; raises :class:`UnreadableFile` whatever a library raises."""
    with reading_call():
        return list(counted(reader(content, config)))


def _columns(
    workspace: Workspace,
    config: DatasetConfig,
    file: Snapshot,
    content: bytes | None,
    kind: str,
    size: int,
) -> Grid | None:
    """The grid of a long plain table, held as columns; ``None`` where it must be read row by row.

    Without ``content``, of so many bytes, for a file that is known to have columns.
    """
    if config.split:
        return None
    first, last = config.header if isinstance(config.header, tuple) else (config.header,) * 2
    fewest = FEWEST_BYTES if kind in SIGNS else FEWEST_BYTES // _TIMES_PACKED
    if size < fewest or (kind in _TYPED and last != 1):
        return None
    way = (*way_of(file, kind, config), last, FEWEST_ROWS)
    table = columns_once(workspace, way, lambda: _table(config, file, content, kind))
    heads = table.head[first - 1 :] if table else []
    found = _without_notes(table, config, has_notes=kind not in _TYPED) if table else None
    if table is None or found is None or all(row.is_blank for row in heads):
        return None
    body, notes = found
    note_kind(workspace, file, config, kind, size)
    return Grid(
        path=config.path,
        sha256=file.sha256,
        size=file.size,
        headers=joined_headers([row.cells for row in heads]),
        rows=body,
        blank_rows=table.blank_rows,
        sheet=heads[-1].sheet,
        said=_said(table.head),
        notes=notes,
    )


def _table(
    config: DatasetConfig, file: Snapshot, content: bytes | None, kind: str
) -> ColumnTable | None:
    from briefing.data.arrow_arrays import packed, take_from_system

    take_from_system()
    if content is None:
        _, content = unpacked(config.path, file.content)
    if kind in _TYPED:
        from briefing.data.typed_columns import read_typed_columns

        return read_typed_columns(content, kind)
    if kind == _SHEETS:
        from briefing.data.excel.sheet_columns import read_sheet_columns

        return read_sheet_columns(content, config, FEWEST_ROWS, _WIDEST_SHEET)
    from briefing.data.column_reading import read_columns

    found = read_columns(content, config, config.delimiter or SIGNS[kind])
    if found and file.size >= _FEWEST_PACKED:
        file.file_bytes.pack(packed)
    return found


def _without_notes(
    table: ColumnTable, config: DatasetConfig, *, has_notes: bool
) -> tuple[TextRows, tuple[Row, ...]] | None:
    """The rows of a table, and the notes below; ``None`` where rows of another length are no notes."""
    from briefing.data.text_rows import TextRows

    least, most = config.rows.first or 0, config.rows.last
    body = table.body.between(least, most)
    if most is not None or not table.tail:
        is_cut = all(most is not None and row.number > most for row in table.tail)
        is_open = most is None and has_notes
        found, notes = without_notes(body) if is_open else (body, ())
        return (found, notes) if is_cut and isinstance(found, TextRows) and len(found) else None
    near = [*body[-_NEAR:], *table.tail]
    kept, notes = without_notes(near)
    left = len(body) + len(table.tail) - (len(near) - len(kept))
    return (body[:left], notes) if notes and 0 < left <= len(body) else None


def _said(rows: Sequence[Row]) -> frozenset[str]:
    """The texts of the headers, and of all that stands above them."""
    return frozenset(tidy(one) for row in rows for one in row.cells if one.strip())


def _grid(
    config: DatasetConfig, file: Snapshot, rows: list[Row], log: ProblemLog, *, has_notes: bool
) -> Grid | None:
    first, last = config.header if isinstance(config.header, tuple) else (config.header,) * 2
    kept = [row for row in rows if not row.is_blank]
    if not kept:
        said = f"the sheet '{config.sheet}' is empty" if config.sheet else "nothing stands in it"
        log.add(Place(config.path), said, "look whether it is the right file", code="empty-file")
        return None
    heads = rows[first - 1 : last]
    if len(rows) < last or all(row.is_blank for row in heads):
        log.add(
            Place(config.path),
            f"row {first} holds no headers",
            "set 'header:'",
            code="no-headers",
        )
        return None
    least = max(heads[-1].number + 1, config.rows.first or 0)
    most = config.rows.last
    below = [row for row in rows if row.number >= least and (most is None or row.number <= most)]
    has_notes = has_notes and most is None
    rest, notes = without_notes(below) if has_notes else (below, ())
    body = tuple(row for row in rest if not row.is_blank)
    if not body:
        log.add(Place(config.path), "there are headers and no rows below them", code="no-rows")
        return None
    headers = joined_headers([row.cells for row in heads])
    if config.split:
        headers, body = split_column(config, headers, body, log)
    return Grid(
        path=config.path,
        sha256=file.sha256,
        size=file.size,
        headers=headers,
        rows=body,
        blank_rows=len(rows) - len(kept),
        sheet=heads[-1].sheet,
        said=_said(rows[:last]),
        notes=notes,
    )
