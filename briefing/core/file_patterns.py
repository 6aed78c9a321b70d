"""Files that a path with ``*`` names, and one hash over all of them: a file more or less changes it."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePosixPath

from briefing.core.workspace import ABSENT, Kind, Workspace

_SIGNS = re.compile(r"[*?\[]")


def is_pattern(path: str) -> bool:
    """Whether a path may name several files."""
    return _SIGNS.search(path) is not None


def files_like(workspace: Workspace, path: str) -> list[str]:
    """The files that a path names, in order: ``*`` and ``?`` within a folder, ``**`` across folders."""
    if not is_pattern(path):
        return [path] if workspace.has(path) else []
    parts = PurePosixPath(path).parts
    fixed = next(number for number, part in enumerate(parts) if is_pattern(part))
    fits = re.compile(_expression(path))
    return [one for one in workspace.files("/".join(parts[:fixed])) if fits.fullmatch(one)]


def hash_of_files(workspace: Workspace, path: str) -> str:
    """The sha256 of a file; of a path with ``*`` one over the names and hashes of all that it names.

    :data:`~briefing.core.workspace.ABSENT` where there is none, or none that may be read.
    """
    if not is_pattern(path):
        found = workspace.sha256(path)
        return found or (workspace.sha256(path, Kind.QUERIED) if workspace.has(path) else ABSENT)
    every = [f"{one} {workspace.sha256(one, Kind.QUERIED)}" for one in files_like(workspace, path)]
    return hashlib.sha256("\n".join(every).encode()).hexdigest() if every else ABSENT


def _expression(pattern: str) -> str:
    signs = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    found = re.split(r"(\*\*/|\*\*|\*|\?|\[[^\]]+\])", pattern)
    return "".join(
        signs.get(one, one if one.startswith("[") and one.endswith("]") else re.escape(one))
        for one in found
    )
