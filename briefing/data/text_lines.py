"""Bytes of a text file to its lines, decoded as they are asked for: no second copy of a long file."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator

from briefing.data.unreadable import UnreadableFile

_PIECE = 1 << 20
_NUL = "it holds NUL characters, as no text does"
_HALF = "it holds half a character, as no text does"
_HALVES = re.compile("[\ud800-\udfff]")
_WHOLE = frozenset({"utf-8", "utf-8-sig", "cp1252", "iso8859-1", "ascii", "utf-16", "utf-16-le"})
"""Encodings that make whole characters alone; others are looked at."""
_OF_BYTES = frozenset({"cp1252", "iso8859-1", "iso8859-15", "cp1250", "mac-roman"})
"""Encodings of one byte a letter, by which every text of UTF-8 can be read, and is read wrongly."""
_UNLESS = (
    "download it again, or open it in the program that made it and save it anew; "
    "a text of two bytes a letter has 'encoding: utf-16-le'"
)


def text_lines(content: bytes, encoding: str) -> Iterator[str]:
    """The lines of a text with their ends; raises :class:`UnreadableFile` where it cannot be decoded."""
    encoding = _told_by_bytes(content, encoding)
    try:
        b"".decode(encoding)  # refuses codecs that make no text, such as base64
        name = codecs.lookup(encoding).name
        is_whole = name in _WHOLE
        if name in _OF_BYTES and _is_utf8(content):
            message = f"it is written in UTF-8, not in {encoding}"
            raise UnreadableFile(message, "leave 'encoding' out", code="wrong-encoding")
        lines = io.TextIOWrapper(io.BytesIO(content), encoding, newline="")
        for number, line in enumerate(lines, 1):
            if "\0" in line:
                raise UnreadableFile(_NUL, _UNLESS, number, code="damaged-data-file")
            if not is_whole and _HALVES.search(line):
                raise UnreadableFile(_HALF, code="damaged-data-file", line=number)
            yield line if number > 1 else line.removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise _undecoded(content, encoding) from None
    except UnicodeError as error:
        advice = "leave 'encoding' out, or write the one that it is saved in"
        message = f"it is no text in '{encoding}' ({error})"
        raise UnreadableFile(message, advice, code="wrong-encoding") from None
    except LookupError:
        raise UnreadableFile(f"unknown encoding '{encoding}'", code="unknown-encoding") from None


def decoded(content: bytes, encoding: str) -> str:
    """A whole text; raises :class:`UnreadableFile` where it cannot be decoded."""
    return "".join(text_lines(content, encoding))


def _told_by_bytes(content: bytes, encoding: str) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) and encoding == "utf-8":
        return "utf-16"
    return encoding


def _is_utf8(content: bytes) -> bool:
    """Whether it holds letters beyond ASCII, all of them written as UTF-8 writes them."""
    if content.isascii():
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _undecoded(content: bytes, encoding: str) -> UnreadableFile:
    """Which byte is not of the encoding, and in which line."""
    decoder = codecs.getincrementaldecoder(encoding)()
    for start in range(0, len(content), _PIECE):
        pending = len(decoder.getstate()[0])
        try:
            decoder.decode(content[start : start + _PIECE], start + _PIECE >= len(content))
        except UnicodeDecodeError as error:
            at = start - pending + error.start
            likely = "cp1252" if encoding.startswith("utf") else "utf-8"
            return UnreadableFile(
                f"byte 0x{content[at]:02x} is no {encoding}",
                f"try 'encoding: {likely}'",
                content.count(b"\n", 0, at) + 1,
                code="wrong-encoding",
            )
    return UnreadableFile(f"it is no text in '{encoding}'", code="wrong-encoding")
