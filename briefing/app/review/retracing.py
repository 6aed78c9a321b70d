"""A built brief traced back: audited from what it carries, and held beside the project at hand."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from briefing.analysis.metrics.stated import stated_series
from briefing.app.build.pipeline import as_it_was, check_all, finished
from briefing.app.build.plugins_used import missing_plugins
from briefing.app.build.preparation import prepare
from briefing.app.one_line_sets import load_attached, load_project
from briefing.app.review.audit import Read, audit, compare_ledgers, read_at
from briefing.app.review.cells_now import CellsNow
from briefing.app.review.evidence import Evidence, read_evidence
from briefing.app.review.results import Result
from briefing.app.review.why import SayOfCell
from briefing.brief.cutting import NotOffered, remade
from briefing.brief.fitting import aim_of
from briefing.core.fact import Cell, Citation, Fact
from briefing.core.files import write_tree
from briefing.core.parts import Part
from briefing.core.plot import DrawnSize
from briefing.core.problems import (
    BriefingError,
    Place,
    Problem,
    ProblemLog,
    Severity,
    UnusableInput,
)
from briefing.core.series import Dataset, Panel, Series
from briefing.core.workspace import Workspace
from briefing.data.reading import read_datasets
from briefing.project.brand import house_style
from briefing.project.loading import Project, find_project
from briefing.project.references import check_references
from briefing.writers.drawing.painter import AsPlaced, Painter
from briefing.writers.house.house import house_of
from briefing.writers.ledger.origin_entries import CellOrigin
from briefing.writers.ledger.schema import FactEntry, HighlightEntry, OfferEntry, spot_of


def audit_evidence(evidence: Evidence, folder: Path, *, is_own_code: bool = True) -> list[Result]:
    """Audit what a built PDF carries, with the text of its pages; its files go into a new folder.

    ``is_own_code`` says whether the same code made it.
    """
    again, units = _read_again(evidence, folder)
    return audit(replace(evidence, units=units), again, is_own_code=is_own_code)


def ledger_again(evidence: Evidence, folder: Path) -> list[Result]:
    """The whole ledger against the one that the attached data and config make, without any page.

    Which parts its number of pages cost is taken from the ledger, and held against what the brief
    offers.
    """
    ledger = evidence.ledger
    if not evidence.attached:
        return []
    write_tree(folder, evidence.attached)
    name = ledger["brief"]["id"]
    log = ProblemLog()
    try:
        project = load_attached(Workspace(folder), log, name)
        if project is not None:
            check_references(project, log)
        log.raise_if_any()
        assert project is not None
        brief = as_it_was(project, ledger["brief"].get("as_of")).briefs[name]
        prepared = prepare(project, brief, ProblemLog())
    except (BriefingError, KeyError) as error:
        return [
            Result("the brief made again", matches=False, detail=_why(error), code="not-made-again")
        ]
    if prepared is None:
        return [
            Result(
                "the brief made again",
                matches=False,
                detail="it can no longer be made",
                code="not-made-again",
            )
        ]
    gone, come = _parts(ledger["brief"].get("left_out")), _parts(ledger["brief"].get("added"))
    aim = aim_of(brief.config)
    if (gone and not aim.most) or (come and not aim.least):
        said = "no number of pages is asked for by which parts would leave or come in"
        return [Result("the brief made again", matches=False, detail=said, code="not-made-again")]
    try:
        document = remade(prepared.document, gone, come, prepared.apparatus.of)
    except NotOffered as error:
        return [
            Result("the brief made again", matches=False, detail=str(error), code="not-made-again")
        ]
    style = house_style(project.config.brand, project.places)
    house = house_of(style, project.workspace, ProblemLog())
    fitted = replace(prepared, document=document)
    drawn = ledger["brief"].get("drawn", {})
    sizes = {name: DrawnSize(one["width"], one["taller"]) for name, one in drawn.items()}
    placed = AsPlaced(Painter(house.style), sizes)
    again = finished(project.of(brief), brief, fitted, ProblemLog(), placed).ledger
    return compare_ledgers(evidence, again)


def _parts(entries: Sequence[OfferEntry] | None) -> list[Part]:
    return [Part(one["kind"], one["id"]) for one in entries or ()]


def _why(error: BriefingError | KeyError) -> str:
    """The first thing that keeps a brief from being made."""
    if isinstance(error, KeyError):
        return str(error)
    return next(str(one) for one in error.problems if one.severity is not Severity.WARNING)


def _read_again(
    evidence: Evidence, folder: Path
) -> tuple[dict[Read, Fact], Mapping[str, tuple[str, str, str]]]:
    """What the attached data and config say now, by the spot where it was read; and its units."""
    write_tree(folder, evidence.attached)
    log = ProblemLog()
    brief = evidence.ledger["brief"]["id"]
    project = load_attached(Workspace(folder), log, brief)
    if project is None or brief not in project.briefs:
        return {}, {}
    mine = project.briefs[brief]
    files = {one["path"] for one in evidence.ledger["inputs"]}
    measures = [
        one
        for each in (mine, *project.others.beside(mine).values())
        for data in _sets_from(project.of(each), files, log).values()
        for one in data.measures.values()
    ]
    facts = [fact for measure in measures for fact in _facts_of(measure)]
    for loaded in project.briefs.values():
        for series in stated_series(loaded.config, loaded.places, log).values():
            facts += series.facts.values()
    read = {
        read_at(fact.origin): fact for fact in facts if isinstance(fact.origin, Cell | Citation)
    }
    return read, project.config.unit_words


def _sets_from(project: Project, files: Collection[str], log: ProblemLog) -> Mapping[str, Dataset]:
    wanted = [name for name, one in project.config.datasets.items() if one.path in files]
    return read_datasets(project.workspace, project.config, project.places, wanted, log)


def _facts_of(measure: Series | Panel) -> list[Fact]:
    if isinstance(measure, Series):
        return list(measure.facts.values())
    return [fact for series in measure.every for fact in series.facts.values()]


def evidence_of(
    target: str, figure: str | None, project: str | Path | None = None
) -> tuple[Mapping[str, FactEntry], str]:
    """The facts to look in and what to look for: of a built file, or of the project's briefs.

    ``target`` is a PDF or ledger (then ``figure`` says what to look for) or the name of a metric.
    """
    if Path(target).is_file():
        return read_evidence(target, pages=False).facts, figure or ""
    merged: dict[str, FactEntry] = {}
    for brief in check_all(project=project):
        known = {fact["id"]: fact for fact in brief.ledger["facts"]}
        if target in known:
            return known, target
        merged |= known
    return merged, target


def lacking_plugins(target: str) -> list[Problem]:
    """Warnings of plug-ins that made a built file and are not installed here."""
    lacking = missing_plugins(read_evidence(target, pages=False).ledger)
    return [
        Problem(
            Place(target),
            f"{one} made it and is not installed here: its figures are told as the file tells them",
            "install it to make and audit the brief",
            Severity.WARNING,
            code="missing-plugin",
        )
        for one in lacking
    ]


def highlights_of(
    target: str, number: int, project: str | Path | None = None
) -> list[tuple[str, HighlightEntry, list[HighlightEntry]]]:
    """Of a built file, or of each brief of the project: a highlight, and what came next after all.

    Number 0 is the fact against the message. Briefs without such a highlight are left out; raises
    :class:`~briefing.core.problems.UnusableInput` where none has it.
    """
    is_built = Path(target).is_file()
    ledgers = (
        [read_evidence(target, pages=False).ledger]
        if is_built
        else [brief.ledger for brief in check_all(project=project)]
    )
    found = []
    for ledger in ledgers:
        every = ledger["highlights"]
        one = every[number - 1] if 1 <= number <= len(every) else None
        one = ledger["contrary"] if number == 0 else one
        if one is not None:
            found.append((ledger["brief"]["id"], one, ledger["passed"]))
    if not found:
        counts = ", ".join(f"{one['brief']['id']} has {len(one['highlights'])}" for one in ledgers)
        raise UnusableInput(
            [Problem(None, f"there is no highlight {number}: {counts}", code="no-such-highlight")]
        )
    return found


def cells_of_project(start: str | Path | None) -> SayOfCell | None:
    """Says of a cell whether the project at hand still holds it; ``None`` where there is none."""
    log = ProblemLog()
    workspace = find_project(Path(start) if start else Path.cwd(), log)
    project = load_project(workspace, log) if workspace else None
    return _said_of_cells(project) if project else None


def _said_of_cells(project: Project) -> SayOfCell:
    own = {
        f"{name} {key}": data
        for name, brief in project.briefs.items()
        for key, data in brief.own.datasets.items()
    }
    cells = CellsNow(project.workspace, {**project.config.datasets, **own})

    def say(origin: CellOrigin) -> str:
        spot = spot_of(origin)
        text = cells.text_at(spot)
        wanted = origin.get("corrected_from", origin["text"])
        if text is None:
            return f"this project has no such cell: {origin['file']} is gone or shorter"
        if text != wanted:
            return f"this project's file now holds '{text}' there"
        same = cells.sha256_of(spot) == origin["sha256"]
        return f"this project's file still holds it{'' if same else ', other parts of it changed'}"

    return say
