"""Packed files to the one table in them: ``.csv.gz``, and ``.zip`` with a single data file."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from pathlib import PurePosixPath

from briefing.data.unreadable import UnreadableFile

_MOST = 500_000_000
"""Bytes that a file may have when it is unpacked: as many as a data file may have at all."""
_ENDINGS = (".gz", ".zip")


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
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as stream:
            found = stream.read(_MOST + 1)
    except (OSError, EOFError, zlib.error) as error:
        advice = "download it again; if it is not packed, leave '.gz' off its name"
        message = f"it is no gzip file: {error}"
        raise UnreadableFile(message, advice, code="damaged-data-file") from None
    _check(len(found))
    return found


def _check(size: int) -> None:
    if size > _MOST:
        raise UnreadableFile(
            "it unpacks to more than 500 MB",
            "keep the rows and columns that the briefs read",
            code="oversized-table",
        )


def _member(content: bytes) -> tuple[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            names = [one for one in parts.namelist() if not one.endswith("/") and _is_data(one)]
            if len(names) == 1:
                _check(parts.getinfo(names[0]).file_size)
                return names[0], parts.read(names[0])
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error, OSError) as error:
        raise UnreadableFile(
            f"it is no zip file that can be unpacked: {error}",
            "unpack it, and take the table in it",
            code="damaged-data-file",
        ) from None
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
