"""One project read by columns and cell by cell, to be compared."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from unittest.mock import patch

from briefing.app.build import pipeline
from briefing.core.problems import Problem, ProblemLog
from briefing.core.series import Dataset
from briefing.data import reading
from briefing.data.connectors import local_files

Read = tuple[Dataset | None, Sequence[Problem]]


def read_both_ways(folder: Path, limit: str, door: str) -> tuple[Read, Read, list[object]]:
    """The data set ``d`` with its messages, by columns and by cells, and what the ``door`` of reading gave each time.

    ``limit`` is the number of :mod:`~briefing.data.connectors.local_files` from which a file is read by columns.
    """
    opened, given, as_usual = pipeline.open_project(folder), list[object](), getattr(reading, door)

    def noted(*arguments: object) -> object:
        given.append(as_usual(*arguments))
        return given[-1]

    def read(fewest: int) -> Read:
        log = ProblemLog()
        with patch.object(local_files, limit, fewest), patch.object(reading, door, noted):
            found = reading.read_datasets(
                opened.workspace, opened.config, opened.places, ["d"], log
            )
        return found.get("d"), [*log]

    return read(1), read(10**9), given
