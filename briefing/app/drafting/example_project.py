"""A shipped example to a project of one's own: its brief, what all briefs share, and the data."""

from __future__ import annotations

from pathlib import Path

from briefing.app.drafting.new_brief_files import NewBrief, no_project_yet
from briefing.app.staging import write_all
from briefing.core.problems import Problem, UnusableInput, suggest
from briefing.core.resources import EXAMPLES
from briefing.core.workspace import Kind, Workspace
from briefing.project.locating import SHARED, brief_names


def example_project(name: str, folder: Path) -> NewBrief:
    """Copy it; raises :class:`~briefing.core.problems.UnusableInput` where there is none of that name."""
    shipped, workspace = Workspace(EXAMPLES), no_project_yet(folder)
    known = brief_names(shipped)
    if name not in known:
        advice = suggest(name, known) or f"examples: {', '.join(known)}"
        message = f"there is no example '{name}'"
        raise UnusableInput([Problem(None, message, advice, code="unknown-brief")])
    config = [f"config/{SHARED}", f"config/{name}.yaml", f"config/{name}.status.yaml"]
    wanted = [
        *(path for path in config if shipped.has(path)),
        *shipped.files("config/schema"),
        *shipped.files("data"),
    ]
    changes = {path: shipped.read(path, Kind.DATA).content for path in wanted}
    write_all(workspace, changes)
    return NewBrief(folder, name, tuple(changes), ())
