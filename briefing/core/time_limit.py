"""How long a piece of work may take: where its time is spent, it ends and is told."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from briefing.core.budgets import Budget, BudgetSpent
from briefing.core.doing import steps_of
from briefing.core.problems import Place, Problem, UnusableInput

_AGAIN = 1.0
"""Seconds after which the end is asked for again, where a library took no notice."""


class TimeSpent(BaseException):
    """Raised wherever the work is just now; no ``except Exception`` on the way holds it."""


@contextmanager
def within_time(
    place: Place | None = None, seconds: float | None = None, spent: Problem | None = None
) -> Iterator[None]:
    """Let what is within take so many seconds of the clock, the budget unless given.

    Raises :class:`~briefing.core.problems.UnusableInput` at ``place`` where they are spent, with the
    problem ``spent`` where it is given. A limit within a limit ends no later than that. Without effect where the system has no such clock, and outside
    of the main thread, which no signal reaches.
    """
    most = Budget.SECONDS.most if seconds is None else seconds
    if (
        not hasattr(signal, "setitimer")
        or threading.current_thread() is not threading.main_thread()
    ):
        yield
        return
    began = time.monotonic()
    handler = signal.signal(signal.SIGALRM, _end)
    left, _ = signal.setitimer(signal.ITIMER_REAL, most, _AGAIN)
    if 0 < left < most:
        signal.setitimer(signal.ITIMER_REAL, left, _AGAIN)
    try:
        yield
    except TimeSpent as error:
        signal.setitimer(signal.ITIMER_REAL, 0)
        raise (UnusableInput([spent]) if spent else _told(error, place)) from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, handler)
        if left:
            rest = max(left - (time.monotonic() - began), _AGAIN)
            signal.setitimer(signal.ITIMER_REAL, rest, _AGAIN)


def _end(number: int, frame: FrameType | None) -> NoReturn:
    del number, frame
    raise TimeSpent


def _told(error: TimeSpent, place: Place | None) -> UnusableInput:
    spent = BudgetSpent(Budget.SECONDS)
    at = "".join(f", at {one}" for one in steps_of(error))
    return UnusableInput([Problem(place, f"{spent}{at}", spent.advice, code=spent.code)])
