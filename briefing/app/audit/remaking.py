"""A brief made again, from nothing but what its PDF carries and this program.

The files go into a scratch folder that is the caller's. What the ledger says of the brief, such as
the parts that its pages cost, plays no part: all of it is made anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from briefing.app.build.pipeline import as_it_was, make_each
from briefing.app.one_line_sets import load_attached
from briefing.app.review.evidence import Evidence
from briefing.core.files import write_tree
from briefing.core.problems import BriefingError, ProblemLog, Severity
from briefing.core.resources import TEMPLATES
from briefing.core.workspace import Kind, Workspace
from briefing.project.references import check_references
from briefing.writers.ledger.schema import Ledger, files_of

_EPOCH = "SOURCE_DATE_EPOCH"


@dataclass(frozen=True, slots=True)
class Remade:
    """The brief as this program makes it now."""

    pdf: bytes = b""
    """Empty where it could not be made."""
    ledger: Ledger | None = None
    lacks: tuple[str, ...] = ()
    """Files that the brief was made from and that are not at hand."""
    problem: str = ""
    """What keeps it from being made."""


def remake(
    evidence: Evidence, folder: Path, given: Mapping[str, bytes], moment: datetime | None
) -> Remade:
    """Make the brief of ``evidence`` again in an empty folder; nothing outside of it is written.

    ``given`` are files at hand by their sha256: they stand in for what is not attached, such as
    typefaces. ``moment`` is what the file says of when it was made.
    """
    files, lacks = _files(evidence, given)
    if lacks:
        return Remade(lacks=tuple(lacks))
    environment = {} if moment is None else {_EPOCH: str(int(moment.timestamp()))}
    name = evidence.ledger["brief"]["id"]
    log = ProblemLog()
    try:
        write_tree(folder, files)
        project = load_attached(Workspace(folder, environment), log, name)
        if project is not None:
            check_references(project, log)
        log.raise_if_any()
        assert project is not None
        if name not in project.briefs:
            return Remade(problem=f"no attached file declares the brief '{name}'")
        project = as_it_was(project, evidence.ledger["brief"].get("as_of"))
        made = next(make_each(project, [name], log), None)
        log.raise_if_any()
    except (BriefingError, OSError, ValueError, RecursionError) as error:
        return Remade(problem=_why(error))
    if made is None:
        return Remade(problem="it can no longer be made")
    return Remade(made.contents["pdf"], made.brief.ledger)


def _files(evidence: Evidence, given: Mapping[str, bytes]) -> tuple[dict[str, bytes], list[str]]:
    """All files of the brief by path, and the paths of those that are not at hand."""
    found, lacks = dict(evidence.attached), []
    shipped = Workspace(TEMPLATES)
    for one in files_of(evidence.ledger):
        path, wanted = one["path"], one["sha256"]
        within = path.removeprefix("templates/")
        if path in found and hashlib.sha256(found[path]).hexdigest() == wanted:
            continue
        if wanted in given:
            found[path] = given[wanted]
        elif path not in found and path != within and wanted:
            if shipped.sha256(within, Kind.TEMPLATE) == wanted:
                found[path] = shipped.read(within, Kind.TEMPLATE).content
            else:
                lacks.append(path)
        elif path not in found:
            lacks.append(path)
    return found, lacks


def _why(error: Exception) -> str:
    """The first thing that keeps a brief from being made."""
    if isinstance(error, BriefingError):
        grave = (str(one) for one in error.problems if one.severity is not Severity.WARNING)
        return next(grave, str(error))
    return f"{type(error).__name__}: {error}"
