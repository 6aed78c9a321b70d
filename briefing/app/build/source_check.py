"""Sources of a brief that do not say who publishes them, or under what terms."""

from __future__ import annotations

from collections.abc import Collection

from briefing.core.problems import ProblemLog, Severity
from briefing.project.declared import Places
from briefing.project.project_schema import ProjectConfig

_WANTED = {
    "publisher": ("who publishes it", "publisher: Office for National Statistics"),
    "licence": ("under what terms it may be used", "licence: CC BY 4.0"),
}


def check_sources(
    config: ProjectConfig, datasets: Collection[str], places: Places, log: ProblemLog
) -> None:
    """Warn of each source of these data sets that leaves a reader without one of the two."""
    used = {config.datasets[name].source for name in datasets if name in config.datasets}
    for name in sorted(used & config.sources.keys()):
        for key, (what, example) in _WANTED.items():
            if not getattr(config.sources[name], key).strip():
                log.add(
                    places.of("sources", name, key),
                    f"the source '{name}' does not say {what}",
                    f"say it: {example}",
                    Severity.WARNING,
                    code="silent-source",
                )
