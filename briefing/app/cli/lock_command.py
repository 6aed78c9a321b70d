"""``lock``: pin the input files as they are, and say what changed since they were pinned."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.app.build.summary import problem_entry
from briefing.app.cli.arguments import add_command
from briefing.app.cli.presenter import Presenter
from briefing.app.told import Told
from briefing.core.problems import Problem, ProblemLog, Severity

if TYPE_CHECKING:
    from briefing.app.cli.arguments import Commands
    from briefing.app.lock.locking import LockChanges


def add(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add ``lock``."""
    lock = add_command(
        commands,
        common,
        "lock",
        summary="pin the input files by hash in briefing.lock",
        description="Writes the hash of every input file, and what was recognised in it, to "
        "briefing.lock, and says what changed since.",
        examples=(
            "briefing lock",
            "briefing lock --check",
        ),
    )
    lock.add_argument(
        "--check", action="store_true", help="write nothing; fail if it is not up to date"
    )
    lock.set_defaults(run=_lock)


def _lock(options: argparse.Namespace, presenter: Presenter) -> int:
    from briefing.app.lock.locking import compare_lock, problems_of, write_lock
    from briefing.project.locating import find_project

    log = ProblemLog()
    workspace = find_project(Path(options.project) if options.project else Path.cwd(), log)
    log.raise_if_any()
    assert workspace is not None
    if not options.check:
        return presenter.show(_Written(write_lock(workspace)))
    found = compare_lock(workspace)
    problems = [replace(one, severity=Severity.MISLEADING) for one in problems_of(found)]
    return presenter.show(_Compared(found, problems))


@dataclass(frozen=True)
class _Written(Told):
    """What was changed in the lock."""

    found: LockChanges

    def as_json(self) -> Mapping[str, object]:
        return _entry(self.found, is_written=not self.found.is_up_to_date)

    def as_text(self) -> Iterator[str]:
        found = self.found
        for problem in found.broken:
            yield f"the lock that was there could not be read: {problem.place}: {problem.message}"
        yield from (f"{change.path}: {change}" for change in found.changes)
        state = "is up to date" if found.is_up_to_date else "written"
        yield f"briefing.lock {state}: {found.files} {'file' if found.files == 1 else 'files'}"


@dataclass(frozen=True)
class _Compared(_Written):
    """What would be changed in the lock, as findings."""

    wrong: Sequence[Problem]

    @property
    def exit_code(self) -> int:
        return 0 if self.found.is_up_to_date else 1

    @property
    def problems(self) -> Sequence[Problem]:
        return self.wrong

    def as_json(self) -> Mapping[str, object]:
        entries = [problem_entry(one) for one in self.wrong]
        return {**_entry(self.found, is_written=False), "problems": entries}

    def as_text(self) -> Iterator[str]:
        if not self.wrong:
            yield from super().as_text()


def _entry(found: LockChanges, *, is_written: bool) -> dict[str, object]:
    return {
        "up_to_date": found.is_up_to_date,
        "written": is_written,
        "files": found.files,
        "changes": [
            {
                "file": one.path,
                "kind": one.kind,
                "words": list(one.words),
                "sha256": one.sha256 or None,
                "locked": one.locked or None,
            }
            for one in found.changes
        ],
        "problems": [],
    }
