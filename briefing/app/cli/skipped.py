"""Subjects of portfolios that get no brief, as commands tell them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

_MOST_LINES, _NAMED = 12, 3
"""Of one reason: more than so many lines are one, with the first names."""


def skipped_words(skipped: Mapping[str, str]) -> Iterator[str]:
    """A line each, ``commodities/peat: skipped: no longer mined``; of very many for one reason, one line."""
    by_reason: dict[str, list[str]] = {}
    for name, reason in skipped.items():
        by_reason.setdefault(reason, []).append(name)
    for reason, names in by_reason.items():
        if len(names) > _MOST_LINES:
            first, more = ", ".join(names[:_NAMED]), len(names) - _NAMED
            yield f"{first} and {more} more: skipped: {reason}"
        else:
            yield from (f"{name}: skipped: {reason}" for name in names)


def skipped_entry(skipped: Mapping[str, str]) -> dict[str, Mapping[str, str]]:
    """The same for machines; nothing where none is skipped."""
    return {"skipped": skipped} if skipped else {}
