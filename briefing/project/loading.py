"""The YAML files of a project to typed configs, with every problem told at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefing.core.doing import Doing
from briefing.core.problems import Place, Problem, ProblemLog, Severity, suggest
from briefing.core.work import Work
from briefing.core.workspace import Kind, NotRead, Workspace
from briefing.project.advice_records import AdviceRecord, LifecycleConfig
from briefing.project.bibliography import read_works
from briefing.project.brief_schema import BriefConfig
from briefing.project.declared import Places
from briefing.project.editions import unfolded, with_paths
from briefing.project.locating import SHARED, brief_files, find_project, is_meant
from briefing.project.own_data import Complete, OwnData, read_own_data
from briefing.project.portfolio import Portfolio, Written, of_subject, read_portfolio
from briefing.project.portfolio_schema import SkipConfig
from briefing.project.project_schema import ProjectConfig
from briefing.project.review_records import ReviewConfig
from briefing.project.subject import Subject
from briefing.project.subjects import Members
from briefing.project.validation import Config, validated
from briefing.project.yaml import read_yaml

Shared = tuple[ProjectConfig, Places, str]
"""``config/project.yaml``: its config, places, and the sha256 of its bytes."""


def _as_written(raw: object, places: Places, log: ProblemLog) -> tuple[object, Places]:
    del log
    return raw, places


def no_members(
    measure: str, rule: str, period: object, place: Place, log: ProblemLog
) -> tuple[Subject, ...]:
    """Of who reads no data: no subjects."""
    del measure, rule, period, place, log
    return ()


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
    library: Mapping[str, Work] = field(default_factory=dict)
    """The works that its texts may cite, by their keys."""
    own: OwnData = field(default_factory=OwnData)
    """Data sets that it declares for itself."""
    written: Written | None = None
    """Of a portfolio: the YAML that was made for its subject."""

    @property
    def file_name(self) -> str:
        """What the names of its files begin with, without the folder of a portfolio."""
        return f"{self.name.rpartition('/')[2]}{self.suffix}"

    @property
    def is_of_portfolio(self) -> bool:
        """Whether its file makes many briefs."""
        return self.written is not None

    @property
    def rules(self) -> tuple[SkipConfig, ...]:
        """Rules over its figures by which it is not made."""
        return self.written.rules if self.written else ()


@dataclass(frozen=True, eq=False)
class Others:
    """All briefs of the portfolios that compare their subjects, by their names."""

    briefs: Mapping[str, LoadedBrief] = field(default_factory=dict)

    def beside(self, brief: LoadedBrief) -> dict[str, LoadedBrief]:
        """The briefs of a brief's portfolio, itself too, by their own names and in their order."""
        portfolio, _, _ = brief.name.rpartition("/")
        return {
            name.rpartition("/")[2]: one
            for name, one in self.briefs.items()
            if portfolio and name.rpartition("/")[0] == portfolio
        }


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
    portfolios: Mapping[str, Portfolio] = field(default_factory=dict)
    """Files that make many briefs."""
    refused: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)
    """Briefs of portfolios that cannot be used as written, and why."""
    others: Others = field(default_factory=Others)
    """All briefs of portfolios that compare their subjects."""

    @property
    def root(self) -> Path:
        """The folder itself, for messages and for what is written."""
        return self.workspace.root

    def subjects_from(self, brief: LoadedBrief) -> dict[str, str]:
        """The files that tell the subjects of a brief's portfolio, beside its own, with their sha256."""
        found = self.portfolios.get(brief.name.rpartition("/")[0]) if brief.written else None
        if found is None:
            return {}
        dataset = self.config.datasets.get(found.dataset)
        is_compared = bool(self.others.beside(brief))
        paths = [
            found.table,
            dataset.path if dataset else "",
            *(found.files if is_compared else ()),
        ]
        return {path: self.workspace.sha256(path) for path in paths if path}

    def of(self, brief: LoadedBrief) -> Project:
        """The project as one brief sees it, with the data sets that it declares for itself."""
        return replace(
            self,
            config=brief.own.beside(self.config),
            places=brief.own.among(self.places),
            briefs={brief.name: brief},
            told=tuple(dict.fromkeys((*self.told, *brief.own.told))),
        )


def load_project(
    workspace: Workspace,
    log: ProblemLog,
    only: Iterable[str] | None = None,
    complete: Complete = _as_written,
    members: Members = no_members,
) -> Project | None:
    """Read ``config/project.yaml`` and the briefs beside it (those named ``only``, or all).

    ``complete`` gives the raw YAML with all keys of data sets that are declared in a line;
    ``members`` knows the members of a measure. Returns
    ``None`` where the shared part cannot be used; a brief that cannot be used is left
    out. Either way the log tells why.
    """
    shared = load_shared(workspace, log, complete)
    told = tuple(one for one in log.problems if one.severity is Severity.WARNING)
    briefs: dict[str, LoadedBrief] = {}
    portfolios: dict[str, Portfolio] = {}
    refused: dict[str, tuple[Problem, ...]] = {}
    others: dict[str, LoadedBrief] = {}
    wanted = [*(only or ())]
    for written, digest in _written(workspace, wanted, members, portfolios, log):
        ours = ProblemLog()
        brief = _brief(workspace, written, digest, shared and shared[0], complete, ours)
        if written.subject is not None:
            ours = of_subject(ours, written.own_name)
        if brief is not None and written.is_compared:
            others[written.name] = brief
        if wanted and not any(is_meant(written.name, one) for one in wanted):
            if brief is None:
                refused[written.name] = ours.problems
            continue
        if brief is not None:
            briefs[written.name] = brief
        elif written.subject is not None:
            refused[written.name] = ours.problems
        log.take(ours)
    if shared is None:
        return None
    return Project(workspace, *shared, briefs, told, portfolios, refused, Others(others))


def load_portfolio(
    workspace: Workspace, path: str, members: Members, log: ProblemLog
) -> Portfolio | None:
    """A file with ``for_each`` alone, its subjects found; no brief is validated."""
    read = _yaml_of(workspace, path, log)
    if read is None:
        return None
    raw, places, _ = read
    return read_portfolio(workspace, Path(path).stem, raw, places, members, log)


def _written(
    workspace: Workspace,
    only: Collection[str],
    members: Members,
    portfolios: dict[str, Portfolio],
    log: ProblemLog,
) -> Iterator[tuple[Written, str]]:
    """The YAML of each wanted brief, and of those that it is compared with, with the sha256 of its file."""
    for path in brief_files(workspace):
        name = Path(path).stem
        if only and not any(is_meant(name, one, is_part=True) for one in only):
            continue
        if (read := _yaml_of(workspace, path, log)) is None:
            continue
        raw, places, digest = read
        if "for_each" not in raw:
            yield Written(name, raw, places), digest
            continue
        portfolio = read_portfolio(workspace, name, raw, places, members, log)
        if portfolio is not None:
            portfolios[name] = portfolio
            for written in portfolio.briefs.values():
                if (
                    not only
                    or written.is_compared
                    or any(is_meant(written.name, one) for one in only)
                ):
                    yield written, digest


def _brief(
    workspace: Workspace,
    written: Written,
    digest: str,
    shared: ProjectConfig | None,
    complete: Complete,
    log: ProblemLog,
) -> LoadedBrief | None:
    """One brief of its YAML, with what stands beside it."""
    name, places = written.name, written.places
    raw = dict(written.raw)
    declared = raw.pop("datasets", None)
    own: OwnData | None = OwnData()
    if declared is not None and shared is not None:
        own = read_own_data(declared, places, shared, complete, log)
    config = validated(BriefConfig, raw, places, log)
    if config is None or own is None:
        return None
    records, status = _records(workspace, name, config, log)
    review, read = _beside(workspace, f"config/{name}.review.yaml", ReviewConfig, log)
    beside = {f"config/{name}.status.yaml": status, f"config/{name}.review.yaml": read}
    library: Mapping[str, Work] = {}
    if config.references:
        library, beside[config.references] = _library(workspace, config.references, places, log)
    beside.update(_outlines(workspace, config))
    if config.picture:
        path = config.picture.file
        beside[path] = workspace.sha256(path) if workspace.has(path) else ""
    return LoadedBrief(
        name,
        places.file,
        config,
        places,
        digest,
        records,
        review and review[0],
        beside,
        own=own,
        library=library,
        written=written if written.subject is not None else None,
    )


def load_shared(
    workspace: Workspace, log: ProblemLog, complete: Complete = _as_written
) -> Shared | None:
    """``config/project.yaml`` alone: its config, places, and the sha256 of its bytes."""

    def whole(raw: object, places: Places, log: ProblemLog) -> tuple[object, Places]:
        return complete(*unfolded(with_paths(raw), places, log), log)

    return _load(workspace, f"config/{SHARED}", ProjectConfig, log, whole)


def _beside(
    workspace: Workspace, path: str, model: type[Config], log: ProblemLog
) -> tuple[tuple[Config, Places] | None, str]:
    """A file of ``config/`` that a brief may have beside its own, and its sha256; empty without one."""
    if Path(path).name not in workspace.names(str(Path(path).parent)):
        return None, ""
    found = _load(workspace, path, model, log)
    return (found[:2], found[2]) if found else (None, "")


def _library(
    workspace: Workspace, path: str, places: Places, log: ProblemLog
) -> tuple[Mapping[str, Work], str]:
    """The works of a file that a brief names, and its sha256; empty where it cannot be read."""
    try:
        file = workspace.read(path, Kind.CONFIG)
    except NotRead as error:
        error.tell(places.of("references"), log)
        return {}, ""
    return read_works(file, log), file.sha256


def _outlines(workspace: Workspace, config: BriefConfig) -> dict[str, str]:
    """The files of outlines that maps name, with their sha256; what cannot be read is told later."""
    named = (chart.call.parameters.get("shapes") for chart in config.charts.values())
    return {
        path: workspace.sha256(path) if workspace.has(path) else ""
        for path in named
        if isinstance(path, str) and path
    }


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


def _yaml_of(
    workspace: Workspace, path: str, log: ProblemLog
) -> tuple[dict[str, object], Places, str] | None:
    """The values of a YAML file, their places, and the sha256 of its bytes."""
    try:
        file = workspace.read(path, Kind.CONFIG)
    except NotRead as error:
        error.tell(Place(path), log)
        return None
    before = len(log)
    with Doing(path):
        read = read_yaml(file.content, path, log)
    if read is None or any(one.severity is not Severity.WARNING for one in log.problems[before:]):
        return None
    return {**read[0]}, read[1], file.sha256


def _load(
    workspace: Workspace,
    relative: str,
    model: type[Config],
    log: ProblemLog,
    unfold: Complete = _as_written,
) -> tuple[Config, Places, str] | None:
    if (found := _yaml_of(workspace, relative, log)) is None:
        return None
    before = len(log)
    raw, places = unfold(found[0], found[1], log)
    if any(one.severity is not Severity.WARNING for one in log.problems[before:]):
        return None
    config = validated(model, raw, places, log)
    return None if config is None else (config, places, found[2])


__all__ = [
    "LoadedBrief",
    "Project",
    "find_project",
    "load_portfolio",
    "load_project",
    "load_shared",
    "no_members",
]
