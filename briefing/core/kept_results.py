"""What is dear to compile and always comes out the same, kept from process to process beside Python's bytecode.

The folder is that in which Python keeps the bytecode of this module, and it is trusted as much. Where nothing
may be written there, or Python is told to write no bytecode, everything is compiled anew each time.
"""

from __future__ import annotations

import atexit
import marshal
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from importlib.util import cache_from_source
from pathlib import Path
from typing import Generic, TypeVar, cast

Kept = TypeVar("Kept")
Key = tuple[str | int, ...]
_MOST = 2_000
"""How many results are kept at most; where there are more, those of this process alone."""


class KeptResults(Generic[Kept]):
    """Results that :mod:`marshal` can write, by key, in one file of a name of its own.

    ``made_by`` names all that decides what comes out beside the key: versions of libraries. A file of
    another maker or another Python is as good as none.
    """

    def __init__(self, name: str, made_by: Callable[[], str]) -> None:
        self._name, self._made_by = name, made_by
        self._is_new = False
        self._made_now: dict[Key, Kept] = {}

    def of(self, key: Key, make: Callable[[], Kept]) -> Kept:
        """The result that is kept under the key; made now, and kept when the process ends, where there is none."""
        found = self._known.get(key)
        if found is None:
            found = make()
            self.keep(key, found)
        return found

    def get(self, key: Key) -> Kept | None:
        """The result that is kept under the key, if one is."""
        return self._known.get(key)

    def keep(self, key: Key, result: Kept) -> None:
        """Keep a result when the process ends."""
        if not self._is_new and not sys.dont_write_bytecode:
            self._is_new = True
            atexit.register(self._save, os.getpid())
        self._known[key] = self._made_now[key] = result

    @cached_property
    def _file(self) -> Path | None:
        with suppress(NotImplementedError):  # a Python that keeps no bytecode
            return Path(cache_from_source(__file__)).with_suffix(f".{self._name}")
        return None

    @cached_property
    def _maker(self) -> str:
        return f"{sys.version} {self._made_by()}"

    @cached_property
    def _known(self) -> dict[Key, Kept]:
        if self._file is not None:
            with suppress(OSError, ValueError, EOFError, TypeError):
                maker, known = marshal.loads(self._file.read_bytes())  # noqa: S302  (as bytecode)
                if maker == self._maker:
                    return cast("dict[Key, Kept]", known)
        return {}

    def _save(self, process: int) -> None:
        """Write all that is known, whole or not at all; by the process that made it, not by its forks."""
        if self._file is None or process != os.getpid() or len(self._made_now) > _MOST:
            return
        kept = self._known if len(self._known) <= _MOST else self._made_now
        aside = self._file.with_suffix(f".{process}")
        with suppress(OSError, ValueError):
            aside.write_bytes(marshal.dumps((self._maker, kept)))
            aside.replace(self._file)
