"""A folder that this program writes, held by a handle: what it renames or deletes cannot lie elsewhere.

What stands in an output folder may come from a stranger: a cache of CI, a change to a repository. So no
link on the way into the folder is followed, a name never leads out of it, and only regular files of the
kinds that this program writes are touched. A folder that is swapped for a link meanwhile does no harm
where the system knows handles of folders; elsewhere the same is looked at before each step.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from briefing.core.problems import Place, Problem, UnusableInput

_NAME = re.compile(
    r"[^/\\:\x00-\x1f\x7f]+\.(?:html|pdf|json|md|xlsx|svg|png|part"
    r"|docx|odt|epub|tex|typ|xml|zip)"
)
"""Names of files that this program writes, or a writer of a plug-in: of any letters, since a brief may
have any name, and none that leads out of its folder."""
_HAS_HANDLES = os.open in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW")
_DIRECTORY = getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0)


def unlinked(folder: Path, holds: str, advice: str = "remove the link") -> Path:
    """The folder as it is given; raises :class:`UnusableInput` where a link has its name.

    Where a link leads is somebody else's choice, and this program writes and deletes in its folders.
    """
    if folder.is_symlink():
        message = f"it is a link, where this program {holds}"
        raise UnusableInput([Problem(Place(str(folder)), message, advice, code="linked-folder")])
    return folder


def output_folder(root: Path, chosen: str | Path | None) -> Path:
    """Where the outputs of a project go: as the user chose, or ``output/``, which may be no link."""
    if chosen:
        folder = Path(chosen)
        return folder.resolve() if folder.is_symlink() else folder
    advice = "remove the link, or choose by --output where outputs go"
    return unlinked(root / "output", "writes its outputs", advice)


def portfolio_folder(outputs: Path, portfolio: str) -> Path:
    """Where the outputs of a portfolio go, below the others; it may be no link."""
    return unlinked(outputs / portfolio, "writes its outputs") if portfolio else outputs


def home_folder(outputs: Path, brief: str) -> OwnFolder:
    """The folder of a brief's files: of ``commodities/lithium`` that of its portfolio, below the others."""
    return OwnFolder(outputs, tuple(brief.split("/")[:-1]))


def is_own_name(name: str) -> bool:
    """Whether a file of this name could be one that this program wrote."""
    return _NAME.fullmatch(name) is not None


@dataclass(frozen=True, slots=True)
class OwnFolder:
    """A folder below a root that the user chose, such as ``.briefing/charts`` below ``output``."""

    root: Path
    """No link either: one that the user named was followed by :func:`output_folder`."""
    steps: tuple[str, ...] = ()
    """Folders below it, none of which may be a link."""

    @property
    def path(self) -> Path:
        """Where it is, for messages."""
        return self.root.joinpath(*self.steps)

    def below(self, step: str) -> OwnFolder:
        """A folder in it."""
        return OwnFolder(self.root, (*self.steps, step))

    def names(self) -> list[str]:
        """The regular files in it that this program could have written, in order; none without it."""
        with suppress(OSError), self._opened(make=False) as handle:
            with os.scandir(self.path if handle is None else handle) as entries:
                every = sorted(str(one.name) for one in entries)
            return [one for one in every if is_own_name(one) and self._is_file(one, handle)]
        return []

    def remove(self, name: str) -> bool:
        """Delete a file; tells whether there was one to delete. Raises ``OSError``."""
        with suppress(FileNotFoundError, NotADirectoryError), self._opened(make=False) as handle:
            if is_own_name(name) and self._is_file(name, handle):
                os.unlink(self._at(name, handle), dir_fd=handle)
                return True
        return False

    def rename(self, name: str, other: str) -> bool:
        """Give a file another name, which must be free; tells whether it was done. Raises ``OSError``."""
        with self._opened(make=False) as handle:
            if not (is_own_name(name) and is_own_name(other) and self._is_file(name, handle)):
                return False
            if self._exists(other, handle):
                return False
            before, after = self._at(name, handle), self._at(other, handle)
            os.rename(before, after, src_dir_fd=handle, dst_dir_fd=handle)
            return True

    def put_aside(self, name: str) -> str:
        """Give a file that somebody edited another name, which is returned; nothing is lost.

        Empty where there was no such file. Raises ``OSError``.
        """
        stem, dot, ending = name.rpartition(".")
        for number in count(1):
            suffix = "edited" if number == 1 else f"edited-{number}"
            other = f"{stem}.{suffix}{dot}{ending}"
            if not (self.path / other).exists():
                return other if self.rename(name, other) else ""
        raise AssertionError

    def write(self, name: str, content: bytes) -> None:
        """Write a file whole or not at all; the folder is made where it is missing. Raises ``OSError``."""
        self.write_all({name: content})

    def write_all(
        self, contents: Mapping[str, bytes], before: Callable[[], None] = lambda: None
    ) -> None:
        """Write files by their names, none before all are there; ``before`` is called between the two.

        The folder is made where it is missing, and held by one handle throughout. Raises ``OSError``.
        """
        with self._opened(make=True) as handle:
            staged: dict[str, str] = {}
            try:
                for name, content in contents.items():
                    staged[name] = f".{name}.{os.urandom(4).hex()}.part"
                    self._stage(staged[name], content, handle)
                before()
                for name, beside in staged.items():
                    self._put(beside, name, handle)
            finally:
                for beside in staged.values():
                    with suppress(OSError):  # those that are in place are gone
                        os.unlink(self._at(beside, handle), dir_fd=handle)

    def _put(self, staged: str, name: str, handle: int | None) -> None:
        before, after = self._at(staged, handle), self._at(name, handle)
        os.replace(before, after, src_dir_fd=handle, dst_dir_fd=handle)

    def _stage(self, name: str, content: bytes, handle: int | None) -> None:
        """Write a file and flush it to disk."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        file = os.open(self._at(name, handle), flags, 0o666, dir_fd=handle)
        with os.fdopen(file, "wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())

    @contextmanager
    def _opened(self, *, make: bool) -> Iterator[int | None]:
        """The handle of the folder, or ``None`` where the system has none. Raises ``OSError``."""
        if not _HAS_HANDLES:
            self._look(make=make)
            yield None
            return
        if make:
            self.root.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.root, _DIRECTORY)
        try:
            for step in self.steps:
                if make:
                    with suppress(FileExistsError):
                        os.mkdir(step, dir_fd=handle)
                inner = os.open(step, _DIRECTORY, dir_fd=handle)
                os.close(handle)
                handle = inner
            yield handle
        finally:
            os.close(handle)

    def _look(self, *, make: bool) -> None:
        here = self.root
        for step in self.steps:
            here /= step
            if here.is_symlink():
                raise NotADirectoryError(20, "it is a link", str(here))
        if make:
            here.mkdir(parents=True, exist_ok=True)

    def _at(self, name: str, handle: int | None) -> str:
        return name if handle is not None else str(self.path / name)

    def _is_file(self, name: str, handle: int | None) -> bool:
        try:
            found = os.stat(self._at(name, handle), dir_fd=handle, follow_symlinks=False)
        except OSError:
            return False
        return stat.S_ISREG(found.st_mode)

    def _exists(self, name: str, handle: int | None) -> bool:
        try:
            os.stat(self._at(name, handle), dir_fd=handle, follow_symlinks=False)
        except FileNotFoundError:
            return False
        return True
