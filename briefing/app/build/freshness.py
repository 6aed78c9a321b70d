"""Is a brief as its inputs are? Compares the record of its last build with what is there now.

No modification time decides, only content, and the clock where an embargo ends. Neither YAML nor data are parsed here, so
that a build with nothing to do ends at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from briefing.app.build.build_record import BuildRecord, home_of, load_record
from briefing.app.build.fingerprint import template_files
from briefing.core.file_patterns import hash_of_files
from briefing.core.workspace import ABSENT, Kind, Workspace

_MANY = 4
ASKED = "asked for"
"""The reason of a brief that is made again though nothing says that it must be."""


@dataclass(frozen=True, slots=True)
class Freshness:
    """What was found of one brief."""

    brief: str
    record: BuildRecord | None
    reasons: tuple[str, ...]
    """Why it must be built, in words; empty where nothing is to do."""
    changed_partly: tuple[str, ...] = ()
    """Shared files that changed, where nothing else did: perhaps in parts that it does not read."""
    edited: tuple[Path, ...] = ()
    """Outputs that somebody changed by hand."""

    @property
    def is_fresh(self) -> bool:
        """Whether nothing is to do."""
        return not self.reasons and not self.changed_partly


def examine(
    brief: str,
    workspace: Workspace,
    outputs: Workspace,
    *,
    program: str,
    also: Sequence[str] = (),
    force: bool = False,
    exact: bool = False,
) -> Freshness:
    """Compare the record of a brief in ``outputs`` with the project and the outputs as they are.

    ``program`` is the hash of what would build it. ``exact`` wants it made from the very bytes that are there, those too that it does not read.
    """
    record = load_record(outputs, brief)
    outputs, own = home_of(outputs, brief)
    if record is None:
        return Freshness(brief, None, ("there is no record of an earlier build",))
    reasons: list[str] = []
    if record.program != program:
        reasons.append("the program or one of its libraries is another")
    if record.epoch != workspace.environment("SOURCE_DATE_EPOCH"):
        reasons.append("SOURCE_DATE_EPOCH is another")
    if record.until and workspace.now().astimezone(UTC).isoformat() >= record.until:
        reasons.append("its embargo is over")
    reasons += [f"it was not made as {one}" for one in also if one not in record.formats]
    hash_of = workspace.sha256
    templates = {path: hash_of(path) for path in template_files(workspace, record.design)}
    reasons += _changes(record.files, {path: hash_of(path) for path in record.files})
    reasons += _changes(record.templates, templates)
    reasons += _missing_outputs(own, record, outputs)
    edited = tuple(_edited(own, record, outputs))
    reasons += [f"{path.name} was changed by hand" for path in edited]
    known = record.shared if exact else {**record.shared, **record.seen}
    now = {path: hash_of_files(workspace, path) for path in known}
    changed = [path for path in known if now[path] != known[path]]
    gone = [path for path in changed if now[path] == ABSENT]
    reasons += [f"{path} is gone" for path in gone]
    if exact:
        reasons += [f"it was made from another {path}" for path in changed if path not in gone]
    if force and not reasons:
        reasons.append(ASKED)
    if reasons:
        reasons += changes_of(one for one in changed if one not in gone and not exact)
        return Freshness(brief, record, tuple(reasons), (), edited)
    return Freshness(brief, record, (), tuple(changed))


def changes_of(paths: Iterable[str]) -> list[str]:
    """Changed files as reasons."""
    return [f"{path} changed" for path in paths]


def _changes(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    found = []
    for path in sorted({*before, *now}):
        was, is_ = before.get(path, ABSENT), now.get(path, ABSENT)
        if was != is_:
            found.append(f"{path} {'is new' if not was else 'is gone' if not is_ else 'changed'}")
    if len(found) > _MANY:
        return [*found[:_MANY], f"{len(found) - _MANY} more files changed"]
    return found


def _missing_outputs(brief: str, record: BuildRecord, outputs: Workspace) -> list[str]:
    if not record.complete:
        return ["the last build was interrupted"]
    if "pdf" not in record.wrote:
        return ["its PDF was left out"]
    return [
        f"{brief}.{ending} is missing"
        for ending in record.wrote
        if not outputs.has(f"{brief}.{ending}")
    ]


def _edited(brief: str, record: BuildRecord, outputs: Workspace) -> list[Path]:
    """Outputs whose bytes are neither those of the last build nor of the one it was replacing."""
    found = []
    for ending, ours in record.known.items():
        name = f"{brief}.{ending}"
        if (now := outputs.sha256(name, Kind.OUTPUT)) and now not in ours:
            found.append(outputs.root / name)
    return found
