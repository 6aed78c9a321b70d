"""The one way to call a parser of somebody else's: whatever it raises becomes an error of ours.

What is damaged fails within a library in any way: a ``KeyError`` deep in a workbook, a
``RecursionError`` in JSON, an ``AssertionError`` in a font. Whoever calls says what that means there.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from briefing.core.problems import BriefingError, Refusal

_LONGEST = 200
"""Characters of what a library says."""


@contextmanager
def library_call(
    told_as: Callable[[str], Exception], *, passed: tuple[type[Exception], ...] = ()
) -> Iterator[None]:
    """Raise ``told_as(why)`` in place of whatever a library raises; what it warns of is not told.

    What is told already (a :class:`~briefing.core.problems.Refusal`, a
    :class:`~briefing.core.problems.BriefingError`) passes as it is, and so do the kinds ``passed``.
    """
    try:
        with warnings.catch_warnings(action="ignore"):
            yield
    except Exception as error:
        if isinstance(error, (Refusal, BriefingError, *passed)):
            raise
        raise told_as(cause_of(error)) from None


def cause_of(error: Exception) -> str:
    """What a library says is wrong, on one line and no longer than can be read."""
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    if isinstance(error, MemoryError):
        return "it needs more memory than there is"
    said = " ".join(str(error).split())
    kind = type(error).__name__
    said = said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"
    if not said:
        return kind
    return said if " " in said else f"{kind}: {said}"
