"""A watch in a thread of its own, with what it tells."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest
from hearing import PATIENCE, Heard, until

from briefing.app.watch.watching import watch_project


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def watched(project: Path, heard: Heard) -> Iterator[Path]:
    """A project that is watched, and was built once."""
    stop = Event()
    thread = Thread(target=watch_project, args=(project, project / "output", (), heard, stop))
    thread.start()
    try:
        until(lambda: heard.looks, "the first look")
        yield project
    finally:
        stop.set()
        thread.join(PATIENCE)
        assert not thread.is_alive()
