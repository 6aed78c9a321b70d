"""Where a table stands that Python hands over: among the files of the project, though in none of them.

Its bytes are its Arrow form, so that a ledger, a tree of figures and an audit tell it by its name and
its sha256 as they tell a file; a PDF carries it as it carries the others.
"""

from __future__ import annotations

from briefing.core.virtual_folder import VirtualFolder

_PLACE = VirtualFolder("handed-over-by-python", ".arrow")
FOLDER = _PLACE.name


def path_of(name: str) -> str:
    """The path of the table that is handed over for a data set."""
    return _PLACE.path_of(name)


def name_of(path: str) -> str:
    """The data set for which a table was handed over; empty of any other file."""
    return _PLACE.dataset_of(path)
