"""Names to items: the built-in ones in a readable table, and those that plug-ins add.

Third parties add calculators, charts and readers by entry points in the groups
``briefing.calculators``, ``briefing.charts`` and ``briefing.readers``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from importlib.metadata import entry_points
from typing import TypeVar

from briefing.core.problems import Place, ProblemLog

Made = TypeVar("Made")
"""What the functions of one registry return."""


class Registry(Mapping[str, Callable[..., Made]]):
    """Functions by name. Built-ins win over plug-ins of the same name."""

    def __init__(self, group: str, built_in: Mapping[str, Callable[..., Made]]) -> None:
        self.group, self._built_in = group, built_in
        self._broken: list[tuple[str, str]] = []

    @cached_property
    def _all(self) -> dict[str, Callable[..., Made]]:
        found: dict[str, Callable[..., Made]] = {}
        for point in entry_points(group=self.group):
            try:
                found[point.name] = point.load()
            except Exception as error:  # noqa: BLE001  (a plug-in may fail in any way)
                self._broken.append((point.name, f"{type(error).__name__}: {error}"))
        return {**found, **self._built_in}

    def __getitem__(self, name: str) -> Callable[..., Made]:
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
