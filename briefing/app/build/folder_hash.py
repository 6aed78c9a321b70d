"""One hash of the files of a folder: of their names and of what is in them."""

from __future__ import annotations

import hashlib

from briefing.core.workspace import Kind, Workspace


def folder_hash(door: Workspace, kind: Kind, endings: str | tuple[str, ...] = "") -> str:
    """The SHA-256, in hexadecimal digits, of a folder's files by name and content, Python's caches apart.

    ``endings`` keeps those whose names end so (``".py"``); without it all files count. A file that
    is added, renamed, edited or taken away gives another hash; dates and rights do not matter.
    """
    digest = hashlib.sha256()
    for path in door.files():
        if path.endswith(endings) and "__pycache__" not in path:
            digest.update(f"{path} {door.sha256(path, kind)}\n".encode())
    return digest.hexdigest()
