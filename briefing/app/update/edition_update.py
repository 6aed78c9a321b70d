"""A new edition of a data set taken in: looked at, tried on every brief, and only then written.

A file is held against the edition in use: its values tell which column is which measure, whatever
the columns are called and however the table is laid out. What follows for the config and for each
brief is known before anything is written.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.app.build.pipeline import Brief, check_all, open_project
from briefing.app.lock.locking import write_lock
from briefing.app.lock_file.pins import LOCK
from briefing.app.one_line_sets import load_project
from briefing.app.review.differences import Difference, differences
from briefing.app.review.evidence import read_evidence
from briefing.app.staging import staged, write_all
from briefing.app.update.config_edits import config_edits, kept_at
from briefing.app.update.file_fit import fitted
from briefing.app.update.new_source import with_source_said
from briefing.app.update.refusals import unread, unsettled
from briefing.app.update.renaming import (
    briefs_with_names,
    new_names,
    renamed_before,
    told,
    without_renames,
)
from briefing.app.update.request import Request
from briefing.app.update.shape_changes import Finding, of_cells, of_columns, of_statuses, of_values
from briefing.app.update.units_in_file import with_units_said
from briefing.app.update.written_out import written_out
from briefing.core.problems import (
    BriefingError,
    Place,
    Problem,
    ProblemLog,
    Severity,
    UnusableInput,
    suggest,
)
from briefing.core.series import Dataset
from briefing.core.workspace import Kind, Workspace
from briefing.data.connectors.local_files import read_grid
from briefing.data.grid import Grid
from briefing.data.reading import read_dataset
from briefing.data.recognition.agreement import Figures, figures_of
from briefing.data.recognition.matches import Matched
from briefing.data.recognition.member_names import Renamed, UnclearMember, renamed_members
from briefing.data.recognition.placement import (
    carried_statuses,
    declaration,
    difference,
    printed_members,
)
from briefing.project.compared_figures import compared
from briefing.project.editions import AT, editions_of, unfolded
from briefing.project.loading import LoadedBrief, Project
from briefing.project.locating import SHARED
from briefing.project.references import datasets_used
from briefing.project.yaml import block_at, read_yaml
from briefing.writers.ledger.schema import Ledger

_CONFIG = f"config/{SHARED}"


@dataclass(frozen=True, slots=True)
class BriefChange:
    """What an update does to one brief."""

    brief: str
    differences: tuple[Difference, ...]
    problems: tuple[Problem, ...] = ()
    """Why it can no longer be built."""
    remaining: tuple[Problem, ...] = ()
    """Why it could not be built before, and still cannot."""
    is_mended: bool = False
    """Whether it could not be built before, and now can; its differences are from the last build."""
    warnings: tuple[Problem, ...] = ()
    """What speaks against it with the new data: typed words that no fact vouches for, doubted values."""
    note: str = ""
    """Of a brief of a portfolio: that it is new, or why it is no longer made."""
    is_made: bool = True
    """Whether it is still made; of a subject that is gone or skipped, no."""


@dataclass(frozen=True, slots=True)
class Update:
    """All that an update would do; nothing of it is written yet."""

    workspace: Workspace
    request: Request
    replaces: str
    """Key of the edition in use until now."""
    findings: tuple[Finding, ...]
    briefs: tuple[BriefChange, ...]
    config: str
    """The changes of the YAML files, as a unified diff."""
    changes: Mapping[str, bytes]
    """The files that would be written."""
    refused: tuple[Problem, ...]
    """Why it cannot be taken in as it stands."""

    @property
    def is_clean(self) -> bool:
        """Whether it can be written, and every brief be built after it."""
        return not self.refused and not any(one.problems or one.remaining for one in self.briefs)


def plan_update(request: Request, project: str | Path | None = None) -> Update:
    """What an update would do; nothing is written.

    Raises :class:`~briefing.core.problems.UnusableInput` where the file cannot be read, the data set or
    the source is not known, or nothing in the file is like the edition in use.
    """
    opened = open_project(project)
    config = written_out(opened, request.dataset)
    known = _edition_in_use(config, request)
    there = Workspace.of_file(request.file)
    file = there.read(request.file.name, Kind.DATA)
    one = fitted(request, there, known.figures, config.config.datasets[request.dataset])
    reading = one.keys
    fit = with_units_said(one.matched, known.figures, there, request.file.name, one.read_by)
    base, before = known.base, known.declared
    renamed, unclear = _members(fit, known)
    if left := tuple(unsettled(request, fit, unclear, lacks_period=one.lacks_period)):
        seen = tuple(of_columns(fit, known.figures, known.grid(config), reading))
        return Update(opened.workspace, request, str(base["source"]), seen, (), "", {}, left)
    wanted = declaration(fit, before, known.figures, reading, request.members, renamed)
    names = new_names(before, wanted, request.members)
    wanted = without_renames(wanted, names)
    for name, unit in request.units.items():
        block_at(wanted, "series", name)["unit"] = unit
    path = kept_at(request, file, config, str(before["path"]))
    block, older = difference(base, wanted), renamed_before(before, names)
    earlier = {key: renamed_before(one, names) for key, one in known.earlier.items()}
    request = with_source_said(request, config, file)
    changes = config_edits(config, request, base, block, path, older, earlier)
    changes |= briefs_with_names(config, request.dataset, names, changes)
    found = [
        *of_columns(fit, known.figures, known.grid(config), reading),
        *told(names, renamed),
        *of_statuses(carried_statuses(fit, before, wanted, known.figures)),
    ]
    return _tried(opened, request, known, {path: file.content, **changes}, path, found)


def apply_update(update: Update) -> None:
    """Write what was planned: the file, the config, the lock; all of it or nothing.

    Raises :class:`~briefing.core.problems.BriefingError` where it was refused or cannot be written.
    """
    if update.refused:
        raise UnusableInput(update.refused)
    write_all(update.workspace, update.changes)


def _members(fit: Matched, known: _InUse) -> tuple[Sequence[Renamed], Sequence[UnclearMember]]:
    """Members under another name, and those of which that stays unclear."""
    if fit.member is None or not fit.found:
        return (), ()
    return renamed_members(fit, known.figures, printed_members(known.figures, known.declared))


@dataclass(frozen=True, slots=True)
class _InUse:
    """The edition in use: its keys as written and unfolded, and what it holds."""

    name: str
    base: Mapping[str, object]
    declared: Mapping[str, object]
    dataset: Dataset
    figures: Mapping[str, Figures]
    earlier: Mapping[str, Mapping[str, object]]
    """The editions before it by their sources, unfolded."""

    def grid(self, project: Project) -> Grid | None:
        one = project.config.datasets[self.name]
        return read_grid(project.workspace, one, Place(one.path), ProblemLog())


def _edition_in_use(project: Project, request: Request) -> _InUse:
    name = request.dataset
    known = [one for one in project.config.datasets if "@" not in one]
    if name not in known:
        advice = suggest(name, known) or f"data sets: {', '.join(known)}"
        own = next((one for one in project.briefs.values() if name in one.own.datasets), None)
        if own is not None:
            place = own.places.of_key("datasets", name)
            message = f"'{name}' is a data set of its brief alone, with a file for each subject"
            advice = "put the new files in place and change 'source', 'path' and periods here"
            raise UnusableInput([Problem(place, message, advice, code="own-data-set")])
        raise UnusableInput(
            [Problem(None, f"there is no data set '{name}'", advice, code="unknown-data-set")]
        )
    one = project.config.datasets[name]
    sources = {project.config.datasets[n].source for n in editions_of(project.config, name)}
    if request.source in sources:
        message = f"'{name}' has an edition of '{request.source}' already"
        raise UnusableInput(
            [Problem(None, message, "edit it in config/project.yaml", code="already-declared")]
        )
    for given in (request.columns, request.units, request.without):
        if unknown := [series for series in given if series not in one.series]:
            advice = suggest(unknown[0], one.series) or f"series: {', '.join(one.series)}"
            raise UnusableInput(
                [
                    Problem(
                        None,
                        f"'{name}' has no series '{unknown[0]}'",
                        advice,
                        code="unknown-series",
                    )
                ]
            )
    log = ProblemLog()
    text = project.workspace.read(_CONFIG, Kind.CONFIG).content
    read = read_yaml(text, _CONFIG, log)
    dataset = read_dataset(project.workspace, name, one, project.places, log)
    if read is None or dataset is None:
        log.raise_if_any()
        message = f"'{name}' holds nothing to compare a new edition with"
        raise UnusableInput([Problem(None, message, code="nothing-to-compare")])
    raw = block_at(read[0], "datasets", name)
    base = {key: value for key, value in raw.items() if key != "editions"}
    every = block_at(unfolded(*read, log)[0], "datasets")
    earlier = {
        key.removeprefix(f"{name}{AT}"): block_at(every, key)
        for key in every
        if key.startswith(f"{name}{AT}")
    }
    figures = figures_of(dataset, one)
    return _InUse(name, base, block_at(every, name), dataset, figures, earlier)


def _tried(
    project: Project,
    request: Request,
    known: _InUse,
    changes: Mapping[str, bytes],
    path: str,
    found: Sequence[Finding],
) -> Update:
    """The update, after every brief was tried with it."""
    name, workspace = request.dataset, project.workspace
    files = [*project.config.brand.files().values()]
    files += [path for one in project.config.datasets.values() for path in one.files]
    files += [path for one in project.briefs.values() for path in _files_of(project, one)]
    with staged(workspace, files, changes) as copy:
        log = ProblemLog()
        after = load_project(copy, log)
        log.raise_if_any()
        assert after is not None
        new = read_dataset(copy, name, after.config.datasets[name], after.places, log)
        every = list(found)
        if new is not None:
            every += of_values(_as_now(copy, after, known, name), new)
            every += of_cells(log)
        refused = tuple(unread(request, every, log if new is None else ProblemLog()))
        touched = [one for one, brief in project.briefs.items() if name in _sets_of(project, brief)]
        briefs = tuple(_changes(project, copy, after, touched)) if new else ()
        locked: dict[str, bytes] = {}
        if new is not None:
            write_lock(copy)
            locked = {LOCK: copy.read(LOCK, Kind.LOCK).content}
    written = {one: text for one, text in changes.items() if one != path or not workspace.has(one)}
    edits = [one for one in changes if one != path]
    shown = "".join(_diff(workspace, one, changes[one]) for one in edits)
    old = project.config.datasets[name].source
    return Update(
        workspace, request, old, tuple(every), briefs, shown, {**written, **locked}, refused
    )


def _sets_of(project: Project, brief: LoadedBrief) -> set[str]:
    """The data sets of the project that a brief reads, for its own figures or for those of all subjects."""
    others = project.others.beside(brief).values() if compared(brief.config) else ()
    return {
        one for each in (brief, *others) for one in datasets_used(project.of(each), each.config)
    }


def _files_of(project: Project, brief: LoadedBrief) -> list[str]:
    """The files that tell a brief's subject, and those of data sets of its own."""
    portfolio = project.portfolios.get(brief.name.rpartition("/")[0])
    own = [path for one in brief.own.datasets.values() for path in one.files]
    return [*project.subjects_from(brief), *(portfolio.files if portfolio else ()), *own]


def _changes(
    project: Project, copy: Workspace, after: Project, touched: Sequence[str]
) -> Iterator[BriefChange]:
    """What becomes of each brief that is touched, and of subjects that are gone or new."""
    gone = [one for one in project.briefs if "/" in one and one not in after.briefs]
    for name in project.briefs:
        if name in gone:
            why = after.portfolios[name.rpartition("/")[0]].skipped.get(name) if after else ""
            note = f"no longer made: {why or 'its subject is gone'}"
            yield BriefChange(name, (), note=note, is_made=False)
        elif name in touched:
            yield _brief_change(project.workspace, copy, name)
    for name in after.briefs:
        if name not in project.briefs:
            found = _checked(copy, name)
            problems = () if isinstance(found, Brief | str) else found
            yield BriefChange(name, (), problems, note="new: its subject is new")


def _as_now(copy: Workspace, after: Project, known: _InUse, name: str) -> Dataset:
    """The edition before with the names that its members have now."""
    config = after.config.datasets.get(f"{name}@{known.declared['source']}")
    if config is None:
        return known.dataset
    return read_dataset(copy, name, config, after.places, ProblemLog()) or known.dataset


def _brief_change(workspace: Workspace, copy: Workspace, brief: str) -> BriefChange:
    before = _checked(workspace, brief)
    after = _checked(copy, brief)
    if isinstance(after, str):
        return BriefChange(brief, (), note=f"no longer made: {after}", is_made=False)
    if isinstance(after, Brief):
        is_mended = not isinstance(before, Brief)
        ledger = before.ledger if isinstance(before, Brief) else _last_built(workspace, brief)
        found = differences(ledger, after.ledger) if ledger else ()
        return BriefChange(brief, tuple(found), is_mended=is_mended, warnings=after.warnings)
    known = () if isinstance(before, Brief | str) else {one.identity for one in before}
    return BriefChange(
        brief,
        (),
        tuple(one for one in after if one.identity not in known),
        tuple(one for one in after if one.identity in known),
    )


def _last_built(workspace: Workspace, brief: str) -> Ledger | None:
    """The ledger of the last build, where there is one."""
    path = f"output/{brief}.facts.json"
    try:
        return (
            read_evidence(workspace.root / path, pages=False).ledger
            if workspace.has(path)
            else None
        )
    except BriefingError:
        return None


def _checked(workspace: Workspace, brief: str) -> Brief | str | tuple[Problem, ...]:
    """The brief as it would be built, or why it cannot be, or the reason for which it is skipped."""
    skipped: list[str] = []
    try:
        found = check_all(
            [brief], project=workspace.root, skip=lambda _name, reason: skipped.append(reason)
        )
        return found[0] if found else skipped[0]
    except BriefingError as error:
        return tuple(one for one in error.problems if one.severity is not Severity.WARNING)


def _diff(workspace: Workspace, path: str, content: bytes) -> str:
    old, new = (
        one.decode("utf-8-sig").splitlines(keepends=True)
        for one in (workspace.read(path, Kind.CONFIG).content, content)
    )
    return "".join(difflib.unified_diff(old, new, path, path, n=1))


__all__ = ["BriefChange", "Request", "Update", "apply_update", "plan_update"]
