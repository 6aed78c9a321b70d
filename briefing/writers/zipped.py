"""Files to one zip file, the same bytes for the same files."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip file can tell."""
_READABLE = 0o100644
"""A plain file, which its owner may write and everybody read."""


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files by their paths, in this order, as if each were of the first moment that zip knows."""
    out = BytesIO()
    with ZipFile(out, "w") as packed:
        for name, content in files.items():
            info = ZipInfo(name, _EARLIEST)
            info.compress_type = ZIP_DEFLATED
            info.external_attr = _READABLE << 16
            packed.writestr(info, content)
    return out.getvalue()
