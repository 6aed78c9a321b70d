"""A project as it is now to pins: every input file hashed, its tables described column by column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import zip_longest

from briefing.app.lock_file.pins import (
    FORM,
    Lock,
    PinnedColumn,
    PinnedFile,
    PinnedSet,
    PinnedTable,
    digest_of_cells,
)
from briefing.app.lock_file.recognised_reading import DESCRIBED_BY, reading_of
from briefing.app.one_line_sets import recognised_sets
from briefing.core.problems import ProblemLog
from briefing.core.workspace import Kind, NotRead, Workspace
from briefing.data.connectors.local_files import read_grid
from briefing.data.grid import Grid, tidy
from briefing.project.loading import Project
from briefing.project.project_schema import DatasetConfig, ProjectConfig

Reading = tuple[tuple[str, str], ...]
"""How a table is read, where that is not the usual way."""
Cells = Mapping[Reading, list[tuple[str, ...]]]
"""The cells of a file's tables, column by column."""
_WAYS = ("format", "encoding", "delimiter", "header", "rows", "split", "sheet", "records")


@dataclass(frozen=True, slots=True)
class Pinned:
    """The inputs as they are now, and the cells of those files that are not as they were known."""

    lock: Lock
    cells: Mapping[str, Cells]


def pin_inputs(
    project: Project,
    log: ProblemLog,
    *,
    known: Lock | None = None,
    trust: bool = False,
    only: AbstractSet[str] | None = None,
) -> Pinned:
    """Pin the files of all data sets, or of those named ``only``, and those of the brand.

    With ``trust`` a file whose hash is ``known`` is not parsed. What cannot be read goes to the
    log and is left out.
    """
    config, places, workspace = project.config, project.places, project.workspace
    seen = {name: reading_of(one) for name, one in recognised_sets(workspace).items()}
    files: dict[str, PinnedFile] = {}
    cells: dict[str, Cells] = {}
    for path, names in _by_file(config, only).items():
        before = known.files.get(path) if known else None
        declared = {name: config.datasets[name] for name in names}
        ways = {_reading(one): name for name, one in sorted(declared.items(), reverse=True)}
        sets = {
            name: _pinned_set(config, one, seen.get(name, {})) for name, one in declared.items()
        }
        is_known = trust and before and _readings(before) == sorted(ways)
        if is_known and before and workspace.sha256(path) == before.sha256:
            files[path] = before.model_copy(update={"datasets": sets})
            continue
        grids: dict[Reading, Grid] = {}
        for way, name in sorted(ways.items()):
            place = places.of("datasets", name, "path")
            if grid := read_grid(workspace, config.datasets[name], place, log):
                grids[way] = grid
        if len(grids) < len(ways):
            continue
        first = next(iter(grids.values()))
        columns = {way: _columns(grid) for way, grid in grids.items()}
        files[path] = PinnedFile(
            datasets=sets,
            sha256=first.sha256,
            size=first.size,
            tables=[_table(way, grid, columns[way]) for way, grid in grids.items()],
        )
        if before and before.sha256 != first.sha256:
            cells[path] = columns
    for path, pinned in (*_metadata(workspace, config), *_brand_files(project, log).items()):
        files.setdefault(path, pinned)
    return Pinned(Lock(briefing_lock=FORM, files=files), cells)


def _by_file(config: ProjectConfig, only: AbstractSet[str] | None) -> dict[str, list[str]]:
    """The files that are wanted, each with all data sets that are read from it."""
    found: dict[str, list[str]] = {}
    for name, one in config.datasets.items():
        found.setdefault(one.path, []).append(name)
    if only is None:
        return found
    return {path: names for path, names in found.items() if not only.isdisjoint(names)}


def _reading(config: DatasetConfig) -> Reading:
    usual = DatasetConfig.model_fields
    values = {name: getattr(config, name) for name in sorted(_WAYS)}
    return tuple((name, _shown(v)) for name, v in values.items() if v != usual[name].default)


def _shown(value: object) -> str:
    """What a key says, in few words; of two rows both."""
    return " to ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _readings(file: PinnedFile) -> list[Reading]:
    return sorted(tuple(sorted(table.reading.items())) for table in file.tables)


def _pinned_set(config: ProjectConfig, one: DatasetConfig, recognised: dict[str, str]) -> PinnedSet:
    source = config.sources.get(one.source)
    if source is None:  # told as an unknown source
        return PinnedSet(edition="", source=one.source)
    if recognised and one.described_by:
        recognised = {**recognised, DESCRIBED_BY: one.described_by}
    edition = f"{source.title}, {source.edition}" if source.edition else source.title
    return PinnedSet(
        edition=edition, published=source.published, recognised=recognised, source=one.source
    )


def _columns(grid: Grid) -> list[tuple[str, ...]]:
    """Headers and cells, a column each; rows that are too short are filled."""
    rows = (grid.headers, *(row.cells for row in grid.rows))
    return list(zip_longest(*rows, fillvalue=""))


def _table(way: Reading, grid: Grid, columns: list[tuple[str, ...]]) -> PinnedTable:
    pinned = [PinnedColumn(digest_of_cells(cells), tidy(head)) for head, *cells in columns]
    return PinnedTable(columns=pinned, reading=dict(way), rows=len(grid.rows))


def _metadata(workspace: Workspace, config: ProjectConfig) -> Iterator[tuple[str, PinnedFile]]:
    """The files that describe data, each with the data sets that they describe."""
    found: dict[str, dict[str, PinnedSet]] = {}
    for name, one in config.datasets.items():
        if one.described_by:
            found.setdefault(one.described_by, {})[name] = _pinned_set(config, one, {})
    for path, sets in found.items():
        file = workspace.read(path, Kind.DATA)
        yield path, PinnedFile(datasets=sets, sha256=file.sha256, size=file.size)


def _brand_files(project: Project, log: ProblemLog) -> dict[str, PinnedFile]:
    found = {}
    for keys, path in project.config.brand.files().items():
        try:
            file = project.workspace.read(path, Kind.FONT)
        except NotRead as error:
            error.tell(project.places.of("brand", *keys), log)
            continue
        found[path] = PinnedFile(sha256=file.sha256, size=file.size)
    return found
