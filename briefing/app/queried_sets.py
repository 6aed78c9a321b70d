"""Data sets that are queries: their results among a project's files, each run when it is first read.

What travels with a brief is the result and its record, not what was queried. Where none of the files of a
query is there, as in what an audit unpacks, and the result with its record is, that is read.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from briefing.core.file_patterns import files_like, hash_of_files
from briefing.core.problems import Place, ProblemLog
from briefing.core.query_result import path_of, record_of
from briefing.core.workspace import Kind, NotRead, Workspace
from briefing.data.connectors.queries import QueryRefused, QueryResult, files_named, run_query
from briefing.project.declared import Places


class QueryNotRead(NotRead):
    """A query that gave no result; it knows the line of the YAML that is wrong."""

    def __init__(self, path: str, place: Place, message: str, advice: str, code: str) -> None:
        self.code = code
        self.place = place
        super().__init__(path, message, advice)

    def tell(self, place: Place, log: ProblemLog, what: str = "") -> None:
        """Note it where the query is written, whatever place names the file."""
        del place, what
        log.add(self.place, self.message, self.advice, code=self.code)


def with_queries(
    workspace: Workspace, datasets: Mapping[str, object], places: Places, log: ProblemLog
) -> dict[str, object]:
    """The data sets of raw YAML with the results of queries for their files."""
    found = dict(datasets)
    for name, block in datasets.items():
        query = block.get("query") if isinstance(block, Mapping) else None
        if not isinstance(block, Mapping) or not isinstance(query, str):
            continue
        path = path_of(name)
        if block.get("path", path) != path:
            log.add(
                places.of_key("datasets", name, "query"),
                f"'{name}' has a path and a query",
                "leave out one of the two",
                code="unfit-query",
            )
            continue
        one = _Query(workspace, path, query, places.of("datasets", name, "query"))
        if one.is_to_run:
            workspace.supply(path, one.result)
            workspace.supply(record_of(path), one.record)
        found[name] = {**block, "path": path}
    return found


@dataclass(frozen=True)
class _Query:
    workspace: Workspace
    path: str
    query: str
    place: Place

    @cached_property
    def named(self) -> list[str]:
        """The paths and patterns that it names."""
        return files_named(self.query)

    @property
    def is_to_run(self) -> bool:
        """Whether it is run; else its result is there, and what it reads is not."""
        are_there = any(files_like(self.workspace, one) for one in self.named)
        return are_there or not self._has_result()

    def _has_result(self) -> bool:
        """Whether a result stands there that its record calls that of this query."""
        try:
            record = json.loads(self.workspace.read(record_of(self.path), Kind.DATA).content)
            digest = self.workspace.sha256(self.path)
            return bool(record["query"] == self.query and record["sha256"] == digest)
        except (NotRead, ValueError, KeyError, TypeError):
            return False

    def result(self) -> bytes:
        """What it gives, as a CSV; raises :class:`QueryNotRead`."""
        return self._run.content

    @cached_property
    def _files(self) -> dict[str, list[str]]:
        found = {}
        for one in self.named:
            found[one] = files_like(self.workspace, one)
            if not found[one]:
                message = f"no file of the project is called like '{one}'"
                raise self._refused(message, "look at the path in the query", "missing-file")
        return found

    @cached_property
    def _run(self) -> QueryResult:
        try:
            files = {
                one: [self._inside(path) for path in every] for one, every in self._files.items()
            }
            return run_query(self.query, files)
        except QueryRefused as error:
            place = self._place_of(error)
            raise QueryNotRead(self.path, place, str(error), error.advice, error.code) from None

    def _inside(self, path: str) -> Path:
        try:
            return self.workspace.real(path)
        except NotRead as error:
            raise self._refused(error.message, error.advice, error.code) from None

    def _refused(self, message: str, advice: str, code: str) -> QueryNotRead:
        return QueryNotRead(self.path, self.place, message, advice, code)

    def _place_of(self, error: QueryRefused) -> Place:
        """The line and column of the YAML, where the text of the query stands there as it is."""
        text = error.text.strip()
        try:
            lines = self.workspace.read(self.place.file, Kind.CONFIG).content.decode().split("\n")
        except (NotRead, UnicodeDecodeError):
            return self.place
        for number in range(max(self.place.line - 1, 0), len(lines)) if text else ():
            if (at := lines[number].find(text)) >= 0:
                blank = len(error.text) - len(error.text.lstrip())
                return Place(self.place.file, number + 1, at + max(error.column - blank, 1))
        return self.place

    def record(self) -> bytes:
        """Of what the result was made, as JSON; raises :class:`QueryNotRead`."""

        def size(path: str) -> int:
            return self.workspace.real(path).stat().st_size

        told = {
            "query": self.query,
            "engine": self._run.engine,
            "rows": self._run.rows,
            "sha256": hashlib.sha256(self._run.content).hexdigest(),
            "read": {one: hash_of_files(self.workspace, one) for one in self.named},
            "files": [
                {
                    "path": path,
                    "sha256": self.workspace.sha256(path, Kind.QUERIED),
                    "size": size(path),
                }
                for path in sorted({path for every in self._files.values() for path in every})
            ],
        }
        return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()
