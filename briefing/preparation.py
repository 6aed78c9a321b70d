"""One brief from its config to the finished tree: every stage but the pages, a line a stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from briefing.charts.planning import Remember, draw_charts, plan_charts
from briefing.compose.assemble import Material, compose_document
from briefing.config.brief import BriefConfig
from briefing.config.loader import LoadedBrief, Project
from briefing.config.references import datasets_used, editions_before
from briefing.data.edition_units import check_edition_units
from briefing.data.reading import read_datasets
from briefing.errors import ProblemLog, Severity
from briefing.formatting.english import listed
from briefing.insight.highlights import choose_highlights
from briefing.insight.recommendations import judge_recommendations
from briefing.metrics.stage import compute_metrics
from briefing.metrics.stated import compare_stated, stated_series
from briefing.model.check import merged
from briefing.model.document import Document
from briefing.model.finding import Advice
from briefing.model.interval import Interval
from briefing.model.series import Dataset, Panel, Series
from briefing.relatives import FactBook


@dataclass(frozen=True, slots=True)
class Prepared:
    """A brief before it is put on pages."""

    document: Document
    datasets: Mapping[str, Dataset]
    metrics: Mapping[str, Series]
    advice: tuple[Advice, ...]


def prepare(
    project: Project, brief: LoadedBrief, log: ProblemLog, remember: Remember | None = None
) -> Prepared | None:
    """From config to the finished tree: every stage but the pages. ``None`` where data are unusable.

    ``remember`` draws the charts or has them already; without it they stay undrawn.
    """
    config, places = brief.config, brief.places
    wanted = datasets_used(project, config)
    before = editions_before(project, wanted)
    every = {*wanted, *before.values()}
    datasets = read_datasets(project.root, project.config, project.places, every, log)
    stated, claims = compare_stated(config, places, stated_series(config, places, log), log)
    declared = project.config.datasets
    metrics = compute_metrics(config, places, datasets, declared, stated, log)
    failed = frozenset({*config.metrics, *config.stated, *wanted} - {*metrics, *datasets})
    book = FactBook(metrics, failed)
    earlier = _earlier_book(brief, datasets, before) if before else None
    publishers = {key: source.publisher for key, source in project.config.sources.items()}
    advice = judge_recommendations(
        config, places, book, earlier, publishers, _ranges(project, config), log
    )
    current = {name: data for name, data in datasets.items() if name in wanted}
    pairs = [(datasets[n], datasets[o]) for n, o in before.items() if {n, o} <= datasets.keys()]
    findings = choose_highlights(
        config, places, book, _by_reference(current, {}), pairs, advice, log
    )
    series = _by_reference(datasets, metrics)
    plots = plan_charts(config.charts, places, series, config.period, failed, log)
    drawings = draw_charts(plots, project.config.brand.accent, remember)
    material = Material(
        id=brief.name,
        config=config,
        places=places,
        project=project.config,
        metrics=metrics,
        series=series,
        drawings=drawings,
        findings=findings,
        advice=advice,
        records=brief.records,
        edition=_edition_before(project, before),
        checks=(
            *merged(check for data in datasets.values() for check in data.checks),
            check_edition_units(datasets, log),
            claims,
        ),
        failed=failed,
    )
    if log.of(Severity.UNUSABLE):
        compose_document(material, log)
        return None
    return Prepared(compose_document(material, log), datasets, metrics, advice)


def _earlier_book(
    brief: LoadedBrief, datasets: Mapping[str, Dataset], before: Mapping[str, str]
) -> FactBook:
    """The facts as the editions before had them, a period earlier; what fails there is unknown.

    Stated figures belong to the publication that states them, so the editions before have none.
    """
    config, unheard = brief.config, ProblemLog()
    then = config.model_copy(update={"period": config.period.shifted(-1)})
    old = {
        name: datasets[before.get(name, name)]
        for name in datasets
        if before.get(name, name) in datasets
    }
    renamed = {name: replace(data, id=name) for name, data in old.items()}
    metrics = compute_metrics(then, brief.places, renamed, renamed, {}, unheard)
    return FactBook(metrics, frozenset({*config.metrics, *config.stated} - metrics.keys()))


def _ranges(project: Project, config: BriefConfig) -> dict[str, Interval]:
    """The values that the data declare possible, for metrics that show them as they are."""
    found = {}
    for name, metric in config.metrics.items():
        dataset, _, series = str(metric.call.operand).partition("[")[0].partition(".")
        declared = project.config.datasets.get(dataset)
        if metric.call.kind == "value" and declared and series in declared.series:
            ends = declared.series[series].range
            if ends:
                found[name] = Interval(*ends)
    return found


def _edition_before(project: Project, before: Mapping[str, str]) -> str:
    """How the edition before is called."""
    names = {
        (source.short or source.title)
        for name in before.values()
        if (source := project.config.sources.get(project.config.datasets[name].source))
    }
    return listed(sorted(names))


def _by_reference(
    datasets: Mapping[str, Dataset], metrics: Mapping[str, Series]
) -> dict[str, Series | Panel]:
    found: dict[str, Series | Panel] = {
        f"{data.id}.{name}": measure
        for data in datasets.values()
        for name, measure in data.measures.items()
    }
    return {**found, **metrics}
