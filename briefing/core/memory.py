"""How much more memory a library may take, where it believes what a file says of its own size."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import resource
except ImportError:  # a system that has no such limits
    resource = None  # type: ignore[assignment]

MOST = 700_000_000
"""Bytes beyond what the process has."""
_STATE = Path("/proc/self/statm")


@contextmanager
def little_memory(most: int = MOST) -> Iterator[None]:
    """Let this process take no more than so many further bytes within; where the system can.

    For libraries that raise an error then; those that end the process need a process of their own.
    """
    if resource is None or not _STATE.exists():
        yield
        return
    pages = int(_STATE.read_bytes().split()[0])
    before = resource.getrlimit(resource.RLIMIT_AS)
    wanted = pages * os.sysconf("SC_PAGE_SIZE") + most
    least = [wanted, *(one for one in before if one != resource.RLIM_INFINITY)]
    resource.setrlimit(resource.RLIMIT_AS, (min(least), before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)
