"""How long a piece of work may take: where its time is spent, it ends and is told.

What reaches into another thread is imported when one is to be ended there.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from briefing.core.budgets import Budget, BudgetSpent
from briefing.core.doing import Doing, steps_of
from briefing.core.problems import Place, Problem, UnusableInput

_AGAIN = 1.0
"""Seconds after which the end is asked for again, where a library took no notice."""


class TimeSpent(BaseException):
    """Raised wherever the work is just now; no ``except Exception`` on the way holds it."""


@contextmanager
def within_time(
    place: Place | None = None,
    seconds: float | None = None,
    spent: Problem | None = None,
    *,
    what: str = "",
) -> Iterator[None]:
    """Let what is within take so many seconds of the clock, the budget unless given.

    Raises :class:`~briefing.core.problems.UnusableInput` at ``place`` where they are spent, with the
    problem ``spent`` where it is given. ``what`` takes them, a brief unless given. A limit within a limit ends no later than that. In the main
    thread a signal ends the work, where the system has one; else another thread does, between two
    steps of Python.
    """
    most = Budget.SECONDS.most if seconds is None else seconds
    is_main = threading.current_thread() is threading.main_thread()
    clock = _by_signal if is_main and hasattr(signal, "setitimer") else _by_thread
    try:
        with clock(most):
            yield
    except TimeSpent as error:
        raise (UnusableInput([spent]) if spent else _told(error, place, what)) from None


@contextmanager
def time_for_config() -> Iterator[None]:
    """Let the reading of config take as long as a brief may; told as such."""
    with within_time(Place("config"), what="the config"), Doing("reading config"):
        yield


@contextmanager
def _by_signal(most: float) -> Iterator[None]:
    began = time.monotonic()
    handler = signal.signal(signal.SIGALRM, _end)
    left, _ = signal.setitimer(signal.ITIMER_REAL, most, _AGAIN)
    if 0 < left < most:
        signal.setitimer(signal.ITIMER_REAL, left, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, handler)
        if left:
            rest = max(left - (time.monotonic() - began), _AGAIN)
            signal.setitimer(signal.ITIMER_REAL, rest, _AGAIN)


@contextmanager
def _by_thread(most: float) -> Iterator[None]:
    """A thread that looks at the clock, and asks this one to raise."""
    asked, over = threading.get_ident(), list[bool]()
    is_over = threading.Event()

    def ring() -> None:
        pause = most
        while not is_over.wait(pause) and not over:
            _raise_in(asked, TimeSpent)
            pause = _AGAIN

    threading.Thread(target=ring, daemon=True).start()
    try:
        yield
    finally:
        over.append(True)  # one step, which nothing comes between
        is_over.set()
        _raise_in(asked, None)


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    """Let a thread raise an error at its next step, or take back what was not raised yet."""
    import ctypes

    raised = ctypes.py_object(error) if error else None
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), raised)


def _end(number: int, frame: FrameType | None) -> NoReturn:
    del number, frame
    raise TimeSpent


def _told(error: TimeSpent, place: Place | None, what: str) -> UnusableInput:
    spent = BudgetSpent(Budget.SECONDS, what=what)
    at = "".join(f", at {one}" for one in steps_of(error))
    return UnusableInput([Problem(place, f"{spent}{at}", spent.advice, code=spent.code)])
