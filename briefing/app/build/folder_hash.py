"""One hash of the files of a folder: of their names and of what is in them."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path

from briefing.core.kept_results import KeptResults
from briefing.core.workspace import Kind, Workspace

_CACHE = "__pycache__"
_KEPT: KeptResults[tuple[str, str]] = KeptResults("folders", lambda: "1")
"""What the files of folders looked like from outside, and their hash then."""
_SETTLED = 2 * 10**9
"""Nanoseconds after which a changed file has another time than before on any file system."""


def folder_hash(door: Workspace, kind: Kind, endings: str | tuple[str, ...] = "") -> str:
    """The SHA-256, in hexadecimal digits, of a folder's files by name and content, Python's caches apart.

    ``endings`` keeps those whose names end so (``".py"``); without it all files count. A file that
    is added, renamed, edited or taken away gives another hash; dates and rights do not matter.
    """
    digest = hashlib.sha256()
    for path in door.files():
        if path.endswith(endings) and _CACHE not in path:
            digest.update(f"{path} {door.sha256(path, kind)}\n".encode())
    return digest.hexdigest()


def own_folder_hash(folder: Path, kind: Kind, endings: str | tuple[str, ...] = "") -> str:
    """The :func:`folder_hash` of one of this program's own folders, for which its files are rarely read.

    They are where one has another name, place on disk, size or time of its last change than when they were
    last read. The result is kept where Python keeps bytecode, of whose files it looks at size and time alone.
    """
    newest, seen = 0, hashlib.sha256()
    for path, found in sorted(_seen(str(folder), "", endings)):
        newest = max(newest, found.st_mtime_ns, found.st_ctime_ns)
        times = f"{found.st_mtime_ns} {found.st_ctime_ns}"
        seen.update(f"{path} {found.st_ino} {found.st_size} {times}\n".encode())
    key, look = (str(folder), kind.name, *endings), seen.hexdigest()
    known = _KEPT.get(key)
    if known and known[0] == look:
        return known[1]
    has_settled = newest < time.time_ns() - _SETTLED
    found_now = folder_hash(Workspace(folder), kind, endings)
    if has_settled:
        _KEPT.keep(key, (look, found_now))
    return found_now


def _seen(
    folder: str, before: str, endings: str | tuple[str, ...]
) -> Iterator[tuple[str, os.stat_result]]:
    """The files of a folder as :func:`folder_hash` takes them, each with what the system says of it."""
    with os.scandir(folder) as entries:
        for entry in entries:
            path = f"{before}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                if entry.name != _CACHE:
                    yield from _seen(entry.path, f"{path}/", endings)
            elif entry.name.endswith(endings) and stat.S_ISREG((found := entry.stat()).st_mode):
                yield path, found
