"""Names of files as every system takes them: which are one on Windows and macOS, and which are none there.

Source: Microsoft, *Naming Files, Paths, and Namespaces*; Apple, *APFS: case and normalization insensitivity*.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\..*)?", re.IGNORECASE
)
_UNWRITTEN = re.compile(r'[<>:"|?*\\/\x00-\x1f]|[. ]$')


def folded(name: str) -> str:
    """What a name is where capitals and ways of writing an accent make no difference."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def first_clash(names: Iterable[str]) -> tuple[str, str] | None:
    """The first two names that would be one file on Windows or macOS; ``None`` where all differ."""
    seen: dict[str, str] = {}
    for name in names:
        other = seen.setdefault(folded(name), name)
        if other is not name:
            return other, name
    return None


def why_not_portable(name: str) -> str:
    """Why no file can have a name on Windows, in words; empty where one can."""
    if _RESERVED.fullmatch(name.rstrip(". ")):
        return "is the name of a device"
    if found := _UNWRITTEN.search(name):
        sign = found.group()
        told = "a blank" if sign == " " else f"'{sign}'" if sign.isprintable() else "a control"
        return f"ends with {told}" if sign in ". " else f"has {told} in it"
    return ""
