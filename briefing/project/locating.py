"""Where a project is, and which files of its config are briefs. Reads no YAML."""

from __future__ import annotations

from pathlib import Path

from briefing.core.problems import Place, ProblemLog

SHARED = "project.yaml"
"""The file that all briefs share, in ``config/``."""


def find_project(start: Path, log: ProblemLog) -> Path | None:
    """The nearest folder at or above ``start`` that holds ``config/project.yaml``."""
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / "config" / SHARED).is_file():
            return folder
    log.add(
        Place(str(start)),
        "there is no project here: no config/project.yaml in this folder or above",
        "go to the project's folder or name it with --project",
        code="no-project",
    )
    return None


def brief_files(root: Path) -> list[Path]:
    """The YAML files of the briefs: all in ``config/`` but the shared one and the records.

    Hidden files are none: editors leave such beside the one that is being written.
    """
    return [
        path
        for path in sorted((root / "config").glob("*.y*ml"))
        if path.name != SHARED
        and not path.name.startswith(".")
        and not path.stem.endswith(".status")
    ]
