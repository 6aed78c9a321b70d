"""Data sets that many briefs of a project share, read once for all of them.

A brief is read after another, and a portfolio looks at the same files for each of its subjects: what was read
of ``config/project.yaml`` stays, for as long as the next few readings want it too.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from briefing.core.problems import Problem, ProblemLog
from briefing.core.series import Dataset
from briefing.core.workspace import Workspace
from briefing.data.reading import read_datasets
from briefing.project.declared import Places
from briefing.project.locating import SHARED
from briefing.project.project_schema import ProjectConfig

_UNUSED = 8
"""After how many readings that did not want a data set it is forgotten."""
_SHARED = f"config/{SHARED}"


@dataclass(slots=True)
class _Read:
    made_of: tuple[object, ...]
    dataset: Dataset | None
    told: tuple[Problem, ...]
    wanted: int


@dataclass(slots=True)
class _Kept:
    readings: int = 0
    sets: dict[str, _Read] = field(default_factory=dict)


_KEPT: WeakKeyDictionary[Workspace, _Kept] = WeakKeyDictionary()
"""For as long as the door to the files that were read is in use."""


def read_once(
    workspace: Workspace,
    project: ProjectConfig,
    places: Places,
    names: Collection[str],
    log: ProblemLog,
) -> dict[str, Dataset]:
    """The named data sets as :func:`briefing.data.reading.read_datasets` reads them, the same problems told.

    A data set of ``config/project.yaml`` is read anew only where its declaration, its source or its file is
    another than when it was read last.
    """
    kept = _KEPT.setdefault(workspace, _Kept())
    kept.readings += 1
    found: dict[str, Dataset] = {}
    for name in project.datasets:
        if name in names:
            read = _read(workspace, project, places, name, kept)
            log.take(ProblemLog(read.told))
            if read.dataset is not None:
                found[name] = read.dataset
    for name in [name for name, one in kept.sets.items() if kept.readings - one.wanted > _UNUSED]:
        del kept.sets[name]
    return found


def _read(
    workspace: Workspace, project: ProjectConfig, places: Places, name: str, kept: _Kept
) -> _Read:
    config = project.datasets[name]
    source = project.sources.get(config.source)
    made_of = (
        config,
        source and source.published,
        places.of("datasets", name),
        workspace.sha256(config.path),
        config.described_by and workspace.sha256(config.described_by),
    )
    known = kept.sets.get(name)
    if known is not None and known.made_of == made_of:
        known.wanted = kept.readings
        return known
    ours = ProblemLog()
    dataset = read_datasets(workspace, project, places, {name}, ours).get(name)
    read = _Read(made_of, dataset, ours.problems, kept.readings)
    if places.of("datasets", name).file == _SHARED:
        kept.sets[name] = read
    return read
