"""The edition before: the same brief from the data as they were published then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from briefing.analysis.findings.changes import changes_since
from briefing.analysis.findings.highlights import declared_findings
from briefing.analysis.metrics.metric_graph import compute_metrics
from briefing.core.fact import Cell, Fact
from briefing.core.finding import Change, Finding
from briefing.core.lags import FactBook
from briefing.core.problems import ProblemLog
from briefing.core.rebasing import is_turned_round, rebase_factor
from briefing.core.series import Dataset, Series
from briefing.language.base import Language
from briefing.project.as_of import last_period
from briefing.project.brief_schema import BriefConfig, KeyFigureConfig
from briefing.project.declared import Places
from briefing.project.loading import LoadedBrief, Project

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

    def changes(
        self, language: Language, config: BriefConfig, book: FactBook
    ) -> tuple[Change, ...]:
        """What changed since, of the brief's key figures first and then of its other metrics."""
        strip = [
            one.metric if isinstance(one, KeyFigureConfig) else one for one in config.key_figures
        ]
        names = [*dict.fromkeys((*strip, *config.metrics))]
        counted = {
            name: why
            for name in names
            if name in book
            and name in self.book
            and (why := _differs(language, self.book[name], book[name]))
        }
        for name in (one for one in names if one in self.metrics and one in book.metrics):
            before, now = self.metrics[name], book.metrics[name]
            if rebase_factor(before, now) is not None:
                counted[name] = language.term("change.rebased")
            elif is_turned_round(before, now):
                counted[name] = language.term("change.turned_round")
        return changes_since(language, self.book, book, names, counted, config.changes)


def _differs(language: Language, old: Fact, new: Fact) -> str:
    """What differs in how a figure, or what it was computed from, is counted; empty where nothing."""
    before, now = _definition(language, old), _definition(language, new)
    if before == now:
        return ""
    return language.term(
        "change.why",
        now=now or language.term("change.as_before_no_more"),
        before=before or language.term("change.not_declared"),
    )


def _definition(language: Language, fact: Fact) -> str:
    told = (one.origin.definition for one in fact.walk() if isinstance(one.origin, Cell))
    return language.joined(dict.fromkeys(one for one in told if one))


def earlier_edition(
    language: Language,
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
    metrics = compute_metrics(language, then, brief.places, old, old, {}, unheard, _SUFFIX)
    book = FactBook(
        metrics, language.title, frozenset({*config.metrics, *config.stated} - metrics.keys())
    )
    return Earlier(
        label=_label(language, project, before),
        metrics=metrics,
        book=book,
        declared=tuple(declared_findings(language, then, Places(""), book)),
    )


def _label(language: Language, project: Project, before: Mapping[str, str]) -> str:
    names = {
        (source.short or source.title)
        for name in before.values()
        if (source := project.config.sources.get(project.config.datasets[name].source))
    }
    return language.listed(sorted(names))
