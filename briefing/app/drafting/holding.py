"""A draft tried on its data: what does not hold is said more weakly or left out, until all holds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.app.build.figures import Reader
from briefing.app.build.preparation import prepare
from briefing.app.drafting.brief_yaml import brief_yaml
from briefing.app.drafting.draft import Draft
from briefing.app.one_line_sets import load_project
from briefing.core.problems import Place, Problem, ProblemLog, Severity
from briefing.core.series import Dataset, Panel, Series
from briefing.core.workspace import Workspace
from briefing.data.reading import read_datasets
from briefing.project.brief_schema import HighlightsConfig
from briefing.project.declared import Places
from briefing.project.project_schema import ProjectConfig

_MOST_TRIALS = 12


@dataclass(frozen=True, slots=True)
class Tried:
    """A draft, and what is still to be said against it."""

    draft: Draft
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class ReadOnce:
    """Data sets that were read, for all trials of a draft on them."""

    datasets: Sequence[Dataset]
    locale: str
    log: ProblemLog
    """What was told of them."""

    def __call__(
        self,
        workspace: Workspace,
        project: ProjectConfig,
        places: Places,
        names: Collection[str],
        log: ProblemLog,
    ) -> Mapping[str, Dataset]:
        """These, where a brief reads no other; with what was told of them."""
        known = {one.id: one for one in self.datasets}
        if not set(names) <= known.keys():
            return read_datasets(workspace, project, places, names, log)
        log.take(self.log)
        return {name: known[name] for name in names}

    def only(self, kept: Collection[str]) -> ReadOnce:
        """With these measures alone, by reference, and what was told of them or of a file."""
        every = {one.id: one for data in self.datasets for one in data.measures.values()}
        left = every.keys() - set(kept)
        cells = {
            Place.of(fact.spot)
            for name in left
            for row in _rows(every[name])
            for fact in row.facts.values()
            if fact.spot is not None
        }
        datasets = [
            replace(
                data, measures={key: one for key, one in data.measures.items() if one.id in kept}
            )
            for data in self.datasets
        ]
        return replace(
            self,
            datasets=datasets,
            log=ProblemLog(
                one for one in self.log.problems if not _is_of(one, left) and one.place not in cells
            ),
        )


def _rows(measure: Series | Panel) -> Sequence[Series]:
    return (measure,) if isinstance(measure, Series) else measure.every


def _is_of(problem: Problem, measures: Collection[str]) -> bool:
    """Whether a problem is about some of these measures and nothing else."""
    if problem.about:
        return all(one.series in measures for one in problem.about)
    match problem.place.keys if problem.place else ():
        case ("datasets", str(name), "series", str(series), *_):
            return f"{name}.{series}" in measures
    return False


def held_to_data(
    draft: Draft,
    name: str,
    put: Callable[[str, bytes], Workspace],
    reader: Reader = read_datasets,
) -> Tried:
    """The draft as far as its data bear it out.

    ``put`` writes a file of the project that is tried, and returns the door to it as it is then.
    """
    problems: tuple[Problem, ...] = ()
    for _ in range(_MOST_TRIALS):
        problems = _against(draft, name, put, reader)
        weaker = _weakened(draft, f"config/{name}.yaml", problems)
        if weaker is None:
            return Tried(draft, problems)
        draft = weaker.tidied()
    return Tried(draft, problems)


def _against(
    draft: Draft, name: str, put: Callable[[str, bytes], Workspace], reader: Reader
) -> tuple[Problem, ...]:
    """All that a check finds: errors, findings and warnings. Highlights are not looked for."""
    workspace = put(f"config/{name}.yaml", brief_yaml(draft).encode())
    log = ProblemLog()
    project = load_project(workspace, log, only=[name])
    if project and name in project.briefs:
        brief = project.briefs[name]
        config = brief.config.model_copy(update={"highlights": HighlightsConfig(show=0)})
        prepare(project, replace(brief, config=config), log, reader)
    return tuple(log)


def _weakened(draft: Draft, file: str, problems: tuple[Problem, ...]) -> Draft | None:
    """Without the parts that a problem stands at, the last lines first; ``None`` where none does.

    Errors come before warnings: what cannot be computed may be why words stand alone.
    """
    mine = [one for one in problems if one.place and one.place.file == file and one.place.keys]
    worst = next((level for level in Severity if any(one.severity is level for one in mine)), None)
    if worst is None:
        return None
    keys = {one.place.keys for one in mine if one.severity is worst and one.place}
    found, has_changed = draft, False
    for where in sorted(keys, key=lambda one: tuple(map(_sortable, one)), reverse=True):
        changed = found.without(where)
        if changed is not None:
            found, has_changed = changed, True
    return found if has_changed else None


def _sortable(key: str | int) -> tuple[int, str]:
    return (key, "") if isinstance(key, int) else (-1, key)
