"""The names of all briefs of a project, those too that a portfolio makes.

YAML is read where a file makes many briefs, and there alone: so what reads it is imported where it is
called.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.core.budgets import Budget, BudgetSpent
from briefing.core.problems import Place, ProblemLog
from briefing.core.time_limit import time_for_config
from briefing.core.workspace import Kind, NotRead, Workspace
from briefing.project.locating import brief_files, is_portfolio

if TYPE_CHECKING:
    from briefing.project.portfolio import Portfolio


@dataclass(frozen=True, slots=True)
class Names:
    """What a project makes."""

    briefs: tuple[str, ...]
    skipped: Mapping[str, str]
    """Subjects of portfolios that get no brief, by what would be its name, and why."""
    subjects: Mapping[str, str] = field(default_factory=dict)
    """The text of each subject, by the name of its brief."""

    def within(self, portfolio: str) -> tuple[str, ...]:
        """The names of the briefs of a portfolio, without its own."""
        head = f"{portfolio}/"
        return tuple(one.removeprefix(head) for one in self.briefs if one.startswith(head))

    def of_index(self, portfolio: str) -> list[str]:
        """The names in the index of a portfolio: those too that get no brief, at the end."""
        head = f"{portfolio}/"
        every = (*self.briefs, *self.skipped)
        return [one.removeprefix(head) for one in every if one.startswith(head)]

    @property
    def portfolios(self) -> tuple[str, ...]:
        """The files that make many briefs, in order."""
        return tuple(dict.fromkeys(one.partition("/")[0] for one in self.briefs if "/" in one))


def names_of(workspace: Workspace, log: ProblemLog, *, many: bool = False) -> Names:
    """The names of the briefs of a project in order; what is wrong with a portfolio goes to the log.

    A portfolio may have more briefs than one makes by mistake only with ``many``. Raises
    :class:`~briefing.core.problems.UnusableInput` where that takes more than its time.
    """
    with time_for_config():
        return _names_of(workspace, log, many=many)


def _names_of(workspace: Workspace, log: ProblemLog, *, many: bool) -> Names:
    found: list[str] = []
    skipped: dict[str, str] = {}
    subjects: dict[str, str] = {}
    for path in brief_files(workspace):
        if not _makes_many(workspace, path):
            found.append(Path(path).stem)
        elif portfolio := _within(workspace, path, log, many=many):
            found += portfolio.briefs
            skipped |= portfolio.skipped
            subjects |= portfolio.subjects
    return Names(tuple(found), skipped, subjects)


def brief_names(workspace: Workspace) -> tuple[str, ...]:
    """The names of all briefs; what is wrong is told by whoever loads them."""
    return names_of(workspace, ProblemLog(), many=True).briefs


def _makes_many(workspace: Workspace, path: str) -> bool:
    try:
        return is_portfolio(workspace.read(path, Kind.CONFIG).content)
    except NotRead:  # told by whoever loads it
        return False


def _within(workspace: Workspace, path: str, log: ProblemLog, *, many: bool) -> Portfolio | None:
    from briefing.app.one_line_sets import portfolio_of

    found = portfolio_of(workspace, path, log)
    try:
        if found is not None and not many:
            Budget.SUBJECTS.check(len(found.briefs))
    except BudgetSpent as error:
        log.add(Place(path), str(error), error.advice, code="too-many-subjects")
        return None
    return found
