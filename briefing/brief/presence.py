"""Whether there is a figure, so that a sentence can be left out without it: ``{% if has("exports") %}``."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from briefing.brief.conditions import UnknownName
from briefing.brief.fact_view import FactView, fact_of


class Presence:
    """Answers ``has("exports", "imports")``: whether each has a value or a bound."""

    def __init__(self, names: Mapping[str, object], declared: Collection[str]) -> None:
        self._names, self._declared = names, declared

    def __call__(self, *asked: str) -> bool:
        """Whether all are there; raises :class:`~briefing.brief.conditions.UnknownName`."""
        return not [name for name in asked if not self._is_there(name)]

    def is_gone(self, name: str) -> bool:
        """Whether a figure is declared and went, since what it needs has no value."""
        return name in self._declared and name not in self._names

    def _is_there(self, name: str) -> bool:
        view = self._names.get(name)
        if isinstance(view, FactView):
            return fact_of(view).quantity.tells_something
        if name not in self._declared:
            raise UnknownName(name, {**dict.fromkeys(self._declared), **self._names})
        return False
