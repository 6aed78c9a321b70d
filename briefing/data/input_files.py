"""The files that a data set was read from: its own, or the result of its query with the record of that."""

from __future__ import annotations

from briefing.core.query_result import Queried, record_of
from briefing.core.series import InputFile
from briefing.core.workspace import Kind, Workspace
from briefing.data.grid import Grid
from briefing.project.project_schema import DatasetConfig


def input_files(workspace: Workspace, config: DatasetConfig, grid: Grid) -> tuple[InputFile, ...]:
    """What was read, with its hash; metadata beside it are an input as the data are; of a query also what it was, and what it read."""
    file = InputFile(grid.path, grid.sha256, grid.size, config.source)
    if config.described_by:
        beside = workspace.read(config.described_by, Kind.DATA)
        metadata = InputFile(config.described_by, beside.sha256, beside.size, config.source)
        return (file, metadata)
    if not config.query:
        return (file,)
    record = workspace.read(record_of(grid.path), Kind.DATA)
    made = Queried.of(record.content)
    return (
        InputFile(grid.path, grid.sha256, grid.size, config.source, made),
        InputFile(record.path, record.sha256, record.size, config.source),
    )
