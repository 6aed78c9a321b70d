"""``config/<brief>.status.yaml``: what became of each recommendation, carried from edition to edition."""

from __future__ import annotations

from typing import Literal

from briefing.project.declared import Declared


class AdviceRecord(Declared):
    """One recommendation's life so far."""

    opened: str
    """Key of the source (the edition) with which it was first given."""
    status: Literal["open", "accepted", "done", "dropped"] = "open"
    """Done and dropped ones are not printed any more."""
    owner: str = ""
    """Who answers for it."""
    due: str = ""
    """By when it is to be done."""
    note: str = ""
    """What happened."""


class LifecycleConfig(Declared):
    """The records of a brief's recommendations by their ids."""

    recommendations: dict[str, AdviceRecord] = {}
    """By id of the recommendation."""
