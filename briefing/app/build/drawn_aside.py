"""Charts drawn by a process forked from this one, which meanwhile reads, computes and loads what sets pages.

What it is to draw it is told as soon as that is known, all at once; what it cannot draw is drawn here. The drawings
are the same to the byte.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread
from typing import Self

from briefing.core.plot import Picture
from briefing.writers.drawing.painter import Order, draw_here

_Found = Picture | None
"""A drawing; none where it could not be drawn there."""


class DrawnAside:
    """Draws what is ordered in a process of its own, from entering to leaving."""

    def __init__(self) -> None:
        self._orders: list[Order] = []
        self._found: list[_Found] = []

    def __enter__(self) -> Self:
        """Fork, and let the other process load what draws."""
        context = multiprocessing.get_context("fork")
        self._line, theirs = context.Pipe()
        self._process = context.Process(target=_draw_all, args=(theirs, self._line), daemon=True)
        self._process.start()
        theirs.close()
        return self

    def __exit__(self, *_: object) -> None:
        """End the process, whatever it is at."""
        self._line.close()
        self._process.kill()
        self._process.join()

    def expect(self, orders: Sequence[Order]) -> None:
        """Order drawings; they are made in this order."""
        told = [one for one in orders if not one.plot.drawing and one not in self._orders]
        with suppress(OSError):  # it is gone: the rest is drawn here
            if told:
                self._line.send(told)
            self._orders += told

    def draw(self, order: Order) -> Picture:
        """The drawing, as soon as it is there; ordered now where it was not, and drawn here where it cannot be had.

        Raises :class:`~briefing.core.problems.UnusableInput` as
        :func:`~briefing.writers.drawing.drawing.picture` does.
        """
        self.expect([order])
        if order in self._orders:
            place = self._orders.index(order)
            with suppress(EOFError, OSError):
                while place >= len(self._found):
                    self._found.append(self._line.recv())
                if (found := self._found[place]) is not None:
                    return found
        return draw_here(order)


def _draw_all(line: Connection, other: Connection) -> None:
    """Draw what comes over the line until it is closed; runs in a process of its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    other.close()  # that the line ends when the one who forked is gone
    ahead: SimpleQueue[Order] = SimpleQueue()
    Thread(target=_listen, args=(line, ahead), daemon=True).start()
    from briefing.writers.drawing import drawing

    del drawing  # loaded while nothing is ordered yet
    while True:
        found: _Found = None
        with suppress(Exception):  # told by the process that asked, which tries it again
            found = draw_here(ahead.get())
        line.send(found)


def _listen(line: Connection, ahead: SimpleQueue[Order]) -> None:
    """Take orders as they come, so that nobody waits to give one; the end of the line ends the process."""
    with suppress(EOFError, OSError):
        while True:
            for one in line.recv():
                ahead.put(one)
    os._exit(0)
