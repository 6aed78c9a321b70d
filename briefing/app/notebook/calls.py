"""What Python asks for: build and check briefs, open a project. ``import briefing`` hands these on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from briefing.app.build import pipeline
from briefing.app.build.finished_brief import Brief
from briefing.app.build.pipeline import build_all, check_all
from briefing.app.handed_sets import check_named, check_use, with_tables
from briefing.app.notebook.opened import OpenedProject
from briefing.app.notebook.shown_values import show_values
from briefing.core.problems import Problem, ProblemLog, UnusableInput
from briefing.core.workspace import Workspace
from briefing.project.loading import find_project

# Whoever has a brief or a fact in Python came through here.
show_values()
_MOST_NAMES = 3
_NO_TABLES: Mapping[str, object] = MappingProxyType({})


def build(
    brief: str | Path,
    *,
    project: str | Path | None = None,
    output: str | Path | None = None,
    data: Mapping[str, object] = _NO_TABLES,
) -> Brief:
    """Build one brief, named by its YAML file or its name, and write it to ``output/``.

    ``data`` are tables of pandas, polars or pyarrow, each to be read for the data set of its name.
    Raises :class:`~briefing.core.problems.UnusableInput` or
    :class:`~briefing.core.problems.MisleadingBrief` with every problem that was found.
    """
    name, start = _meant(brief, project)
    return _built(name, start, output, _with_tables(name, start, data))


def check(
    brief: str | Path,
    *,
    project: str | Path | None = None,
    strict: bool = False,
    data: Mapping[str, object] = _NO_TABLES,
) -> Brief:
    """Find everything that can be wrong with one brief; nothing is written.

    ``data`` is that of :func:`build`.
    ``strict`` is the check before publication; see
    :func:`~briefing.app.build.pipeline.check_all`, whose errors it raises.
    """
    name, start = _meant(brief, project)
    return _checked(name, start, _with_tables(name, start, data), strict=strict)


def open(path: str | Path = ".", *, data: Mapping[str, object] = _NO_TABLES) -> OpenedProject:  # noqa: A001, the name that Python gives to this
    """The project of a folder, or of a file or folder in it, to look at before anything is built.

    ``data`` is that of :func:`build`. Raises :class:`~briefing.core.problems.UnusableInput` with all
    problems of its YAML.
    """
    start = Path(path)
    start = start.parent if start.is_file() else start
    _with_tables("", start, data)
    project = pipeline.open_project(workspace=_files(start, data))
    root = project.root
    return OpenedProject(
        project,
        lambda name, output: _built(name, root, output, _files(root, data)),
        lambda name, strict: _checked(name, root, _files(root, data), strict=strict),
    )


def _built(
    name: str, start: str | Path, output: str | Path | None, files: Workspace | None
) -> Brief:
    skipped: dict[str, str] = {}
    skip = skipped.__setitem__
    found = build_all([name], project=start, output=output, workspace=files, skip=skip)
    return _one(name, found, skipped)


def _checked(name: str, start: str | Path, files: Workspace | None, *, strict: bool) -> Brief:
    skipped: dict[str, str] = {}
    skip = skipped.__setitem__
    found = check_all([name], project=start, strict=strict, workspace=files, skip=skip)
    return _one(name, found, skipped)


def _meant(brief: str | Path, project: str | Path | None) -> tuple[str, str | Path]:
    """The name of a brief, and where its project is looked for."""
    path = Path(brief)
    is_file = path.suffix in {".yaml", ".yml"}
    name = path.stem if is_file else str(brief)
    return name, project or (path.resolve().parent if is_file else Path.cwd())


def _with_tables(name: str, start: str | Path, tables: Mapping[str, object]) -> Workspace | None:
    """The files of the project with the tables among them, each of which the brief reads, or any.

    ``None`` where no table is handed over.
    """
    if not tables:
        return None
    files = _files(start, tables)
    check_named(files, tables)
    check_use(pipeline.open_project(names=[name] if name else [], workspace=files), tables)
    return files


def _files(start: str | Path, tables: Mapping[str, object]) -> Workspace:
    """The files of the project as they are now, with the tables among them."""
    log = ProblemLog()
    files = find_project(Path(start), log)
    log.raise_if_any()
    assert files is not None
    return with_tables(files, tables)


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
