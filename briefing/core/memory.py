"""How much more memory a library may take, where it believes what a file says, or makes much of little."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from briefing.core.budgets import Budget, BudgetSpent

try:
    import resource
except ImportError:  # a system that has no such limits
    resource = None  # type: ignore[assignment]

MOST = 700_000_000
"""Bytes beyond what the process has."""
_STATE = Path("/proc/self/statm")
_EVERY = 0.1
"""Seconds of the processor after which memory is looked at."""


class _MemorySpent(BaseException):
    """Raised wherever the work is just now; no ``except Exception`` on the way holds it."""


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


@contextmanager
def watched_memory(budget: Budget) -> Iterator[None]:
    """Let what is within take so much memory beyond what the process has, looked at as it works.

    Raises :class:`~briefing.core.budgets.BudgetSpent`. Unlike :func:`little_memory` it refuses nothing
    to libraries that would end the process then. Without effect where the system does not say how
    much a process has, and outside of the main thread, which no signal reaches.
    """
    if (
        not hasattr(signal, "SIGVTALRM")
        or not _STATE.exists()
        or threading.current_thread() is not threading.main_thread()
    ):
        yield
        return
    most = _resident() + budget.most

    def look(number: int, frame: FrameType | None) -> None:
        del number, frame
        if _resident() > most:
            raise _MemorySpent

    handler = signal.signal(signal.SIGVTALRM, look)
    signal.setitimer(signal.ITIMER_VIRTUAL, _EVERY, _EVERY)
    try:
        yield
    except _MemorySpent:
        raise BudgetSpent(budget) from None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, handler)


def _resident() -> int:
    """Bytes of memory that this process has now."""
    return int(_STATE.read_bytes().split()[1]) * os.sysconf("SC_PAGE_SIZE")
