"""Data sets that one brief's file declares for itself, as ``config/project.yaml`` does for all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated

from pydantic import BeforeValidator, Field

from briefing.core.handed_table import name_of
from briefing.core.problems import Place, Problem, ProblemLog, Severity
from briefing.project.declared import Declared, Path, Places
from briefing.project.editions import unfolded, with_paths
from briefing.project.project_schema import DatasetConfig, ProjectConfig
from briefing.project.source_schema import Source
from briefing.project.validation import validated

Complete = Callable[[object, Places, ProblemLog], tuple[object, Places]]
"""The raw YAML of a project to the same with data sets of one line completed; what is open is told."""
DatasetField = Annotated[
    DatasetConfig,
    BeforeValidator(lambda block: block, json_schema_input_type=DatasetConfig | str),
]


class OwnSets(Declared):
    """What of a brief's file is as in ``config/project.yaml``."""

    datasets: dict[str, DatasetField] = {}
    """Data sets that this brief alone reads."""
    sources: dict[str, Source] = Field(default={}, exclude=True)


@dataclass(frozen=True, slots=True)
class OwnData:
    """Data sets of one brief, with their places and what was told of them."""

    datasets: Mapping[str, DatasetConfig] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    """What their files say of the sources that they name."""
    places: Places = field(default_factory=lambda: Places(""))
    told: tuple[Problem, ...] = ()

    def beside(self, shared: ProjectConfig) -> ProjectConfig:
        """The config of the project as this brief sees it."""
        if not self.datasets:
            return shared
        return shared.model_copy(
            update={
                "datasets": {**shared.datasets, **self.datasets},
                "sources": {**self.sources, **shared.sources},
            }
        )

    def among(self, shared: Places) -> Places:
        """The places of that config: each data set where it is declared."""
        if not self.datasets:
            return shared
        return replace(
            shared,
            keys=_Beside(shared.keys, self.places.keys, self.datasets),
            values=_Beside(shared.values, self.places.values, self.datasets),
            blocks=shared.blocks | self.places.blocks,
        )


def read_own_data(
    raw: object, places: Places, shared: ProjectConfig, complete: Complete, log: ProblemLog
) -> OwnData | None:
    """The data sets below ``datasets:`` of a brief's file; ``None`` where they cannot be used."""
    before = len(log)
    whole = {"datasets": raw, "sources": {}}
    for name in raw if isinstance(raw, dict) else ():
        if name in shared.datasets and not name_of(shared.datasets[name].path):
            log.add(
                places.of_key("datasets", name),
                f"'{name}' is a data set of the project",
                "give one of the two another name",
                code="name-taken",
            )
    found, places = complete(*unfolded(with_paths(whole), places, log), log)
    told = tuple(log.problems[before:])
    if any(one.severity is not Severity.WARNING for one in told):
        return None
    config = validated(OwnSets, found, places, log)
    return OwnData(config.datasets, config.sources, places, told) if config else None


class _Beside(Mapping[Path, Place]):
    """The places of a project's keys, those of some data sets in another file."""

    def __init__(
        self, shared: Mapping[Path, Place], own: Mapping[Path, Place], names: Mapping[str, object]
    ) -> None:
        self._shared, self._own, self._names = shared, own, names

    def __getitem__(self, path: Path) -> Place:
        is_own = len(path) > 1 and path[0] == "datasets" and path[1] in self._names
        return (self._own if is_own else self._shared)[path]

    def __iter__(self) -> Iterator[Path]:
        yield from self._shared
        yield from (path for path in self._own if path[:1] == ("datasets",))

    def __len__(self) -> int:
        return sum(1 for _ in self)
