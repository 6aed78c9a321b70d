"""What one run has seen of files until now, so that each is opened once; the workspace's own memory."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path


@dataclass(slots=True)
class FileBytes:
    """The bytes of a file, always the same ones; they may be packed for as long as nobody asks for them."""

    size: int
    _content: bytes | None = field(repr=False)
    _unpack: Callable[[], bytes] | None = field(repr=False, default=None)

    @classmethod
    def of(cls, content: bytes) -> FileBytes:
        """These bytes as they are."""
        return cls(len(content), content)

    @property
    def content(self) -> bytes:
        """The bytes, unpacked each time that they are asked for."""
        return self._unpack() if self._unpack else self._content or b""

    def pack(self, packed: Callable[[bytes], Callable[[], bytes]]) -> None:
        """Hold them as what ``packed`` makes of them, which gives them back."""
        if self._content is not None:
            self._unpack = packed(self._content)
            self._content = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A file as it was when this run read it. Two are the same where path and bytes are."""

    path: str
    """As the user knows it: within the project, with slashes."""
    sha256: str
    file_bytes: FileBytes = field(repr=False, compare=False)
    real: Path = field(repr=False, compare=False)
    """Where it is on this machine, for libraries that open a file themselves."""

    @property
    def content(self) -> bytes:
        """Its bytes."""
        return self.file_bytes.content

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return self.file_bytes.size

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
    folders: dict[str, str] = field(default_factory=dict)
    """Where folders of such paths lead."""
    opened: Counter[str] = field(default_factory=Counter)
    now: datetime | None = None
    supposed: frozenset[str] = frozenset()
    """Real paths of files that may stand nowhere: see :meth:`briefing.core.workspace.Workspace.as_if`."""
    makers: dict[str, Callable[[], bytes]] = field(default_factory=dict)
    """What makes files that stand nowhere, when they are first read, by real path."""

    def led_to(self, path: str) -> str:
        """The same as :func:`os.path.realpath`, which looks at each folder on the way once in a run."""
        folder, name = os.path.split(path)
        if name in {"", os.curdir, os.pardir}:
            return os.path.realpath(path)
        if (led := self.folders.get(folder)) is None:
            led = self.folders[folder] = os.path.realpath(folder)
        real = os.path.join(led, name)
        return os.path.realpath(real) if os.path.islink(real) else real
