"""``config/<brief>.review.yaml``: how the figures stood when somebody read each passage of a brief."""

from __future__ import annotations

from briefing.project.declared import Declared


class FigureRecord(Declared):
    """How one figure of a passage stood."""

    status: str
    """``known``, ``bounded``, or why there is no value."""
    way: str = ""
    """Which way it went since the period before: ``up``, ``down``, ``level``, ``unknown``."""
    rank: str = ""
    """Its place, where it is a rank."""
    member: str = ""
    """Whom it is about, where that follows from the data."""
    metric: str = ""
    """The metric that it is a figure of."""
    shown: str = ""
    """How it was printed. It is not compared."""
    side: str | None = None
    """On which side of zero it was. Not compared where it is left out."""
    place: str | None = None
    """Whether it was the ``highest`` or ``lowest`` of the members that report, or ``between``. Not compared where
    it is left out."""


class PassageRecord(Declared):
    """One passage that somebody accepted as true."""

    id: str
    """Where it stands: ``bottom-line-1``."""
    text: str
    """The passage as typed; another text is another passage."""
    figures: dict[str, FigureRecord] = {}
    """The figures in it, and those that it is about, by their names."""
    rules: dict[str, bool | None] = {}
    """The brief's rules that name one of them, with their verdicts; none where it is undecided."""
    by: str = ""
    """Who read it."""
    date: str = ""
    """When: ``2026-11-29``."""


class ReviewConfig(Declared):
    """The passages of a brief that were read against their figures."""

    passages: list[PassageRecord] = []
