"""Whose value is missing where a figure that was computed of several is not there, in words."""

from __future__ import annotations

from briefing.core.fact import Derivation, Fact
from briefing.core.series import unreported_behind
from briefing.language.base import Language

_MOST_NAMED = 3


def whose_missing(language: Language, fact: Fact) -> str:
    """``no value for Kenya and Chad in 2023``, of what was computed and is not known for want of it.

    Empty where the figure is known, was not computed, or lacks nothing that nobody reported.
    """
    if fact.quantity.value is not None or not isinstance(fact.origin, Derivation):
        return ""
    by_period: dict[str, list[str]] = {}
    for one in unreported_behind(fact):
        when = language.short_period(one.period) if one.period else ""
        name = language.name(one.member) if one.member else one.title
        names = by_period.setdefault(when, [])
        if name not in names:
            names.append(name)
    told = [
        language.term("missing.in", names=_listed(language, names), when=when)
        if when
        else _listed(language, names)
        for when, names in by_period.items()
    ]
    return language.term("missing.no_value", names=language.listed(told)) if told else ""


def _listed(language: Language, names: list[str]) -> str:
    """The first names, and how many more there are."""
    if len(names) <= _MOST_NAMED:
        return language.listed(names)
    more = language.term("missing.more", count=len(names) - _MOST_NAMED)
    return language.listed([*names[:_MOST_NAMED], more])
