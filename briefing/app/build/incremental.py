"""Builds what is not as its inputs are, and nothing else; says of each brief why.

A build with nothing to do reads files and hashes them, and imports none of the libraries that
parse, draw or typeset: so what builds, and what parses YAML, is imported where it is called.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from briefing.app.build.fingerprint import program
from briefing.app.build.freshness import Freshness, examine
from briefing.app.build.guard import only_build_in
from briefing.app.build.left_overs import (
    left_overs,
    remove_left_overs,
    tells_of,
    told_left_overs,
    told_unprinted,
)
from briefing.app.build.outcome import ONE_BY_ONE, Failure, How, LeftOut, Outcome, Say, Show
from briefing.app.portfolio.names import names_of
from briefing.core.files import cannot_write
from briefing.core.own_folder import output_folder
from briefing.core.problems import Problem, ProblemLog
from briefing.core.workspace import Workspace
from briefing.project.locating import find_project, meant, unknown_briefs, without_briefs


class Meant(NamedTuple):
    """Which briefs a command is about, and where."""

    workspace: Workspace
    folder: Path
    """Of the outputs."""
    briefs: list[str]
    skipped: Mapping[str, str]
    """Subjects that get no brief, and why."""


def build_changed(
    names: Sequence[str] = (),
    *,
    project: str | Path | None = None,
    output: str | Path | None = None,
    also: Sequence[str] = (),
    force: bool = False,
    exact: bool = False,
    say: Say = lambda _: None,
) -> list[Outcome]:
    """Build the named briefs of a project, or all, as far as they are not up to date.

    With ``exact`` a brief is not kept where a file changed in parts that it does not read. Raises
    :class:`~briefing.core.problems.BriefingError` with the problems of all briefs, after those that
    can be built were built.
    """
    workspace, folder, briefs, _ = where(names, project, output)
    done, log = list[Outcome](), ProblemLog()
    for one in build_each(workspace, folder, briefs, also, force=force, exact=exact, say=say):
        if isinstance(one, Outcome):
            done.append(one)
        elif isinstance(one, Failure):
            log.take(ProblemLog(list(one.problems)))
    log.raise_if_any()
    return done


def build_each(
    workspace: Workspace,
    folder: Path,
    briefs: Sequence[str],
    also: Sequence[str] = (),
    *,
    force: bool = False,
    exact: bool = False,
    say: Say = lambda _: None,
    show: Show = lambda _name, _page: None,
    how: How = ONE_BY_ONE,
) -> Iterator[Outcome | LeftOut | Failure]:
    """What becomes of each brief of a project, one after another; outputs go to ``folder``.

    What is wrong with one does not keep the others from being built. ``how`` says how many are
    built at once, and who is told meanwhile.
    """
    outputs = workspace.beside(folder)
    examined = partial(_examined, workspace, outputs, also=also, force=force, exact=exact)
    found = examined(briefs)
    indexes = _old_indexes(workspace, outputs, briefs)
    if not indexes and all(one.is_fresh for one in found):
        yield from (_kept(one, folder) for one in found)
        return
    with only_build_in(folder, say) as has_waited:
        outputs.forget()  # another build may just have ended
        if has_waited:
            workspace.forget()
        doubtful = [one.brief for one in found if not one.is_fresh]
        again = _narrowed(workspace, folder, examined(doubtful))
        now = {one.brief: one for one in (*found, *again)}
        stale = [one for one in again if not one.is_fresh]
        if not stale and not indexes:
            yield from (_kept(one, folder) for one in now.values())
            return
        from briefing.app.build.bench import Bench

        bench = Bench(workspace, outputs, stale, tuple(also), say, show, anew=force)
        built = (
            bench.build_on(how.cluster, how.tick)
            if how.cluster
            else bench.build_each(how.jobs, how.memory, how.tick)
        )
        how.total(len(stale))
        left_out: dict[str, str] = {}
        for one in now.values():
            if one.is_fresh:
                yield _kept(one, folder)
                continue
            result = next(built)
            if isinstance(result, LeftOut):
                left_out[result.brief] = result.reason
            yield result
        yield from bench.write_indexes(left_out, indexes)
        bench.forget_old_drawings()


def _old_indexes(workspace: Workspace, outputs: Workspace, briefs: Sequence[str]) -> list[str]:
    """The portfolios of some briefs whose index is not there, or names others than there are."""
    portfolios = dict.fromkeys(one.partition("/")[0] for one in briefs if "/" in one)
    if not portfolios:
        return []
    names = names_of(workspace, ProblemLog(), many=True)
    return [one for one in portfolios if not tells_of(outputs, one, names.of_index(one))]


def of_no_brief(workspace: Workspace, folder: Path) -> list[Problem]:
    """Warnings of what stands in ``folder`` for no brief: files of those that the project no longer makes.

    And of indexes that have more subjects than are set on paper.
    """
    outputs = workspace.beside(folder)
    names = names_of(workspace, ProblemLog(), many=True)
    unprinted = told_unprinted(outputs, {one: len(names.of_index(one)) for one in names.portfolios})
    return [*told_left_overs(outputs, left_overs(outputs, names.briefs)), *unprinted]


def clean(workspace: Workspace, folder: Path, say: Say) -> dict[str, tuple[str, ...]]:
    """Delete the files of briefs that the project no longer makes; by brief, the edited files that stay.

    Raises :class:`~briefing.core.problems.UnusableInput` where the folder cannot be written.
    """
    outputs = workspace.beside(folder)
    names = left_overs(outputs, _made_now(workspace))
    if not names:
        return {}
    with only_build_in(folder, say):
        try:
            kept = remove_left_overs(outputs, names)
        except OSError as error:
            raise cannot_write(error, folder) from None
    return {name: kept.get(name, ()) for name in names}


def _made_now(workspace: Workspace) -> tuple[str, ...]:
    return names_of(workspace, ProblemLog(), many=True).briefs


def what_is_stale(
    names: Sequence[str] = (),
    *,
    project: str | Path | None = None,
    output: str | Path | None = None,
    also: Sequence[str] = (),
    exact: bool = False,
) -> list[Freshness]:
    """Of each named brief, or of all, whether and why a build would make it; nothing is written."""
    workspace, folder, briefs, _ = where(names, project, output)
    outputs = workspace.beside(folder)
    found = _examined(workspace, outputs, briefs, also=also, exact=exact)
    return _narrowed(workspace, None, found)


def where(
    names: Sequence[str],
    project: str | Path | None,
    output: str | Path | None,
    *,
    many: bool = False,
    or_none: bool = False,
    writes: bool = True,
) -> Meant:
    """The door to the project, the folder of its outputs, and the briefs that are meant.

    ``many`` lets a portfolio have more briefs than one makes by mistake, ``or_none`` lets a project
    have none yet: it raises :class:`~briefing.core.problems.UnusableInput` else. What ``writes`` must
    have a folder of outputs that is no link.
    """
    log = ProblemLog()
    workspace = find_project(Path(project) if project else Path.cwd(), log)
    log.raise_if_any()
    assert workspace is not None
    found = names_of(workspace, log, many=many)
    log.raise_if_any()
    known = found.briefs
    if not (known or found.skipped or or_none):
        raise without_briefs(workspace)
    wanted, unknown = meant(names, [*known, *found.skipped])
    if unknown:
        raise unknown_briefs(unknown, workspace, known)
    folder = output_folder(workspace.root, output) if writes else workspace.root / "output"
    every = wanted if names else [*known, *found.skipped]
    skipped = {name: found.skipped[name] for name in every if name in found.skipped}
    return Meant(workspace, folder, [name for name in every if name not in skipped], skipped)


def _examined(
    workspace: Workspace,
    outputs: Workspace,
    briefs: Iterable[str],
    *,
    also: Sequence[str],
    force: bool = False,
    exact: bool,
) -> list[Freshness]:
    now = program()
    look = partial(examine, program=now, also=also, force=force, exact=exact)
    found = [look(brief, workspace, outputs) for brief in briefs]
    return [_among_others(one, workspace) for one in found]


def _among_others(found: Freshness, workspace: Workspace) -> Freshness:
    """The same, to be built too where the subjects that a brief compares itself with are others."""
    among = found.record.among if found.record else ()
    if not among or found.reasons:
        return found
    portfolio, _, _ = found.brief.rpartition("/")
    now = names_of(workspace, ProblemLog(), many=True).within(portfolio)
    if now == among:
        return found
    return replace(found, reasons=("the subjects that it compares itself with are others",))


def _narrowed(workspace: Workspace, folder: Path | None, found: list[Freshness]) -> list[Freshness]:
    """See :func:`briefing.app.build.narrowing.narrowed`, which parses YAML and data."""
    if not any(one.changed_partly for one in found):
        return found
    from briefing.app.build.narrowing import narrowed

    return narrowed(workspace, folder, found)


def _kept(found: Freshness, folder: Path) -> Outcome:
    record = found.record
    assert record is not None
    files = {ending: folder / f"{found.brief}.{ending}" for ending in record.wrote}
    return Outcome(found.brief, False, ("nothing that it reads has changed",), files, record.told)


__all__ = [
    "Failure",
    "LeftOut",
    "Outcome",
    "build_changed",
    "build_each",
    "clean",
    "of_no_brief",
    "what_is_stale",
    "where",
]
