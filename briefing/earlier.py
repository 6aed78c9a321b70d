"""The edition before: the same brief from the data as they were published then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from briefing.config.base import Places
from briefing.config.brief import BriefConfig, KeyFigureConfig
from briefing.config.loader import LoadedBrief, Project
from briefing.errors import ProblemLog
from briefing.formatting.english import listed
from briefing.insight.changes import changes_since
from briefing.insight.highlights import declared_findings
from briefing.metrics.stage import compute_metrics
from briefing.model.fact import Derivation, Fact
from briefing.model.finding import Change, Finding
from briefing.model.series import Dataset, Series
from briefing.relatives import FactBook
from briefing.vintage import last_period

_SUFFIX = "@before"


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the editions before say."""

    label: str
    """How they are called: ``USGS, Mineral Commodity Summaries 2024``."""
    metrics: Mapping[str, Series]
    book: FactBook
    declared: tuple[Finding, ...]
    """The author's highlights whose rules held then."""
    counted: Mapping[str, str] = field(default_factory=dict)
    """Series that are counted otherwise than then: ``ree_us.production`` to what differs."""

    def changes(self, config: BriefConfig, book: FactBook) -> tuple[Change, ...]:
        """What changed since, of the brief's key figures first and then of its other metrics."""
        strip = [
            one.metric if isinstance(one, KeyFigureConfig) else one for one in config.key_figures
        ]
        names = [*dict.fromkeys((*strip, *config.metrics))]
        counted = {name: why for name in names if name in book and (why := self._why(book[name]))}
        return changes_since(self.book, book, names, counted, config.changes)

    def _why(self, fact: Fact) -> str:
        """What differs in how a figure is counted, its inputs looked through."""
        for one in fact.walk():
            if not isinstance(one.origin, Derivation):
                series = one.id.partition("[")[0]
                if series in self.counted:
                    return self.counted[series]
        return ""


def earlier_edition(
    project: Project,
    brief: LoadedBrief,
    config: BriefConfig,
    datasets: Mapping[str, Dataset],
    before: Mapping[str, str],
) -> Earlier:
    """The facts as the editions before had them, at their own last period.

    Data sets without an edition before stand in as they are. What cannot be had is unknown; stated
    figures belong to the publication that states them, so the editions before have none.
    """
    unheard = ProblemLog()
    old = {
        name: replace(datasets[before.get(name, name)], id=name)
        for name in project.config.datasets
        if before.get(name, name) in datasets and name not in before.values()
    }
    changed = {name: data for name, data in old.items() if name in before}
    last = last_period(changed, config.period)
    period = min(last, config.period) if last else config.period.shifted(-1)
    then = config.model_copy(update={"period": period})
    metrics = compute_metrics(then, brief.places, old, old, {}, unheard, _SUFFIX)
    book = FactBook(metrics, frozenset({*config.metrics, *config.stated} - metrics.keys()))
    return Earlier(
        label=_label(project, before),
        metrics=metrics,
        book=book,
        declared=tuple(declared_findings(then, Places(""), book)),
        counted=_counted_otherwise(datasets, before),
    )


def _counted_otherwise(
    datasets: Mapping[str, Dataset], before: Mapping[str, str]
) -> dict[str, str]:
    found = {}
    for name, old in before.items():
        if not {name, old} <= datasets.keys():
            continue
        for series, now in datasets[name].measures.items():
            was = datasets[old].measures.get(series)
            if was is not None and was.definition != now.definition:
                words = now.definition or "no longer as before"
                found[f"{name}.{series}"] = f"{words}; before: {was.definition or 'not declared'}"
    return found


def _label(project: Project, before: Mapping[str, str]) -> str:
    names = {
        (source.short or source.title)
        for name in before.values()
        if (source := project.config.sources.get(project.config.datasets[name].source))
    }
    return listed(sorted(names))
