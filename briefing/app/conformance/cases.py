"""What each plug-in must keep: a case for every entry point of a distribution, which its tests run.

A case fails with a :class:`NotKept` that says in words what is not kept; whatever else a plug-in
raises goes on to whoever runs the case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import distribution

from briefing.app.conformance import kept_by_figures, kept_by_files, kept_by_pages
from briefing.app.conformance.kept import NotKept, require
from briefing.core.plugins import GROUPS

Arguments = Mapping[str, object]
"""Parameters that a calculator or chart kind cannot do without, by name."""
_CHECKS: Mapping[str, Callable[[str, Callable[..., object], Arguments], None]] = {
    "briefing.calculators": kept_by_figures.calculator,
    "briefing.charts": kept_by_figures.chart_kind,
    "briefing.detectors": kept_by_figures.detector,
    "briefing.drawings": kept_by_pages.drawing,
    "briefing.designs": kept_by_pages.design,
    "briefing.writers": kept_by_files.writer,
    "briefing.readers": kept_by_files.reader,
    "briefing.languages": kept_by_pages.language,
}


@dataclass(frozen=True, slots=True)
class Case:
    """One item of a plug-in, to be checked."""

    group: str
    name: str
    load: Callable[[], object]
    arguments: Arguments

    def __str__(self) -> str:
        """``calculator spread``."""
        return f"{GROUPS[self.group]} {self.name}"

    def check(self) -> None:
        """Raise :class:`NotKept` where something is not kept."""
        item = self.load()
        require(callable(item), f"{self} is no function")
        assert callable(item)
        first = (item.__doc__ or "").strip().split("\n")[0]
        require(
            bool(first), f"{self} has no docstring: its first line is what 'briefing list' says"
        )
        _CHECKS[self.group](self.name, item, self.arguments)


def cases_of(name: str, arguments: Mapping[str, Arguments] | None = None) -> Sequence[Case]:
    """A case for each item that the installed distribution ``name`` adds.

    ``arguments`` are parameters by item, for those that cannot do without. Raises
    :class:`importlib.metadata.PackageNotFoundError` where it is not installed, and
    :class:`NotKept` where it adds nothing or to a group that there is none of.
    """
    found = tuple(_cases(name, arguments or {}))
    require(bool(found), f"'{name}' adds to none of {', '.join(GROUPS)}")
    return found


def _cases(name: str, arguments: Mapping[str, Arguments]) -> Iterator[Case]:
    for point in distribution(name).entry_points:
        if not point.group.startswith("briefing."):
            continue
        require(point.group in GROUPS, f"there is no group '{point.group}'")
        yield Case(point.group, point.name, point.load, arguments.get(point.name, {}))


__all__ = ["Arguments", "Case", "NotKept", "cases_of"]
