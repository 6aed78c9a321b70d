"""Declared corrections: wrong cells put right, as long as they hold what was expected."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.core.problems import ProblemLog
from briefing.core.spot import Spot
from briefing.data.grid import Row, tidy
from briefing.data.layout import Layout
from briefing.project.project_schema import DatasetConfig

Corrected = dict[Spot, "Correct"]
"""Cells to their right texts."""


@dataclass(frozen=True, slots=True)
class Correct:
    """The right text of a cell, and why."""

    text: str
    reason: str


def corrections_of(config: DatasetConfig, layout: Layout, log: ProblemLog) -> Corrected:
    """The corrections by cell; one whose cell does not hold what it expects is a problem."""
    found: Corrected = {}
    for index, correction in enumerate(config.corrections):
        path = ("corrections", index)
        place = layout.places.of("datasets", layout.name, *path)
        column = layout.column(correction.column, correction.position, *path, "column")
        rows = [row for row in layout.grid.rows if _is_meant(row, correction.where, layout, path)]
        if column is None:
            continue
        if len(rows) != 1:
            log.add(
                place,
                f"the correction fits {len(rows)} rows of {config.path}, not one",
                "name the row by more columns, or drop the correction",
                code="unplaced-correction",
            )
            continue
        found_text = layout.cell(rows[0], column)
        if found_text != tidy(correction.expected):
            where = layout.place(rows[0], column)
            log.add(
                place,
                f"{where} holds '{found_text}', not '{correction.expected}' any more",
                "look whether the source was mended, then drop or renew the correction",
                code="stale-correction",
            )
            continue
        found[layout.grid.spot(rows[0], column)] = Correct(correction.value, correction.reason)
    return found


def _is_meant(row: Row, where: dict[str, str], layout: Layout, path: tuple[str | int, ...]) -> bool:
    for header, text in where.items():
        column = layout.column(header, None, *path, "where", header)
        if column is None or layout.cell(row, column) != tidy(text):
            return False
    return True
