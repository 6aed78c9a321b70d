"""The one door to files, to the clock and to the environment: what a run sees, and sees once.

A path goes in as the user wrote it; out comes a :class:`Snapshot`, or a :class:`NotRead` that says
why not. Whether a file is inside of its folder is decided here alone, after links were followed.
What was read is kept: a run works with one state of its files, whatever is saved meanwhile.

    NotRead                       a file that is not read, with what to do
    ├── Outside                   it leaves the folder that may be read
    ├── NotThere                  there is no such file
    ├── NotAFile                  a folder, a device, a pipe or a socket
    ├── TooLarge                  more bytes than a file of its kind may have
    └── Unreadable                the system does not give it
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path

from briefing.core.epoch import SOURCE_DATE_EPOCH, moment_of
from briefing.core.problems import Place, Problem, ProblemLog, UnusableInput, suggest
from briefing.core.seen_files import FileBytes, SeenFiles, Snapshot

ABSENT = ""
"""The hash of a file that is not there, or that may not be read."""
_PROJECT, _KB, _MB = "the project", 1000, 1000 * 1000
_UNNAMED = re.compile("[\0\ud800-\udc7f\udd00-\udfff]")
_OPENED_AS = ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY")
_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in _OPENED_AS)
"""Links are followed before; nobody is waited for at the other end of a pipe."""
_NO_FILES = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


@dataclass(frozen=True, slots=True)
class Limit:
    """How much of a file is read at most."""

    what: str
    most: int
    """Bytes."""
    advice: str
    is_kept: bool = True
    """Whether hashing it keeps its bytes: it is an input, which is read next."""
    is_named: bool = True
    """Whether somebody wrote its name, who may have meant another one; else this program did."""


class Kind(Enum):
    """What a file is read as, and how large it may be."""

    CONFIG = Limit("a YAML file", 10 * _MB, "split it into several briefs")
    DATA = Limit("a data file", 250 * _MB, "keep the rows and columns that the briefs read")
    QUERIED = Limit(
        "a file that a query reads", 10**6 * _MB, "split it into several", is_kept=False
    )
    TEMPLATE = Limit("a page template", 10 * _MB, "keep pictures and fonts out of templates")
    LOGO = Limit(
        "a logo", 500 * _KB, "it is in every file that is made: take an SVG or a small PNG"
    )
    PICTURE = Limit(
        "a picture", 8 * _MB, "it is in every file that is made: save it at 2,000 pixels across"
    )
    FONT = Limit("a font", 50 * _MB, "give a face of one weight, with the characters you need")
    LOCK = Limit("a lock", 50 * _MB, "write it anew: briefing lock")
    EVIDENCE = Limit("a built brief", 500 * _MB, "build it again")
    OUTPUT = Limit("a built file", 2000 * _MB, "build it again", is_kept=False)
    KEY = Limit("a key or certificate", 1 * _MB, "name the file with the key or certificate alone")
    RECORD = Limit(
        "the record of a build", 50 * _MB, "delete it; the brief is built again", is_named=False
    )
    DRAWING = Limit("a drawing", 20 * _MB, "delete it; the chart is drawn again", is_named=False)
    PROGRAM = Limit("a file of this program", 50 * _MB, "install it again", is_kept=False)


class NotRead(UnusableInput):
    """A file that is not read. Whoever knows the line that names it tells that place instead."""

    code = "unreadable-file"

    def __init__(self, path: str, message: str, advice: str = "") -> None:
        self.path, self.message, self.advice = path, message, advice
        super().__init__([Problem(Place(path), message, advice, code=self.code)])

    def tell(self, place: Place, log: ProblemLog, what: str = "") -> None:
        """Note it at the place that names the file, as ``what`` the file was wanted."""
        message = f"{what} {self.message}" if what else self.message
        log.add(place, message, self.advice, code=self.code)


class Outside(NotRead):
    """It leaves the folder that may be read, perhaps by a link."""

    code = "outside-project"

    def __init__(self, path: str, folder: str) -> None:
        advice = "copy the file into the project" if folder == _PROJECT else ""
        super().__init__(path, f"'{path}' leaves {folder}", advice)


class NotThere(NotRead):
    """There is no such file; ``near`` are the names beside it."""

    code = "missing-file"

    def __init__(self, path: str, near: list[str]) -> None:
        super().__init__(path, f"there is no file '{path}'", suggest(Path(path).name, near))

    def tell(self, place: Place, log: ProblemLog, what: str = "") -> None:
        """Note it at the place that names the file, as ``what`` the file was wanted."""
        message = f"{self.message} for {what}" if what else self.message
        log.add(place, message, self.advice, code=self.code)


class NotAFile(NotRead):
    """Something else has this name."""

    code = "no-regular-file"

    def __init__(self, path: str, mode: int) -> None:
        is_what = next((what for test, what in _NO_FILES if test(mode)), "something else")
        super().__init__(path, f"'{path}' is {is_what}, no file", "name a file")


class TooLarge(NotRead):
    """It has more bytes than a file of its kind may have."""

    code = "too-large-file"

    def __init__(self, path: str, size: int, limit: Limit) -> None:
        message = f"'{path}' has {_amount(size)}, and {limit.what} may have {_amount(limit.most)}"
        super().__init__(path, message, limit.advice)


class Unreadable(NotRead):
    """The system does not give it."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(path, f"'{path}' cannot be read: {why}")


class Workspace:
    r"""A folder with all that may be read below it: the project, or one :meth:`beside` it.

    Paths are within the folder; ``data\d.csv`` is ``data/d.csv``. A watch makes a new one for each
    look, so that nothing outlives a save.
    """

    def __init__(self, root: Path, environment: Mapping[str, str] | None = None) -> None:
        self.root = root
        self._top = os.path.realpath(root)
        self._below = ""
        self._called = _PROJECT
        self._admitted = ""
        """A file that the user named: it may be a link to anywhere."""
        self._seen = SeenFiles(os.environ if environment is None else environment)

    @classmethod
    def of_file(cls, path: Path) -> Workspace:
        """The folder of a file that the user named on the command line."""
        found = cls(path.parent)
        found._called, found._admitted = str(path.parent), os.path.realpath(path)
        return found

    def beside(self, folder: Path) -> Workspace:
        """Another folder in the same run: shipped templates, fonts, the outputs."""
        other = self._same(folder)
        other._called = str(folder)
        return other

    def below(self, folder: str) -> Workspace:
        """The same folder, with paths that begin below one of its folders."""
        other = self._same(self.root)
        other._called, other._admitted = self._called, self._admitted
        other._below = self._within(folder)
        return other

    def as_if(self, path: str, content: bytes) -> Workspace:
        """The same folder as if it held a file, or one had another content; nothing is written."""
        other, real, digest = self._same(self.root), self._real(path), hashlib.sha256(content)
        changed = Snapshot(self.shown(path), digest.hexdigest(), FileBytes.of(content), Path(real))
        files, supposed = {**self._seen.files, real: changed}, self._seen.supposed | {real}
        other._seen = replace(self._seen, files=files, supposed=supposed)
        return other

    def supply(self, path: str, make: Callable[[], bytes]) -> None:
        """Let a file be there that ``make`` gives when it is first read; nothing is written."""
        self._seen.makers[self._real(path)] = make

    def real(self, path: str) -> Path:
        """Where a file stands, for libraries that open it themselves; raises :class:`Outside`."""
        return Path(self._real(path))

    def read(self, path: str, kind: Kind) -> Snapshot:
        """A file, opened when it is first asked for; raises :class:`NotRead`."""
        shown, real = self.shown(path), self._real(path)
        found = self._seen.files.get(real)
        if found is None:
            if make := self._seen.makers.get(real):
                content = make()
                digest = hashlib.sha256(content).hexdigest()
            else:
                digest, content = self._take(shown, real, kind.value, keep=True)
            found = self._seen.files[real] = Snapshot(
                shown, digest, FileBytes.of(content), Path(real)
            )
        if found.size > kind.value.most:
            raise TooLarge(shown, found.size, kind.value)
        return found if found.path == shown else replace(found, path=shown)

    def sha256(self, path: str, kind: Kind = Kind.DATA) -> str:
        """The sha256 of a file in hexadecimal, or :data:`ABSENT` where it is refused."""
        try:
            shown, real = self.shown(path), self._real(path)
            is_made = real in self._seen.files or real in self._seen.makers
            if not is_made and not os.path.exists(real):
                return ABSENT  # nobody is told, so no near names are sought
            if kind.value.is_kept:
                return self.read(path, kind).sha256
            if real in self._seen.files:
                return self._seen.files[real].sha256
            if real not in self._seen.hashes:
                self._seen.hashes[real], _ = self._take(shown, real, kind.value, keep=False)
            return self._seen.hashes[real]
        except NotRead:
            return ABSENT

    def has(self, path: str) -> bool:
        """Whether there is such a file, and it may be read."""
        try:
            real = self._real(path)
            is_ours = real in self._seen.supposed or real in self._seen.makers
            return is_ours or os.path.isfile(real)
        except (NotRead, OSError):
            return False

    def stands(self, path: str) -> bool:
        """Whether anything has this name, a file or not; raises :class:`Outside`."""
        return os.path.exists(self._real(path))

    def has_folder(self, path: str) -> bool:
        """Whether there is such a folder; raises :class:`Outside` where it is a link out of here."""
        return os.path.isdir(self._real(path))

    def names(self, folder: str = "") -> list[str]:
        """What stands in a folder, in order: files and all else; nothing where it is no folder."""
        try:
            real = self._real(folder)
            supposed = (os.path.split(one) for one in self._seen.supposed)
            return sorted({*_names_in(real), *(name for place, name in supposed if place == real)})
        except NotRead:
            return []

    def folders(self, folder: str = "") -> list[str]:
        """The folders in a folder, in order, without links to some; nothing where it is no folder."""
        try:
            with os.scandir(self._real(folder)) as entries:
                return sorted(one.name for one in entries if one.is_dir(follow_symlinks=False))
        except (NotRead, OSError):
            return []

    def files(self, folder: str = "") -> list[str]:
        """What stands in a folder and in those below it, in order, without the folders themselves.

        Links to folders are not followed.
        """
        return sorted(self._files(folder), key=lambda path: Path(path).parts)

    def forget(self) -> None:
        """Look anew at what stands below this folder."""
        for known in (self._seen.files, self._seen.hashes):
            for real in [real for real in known if self._is_inside(real)]:
                del known[real]
        self._seen.places.clear()
        self._seen.folders.clear()

    def shown(self, path: str) -> str:
        """A path as the user knows it."""
        within = self._within(path)
        return within if self._called == _PROJECT else str(self.root / within)

    def environment(self, name: str) -> str:
        """A variable of the environment, without blanks around it; empty where it is not set."""
        return variable(name, self._seen.environment)

    def moment(self) -> datetime | None:
        """The moment that the environment gives to what is made; ``None`` where it gives none.

        Raises :class:`~briefing.core.problems.UnusableInput` where it is no number of seconds.
        """
        return moment_of(self.environment(SOURCE_DATE_EPOCH))

    def now(self) -> datetime:
        """The time by the environment or the clock, the same for the whole run."""
        if self._seen.now is None:
            self._seen.now = self.moment() or datetime.now(UTC)
        return self._seen.now

    @property
    def opened(self) -> Mapping[Path, int]:
        """How often each file was opened in this run, by real path."""
        return {Path(real): count for real, count in self._seen.opened.items()}

    def _same(self, root: Path) -> Workspace:
        other = Workspace(root)
        other._seen = self._seen
        return other

    def _within(self, path: str) -> str:
        given = path.replace("\\", "/")
        return f"{self._below}/{given}" if self._below and given else self._below or given

    def _is_inside(self, real: str) -> bool:
        return real == self._top or real.startswith(os.path.join(self._top, ""))

    def _real(self, path: str) -> str:
        """Where a path leads when links are followed; raises :class:`Outside`."""
        within = self._within(path)
        if known := self._seen.places.get((self._top, within)):
            return known
        if _UNNAMED.search(within):
            what = "a NUL" if "\0" in within else "half a character"
            shown = _UNNAMED.sub("\ufffd", within)
            raise Unreadable(shown, f"no name of a file has {what} in it")
        real = self._seen.led_to(os.path.join(self.root, within))
        is_inside = self._is_inside(real) or real == self._admitted
        if os.path.isabs(within) or not is_inside:
            raise Outside(within, self._called)
        self._seen.places[self._top, within] = real
        return real

    def _take(self, shown: str, real: str, limit: Limit, *, keep: bool) -> tuple[str, bytes]:
        """The hash of a file, and its bytes where they are to be kept."""
        try:
            _must_be_file(shown, os.stat(real), limit)
            descriptor = os.open(real, _FLAGS)
            with os.fdopen(descriptor, "rb") as file:
                self._seen.opened[real] += 1
                now = os.fstat(descriptor)
                _must_be_file(shown, now, limit)
                if not keep and now.st_size > _MB:
                    return hashlib.file_digest(file, "sha256").hexdigest(), b""
                content = file.read(now.st_size + 1)
                if len(content) > now.st_size:  # it grows just now
                    content += file.read(limit.most + 1 - len(content))
        except OSError as error:
            if error.errno in {errno.ENOENT, errno.ENOTDIR}:
                near = _names_in(os.path.dirname(real)) if limit.is_named else []
                raise NotThere(shown, near) from None
            raise Unreadable(shown, error.strerror or str(error)) from None
        if len(content) > limit.most:
            raise TooLarge(shown, len(content), limit)
        return hashlib.sha256(content).hexdigest(), content if keep else b""

    def _files(self, folder: str) -> Iterator[str]:
        try:
            with os.scandir(self._real(folder)) as entries:
                every = [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries]
        except (NotRead, OSError):
            return
        for name, is_folder in every:
            path = f"{folder}/{name}" if folder else name
            yield from self._files(path) if is_folder else (path,)


def variable(name: str, environment: Mapping[str, str] = os.environ) -> str:
    """A variable of the environment of this process, for what is asked outside of a run."""
    return environment.get(name, "").strip()


def _must_be_file(shown: str, found: os.stat_result, limit: Limit) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise NotAFile(shown, found.st_mode)
    if found.st_size > limit.most:
        raise TooLarge(shown, found.st_size, limit)


def _names_in(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _amount(size: int) -> str:
    return f"{size / _MB:,.0f} MB" if size >= _MB else f"{size / _KB:,.0f} kB"
