"""A project read and checked, as it is or as it was on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from briefing.app.one_line_sets import load_project
from briefing.core.problems import Place, Problem, ProblemLog, Refusal, UnusableInput
from briefing.core.workspace import Workspace
from briefing.project.editions import moment_of
from briefing.project.loading import Project, find_project
from briefing.project.references import check_references


def open_project(
    project: str | Path | None = None,
    names: Sequence[str] = (),
    workspace: Workspace | None = None,
) -> Project:
    """Read and check the config of a project; raises with all problems of all its files."""
    log = ProblemLog()
    workspace = workspace or find_project(Path(project) if project else Path.cwd(), log)
    loaded = load_project(workspace, log, only=names or None) if workspace else None
    if loaded:
        check_references(loaded, log)
    log.raise_if_any()
    assert loaded is not None
    return loaded


def as_it_was(project: Project, as_of: str | None) -> Project:
    """The project with every brief as of a day or an edition; unchanged where none is given.

    Raises :class:`~briefing.core.problems.UnusableInput` where it is neither.
    """
    if as_of is None:
        return project
    try:
        day = moment_of(as_of, project.config).isoformat()
    except Refusal as error:
        raise UnusableInput([Problem(Place("--as-of"), str(error), code=error.code)]) from None
    briefs = {
        name: replace(
            one,
            config=one.config.model_copy(update={"as_of": day}),
            suffix=f"-as-of-{day}",
        )
        for name, one in project.briefs.items()
    }
    return replace(project, briefs=briefs)
