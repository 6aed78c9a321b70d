"""The parts of a zip file (APPNOTE), unpacked piece by piece: what its table says of sizes is not trusted."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from briefing.core.budgets import Budget
from briefing.data.unreadable import reading_call

_ENTRY = b"PK\x01\x02"
"""What an entry of the table begins with."""
_PIECE = 1 << 20


@contextmanager
def zip_parts(content: bytes, what: str = "it is no zip file") -> Iterator[zipfile.ZipFile]:
    """A zip file, opened; whatever fails in it is an :class:`UnreadableFile` that says ``what``."""
    with reading_call(what):
        Budget.PARTS.check(content.count(_ENTRY))
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            yield parts


def pieces(parts: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The content of a part in pieces; raises ``BadZipFile`` where it is not as the table says."""
    with parts.open(name) as stream:
        while piece := stream.read(_PIECE):
            yield piece


def whole_part(parts: zipfile.ZipFile, name: str) -> bytes:
    """The content of a part; raises :class:`~briefing.core.budgets.BudgetSpent` where it is too long."""
    found = bytearray()
    for piece in pieces(parts, name):
        found += piece
        Budget.UNPACKED.check(len(found))
    return bytes(found)
