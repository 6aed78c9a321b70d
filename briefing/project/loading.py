"""The YAML files of a project to typed configs, with every problem told at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from briefing.core.problems import Place, Problem, ProblemLog, Severity, suggest
from briefing.core.workspace import Kind, NotRead, Workspace
from briefing.project.advice_records import AdviceRecord, LifecycleConfig
from briefing.project.brief_schema import BriefConfig
from briefing.project.declared import Places
from briefing.project.editions import unfolded, with_paths
from briefing.project.locating import SHARED, brief_files, find_project
from briefing.project.project_schema import ProjectConfig
from briefing.project.review_records import ReviewConfig
from briefing.project.validation import Config, validated
from briefing.project.yaml import read_yaml

Complete = Callable[[object, Places, ProblemLog], tuple[object, Places]]
"""The raw YAML of a project to the same with data sets of one line completed; what is open is told."""


def _as_written(raw: object, places: Places, log: ProblemLog) -> tuple[object, Places]:
    del log
    return raw, places


@dataclass(frozen=True, slots=True)
class LoadedBrief:
    """One brief's config with its places."""

    name: str
    path: str
    """Path within the project."""
    config: BriefConfig
    places: Places
    sha256: str
    records: Mapping[str, AdviceRecord] = field(default_factory=dict)
    """What became of its recommendations, by id."""
    review: ReviewConfig | None = None
    """How its passages were last read; none where nobody began to."""
    beside: Mapping[str, str] = field(default_factory=dict)
    """The files beside its own that it may have, by path, with their sha256; empty where it is not there."""
    suffix: str = ""
    """What follows the name in the names of its files: ``-as-of-2024-06-30``."""


@dataclass(frozen=True, slots=True)
class Project:
    """A folder that a user keeps, with its config read."""

    workspace: Workspace
    """The door to its files."""
    config: ProjectConfig
    places: Places
    sha256: str
    briefs: Mapping[str, LoadedBrief]
    told: tuple[Problem, ...] = ()
    """Warnings about its data sets, at the files that they are read from."""

    @property
    def root(self) -> Path:
        """The folder itself, for messages and for what is written."""
        return self.workspace.root


def load_project(
    workspace: Workspace,
    log: ProblemLog,
    only: Iterable[str] | None = None,
    complete: Complete = _as_written,
) -> Project | None:
    """Read ``config/project.yaml`` and the briefs beside it (those named ``only``, or all).

    ``complete`` gives the raw YAML with all keys of data sets that are declared in a line. Returns
    ``None`` where the shared part cannot be used; a brief that cannot be used is left
    out. Either way the log tells why.
    """
    shared = load_shared(workspace, log, complete)
    wanted = {Path(name).stem if name.endswith((".yaml", ".yml")) else name for name in only or ()}
    briefs = {}
    for path in brief_files(workspace):
        name = Path(path).stem
        if wanted and name not in wanted:
            continue
        if found := _load(workspace, path, BriefConfig, log):
            config, places, digest = found
            records, status = _records(workspace, name, config, log)
            review, read = _beside(workspace, f"config/{name}.review.yaml", ReviewConfig, log)
            beside = {f"config/{name}.status.yaml": status, f"config/{name}.review.yaml": read}
            briefs[name] = LoadedBrief(
                name, path, config, places, digest, records, review and review[0], beside
            )
    if shared is None:
        return None
    told = tuple(one for one in log.problems if one.severity is Severity.WARNING)
    return Project(workspace, *shared, briefs, told)


def load_shared(
    workspace: Workspace, log: ProblemLog, complete: Complete = _as_written
) -> tuple[ProjectConfig, Places, str] | None:
    """``config/project.yaml`` alone: its config, places, and the sha256 of its bytes."""

    def whole(raw: object, places: Places, log: ProblemLog) -> tuple[object, Places]:
        return complete(*unfolded(with_paths(raw), places, log), log)

    return _load(workspace, f"config/{SHARED}", ProjectConfig, log, whole)


def _beside(
    workspace: Workspace, path: str, model: type[Config], log: ProblemLog
) -> tuple[tuple[Config, Places] | None, str]:
    """A file of ``config/`` that a brief may have beside its own, and its sha256; empty without one."""
    if Path(path).name not in workspace.names("config"):
        return None, ""
    found = _load(workspace, path, model, log)
    return (found[:2], found[2]) if found else (None, "")


def _records(
    workspace: Workspace, name: str, brief: BriefConfig, log: ProblemLog
) -> tuple[Mapping[str, AdviceRecord], str]:
    """The records of a brief's recommendations, where there is a file of them."""
    found, digest = _beside(workspace, f"config/{name}.status.yaml", LifecycleConfig, log)
    if found is None:
        return {}, ""
    config, places = found
    ids = [one.id for one in brief.recommendations]
    for key in config.recommendations:
        if key not in ids:
            place = places.of_key("recommendations", key)
            log.add(
                place,
                f"the brief has no recommendation '{key}'",
                suggest(key, ids),
                code="unknown-recommendation",
            )
    return config.recommendations, digest


def _load(
    workspace: Workspace,
    relative: str,
    model: type[Config],
    log: ProblemLog,
    unfold: Complete = _as_written,
) -> tuple[Config, Places, str] | None:
    try:
        file = workspace.read(relative, Kind.CONFIG)
    except NotRead as error:
        error.tell(Place(relative), log)
        return None
    read = read_yaml(file.content, relative, log)
    if read is None:
        return None
    before = len(log)
    raw, places = unfold(*read, log)
    if any(one.severity is not Severity.WARNING for one in log.problems[before:]):
        return None
    config = validated(model, raw, places, log)
    if config is None:
        return None
    return config, places, file.sha256


__all__ = ["LoadedBrief", "Project", "find_project", "load_project", "load_shared"]
