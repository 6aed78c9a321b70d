"""Where a project stands in its git repository, for reports of machines that read paths from its top."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path, PurePosixPath

from briefing.core.problems import Place, Problem
from briefing.core.workspace import Workspace


def top_of_repository(workspace: Workspace) -> Path | None:
    """The top folder of the git repository (or of the worktree) that a project stands in."""
    root = workspace.root.resolve()
    for folder in (root, *root.parents):
        if ".git" in workspace.beside(folder).names():
            return folder
    return None


def within_repository(workspace: Workspace, problems: Iterable[Problem]) -> list[Problem]:
    """The problems with the paths of their places from the top of the repository; as they are without one.

    Places that are no files of the project, such as options, stay.
    """
    top = top_of_repository(workspace)
    if top is None:
        return list(problems)
    below = workspace.root.resolve().relative_to(top).as_posix()
    return [_moved(one, workspace, top, below) for one in problems]


def _moved(problem: Problem, workspace: Workspace, top: Path, below: str) -> Problem:
    return replace(
        problem,
        place=problem.place and _place(problem.place, workspace, top, below),
        because=tuple(_moved(one, workspace, top, below) for one in problem.because),
        also=tuple(_moved(one, workspace, top, below) for one in problem.also),
    )


def _place(place: Place, workspace: Workspace, top: Path, below: str) -> Place:
    given = place.file.replace("\\", "/")
    if Path(given).is_absolute():
        is_inside = Path(given).is_relative_to(top)
        return replace(place, file=Path(given).relative_to(top).as_posix()) if is_inside else place
    is_file = "/" in given or workspace.has(given)
    return replace(place, file=str(PurePosixPath(below, given))) if is_file else place
