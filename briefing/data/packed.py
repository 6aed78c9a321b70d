"""Packed files to the one table in them: ``.csv.gz`` and the like, and ``.zip`` with a single data file.

PyArrow, which unpacks zstandard, is imported where a file is packed so.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import PurePosixPath

from briefing.core.budgets import Budget, BudgetSpent
from briefing.data.unreadable import UnreadableFile, reading_call
from briefing.data.zip_parts import whole_part, zip_parts

_STREAMS: dict[str, tuple[str, Callable[[io.BytesIO], io.BufferedIOBase]]] = {
    ".gz": ("gzip", lambda content: gzip.GzipFile(fileobj=content)),
    ".bz2": ("bzip2", bz2.BZ2File),
    ".xz": ("xz", lzma.LZMAFile),
}
_ZIP, _ZSTANDARD = ".zip", ".zst"
_PIECE = 1 << 20


def unpacked(path: str, content: bytes) -> tuple[str, bytes]:
    """The name and the bytes of the file that is packed in another; of any other file its own.

    Raises :class:`UnreadableFile` where it is damaged, or holds none or several data files.
    """
    ending = PurePosixPath(path).suffix.lower()
    if ending in _STREAMS:
        return path[: -len(ending)], _unpacked(ending, content)
    if ending == _ZSTANDARD:
        return path[: -len(ending)], _of_zstandard(content)
    if ending == _ZIP:
        return _member(content)
    return path, content


def _unpacked(ending: str, content: bytes) -> bytes:
    name, opened = _STREAMS[ending]
    with _told(name, ending), opened(io.BytesIO(content)) as stream:
        return _pieces(stream.read)


def _of_zstandard(content: bytes) -> bytes:
    import pyarrow as pa

    with _told("zstandard", _ZSTANDARD):
        return _pieces(pa.CompressedInputStream(pa.BufferReader(content), "zstd").read)


def _told(name: str, ending: str) -> AbstractContextManager[None]:
    advice = f"download it again; if it is not packed, leave '{ending}' off its name"
    return reading_call(f"it is no {name} file", advice)


def _pieces(read: Callable[[int], bytes]) -> bytes:
    """All that a stream holds, within the budget."""
    found = bytearray()
    while piece := read(_PIECE):
        found += piece
        if len(found) > Budget.UNPACKED.most:
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
