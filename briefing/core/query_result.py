"""Where the result of a query stands: among the files of the project, though in none of them.

It is a table of texts, so that a ledger, a tree of figures and an audit tell its cells as they tell those of
a file; a record beside it says of what it was made. A PDF carries both, and none of what was queried.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from briefing.core.virtual_folder import VirtualFolder

_PLACE = VirtualFolder("results-of-queries", ".csv")
FOLDER = _PLACE.name


def path_of(name: str) -> str:
    """The path of the result of a data set's query."""
    return _PLACE.path_of(name)


def name_of(path: str) -> str:
    """The data set whose query gave a result; empty of any other file."""
    return _PLACE.dataset_of(path)


def record_of(path: str) -> str:
    """The path of the record of a result: the query, the files with their hashes, the rows, the engine."""
    return f"{path.removesuffix(_PLACE.ending)}.json"


@dataclass(frozen=True, slots=True)
class Queried:
    """Of what a result was made."""

    query: str
    engine: str
    """``DuckDB 2.0.1``."""
    rows: int
    """Of the result."""
    files: tuple[tuple[str, str], ...]
    """The files that it read, with their sha256."""

    @classmethod
    def of(cls, record: bytes) -> Queried:
        """From the text of its record; raises ``ValueError``, ``KeyError`` or ``TypeError`` for another."""
        told = json.loads(record)
        files = tuple((str(one["path"]), str(one["sha256"])) for one in told["files"])
        return cls(str(told["query"]), str(told["engine"]), int(told["rows"]), files)
