"""The YAML files of a project to typed configs, with every problem told at once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefing.core.problems import Place, ProblemLog, suggest
from briefing.project.advice_records import AdviceRecord, LifecycleConfig
from briefing.project.brief_schema import BriefConfig
from briefing.project.declared import Places
from briefing.project.editions import unfolded
from briefing.project.locating import SHARED, brief_files, find_project
from briefing.project.project_schema import ProjectConfig
from briefing.project.validation import Config, validated
from briefing.project.yaml import read_yaml


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
    records_path: str = ""
    """The file of those records; empty where there is none."""
    records_sha256: str = ""
    suffix: str = ""
    """What follows the name in the names of its files: ``-as-of-2024-06-30``."""


@dataclass(frozen=True, slots=True)
class Project:
    """A folder that a user keeps, with its config read."""

    root: Path
    config: ProjectConfig
    places: Places
    sha256: str
    briefs: Mapping[str, LoadedBrief]


def load_project(root: Path, log: ProblemLog, only: Iterable[str] | None = None) -> Project | None:
    """Read ``config/project.yaml`` and the briefs beside it (those named ``only``, or all).

    Returns ``None`` where the shared part cannot be used; a brief that cannot be used is left
    out. Either way the log tells why.
    """
    shared = load_shared(root, log)
    wanted = {Path(name).stem if name.endswith((".yaml", ".yml")) else name for name in only or ()}
    briefs = {}
    for path in brief_files(root):
        if wanted and path.stem not in wanted:
            continue
        relative = f"config/{path.name}"
        if found := _load(root, relative, BriefConfig, log):
            config, places, digest = found
            records = _records(root, path.stem, config, log)
            briefs[path.stem] = LoadedBrief(path.stem, relative, config, places, digest, *records)
    if shared is None:
        return None
    return Project(root, *shared, briefs)


def load_shared(root: Path, log: ProblemLog) -> tuple[ProjectConfig, Places, str] | None:
    """``config/project.yaml`` alone: its config, places, and the sha256 of its bytes."""
    return _load(root, f"config/{SHARED}", ProjectConfig, log, unfolded)


def _records(
    root: Path, name: str, brief: BriefConfig, log: ProblemLog
) -> tuple[Mapping[str, AdviceRecord], str, str]:
    """The records of a brief's recommendations, where there is a file of them."""
    relative = f"config/{name}.status.yaml"
    if not (root / relative).is_file():
        return {}, "", ""
    found = _load(root, relative, LifecycleConfig, log)
    if found is None:
        return {}, "", ""
    config, places, digest = found
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
    return config.recommendations, relative, digest


def _as_written(raw: Any, places: Places, log: ProblemLog) -> tuple[Any, Places]:
    del log
    return raw, places


def _load(
    root: Path,
    relative: str,
    model: type[Config],
    log: ProblemLog,
    unfold: Callable[[Any, Places, ProblemLog], tuple[Any, Places]] = _as_written,
) -> tuple[Config, Places, str] | None:
    try:
        content = (root / relative).read_bytes()
    except OSError as error:
        log.add(Place(relative), f"cannot be read: {error.strerror}", code="unreadable-file")
        return None
    read = read_yaml(content, relative, log)
    if read is None:
        return None
    before = len(log)
    raw, places = unfold(*read, log)
    if len(log) > before:
        return None
    config = validated(model, raw, places, log)
    if config is None:
        return None
    return config, places, hashlib.sha256(content).hexdigest()


__all__ = ["LoadedBrief", "Project", "find_project", "load_project", "load_shared"]
