"""What becomes of a brief when a project is built, and who is told of it meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.core.problems import Problem

if TYPE_CHECKING:
    from briefing.app.build.summary import Summary

Say = Callable[[str], None]
Show = Callable[[str, str], None]
"""Given a brief's name and its page for screens, as soon as that is made."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one brief."""

    brief: str
    built: bool
    reasons: tuple[str, ...]
    """Why it was built, or why not."""
    files: Mapping[str, Path]
    told: Summary
    """Its summary, now or when it was last built; see :func:`briefing.app.build.summary.summary_of`."""
    drawn: tuple[str, ...] = ()
    """Charts that had to be drawn."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A brief that is not made, by a rule of its portfolio."""

    brief: str
    reason: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A brief that could not be built; its last good files stay."""

    brief: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class How:
    """How many briefs are built at once, and who is told of each as soon as it is done."""

    jobs: int | None = 1
    """As many as there are cores where there is no number."""
    memory: int | None = None
    """Bytes of data that each process may hold; as many as there are where left out."""
    cluster: str = ""
    """The address of a cluster on whose machines briefs are made; empty for this one."""
    total: Callable[[int], None] = lambda _count: None
    """Told how many there are to build."""
    tick: Callable[[Outcome | LeftOut | Failure], None] = lambda _result: None


ONE_BY_ONE = How()
