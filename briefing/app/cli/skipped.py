"""Subjects of portfolios that get no brief, as commands tell them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping


def skipped_words(skipped: Mapping[str, str]) -> Iterator[str]:
    """A line each: ``commodities/peat: skipped: no longer mined``."""
    yield from (f"{name}: skipped: {reason}" for name, reason in skipped.items())


def skipped_entry(skipped: Mapping[str, str]) -> dict[str, Mapping[str, str]]:
    """The same for machines; nothing where none is skipped."""
    return {"skipped": skipped} if skipped else {}
