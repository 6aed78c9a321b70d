"""Which plug-ins a brief was made by, and which of those that a ledger names are not installed here.

Drawings are looked up for a plot that names one alone: what draws is loaded late.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import PurePosixPath

from briefing.analysis.findings.detect_series import DETECTORS
from briefing.analysis.metrics.calculators import CALCULATORS
from briefing.app.build.page_folders import DESIGNS
from briefing.app.build.plugin_code import hash_of
from briefing.brief.charts.kinds import KINDS
from briefing.core.document import Document
from briefing.core.plugins import GROUPS, Plugin, Registry
from briefing.core.problems import ProblemLog
from briefing.data.formats import READERS
from briefing.language.wordings import LANGUAGES
from briefing.project.loading import LoadedBrief, Project
from briefing.project.references import datasets_used
from briefing.writers.ledger.schema import Ledger, PluginEntry

_REGISTRIES: Mapping[str, Registry[object]] = {
    one.group: one for one in (CALCULATORS, KINDS, READERS, DETECTORS, DESIGNS, LANGUAGES)
}


def tell_broken(log: ProblemLog) -> None:
    """Say which plug-ins cannot be loaded."""
    for one in _REGISTRIES.values():
        one.report_broken(log)


def plugins_of(project: Project, brief: LoadedBrief, document: Document) -> list[PluginEntry]:
    """The items of plug-ins by which a document was made, and the hash of their code."""
    used = [*_used(_names(project, brief, document)), *_drawings(document)]
    hashes = {one: hash_of(one) for one in {_package(each) for each in used}}
    return [
        {
            "group": one.group,
            "name": one.name,
            "distribution": one.distribution,
            "version": one.version,
            "sha256": hashes[_package(one)],
        }
        for one in used
    ]


def missing_plugins(ledger: Ledger) -> list[str]:
    """In words, the plug-ins of a brief that are not installed here, each with what it brought."""
    lacking: dict[str, list[str]] = {}
    for one in ledger.get("plugins", []):
        if not _is_installed(one["distribution"]):
            name = f"{one['distribution']} {one['version']}".strip() or one["name"]
            brought = f"{GROUPS.get(one['group'], one['group'])} '{one['name']}'"
            lacking.setdefault(name, []).append(brought)
    return [f"the plug-in {name} ({', '.join(brought)})" for name, brought in lacking.items()]


def can_be_read(ledger: Ledger) -> bool:
    """Whether its cells can be read and its figures printed again: by readers and a language at hand."""
    return all(
        _is_installed(one["distribution"])
        for one in ledger.get("plugins", [])
        if one["group"] in {READERS.group, LANGUAGES.group}
    )


def other_plugins(ledger: Ledger) -> list[str]:
    """In words, the plug-ins of a brief that are installed here with other code."""
    found = []
    for one in ledger.get("plugins", []):
        here = _here(one["group"], one["name"])
        if here and hash_of(_package(here)) != one["sha256"]:
            was, now = one["version"], here.version
            told = f"was {was}, is {now}" if was != now else f"{now} with other code"
            found.append(f"the plug-in {one['distribution']} ({told})")
    return list(dict.fromkeys(found))


def _here(group: str, name: str) -> Plugin | None:
    registry = _REGISTRIES.get(group)
    if registry is None and group in GROUPS:
        from briefing.writers.drawing.drawing import DRAWINGS

        return DRAWINGS.plugins.get(name)
    return registry.plugins.get(name) if registry else None


def _is_installed(distribution: str) -> bool:
    try:
        version(distribution)
    except (PackageNotFoundError, ValueError):
        return False
    return True


def _package(one: Plugin) -> str:
    return one.module.partition(".")[0]


def _names(
    project: Project, brief: LoadedBrief, document: Document
) -> Mapping[str, Collection[str]]:
    """What a brief asks for by name, by group."""
    config, sets = brief.config, project.config.datasets
    read = [sets[name] for name in datasets_used(project, config) if name in sets]
    return {
        CALCULATORS.group: {one.call.kind for one in config.metrics.values()},
        KINDS.group: {one.call.kind for one in config.charts.values()},
        READERS.group: {one.format or PurePosixPath(one.path).suffix for one in read},
        DETECTORS.group: DETECTORS.plugins,
        DESIGNS.group: {document.design},
        LANGUAGES.group: {config.language},
    }


def _used(names: Mapping[str, Collection[str]]) -> Iterator[Plugin]:
    for group, registry in _REGISTRIES.items():
        for name, one in sorted(registry.plugins.items()):
            if name in names[group]:
                yield one


def _drawings(document: Document) -> Iterator[Plugin]:
    drawn = {one.plot.drawing for one in document.figures()} - {""}
    if drawn:
        from briefing.writers.drawing.drawing import DRAWINGS

        yield from (one for name, one in sorted(DRAWINGS.plugins.items()) if name in drawn)
