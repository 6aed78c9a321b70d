"""What can go wrong, as values: a place in a file, a problem there, and the errors that carry them.

    BriefingError                 every error that a caller of this package may meet
    ├── UnusableInput             exit code 2: config, usage or a missing file
    └── MisleadingBrief           exit code 1: the data or the brief would mislead

Each composes its message from its values; raising does nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Self

from briefing.core.near_words import suggest as suggest  # noqa: PLC0414  (advice belongs to problems)
from briefing.core.spot import Spot


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a file that the user can open: path as the user knows it, line and column from 1."""

    file: str
    line: int = 0
    column: int = 0
    sheet: str = ""
    """Of a cell in a workbook: the sheet, by its name."""

    keys: tuple[str | int, ...] = field(default=(), compare=False)
    """Of YAML, the keys that lead there, which stay when lines move."""

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
class Subject:
    """What a problem is about, known by identity and not by its words."""

    series: str
    """Id of a measure or metric: ``world.mined``."""
    member: str | None = None
    """A member of its dimension; ``None`` for every one."""
    period: Hashable = None
    """A period; ``None`` for every one."""

    def meets(self, other: Subject) -> bool:
        """Whether the two have a value in common."""
        return (
            self.series == other.series
            and (None in {self.member, other.member} or self.member == other.member)
            and (None in {self.period, other.period} or self.period == other.period)
        )


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where, what, and what to do about it."""

    place: Place | None
    message: str
    advice: str = ""
    severity: Severity = Severity.UNUSABLE
    code: str = field(kw_only=True)
    """Which kind of mistake it is: a stable slug, such as ``unreadable-number``."""
    about: tuple[Subject, ...] = ()
    """Of a finding of the data: the values that are not to be had because of it."""
    lacks: tuple[Subject, ...] = ()
    """The values that were looked for and not there; what befell them is the cause."""
    cell: str = ""
    """The text of the cell that is not as it should be."""
    because: tuple[Problem, ...] = ()
    """The findings that led to it, where they are known."""
    count: int = 1
    """How often it was found, in one file and of one series."""
    series: str = ""
    """Of a doubt that is raised often: in which series or data set, so that those of one are told once."""
    also: tuple[Problem, ...] = ()
    """Where else: the next places, up to three with the first."""

    def __str__(self) -> str:
        """``file:line:column: what is wrong (what to do)``, one line."""
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.words}"

    @property
    def identity(self) -> Hashable:
        """What tells it from others, in this and in another edition of the same files."""
        if self.about or self.lacks:
            return (self.code, self.about, self.lacks)
        place = self.place
        return (self.code, place and (place.file, place.keys or (place.line, place.column)))

    @property
    def line(self) -> str:
        """The same, as much as can be read, with the code that ``briefing explain`` knows at its end."""
        words, most = str(self).replace("\n", "\\n"), _LONGEST_LINE
        return f"{words if len(words) <= most else f'{words[:most]} …'} [{self.code}]"

    @property
    def words(self) -> str:
        """What is wrong and what to do, how often, and what led to it."""
        advice = f" ({self.advice})" if self.advice else ""
        return f"{self.message}{advice}{self.further}{self._cause()}"

    @property
    def further(self) -> str:
        """How often else it was found, and where; empty where it was found once."""
        if self.count == 1:
            return ""
        places = " and ".join(
            f"'{one.cell}' at {one.place}" if one.cell != self.cell else str(one.place)
            for one in self.also
        )
        return f"; {self.count:,} times, also {places}"

    def _cause(self) -> str:
        if not self.because:
            return ""
        every = [*dict.fromkeys(str(one.place) for one in self.because if one.place)]
        more = len(every) - _MOST_PLACES
        places = ", ".join(every[:_MOST_PLACES])
        return f"; because of {places}{f' and {more:,} more' if more > 0 else ''}"


_LONGEST_LINE = 4_000
"""Characters of a problem that are told on a line."""
_MOST_PLACES = 3
"""How many places of one finding are told."""


class ProblemLog:
    """Collects problems, so that a user hears all of them at once.

    A stage adds what it finds and goes on with what it could use; the pipeline decides when
    to stop. The same problem is kept once.
    """

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        self._kept: dict[Problem, None] = dict.fromkeys(problems)
        self._read: dict[str, set[str]] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Each problem as it was added, in that order."""
        return tuple(self._kept)

    def add(
        self,
        place: Place | None,
        message: str,
        advice: str = "",
        severity: Severity = Severity.UNUSABLE,
        *,
        code: str,
        about: tuple[Subject, ...] = (),
        lacks: tuple[Subject, ...] = (),
        cell: str = "",
    ) -> None:
        """Note one problem; ``code`` says which kind of mistake it is."""
        self.put(
            Problem(
                place,
                message,
                advice,
                severity,
                code=code,
                about=about,
                lacks=lacks,
                cell=cell,
            )
        )

    def put(self, problem: Problem) -> None:
        """Note a problem that is made already."""
        self._kept.setdefault(problem)

    def refuse(self, place: Place | None, error: Refusal, message: str = "") -> None:
        """Note what was refused at a place; ``message`` where its own words do not say enough."""
        self.add(place, message or str(error), error.advice, code=error.code, lacks=error.lacks)

    def take(self, other: ProblemLog) -> None:
        """Note the problems of another log, each once."""
        self._kept.update(other._kept)
        for name, read in other._read.items():
            self._read.setdefault(name, set()).update(read)

    def changed(self, change: Callable[[Problem], Problem | None]) -> ProblemLog:
        """The same log with every problem as ``change`` makes it, without those of which it makes none."""
        found = ProblemLog(one for one in map(change, self._kept) if one)
        found._read = self._read
        return found

    def note_reading(self, metric: str, series: str) -> None:
        """Note that a metric is computed from a series, whose findings may so be its causes."""
        self._read.setdefault(metric, set()).add(series)

    def __contains__(self, problem: Problem) -> bool:
        """Whether the problem was noted."""
        return problem in self._kept

    def __iter__(self) -> Iterator[Problem]:
        """What is to be told: each finding once with its count, causes before what follows.

        Otherwise in the order of files and lines, those without a place last.
        """
        causes = _Causes(self._kept, self._read)
        merged = _Merged(causes.linked(one) for one in self._kept)
        told: set[int] = set()
        for problem in sorted(merged, key=_order):
            for one in (*(merged.of(cause) for cause in problem.because), problem):
                if id(one) not in told:
                    told.add(id(one))
                    yield one

    def __len__(self) -> int:
        """How many problems there are, warnings included."""
        return len(self._kept)

    def of(self, severity: Severity) -> list[Problem]:
        """The problems of one severity, in order."""
        return [problem for problem in self if problem.severity is severity]

    def has(self, severity: Severity) -> bool:
        """Whether there is a problem of that severity."""
        return any(one.severity is severity for one in self._kept)

    def raise_if_any(self) -> None:
        """Raise all that was found, where something must stop the work.

        That is unusable input, or else what would mislead.
        """
        if self.has(Severity.UNUSABLE):
            raise UnusableInput(self)
        if self.has(Severity.MISLEADING):
            raise MisleadingBrief(self)


class _Causes:
    """Finds what befell the values that a problem lacks."""

    def __init__(self, found: Iterable[Problem], read: Mapping[str, set[str]]) -> None:
        self._read = read
        self._by_series: dict[str, list[tuple[Subject, Problem]]] = {}
        for problem in found:
            for subject in problem.about:
                self._by_series.setdefault(subject.series, []).append((subject, problem))

    def linked(self, problem: Problem) -> Problem:
        """The problem with its causes."""
        if not problem.lacks or not self._by_series:
            return problem
        found = dict.fromkeys(cause for one in problem.lacks for cause in self._of(one))
        return replace(problem, because=tuple(found)) if found else problem

    def _of(self, lacked: Subject) -> list[Problem]:
        own = [
            problem
            for subject, problem in self._by_series.get(lacked.series, ())
            if subject.meets(lacked)
        ]
        if own:
            return own
        deeper = [
            (subject, problem)
            for name in sorted(self._sources(lacked.series))
            for subject, problem in self._by_series.get(name, ())
        ]
        same = [problem for one, problem in deeper if one.period in {None, lacked.period}]
        return same or [problem for _, problem in deeper]

    def _sources(self, metric: str) -> set[str]:
        """The series that a metric is computed from, directly or through other metrics."""
        found: set[str] = set()
        ahead = [metric]
        while ahead:
            for name in self._read.get(ahead.pop(), ()):
                if name not in found:
                    found.add(name)
                    ahead.append(name)
        return found


class _Merged:
    """Problems with those of one kind made one: same code, same file, same series."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self._groups: dict[Hashable, list[Problem]] = {}
        for problem in problems:
            self._groups.setdefault(_kind(problem), []).append(problem)
        self._told = {kind: _as_one(group) for kind, group in self._groups.items()}

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._told.values())

    def of(self, problem: Problem) -> Problem:
        """The one that tells a problem."""
        return self._told[_kind(problem)]


def _kind(problem: Problem) -> Hashable:
    """What findings of many rows have in common; of other problems, the problem itself."""
    if not (problem.about or problem.series) or problem.place is None:
        return problem
    series = problem.series or tuple(one.series for one in problem.about)
    return (problem.code, problem.severity, problem.place.file, series, not problem.because)


def _as_one(group: list[Problem]) -> Problem:
    """The first problem of a group, with the count and the next places; other texts come first."""
    if len(group) == 1:
        return group[0]
    first, *rest = sorted(group, key=_order)
    other, same, seen = list[Problem](), list[Problem](), {first.cell}
    for one in rest:
        (same if one.cell in seen else other).append(one)
        seen.add(one.cell)
    also = sorted([*other, *same][: _MOST_PLACES - 1], key=_order)
    because = tuple(dict.fromkeys(cause for one in (first, *rest) for cause in one.because))
    return replace(first, count=sum(one.count for one in group), also=tuple(also), because=because)


def _order(problem: Problem) -> Place:
    """Files and lines in order, those without a place last."""
    return problem.place or Place("\uffff")


class BriefingError(Exception):
    """Any error that this package raises on purpose; carries its problems."""

    exit_code = 2

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def _render_traceback_(self) -> list[str]:
        """What IPython shows in place of a traceback: the problems, as the terminal tells them."""
        return [type(self).__name__, *(one.line for one in self.problems)]


class UnusableInput(BriefingError):
    """Config, usage or a file cannot be used as written."""


class MisleadingBrief(BriefingError):
    """The data or the brief would mislead its reader."""

    exit_code = 1


class Refusal(ValueError):
    """A user's mistake, found by code that knows no file.

    Whoever knows the place makes it a :class:`Problem`, with the message, advice and code here.
    """

    def __init__(
        self, message: str, advice: str = "", *, code: str, lacks: tuple[Subject, ...] = ()
    ) -> None:
        self.advice, self.code, self.lacks = advice, code, lacks
        super().__init__(message)

    @classmethod
    def of(cls, error: Refusal, message: str = "") -> Self:
        """What was refused elsewhere, as an error of this kind, and in other words if need be."""
        return cls(message or str(error), error.advice, code=error.code, lacks=error.lacks)


class QuantityError(Refusal):
    """A calculation that has no meaning: units that do not add, a root of a negative."""
