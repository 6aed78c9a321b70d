"""A page design: the folder ``leaflet`` beside this file."""

from __future__ import annotations

from pathlib import Path


def folder() -> Path:
    """The folder in which the folder of the design stands."""
    return Path(__file__).parent
