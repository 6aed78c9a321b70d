"""A declared file to a grid: found within the project, hashed, read by its format."""

from __future__ import annotations

import hashlib
from pathlib import Path

from briefing.core.problems import Place, ProblemLog, suggest
from briefing.data.formats import ENDINGS, READERS, UnreadableFile
from briefing.data.grid import Grid, Row
from briefing.project.project_schema import DatasetConfig


def read_grid(root: Path, config: DatasetConfig, place: Place, log: ProblemLog) -> Grid | None:
    """The rows of the data set's file; what prevents that goes to the log.

    ``place`` is that of ``path`` in the YAML.
    """
    path = _inside(root, config.path, place, log)
    content = _content(path, config, place, log) if path else None
    if path is None or content is None:
        return None
    kind = config.format or ENDINGS.get(path.suffix.lower(), "")
    if kind not in READERS:
        known = ", ".join(READERS)
        advice = suggest(kind, READERS) or f"add 'format:', one of: {known}"
        log.add(
            place, f"the ending of '{config.path}' tells no format", advice, code="unknown-format"
        )
        return None
    try:
        rows = list(READERS[kind](content, config))
    except UnreadableFile as error:
        where = Place(config.path, error.line)
        log.add(where, f"cannot be read as {kind}: {error}", error.advice, code=error.code)
        return None
    return _grid(config, content, rows, log)


def _inside(root: Path, given: str, place: Place, log: ProblemLog) -> Path | None:
    path = (root / given).resolve()
    if Path(given).is_absolute() or not path.is_relative_to(root.resolve()):
        log.add(
            place,
            f"'{given}' leaves the project",
            "copy the file into data/",
            code="outside-project",
        )
        return None
    return path


def _content(path: Path, config: DatasetConfig, place: Place, log: ProblemLog) -> bytes | None:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        siblings = [one.name for one in path.parent.glob("*")] if path.parent.is_dir() else []
        log.add(
            place,
            f"there is no file '{config.path}'",
            suggest(path.name, siblings),
            code="missing-file",
        )
        return None
    except OSError as error:
        log.add(place, f"'{config.path}' cannot be read: {error.strerror}", code="unreadable-file")
        return None
    if not content.strip():
        log.add(Place(config.path), "the file is empty", code="empty-file")
        return None
    return content


def _grid(config: DatasetConfig, content: bytes, rows: list[Row], log: ProblemLog) -> Grid | None:
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
    body = tuple(row for row in kept if row.number > head.number)
    if not body:
        log.add(Place(config.path), "there are headers and no rows below them", code="no-rows")
        return None
    return Grid(
        path=config.path,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        headers=head.cells,
        rows=body,
        blank_rows=len(rows) - len(kept),
    )
