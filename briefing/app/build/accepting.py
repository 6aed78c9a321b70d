"""Warnings that a project lets stand: parted from the others, each with its reason.

``accepted:`` of a brief or of the project names a code and a place. Nothing but warnings is ever
accepted: what would mislead stays what it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase

from briefing.app.explanations.catalogue import explanations
from briefing.core.problems import Place, Problem, ProblemLog, Severity, suggest
from briefing.project.check_schema import AcceptedFinding
from briefing.project.loading import LoadedBrief, Project
from briefing.project.locating import SHARED

_SHARED = f"config/{SHARED}"


@dataclass(frozen=True, slots=True)
class LetStand:
    """A warning that is accepted, and why."""

    problem: Problem
    reason: str
    until: date | None = None

    def __str__(self) -> str:
        """``config/b.yaml:3: ... [naked-number]: accepted until 2026-06-30: a quotation``."""
        until = f" until {self.until}" if self.until else ""
        return f"{self.problem.line}: accepted{until}: {self.reason}"


class Acceptances:
    """What is accepted in a project; remembers which entries met something."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._today = project.workspace.now().date()
        self._met: set[tuple[str, int]] = set()

    def sifted(
        self, brief: LoadedBrief | None, log: ProblemLog
    ) -> tuple[ProblemLog, tuple[LetStand, ...]]:
        """The other problems of a brief, and its warnings that are accepted; without one, of all briefs."""
        entries = [(_SHARED, *one) for one in enumerate(self._project.config.accepted)]
        if brief is not None:
            entries += [(brief.path, *one) for one in enumerate(brief.config.accepted)]
        by: dict[Problem, AcceptedFinding] = {}

        def left(problem: Problem) -> Problem | None:
            for file, index, entry in entries:
                if not self._is_over(entry) and _meets(entry, problem):
                    self._met.add((file, index))
                    by.setdefault(problem, entry)
            return None if problem in by else problem

        rest = log.changed(left)
        first = {(one.code, one.place): entry for one, entry in by.items()}
        apart = [(one, first[one.code, one.place]) for one in ProblemLog(by)]
        return rest, tuple(LetStand(one, entry.reason, entry.until) for one, entry in apart)

    def unmet(self, briefs: Collection[LoadedBrief], *, is_whole: bool) -> Iterator[Problem]:
        """What is wrong with the entries of some briefs; with those of the project where these are all."""
        blocks = {one.path: (one.places, one.config.accepted) for one in briefs}
        if is_whole:
            blocks[_SHARED] = (self._project.places, self._project.config.accepted)
        for file, (places, entries) in blocks.items():
            for index, entry in enumerate(entries):
                place = places.of("accepted", index, "code")
                yield from self._wrong(entry, place, is_met=(file, index) in self._met)

    def _wrong(self, entry: AcceptedFinding, place: Place, *, is_met: bool) -> Iterator[Problem]:
        if entry.code not in explanations():
            advice = suggest(entry.code, explanations()) or "it stands at the end of the message"
            message = f"there is no message with the code '{entry.code}'"
            yield Problem(place, message, advice, code="unknown-code")
        elif self._is_over(entry):
            message = f"'{entry.code}' was accepted until {entry.until}"
            advice = "look at it again: mend it, or give another day"
            yield Problem(place, message, advice, Severity.WARNING, code="stale-acceptance")
        elif not is_met:
            message = f"no warning '{entry.code}' is found at '{entry.at}' any more"
            advice = "take the entry out; what is no warning cannot be accepted"
            yield Problem(place, message, advice, Severity.WARNING, code="stale-acceptance")

    def _is_over(self, entry: AcceptedFinding) -> bool:
        return entry.until is not None and entry.until < self._today


def _meets(entry: AcceptedFinding, problem: Problem) -> bool:
    """Whether an entry accepts a problem: a warning of its code, at its place, with its words."""
    if problem.severity is not Severity.WARNING or problem.code != entry.code:
        return False
    place = problem.place
    names = [""]
    if place:
        keys = ".".join(map(str, place.keys))
        names = [place.file, str(place), f"{place.file}:{place.line}", f"{place.file}:{keys}"]
    return entry.says in problem.message and any(fnmatchcase(one, entry.at) for one in names)
