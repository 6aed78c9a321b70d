"""Where a table stands that Python hands over: among the files of the project, though in none of them.

Its bytes are its Arrow form, so that a ledger, a tree of figures and an audit tell it by its name and
its sha256 as they tell a file; a PDF carries it as it carries the others.
"""

from __future__ import annotations

from pathlib import PurePosixPath

FOLDER = "handed-over-by-python"
_ENDING = ".arrow"


def path_of(name: str) -> str:
    """The path of the table that is handed over for a data set."""
    return f"{FOLDER}/{name}{_ENDING}"


def name_of(path: str) -> str:
    """The data set for which a table was handed over; empty of any other file."""
    parts = PurePosixPath(path)
    is_one = str(parts.parent) == FOLDER and parts.suffix == _ENDING
    return parts.stem if is_one else ""
