"""What one run has seen of files until now, so that each is opened once; the workspace's own memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A file as it was when this run read it. Two are the same where path and bytes are."""

    path: str
    """As the user knows it: within the project, with slashes."""
    sha256: str
    content: bytes = field(repr=False, compare=False)
    real: Path = field(repr=False, compare=False)
    """Where it is on this machine, for libraries that open a file themselves."""

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.content)

    @property
    def ending(self) -> str:
        """What follows the last dot of the name, in small letters: ``.csv``."""
        return Path(self.path).suffix.lower()


@dataclass(slots=True)
class SeenFiles:
    """What a run has seen until now, by real path; shared by all folders of the run."""

    environment: Mapping[str, str]
    files: dict[str, Snapshot] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)
    places: dict[tuple[str, str], str] = field(default_factory=dict)
    """Where paths lead, by folder and path."""
    opened: Counter[str] = field(default_factory=Counter)
    now: datetime | None = None
    supposed: frozenset[str] = frozenset()
    """Real paths of files that may stand nowhere: see :meth:`briefing.core.workspace.Workspace.as_if`."""
    makers: dict[str, Callable[[], bytes]] = field(default_factory=dict)
    """What makes files that stand nowhere, when they are first read, by real path."""
