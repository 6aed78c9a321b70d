"""Drawn charts by the hash of all that decides how they look: an unchanged chart is not drawn again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict
from typing import TypedDict

from briefing.app.build.build_record import FOLDER
from briefing.core.own_folder import OwnFolder
from briefing.core.plot import Picture
from briefing.core.workspace import Kind, NotRead, Workspace
from briefing.writers.drawing.painter import Hand

_CHARTS = "charts"


class _Kept(TypedDict):
    """A picture as JSON."""

    svg: str
    texts: list[str]
    width: float
    height: float


class DrawingStore:
    """Remembers drawings beside the outputs; notes which were used and which had to be drawn.

    ``program`` is the hash of the program that draws: another one draws anew. With ``anew`` none that
    is kept is taken: a drawing that somebody changed there would go into the brief.
    """

    def __init__(self, outputs: Workspace, program: str, *, anew: bool = False) -> None:
        self._outputs, self.program, self._anew = outputs, program, anew
        self._folder = OwnFolder(outputs.root, (FOLDER, _CHARTS))
        self.used: list[str] = []
        """Keys of the drawings asked for."""
        self.drawn: list[str] = []
        """Names of the charts that had to be drawn."""
        self.hand: Hand | None = None
        """Who draws what is not kept; none where whoever asks does."""

    @property
    def is_empty(self) -> bool:
        """Whether none that is kept will be taken."""
        return self._anew or not self._folder.names()

    def afresh(self) -> DrawingStore:
        """The same store for another brief: nothing noted yet."""
        other = DrawingStore(self._outputs, self.program, anew=self._anew)
        other.hand = self.hand
        return other

    def remember(self, name: str, described: str, draw: Callable[[], Picture]) -> Picture:
        """The picture that ``described`` stands for: from the folder, or drawn now and kept."""
        key = hashlib.sha256(f"{self.program}\n{name}\n{described}".encode()).hexdigest()
        self.used.append(key)
        with suppress(NotRead, ValueError, KeyError, TypeError):
            if self._anew:
                raise KeyError(key)
            kept = self._outputs.read(f"{FOLDER}/{_CHARTS}/{key}.json", Kind.DRAWING)
            return _picture(json.loads(kept.content))
        drawing = draw()
        self.drawn.append(name)
        with suppress(OSError):  # it is only drawn once more
            text = json.dumps(asdict(drawing), ensure_ascii=False)
            self._folder.write(f"{key}.json", text.encode())
        return drawing

    def forget_all_but(self, keys: Iterable[str]) -> None:
        """Delete the drawings that no record names."""
        kept = {f"{key}.json" for key in keys}
        for name in self._folder.names():
            if name not in kept:
                self._folder.remove(name)


def _picture(found: _Kept) -> Picture:
    """A picture as it was kept."""
    return Picture(found["svg"], tuple(found["texts"]), found["width"], found["height"])
