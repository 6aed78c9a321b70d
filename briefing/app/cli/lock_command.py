"""``lock``: pin the input files as they are, and say what changed since they were pinned."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.app.cli.terminal import print_json, problem_entry, tell_problems
from briefing.core.problems import ProblemLog, Severity

if TYPE_CHECKING:
    from briefing.app.lock.locking import LockChanges


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add ``lock``."""
    lock = commands.add_parser(
        "lock", parents=[common], help="pin the input files by hash in briefing.lock"
    )
    lock.add_argument(
        "--check", action="store_true", help="write nothing; fail if it is not up to date"
    )
    lock.set_defaults(run=_lock)


def _lock(options: argparse.Namespace) -> int:
    from briefing.app.lock.locking import compare_lock, write_lock
    from briefing.project.locating import find_project

    log = ProblemLog()
    workspace = find_project(Path(options.project) if options.project else Path.cwd(), log)
    log.raise_if_any()
    assert workspace is not None
    if options.check:
        return _check(compare_lock(workspace), options)
    found = write_lock(workspace)
    if options.json:
        print_json(_entry(found, written=not found.is_up_to_date))
    elif not options.quiet:
        _tell(found)
    return 0


def _check(found: LockChanges, options: argparse.Namespace) -> int:
    from briefing.app.lock.locking import problems_of

    problems = [replace(one, severity=Severity.MISLEADING) for one in problems_of(found)]
    if options.json:
        entries = [problem_entry(one) for one in problems]
        print_json({**_entry(found, written=False), "problems": entries})
    elif problems:
        tell_problems(problems, options)
    elif not options.quiet:
        _tell(found)
    return 0 if found.is_up_to_date else 1


def _tell(found: LockChanges) -> None:
    for problem in found.broken:
        print(f"the lock that was there could not be read: {problem.place}: {problem.message}")
    for change in found.changes:
        print(f"{change.path}: {change}")
    state = "is up to date" if found.is_up_to_date else "written"
    print(f"briefing.lock {state}: {found.files} {'file' if found.files == 1 else 'files'}")


def _entry(found: LockChanges, *, written: bool) -> dict[str, Any]:
    return {
        "up_to_date": found.is_up_to_date,
        "written": written,
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
