"""What a reader trusts: a folder of files, or a lock; and the files of a brief held against it.

A file that somebody faked before the brief was built agrees with all that the brief says. Only a
file that the reader has from elsewhere can tell.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from briefing.app.lock_file.pins import read_lock
from briefing.app.review.results import Result
from briefing.core.problems import Place, Problem, ProblemLog, UnusableInput
from briefing.core.workspace import Kind, NotRead, Workspace
from briefing.writers.ledger.schema import Ledger

_MOST_FILES = 20_000


@dataclass(frozen=True)
class Anchors:
    """Files that the reader trusts, by path and by hash."""

    name: str
    """The folder or lock."""
    hashes: Mapping[str, str] = field(default_factory=dict)
    """The sha256 of each file by its path there."""
    workspace: Workspace | None = None
    """The folder; ``None`` for a lock, which has no contents."""

    def path_of(self, sha256: str) -> str:
        """A trusted file of that hash; empty where there is none."""
        return next((path for path, digest in self.hashes.items() if digest == sha256), "")

    def like(self, path: str) -> str:
        """A trusted file that bears the path, or else alone bears the name; empty where none does."""
        if path in self.hashes:
            return path
        name = PurePosixPath(path).name
        found = [one for one in self.hashes if PurePosixPath(one).name == name]
        return found[0] if len(found) == 1 else ""

    def contents(self, sha256: str) -> bytes | None:
        """The bytes of a trusted file of that hash; ``None`` where they are not at hand."""
        path = self.path_of(sha256)
        if not path or self.workspace is None:
            return None
        content = self.workspace.read(path, Kind.DATA).content
        return content if hashlib.sha256(content).hexdigest() == sha256 else None


def folder_anchors(folder: str) -> Anchors:
    """All files of a folder; raises :class:`~briefing.core.problems.UnusableInput` where it is none."""
    workspace = Workspace(Path(folder))
    if not workspace.has_folder("."):
        message, advice = "there is no such folder", "name the folder with the files that you trust"
        raise UnusableInput([Problem(Place(folder), message, advice, code="missing-file")])
    files = [one for one in workspace.files() if not one.startswith(".")][:_MOST_FILES]
    hashes = {path: workspace.sha256(path, Kind.OUTPUT) for path in files}
    return Anchors(folder, {path: one for path, one in hashes.items() if one}, workspace)


def lock_anchors(file: str) -> Anchors:
    """The files that a lock pins; raises :class:`~briefing.core.problems.UnusableInput` as reading it does."""
    log, path = ProblemLog(), Path(file)
    read = read_lock(Workspace.of_file(path), log, path.name)
    log.raise_if_any()
    assert read is not None
    return Anchors(file, {name: one.sha256 for name, one in read[0].files.items()})


def anchored(ledger: Ledger, anchors: Anchors) -> Iterator[Result]:
    """The inputs of a brief against what the reader trusts; its config too, where that has one."""
    for one in ledger["inputs"]:
        yield _held_against(one["path"], one["sha256"], anchors)
    looks = [*ledger.get("templates", ()), *ledger.get("brand", ())]
    for other in [*ledger["config"], *looks]:
        if other["path"] in anchors.hashes:
            yield _held_against(other["path"], other["sha256"], anchors)


def unanchored_config(ledger: Ledger, anchors: Anchors) -> list[str]:
    """The files that say what is made of the data, as far as the reader has none to hold them against."""
    return [one["path"] for one in ledger["config"] if one["path"] not in anchors.hashes]


def given_files(ledger: Ledger, anchors: Anchors | None) -> dict[str, bytes]:
    """Trusted files that the brief was made from, by their hash."""
    found = {}
    every = [*ledger["inputs"], *ledger["config"]]
    every += [*ledger.get("templates", ()), *ledger.get("brand", ())]
    for one in every:
        try:
            content = anchors.contents(one["sha256"]) if anchors else None
        except NotRead:
            continue
        if content is not None:
            found[one["sha256"]] = content
    return found


def _held_against(path: str, sha256: str, anchors: Anchors) -> Result:
    what = f"{path} against {anchors.name}"
    if same := anchors.path_of(sha256):
        return Result(what, matches=True, detail="" if same == path else f"it is {same} there")
    if other := anchors.like(path):
        detail = f"the brief was made from another file than {other}"
        return Result(what, matches=False, detail=detail, code="not-the-trusted-file")
    detail = "there is no file of this content or name"
    return Result(what, matches=False, detail=detail, code="not-anchored")
