"""What a watch tells, kept; and waiting that has an end."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from briefing.app.watch.watching import Result
from briefing.core.problems import Problem

PATIENCE = 30
"""Seconds after which what is waited for will not come."""


def until(found: Callable[[], Any], what: str = "") -> Any:
    """What is found, as soon as it is there."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if value := found():
            return value
        time.sleep(0.02)
    pytest.fail(f"waited in vain: {what}")


class Heard:
    """What a watch told."""

    def __init__(self) -> None:
        self.briefs: list[Sequence[str]] = []
        self.pages: list[tuple[str, str]] = []
        self.results: list[Result] = []
        self.looks: list[tuple[str, ...]] = []

    def watches(self, briefs: Sequence[str]) -> None:
        self.briefs.append(briefs)

    def shows(self, brief: str, page: str) -> None:
        self.pages.append((brief, page))

    def has(self, result: Result) -> None:
        self.results.append(result)

    def has_looked(self, problems: Sequence[Problem]) -> None:
        self.looks.append(tuple(map(str, problems)))

    @property
    def built(self) -> list[str]:
        return [one.brief for one in self.results if one.outcome and one.outcome.built]

    @property
    def problems(self) -> str:
        """Of the newest look at a brief."""
        return "\n".join(map(str, self.results[-1].problems)) if self.results else ""
