"""The data of a brief and the metrics computed from them: what stands before any words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from briefing.analysis.advice.rules import judge_rule
from briefing.analysis.metrics.metric_graph import compute_metrics
from briefing.analysis.metrics.stated import compare_stated, stated_series
from briefing.brief.needs import Fitted, asks_for_data, lack_of, with_figures, with_measures
from briefing.core.check import Check
from briefing.core.lags import FactBook
from briefing.core.period_column import adopted
from briefing.core.problems import ProblemLog
from briefing.core.series import Dataset, Series
from briefing.core.spot import Spot
from briefing.core.workspace import Workspace
from briefing.language.base import Language
from briefing.project.as_of import Seen
from briefing.project.brief_schema import BriefConfig
from briefing.project.declared import Places
from briefing.project.editions import editions_before
from briefing.project.loading import LoadedBrief
from briefing.project.project_schema import ProjectConfig
from briefing.project.references import datasets_used

Reader = Callable[
    [Workspace, ProjectConfig, Places, Collection[str], ProblemLog], Mapping[str, Dataset]
]
"""Reads the named data sets of a project; what is wrong with them goes to the log."""


class Skipped(Exception):
    """A rule of its portfolio says that this subject gets no brief; the message is why."""


@dataclass(frozen=True, slots=True)
class Data:
    """The data sets of a brief."""

    datasets: Mapping[str, Dataset]
    """All that were read, the editions before too."""
    current: Mapping[str, Dataset]
    """Those that the brief names."""
    before: Mapping[str, str]
    """The name of a data set to that of its edition before."""
    wanted: Collection[str]
    """The names that the brief needs, whether they could be read or not."""
    subjects: Dataset | None = None
    """The metrics of all subjects of its portfolio, where it compares itself with them."""
    unread: frozenset[str] = frozenset()
    """``subjects``, where one of them could not be read, which was told."""

    @property
    def across(self) -> dict[str, Dataset]:
        """The same by its name; nothing where nothing is compared."""
        return {self.subjects.id: self.subjects} if self.subjects else {}

    @property
    def pairs(self) -> list[tuple[Dataset, Dataset]]:
        """Each data set that has an edition before, with that."""
        names, read = self.before.items(), self.datasets
        return [(read[now], read[then]) for now, then in names if {now, then} <= read.keys()]

    @property
    def doubted(self) -> set[Spot]:
        """Cells that a check doubts."""
        checks = (check for data in self.current.values() for check in data.checks)
        return {spot for check in checks for spot in check.doubts}


@dataclass(frozen=True, slots=True)
class Figures:
    """What is computed from the data, and stated beside them."""

    config: BriefConfig
    """The brief with its periods as the data write them."""
    metrics: Mapping[str, Series]
    failed: frozenset[str]
    """Names of metrics and data sets that could not be had."""
    claims: Check
    """Stated changes against their levels."""
    brief: LoadedBrief
    """The brief with the parts for which there are data, and their places."""
    with_data: Check
    """Which parts went, and why."""


def read_data(seen: Seen, log: ProblemLog, reader: Reader) -> Data:
    """The data sets that a brief names, and the editions before them; what is wrong goes to the log."""
    project = seen.project
    wanted = datasets_used(project, seen.brief.config)
    before = editions_before(project.config, wanted)
    every = {*wanted, *before.values()}
    datasets = reader(project.workspace, project.config, project.places, every, log)
    current = {name: data for name, data in datasets.items() if name in wanted}
    return Data(datasets, current, before, wanted)


def compute(seen: Seen, language: Language, data: Data, log: ProblemLog) -> Figures:
    """The metrics of a brief and its parts for which there are data; what is wrong goes to the log."""
    config = _as_written(seen.until_known(data.current), data.current)
    places = seen.brief.places
    fitted = Fitted(config, places)
    has_needs = asks_for_data(config)
    if has_needs:
        fitted = with_measures(config, places, {**data.current, **data.across})
        config = fitted.config
    stated, claims = compare_stated(
        language, config, places, stated_series(config, places, log), log
    )
    declared = {*seen.project.config.datasets, *seen.unsaid, *data.unread}
    metrics = compute_metrics(
        language, config, places, {**data.datasets, **data.across}, declared, stated, log
    )
    named = {*config.metrics, *config.stated, *data.wanted, *seen.unsaid, *data.unread}
    failed = frozenset(named - {*metrics, *data.datasets})
    if has_needs:
        fitted = with_figures(fitted, {**data.current, **data.across}, metrics)
    brief = replace(seen.brief, places=fitted.places)
    return Figures(fitted.config, metrics, failed, claims, brief, fitted.check)


def hold_to_rules(
    brief: LoadedBrief, language: Language, data: Data, figures: Figures, log: ProblemLog
) -> None:
    """Raise :class:`Skipped` where a rule of the portfolio leaves this subject out."""
    book = FactBook(figures.metrics, language.title, figures.failed)
    place = brief.places.of("for_each", "skip")
    for rule in brief.rules:
        if rule.without:
            lacks = lack_of(rule.without, data.current, figures.metrics, figures.config.period)
            if lacks:
                raise Skipped(f"{rule.because} ({lacks})")
        elif judge_rule(rule.when, book, place, log).verdict:
            raise Skipped(rule.because)


def _as_written(config: BriefConfig, datasets: Mapping[str, Dataset]) -> BriefConfig:
    """The brief with its periods as the data write them, where one text may mean two things."""
    known = {
        period
        for data in datasets.values()
        for measure in data.measures.values()
        for period in measure.periods
    }
    metrics = {
        name: metric.model_copy(update={"period": adopted(metric.period, known)})
        if metric.period
        else metric
        for name, metric in config.metrics.items()
    }
    return config.model_copy(update={"period": adopted(config.period, known), "metrics": metrics})
