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

_PROJECT = """\
name: P
sources: {s: {title: S, publisher: P, licence: CC0, published: 2024-08-15}}
datasets:
  d:
    source: s
    path: data/d.ENDING
    KEYS
    series:
      SERIES
"""
LONG = "period: {column: year}\n    dimension: {column: who}"
X, Y = "x: {column: x, title: Ore, unit: t}", "y: {column: y, title: Tin, unit: percent}"
Read = tuple[Dataset | None, Sequence[Problem]]


def declare(folder: Path, ending: str, keys: str = LONG, series: Sequence[str] = (X, Y)) -> None:
    """A project of one data set, whose file ``data/d.ENDING`` is there already, and a brief that reads nothing."""
    project = _PROJECT.replace("ENDING", ending).replace("KEYS", keys)
    project = project.replace("SERIES", "\n      ".join(series))
    (folder / "config").mkdir(exist_ok=True)
    (folder / "config/project.yaml").write_text(project, encoding="utf-8")
    (folder / "config/b.yaml").write_text("title: B\nperiod: 2023\nbottom_line: B.\n", "utf-8")


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
