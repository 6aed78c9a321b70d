"""Is a brief as its inputs are? Compares the record of its last build with what is there now.

No clock and no modification time decides, only content. Neither YAML nor data are parsed here, so
that a build with nothing to do ends at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.app.build.build_record import BuildRecord, load_record
from briefing.app.build.fingerprint import ABSENT, Hashes, program, sha256_of, template_files

_MANY = 4


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
    folder: Path,
    hashes: Hashes,
    *,
    also: Sequence[str] = (),
    epoch: str = "",
    force: bool = False,
    exact: bool = False,
) -> Freshness:
    """Compare the record of a brief in ``folder`` with the project and the outputs as they are.

    ``exact`` wants it made from the very bytes that are there, those too that it does not read.
    """
    record = load_record(folder, brief)
    if record is None:
        return Freshness(brief, None, ("there is no record of an earlier build",))
    reasons = ["asked for"] if force else []
    if record.program != program():
        reasons.append("the program or one of its libraries is another")
    if record.epoch != epoch:
        reasons.append("SOURCE_DATE_EPOCH is another")
    reasons += [f"it was not made as {one}" for one in also if one not in record.formats]
    templates = {path: hashes.of(path) for path in template_files(hashes.root, record.design)}
    reasons += _changes(record.files, {path: hashes.of(path) for path in record.files})
    reasons += _changes(record.templates, templates)
    reasons += _missing_outputs(brief, record, folder)
    edited = tuple(_edited(brief, record, folder))
    reasons += [f"{path.name} was changed by hand" for path in edited]
    known = record.shared if exact else {**record.shared, **record.seen}
    changed = [path for path in known if hashes.of(path) != known[path]]
    gone = [path for path in changed if hashes.of(path) == ABSENT]
    reasons += [f"{path} is gone" for path in gone]
    if exact:
        reasons += [f"it was made from another {path}" for path in changed if path not in gone]
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


def _missing_outputs(brief: str, record: BuildRecord, folder: Path) -> list[str]:
    if not record.complete:
        return ["the last build was interrupted"]
    return [
        f"{brief}.{ending} is missing"
        for ending in record.wrote
        if not (folder / f"{brief}.{ending}").is_file()
    ]


def _edited(brief: str, record: BuildRecord, folder: Path) -> list[Path]:
    """Outputs whose bytes are neither those of the last build nor of the one it was replacing."""
    found = []
    for ending, ours in record.known.items():
        path = folder / f"{brief}.{ending}"
        if (now := sha256_of(path)) and now not in ours:
            found.append(path)
    return found
