"""Regular expressions of many words, whose compiled form is kept from process to process.

Compiling them takes longer than all else of loading their modules. What :mod:`re` hands to its engine
at the end of compiling is what is kept; where this Python has other insides, it compiles as ever.
"""

from __future__ import annotations

import re
from array import array

from briefing.core.kept_results import KeptResults

try:
    import _sre  # type: ignore[import-not-found]
    from re import _compiler, _parser  # type: ignore[attr-defined]
except ImportError:  # another Python than CPython
    _sre = None

_CODE = "I"
"""How the engine stores its steps: whole numbers of 32 bits."""
_Steps = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""Flags, steps, number of groups, their numbers by name and names by number."""


def _maker() -> str:
    return f"{_sre.MAGIC} {_sre.CODESIZE}"


_KEPT: KeptResults[_Steps] = KeptResults("patterns", _maker)


def kept_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The same as :func:`re.compile`, for patterns of the program itself: nobody's data are kept.

    Raises :class:`re.error` where it is none.
    """
    if _sre is None or array(_CODE).itemsize != _sre.CODESIZE:
        return re.compile(pattern, flags)
    return _engine(pattern, *_KEPT.of((pattern, int(flags)), lambda: _steps(pattern, int(flags))))


def _engine(
    pattern: str,
    flags: int,
    steps: bytes,
    groups: int,
    numbers: dict[str, int],
    names: tuple[str | None, ...],
) -> re.Pattern[str]:
    code = array(_CODE, steps).tolist()
    made: re.Pattern[str] = _sre.compile(pattern, flags, code, groups, numbers, names)
    return made


def _steps(pattern: str, flags: int) -> _Steps:
    """What :mod:`re` compiles the pattern to."""
    parsed = _parser.parse(pattern, flags)
    code: list[int] = _compiler._code(parsed, flags)
    state = parsed.state
    names: list[str | None] = [None] * state.groups
    for name, number in state.groupdict.items():
        names[number] = name
    steps = array(_CODE, code).tobytes()
    return flags | state.flags, steps, state.groups - 1, dict(state.groupdict), tuple(names)
