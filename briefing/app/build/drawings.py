"""Drawn charts by the hash of all that decides how they look: an unchanged chart is not drawn again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from briefing.app.build.fingerprint import program
from briefing.core.files import replace_file
from briefing.core.plot import Picture

_FOLDER = "charts"


class DrawingStore:
    """Remembers drawings in a folder; notes which were used and which had to be drawn."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / _FOLDER
        self.used: list[str] = []
        """Keys of the drawings asked for."""
        self.drawn: list[str] = []
        """Names of the charts that had to be drawn."""

    def remember(self, name: str, described: str, draw: Callable[[], Picture]) -> Picture:
        """The picture that ``described`` stands for: from the folder, or drawn now and kept."""
        key = hashlib.sha256(f"{program()}\n{name}\n{described}".encode()).hexdigest()
        self.used.append(key)
        path = self._folder / f"{key}.json"
        with suppress(OSError, ValueError, KeyError, TypeError):
            return _picture(json.loads(path.read_text(encoding="utf-8")))
        drawing = draw()
        self.drawn.append(name)
        with suppress(OSError):  # it is only drawn once more
            self._folder.mkdir(parents=True, exist_ok=True)
            replace_file(path, json.dumps(asdict(drawing), ensure_ascii=False).encode())
        return drawing

    def forget_all_but(self, keys: Iterable[str]) -> None:
        """Delete the drawings that no record names."""
        kept = set(keys)
        for path in self._folder.glob("*.*"):
            if path.stem not in kept:
                path.unlink(missing_ok=True)


def _picture(found: dict[str, Any]) -> Picture:
    """A picture as it was kept."""
    return Picture(**{**found, "texts": tuple(found["texts"])})
