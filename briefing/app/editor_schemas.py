"""The JSON Schemas for editors: those that all projects share, and those with a project's own names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.analysis.metrics.calculators import calculator_schemas
from briefing.app.build.page_folders import page_folders
from briefing.app.one_line_sets import load_shared
from briefing.brief.charts.kinds import chart_schemas
from briefing.core.files import replace_file
from briefing.core.problems import ProblemLog
from briefing.core.series import Panel
from briefing.core.workspace import Kind, NotRead, Workspace
from briefing.data.reading import read_datasets
from briefing.project.jsonschema import schema_text, schemas
from briefing.project.locating import SHARED, brief_files
from briefing.project.own_schema import OWN, OwnNames, own_schemas
from briefing.project.yaml import read_yaml
from briefing.writers.html.page_templates import designs_in
from briefing.writers.ledger.schema import ledger_schema

if TYPE_CHECKING:
    from briefing.core.series import Series
    from briefing.project.declared import Places
    from briefing.project.jsonschema import Schema
    from briefing.project.project_schema import ProjectConfig

FOLDER = "config/schema"
_MOST_BYTES = 5_000_000
"""Up to this size data are read for the members that they have."""


@cache
def all_schemas() -> Mapping[str, Schema]:
    """The schemas of ``project.yaml``, of briefs with every calculator and chart, of ledgers."""
    return schemas(calculator_schemas(), chart_schemas(), ledger_schema())


def first_schemas() -> dict[str, bytes]:
    """The schemas that the YAML of a new project names, by path, before any name of it is known."""
    shared = all_schemas()
    return {
        _path(f"{OWN}{name}"): schema_text(shared[name]).encode() for name in ("project", "brief")
    }


def renew_own_schemas(workspace: Workspace) -> list[Path]:
    """Write the schemas with the names of a project as it is now; returns the files that changed.

    Raises :class:`~briefing.core.problems.UnusableInput` where ``config/project.yaml`` cannot be used.
    """
    changed = []
    for name, schema in own_schemas(all_schemas(), names_of(workspace)).items():
        path, text = _path(name), schema_text(schema).encode()
        if workspace.has(path) and workspace.read(path, Kind.CONFIG).content == text:
            continue
        target = workspace.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        replace_file(target, text)
        changed.append(target)
    return changed


def wants_own_schemas(workspace: Workspace) -> bool:
    """Whether the first line of any file of the config names such a schema."""
    marks = tuple(Path(_path(f"{OWN}{name}")).name.encode() for name in ("project", "brief"))
    for path in (f"config/{SHARED}", *brief_files(workspace)):
        try:
            first, _, _ = workspace.read(path, Kind.CONFIG).content.partition(b"\n")
        except NotRead:
            continue
        if first.startswith(b"#") and any(mark in first for mark in marks):
            return True
    return False


def state_of_config(workspace: Workspace) -> tuple[str, ...]:
    """The hashes of the config: what names there are changes with it."""
    paths = (f"config/{SHARED}", *brief_files(workspace))
    return tuple(workspace.sha256(path, Kind.CONFIG) for path in paths)


def names_of(workspace: Workspace) -> OwnNames:
    """What a project declares, by name; of briefs also those that cannot be used as written yet."""
    log = ProblemLog()
    shared = load_shared(workspace, log)
    if shared is None:
        log.raise_if_any()
        return OwnNames()
    config, places, _ = shared
    blocks = list(_brief_blocks(workspace))
    series: list[str] = []
    panels: dict[str, tuple[str, ...] | None] = {}
    for name, dataset in config.datasets.items():
        if "@" in name:
            continue
        read = _members(workspace, config, places, name)
        for key in dataset.series:
            reference = f"{name}.{key}"
            if read is None:
                series.append(reference)
                panels[reference] = None
            elif read[key] is None:
                series.append(reference)
            else:
                panels[reference] = read[key]
    return OwnNames(
        tuple(config.sources),
        tuple(series),
        panels,
        _keys(blocks, "datasets"),
        (*_keys(blocks, "metrics"), *_keys(blocks, "stated")),
        _keys(blocks, "charts"),
        _keys(blocks, "tables"),
        tuple(designs_in(page_folders(workspace))),
        any("for_each" in block for block in blocks),
    )


def _path(name: str) -> str:
    return f"{FOLDER}/{name}.schema.json"


def _brief_blocks(workspace: Workspace) -> Iterable[Mapping[str, object]]:
    for path in brief_files(workspace):
        try:
            read = read_yaml(workspace.read(path, Kind.CONFIG).content, path, ProblemLog())
        except NotRead:
            continue
        if read and isinstance(read[0], dict):
            yield read[0]


def _keys(blocks: Iterable[Mapping[str, object]], key: str) -> tuple[str, ...]:
    """The names below a key of all briefs, as far as it is a block."""
    found = (block.get(key) for block in blocks)
    return tuple(str(name) for one in found if isinstance(one, dict) for name in one)


def _members(
    workspace: Workspace, config: ProjectConfig, places: Places, name: str
) -> Mapping[str, tuple[str, ...] | None] | None:
    """The members of each series of a data set; ``None`` where its data cannot be read, or are large."""
    dataset = config.datasets[name]
    if dataset.dimension is None:
        return dict.fromkeys(dataset.series)
    try:
        if workspace.read(dataset.path, Kind.DATA).size > _MOST_BYTES:
            return None
    except NotRead:
        return None
    read = read_datasets(workspace, config, places, {name}, ProblemLog())
    measures = read[name].measures if name in read else {}
    if any(key not in measures for key in dataset.series):
        return None
    return {key: _names_in(measures[key]) for key in dataset.series}


def _names_in(measure: Series | Panel) -> tuple[str, ...] | None:
    if not isinstance(measure, Panel):
        return None
    total = (str(measure.total.member),) if measure.total is not None else ()
    return (*measure.members, *measure.groups, *total)
