"""Passages of a brief: what a reader judges as a whole, with how the figures in it stand.

A passage is a paragraph, a title, or a piece of advice. The program holds its figures and its words of
direction against the data; whether the rest of it is still true, only a reader can judge, and has to
when one of its figures has turned.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from briefing.core.problems import Place

_ENDS = frozenset({"highest", "lowest"})


@dataclass(frozen=True, slots=True)
class FigureState:
    """How a figure stands, as far as words about it depend on that."""

    status: str
    """``known``, ``bounded``, or the status that says why there is no value."""
    way: str = ""
    """``up``, ``down``, ``level`` or ``unknown`` since the period before; empty where nothing tells."""
    rank: str = ""
    member: str = ""
    metric: str = ""
    """The metric that it is a figure of; of a change, the one that changed. It is not compared."""
    shown: str = ""
    """How the figure is printed; it may change without a turn."""
    side: str | None = ""
    """``below zero``, ``zero`` or ``above zero``, of a percentage ``below a half`` and so on; empty where nothing tells, ``None`` where nobody noted it."""
    place: str | None = ""
    """``highest``, ``lowest`` or ``between``, of the members of its measure that report; empty for a figure
    of no member, ``None`` as above."""

    def turns(self, now: FigureState) -> Iterator[str]:
        """What is otherwise now: ``was down (-28.2%), is up (+30%)``."""
        if self.status != now.status:
            yield f"was {self.status}, is {now.status}"
        elif self.way != now.way:
            was, way = (one.way or "without a direction" for one in (self, now))
            yield f"was {was}{_shown(self)}, is {way}{_shown(now)}"
        elif self.side and now.side and self.side != now.side:
            yield f"was {self.side}{_shown(self)}, is {now.side}{_shown(now)}"
        if self.member != now.member:
            yield f"was {self.member or 'nobody'}, is {now.member or 'nobody'}"
        if self.rank != now.rank:
            yield f"ranked {self.rank}, ranks {now.rank}"
        if self.place and now.place and self.place != now.place and _ENDS & {self.place, now.place}:
            yield _moved(self.place, now.place)


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage and its figures."""

    id: str
    """Where it stands: ``bottom-line-1``, ``sections-2-title``."""
    place: Place
    text: str
    """As typed, with its expressions; what a record knows it by."""
    printed: str
    figures: Mapping[str, FigureState]
    """By name: ``neodymium.change``."""
    rules: Mapping[str, bool | None] = field(default_factory=dict)
    """Rules of the brief that name one of the figures, with their verdicts."""

    def turns(
        self, figures: Mapping[str, FigureState], rules: Mapping[str, bool | None]
    ) -> tuple[str, ...]:
        """What is otherwise than it was: ``growth was up (2%), is down (-1%)``, once for each metric."""
        found: dict[str, str] = {}
        for name, now in self.figures.items():
            if name in figures and (turned := ", ".join(figures[name].turns(now))):
                found.setdefault(now.metric, f"{name} {turned}")
        before = {one.metric for one in figures.values()}
        after = {one.metric for one in self.figures.values()}
        found |= {name: f"{name} is no longer in it" for name in sorted(before - after)}
        found |= {name: f"{name} is new in it" for name in sorted(after - before)}
        crossed = (
            f"'{rule}' was {_said(rules[rule])}, is {_said(verdict)}"
            for rule, verdict in self.rules.items()
            if rule in rules and rules[rule] is not verdict
        )
        return (*found.values(), *crossed)


def _shown(standing: FigureState) -> str:
    return f" ({standing.shown})" if standing.shown else ""


def _moved(before: str, now: str) -> str:
    """What became of a place among members: ``was the highest, is the lowest``."""
    if before in _ENDS and now in _ENDS:
        return f"was the {before}, is the {now}"
    return f"is the {now} now" if now in _ENDS else f"is no longer the {before}"


def _said(verdict: bool | None) -> str:
    return {True: "true", False: "false", None: "undecided"}[verdict]
