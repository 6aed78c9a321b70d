"""Packed files to the one table in them: ``.csv.gz``, and ``.zip`` with a single data file."""

from __future__ import annotations

import gzip
import io
from pathlib import PurePosixPath

from briefing.core.budgets import Budget, BudgetSpent
from briefing.data.unreadable import UnreadableFile, reading_call
from briefing.data.zip_parts import whole_part, zip_parts

_ENDINGS = (".gz", ".zip")
_PIECE = 1 << 20


def is_packed(path: str) -> bool:
    """Whether the ending tells a packed file."""
    return PurePosixPath(path).suffix.lower() in _ENDINGS


def unpacked(path: str, content: bytes) -> tuple[str, bytes]:
    """The name and the bytes of the file that is packed in another; of any other file its own.

    Raises :class:`UnreadableFile` where it is damaged, or holds none or several data files.
    """
    ending = PurePosixPath(path).suffix.lower()
    if ending == ".gz":
        return path[: -len(ending)], _gunzipped(content)
    if ending == ".zip":
        return _member(content)
    return path, content


def _gunzipped(content: bytes) -> bytes:
    most = Budget.UNPACKED.most
    advice = "download it again; if it is not packed, leave '.gz' off its name"
    told = reading_call("it is no gzip file", advice)
    with told, gzip.GzipFile(fileobj=io.BytesIO(content)) as stream:
        found = bytearray()
        while piece := stream.read(_PIECE):
            found += piece
            if len(found) > most:
                raise BudgetSpent(Budget.UNPACKED)
    return bytes(found)


def _member(content: bytes) -> tuple[str, bytes]:
    with zip_parts(content, "it is no zip file that can be unpacked") as parts:
        names = [one for one in parts.namelist() if not one.endswith("/") and _is_data(one)]
        if len(names) == 1:
            return names[0], whole_part(parts, names[0])
    listed = ", ".join(names[:6]) or "nothing"
    raise UnreadableFile(
        f"it packs {len(names)} data files: {listed}",
        "unpack it, and take the table that you want",
        code="several-tables",
    )


def _is_data(name: str) -> bool:
    """Whether a member may be the table: no hidden file, and no metadata that lie beside it."""
    path = PurePosixPath(name)
    if name.startswith("__MACOSX") or path.name.startswith("."):
        return False
    if path.name.lower().startswith(("metadata_", "readme", "licen")):
        return False
    return path.suffix.lower() not in {".txt", ".md", ".pdf", ".html", ".xml", ".docx"}
