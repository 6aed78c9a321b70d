"""Hashes of what a brief is made from: files, templates of a design, the program itself."""

from __future__ import annotations

import hashlib
import os
import platform
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from briefing.core.resources import FONTS, TEMPLATES
from briefing.core.version import VERSION

ABSENT = ""
"""The hash of a file that is not there."""
_PAGE = "brief.html.j2"


class Hashes:
    """Hashes the files of a project, each once; paths are within the project."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._known: dict[str, str] = {}

    def of(self, path: str) -> str:
        """The sha256 of a file in hexadecimal, or :data:`ABSENT`."""
        if path not in self._known:
            self._known[path] = sha256_of(self.root / path)
        return self._known[path]


def sha256_of(path: Path) -> str:
    """The sha256 of a file's bytes in hexadecimal, or :data:`ABSENT`."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ABSENT


def template_files(root: Path, design: str) -> list[str]:
    """The templates of a project that a design can reach: all but the other designs' own folders.

    A folder of another design counts too where one of the templates names it.
    """
    top = root / "templates"
    if not top.is_dir():
        return []
    others = {path.parent.name for path in top.glob(f"*/{_PAGE}")} - {design}
    every = sorted(path for path in top.rglob("*") if path.is_file())
    found = [path for path in every if path.relative_to(top).parts[0] not in others]
    texts = [path.read_bytes() for path in found]
    named = {name for name in others if any(f"{name}/".encode() in text for text in texts)}
    found += [path for path in every if path.relative_to(top).parts[0] in named]
    return [path.relative_to(root).as_posix() for path in found]


@cache
def program() -> str:
    """The hash of this program with its words, fonts and templates, and of what is installed beside it.

    Any other version of the program, of Python or of a library gives another hash; so does any
    edit in a checkout.
    """
    digest = hashlib.sha256(f"{VERSION} {platform.python_version()}".encode())
    here = Path(__file__).resolve().parents[2]
    for folder, endings in ((here, (".py", ".toml")), (FONTS, ("",)), (TEMPLATES, ("",))):
        for path in _files(folder, endings):
            digest.update(path.encode())
            digest.update(Path(path).read_bytes())
    for name in sorted(_distributions()):
        digest.update(name.encode())
    return digest.hexdigest()


def _files(folder: Path, endings: tuple[str, ...]) -> Iterator[str]:
    """Paths below a folder in order, caches apart."""
    with os.scandir(folder) as entries:
        every = sorted(entries, key=lambda entry: entry.name)
    for entry in every:
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _files(Path(entry.path), endings)
        elif entry.name.endswith(endings):
            yield entry.path


def _distributions() -> set[str]:
    """Name and version of each installed distribution, as the folders of their metadata say it."""
    found: set[str] = set()
    for folder in sys.path:
        if folder.endswith("site-packages") and Path(folder).is_dir():
            found |= {name for name in os.listdir(folder) if name.endswith(".dist-info")}  # noqa: PTH208
    return found
