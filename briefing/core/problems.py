"""What can go wrong, as values: a place in a file, a problem there, and the errors that carry them.

    BriefingError                 every error that a caller of this package may meet
    ├── UnusableInput             exit code 2: config, usage or a missing file
    ├── MisleadingBrief           exit code 1: the data or the brief would mislead
    └── InternalFault             exit code 2: the fault is ours, with what to report

Each composes its message from its values; raising does nothing else.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum

from briefing.core.spot import Spot


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a file that the user can open: path as the user knows it, line and column from 1."""

    file: str
    line: int = 0
    column: int = 0
    sheet: str = ""
    """Of a cell in a workbook: the sheet, by its name."""

    @classmethod
    def of(cls, spot: Spot) -> Place:
        """Where a cell stands."""
        return cls(spot.file, spot.row, spot.column, spot.sheet)

    def __str__(self) -> str:
        """``file:line:column`` or ``file, sheet 'B', cell C7``, leaving out what is not known."""
        if self.sheet and self.line and self.column:
            return str(Spot(self.file, self.sheet, self.line, self.column))
        if self.sheet:
            return f"{self.file}, sheet '{self.sheet}'" + (f", row {self.line}" * bool(self.line))
        parts = [self.file]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)


class Severity(Enum):
    """How much a problem weighs, and so what it does to the exit code."""

    UNUSABLE = "error"
    """It cannot be used as written: exit code 2."""
    MISLEADING = "finding"
    """The brief would mislead its reader: exit code 1."""
    WARNING = "warning"
    """Said, and the build goes on."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where, what, and what to do about it."""

    place: Place | None
    message: str
    advice: str = ""
    severity: Severity = Severity.UNUSABLE
    code: str = ""
    """Which kind of mistake it is: a stable slug, such as ``unreadable-cell``."""

    def __str__(self) -> str:
        """``file:line:column: what is wrong (what to do)``, one line."""
        where = f"{self.place}: " if self.place else ""
        advice = f" ({self.advice})" if self.advice else ""
        return f"{where}{self.message}{advice}"


@dataclass(slots=True)
class ProblemLog:
    """Collects problems, so that a user hears all of them at once.

    A stage adds what it finds and goes on with what it could use; the pipeline decides when
    to stop. The same problem is kept once.
    """

    problems: list[Problem] = field(default_factory=list)

    def add(
        self,
        place: Place | None,
        message: str,
        advice: str = "",
        severity: Severity = Severity.UNUSABLE,
        *,
        code: str = "",
    ) -> None:
        """Note one problem; ``code`` says which kind of mistake it is."""
        problem = Problem(place, message, advice, severity, code)
        if problem not in self.problems:
            self.problems.append(problem)

    def take(self, other: ProblemLog) -> None:
        """Note the problems of another log, each once."""
        for problem in other.problems:
            if problem not in self.problems:
                self.problems.append(problem)

    def __iter__(self) -> Iterator[Problem]:
        """Problems in the order of files and lines, those without a place last."""
        nowhere = Place("\uffff")
        return iter(sorted(self.problems, key=lambda problem: problem.place or nowhere))

    def __len__(self) -> int:
        """How many problems there are, warnings included."""
        return len(self.problems)

    def of(self, severity: Severity) -> list[Problem]:
        """The problems of one severity, in order."""
        return [problem for problem in self if problem.severity is severity]

    def raise_if_any(self) -> None:
        """Raise what must stop the work: unusable input first, then what would mislead."""
        if unusable := self.of(Severity.UNUSABLE):
            raise UnusableInput(unusable)
        if misleading := self.of(Severity.MISLEADING):
            raise MisleadingBrief(misleading)


class BriefingError(Exception):
    """Any error that this package raises on purpose; carries its problems."""

    exit_code = 2

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UnusableInput(BriefingError):
    """Config, usage or a file cannot be used as written."""


class MisleadingBrief(BriefingError):
    """The data or the brief would mislead its reader."""

    exit_code = 1


class InternalFault(BriefingError):
    """A fault of this program: never the user's."""


class Refusal(ValueError):
    """A user's mistake, found by code that knows no file.

    Whoever knows the place makes it a :class:`Problem`, with the message, advice and code here.
    """

    def __init__(self, message: str, advice: str = "", *, code: str = "") -> None:
        self.advice, self.code = advice, code
        super().__init__(message)


class QuantityError(Refusal):
    """A calculation that has no meaning: units that do not add, a root of a negative."""


def suggest(word: str, known: Iterable[str]) -> str:
    """``did you mean 'x'?`` with the nearest of the known words, or an empty string."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"did you mean '{near[0]}'?" if near else ""
