"""A brief made where there is no project and no output folder: from a list of files by their hashes.

What is wrong with a brief is a value, as it is here; what is made comes back as bytes.
"""

from __future__ import annotations

import faulthandler
import hashlib
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from briefing.app.build.drawings import DrawingStore
from briefing.app.build.fingerprint import template_files
from briefing.app.build.making import Maker, Product
from briefing.app.build.outcome import Failure, LeftOut
from briefing.app.build.versions import differences, versions_here
from briefing.app.lock_file.pins import LOCK
from briefing.app.one_line_sets import load_attached
from briefing.core.budgets import Budget, allow_also
from briefing.core.files import write_tree
from briefing.core.problems import Problem, ProblemLog
from briefing.core.query_result import name_of, record_of
from briefing.core.workspace import Workspace
from briefing.project.compared_figures import compared, sets_across
from briefing.project.editions import base_name
from briefing.project.loading import LoadedBrief, Project
from briefing.project.locating import SHARED
from briefing.project.references import datasets_used

GRACE = 10
"""Seconds after the limit of time of a brief in which its own end may come about."""
_EPOCH = "SOURCE_DATE_EPOCH"
_ONE_AT_A_TIME = threading.Lock()
"""Libraries that draw and set pages keep state of their process."""


@dataclass(frozen=True, slots=True)
class Order:
    """One brief to make, with all that it is made from."""

    brief: str
    files: tuple[tuple[str, str], ...]
    """Paths within the project and the sha256 of each."""
    formats: tuple[str, ...]
    """Further formats."""
    epoch: str
    """``SOURCE_DATE_EPOCH``; empty where it is not set."""
    program: str
    """The hash of the program that asks, which its records name."""
    versions: tuple[tuple[str, str], ...]
    """What must be the same where it is made."""
    seconds: int = Budget.SECONDS.usual
    """How long it may take, by the clock of the one that asks."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an order."""

    result: Product | LeftOut | Failure
    said: tuple[str, ...]


def files_of(project: Project, brief: LoadedBrief) -> dict[str, str]:
    """All files that a brief is made from, by path, with their sha256; those that are not there left out."""
    workspace, seen = project.workspace, project.of(brief)
    used = {base_name(name) for name in datasets_used(seen, brief.config)}
    sets = [one for name, one in seen.config.datasets.items() if base_name(name) in used]
    if compared(brief.config):
        sets += sets_across(project, brief).values()
    data = [path for one in sets for path in one.files]
    data += [record_of(one) for one in data if name_of(one)]
    config = [f"config/{SHARED}", brief.path, *brief.beside, LOCK]
    looks = template_files(workspace, brief.config.design)
    brand = seen.config.brand.files().values()
    every = dict.fromkeys((*config, *data, *project.subjects_from(brief), *looks, *brand))
    return {path: workspace.sha256(path) for path in every if workspace.has(path)}


def make_ordered(order: Order, contents: Sequence[bytes]) -> Answer:
    """Make the brief of an order; ``contents`` are its files, in their order.

    Raises ``ValueError`` where a file is not what its hash says, and :class:`OtherVersions`.
    """
    if other := differences(dict(order.versions), versions_here()):
        raise OtherVersions(", ".join(other))
    files: dict[str, bytes] = {}
    for (path, digest), content in zip(order.files, contents, strict=True):
        if hashlib.sha256(content).hexdigest() != digest:
            message = f"'{path}' came otherwise than it was sent"
            raise ValueError(message)
        files[path] = content
    said: list[str] = []
    with (
        _ONE_AT_A_TIME,
        _ended_after(order.seconds),
        tempfile.TemporaryDirectory(prefix="briefing-") as folder,
    ):
        write_tree(Path(folder) / "project", files)
        workspace = Workspace(Path(folder) / "project", _environment(order))
        drawings = DrawingStore(workspace.beside(Path(folder) / "output"), order.program)
        maker = Maker(
            workspace, [order.brief], drawings, (), said.append, _unseen, load=_load_attached
        )
        return Answer(maker.make(order.brief, order.formats), tuple(said))


@contextmanager
def _ended_after(seconds: int) -> Iterator[None]:
    """Let a brief take so long, and end this process where it takes no notice of that.

    What hangs in a library holds the interpreter, so that no thread of Python could end it. A cluster
    starts another worker, and gives a brief up with which some have ended.
    """
    allow_also(Budget.SECONDS, seconds)
    if sys.__stderr__ is not None:  # says there where it hung
        faulthandler.dump_traceback_later(seconds + GRACE, exit=True, file=sys.__stderr__)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


class OtherVersions(Exception):
    """Something that decides the bytes of a brief is another here; the message says what."""


def _environment(order: Order) -> Mapping[str, str]:
    return {_EPOCH: order.epoch} if order.epoch else {}


def _load_attached(workspace: Workspace, log: ProblemLog, names: Sequence[str]) -> Project | None:
    return load_attached(workspace, log, names[0])


def _unseen(_name: str, _page: str) -> None:
    """Nobody looks at a page while it is made elsewhere."""


def lost_elsewhere(brief: str, how: str) -> Failure:
    """What is told of a brief that no worker of a cluster could make."""
    message = f"{brief}: no worker of the cluster made it: {how}"
    advice = (
        "it may want more time (--timeout) or memory than they gave it: look into the log of the "
        "workers, or build it here: leave out --on"
    )
    return Failure(brief, (Problem(None, message, advice, code="worker-lost"),))
