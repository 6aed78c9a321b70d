"""Work by number on processes forked from this one, which has loaded everything; results come in order.

A worker that ends before its work, for want of memory or by somebody's hand, costs what it was at and no
more: another takes its place. One that takes longer than it may, stuck where no limit of its own reaches, is
ended. An interrupt ends all at once; what they were writing stays beside.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Generic, TypeVar

try:
    import resource
except ImportError:  # Windows has none, and does not fork
    resource = None  # type: ignore[assignment]

Result = TypeVar("Result")
CAN_FORK = hasattr(os, "fork") and hasattr(os, "sched_getaffinity")
"""Whether this system forks processes that go on with what was loaded."""


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if CAN_FORK else 1


@dataclass(frozen=True, slots=True)
class Lost:
    """A piece of work whose worker ended before it, and how."""

    how: str
    is_late: bool = False
    """Whether it was ended since it took longer than it may."""


@dataclass(frozen=True, slots=True)
class _Fault:
    error: Exception


@dataclass(slots=True)
class _Worker:
    process: multiprocessing.process.BaseProcess
    line: Connection
    task: int | None = None
    began: float = 0.0


@dataclass(slots=True)
class Workers(Generic[Result]):
    """Does ``work(number)`` for each number, up to ``jobs`` at once."""

    work: Callable[[int], Result]
    jobs: int
    memory: int | None = None
    """Bytes of data that each may hold."""
    seconds: float | None = None
    """After how long a piece of work is ended."""
    told: Callable[[int, Result | Lost], None] = lambda _number, _result: None
    """Told of each as soon as it is done, in whatever order."""
    _idle: list[_Worker] = field(default_factory=list)
    _busy: list[_Worker] = field(default_factory=list)

    def results(self, order: Sequence[int]) -> Iterator[Result | Lost]:
        """What became of each number from 0 on; they are begun in another ``order``.

        Raises what a piece of work raised, in its turn.
        """
        ahead = list(reversed(order))
        done: dict[int, Result | Lost | _Fault] = {}
        following = 0
        were_frozen = gc.get_freeze_count()
        gc.collect()
        gc.freeze()  # what is loaded stays shared: no collection writes to its pages
        try:
            while following < len(order):
                while ahead and len(self._busy) < self.jobs:
                    self._begin(ahead.pop())
                for number, result in self._finished():
                    done[number] = result
                    if not isinstance(result, _Fault):
                        self.told(number, result)
                while following in done:
                    result = done.pop(following)
                    if isinstance(result, _Fault):
                        raise result.error
                    yield result
                    following += 1
        finally:
            if not were_frozen:  # else whoever froze the others means them to stay so
                gc.unfreeze()
            self._end()

    def _begin(self, number: int) -> None:
        worker = self._idle.pop() if self._idle else self._new()
        worker.task, worker.began = number, time.monotonic()
        with suppress(OSError):  # it is gone: noticed where its line is read
            worker.line.send(number)
        self._busy.append(worker)

    def _new(self) -> _Worker:
        context = multiprocessing.get_context("fork")
        ours, theirs = context.Pipe()
        others = [one.line for one in (*self._idle, *self._busy)]
        process = context.Process(
            target=_serve, args=(self.work, theirs, [ours, *others], self.memory), daemon=True
        )
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _finished(self) -> Iterator[tuple[int, Result | Lost | _Fault]]:
        """What is done by now, or took too long; waits for the next."""
        ready = wait([one.line for one in self._busy], self._left())
        late = {id(one) for one in self._busy if one.line not in ready and self._is_late(one)}
        for worker in [one for one in self._busy if one.line in ready or id(one) in late]:
            self._busy.remove(worker)
            assert worker.task is not None
            if id(worker) in late:
                worker.process.kill()
            try:
                yield worker.task, worker.line.recv()
                self._idle.append(worker)
            except (EOFError, OSError):
                worker.process.join()
                worker.line.close()
                yield worker.task, Lost(_how(worker.process.exitcode), id(worker) in late)

    def _left(self) -> float | None:
        """Seconds until the first is late; ``None`` where none ever is."""
        if self.seconds is None:
            return None
        until = min(one.began for one in self._busy) + self.seconds
        return max(until - time.monotonic(), 0)

    def _is_late(self, worker: _Worker) -> bool:
        return self.seconds is not None and time.monotonic() - worker.began >= self.seconds

    def _end(self) -> None:
        for one in (*self._idle, *self._busy):
            one.process.kill()
        for one in (*self._idle, *self._busy):
            one.process.join()
            one.line.close()
        self._idle.clear()
        self._busy.clear()


def _how(code: int | None) -> str:
    if code is not None and code < 0:
        with suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit code {code}"


def _serve(
    work: Callable[[int], object],
    line: Connection,
    others: Sequence[Connection],
    memory: int | None,
) -> None:
    """Do what comes over the line until it is closed; runs in a process of its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for one in others:
        one.close()  # that the line ends when the one who forked is gone
    if memory is not None:
        _limit(memory)
    while True:
        try:
            number = line.recv()
        except EOFError:
            return
        try:
            result: object = work(number)
        except MemoryError:
            result = Lost("no memory left")
        except Exception as error:  # noqa: BLE001  (raised again by the process that asked)
            is_short = memory is not None and isinstance(error, SystemError)
            # Libraries in C that get no memory may fail without saying why.
            result = Lost("no memory left") if is_short else _Fault(error)
        line.send(result)


def _limit(memory: int) -> None:
    assert resource is not None  # nothing is forked where it is missing
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = memory if most == resource.RLIM_INFINITY else min(memory, most)
    resource.setrlimit(resource.RLIMIT_DATA, (wanted, most))
