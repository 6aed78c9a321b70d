"""Whether a brief can be set: its characters and colours, and whether it fits when laid out."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.app.build.preparation import Prepared, prepare
from briefing.brief.fitting import fit_pages
from briefing.core.document import Document
from briefing.core.problems import Place, ProblemLog
from briefing.core.workspace import Workspace
from briefing.project.loading import LoadedBrief, Project
from briefing.writers.house.glyphs import missing_glyphs
from briefing.writers.house.house import House
from briefing.writers.house.palette import contrast_problem
from briefing.writers.pdf.filling import Layouts


def check_pages(
    project: Project,
    brief: LoadedBrief,
    house: House,
    templates: Sequence[Workspace],
    log: ProblemLog,
) -> None:
    """What a build would stumble over on the pages: a budget that cannot be met, what is cut off."""
    layouts = Layouts(templates, house)

    def drawn(one: LoadedBrief) -> Prepared | None:
        return prepare(project, one, ProblemLog())

    def pages(one: Prepared) -> int:
        return layouts.pages(one.document)

    prepared = drawn(brief)
    if prepared is None:
        return
    fitting = ProblemLog()
    fitted = fit_pages(brief, prepared, drawn, pages, fitting)
    log.take(fitting)
    if len(fitting):
        return
    for spill in layouts.final(fitted.prepared.document).spills():
        log.add(brief.places.of(*spill.path), spill.message, spill.advice, code="does-not-fit")


def check_setting(
    project: Project, brief: LoadedBrief, document: Document, log: ProblemLog, house: House
) -> None:
    """What cannot be set as it should: characters that no font has, an accent too faint to read."""
    for one in missing_glyphs(document, house.faces):
        advice = "write it otherwise; the shipped fonts are Latin, Greek and Cyrillic"
        log.add(Place(brief.path), str(one), advice, code="missing-character")
    if faint := contrast_problem(project.config.brand.accent):
        log.add(project.places.of("brand", "accent"), faint, code="faint-accent")
