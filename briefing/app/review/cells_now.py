"""What the files of a project hold at a spot now: for whoever asks whether a cell is unchanged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefing.core.problems import Place, ProblemLog
from briefing.core.spot import Spot
from briefing.core.workspace import Workspace
from briefing.data.connectors.local_files import read_grid
from briefing.data.grid import Grid
from briefing.project.project_schema import DatasetConfig


class CellsNow:
    """Reads each file once, when it is first asked for."""

    def __init__(self, workspace: Workspace, datasets: Mapping[str, DatasetConfig]) -> None:
        self._workspace, self._datasets = workspace, datasets
        self._grids: dict[tuple[str, str], Grid | None] = {}

    def text_at(self, spot: Spot) -> str | None:
        """The text of a cell, or ``None`` where there is no such file, sheet, row or column."""
        grid = self._grid(spot)
        for one in grid.rows if grid else ():
            if one.number == spot.row and spot.column <= len(one.cells):
                return one.cells[spot.column - 1]
        return None

    def sha256_of(self, spot: Spot) -> str | None:
        """The hash of the file of a cell as it is now."""
        grid = self._grid(spot)
        return grid.sha256 if grid else None

    def _grid(self, spot: Spot) -> Grid | None:
        key = (spot.file, spot.sheet)
        if key not in self._grids:
            self._grids[key] = next(
                (one for one in self._read(spot) if one.sheet == spot.sheet), None
            )
        return self._grids[key]

    def _read(self, spot: Spot) -> Iterator[Grid]:
        """The tables of the file as data sets declare them, and its sheet of that name."""
        for config in self._datasets.values():
            if config.path != spot.file:
                continue
            for one in (config, config.model_copy(update={"sheet": spot.sheet or None})):
                if grid := read_grid(self._workspace, one, Place(spot.file), ProblemLog()):
                    yield grid
