"""The YAML files of a project to typed configs, with every problem told at once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefing.config.base import Places
from briefing.config.brief import BriefConfig
from briefing.config.project import ProjectConfig
from briefing.config.validation import Config, validated
from briefing.config.yaml import read_yaml
from briefing.errors import Place, ProblemLog

SHARED = "project.yaml"


@dataclass(frozen=True, slots=True)
class LoadedBrief:
    """One brief's config with its places."""

    name: str
    path: str
    """Path within the project."""
    config: BriefConfig
    places: Places
    sha256: str


@dataclass(frozen=True, slots=True)
class Project:
    """A folder that a user keeps, with its config read."""

    root: Path
    config: ProjectConfig
    places: Places
    sha256: str
    briefs: Mapping[str, LoadedBrief]


def find_project(start: Path, log: ProblemLog) -> Path | None:
    """The nearest folder at or above ``start`` that holds ``config/project.yaml``."""
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / "config" / SHARED).is_file():
            return folder
    log.add(
        Place(str(start)),
        "there is no project here: no config/project.yaml in this folder or above",
        "go to the project's folder or name it with --project",
    )
    return None


def load_project(root: Path, log: ProblemLog, only: Iterable[str] | None = None) -> Project | None:
    """Read ``config/project.yaml`` and the briefs beside it (those named ``only``, or all).

    Returns ``None`` where the shared part cannot be used; a brief that cannot be used is left
    out. Either way the log tells why.
    """
    shared = _load(root, f"config/{SHARED}", ProjectConfig, log)
    wanted = {Path(name).stem if name.endswith((".yaml", ".yml")) else name for name in only or ()}
    briefs = {}
    for path in sorted((root / "config").glob("*.y*ml")):
        if path.name == SHARED or (wanted and path.stem not in wanted):
            continue
        relative = f"config/{path.name}"
        if found := _load(root, relative, BriefConfig, log):
            config, places, digest = found
            briefs[path.stem] = LoadedBrief(path.stem, relative, config, places, digest)
    if shared is None:
        return None
    return Project(root, *shared, briefs)


def _load(
    root: Path, relative: str, model: type[Config], log: ProblemLog
) -> tuple[Config, Places, str] | None:
    try:
        content = (root / relative).read_bytes()
    except OSError as error:
        log.add(Place(relative), f"cannot be read: {error.strerror}")
        return None
    read = read_yaml(content, relative, log)
    if read is None:
        return None
    raw, places = read
    config = validated(model, raw, places, log)
    if config is None:
        return None
    return config, places, hashlib.sha256(content).hexdigest()
