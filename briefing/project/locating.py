"""Where a project is, and which files of its config are briefs. Reads no YAML."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path

from briefing.core.problems import Place, Problem, ProblemLog, UnusableInput, suggest
from briefing.core.workspace import Workspace

SHARED = "project.yaml"
"""The file that all briefs share, in ``config/``."""


def find_project(start: Path, log: ProblemLog) -> Workspace | None:
    """The nearest folder at or above ``start`` that holds ``config/project.yaml``."""
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / "config" / SHARED).exists():
            return Workspace(folder)
    log.add(
        Place(str(start)),
        "there is no project here: no config/project.yaml in this folder or above",
        "go to the project's folder or name it with --project",
        code="no-project",
    )
    return None


def brief_files(workspace: Workspace) -> list[str]:
    """Paths of the YAML files of the briefs: all in ``config/`` but the shared one and the records.

    Hidden files are none: editors leave such beside the one that is being written.
    """
    return [
        f"config/{name}"
        for name in workspace.names("config")
        if fnmatchcase(name, "*.y*ml")
        and name != SHARED
        and not name.startswith(".")
        and not Path(name).stem.endswith((".status", ".review"))
    ]


def brief_names(workspace: Workspace) -> list[str]:
    """The names of the briefs: those of their files, without the ending."""
    return [Path(path).stem for path in brief_files(workspace)]


def unknown_briefs(names: Iterable[str], workspace: Workspace) -> UnusableInput:
    """The error that names briefs that a project does not have."""
    known = brief_names(workspace)
    return UnusableInput(
        Problem(
            None,
            f"there is no brief '{name}' in {workspace.root}/config",
            suggest(name, known) or f"briefs: {', '.join(known)}",
            code="unknown-brief",
        )
        for name in names
    )
