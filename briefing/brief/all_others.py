"""What figures of all other members are called: two sets of others are two figures."""

from __future__ import annotations

from collections.abc import Iterable


def all_but(shown: Iterable[str]) -> str:
    """The part of an id that says who is not among the others: ``others(Chad|Kenya)``."""
    return f"others({'|'.join(sorted(shown))})"
