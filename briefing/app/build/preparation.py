"""One brief from its config to the finished tree: every stage but the pages, a line a stage."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from briefing.analysis.advice.recommendations import judge_recommendations
from briefing.analysis.findings.highlights import choose_highlights
from briefing.analysis.metrics.metric_graph import compute_metrics
from briefing.analysis.metrics.stated import compare_stated, stated_series
from briefing.analysis.previous_edition import Earlier, earlier_edition
from briefing.brief.apparatus import Apparatus
from briefing.brief.charts.planning import plan_charts
from briefing.brief.composing import Material, apparatus_of, compose_document
from briefing.core.check import merged
from briefing.core.document import Document
from briefing.core.finding import Advice, Finding, Findings
from briefing.core.interval import Interval
from briefing.core.lags import FactBook
from briefing.core.period_column import adopted
from briefing.core.problems import ProblemLog, Severity
from briefing.core.reference import Reference
from briefing.core.series import Dataset, Panel, Series
from briefing.data.checks.edition_units import check_edition_units
from briefing.data.reading import read_datasets
from briefing.language.base import Language, language_of
from briefing.language.locale_data import UnknownLocale
from briefing.project.as_of import as_seen
from briefing.project.brief_schema import BriefConfig
from briefing.project.editions import editions_before
from briefing.project.loading import LoadedBrief, Project
from briefing.project.references import datasets_used


@dataclass(frozen=True, slots=True)
class Prepared:
    """A brief before it is put on pages."""

    document: Document
    datasets: Mapping[str, Dataset]
    metrics: Mapping[str, Series]
    language: Language
    advice: tuple[Advice, ...]
    apparatus: Apparatus
    """Makes what follows from the parts of the document, when some leave or come in."""


def prepare(project: Project, brief: LoadedBrief, log: ProblemLog) -> Prepared | None:
    """From config to the finished tree: every stage but the pages. ``None`` where data are unusable."""
    seen = as_seen(project, brief, log)
    if seen is None:
        return None
    project, brief = seen.project, seen.brief
    language = _language(project, brief, log)
    if language is None:
        return None
    wanted = datasets_used(project, brief.config)
    before = editions_before(project.config, wanted)
    every = {*wanted, *before.values()}
    datasets = read_datasets(project.workspace, project.config, project.places, every, log)
    current = {name: data for name, data in datasets.items() if name in wanted}
    config, places = _as_written(seen.until_known(current), current), brief.places
    found = ProblemLog(log.problems)
    stated, claims = compare_stated(
        language, config, places, stated_series(config, places, found), found
    )
    declared = {*project.config.datasets, *seen.unsaid}
    metrics = compute_metrics(language, config, places, datasets, declared, stated, found)
    failed = frozenset(
        {*config.metrics, *config.stated, *wanted, *seen.unsaid} - {*metrics, *datasets}
    )
    book = FactBook(metrics, language.title, failed)
    earlier = (
        earlier_edition(language, project, brief, config, datasets, before) if before else None
    )
    publishers = {key: source.publisher for key, source in project.config.sources.items()}
    advice = judge_recommendations(
        language,
        config,
        places,
        book,
        earlier.book if earlier else None,
        publishers,
        _ranges(project, config, metrics),
        found,
    )
    pairs = [(datasets[n], datasets[o]) for n, o in before.items() if {n, o} <= datasets.keys()]
    findings = choose_highlights(
        language,
        config,
        places,
        book.since_breaks(config.period),
        _comparable(by_reference(current, {}), config),
        pairs,
        advice,
        found,
        doubted={
            spot for data in current.values() for check in data.checks for spot in check.doubts
        },
    )
    series = by_reference(datasets, metrics)
    plots = plan_charts(language, config.charts, places, series, config.period, failed, found)
    material = Material(
        id=brief.name,
        config=config,
        places=places,
        project=project.config,
        language=language,
        metrics=metrics,
        series=series,
        plots=plots,
        findings=findings,
        advice=advice,
        records=brief.records,
        edition=earlier.label if earlier else "",
        changes=earlier.changes(language, config, book) if earlier else (),
        no_longer=_no_longer(earlier, findings) if earlier else (),
        earlier=earlier.metrics if earlier else {},
        as_of=seen.day,
        checks=(
            *merged(check for data in datasets.values() for check in data.checks),
            check_edition_units(datasets, found),
            claims,
        ),
        failed=failed,
    )
    document, apparatus = compose_document(material, found), apparatus_of(material)
    seen.settle(found, log)
    return (
        None
        if log.of(Severity.UNUSABLE)
        else Prepared(document, datasets, metrics, language, advice, apparatus)
    )


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


def _language(project: Project, brief: LoadedBrief, log: ProblemLog) -> Language | None:
    """The words and notations of the brief, made once; an unknown locale goes to the log."""
    try:
        shared = project.config
        return language_of(brief.config.language, shared.locale, shared.unit_words)
    except UnknownLocale as error:
        place = project.places.of("locale")
        log.refuse(place, error)
        return None


def _ranges(
    project: Project, config: BriefConfig, computed: Collection[str]
) -> dict[str, Interval]:
    """The values that the data declare possible, for metrics that show them as they are."""
    found = {}
    for name, metric in config.metrics.items():
        if metric.call.kind != "value" or name not in computed:
            continue
        shown = Reference.parse(str(metric.call.operand))
        declared = project.config.datasets.get(shown.name)
        if declared and (series := declared.series.get(shown.series)) and series.range:
            found[name] = Interval(*series.range)
    return found


def _comparable(
    series: Mapping[str, Series | Panel], config: BriefConfig
) -> dict[str, Series | Panel]:
    return {name: one.since_break(config.period) for name, one in series.items()}


def _no_longer(earlier: Earlier, findings: Findings) -> tuple[Finding, ...]:
    """The author's sentences that the edition before bore out, and this one does not."""
    held = {one.path for one in findings.declared}
    return tuple(one for one in earlier.declared if one.path not in held)


def by_reference(
    datasets: Mapping[str, Dataset], metrics: Mapping[str, Series]
) -> dict[str, Series | Panel]:
    """Measures of data sets as ``dataset.measure``, and metrics by name."""
    found: dict[str, Series | Panel] = {
        measure.id: measure for data in datasets.values() for measure in data.measures.values()
    }
    return {**found, **metrics}
