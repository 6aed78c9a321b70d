"""The road that data travels: config, data, metrics, insight, charts, composition, pages, output.

One function tells the story, a line a stage. Only this module knows the order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from briefing.app.build.accepting import Acceptances, LetStand
from briefing.app.build.attachments import attachments_of, brand_files
from briefing.app.build.embargo import moment_of
from briefing.app.build.figures import Skipped
from briefing.app.build.fingerprint import own_code, template_files
from briefing.app.build.finished_brief import Brief, Made, PageSetting
from briefing.app.build.opened_project import as_it_was, open_project
from briefing.app.build.page_folders import page_folders
from briefing.app.build.paging import Paged, check_setting, put_on_pages
from briefing.app.build.plugins_used import plugins_of, tell_broken
from briefing.app.build.preparation import Prepared, prepare
from briefing.app.build.template_check import check_template_words
from briefing.app.build.whole import with_whole
from briefing.app.portfolio.names import brief_names
from briefing.core.collector import uncollected
from briefing.core.document import Document
from briefing.core.doing import Doing
from briefing.core.files import Outputs, write_outputs
from briefing.core.own_folder import home_folder, output_folder, portfolio_folder
from briefing.core.problems import (
    Place,
    Problem,
    ProblemLog,
    Severity,
    UnusableInput,
)
from briefing.core.series import ReadingCount
from briefing.core.time_limit import within_time
from briefing.core.version import VERSION
from briefing.core.workspace import Workspace
from briefing.project.brand import house_style
from briefing.project.brief_schema import BriefConfig
from briefing.project.declared import Places
from briefing.project.loading import LoadedBrief, Project
from briefing.project.locating import meant, unknown_briefs
from briefing.project.portfolio import of_subject
from briefing.project.references import datasets_used
from briefing.writers.drawing.painter import AsPlaced, Painter, Store, Undrawn
from briefing.writers.house.house import House, house_of
from briefing.writers.html.arrangement import NO_HINTS
from briefing.writers.html.drawn_sizes import drawn_sizes
from briefing.writers.html.page import check_templates
from briefing.writers.ledger.record import as_json, ledger_of
from briefing.writers.pdf.filling import Layouts
from briefing.writers.pdf.library import missing_library
from briefing.writers.writing import WRITERS, Setting, names_beside

Say = Callable[[str], None]
"""Told what is being done, a few words a step."""
Show = Callable[[str, str], None]
"""Given a brief's name and its page for screens as soon as that is made, before the PDF."""


def build_all(
    names: Sequence[str] = (),
    *,
    project: str | Path | None = None,
    output: str | Path | None = None,
    also: Sequence[str] = (),
    as_of: str | None = None,
    say: Say = lambda _: None,
    workspace: Workspace | None = None,
    skip: Show = lambda _name, _reason: None,
) -> tuple[Brief, ...]:
    """Build the named briefs of a project, or all of them; the problems of all are told at once.

    ``also`` names further formats: ``md`` for Markdown. ``as_of`` is a day or the key of a source:
    only editions published by then are used, and the files say so in their names. ``workspace``
    is the door to the project where it is open already; ``skip`` is told of briefs that are not made, by a rule of their portfolio, and why. Raises
    :class:`~briefing.core.problems.UnusableInput` or
    :class:`~briefing.core.problems.MisleadingBrief` with every problem that was found.
    """
    loaded = as_it_was(open_project(project, names, workspace), as_of)
    folder = output_folder(loaded.root, output)
    log = ProblemLog()
    done = []
    for brief in _chosen(loaded, names):
        try:
            every = [*make_each(loaded, [brief.name], log, say, also)]
        except Skipped as why:
            skip(brief.name, str(why))
            continue
        for made in every:
            portfolio_folder(folder, made.brief.id.rpartition("/")[0])  # a link is told
            home = home_folder(folder, made.brief.id)
            files = write_outputs(Outputs(made.name, made.contents), home)
            done.append(replace(made.brief, files=files))
    log.raise_if_any()
    return tuple(done)


def make_each(
    project: Project,
    names: Sequence[str],
    log: ProblemLog,
    say: Say = lambda _: None,
    also: Sequence[str] = (),
    store: Store | None = None,
    show: Show = lambda _name, _page: None,
) -> Iterator[Made]:
    """Make the named briefs of a project, or all, one after another; nothing is written.

    What is wrong with one goes to the log, and the next is made. Raises
    :class:`~briefing.app.build.preparation.Skipped` where a rule says that one is not made.
    """
    for brief in _chosen(project, names):
        with _brief(brief), uncollected():
            made = _make(project, brief, log, say, also, store, show)
        if made:
            yield made


@contextmanager
def _brief(brief: LoadedBrief) -> Iterator[None]:
    """The work on one brief: its faults name it, and it takes so much time and no more."""
    with within_time(Place(brief.path)), Doing(f"brief '{brief.name}'"):
        yield


def check_all(
    names: Sequence[str] = (),
    *,
    project: str | Path | None = None,
    strict: bool = False,
    as_of: str | None = None,
    say: Say = lambda _: None,
    workspace: Workspace | None = None,
    skip: Show = lambda _name, _reason: None,
    accept: Callable[[LetStand], None] = lambda _: None,
) -> tuple[Brief, ...]:
    """Find everything that can be wrong with the briefs; nothing is written.

    ``strict`` is the check before publication: it makes findings of warnings, and lays the pages
    out to see what does not fit them. ``workspace`` is the door to the project where it is open
    already; ``skip`` is told of briefs that are not made, by a rule of their portfolio, and why, ``accept`` of warnings
    that the project lets stand.
    """
    loaded = as_it_was(open_project(project, names, workspace), as_of)
    log, acceptances = ProblemLog(), Acceptances(loaded)
    done = []
    chosen = _chosen(loaded, names)
    for brief in chosen:
        say(f"checking {brief.name}")
        own = loaded.of(brief)
        ours = ProblemLog(told_of(own, brief))
        try:
            with _brief(brief):
                done.append(_checked(own, brief, ours, strict=strict, acceptances=acceptances))
        except Skipped as why:
            skip(brief.name, str(why))
        except UnusableInput as error:
            ours.take(ProblemLog(error.problems))
        ours, accepted = acceptances.sifted(brief, ours)
        for one in accepted:
            accept(one)
        log.take(_told(brief, ours))
    briefs = with_whole(loaded, [one for one in done if one], log)
    if not (log.has(Severity.UNUSABLE) or log.has(Severity.MISLEADING)):
        is_whole = {one.name for one in chosen}.issuperset(brief_names(loaded.workspace))
        unmet = [*acceptances.unmet(chosen, is_whole=is_whole)]
        log.take(ProblemLog(unmet))
        if briefs:
            briefs = (replace(briefs[0], warnings=(*briefs[0].warnings, *unmet)), *briefs[1:])
    if strict:
        log = log.changed(_as_finding)
    log.raise_if_any()
    return briefs


def _as_finding(problem: Problem) -> Problem:
    """A warning as the finding that it is before publication; what cannot be used stays that."""
    if problem.severity is not Severity.WARNING:
        return problem
    return replace(problem, severity=Severity.MISLEADING)


def _checked(
    loaded: Project,
    brief: LoadedBrief,
    ours: ProblemLog,
    *,
    strict: bool,
    acceptances: Acceptances,
) -> Brief | None:
    """One brief checked; ``None`` where its data cannot be used."""
    tell_broken(ours)
    prepared = prepare(loaded, brief, ours)
    document = prepared.document if prepared else None
    check_templates(brief.config.design, template_folders(loaded), ours, document)
    check_template_words(template_folders(loaded)[:-1], ours)
    if prepared:
        style = house_style(loaded.config.brand, loaded.places)
        house = house_of(style, loaded.workspace, ours)
        check_setting(loaded, brief, prepared.document, ours, house)
        if strict and not (ours.of(Severity.UNUSABLE) or ours.of(Severity.MISLEADING)):
            pictures = Painter(house.style)
            put_on_pages(prepared, Layouts(template_folders(loaded), house, pictures), ours)
        told, accepted = acceptances.sifted(brief, ours)
        found = finished(loaded, brief, prepared, _told(brief, told), AsPlaced(Undrawn(), {}))
        return replace(found, setting=_setting(loaded, brief, house), accepted=accepted)
    return None


def _make(
    project: Project,
    brief: LoadedBrief,
    log: ProblemLog,
    say: Say,
    also: Sequence[str],
    store: Store | None,
    show: Show,
) -> Made | None:
    project = project.of(brief)
    ours = ProblemLog(told_of(project, brief))
    say(f"reading {brief.name}")
    tell_broken(ours)
    prepared = prepare(project, brief, ours)
    house = house_of(house_style(project.config.brand, project.places), project.workspace, ours)
    if prepared:
        check_setting(project, brief, prepared.document, ours, house)
    log.take(_told(brief, ours))
    if prepared is None or ours.of(Severity.UNUSABLE) or ours.of(Severity.MISLEADING):
        return None
    say(f"rendering {brief.name}")
    name, pictures = brief.file_name, _painter(house, store, prepared.document)
    without = missing_library()
    formats = _formats(also, with_pages=without is None)
    files = names_beside(name, formats)
    setting = Setting(name, house, template_folders(project), pictures, files=files)

    def screen(one: Prepared) -> dict[str, bytes]:
        page = WRITERS["html"](one.document, setting)
        show(brief.name, page["html"].decode())
        return page

    contents, paged = screen(prepared), None
    _tell_gone(also, ours)
    if without is None:
        layouts, on_pages = Layouts(setting.templates, house, pictures), ProblemLog()
        paged = put_on_pages(prepared, layouts, on_pages)
        log.take(_told(brief, on_pages))
        if paged is None:
            return None
        ours.take(on_pages)
        if paged.document is not prepared.document:
            prepared = replace(prepared, document=paged.document)
            contents = screen(prepared)
    ours, accepted = Acceptances(project).sifted(brief, ours)
    made = finished(project, brief, prepared, _told(brief, ours), _placed(pictures, paged))
    told = (*made.warnings, without) if without else made.warnings
    made = replace(made, setting=_setting(project, brief, house), warnings=told, accepted=accepted)
    record = as_json(made.ledger)
    setting = replace(setting, ledger=made.ledger, record=record)
    if paged:
        setting = replace(
            setting,
            pages=paged.pages,
            attachments=attachments_of(project, brief, prepared, record),
            moment=project.workspace.moment() or moment_of(prepared.document),
        )
    for kind in formats:
        contents |= WRITERS[kind](prepared.document, setting)
    return Made(name, made, contents, prepared.read)


def _painter(house: House, store: Store | None, document: Document) -> Painter:
    """Who draws the charts of a document: told of those that its page for screens and first layout show."""
    painter, sizes = Painter(house.style, store), drawn_sizes(document, NO_HINTS)
    for size in ({}, sizes):
        painter.expect((one.id, one.plot, size.get(one.id)) for one in document.figures())
    return painter


def _tell_gone(formats: Sequence[str], log: ProblemLog) -> None:
    """Warn of formats of earlier builds that no plug-in writes any more."""
    for name in formats:
        if name not in WRITERS:
            message = f"no plug-in that can be loaded writes '{name}': it is left out"
            advice = "install it, or delete output/.briefing to forget the format"
            log.add(None, message, advice, Severity.WARNING, code="missing-plugin")


def _formats(also: Sequence[str], *, with_pages: bool) -> tuple[str, ...]:
    """What is written beside the page for screens, each once."""
    pages = ("pdf",) if with_pages else ()
    return tuple(one for one in dict.fromkeys((*pages, "facts", "prov", *also)) if one in WRITERS)


def _placed(pictures: Painter, paged: Paged | None) -> AsPlaced:
    """The pictures of a brief as they stand on its pages."""
    return AsPlaced(pictures, paged.pages.sizes if paged else {})


def _setting(project: Project, brief: LoadedBrief, house: House) -> PageSetting:
    """How pages of a brief are set later on; its pictures are not kept, but drawn when asked for."""
    painter = Painter(house.style)
    return PageSetting(Setting(brief.file_name, house, template_folders(project), painter))


def finished(
    project: Project,
    brief: LoadedBrief,
    prepared: Prepared,
    log: ProblemLog,
    pictures: AsPlaced,
) -> Brief:
    """The brief with its ledger, before anything is written."""
    written = brief.written
    inputs = {one.path: one for data in prepared.read.values() for one in data.files}
    config = {"config/project.yaml": project.sha256, brief.path: brief.sha256}
    config |= {path: digest for path, digest in brief.beside.items() if digest}
    config |= project.subjects_from(brief)
    count = sum((data.count for data in prepared.datasets.values()), ReadingCount())
    reached = template_files(project.workspace, prepared.document.design)
    templates = {path: project.workspace.sha256(path) for path in reached}
    brand = brand_files(project)
    ledger = ledger_of(
        prepared.document,
        pictures,
        inputs.values(),
        config,
        templates,
        brand,
        {"name": "briefing", "version": VERSION, "code": own_code()},
        plugins_of(project, brief, prepared.document),
        drawn=pictures.sizes,
    )
    return Brief(
        id=brief.name,
        document=prepared.document,
        ledger=ledger,
        metrics=prepared.metrics,
        language=prepared.language,
        advice=prepared.advice,
        recommendations=tuple(one.id for one in prepared.brief.config.recommendations),
        count=count,
        warnings=tuple(log.of(Severity.WARNING)),
        files={},
        subject=written.subject.text if written and written.subject else "",
    )


def _told(brief: LoadedBrief, log: ProblemLog) -> ProblemLog:
    """What was found of a brief; of one of many, with its name."""
    return of_subject(log, brief.written.own_name) if brief.written else log


def told_of(project: Project, brief: LoadedBrief) -> list[Problem]:
    """What was told in loading of the files that a brief reads."""
    used = datasets_used(project, brief.config)
    sets = (one for name, one in project.config.datasets.items() if name in used)
    paths = {path for one in sets for path in (one.path, one.described_by)}
    return [one for one in project.told if one.place and one.place.file in paths]


def template_folders(project: Project) -> list[Workspace]:
    """Where templates are looked for: see :func:`~briefing.app.build.page_folders.page_folders`."""
    return page_folders(project.workspace)


def _chosen(project: Project, names: Iterable[str]) -> list[LoadedBrief]:
    wanted, unknown = meant(names, project.briefs)
    if unknown:
        raise unknown_briefs(unknown, project.workspace, project.briefs)
    return [project.briefs[name] for name in wanted] if wanted else [*project.briefs.values()]


__all__ = [
    "Brief",
    "BriefConfig",
    "Made",
    "Places",
    "as_it_was",
    "build_all",
    "check_all",
    "open_project",
]
