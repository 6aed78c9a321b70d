"""Which facts each part of a brief brings in, noted while its parts are composed one after another."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from briefing.brief.mentions import Mentions
from briefing.core.fact import Fact
from briefing.core.parts import Part, Trace

_WHOLE = Part("title")
"""What no part has a trace of its own for stays for certain, as the title does."""


class Tracer:
    """Keeps the traces of one brief; what is composed within :meth:`of` belongs to that part."""

    def __init__(self, mentions: Mentions) -> None:
        self.mentions = mentions
        self._traces: list[Trace] = []
        self._part = _WHOLE
        self._shown: list[str] = []
        self._from = 0
        self._noted_from = 0

    @contextmanager
    def of(self, part: Part) -> Iterator[None]:
        """What is composed meanwhile is of this part, and of no other around it."""
        before = self._part
        self._close(part)
        try:
            yield
        finally:
            self._close(before)

    def show(self, fact: Fact) -> None:
        """A fact that stands in the brief without a text that mentions it."""
        self.mentions.note(fact)
        self._shown.append(fact.id)

    def traces(self) -> tuple[Trace, ...]:
        """All that was noted so far, in order."""
        self._close(self._part)
        return tuple(self._traces)

    def _close(self, following: Part) -> None:
        """End the trace of the part at hand, and begin that of another."""
        made, noted = self.mentions.made[self._from :], self.mentions.noted[self._noted_from :]
        if self._shown or made or noted:
            mentioned = dict.fromkeys(one.fact for one in made)
            shown, every = dict.fromkeys(self._shown), dict.fromkeys(noted)
            self._traces.append(Trace(self._part, tuple(shown), tuple(mentioned), tuple(every)))
        self._shown = []
        self._from, self._noted_from = len(self.mentions.made), len(self.mentions.noted)
        self._part = following
