"""The two streams of a terminal, made so that nothing printed on them fails but a full disk."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from typing import TextIO

from briefing.core.workspace import variable


class Unwritten(Exception):
    """The output takes nothing more: its disk is full, or its reader has gone."""

    def __init__(self, why: OSError) -> None:
        self.why = why
        super().__init__(str(why))


def put(text: str, stream: TextIO | None = None, *, flush: bool = False) -> None:
    """Print a line on a stream, the output unless named; raises :class:`Unwritten`.

    What the error stream does not take is lost.
    """
    try:
        print(text, file=sys.stdout if stream is None else stream, flush=flush)
    except OSError as error:
        if stream is not None and stream is sys.stderr:
            return
        raise Unwritten(error) from None


_TINTS = {"error": "31;1", "warning": "33;1", "finding": "33;1"}


def tinted(severity: str, stream: TextIO) -> str:
    """A word of warning in its colour, on a terminal that has colours.

    ``NO_COLOR`` (https://no-color.org) and ``TERM=dumb`` forbid it, ``FORCE_COLOR`` asks for it anywhere.
    """
    if severity not in _TINTS or not _has_colours(stream):
        return severity
    return f"\x1b[{_TINTS[severity]}m{severity}\x1b[0m"


def _has_colours(stream: TextIO) -> bool:
    if variable("NO_COLOR"):
        return False
    if variable("FORCE_COLOR"):
        return variable("FORCE_COLOR") != "0"
    return stream.isatty() and variable("TERM") != "dumb"


def ready() -> None:
    r"""Print UTF-8 whatever the console is set to; half a pair of UTF-16 is written out: ``\ud800``."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def flush() -> None:
    """Write what is still to be written; raises :class:`Unwritten`."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        raise Unwritten(error) from None


def give_up() -> None:
    """Let streams that take nothing more swallow what is still to come, so that the end is quiet."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
