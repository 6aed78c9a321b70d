"""The code of plug-ins, found without loading it: a build depends on what they say, not on their version alone.

What parses the entry points of distributions is imported where one has any for this program.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from briefing.core.workspace import Kind, NotRead, Workspace

_GROUP, _IN_FILE = "briefing.", b"[briefing."
_METADATA = (".dist-info", ".egg-info")
_CODE = (".py", ".toml", ".json", ".j2", ".css", ".html", ".svg", ".ttf", ".otf", ".woff2")
"""Endings of files by which a plug-in works: code, words, page designs."""


def plugin_files() -> Iterator[tuple[str, str]]:
    """Each file by which each plug-in works with its hash, in a steady order."""
    for package in sorted(_packages()):
        yield from files_of(package)


def files_of(package: str) -> Iterator[tuple[str, str]]:
    """The files by which one package works with their hashes; none where it cannot be found."""
    try:
        found = find_spec(package)
    except (ImportError, ValueError):
        found = None
    if found is None or not found.origin:
        return  # told when it is to be loaded
    origin = Path(found.origin)
    folder = Workspace(origin.parent)
    names = folder.files() if found.submodule_search_locations else [origin.name]
    for name in names:
        if name.endswith(_CODE) and "__pycache__" not in name:
            yield f"{package}/{name}", folder.sha256(name, Kind.PROGRAM)


def hash_of(package: str) -> str:
    """One sha256 of all files by which a package works."""
    digest = hashlib.sha256()
    for path, sha256 in files_of(package):
        digest.update(f"{path} {sha256}\n".encode())
    return digest.hexdigest()


def _packages() -> set[str]:
    """The packages that the entry points of this program's groups lead to."""
    found: set[str] = set()
    for place in dict.fromkeys(sys.path):
        if not Path(place).is_dir():
            continue
        folder = Workspace(Path(place))
        for name in folder.names():
            if name.endswith(_METADATA):
                found |= _led_to(folder, f"{name}/entry_points.txt")
    return found


def _led_to(folder: Workspace, path: str) -> set[str]:
    """The packages of the entry points that a distribution declares for this program."""
    try:
        content = folder.read(path, Kind.CONFIG).content if folder.has(path) else b""
    except NotRead:
        return set()
    if _IN_FILE not in content.replace(b" ", b""):
        return set()
    from configparser import ConfigParser, Error

    points = ConfigParser(delimiters="=")
    try:
        points.read_string(content.decode())
    except (UnicodeDecodeError, Error):
        return set()
    groups = [one for one in points.sections() if one.startswith(_GROUP)]
    return {
        value.partition(":")[0].partition(".")[0].strip()
        for group in groups
        for value in points[group].values()
    }
