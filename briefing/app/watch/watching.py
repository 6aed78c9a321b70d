"""Watches a project's folder and builds what changed, in this process, until told to stop.

An event only says that it is time to look; what is built is decided by content, as a build does.
"""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Protocol

from watchfiles import DefaultFilter, watch

from briefing.app.build.incremental import build_each
from briefing.app.build.outcome import Failure, LeftOut, Outcome
from briefing.app.editor_schemas import renew_own_schemas, state_of_config, wants_own_schemas
from briefing.app.portfolio.names import brief_names
from briefing.core.problems import BriefingError, Place, Problem, UnusableInput
from briefing.core.workspace import Workspace
from briefing.project.locating import SHARED

_QUIET = 30
"""Milliseconds without an event after which a save counts as done."""
_LONGEST = 300
"""Milliseconds after which events are looked at, though more keep coming."""
_FIRST = 100
"""Milliseconds after which a new watch looks for what happened before it was set up."""
_LEFT_OUT = frozenset({"node_modules", "__pycache__"})


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one brief in one look."""

    brief: str
    problems: tuple[Problem, ...]
    """Why it could not be built; empty where it is as its inputs are."""
    outcome: Outcome | None
    seconds: float


class Listener(Protocol):
    """Is told what a watch does, while it does it."""

    def watches(self, briefs: Sequence[str]) -> None:
        """Which briefs there are now."""

    def shows(self, brief: str, page: str) -> None:
        """The page of a brief for screens is made; the PDF is not."""

    def has(self, result: Result) -> None:
        """A brief was built, or was up to date, or could not be built."""

    def has_looked(self, problems: Sequence[Problem]) -> None:
        """All were looked at; ``problems`` kept any of them from being built."""


def watch_project(
    root: Path, folder: Path, names: Collection[str], listener: Listener, stop: Event | None = None
) -> None:
    """Build the named briefs of a project, or all, into ``folder``; again at every save.

    Ends when ``stop`` is set; Ctrl-C raises ``KeyboardInterrupt``. Raises
    :class:`~briefing.core.problems.UnusableInput` where the project's folder cannot be watched.
    """
    before: tuple[str, ...] = ()
    for _ in _saves(root, folder, stop or Event()):
        look(root, folder, names, listener)
        before = _renew_schemas(root, before)


def _renew_schemas(root: Path, before: tuple[str, ...]) -> tuple[str, ...]:
    """Write the schemas for editors anew where the config names them and changed; its state now.

    What is wrong with the config was told by the look; what was written for it before stays.
    """
    workspace = Workspace(root)
    with suppress(BriefingError, OSError):
        now = state_of_config(workspace)
        if now != before and wants_own_schemas(workspace):
            renew_own_schemas(workspace)
        return now
    return before


def look(root: Path, folder: Path, names: Collection[str], listener: Listener) -> None:
    """Look at a project once: build what changed, and tell what became of each brief."""
    workspace = Workspace(root)
    try:
        briefs = [name for name in brief_names(workspace) if not names or name in names]
    except BriefingError as error:
        listener.has_looked(error.problems)
        return
    listener.watches(briefs)
    if SHARED not in workspace.names("config"):
        listener.has_looked(
            [Problem(Place(f"config/{SHARED}"), "the file is not there", code="missing-file")]
        )
        return
    problems: list[Problem] = []
    try:
        began = time.perf_counter()
        for one in build_each(workspace, folder, briefs, show=listener.shows):
            if isinstance(one, LeftOut):
                continue
            now = time.perf_counter()
            listener.has(_result(one, now - began))
            began = now
    except BriefingError as error:
        problems += error.problems
    except Exception as error:  # noqa: BLE001  (a fault of ours must not end a watch)
        message = f"a fault in briefing itself: {type(error).__name__}: {error}"
        problems.append(Problem(None, message, "'briefing build' says more", code="internal-fault"))
    listener.has_looked(problems)


def _result(one: Outcome | Failure, seconds: float) -> Result:
    if isinstance(one, Failure):
        return Result(one.brief, one.problems, None, seconds)
    return Result(one.brief, (), one, seconds)


def _saves(root: Path, folder: Path, stop: Event) -> Iterator[None]:
    """Yields at first, and whenever files below ``root`` changed; never misses what came between."""
    filtered = _ByHand()
    while not stop.is_set():
        folders = _folders(root, folder)
        if not folders:
            raise UnusableInput(
                [Problem(Place(str(root)), "the folder of the project is gone", code="folder-gone")]
            )
        is_first = True
        try:
            for changes in watch(
                *folders, recursive=False, watch_filter=filtered, debounce=_LONGEST, step=_QUIET,
                rust_timeout=_FIRST, yield_on_timeout=True, stop_event=stop,
            ):  # fmt: skip
                if not changes and not is_first:
                    continue
                is_first = False
                yield
                is_moved = any(Path(path) in folders for _, path in changes)
                if is_moved or _folders(root, folder) != folders:
                    break  # what is watched is a folder, not its name
        except FileNotFoundError:
            continue  # a folder went away just then
        except OSError as error:
            message = f"the folder cannot be watched: {error}"
            advice = "set WATCHFILES_FORCE_POLLING=1 to look at it every now and then instead"
            raise UnusableInput(
                [Problem(Place(str(root)), message, advice, code="cannot-watch")]
            ) from None


class _ByHand(DefaultFilter):
    """Lets pass what people save, and not what their editors leave for a moment."""

    ignore_entity_patterns = (
        *DefaultFilter.ignore_entity_patterns,
        r"^\.", r"^#.*#$", r"^4913$", r"\.tmp$", r"\.bak$", r"___jb_(tmp|old)___$",
    )  # fmt: skip


def _folders(root: Path, output: Path) -> list[Path]:
    """The folders of a project in order, but for outputs, hidden ones, and what is installed."""
    found = []
    output = output.resolve()
    for name, below, files in os.walk(root):
        here = Path(name)
        if (here == output and here != root) or "pyvenv.cfg" in files:
            below.clear()
            continue
        found.append(here)
        below[:] = sorted(one for one in below if one[0] != "." and one not in _LEFT_OUT)
    return found
