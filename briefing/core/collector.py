"""Lets the garbage collector rest while a brief is made and when all is done: almost all lives until then."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for unreachable circles of objects within; within another one it changes nothing."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def ends_at_once() -> None:
    """When this process ends, search for no circles of objects: its memory goes back as a whole.

    What must be done at the end is registered with :mod:`atexit` by whoever needs it.
    """
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)
