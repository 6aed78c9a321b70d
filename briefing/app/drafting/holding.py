"""A draft tried on its data: what does not hold is said more weakly or left out, until all holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from briefing.app.build.preparation import prepare
from briefing.app.drafting.brief_yaml import brief_yaml
from briefing.app.drafting.draft import Draft
from briefing.app.one_line_sets import load_project
from briefing.core.problems import Problem, ProblemLog, Severity
from briefing.core.workspace import Workspace

_MOST_TRIALS = 12


@dataclass(frozen=True, slots=True)
class Tried:
    """A draft, and what is still to be said against it."""

    draft: Draft
    problems: tuple[Problem, ...]


def held_to_data(draft: Draft, name: str, put: Callable[[str, bytes], Workspace]) -> Tried:
    """The draft as far as its data bear it out.

    ``put`` writes a file of the project that is tried, and returns the door to it as it is then.
    """
    problems: tuple[Problem, ...] = ()
    for _ in range(_MOST_TRIALS):
        problems = _against(draft, name, put)
        weaker = _weakened(draft, f"config/{name}.yaml", problems)
        if weaker is None:
            return Tried(draft, problems)
        draft = weaker.tidied()
    return Tried(draft, problems)


def _against(
    draft: Draft, name: str, put: Callable[[str, bytes], Workspace]
) -> tuple[Problem, ...]:
    """All that a check finds: errors, findings and warnings."""
    workspace = put(f"config/{name}.yaml", brief_yaml(draft).encode())
    log = ProblemLog()
    project = load_project(workspace, log, only=[name])
    if project and name in project.briefs:
        prepare(project, project.briefs[name], log)
    return tuple(log)


def _weakened(draft: Draft, file: str, problems: tuple[Problem, ...]) -> Draft | None:
    """Without the parts that a problem stands at, the last lines first; ``None`` where none does.

    Errors come before warnings: what cannot be computed may be why words stand alone.
    """
    mine = [one for one in problems if one.place and one.place.file == file and one.place.keys]
    worst = next((level for level in Severity if any(one.severity is level for one in mine)), None)
    if worst is None:
        return None
    keys = {one.place.keys for one in mine if one.severity is worst and one.place}
    found, has_changed = draft, False
    for where in sorted(keys, key=lambda one: tuple(map(_sortable, one)), reverse=True):
        changed = found.without(where)
        if changed is not None:
            found, has_changed = changed, True
    return found if has_changed else None


def _sortable(key: str | int) -> tuple[int, str]:
    return (key, "") if isinstance(key, int) else (-1, key)
