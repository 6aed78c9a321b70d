"""Two briefs, or all briefs as of two editions, held against one another."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from briefing.app.build.pipeline import check_all, open_project
from briefing.app.review.differences import Difference, differences
from briefing.app.review.evidence import read_evidence
from briefing.core.problems import Problem, Refusal, UnusableInput
from briefing.project.editions import moment_of


def between_files(old: str, new: str) -> list[Difference]:
    """What differs between two built PDFs or ledgers."""
    return differences(*(read_evidence(one, pages=False).ledger for one in (old, new)))


def between_editions(
    old: str, new: str, briefs: Sequence[str] = (), project: str | Path | None = None
) -> dict[str, list[Difference]]:
    """What differs in each brief between two days or editions, by name of the brief.

    Raises :class:`~briefing.core.problems.UnusableInput` for what is neither a file, a day nor a source.
    """
    config = open_project(project, briefs).config
    problems = []
    for one in (old, new):
        try:
            moment_of(one, config)
        except Refusal as error:
            advice = "give two built files, or two editions or days"
            problems.append(Problem(None, str(error), advice, code=error.code))
    if problems:
        raise UnusableInput(problems)
    before = {brief.id: brief for brief in check_all(briefs, project=project, as_of=old)}
    after = {brief.id: brief for brief in check_all(briefs, project=project, as_of=new)}
    return {
        name: differences(before[name].ledger, brief.ledger)
        for name, brief in after.items()
        if name in before
    }
