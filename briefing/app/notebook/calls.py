"""What Python asks for: build and check briefs, open a project. ``import briefing`` hands these on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from briefing.app.build import pipeline
from briefing.app.build.finished_brief import Brief
from briefing.app.build.pipeline import build_all, check_all
from briefing.app.notebook.opened import OpenedProject
from briefing.app.notebook.shown_values import show_values
from briefing.core.problems import Problem, UnusableInput

# Whoever has a brief or a fact in Python came through here.
show_values()
_MOST_NAMES = 3


def build(
    brief: str | Path, *, project: str | Path | None = None, output: str | Path | None = None
) -> Brief:
    """Build one brief, named by its YAML file or its name, and write it to ``output/``.

    Raises :class:`~briefing.core.problems.UnusableInput` or
    :class:`~briefing.core.problems.MisleadingBrief` with every problem that was found.
    """
    name, start = _meant(brief, project)
    skipped: dict[str, str] = {}
    found = build_all([name], project=start, output=output, skip=skipped.__setitem__)
    return _one(name, found, skipped)


def check(brief: str | Path, *, project: str | Path | None = None, strict: bool = False) -> Brief:
    """Find everything that can be wrong with one brief; nothing is written.

    ``strict`` is the check before publication; see
    :func:`~briefing.app.build.pipeline.check_all`, whose errors it raises.
    """
    name, start = _meant(brief, project)
    skipped: dict[str, str] = {}
    found = check_all([name], project=start, strict=strict, skip=skipped.__setitem__)
    return _one(name, found, skipped)


def open(path: str | Path = ".") -> OpenedProject:  # noqa: A001, the name that Python gives to this
    """The project of a folder, or of a file or folder in it, to look at before anything is built.

    Raises :class:`~briefing.core.problems.UnusableInput` with all problems of its YAML.
    """
    start = Path(path)
    project = pipeline.open_project(start.parent if start.is_file() else start)
    return OpenedProject(
        project,
        lambda name, output: build(name, project=project.root, output=output),
        lambda name, strict: check(name, project=project.root, strict=strict),
    )


def _meant(brief: str | Path, project: str | Path | None) -> tuple[str, str | Path]:
    """The name of a brief, and where its project is looked for."""
    path = Path(brief)
    is_file = path.suffix in {".yaml", ".yml"}
    name = path.stem if is_file else str(brief)
    return name, project or (path.resolve().parent if is_file else Path.cwd())


def _one(name: str, found: Sequence[Brief], skipped: Mapping[str, str]) -> Brief:
    """The only brief of that name; raises where it names a portfolio, or one that is not made."""
    if len(found) == 1 and not skipped:
        return found[0]
    if name in skipped:
        message = f"'{name}' is not made: {skipped[name]}"
        raise UnusableInput([Problem(None, message, code="skipped-brief")])
    every = ", ".join(one.id for one in found[:_MOST_NAMES])
    message = f"'{name}' makes {len(found):,} briefs: {every}{', ...' * (len(found) > _MOST_NAMES)}"
    advice = "name one of them, or ask for all with build_all or check_all"
    raise UnusableInput([Problem(None, message, advice, code="usage")])


__all__ = ["Brief", "build", "build_all", "check", "check_all", "open"]
