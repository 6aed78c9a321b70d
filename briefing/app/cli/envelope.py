"""What stands around the JSON of every command."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.core.version import VERSION

_EDITION = 1
"""Grows when a key goes or comes to mean something else; further keys may come at any time."""


def schema_of(command: str) -> str:
    """The name of the schema that a command's output keeps."""
    return f"urn:policy-briefing:output:{command}:{_EDITION}"


def in_envelope(command: str, told: Mapping[str, object]) -> dict[str, object]:
    """A result with the keys that all have: ``schema``, ``version`` and ``problems``."""
    return event(command, {"problems": [], **told})


def event(command: str, told: Mapping[str, object]) -> dict[str, object]:
    """One line of a command that goes on; it has ``problems`` where it is about them."""
    return {"schema": schema_of(command), "version": VERSION, **told}
