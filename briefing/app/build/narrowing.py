"""Where only shared files changed: tells whether it is in the parts of them that a brief reads."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from briefing.app.build.build_record import save_record
from briefing.app.build.freshness import Freshness, changes_of
from briefing.app.one_line_sets import load_shared
from briefing.core.problems import ProblemLog
from briefing.core.workspace import Workspace
from briefing.data.digest import digests_now
from briefing.project.locating import SHARED
from briefing.project.project_schema import ProjectConfig


def narrowed(workspace: Workspace, folder: Path | None, found: list[Freshness]) -> list[Freshness]:
    """Tell, where only shared files changed, whether it is in the parts that the brief reads.

    With a ``folder`` the record of a brief that none of it concerns is brought up to date.
    """
    doubtful = [one for one in found if one.changed_partly]
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
    now = declared_parts(config, record.datasets, record.sources)
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


def declared_parts(
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
