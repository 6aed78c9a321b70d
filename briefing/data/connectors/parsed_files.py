"""What was parsed of files, at hand for the next data set of the same file: each is parsed once.

Other data sets take other rows and columns of it. Columns stay for as long as somebody has facts of them, and
those parsed last; rows for as long as they are few. All is forgotten with the door to the files.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary, WeakValueDictionary

from briefing.core.seen_files import Snapshot
from briefing.core.workspace import Workspace
from briefing.data.grid import Row
from briefing.project.project_schema import DatasetConfig

if TYPE_CHECKING:
    from briefing.data.column_reading import ColumnTable
    from briefing.data.text_rows import TextColumns

_MOST_CELLS = 300_000
"""How many cells are kept as rows, of all files together."""
Way = tuple[str | int | None, ...]
"""The bytes of a file, and all that a reader of this program heeds of how they are declared."""


@dataclass(slots=True)
class _Parsed:
    rows: dict[Way, list[Row]] = field(default_factory=dict)
    """Those used last at the end."""
    tables: dict[Way, ColumnTable | None] = field(default_factory=dict)
    """Each without its columns; ``None`` for a text that is no plain one."""
    kinds: dict[Way, tuple[str, int]] = field(default_factory=dict)
    """As what files were read that have columns, and how many bytes they have, unpacked."""
    columns: WeakValueDictionary[Way, TextColumns] = field(default_factory=WeakValueDictionary)
    latest: TextColumns | None = None


_KEPT: WeakKeyDictionary[Workspace, _Parsed] = WeakKeyDictionary()
"""For as long as the door to the files that were parsed is in use."""


def way_of(file: Snapshot, kind: str, config: DatasetConfig) -> Way:
    """What two data sets have in common that are parsed alike."""
    declared = (config.encoding, config.delimiter, config.sheet, config.records, config.format)
    return (config.path, file.sha256, kind, *declared)


def rows_once(workspace: Workspace, way: Way, parse: Callable[[], list[Row]]) -> list[Row]:
    """The rows of a file, parsed where nobody did so before; raises what ``parse`` raises."""
    kept = _KEPT.setdefault(workspace, _Parsed()).rows
    rows = kept.pop(way) if way in kept else parse()
    kept[way] = rows
    cells = sum(map(_cells, kept.values()))
    for oldest in list(kept):
        if cells > _MOST_CELLS:
            cells -= _cells(kept.pop(oldest))
    return rows


def kind_in_columns(
    workspace: Workspace, file: Snapshot, config: DatasetConfig
) -> tuple[str, int] | None:
    """The format of a file that was read into columns, and its bytes, unpacked; ``None`` for any other."""
    return _KEPT.setdefault(workspace, _Parsed()).kinds.get(way_of(file, "", config))


def note_kind(
    workspace: Workspace, file: Snapshot, config: DatasetConfig, kind: str, size: int
) -> None:
    """Note that a file has columns, so that its bytes are not asked for to find it again."""
    _KEPT.setdefault(workspace, _Parsed()).kinds[way_of(file, "", config)] = kind, size


def columns_once(
    workspace: Workspace, way: Way, parse: Callable[[], ColumnTable | None]
) -> ColumnTable | None:
    """The columns of a long table, parsed where nobody did so before; ``None`` where it has none."""
    kept = _KEPT.setdefault(workspace, _Parsed())
    if way in kept.tables:
        bare, columns = kept.tables[way], kept.columns.get(way)
        if bare is None:
            return None
        if columns is not None:
            return bare.on(columns)
    found = parse()
    kept.tables[way] = found and found.bare()
    if found is not None:
        kept.columns[way] = kept.latest = found.body.table
    return found


def _cells(rows: list[Row]) -> int:
    return sum(len(row.cells) for row in rows)
