"""One brief from its config to the finished tree: every stage but the pages, a line a stage."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from briefing.analysis.advice.recommendations import judge_recommendations
from briefing.analysis.advice.rules import judge_rule
from briefing.analysis.findings.highlights import choose_highlights
from briefing.analysis.metrics.metric_graph import compute_metrics
from briefing.analysis.metrics.stated import compare_stated, stated_series
from briefing.analysis.previous_edition import Earlier, earlier_edition
from briefing.app.build.precision_asked import ask_precision
from briefing.app.build.source_check import check_sources
from briefing.app.build.title_check import check_brief_names, check_project_names
from briefing.brief.apparatus import Apparatus
from briefing.brief.charts.planning import plan_charts
from briefing.brief.composing import Material, apparatus_of, compose_document
from briefing.brief.needs import Fitted, asks_for_data, lack_of, with_figures, with_measures
from briefing.core.check import Check, merged
from briefing.core.document import Document
from briefing.core.finding import Advice, Finding, Findings
from briefing.core.interval import Interval
from briefing.core.lags import FactBook
from briefing.core.period_column import adopted
from briefing.core.problems import ProblemLog, Severity
from briefing.core.reference import Reference
from briefing.core.series import Dataset, Panel, Series
from briefing.core.spot import Spot
from briefing.core.workspace import Workspace
from briefing.data.checks.edition_units import check_edition_units
from briefing.data.reading import read_datasets
from briefing.language.base import Language, language_of
from briefing.language.locale_data import UnknownLocale
from briefing.project.as_of import Seen, as_seen
from briefing.project.brief_schema import BriefConfig
from briefing.project.declared import Places
from briefing.project.editions import editions_before
from briefing.project.loading import LoadedBrief, Project
from briefing.project.project_schema import ProjectConfig
from briefing.project.references import datasets_used, warn_of_parts

Reader = Callable[
    [Workspace, ProjectConfig, Places, Collection[str], ProblemLog], Mapping[str, Dataset]
]
"""Reads the named data sets of a project; what is wrong with them goes to the log."""


class Skipped(Exception):
    """A rule of its portfolio says that this subject gets no brief; the message is why."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A brief before it is put on pages."""

    document: Document
    datasets: Mapping[str, Dataset]
    metrics: Mapping[str, Series]
    language: Language
    advice: tuple[Advice, ...]
    brief: LoadedBrief
    """The brief with the parts for which there are data, and their places."""
    apparatus: Apparatus
    """Makes what follows from the parts of the document, when some leave or come in."""


@dataclass(frozen=True, slots=True)
class _Data:
    """The data sets of a brief."""

    datasets: Mapping[str, Dataset]
    """All that were read, the editions before too."""
    current: Mapping[str, Dataset]
    """Those that the brief names."""
    before: Mapping[str, str]
    """The name of a data set to that of its edition before."""
    wanted: Collection[str]
    """The names that the brief needs, whether they could be read or not."""

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
class _Figures:
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


def prepare(
    project: Project, brief: LoadedBrief, log: ProblemLog, reader: Reader = read_datasets
) -> Prepared | None:
    """From config to the finished tree: every stage but the pages. ``None`` where data are unusable.

    ``reader`` is what reads data sets, for who has read them already.
    """
    seen = as_seen(project, brief, log)
    language = _language(seen.project, seen.brief, log) if seen else None
    if seen is None or language is None:
        return None
    data = _read(seen, log, reader)
    found = ProblemLog(log.problems)
    figures = _compute(seen, language, data, found)
    if brief.rules and not log.has(Severity.UNUSABLE):
        _hold_to_rules(brief, language, data, figures, found)
    material = _judge(seen, language, data, figures, found)
    if brief.written is not None:
        material = replace(material, subject=brief.written.subject)
    document, apparatus = compose_document(material, found), apparatus_of(material)
    ask_precision(document.known.values(), seen.project.config, seen.project.places, found)
    seen.settle(found, log)
    if log.of(Severity.UNUSABLE):
        return None
    fitted = replace(figures.brief, config=figures.config)
    return Prepared(
        document, data.datasets, figures.metrics, language, material.advice, fitted, apparatus
    )


def _read(seen: Seen, log: ProblemLog, reader: Reader) -> _Data:
    project = seen.project
    wanted = datasets_used(project, seen.brief.config)
    before = editions_before(project.config, wanted)
    every = {*wanted, *before.values()}
    datasets = reader(project.workspace, project.config, project.places, every, log)
    current = {name: data for name, data in datasets.items() if name in wanted}
    return _Data(datasets, current, before, wanted)


def _compute(seen: Seen, language: Language, data: _Data, log: ProblemLog) -> _Figures:
    config = _as_written(seen.until_known(data.current), data.current)
    places = seen.brief.places
    fitted = Fitted(config, places)
    has_needs = asks_for_data(config)
    if has_needs:
        fitted = with_measures(config, places, data.current)
        config = fitted.config
    stated, claims = compare_stated(
        language, config, places, stated_series(config, places, log), log
    )
    declared = {*seen.project.config.datasets, *seen.unsaid}
    metrics = compute_metrics(language, config, places, data.datasets, declared, stated, log)
    named = {*config.metrics, *config.stated, *data.wanted, *seen.unsaid}
    failed = frozenset(named - {*metrics, *data.datasets})
    if has_needs:
        fitted = with_figures(fitted, data.current, metrics)
    brief = replace(seen.brief, places=fitted.places)
    return _Figures(fitted.config, metrics, failed, claims, brief, fitted.check)


def _hold_to_rules(
    brief: LoadedBrief, language: Language, data: _Data, figures: _Figures, log: ProblemLog
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


def _judge(
    seen: Seen, language: Language, data: _Data, figures: _Figures, log: ProblemLog
) -> Material:
    """Weigh the figures: advice, findings, charts, what changed since the edition before."""
    project, brief = seen.project, figures.brief
    subject = brief.written.subject if brief.written else None
    config, places, metrics = figures.config, brief.places, figures.metrics
    book = FactBook(metrics, language.title, figures.failed)
    earlier = (
        earlier_edition(language, project, brief, config, data.datasets, data.before)
        if data.before
        else None
    )
    publishers = {key: source.publisher for key, source in project.config.sources.items()}
    ranges = _ranges(project, config, metrics)
    advice = judge_recommendations(
        language, config, places, book, earlier.book if earlier else None, publishers, ranges, log
    )
    findings = choose_highlights(
        language,
        config,
        places,
        book.since_breaks(config.period),
        _comparable(by_reference(data.current, {}), config),
        data.pairs,
        advice,
        log,
        doubted=data.doubted,
        whose=subject.text if subject else "",
    )
    series = by_reference(data.datasets, metrics)
    check_project_names(project.config, project.places, data.datasets, log)
    check_brief_names(config, places, log)
    check_sources(project.config, data.wanted, project.places, log)
    warn_of_parts(project, seen.brief, log)
    return Material(
        id=brief.name,
        config=config,
        places=places,
        project=project.config,
        language=language,
        metrics=metrics,
        series=series,
        plots=plan_charts(
            language, config.charts, places, series, config.period, figures.failed, log
        ),
        findings=findings,
        advice=advice,
        records=brief.records,
        review=brief.review,
        edition=earlier.label if earlier else "",
        changes=earlier.changes(language, config, book) if earlier else (),
        no_longer=_no_longer(earlier, findings) if earlier else (),
        earlier=earlier.metrics if earlier else {},
        as_of=seen.day,
        checks=_checks(seen, data, figures, log),
        declared=frozenset({*seen.brief.config.metrics, *seen.brief.config.stated}),
        failed=figures.failed,
    )


def _checks(seen: Seen, data: _Data, figures: _Figures, log: ProblemLog) -> tuple[Check, ...]:
    """What ran over the data and the stated figures."""
    return (
        *merged(check for read in data.datasets.values() for check in read.checks),
        check_edition_units(data.datasets, log),
        figures.claims,
        *([figures.with_data] if asks_for_data(seen.brief.config) else ()),
        *_not_taken(seen.project.config, data.current),
    )


def _not_taken(config: ProjectConfig, names: Iterable[str]) -> Iterator[Check]:
    """The columns that no pattern of a data set takes, as a check that lists them."""
    left = {name: config.datasets[name].not_taken for name in names if name in config.datasets}
    told = tuple(f"{name}: {', '.join(columns)}" for name, columns in left.items() if columns)
    if told:
        count = sum(map(len, left.values()))
        yield Check("columns by patterns", count, "columns that no pattern takes", exceptions=told)


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
        return language_of(
            brief.config.language, shared.locale, shared.unit_words, _plurals(shared, brief.config)
        )
    except UnknownLocale as error:
        place = project.places.of("locale")
        log.refuse(place, error)
        return None


def language_for(shared: ProjectConfig) -> Language:
    """The words and notations of what is of the project as a whole; its locale was checked."""
    return language_of("en", shared.locale, shared.unit_words, {})


def _plurals(shared: ProjectConfig, config: BriefConfig) -> dict[str, bool]:
    """Of which titles the project says whether they take a plural verb."""
    every = [series for data in shared.datasets.values() for series in data.series.values()]
    declared = {one.title: one.plural for one in every if one.plural is not None}
    own = config.metrics.values()
    return declared | {one.title: one.plural for one in own if one.title and one.plural is not None}


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
    true_now = {one.path for one in findings.declared}
    return tuple(one for one in earlier.declared if one.path not in true_now)


def by_reference(
    datasets: Mapping[str, Dataset], metrics: Mapping[str, Series]
) -> dict[str, Series | Panel]:
    """Measures of data sets as ``dataset.measure``, and metrics by name."""
    found: dict[str, Series | Panel] = {
        measure.id: measure for data in datasets.values() for measure in data.measures.values()
    }
    return {**found, **metrics}
