"""Two briefs, or all briefs as of two editions, held against one another."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from briefing.config.editions import moment_of
from briefing.errors import Problem, UnusableInput
from briefing.ledger.difference import Difference, differences
from briefing.ledger.evidence import read_evidence
from briefing.pipeline import check_all, open_project


def between_files(old: str, new: str) -> list[Difference]:
    """What differs between two built PDFs or ledgers."""
    return differences(read_evidence(old).ledger, read_evidence(new).ledger)


def between_editions(
    old: str, new: str, briefs: Sequence[str] = (), project: str | Path | None = None
) -> dict[str, list[Difference]]:
    """What differs in each brief between two days or editions, by name of the brief.

    Raises :class:`~briefing.errors.UnusableInput` for what is neither a file, a day nor a source.
    """
    config = open_project(project, briefs).config
    problems = []
    for one in (old, new):
        try:
            moment_of(one, config)
        except ValueError as error:
            advice = "give two built files, or two editions or days"
            problems.append(Problem(None, str(error), advice))
    if problems:
        raise UnusableInput(problems)
    before = {brief.id: brief for brief in check_all(briefs, project=project, as_of=old)}
    after = {brief.id: brief for brief in check_all(briefs, project=project, as_of=new)}
    return {
        name: differences(before[name].ledger, brief.ledger)
        for name, brief in after.items()
        if name in before
    }
