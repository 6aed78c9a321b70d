"""What the files of a project hold at a spot now: for whoever asks whether a cell is unchanged."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.core.problems import Place, ProblemLog
from briefing.core.workspace import Workspace
from briefing.data.connectors.local_files import read_grid
from briefing.data.grid import Grid
from briefing.project.project_schema import DatasetConfig


class HeldCells:
    """Reads each file once, when it is first asked for."""

    def __init__(self, workspace: Workspace, datasets: Mapping[str, DatasetConfig]) -> None:
        self._workspace, self._datasets = workspace, datasets
        self._grids: dict[tuple[str, str], Grid | None] = {}

    def text_at(self, file: str, sheet: str, row: int, column: int) -> str | None:
        """The text of a cell, or ``None`` where there is no such file, row or column."""
        grid = self._grid(file, sheet)
        for one in grid.rows if grid else ():
            if one.number == row and column <= len(one.cells):
                return one.cells[column - 1]
        return None

    def sha256_of(self, file: str, sheet: str) -> str | None:
        """The hash of a file as it is now."""
        grid = self._grid(file, sheet)
        return grid.sha256 if grid else None

    def _grid(self, file: str, sheet: str) -> Grid | None:
        key = (file, sheet)
        if key not in self._grids:
            config = next(
                (
                    one
                    for one in self._datasets.values()
                    if one.path == file and (one.sheet or "") == sheet
                ),
                None,
            )
            self._grids[key] = (
                read_grid(self._workspace, config, Place(file), ProblemLog()) if config else None
            )
        return self._grids[key]
