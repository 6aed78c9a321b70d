"""What a new project has beside data and config: a page about itself, and what is told of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from briefing.core.problems import Problem, UnusableInput
from briefing.core.workspace import Workspace
from briefing.project.locating import SHARED


@dataclass(frozen=True, slots=True)
class NewBrief:
    """What was made, all of it in the folder."""

    folder: Path
    brief: str
    files: tuple[str, ...]
    """Paths that were written, within the project."""
    warnings: tuple[Problem, ...]
    """What is left for the author."""


def readme(name: str, brief: str) -> str:
    """What a project says of itself, in ten lines."""
    return f"""\
# {name}

A brief whose figures come from the data: `data/` holds the files as they were published,
`config/project.yaml` says what their columns mean, `config/{brief}.yaml` is the brief.

- `briefing watch --serve`: write, and see the page at every save.
- `briefing check --strict`: everything that can be wrong, before it is sent.
- `briefing build`: the PDF, in `output/`.
- `briefing update DATASET FILE --source KEY`: take the next edition of the data in.
"""


def no_project_yet(folder: Path) -> Workspace:
    """The door to a folder that holds no project; raises :class:`UnusableInput` where it does."""
    workspace = Workspace(folder)
    if workspace.has(f"config/{SHARED}"):
        message = f"there is a project already in {folder}"
        advice = "name another folder: --project DIR; or files, to add a brief on them"
        raise UnusableInput([Problem(None, message, advice, code="already-declared")])
    return workspace
