"""Each thing that a build needs or that decides its bytes, as it is found here, and what is wrong with it."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from packaging.requirements import Requirement

from briefing.app.build.pipeline import open_project
from briefing.core.budgets import VARIABLE
from briefing.core.problems import BriefingError, ProblemLog
from briefing.core.resources import FONTS
from briefing.core.showing import counted
from briefing.core.version import VERSION
from briefing.core.workspace import Workspace, variable
from briefing.project.locating import brief_files, find_project
from briefing.writers.house.house import shipped_house
from briefing.writers.pdf.pdf import makers

DISTRIBUTION = "policy-briefing"
_VARIABLES = (
    "SOURCE_DATE_EPOCH",
    VARIABLE,
    "BRIEFING_CERTIFICATE",
    "BRIEFING_KEY",
    "BRIEFING_DEBUG",
)
"""What the environment may say to a build. A passphrase is not among them."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    topic: str
    """``program``, ``python``, ``library``, ``extra``, ``pages``, ``fonts``, ``project``, ``cache``, ``environment``."""
    text: str
    """What was found."""
    advice: str = ""
    """What to do, where something is wrong or missing."""
    is_wrong: bool = False
    """Whether a build fails by it."""


def examined(project: Path | None) -> Iterator[Finding]:
    """All findings, the program first; ``project`` is the folder to begin at, the present one if none."""
    yield Finding("program", f"briefing {VERSION} in {FONTS.parent}")
    yield Finding(
        "python", f"{platform.python_version()} in {sys.executable}, {platform.platform()}"
    )
    yield from _libraries()
    yield _pages()
    yield _fonts()
    yield from _of_project(project or Path.cwd())
    for name in _VARIABLES:
        if value := variable(name):
            yield Finding("environment", f"{name}={value}")


def _libraries() -> Iterator[Finding]:
    try:
        declared = [Requirement(one) for one in requires(DISTRIBUTION) or ()]
    except PackageNotFoundError:
        advice = "pip install policy-briefing, or run 'sh scripts/setup' in its checkout"
        yield Finding("library", f"{DISTRIBUTION} is not installed here", advice)
        return
    for one in declared:
        extra = _extra_of(one)
        if extra == "dev":
            continue
        yield _library(one, extra)


def _extra_of(one: Requirement) -> str:
    """The extra that brings a requirement; empty for what every installation has."""
    return str(one.marker).partition('extra == "')[2].partition('"')[0] if one.marker else ""


def _library(one: Requirement, extra: str) -> Finding:
    topic = f"extra {extra}" if extra else "library"
    install = (
        f'pip install "{DISTRIBUTION}[{extra}]"'
        if extra
        else f"pip install '{one.name}{one.specifier}'"
    )
    try:
        found = version(one.name)
    except PackageNotFoundError:
        return Finding(topic, f"{one.name} is not installed", install, is_wrong=not extra)
    if not one.specifier.contains(found, prereleases=True):
        text = f"{one.name} {found} is not {one.specifier}"
        return Finding(topic, text, install, is_wrong=not extra)
    return Finding(topic, f"{one.name} {found}")


def _pages() -> Finding:
    try:
        return Finding("pages", makers())
    except BriefingError as error:
        one = error.problems[0]
        return Finding("pages", one.message, one.advice, is_wrong=True)


def _fonts() -> Finding:
    try:
        faces = shipped_house().faces
    except BriefingError as error:
        one = error.problems[0]
        return Finding("fonts", one.message, one.advice, is_wrong=True)
    return Finding("fonts", f"{len(faces.faces)} files of the house")


def _of_project(start: Path) -> Iterator[Finding]:
    log = ProblemLog()
    workspace = find_project(start, log)
    if workspace is None:
        yield Finding("project", "none in this folder or above", "to begin one: briefing new FILE")
        return
    try:
        briefs = len(brief_files(workspace))
        open_project(workspace.root)
    except BriefingError as error:
        count, first = len(error.problems), error.problems[0]
        text = f"{workspace.root}: {first.line}" + (f", and {count - 1} more" if count > 1 else "")
        yield Finding("project", text, "briefing check tells all", is_wrong=True)
    else:
        locked = "locked" if workspace.has("briefing.lock") else "not locked"
        yield Finding("project", f"{workspace.root}: {counted(briefs, 'brief file')}, {locked}")
    yield _cache(workspace)


def _cache(workspace: Workspace) -> Finding:
    files = workspace.files("output/.briefing") if workspace.has_folder("output/.briefing") else []
    return Finding(
        "cache", f"output/.briefing: {len(files)} files; a build without them builds all"
    )
