"""Builds what is not as its inputs are, and nothing else; says of each brief why.

A build with nothing to do reads files and hashes them, and imports none of the libraries that
parse, draw or typeset.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.app.build.build_record import BuildRecord, load_record, save_record
from briefing.app.build.fingerprint import program, template_files
from briefing.app.build.freshness import Freshness, changes_of, examine
from briefing.app.build.guard import only_build_in
from briefing.core.problems import BriefingError, Problem, ProblemLog
from briefing.core.workspace import ABSENT, Kind, Workspace
from briefing.project.locating import SHARED, brief_names, find_project

if TYPE_CHECKING:
    from briefing.app.build.drawings import DrawingStore
    from briefing.app.build.pipeline import Made
    from briefing.app.build.summary import Summary
    from briefing.project.loading import Project
    from briefing.project.project_schema import ProjectConfig

Say = Callable[[str], None]
Show = Callable[[str, str], None]
"""Given a brief's name and its page for screens, as soon as that is made."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one brief."""

    brief: str
    built: bool
    reasons: tuple[str, ...]
    """Why it was built, or why not."""
    files: Mapping[str, Path]
    told: Summary
    """Its summary, now or when it was last built; see :func:`briefing.app.build.summary.summary_of`."""
    drawn: tuple[str, ...] = ()
    """Charts that had to be drawn."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A brief that could not be built; its last good files stay."""

    brief: str
    problems: tuple[Problem, ...]


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

    With ``exact`` a brief is not kept where a file changed in parts that it does not read. Raises :class:`~briefing.core.problems.BriefingError` with the problems of all briefs, after those that
    can be built were built.
    """
    workspace, folder, briefs = where(names, project, output)
    done, log = list[Outcome](), ProblemLog()
    for one in build_each(workspace, folder, briefs, also, force=force, exact=exact, say=say):
        if isinstance(one, Outcome):
            done.append(one)
        else:
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
) -> Iterator[Outcome | Failure]:
    """What becomes of each brief of a project, one after another; outputs go to ``folder``.

    What is wrong with one does not keep the others from being built.
    """
    outputs = workspace.beside(folder)
    examined = partial(_examined, workspace, outputs, also=also, force=force, exact=exact)
    found = examined(briefs)
    if all(one.is_fresh for one in found):
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
        bench = _Bench(workspace, outputs, stale, tuple(also), say, show) if stale else None
        for one in now.values():
            yield _kept(one, folder) if one.is_fresh or not bench else bench.build(one)
        if bench:
            _forget_old_drawings(workspace, outputs)


def what_is_stale(
    names: Sequence[str] = (),
    *,
    project: str | Path | None = None,
    output: str | Path | None = None,
    also: Sequence[str] = (),
    exact: bool = False,
) -> list[Freshness]:
    """Of each named brief, or of all, whether and why a build would make it; nothing is written."""
    workspace, folder, briefs = where(names, project, output)
    outputs = workspace.beside(folder)
    found = _examined(workspace, outputs, briefs, also=also, exact=exact)
    return _narrowed(workspace, None, found)


def where(
    names: Sequence[str], project: str | Path | None, output: str | Path | None
) -> tuple[Workspace, Path, list[str]]:
    """The door to the project, the folder of its outputs, and the briefs that are meant."""
    log = ProblemLog()
    workspace = find_project(Path(project) if project else Path.cwd(), log)
    log.raise_if_any()
    assert workspace is not None
    wanted = [Path(one).stem if one.endswith((".yaml", ".yml")) else one for one in names]
    known = brief_names(workspace)
    if unknown := [name for name in wanted if name not in known]:
        from briefing.app.build.pipeline import unknown_briefs

        raise unknown_briefs(unknown, workspace)
    folder = Path(output) if output else workspace.root / "output"
    return workspace, folder, wanted or known


def _examined(
    workspace: Workspace,
    outputs: Workspace,
    briefs: Iterable[str],
    *,
    also: Sequence[str],
    force: bool = False,
    exact: bool,
) -> list[Freshness]:
    now = program(workspace)
    look = partial(examine, program=now, also=also, force=force, exact=exact)
    return [look(brief, workspace, outputs) for brief in briefs]


def _kept(found: Freshness, folder: Path) -> Outcome:
    record = found.record
    assert record is not None
    files = {ending: folder / f"{found.brief}.{ending}" for ending in record.wrote}
    return Outcome(found.brief, False, ("nothing that it reads has changed",), files, record.told)


def _narrowed(workspace: Workspace, folder: Path | None, found: list[Freshness]) -> list[Freshness]:
    """Tell, where only shared files changed, whether it is in the parts that the brief reads.

    With a ``folder`` the record of a brief that none of it concerns is brought up to date.
    """
    doubtful = [one for one in found if one.changed_partly]
    if not doubtful:
        return found
    from briefing.data.digest import digests_now
    from briefing.project.loading import load_shared

    log = ProblemLog()
    loaded = load_shared(workspace, log)
    if loaded is None:
        return [replace(one, reasons=tuple(changes_of(one.changed_partly))) for one in found]
    config = loaded[0]
    changed = {path for one in doubtful for path in one.changed_partly}
    declared = config.datasets
    names = {
        name
        for one in doubtful
        if one.record
        for name in one.record.datasets
        if name in declared and declared[name].path in changed
    }
    digests = digests_now(workspace, declared, names)
    return [
        _judged(one, config, digests, workspace, folder) if one.changed_partly else one
        for one in found
    ]


def _judged(
    one: Freshness,
    config: ProjectConfig,
    digests: Mapping[str, str],
    workspace: Workspace,
    folder: Path | None,
) -> Freshness:
    record = one.record
    assert record is not None
    now = _declared(config, record.datasets, record.sources)
    reasons = [
        f"{name} is declared otherwise"
        for name in sorted({*record.declared, *now})
        if record.declared.get(name) != now.get(name)
    ]
    reasons += [
        f"cells of {config.datasets[name].path} that it reads changed"
        for name in record.datasets
        if name in config.datasets
        and config.datasets[name].path in one.changed_partly
        and digests.get(name) != record.datasets[name]
    ]
    covered = {config.datasets[name].path for name in record.datasets if name in config.datasets}
    shared = f"config/{SHARED}"
    reasons += changes_of(p for p in one.changed_partly if p not in {*covered, shared})
    if shared in one.changed_partly and any(
        warning["file"] == shared for warning in record.told["warnings"]
    ):
        reasons.append(f"{shared} changed, which a warning points to")
    if reasons:
        return replace(one, reasons=tuple(dict.fromkeys(reasons)))
    if folder is not None:
        seen = {path: workspace.sha256(path) for path in record.shared}
        save_record(folder, one.brief, replace(record, seen=seen))
    return replace(one, changed_partly=())


def _declared(
    config: ProjectConfig, datasets: Iterable[str], sources: Iterable[str]
) -> dict[str, str]:
    """Hashes of the parts of the shared config that a brief reads, by what they are."""
    parts: dict[str, object] = {
        "the brand": config.brand,
        "the locale": config.locale,
        **{f"data set {name}": config.datasets.get(name) for name in datasets},
        **{f"source {key}": config.sources.get(key) for key in sources},
    }
    return {
        name: hashlib.sha256(repr(part).encode()).hexdigest()
        for name, part in parts.items()
        if part is not None
    }


class _Bench:
    """Builds the stale briefs of a project, whose config is read once for all of them."""

    def __init__(
        self,
        workspace: Workspace,
        outputs: Workspace,
        stale: Sequence[Freshness],
        also: tuple[str, ...],
        say: Say,
        show: Show,
    ) -> None:
        from briefing.project.loading import load_project

        self.workspace, self.outputs, self.also = workspace, outputs, also
        self.say, self.show = say, show
        self._log = ProblemLog()
        self._project = load_project(workspace, self._log, only=[one.brief for one in stale])

    def build(self, found: Freshness) -> Outcome | Failure:
        """Build one brief and put its files in place, or tell what is wrong with it."""
        log = ProblemLog([one for one in self._log if _concerns(one, found.brief)])
        try:
            log.raise_if_any()
            return self._build(found, log)
        except BriefingError as error:
            return Failure(found.brief, error.problems)

    def _build(self, found: Freshness, log: ProblemLog) -> Outcome:
        from briefing.app.build.drawings import DrawingStore
        from briefing.app.build.pipeline import make_each
        from briefing.project.references import check_references

        project, name = self._project, found.brief
        assert project is not None
        own = {name: project.briefs[name]} if name in project.briefs else {}
        project = replace(project, briefs=own)
        check_references(project, log)
        log.raise_if_any()
        drawings = DrawingStore(self.outputs, program(self.workspace))
        hash_of = self.workspace.sha256
        design = own[name].config.design if own else ""
        templates = {path: hash_of(path) for path in template_files(self.workspace, design)}
        brand = {path: hash_of(path) for path in project.config.brand.files().values()}
        formats = tuple(sorted({*self.also, *(found.record.formats if found.record else ())}))
        made = next(make_each(project, [name], log, self.say, formats, drawings, self.show), None)
        log.raise_if_any()
        assert made is not None
        record = _record(project, made, templates, brand, formats, drawings)
        return _written(self.outputs, found, made, record, drawings)


def _concerns(problem: Problem, brief: str) -> bool:
    """Whether a problem of a project's config keeps a brief from being built."""
    file = problem.place.file if problem.place else ""
    own = {f"config/{brief}{ending}" for ending in (".yaml", ".yml", ".status.yaml")}
    return file in own or file == f"config/{SHARED}" or not file.startswith("config/")


def _written(
    outputs: Workspace, found: Freshness, made: Made, record: BuildRecord, drawings: DrawingStore
) -> Outcome:
    """Put the files of a brief in place, with its record before and after."""
    from briefing.core.files import Outputs, write_outputs

    folder, name, before = outputs.root, found.brief, found.record
    kept = [f"what was edited is kept as {_put_aside(path).name}" for path in found.edited]
    announced = replace(record, complete=False, replacing=before.known if before else {})
    files = write_outputs(
        Outputs(name, made.contents), folder, lambda: save_record(folder, name, announced)
    )
    save_record(folder, name, record)
    _drop_leftovers(outputs, name, record, before)
    return Outcome(name, True, (*found.reasons, *kept), files, record.told, tuple(drawings.drawn))


def _drop_leftovers(
    outputs: Workspace, name: str, record: BuildRecord, before: BuildRecord | None
) -> None:
    """Delete what an earlier build left and this one no longer makes, such as a chart's picture."""
    for ending, ours in (before.known if before else {}).items():
        file = f"{name}.{ending}"
        if ending not in record.wrote and outputs.sha256(file, Kind.OUTPUT) in ours:
            (outputs.root / file).unlink(missing_ok=True)


def _put_aside(path: Path) -> Path:
    """Move an output that somebody edited out of the way; nothing is lost."""
    number = 1
    while True:
        suffix = "edited" if number == 1 else f"edited-{number}"
        kept = path.with_name(f"{path.stem}.{suffix}{path.suffix}")
        if not kept.exists():
            path.rename(kept)
            return kept
        number += 1


def _record(
    project: Project,
    made: Made,
    templates: Mapping[str, str],
    brand: Mapping[str, str],
    formats: tuple[str, ...],
    drawings: DrawingStore,
) -> BuildRecord:
    from briefing.app.build.summary import summary_of

    brief = project.briefs[made.brief.id]
    records = f"config/{brief.name}.status.yaml"
    data = {one.path: one.sha256 for read in made.datasets.values() for one in read.files}
    sources = tuple(note.id for note in made.brief.document.sources)
    return BuildRecord(
        program=program(project.workspace),
        epoch=project.workspace.environment("SOURCE_DATE_EPOCH"),
        formats=formats,
        design=made.brief.document.design,
        files={brief.path: brief.sha256, records: brief.records_sha256 or ABSENT, **brand},
        templates=templates,
        shared={f"config/{SHARED}": project.sha256, **data},
        seen={},
        declared=_declared(project.config, made.datasets, sources),
        sources=sources,
        datasets={name: read.digest for name, read in made.datasets.items()},
        wrote={
            ending: hashlib.sha256(content).hexdigest() for ending, content in made.contents.items()
        },
        drawings=tuple(drawings.used),
        told=summary_of(made.brief),
    )


def _forget_old_drawings(workspace: Workspace, outputs: Workspace) -> None:
    from briefing.app.build.drawings import DrawingStore

    outputs.forget()  # they were just written
    records = [load_record(outputs, name) for name in brief_names(workspace)]
    keys = (key for record in records if record for key in record.drawings)
    DrawingStore(outputs, program(workspace)).forget_all_but(keys)


__all__ = ["Failure", "Outcome", "build_changed", "build_each", "what_is_stale", "where"]
