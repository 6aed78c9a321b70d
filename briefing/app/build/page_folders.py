"""Where page templates are looked for: the project's own first, then those of plug-ins, then the shipped ones."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from briefing.core.plugins import Registry
from briefing.core.resources import TEMPLATES
from briefing.core.workspace import Workspace


class DesignSource(Protocol):
    """Gives a page design; plug-ins add to the group ``briefing.designs``, by the name of the design."""

    def __call__(self) -> Path:
        """The folder in which the folder of the design stands, with its ``brief.html.j2``.

        Its templates may extend ``shipped/policy-brief/brief.html.j2`` and are sandboxed as a
        project's own are.
        """


DESIGNS: Registry[Path] = Registry("briefing.designs", {})
"""The designs that plug-ins bring."""


def page_folders(workspace: Workspace) -> list[Workspace]:
    """The folders with page templates of a project, in the order of precedence."""
    is_own = workspace.has_folder("templates") and workspace.root / "templates" != TEMPLATES
    brought = dict.fromkeys(DESIGNS[name]() for name in DESIGNS)
    return [
        *([workspace.below("templates")] if is_own else []),
        *(workspace.beside(one) for one in brought),
        workspace.beside(TEMPLATES),
    ]
