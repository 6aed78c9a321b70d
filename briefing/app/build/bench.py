"""Makes the briefs that are not as their inputs are, and puts their files in place with a record."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from briefing.app.build.build_record import FOLDER, home_of, load_record, save_record
from briefing.app.build.drawings import DrawingStore
from briefing.app.build.drawn_aside import DrawnAside
from briefing.app.build.fingerprint import program
from briefing.app.build.freshness import ASKED, Freshness
from briefing.app.build.left_overs import drop_leftovers
from briefing.app.build.making import Maker, Product
from briefing.app.build.outcome import Failure, LeftOut, Outcome, Say, Show
from briefing.app.build.pipeline import template_folders
from briefing.app.build.portfolio_index import write_index
from briefing.app.build.remote_making import (
    GRACE,
    Answer,
    Order,
    files_of,
    lost_elsewhere,
    make_ordered,
)
from briefing.app.build.versions import differences, versions_here
from briefing.app.portfolio.dask_cluster import Cluster, Parcel, RemoteWorkers
from briefing.app.portfolio.names import brief_names, names_of
from briefing.app.portfolio.workers import CAN_FORK, Lost, Workers, cores
from briefing.core.budgets import Budget, BudgetSpent
from briefing.core.files import Outputs, write_outputs
from briefing.core.own_folder import home_folder
from briefing.core.problems import BriefingError, Place, Problem, ProblemLog, UnusableInput
from briefing.core.workspace import ABSENT, Kind, Workspace
from briefing.project.portfolio import INDEX
from briefing.writers.pdf.library import missing_library

_MOST_TOLD = 5
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
        self.workspace, self.outputs, self.stale, self.say = workspace, outputs, stale, say
        names = [one.brief for one in stale]
        self._drawings = DrawingStore(outputs, program(), anew=anew)
        self.maker = Maker(workspace, names, self._drawings, also, say, show)

    def build_each(self, jobs: int | None, memory: int | None, tick: Tick) -> Iterator[Result]:
        """Build all that is stale, up to ``jobs`` at once; what becomes of them, in their order.

        Without a number there are as many as cores, where there is enough to build.
        Side by side as one after another the same files are made and the same is said in the
        same order. ``tick`` is told of each as soon as it is done.
        """
        is_alone = jobs is None and len(self.stale) == 1
        if jobs is None:
            jobs = cores() if len(self.stale) >= _ENOUGH else 1
        if min(jobs, len(self.stale)) > 1 and CAN_FORK:
            yield from self._side_by_side(jobs, memory, tick)
            return
        if min(jobs, len(self.stale)) > 1:
            self.say("this system cannot build side by side: one brief after another")
        for one in self.stale:
            result = self._with_charts_aside(one) if is_alone else self.build(one)
            tick(result)
            yield result

    def _with_charts_aside(self, found: Freshness) -> Result:
        """Build one brief, its charts drawn by another core where none of them is kept."""
        if not (CAN_FORK and cores() > 1 and self._drawings.is_empty):
            return self.build(found)
        with DrawnAside() as hand:
            self._drawings.hand = hand
            try:
                return self.build(found)
            finally:
                self._drawings.hand = None

    def build_on(self, address: str, tick: Tick) -> Iterator[Result]:
        """Build all that is stale on the workers of a cluster; files are written here, by this process.

        Raises :class:`~briefing.core.problems.UnusableInput` where there is no such cluster, or one whose
        workers would make other bytes.
        """
        with Cluster(address) as cluster:
            here = versions_here()
            for worker, there in cluster.ask_each(versions_here).items():
                if other := differences(here, there):
                    raise _other_versions(worker, other)
            yield from self._elsewhere(cluster, here, tick)

    def _elsewhere(self, cluster: Cluster, here: Mapping[str, str], tick: Tick) -> Iterator[Result]:
        """What becomes of each; those that cannot be read are told as they are without a cluster."""
        paths: dict[str, str] = {}
        sent, parcels = list[int](), list[Parcel[Order]]()
        for number, one in enumerate(self.stale):
            if (parcel := self._parcel(one, here, paths)) is not None:
                sent.append(number)
                parcels.append(parcel)

        def contents(digest: str) -> bytes:
            return self.workspace.read(paths[digest], Kind.DATA).content

        placed: dict[int, Result] = {}

        def told(index: int, answer: Answer | Lost) -> None:
            one = self.stale[sent[index]]
            made = (
                lost_elsewhere(one.brief, answer.how) if isinstance(answer, Lost) else answer.result
            )
            placed[sent[index]] = self.put(one, made)
            tick(placed[sent[index]])

        workers = RemoteWorkers(cluster, make_ordered, parcels, contents, told)
        order = sorted(range(len(sent)), key=lambda one: self._cost(sent[one]), reverse=True)
        answers = workers.results(order)
        for number, one in enumerate(self.stale):
            if number not in sent:
                result = self.build(one)
                tick(result)
                yield result
                continue
            answer = next(answers)
            for words in () if isinstance(answer, Lost) else answer.said:
                self.say(words)
            yield placed.pop(number)

    def _parcel(
        self, one: Freshness, here: Mapping[str, str], paths: dict[str, str]
    ) -> Parcel[Order] | None:
        """The order for a brief; ``paths`` notes where each content stands. None where it cannot be read."""
        project = self.maker.project
        brief = project.briefs.get(one.brief) if project else None
        if project is None or brief is None:
            return None
        files = files_of(project, brief)
        paths |= {digest: path for path, digest in files.items()}
        formats = {*self.maker.also, *(one.record.formats if one.record else ())}
        order = Order(
            one.brief,
            tuple(files.items()),
            tuple(sorted(formats)),
            self.workspace.environment("SOURCE_DATE_EPOCH"),
            program(),
            tuple(here.items()),
            Budget.SECONDS.most,
        )
        return Parcel(order, tuple(files.values()))

    def _side_by_side(self, jobs: int, memory: int | None, tick: Tick) -> Iterator[Result]:
        missing_library()  # loads the library for pages, so that no worker has to
        self.maker.compare()
        say = self.say

        def work(number: int) -> tuple[Result, list[str]]:
            said = list[str]()
            self.say = said.append
            return self.build(self.stale[number]), said

        def told(number: int, result: tuple[Result, list[str]] | Lost) -> None:
            tick(self._lost(number, result) if isinstance(result, Lost) else result[0])

        order = sorted(range(len(self.stale)), key=self._cost, reverse=True)
        seconds = Budget.SECONDS.most + GRACE
        workers = Workers(work, min(jobs, len(self.stale)), memory, seconds, told)
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
        if lost.is_late:
            spent = BudgetSpent(Budget.SECONDS)
            message = f"{name}: {spent}; it took no notice of that, and its process was ended"
            return Failure(name, (Problem(None, message, spent.advice, code=spent.code),))
        message = f"{name}: the process that built it ended: {lost.how}"
        advice = "give it more memory (--memory), or build fewer at once (--jobs)"
        return Failure(name, (Problem(None, message, advice, code="worker-lost"),))

    def build(self, found: Freshness) -> Result:
        """Build one brief and put its files in place, or tell what is wrong with it."""
        maker = self.maker
        maker.say = self.say
        formats = found.record.formats if found.record else ()
        return self.put(found, maker.make(found.brief, formats))

    def put(self, found: Freshness, made: Product | LeftOut | Failure) -> Result:
        """Put the files of a made brief in place; delete those of one that is left out."""
        try:
            if isinstance(made, Product):
                return _written(self.outputs, found, made)
            if isinstance(made, LeftOut):
                self._remove_outputs(found)
        except BriefingError as error:
            return Failure(found.brief, error.problems)
        return made

    def write_indexes(
        self, left_out: Mapping[str, str], also: Collection[str] = ()
    ) -> Iterator[Failure]:
        """Write the index of each portfolio of which a brief was to be built, and of others by name.

        One that cannot be written is told, and hides nothing of the briefs that were.
        """
        built = {one.brief.partition("/")[0] for one in self.stale if "/" in one.brief}
        if not {*built, *also} or self.maker.project is None:
            return
        self.outputs.forget()  # records were just written
        names = names_of(self.workspace, ProblemLog(), many=True)
        for portfolio in sorted({*built, *also}):
            folders = template_folders(self.maker.project)
            try:
                write_index(self.maker.project, self.outputs, portfolio, names, left_out, folders)
            except BriefingError as error:
                yield Failure(f"{portfolio}/{INDEX}", error.problems)

    def forget_old_drawings(self) -> None:
        """Delete the kept drawings that no brief of the project shows any more."""
        self.outputs.forget()  # they were just written
        records = [load_record(self.outputs, name) for name in brief_names(self.workspace)]
        keys = (key for record in records if record for key in record.drawings)
        DrawingStore(self.outputs, program()).forget_all_but(keys)

    def _remove_outputs(self, found: Freshness) -> None:
        """Delete what an earlier build left of a brief that is no longer made."""
        if found.record is not None:
            outputs, own = home_of(self.outputs, found.brief)
            folder = home_folder(self.outputs.root, found.brief)
            drop_leftovers(outputs, folder, own, replace(found.record, wrote={}), found.record)
            folder.below(FOLDER).remove(f"{own}.json")


def _other_versions(worker: str, other: Sequence[str]) -> UnusableInput:
    message = f"the worker {worker} would make other bytes: {', '.join(other[:_MOST_TOLD])}"
    advice = "install the same versions there: pip install -c constraints.txt policy-briefing"
    return UnusableInput([Problem(Place("--on"), message, advice, code="other-versions")])


def _written(outputs: Workspace, found: Freshness, made: Product) -> Outcome:
    """Put the files of a brief in place, with its record before and after."""
    top, brief, before, record = outputs.root, found.brief, found.record, made.record
    outputs, name = home_of(outputs, brief)
    edited = [*(path.name for path in found.edited), *_unlike(outputs, found, made, name)]
    folder = home_folder(top, brief)
    aside = [folder.put_aside(one) for one in edited]
    kept = [f"what was edited is kept as {other}" for other in aside if other]
    announced = replace(record, complete=False, replacing=before.known if before else {})
    files = write_outputs(
        Outputs(name, made.contents), folder, lambda: save_record(top, brief, announced)
    )
    save_record(top, brief, record)
    drop_leftovers(outputs, folder, name, record, before)
    return Outcome(brief, True, (*found.reasons, *kept), files, record.told, made.drawn)


def _unlike(outputs: Workspace, found: Freshness, made: Product, own: str) -> list[str]:
    """Outputs that a record calls up to date and that their inputs do not make: both were edited."""
    if found.reasons != (ASKED,):
        return []
    now = {f"{own}.{ending}": content for ending, content in made.contents.items()}
    return [
        name
        for name, content in now.items()
        if outputs.sha256(name, Kind.OUTPUT) not in {ABSENT, hashlib.sha256(content).hexdigest()}
    ]
