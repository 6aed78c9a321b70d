"""Data sets that Python hands over as tables: put among a project's files, and in place of what they declare.

A declared data set keeps its series, units and source and reads the table for its file; one that nobody
declares is recognised from its table, as a file of one line is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from briefing.core import handed_table
from briefing.core.problems import Problem, ProblemLog, Refusal, UnusableInput, suggest
from briefing.core.workspace import Kind, Workspace
from briefing.data.connectors.handed_tables import arrow_of
from briefing.language.messages import MESSAGES
from briefing.project.brief_schema import NAME
from briefing.project.loading import Project
from briefing.project.locating import SHARED, brief_files
from briefing.project.references import datasets_used
from briefing.project.yaml import read_yaml

_WORD = re.compile(r"[a-z][a-z0-9_]*")
_OF_THE_FILE = frozenset(
    {"path", "query", "format", "encoding", "delimiter", "header", "rows", "sheet", "records"}
)
"""Keys of a data set that say how its file is read, which is not read."""


def with_tables(workspace: Workspace, tables: Mapping[str, object]) -> Workspace:
    """The project as if it held the tables, each for the data set of its name; nothing is written.

    Raises :class:`~briefing.core.problems.UnusableInput` for those that are no tables.
    """
    told = []
    for name, table in tables.items():
        try:
            check_name(name)
            content = arrow_of(name, table)
        except Refusal as error:
            told.append(Problem(None, str(error), error.advice, code=error.code))
            continue
        workspace = workspace.as_if(handed_table.path_of(name), content)
    if told:
        raise UnusableInput(told)
    return workspace


def check_name(name: str) -> None:
    """Raise :class:`~briefing.core.problems.Refusal` where no data set can be called so."""
    if not re.match(NAME, name):
        advice = "small letters, digits and '_', a letter first"
        raise Refusal(f"'{name}' is no name of a data set", advice, code="unusable-table")


def check_named(workspace: Workspace, tables: Collection[str]) -> None:
    """Raise :class:`~briefing.core.problems.UnusableInput` for tables that no YAML of the project names."""
    paths = [f"config/{SHARED}", *brief_files(workspace)]
    texts = (workspace.read(path, Kind.CONFIG).content.decode(errors="replace") for path in paths)
    words = {word for text in texts for word in _WORD.findall(text)}
    _refuse_idle([name for name in tables if name not in words], words)


def check_use(project: Project, tables: Collection[str]) -> None:
    """Raise :class:`~briefing.core.problems.UnusableInput` for tables that none of its briefs reads."""
    used: set[str] = set()
    for brief in project.briefs.values():
        used |= {name.partition("@")[0] for name in datasets_used(project.of(brief), brief.config)}
    _refuse_idle([name for name in tables if name not in used], used)


def _refuse_idle(names: Collection[str], known: Collection[str]) -> None:
    if names:
        raise UnusableInput(
            Problem(
                None,
                f"a table is handed over for '{name}', and no brief that is asked for reads that",
                suggest(name, sorted(known)),
                code="idle-table",
            )
            for name in names
        )


def with_handed(
    workspace: Workspace, datasets: Mapping[str, object], *, is_shared: bool
) -> tuple[dict[str, object], dict[str, object]]:
    """The data sets of raw YAML with those of tables in place, and the sources of those that name none.

    ``is_shared`` are the data sets of the project, which take in what nobody declares.
    """
    found, sources = dict(datasets), dict[str, object]()
    handed = [one for one in map(_name_in_folder, workspace.names(handed_table.FOLDER)) if one]
    undeclared = {one for one in handed if one not in found}
    if undeclared and is_shared:
        undeclared -= _declared_by_briefs(workspace)
    for name in handed:
        if name not in found and not (is_shared and name in undeclared):
            continue
        declared = found.get(name) or {}
        path = handed_table.path_of(name)
        if not isinstance(declared, Mapping):
            continue
        if not declared.get("source"):
            title = MESSAGES.term("handed.source", name=name)
            sources[name] = {"title": title, "publisher": "", "licence": ""}
        kept = {key: value for key, value in declared.items() if key not in _OF_THE_FILE}
        found[name] = {"source": name, "path": path, **kept}
    return found, sources


def _declared_by_briefs(workspace: Workspace) -> set[str]:
    """The data sets that briefs declare for themselves."""
    found: set[str] = set()
    for path in brief_files(workspace):
        read = read_yaml(workspace.read(path, Kind.CONFIG).content, path, ProblemLog())
        own = read[0].get("datasets") if read else None
        found |= set(own) if isinstance(own, Mapping) else set()
    return found


def _name_in_folder(name: str) -> str:
    return handed_table.name_of(f"{handed_table.FOLDER}/{name}")
