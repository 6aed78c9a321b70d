"""Hashes of what a brief is made from: templates of a design, and the program itself."""

from __future__ import annotations

import hashlib
import os
import sys
from functools import cache
from pathlib import Path

from briefing.app.build.folder_hash import own_folder_hash
from briefing.app.build.plugin_code import plugin_files
from briefing.core.resources import FONTS, TEMPLATES
from briefing.core.version import VERSION
from briefing.core.workspace import Kind, NotRead, Workspace

_PAGE = "brief.html.j2"
_FOLDER = "templates"
_PACKAGE = Path(__file__).resolve().parents[2]


def template_files(workspace: Workspace, design: str) -> list[str]:
    """The templates of a project that a design can reach: all but the other designs' own folders.

    A folder of another design counts too where one of the templates names it.
    """
    every = [path for path in workspace.files(_FOLDER) if workspace.has(path)]
    top = {path: Path(path).parts[1] for path in every}
    others = {top[path] for path in every if path == f"{_FOLDER}/{top[path]}/{_PAGE}"} - {design}
    found = [path for path in every if top[path] not in others]
    texts = [_text(workspace, path) for path in found]
    named = {name for name in others if any(f"{name}/".encode() in text for text in texts)}
    return found + [path for path in every if top[path] in named]


def _text(workspace: Workspace, path: str) -> bytes:
    try:
        return workspace.read(path, Kind.TEMPLATE).content
    except NotRead:  # told by whoever needs it
        return b""


def program() -> str:
    """The hash of this program with its words, fonts and templates, and of what is installed beside it.

    Any other version of the program, of Python or of a library gives another hash; so does any
    edit in a checkout, and any of a plug-in.
    """
    digest = hashlib.sha256(f"{_beside()} {own_code()}".encode())
    return digest.hexdigest()


def own_code() -> str:
    """The hash of this program alone: its code, words, fonts and templates, wherever it is installed.

    Two builds with the same one differ by their libraries at most; a version may have several, since
    its code may be edited or taken from a branch.
    """
    digest = hashlib.sha256(_code().encode())
    for folder, kind in ((FONTS, Kind.FONT), (TEMPLATES, Kind.TEMPLATE)):
        digest.update(own_folder_hash(folder, kind).encode())
    return digest.hexdigest()


@cache
def _code() -> str:
    """The hash of what runs in this process, which was loaded once: no later edit changes it."""
    return own_folder_hash(_PACKAGE, Kind.PROGRAM, (".py", ".toml"))


@cache
def _beside() -> str:
    """The hash of what this program runs with: Python, libraries and plug-ins."""
    digest = hashlib.sha256(f"{VERSION} {sys.version.partition(' ')[0]}".encode())
    for name in sorted(_distributions()):
        digest.update(name.encode())
    for path, sha256 in plugin_files():
        digest.update(f"{path} {sha256}\n".encode())
    return digest.hexdigest()


def _distributions() -> set[str]:
    """Name and version of each installed distribution, as the folders of their metadata say it."""
    found: set[str] = set()
    for folder in sys.path:
        if folder.endswith("site-packages") and Path(folder).is_dir():
            found |= {name for name in os.listdir(folder) if name.endswith(".dist-info")}  # noqa: PTH208
    return found
