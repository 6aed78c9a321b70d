"""How a check of a plug-in says what is not kept."""

from __future__ import annotations


class NotKept(AssertionError):
    """What a plug-in does not keep, in words."""


def require(is_kept: bool, words: str) -> None:
    """Raise :class:`NotKept` with ``words`` where something is not kept."""
    if not is_kept:
        raise NotKept(words)
