"""The code of plug-ins, found without loading it: a build depends on what they say, not on their version alone."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from configparser import ConfigParser
from configparser import Error as Unparsed
from importlib.util import find_spec
from pathlib import Path

from briefing.core.workspace import Kind, NotRead, Workspace

_GROUP = "briefing."
_METADATA = (".dist-info", ".egg-info")


def plugin_files() -> Iterator[tuple[str, str]]:
    """Each file of Python of each plug-in with its hash, in a steady order."""
    for package in sorted(_packages()):
        try:
            found = find_spec(package)
        except (ImportError, ValueError):
            found = None
        if found is None or not found.origin:
            continue  # told when it is to be loaded
        origin = Path(found.origin)
        folder = Workspace(origin.parent)
        names = folder.files() if found.submodule_search_locations else [origin.name]
        for name in names:
            if name.endswith(".py"):
                yield f"{package}/{name}", folder.sha256(name, Kind.PROGRAM)


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
    if not folder.has(path):
        return set()
    points = ConfigParser(delimiters="=")
    try:
        points.read_string(folder.read(path, Kind.CONFIG).content.decode())
    except (NotRead, UnicodeDecodeError, Unparsed):
        return set()
    groups = [one for one in points.sections() if one.startswith(_GROUP)]
    return {
        value.partition(":")[0].partition(".")[0].strip()
        for group in groups
        for value in points[group].values()
    }
