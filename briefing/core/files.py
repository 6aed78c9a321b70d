"""Finished bytes to files, each whole or not at all: written beside, then renamed."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefing.core.own_folder import OwnFolder
from briefing.core.portable_names import first_clash
from briefing.core.problems import Place, Problem, UnusableInput

_REFUSALS = frozenset(
    number
    for name in ("ENOSPC", "EDQUOT", "EFBIG", "EROFS", "EACCES", "EPERM", "EIO", "EMFILE", "ENFILE")
    if (number := getattr(errno, name, None)) is not None
)


@dataclass(frozen=True, slots=True)
class Outputs:
    """What one brief leaves: its name, and the bytes of each kind by ending."""

    name: str
    contents: Mapping[str, bytes]


def write_outputs(
    outputs: Outputs, folder: OwnFolder, before: Callable[[], None] = lambda: None
) -> dict[str, Path]:
    """Write all files of a brief; returns their paths by ending.

    Every file is first written whole under another name and flushed to disk; only when all are
    there are they renamed into place, so that a full disk or a killed run leaves the last good
    ones. ``before`` is called between the two. Raises :class:`UnusableInput` where the folder
    cannot be written, or two files would be one on some system.
    """
    names = {ending: f"{outputs.name}.{ending}" for ending in outputs.contents}
    if clash := first_clash(names.values()):
        message = f"'{clash[0]}' and '{clash[1]}' would be one file on Windows and macOS"
        advice = "give charts names that differ by more than capitals"
        raise UnusableInput(
            [Problem(Place(str(folder.path)), message, advice, code="same-file-name")]
        )
    try:
        folder.write_all({names[one]: data for one, data in outputs.contents.items()}, before)
    except OSError as error:
        raise cannot_write(error, folder.path) from None
    return {ending: folder.path / name for ending, name in names.items()}


def cannot_write(error: OSError, folder: Path) -> UnusableInput:
    """What to tell where the output folder cannot be written."""
    named = str(error.filename or "")
    place = Place(named if Path(named).is_absolute() else str(folder))
    advice = "the last good files are untouched; free space or choose --output"
    return UnusableInput(
        [Problem(place, f"cannot write: {error.strerror}", advice, code="unwritable-file")]
    )


def is_refusal_of_the_system(error: BaseException) -> bool:
    """Whether the system gives no more of its disk, rights or handles: nobody's fault in a program."""
    return isinstance(error, OSError) and error.errno in _REFUSALS


def replace_file(path: Path, content: bytes) -> None:
    """Write one file whole or not at all. Raises ``OSError``, which names the file."""
    try:
        staged = _stage(path.parent, path.name, content)
    except OSError as error:
        error.filename = str(path)
        raise
    try:
        staged.replace(path)
    finally:
        staged.unlink(missing_ok=True)


def write_tree(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write files below a new folder of this program's own, by their paths. Raises ``OSError``.

    A path that leaves the folder is left out.
    """
    folder.mkdir(parents=True, exist_ok=True)
    top = folder.resolve()
    for path, content in contents.items():
        target = (top / path).resolve()
        if target.is_relative_to(top) and target != top:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)


def _stage(folder: Path, name: str, content: bytes) -> Path:
    path = folder / f".{name}.{os.urandom(8).hex()}.part"
    with path.open("xb") as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            path.unlink(missing_ok=True)
            raise
    return path
