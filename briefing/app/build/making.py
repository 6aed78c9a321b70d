"""Makes briefs of a project whose config is read once for all of them; nothing is written but drawings."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.app.build.across import seen_across
from briefing.app.build.build_record import BuildRecord
from briefing.app.build.drawings import DrawingStore
from briefing.app.build.figures import Skipped
from briefing.app.build.fingerprint import template_files
from briefing.app.build.narrowing import declared_parts, shared_of
from briefing.app.build.outcome import Failure, LeftOut, Say, Show
from briefing.app.build.pipeline import Made, make_each
from briefing.app.build.preparation import language_for
from briefing.app.build.queried_files import hashes_read
from briefing.app.build.summary import summary_of
from briefing.app.one_line_sets import load_project
from briefing.core.problems import BriefingError, Problem, ProblemLog
from briefing.core.workspace import ABSENT, Workspace
from briefing.project.compared_figures import compared
from briefing.project.loading import Project
from briefing.project.locating import SHARED
from briefing.project.references import check_references

Load = Callable[[Workspace, ProblemLog, Sequence[str]], Project | None]
"""Reads the config of a project for some briefs."""


@dataclass(frozen=True, slots=True)
class Product:
    """A brief that is made: the bytes of its files, and the record of how."""

    contents: Mapping[str, bytes]
    """By ending: ``pdf``, ``html``, ``facts.json``, ..."""
    record: BuildRecord
    drawn: tuple[str, ...]
    """Charts that had to be drawn."""


class Maker:
    """Makes the named briefs of a project, one after another."""

    def __init__(
        self,
        workspace: Workspace,
        names: Sequence[str],
        drawings: DrawingStore,
        also: tuple[str, ...],
        say: Say,
        show: Show,
        load: Load = load_project,
    ) -> None:
        self.workspace, self.also, self.say, self.show = workspace, also, say, show
        self._drawings = drawings
        self._log = ProblemLog()
        self.project = load(workspace, self._log, names)

    def make(self, name: str, formats: Sequence[str]) -> Product | LeftOut | Failure:
        """Make one brief, in the ``formats`` of its last build too, or tell what is wrong with it."""
        project = self.project
        if project is not None and name in project.refused:
            return Failure(name, project.refused[name])
        of_others = {one for each in (project.refused if project else {}).values() for one in each}
        log = ProblemLog(
            [one for one in self._log if one not in of_others and _concerns(one, name)]
        )
        try:
            log.raise_if_any()
            return self._product(name, formats, log)
        except BriefingError as error:
            return Failure(name, error.problems)
        except Skipped as why:
            return LeftOut(name, str(why))

    def compare(self) -> None:
        """Compute what briefs compare their subjects by, once, so that no forked process has to."""
        project = self.project
        seen: set[str] = set()
        for name, brief in project.briefs.items() if project else ():
            portfolio = name.rpartition("/")[0]
            if project and portfolio not in seen and compared(brief.config):
                seen.add(portfolio)
                seen_across(project.of(brief), brief, language_for(project.config), ProblemLog())

    def _product(self, name: str, before: Sequence[str], log: ProblemLog) -> Product:
        project = self.project
        assert project is not None
        own = {name: project.briefs[name]} if name in project.briefs else {}
        project = project.of(own[name]) if own else replace(project, briefs={})
        check_references(project, log)
        log.raise_if_any()
        drawings = self._drawings.afresh()
        hash_of = self.workspace.sha256
        design = own[name].config.design if own else ""
        templates = {path: hash_of(path) for path in template_files(self.workspace, design)}
        brand = {path: hash_of(path) for path in project.config.brand.files().values()}
        formats = tuple(sorted({*self.also, *before}))
        made = next(make_each(project, [name], log, self.say, formats, drawings, self.show), None)
        log.raise_if_any()
        assert made is not None
        record = _record(project, made, templates, brand, formats, drawings)
        return Product(made.contents, record, tuple(dict.fromkeys(drawings.drawn)))


def _concerns(problem: Problem, brief: str) -> bool:
    """Whether a problem of a project's config keeps a brief from being built."""
    file = problem.place.file if problem.place else ""
    own = {
        f"config/{brief}{ending}" for ending in (".yaml", ".yml", ".status.yaml", ".review.yaml")
    }
    return file in own or file == f"config/{SHARED}" or not file.startswith("config/")


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
    data: dict[str, str] = {}
    for read in made.datasets.values():
        data |= hashes_read(project.workspace, read.files)
    sources = tuple(note.id for note in made.brief.document.sources)
    many = shared_of(project, brief)
    return BuildRecord(
        program=drawings.program,
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
        until=made.brief.document.embargo if made.brief.document.is_embargoed else "",
        among=tuple(project.others.beside(brief)) if compared(brief.config) else (),
    )
