"""Where a project is, and which files of its config are briefs. Reads no YAML."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from fnmatch import fnmatchcase
from pathlib import Path

from briefing.core.portable_names import folded, why_not_portable
from briefing.core.problems import Place, Problem, ProblemLog, UnusableInput, suggest
from briefing.core.workspace import Workspace

SHARED = "project.yaml"
"""The file that all briefs share, in ``config/``."""
_OWN_NAME = re.compile(r"[^\W_][\w .+()'’&,-]*")
_DATASETS = re.compile(rb"^[\"']?datasets[\"']?[ \t]*:", re.MULTILINE)
_FOR_EACH = re.compile(rb"^[\"']?for_each[\"']?[ \t]*:", re.MULTILINE)


def find_project(start: Path, log: ProblemLog) -> Workspace | None:
    """The nearest folder at or above ``start`` that holds ``config/project.yaml``."""
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / "config" / SHARED).exists():
            return Workspace(folder)
    log.add(
        Place(str(start)),
        "there is no project here: no config/project.yaml in this folder or above",
        "go to the project's folder or name it with --project; to begin one: briefing new",
        code="no-project",
    )
    return None


def brief_files(workspace: Workspace) -> list[str]:
    """Paths of the YAML files of the briefs: all in ``config/`` but the shared one and the records.

    Hidden files are none: editors leave such beside the one that is being written.
    Raises :class:`~briefing.core.problems.UnusableInput` where a name cannot be written.
    """
    found = [
        f"config/{name}"
        for name in workspace.names("config")
        if fnmatchcase(name, "*.y*ml")
        and name != SHARED
        and not name.startswith(".")
        and not Path(name).stem.endswith((".status", ".review"))
    ]
    if odd := [one for one in found if not one.isprintable()]:
        message = "the name of the file holds characters that cannot be written"
        advice = "rename it: letters, digits, '-' and '_'"
        places = (Place(ascii(one)[1:-1]) for one in odd)
        raise UnusableInput(Problem(one, message, advice, code="unfit-file-name") for one in places)
    _check_portable(found)
    return found


def _check_portable(paths: Iterable[str]) -> None:
    """Raise where the outputs of two briefs would be one file on some system, or none on Windows."""
    log = ProblemLog()
    seen: dict[str, str] = {}
    for path in paths:
        name = Path(path).stem
        if why := why_not_portable(name):
            message = f"outputs cannot be called '{name}': on Windows it {why}"
            log.add(Place(path), message, "rename the file", code="unfit-file-name")
        other = seen.setdefault(folded(name), path)
        if other != path:
            message = f"its outputs and those of {other} would be the same files"
            advice = "rename one: capitals make no difference on Windows and macOS"
            log.add(Place(path), message, advice, code="same-file-name")
    log.raise_if_any()


def without_briefs(workspace: Workspace) -> UnusableInput:
    """A project has data, and nothing that is to be made of them."""
    place = Place(workspace.shown("config"))
    message = "the project has no brief yet: no YAML file beside project.yaml"
    advice = "draft one: briefing new FILE"
    return UnusableInput([Problem(place, message, advice, code="no-brief")])


def is_subject(text: str) -> bool:
    """Whether a text can be the name of one brief of many, as problems begin with it."""
    return _OWN_NAME.fullmatch(text) is not None and ".." not in text


def is_portfolio(content: bytes) -> bool:
    """Whether the text of a brief's file has the key ``for_each``; no YAML is read."""
    return _FOR_EACH.search(content) is not None


def has_own_data(content: bytes) -> bool:
    """Whether the text of a brief's file has the key ``datasets``; no YAML is read."""
    return _DATASETS.search(content) is not None


def brief_names(workspace: Workspace) -> list[str]:
    """The names of the files of briefs, without the ending; a portfolio has one."""
    return [Path(path).stem for path in brief_files(workspace)]


def is_meant(name: str, asked: str, *, is_part: bool = False) -> bool:
    """Whether a brief is what was asked for: by its name or file, its portfolio, or a pattern.

    With ``is_part`` the name is that of a file, of which briefs within may be asked for.
    """
    wanted = Path(asked).stem if asked.endswith((".yaml", ".yml")) else asked
    if is_part:
        wanted = wanted.partition("/")[0]
    return name == wanted or name.startswith(f"{wanted}/") or fnmatchcase(name, wanted)


def meant(asked: Iterable[str], known: Collection[str]) -> tuple[list[str], list[str]]:
    """Of the known briefs those that are asked for, in the order of asking, and what is none."""
    found: dict[str, None] = {}
    unknown = []
    for one in asked:
        names = [name for name in known if is_meant(name, one)]
        found |= dict.fromkeys(names)
        if not names:
            unknown.append(Path(one).stem if one.endswith((".yaml", ".yml")) else one)
    return list(found), unknown


def unknown_briefs(
    names: Iterable[str], workspace: Workspace, known: Collection[str] = ()
) -> UnusableInput:
    """The error that names briefs that a project does not have, of those that it has."""
    known = known or brief_names(workspace)
    return UnusableInput(
        Problem(
            None,
            f"there is no brief '{name}' in {workspace.root}/config",
            suggest(name, known) or f"briefs: {_some(known)}",
            code="unknown-brief",
        )
        for name in names
    )


_MOST_NAMES = 12


def _some(names: Collection[str]) -> str:
    """Names in a line; of many, the first."""
    shown, more = [*names][:_MOST_NAMES], len(names) - _MOST_NAMES
    return ", ".join(shown) + (f" and {more:,} more" if more > 0 else "")
