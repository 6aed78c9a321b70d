"""A brief on pages: whether it can be set, laid out, fitted to as many as it may take, and filled."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefing.app.build.preparation import Prepared
from briefing.brief.fitting import aim_of, fit, tell_of_no_chart, tell_what_is_in_the_way
from briefing.core.budgets import BudgetSpent
from briefing.core.document import Document
from briefing.core.problems import Place, ProblemLog
from briefing.project.loading import LoadedBrief, Project
from briefing.writers.house.glyphs import missing_glyphs
from briefing.writers.house.house import House
from briefing.writers.house.palette import contrast_problem
from briefing.writers.pdf.filling import Layouts
from briefing.writers.pdf.pdf import LaidOut


@dataclass(frozen=True, slots=True)
class Paged:
    """The brief that fits its pages, and the pages."""

    document: Document
    pages: LaidOut


def put_on_pages(prepared: Prepared, layouts: Layouts, log: ProblemLog) -> Paged | None:
    """The brief with as little left out or added as its pages ask for.

    ``None`` where it does not fit, or something on the pages is cut off; the log says what.
    """
    try:
        return _put_on_pages(prepared, layouts, log)
    except BudgetSpent as error:
        log.refuse(Place(prepared.brief.path), error)
        return None


def _put_on_pages(prepared: Prepared, layouts: Layouts, log: ProblemLog) -> Paged | None:
    brief = prepared.brief
    config, aim = brief.config, aim_of(brief.config)
    fitting = ProblemLog()
    fitted = fit(prepared.document, aim, layouts.measured, prepared.apparatus.of)
    tell_what_is_in_the_way(fitted, config, brief.places, fitting)
    log.take(fitting)
    if len(fitting):
        return None
    tell_of_no_chart(prepared.document, fitted, config, brief.places, log)
    pages = layouts.final(fitted.document, aim.least or 1)
    spilt = pages.spills()
    for spill in spilt:
        log.add(brief.places.of(*spill.path), spill.message, spill.advice, code="does-not-fit")
    document = fitted.document
    if layouts.has_contents:
        document = replace(document, contents="yes")
    return None if spilt else Paged(document, pages)


def check_setting(
    project: Project, brief: LoadedBrief, document: Document, log: ProblemLog, house: House
) -> None:
    """What cannot be set as it should: characters that no font has, an accent too faint to read."""
    for one in missing_glyphs(document, house.faces):
        advice = (
            "give a font that has it by brand.fonts (text and sans), or write it otherwise; "
            "the shipped fonts are Latin, Greek and Cyrillic"
        )
        log.add(Place(brief.path), str(one), advice, code="missing-character")
    if faint := contrast_problem(project.config.brand.accent):
        log.add(project.places.of("brand", "accent"), faint, code="faint-accent")
