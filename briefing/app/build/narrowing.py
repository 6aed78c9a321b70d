"""Where only shared files changed: tells whether it is in the parts of them that a brief reads."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from briefing.app.build.build_record import save_record
from briefing.app.build.freshness import Freshness, changes_of
from briefing.app.one_line_sets import load_project, load_shared
from briefing.core.problems import ProblemLog
from briefing.core.workspace import Workspace
from briefing.data.digest import digests_now
from briefing.project.compared_figures import compared, declared_across, sets_across
from briefing.project.loading import LoadedBrief, Project
from briefing.project.locating import SHARED
from briefing.project.project_schema import DatasetConfig


def narrowed(workspace: Workspace, folder: Path | None, found: list[Freshness]) -> list[Freshness]:
    """Tell, where only shared files changed, whether it is in the parts that the brief reads.

    With a ``folder`` the record of a brief that none of it concerns is brought up to date.
    """
    doubtful = [one for one in found if one.changed_partly]
    log = ProblemLog()
    loaded = load_shared(workspace, log)
    if loaded is None:
        return [replace(one, reasons=tuple(changes_of(one.changed_partly))) for one in found]
    shared = Project(workspace, *loaded, {})
    many = [one.brief for one in doubtful if "/" in one.brief]
    portfolios = load_project(workspace, ProblemLog(), many) if many else None
    briefs = portfolios.briefs if portfolios else {}
    seen = {
        one.brief: portfolios.of(briefs[one.brief])
        if portfolios and one.brief in briefs
        else shared
        for one in doubtful
    }
    declared = {
        (one.brief, name): config
        for one in doubtful
        if one.record
        for name in one.record.datasets
        if (config := _sets(seen[one.brief], one).get(name)) and config.path in one.changed_partly
    }
    digests = digests_now(workspace, {"\n".join(key): one for key, one in declared.items()})
    return [
        _judged(one, seen[one.brief], digests, folder) if one.changed_partly else one
        for one in found
    ]


def _judged(
    one: Freshness, project: Project, digests: Mapping[str, str], folder: Path | None
) -> Freshness:
    record, workspace = one.record, project.workspace
    assert record is not None
    sets = _sets(project, one)
    brief = project.briefs.get(one.brief)
    now = declared_parts(project, brief, record.datasets, record.sources)
    reasons = [
        f"{name} is declared otherwise"
        for name in sorted({*record.declared, *now})
        if record.declared.get(name) != now.get(name)
    ]
    reasons += [
        f"cells of {sets[name].path} that it reads changed"
        for name in record.datasets
        if name in sets
        and sets[name].path in one.changed_partly
        and digests.get(f"{one.brief}\n{name}") != record.datasets[name]
    ]
    covered = {sets[name].path for name in record.datasets if name in sets}
    shared = {f"config/{SHARED}", *(shared_of(project, brief) if brief else ())}
    reasons += changes_of(p for p in one.changed_partly if p not in {*covered, *shared})
    pointed = {warning["file"] for warning in record.told["warnings"]}
    reasons += [
        f"{path} changed, which a warning points to"
        for path in one.changed_partly
        if path in shared & pointed
    ]
    if reasons:
        return replace(one, reasons=tuple(dict.fromkeys(reasons)))
    if folder is not None:
        seen = {path: workspace.sha256(path) for path in record.shared}
        save_record(folder, one.brief, replace(record, seen=seen))
    return replace(one, changed_partly=())


def _sets(project: Project, one: Freshness) -> dict[str, DatasetConfig]:
    """The data sets that a brief may have read, those of the other subjects too."""
    brief = project.briefs.get(one.brief)
    return {**project.config.datasets, **(sets_across(project, brief) if brief else {})}


def shared_of(project: Project, brief: LoadedBrief) -> dict[str, str]:
    """The files that a brief of a portfolio shares with the others, with their sha256."""
    if brief.written is None:
        return {}
    return {brief.path: brief.sha256, **project.subjects_from(brief)}


def declared_parts(
    project: Project, brief: LoadedBrief | None, datasets: Iterable[str], sources: Iterable[str]
) -> dict[str, str]:
    """Hashes of the parts of shared files that a brief reads, by what they are."""
    config = project.config
    parts: dict[str, object] = {
        "the brand": config.brand,
        "the locale": config.locale,
        "what is accepted": config.accepted or None,
        **{f"data set {name}": config.datasets.get(name) for name in datasets},
        **{f"source {key}": config.sources.get(key) for key in sources},
    }
    written = brief.written if brief else None
    own = {"the brief": written.digest} if written else {}
    if brief is not None and compared(brief.config):
        across = sets_across(project, brief)
        parts |= {f"data set {name}": across[name] for name in datasets if name in across}
        own |= declared_across(project, brief)
    return own | {
        name: hashlib.sha256(repr(part).encode()).hexdigest()
        for name, part in parts.items()
        if part is not None
    }
