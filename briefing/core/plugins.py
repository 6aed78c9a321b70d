"""Names to items: the built-in ones in a readable table, and those that plug-ins add.

Third parties add items by entry points in the groups of :data:`GROUPS`. Their names and
distributions are known without loading any code of theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import EntryPoint, entry_points
from typing import TypeVar

from briefing.core.problems import Place, ProblemLog

Made_co = TypeVar("Made_co", covariant=True)
"""What the functions of one registry return."""
GROUPS: Mapping[str, str] = {
    "briefing.calculators": "calculator",
    "briefing.charts": "chart kind",
    "briefing.drawings": "drawing",
    "briefing.readers": "reader",
    "briefing.detectors": "detector",
    "briefing.designs": "page design",
    "briefing.writers": "writer",
    "briefing.languages": "language",
}
"""The groups of entry points with what each adds, in words."""


@dataclass(frozen=True, slots=True)
class Plugin:
    """One item of a plug-in, as its metadata tell it."""

    group: str
    name: str
    module: str
    """The module that its code is in: ``mine.sums``."""
    distribution: str
    """What to install to have it: ``policy-briefing-example``; empty where nothing says it."""
    version: str


def plugins_in(group: str) -> dict[str, Plugin]:
    """The items that plug-ins add to a group, by name; none of their code is loaded."""
    return {point.name: _plugin(group, point) for point in entry_points(group=group)}


def _plugin(group: str, point: EntryPoint) -> Plugin:
    module, made = point.value.partition(":")[0].strip(), point.dist
    return Plugin(
        group, point.name, module, made.name if made else "", made.version if made else ""
    )


class Registry(Mapping[str, Callable[..., Made_co]]):
    """Functions by name. Built-ins win over plug-ins of the same name."""

    def __init__(self, group: str, built_in: Mapping[str, Callable[..., Made_co]]) -> None:
        self.group, self._built_in = group, built_in
        self._broken: list[tuple[str, str]] = []

    @cached_property
    def _points(self) -> dict[str, EntryPoint]:
        """What plug-ins add, by name; asked for once."""
        return {point.name: point for point in entry_points(group=self.group)}

    @property
    def plugins(self) -> dict[str, Plugin]:
        """Where the items are from that no built-in of their name keeps out."""
        return {
            name: _plugin(self.group, point)
            for name, point in self._points.items()
            if name not in self._built_in
        }

    @cached_property
    def _all(self) -> dict[str, Callable[..., Made_co]]:
        found: dict[str, Callable[..., Made_co]] = {}
        for point in self._points.values():
            try:
                found[point.name] = point.load()
            except Exception as error:  # noqa: BLE001  (a plug-in may fail in any way)
                self._broken.append((point.name, f"{type(error).__name__}: {error}"))
        return {**found, **self._built_in}

    def __getitem__(self, name: str) -> Callable[..., Made_co]:
        """The function of that name."""
        return self._all[name]

    def __iter__(self) -> Iterator[str]:
        """The names."""
        return iter(self._all)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._all)

    def report_broken(self, log: ProblemLog) -> None:
        """Say which plug-ins could not be loaded."""
        len(self)
        for name, why in self._broken:
            log.add(
                Place(self.group),
                f"the plug-in '{name}' cannot be loaded: {why}",
                code="broken-plugin",
            )

    def first_lines(self) -> dict[str, str]:
        """Each name with the first line of its documentation."""
        return {name: (item.__doc__ or "").strip().split("\n")[0] for name, item in self.items()}
