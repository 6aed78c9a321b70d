"""How far a build of many is, on one line of a terminal: bar, count, subject, time left, failures so far."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from briefing.app.build.outcome import Failure, LeftOut, Outcome

_WIDTH = 24


@dataclass(slots=True)
class ProgressBar:
    """Draws itself anew whenever a brief is done; nothing stays of it at the end."""

    draw: Callable[[str], None]
    """Shows a line in the place of the one before."""
    total: int = 0
    done: int = 0
    failed: int = 0
    began: float = field(default_factory=time.monotonic)

    def expect(self, total: int) -> None:
        """So many are to be built."""
        self.total, self.began = total, time.monotonic()

    def tick(self, result: Outcome | LeftOut | Failure) -> None:
        """One is done."""
        self.done += 1
        self.failed += isinstance(result, Failure)
        is_last = self.done >= self.total
        self.draw("" if is_last else self.line(result.brief, time.monotonic() - self.began))

    def line(self, name: str, seconds: float) -> str:
        """``[####----] 4 of 8, regions/north, 0:12 left, 1 failed``."""
        filled = _WIDTH * self.done // max(self.total, 1)
        left = seconds / self.done * (self.total - self.done)
        failed = f", {self.failed} failed" if self.failed else ""
        bar = "#" * filled + "-" * (_WIDTH - filled)
        minutes, rest = divmod(round(left), 60)
        return f"[{bar}] {self.done} of {self.total}, {name}, {minutes}:{rest:02} left{failed}"

    def stop(self) -> None:
        """Leave the line empty."""
        if 0 < self.done < self.total:
            self.draw("")
