"""Makes the briefs that are not as their inputs are, and puts their files in place with a record."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from briefing.app.build.build_record import FOLDER, BuildRecord, home_of, load_record, save_record
from briefing.app.build.drawings import DrawingStore
from briefing.app.build.figures import Skipped
from briefing.app.build.fingerprint import program, template_files
from briefing.app.build.freshness import ASKED, Freshness
from briefing.app.build.left_overs import drop_leftovers
from briefing.app.build.narrowing import declared_parts, shared_of
from briefing.app.build.outcome import Failure, LeftOut, Outcome, Say, Show
from briefing.app.build.pipeline import Made, make_each, template_folders
from briefing.app.build.portfolio_index import write_index
from briefing.app.build.summary import summary_of
from briefing.app.one_line_sets import load_project
from briefing.app.portfolio.names import brief_names, names_of
from briefing.app.portfolio.workers import CAN_FORK, Lost, Workers, cores
from briefing.core.files import Outputs, write_outputs
from briefing.core.own_folder import OwnFolder
from briefing.core.problems import BriefingError, Problem, ProblemLog
from briefing.core.workspace import ABSENT, Kind, Workspace
from briefing.project.compared_figures import compared
from briefing.project.loading import Project
from briefing.project.locating import SHARED
from briefing.project.references import check_references
from briefing.writers.pdf.pdf import makers

_ENOUGH = 4
"""Fewer briefs are built one after another where nobody says how many at once."""
Result = Outcome | LeftOut | Failure
Tick = Callable[[Result], None]
"""Told what became of a brief."""


class Bench:
    """Builds the stale briefs of a project, whose config is read once for all of them."""

    def __init__(
        self,
        workspace: Workspace,
        outputs: Workspace,
        stale: Sequence[Freshness],
        also: tuple[str, ...],
        say: Say,
        show: Show,
        *,
        anew: bool = False,
    ) -> None:
        self.workspace, self.outputs, self.also = workspace, outputs, also
        self.stale = stale
        self.anew = anew
        self.say, self.show = say, show
        self._log = ProblemLog()
        self._project = load_project(workspace, self._log, only=[one.brief for one in stale])

    def build_each(self, jobs: int | None, memory: int | None, tick: Tick) -> Iterator[Result]:
        """Build all that is stale, up to ``jobs`` at once; what becomes of them, in their order.

        Without a number there are as many as cores, where there is enough to build.
        Side by side as one after another the same files are made and the same is said in the
        same order. ``tick`` is told of each as soon as it is done.
        """
        if jobs is None:
            jobs = cores() if len(self.stale) >= _ENOUGH else 1
        if min(jobs, len(self.stale)) > 1 and CAN_FORK:
            yield from self._side_by_side(jobs, memory, tick)
            return
        for one in self.stale:
            result = self.build(one)
            tick(result)
            yield result

    def _side_by_side(self, jobs: int, memory: int | None, tick: Tick) -> Iterator[Result]:
        makers()  # loads the library for pages, so that no worker has to
        say = self.say

        def work(number: int) -> tuple[Result, list[str]]:
            said = list[str]()
            self.say = said.append
            return self.build(self.stale[number]), said

        def told(number: int, result: tuple[Result, list[str]] | Lost) -> None:
            tick(self._lost(number, result) if isinstance(result, Lost) else result[0])

        order = sorted(range(len(self.stale)), key=self._cost, reverse=True)
        workers = Workers(work, min(jobs, len(self.stale)), memory, told)
        for number, result in enumerate(workers.results(order)):
            if isinstance(result, Lost):
                yield self._lost(number, result)
                continue
            for words in result[1]:
                say(words)
            yield result[0]

    def _cost(self, number: int) -> int:
        """How long a brief may take: by the facts of its last build; one that was never built, first."""
        record = self.stale[number].record
        return record.told["facts"] if record else sys.maxsize

    def _lost(self, number: int, lost: Lost) -> Failure:
        name = self.stale[number].brief
        message = f"{name}: the process that built it ended: {lost.how}"
        advice = "give it more memory (--memory), or build fewer at once (--jobs)"
        return Failure(name, (Problem(None, message, advice, code="worker-lost"),))

    def build(self, found: Freshness) -> Result:
        """Build one brief and put its files in place, or tell what is wrong with it."""
        name, project = found.brief, self._project
        if project is not None and name in project.refused:
            return Failure(name, project.refused[name])
        of_others = {one for each in (project.refused if project else {}).values() for one in each}
        log = ProblemLog(
            [one for one in self._log if one not in of_others and _concerns(one, name)]
        )
        try:
            log.raise_if_any()
            return self._build(found, log)
        except BriefingError as error:
            return Failure(found.brief, error.problems)
        except Skipped as why:
            self._remove_outputs(found)
            return LeftOut(found.brief, str(why))

    def write_indexes(self, left_out: Mapping[str, str], also: Collection[str] = ()) -> None:
        """Write the index of each portfolio of which a brief was to be built, and of others by name."""
        built = {one.brief.partition("/")[0] for one in self.stale if "/" in one.brief}
        if not {*built, *also} or self._project is None:
            return
        self.outputs.forget()  # records were just written
        names = names_of(self.workspace, ProblemLog(), many=True)
        for portfolio in sorted({*built, *also}):
            folders = template_folders(self._project)
            write_index(self._project, self.outputs, portfolio, names, left_out, folders)

    def forget_old_drawings(self) -> None:
        """Delete the kept drawings that no brief of the project shows any more."""
        self.outputs.forget()  # they were just written
        records = [load_record(self.outputs, name) for name in brief_names(self.workspace)]
        keys = (key for record in records if record for key in record.drawings)
        DrawingStore(self.outputs, program(self.workspace)).forget_all_but(keys)

    def _remove_outputs(self, found: Freshness) -> None:
        """Delete what an earlier build left of a brief that is no longer made."""
        if found.record is not None:
            outputs, own = home_of(self.outputs, found.brief)
            drop_leftovers(outputs, own, replace(found.record, wrote={}), found.record)
            OwnFolder(outputs.root, (FOLDER,)).remove(f"{own}.json")

    def _build(self, found: Freshness, log: ProblemLog) -> Outcome:
        project, name = self._project, found.brief
        assert project is not None
        own = {name: project.briefs[name]} if name in project.briefs else {}
        project = project.of(own[name]) if own else replace(project, briefs={})
        check_references(project, log)
        log.raise_if_any()
        drawings = DrawingStore(self.outputs, program(self.workspace), anew=self.anew)
        hash_of = self.workspace.sha256
        design = own[name].config.design if own else ""
        templates = {path: hash_of(path) for path in template_files(self.workspace, design)}
        brand = {path: hash_of(path) for path in project.config.brand.files().values()}
        formats = tuple(sorted({*self.also, *(found.record.formats if found.record else ())}))
        made = next(make_each(project, [name], log, self.say, formats, drawings, self.show), None)
        log.raise_if_any()
        assert made is not None
        record = _record(project, made, templates, brand, formats, drawings)
        return _written(self.outputs, found, made, record, drawings)


def _concerns(problem: Problem, brief: str) -> bool:
    """Whether a problem of a project's config keeps a brief from being built."""
    file = problem.place.file if problem.place else ""
    own = {
        f"config/{brief}{ending}" for ending in (".yaml", ".yml", ".status.yaml", ".review.yaml")
    }
    return file in own or file == f"config/{SHARED}" or not file.startswith("config/")


def _written(
    outputs: Workspace, found: Freshness, made: Made, record: BuildRecord, drawings: DrawingStore
) -> Outcome:
    """Put the files of a brief in place, with its record before and after."""
    top, brief, before = outputs.root, found.brief, found.record
    outputs, name = home_of(outputs, brief)
    folder = outputs.root
    edited = [*(path.name for path in found.edited), *_unlike(outputs, found, made, name)]
    aside = [OwnFolder(folder).put_aside(one) for one in edited]
    kept = [f"what was edited is kept as {other}" for other in aside if other]
    announced = replace(record, complete=False, replacing=before.known if before else {})
    files = write_outputs(
        Outputs(name, made.contents), folder, lambda: save_record(top, brief, announced)
    )
    save_record(top, brief, record)
    drop_leftovers(outputs, name, record, before)
    return Outcome(brief, True, (*found.reasons, *kept), files, record.told, tuple(drawings.drawn))


def _unlike(outputs: Workspace, found: Freshness, made: Made, own: str) -> list[str]:
    """Outputs that a record calls up to date and that their inputs do not make: both were edited."""
    if found.reasons != (ASKED,):
        return []
    now = {f"{own}.{ending}": content for ending, content in made.contents.items()}
    return [
        name
        for name, content in now.items()
        if outputs.sha256(name, Kind.OUTPUT) not in {ABSENT, hashlib.sha256(content).hexdigest()}
    ]


def _record(
    project: Project,
    made: Made,
    templates: Mapping[str, str],
    brand: Mapping[str, str],
    formats: tuple[str, ...],
    drawings: DrawingStore,
) -> BuildRecord:
    brief = project.briefs[made.brief.id]
    beside = {path: digest or ABSENT for path, digest in brief.beside.items()}
    data = {one.path: one.sha256 for read in made.datasets.values() for one in read.files}
    sources = tuple(note.id for note in made.brief.document.sources)
    many = shared_of(project, brief)
    return BuildRecord(
        program=program(project.workspace),
        epoch=project.workspace.environment("SOURCE_DATE_EPOCH"),
        formats=formats,
        design=made.brief.document.design,
        files={**({} if many else {brief.path: brief.sha256}), **beside, **brand},
        templates=templates,
        shared={f"config/{SHARED}": project.sha256, **many, **data},
        seen={},
        declared=declared_parts(project, brief, made.datasets, sources),
        sources=sources,
        datasets={name: read.digest for name, read in made.datasets.items()},
        wrote={
            ending: hashlib.sha256(content).hexdigest() for ending, content in made.contents.items()
        },
        drawings=tuple(drawings.used),
        told=summary_of(made.brief),
        among=tuple(project.others.beside(brief)) if compared(brief.config) else (),
    )
