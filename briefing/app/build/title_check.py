"""Names that a project and its briefs declare, and pages print, searched for figures and trends."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.core.problems import ProblemLog, Severity
from briefing.language.untraced import Typed, find_untraced
from briefing.project.brief_schema import BriefConfig
from briefing.project.declared import Places
from briefing.project.project_schema import ProjectConfig

_Name = tuple[tuple[str | int, ...], str | None]
_ANY_YEAR = frozenset(range(1600, 2200))
"""A name may say of which year it is."""


def check_names(config: ProjectConfig | BriefConfig, places: Places, log: ProblemLog) -> None:
    """Warn of each figure or trend in the titles, authors and sources of one file."""
    names = _of_project(config) if isinstance(config, ProjectConfig) else _of_brief(config)
    typed = [Typed(text, path, 1) for path, text in names if text]
    for one in find_untraced(typed, _ANY_YEAR).untraced:
        log.add(
            places.of(*one.typed.path),
            f"'{one.word}' is a {one.kind} that no fact produced, in a name that pages print",
            "let the name say what it is, and a sentence with facts what became of it",
            Severity.WARNING,
            code="naked-number",
        )


def _of_project(config: ProjectConfig) -> Iterator[_Name]:
    yield ("brand", "name"), config.brand.name
    for name, source in config.sources.items():
        yield ("sources", name, "title"), source.title
        yield ("sources", name, "short"), source.short
    for name, dataset in config.datasets.items():
        for key, series in dataset.series.items():
            yield ("datasets", name, "series", key, "title"), series.title


def _of_brief(config: BriefConfig) -> Iterator[_Name]:
    yield ("author",), config.author
    for name, metric in config.metrics.items():
        yield ("metrics", name, "title"), metric.title
    for name, stated in config.stated.items():
        yield ("stated", name, "title"), stated.title
