"""A declared file to a grid: found within the project, hashed, read by its format."""

from __future__ import annotations

from briefing.core.problems import Place, ProblemLog, suggest
from briefing.core.workspace import Kind, NotRead, Snapshot, Workspace
from briefing.data.formats import ENDINGS, READERS, WORKBOOKS
from briefing.data.grid import Grid, Row
from briefing.data.notes_below import without_notes
from briefing.data.workbooks import UnreadableFile
from briefing.project.project_schema import DatasetConfig


def read_grid(
    workspace: Workspace, config: DatasetConfig, place: Place, log: ProblemLog
) -> Grid | None:
    """The rows of the data set's file; what prevents that goes to the log.

    ``place`` is that of ``path`` in the YAML.
    """
    try:
        file = workspace.read(config.path, Kind.DATA)
    except NotRead as error:
        error.tell(place, log)
        return None
    if not file.content.strip():
        log.add(Place(config.path), "the file is empty", code="empty-file")
        return None
    kind = config.format or ENDINGS.get(file.ending, "")
    if kind not in READERS:
        known = ", ".join(READERS)
        advice = suggest(kind, READERS) or f"add 'format:', one of: {known}"
        log.add(
            place, f"the ending of '{config.path}' tells no format", advice, code="unknown-format"
        )
        return None
    try:
        rows = list(READERS[kind](file.content, config))
    except UnreadableFile as error:
        where = Place(config.path, error.line)
        log.refuse(where, error, f"cannot be read as {kind}: {error}")
        return None
    has_notes = kind in WORKBOOKS or kind in {"csv", "tsv"}
    return _grid(config, file, rows, log, has_notes=has_notes)


def _grid(
    config: DatasetConfig, file: Snapshot, rows: list[Row], log: ProblemLog, *, has_notes: bool
) -> Grid | None:
    kept = [row for row in rows if not row.is_blank]
    head = rows[config.header - 1] if len(rows) >= config.header else None
    if head is None or head.is_blank:
        log.add(
            Place(config.path),
            f"row {config.header} holds no headers",
            "set 'header:'",
            code="no-headers",
        )
        return None
    below = [row for row in rows if row.number > head.number]
    body, notes = without_notes(below) if has_notes else (tuple(below), ())
    body = tuple(row for row in body if not row.is_blank)
    if not body:
        log.add(Place(config.path), "there are headers and no rows below them", code="no-rows")
        return None
    return Grid(
        path=config.path,
        sha256=file.sha256,
        size=file.size,
        headers=head.cells,
        rows=body,
        blank_rows=len(rows) - len(kept),
        sheet=head.sheet,
        notes=notes,
    )
