"""``briefing.lock``: written, compared with the inputs, and held against a build.

A lock pins every input file of a project by its hash, with the edition that it comes from and
what its columns held, so that a build can refuse what nobody looked at, and say what differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.app.lock.lock_changes import Change, changes_between
from briefing.app.lock.pinning import pin_inputs
from briefing.app.lock_file.pins import LOCK, as_text, read_lock
from briefing.app.one_line_sets import load_project, load_shared
from briefing.core.files import replace_file
from briefing.core.problems import Place, Problem, ProblemLog, UnusableInput
from briefing.core.workspace import Kind, Workspace
from briefing.project.declared import Places
from briefing.project.editions import base_name
from briefing.project.loading import Project
from briefing.project.locating import brief_files, has_own_data
from briefing.project.references import check_references, datasets_used

_CODES = {"new": "not-locked", "gone": "locked-and-unread", "changed": "not-as-locked"}
"""Codes by the kind of a change."""
_ACCEPT = "look at the change; if it is right: briefing lock"


@dataclass(frozen=True, slots=True)
class LockChanges:
    """What differs between the lock that is there and the inputs as they are."""

    changes: tuple[Change, ...]
    """File by file."""
    files: int
    """How many files are pinned now."""
    is_new: bool = False
    """Whether there was no lock."""
    broken: tuple[Problem, ...] = ()
    """Why the lock that was there could not be read."""
    is_reformed: bool = False
    """Whether it says the same in another form."""

    @property
    def is_up_to_date(self) -> bool:
        """Whether the lock needs no renewal."""
        return not (self.changes or self.is_new or self.broken or self.is_reformed)


def write_lock(workspace: Workspace) -> LockChanges:
    """Write the lock of a project, where it is not up to date; returns what was changed.

    Raises :class:`~briefing.core.problems.UnusableInput` where an input cannot be read: then the lock
    stays as it is.
    """
    found, text = _compared(workspace)
    if not found.is_up_to_date:
        try:
            replace_file(workspace.root / LOCK, text.encode())
        except OSError as error:
            told = Problem(
                Place(LOCK), f"cannot be written: {error.strerror}", code="unwritable-file"
            )
            raise UnusableInput([told]) from None
    return found


def compare_lock(workspace: Workspace) -> LockChanges:
    """What :func:`write_lock` would change; nothing is written.

    Raises :class:`~briefing.core.problems.UnusableInput` too where the lock itself cannot be read.
    """
    found = _compared(workspace)[0]
    if found.broken:
        raise UnusableInput(found.broken)
    return found


def check_lock(workspace: Workspace, names: Sequence[str] = (), *, whole: bool) -> None:
    """Hold the inputs of the named briefs, or of all, against the lock.

    The inputs of a brief are the files of the brand and of all editions of its data sets. With
    ``whole`` the lock must cover the project and nothing else, and agree with it on sources,
    editions and dates. Raises :class:`~briefing.core.problems.UnusableInput` with all that differs.
    """
    log = ProblemLog()
    project = _shared(workspace, log) if whole else load_project(workspace, log, names or None)
    read = read_lock(workspace, log)
    if project is None or read is None:
        log.raise_if_any()
        return
    lock, places = read
    _tell_unlockable(workspace, names, log)
    only = None if whole else _inputs_of(project)
    now = pin_inputs(project, log, known=lock, trust=True, only=only)
    brand = project.config.brand.files().values()
    sets = project.config.datasets.values()
    declared = {*brand, *(path for one in sets for path in one.files)}
    for change in changes_between(lock, now):
        if change.kind == "gone" and (not whole or change.path in declared):
            continue
        if whole or change.has_other_bytes:
            log.add(
                _place(change, project, places), _message(change), _ACCEPT, code=_CODES[change.kind]
            )
    log.raise_if_any()


def _tell_unlockable(workspace: Workspace, names: Sequence[str], log: ProblemLog) -> None:
    """Tell briefs whose own data sets no lock covers: only those of the project are pinned."""
    wanted = {name.partition("/")[0] for name in names}
    for path in brief_files(workspace):
        is_meant = not wanted or Path(path).stem in wanted
        if is_meant and has_own_data(workspace.read(path, Kind.CONFIG).content):
            log.add(
                Place(path),
                "the data sets that it declares for itself are in no lock",
                "declare them in config/project.yaml, or build without --frozen and --locked",
                code="not-locked",
            )


def problems_of(found: LockChanges) -> Iterable[Problem]:
    """What is not up to date, as problems."""
    if found.is_new:
        yield Problem(Place(LOCK), "there is no lock", "write it: briefing lock", code="no-lock")
        return
    for change in found.changes:
        yield Problem(Place(change.path), _message(change), _ACCEPT, code=_CODES[change.kind])
    if found.is_reformed:
        yield Problem(
            Place(LOCK), "it was edited by hand", "write it anew: briefing lock", code="edited-lock"
        )


def _compared(workspace: Workspace) -> tuple[LockChanges, str]:
    log, unread = ProblemLog(), ProblemLog()
    project = _shared(workspace, log)
    is_new = LOCK not in workspace.names()
    read = None if is_new else read_lock(workspace, unread)
    lock = read[0] if read else None
    if project is None:
        log.raise_if_any()
    assert project is not None
    now = pin_inputs(project, log, known=lock)
    log.raise_if_any()
    text = as_text(now.lock)
    changes = tuple(changes_between(lock, now))
    written = workspace.read(LOCK, Kind.LOCK).content if lock else b""
    return LockChanges(
        changes=changes,
        files=len(now.lock.files),
        is_new=is_new,
        broken=tuple(unread.problems),
        is_reformed=bool(lock) and not changes and written.replace(b"\r\n", b"\n") != text.encode(),
    ), text


def _shared(workspace: Workspace, log: ProblemLog) -> Project | None:
    """The project without its briefs, its sources checked."""
    loaded = load_shared(workspace, log)
    if loaded is None:
        return None
    project = Project(workspace, *loaded, {})
    check_references(project, log)
    return project


def _inputs_of(project: Project) -> set[str]:
    """The data sets of the briefs that were read, in all their editions."""
    used = {
        base_name(name)
        for brief in project.briefs.values()
        for name in datasets_used(project, brief.config)
    }
    return {name for name in project.config.datasets if base_name(name) in used}


def _place(change: Change, project: Project, lock: Places) -> Place:
    if change.kind == "gone":
        return lock.of_key("files", change.path)
    if change.kind == "new":
        for name, one in project.config.datasets.items():
            if one.path == change.path:
                return project.places.of("datasets", name, "path")
        for keys, path in project.config.brand.files().items():
            if path == change.path:
                return project.places.of("brand", *keys)
    return Place(change.path)


def _message(change: Change) -> str:
    if change.kind == "new":
        return f"'{change.path}' is not in the lock"
    if change.kind == "gone":
        return f"'{change.path}' is in the lock, and nothing reads it any more"
    return f"not as locked: {change}"


__all__ = ["Change", "LockChanges", "check_lock", "compare_lock", "problems_of", "write_lock"]
