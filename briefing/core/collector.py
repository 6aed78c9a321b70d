"""Lets the garbage collector rest while a brief is made and when all is done: almost all lives until then."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager

_USUAL = gc.get_threshold()
_is_within = False
_MANY = 50_000
"""New objects after which the young ones are searched; Python's own 700 make a tenth of loading."""


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for unreachable circles of objects within; within another one it changes nothing.

    What was there before is left out of searches within that are asked for (:func:`collect`). Behind it searches are
    as often as Python has them, so that what one brief leaves goes before the next ones are made.
    """
    global _is_within  # noqa: PLW0603  (the collector is one for the process, and so is its state)
    if _is_within:
        yield
        return
    was_enabled, were_frozen = gc.isenabled(), gc.get_freeze_count()
    gc.disable()
    if not were_frozen:
        gc.freeze()
    _is_within = True
    try:
        yield
    finally:
        _is_within = False
        if not were_frozen:
            gc.unfreeze()
        if was_enabled:
            gc.enable()
            gc.set_threshold(*_USUAL)


def collect() -> None:
    """Search for circles of objects now: pages that were thrown away are such, and take much memory."""
    gc.collect()


def collected_rarely() -> None:
    """Search for circles of objects after many new ones, until something is made: what is loaded lives to the end."""
    gc.set_threshold(_MANY, 20, 20)


def ends_at_once() -> None:
    """When this process ends, search for no circles of objects: its memory goes back as a whole.

    What must be done at the end is registered with :mod:`atexit` by whoever needs it.
    """
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)
