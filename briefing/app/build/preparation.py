"""One brief from its config to the finished tree: every stage but the pages, a line a stage."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from briefing.analysis.advice.recommendations import judge_recommendations
from briefing.analysis.findings.highlights import choose_highlights
from briefing.analysis.findings.other_members import only_member
from briefing.analysis.previous_edition import Earlier, earlier_edition
from briefing.app.build.across import seen_across
from briefing.app.build.cover import cover_of
from briefing.app.build.figures import (
    Data,
    Figures,
    Reader,
    compute,
    hold_to_rules,
    read_data,
)
from briefing.app.build.map_outlines import outlines_of_maps
from briefing.app.build.precision_asked import ask_precision
from briefing.app.build.read_once import read_once
from briefing.app.build.source_check import check_sources
from briefing.app.build.title_check import check_brief_names, check_project_names
from briefing.app.names_of_data import knowing_names
from briefing.brief.apparatus import Apparatus
from briefing.brief.charts.planning import plan_charts
from briefing.brief.composing import apparatus_of, compose_document
from briefing.brief.material import Material
from briefing.brief.needs import asks_for_data
from briefing.core.check import Check, merged
from briefing.core.document import Document
from briefing.core.finding import Advice, Finding, Findings
from briefing.core.interval import Interval
from briefing.core.lags import FactBook
from briefing.core.problems import ProblemLog, Severity
from briefing.core.reference import Reference
from briefing.core.seen_files import Snapshot
from briefing.core.series import Dataset, Panel, Series
from briefing.core.workspace import Kind, NotRead
from briefing.data.checks.edition_units import check_edition_units
from briefing.language.base import Language, language_of
from briefing.language.locale_data import UnknownLocale
from briefing.language.wordings import LANGUAGES, UnknownLanguage
from briefing.project.as_of import Seen, as_seen
from briefing.project.brief_schema import BriefConfig
from briefing.project.loading import LoadedBrief, Project
from briefing.project.portfolio_schema import SUBJECTS
from briefing.project.project_schema import ProjectConfig
from briefing.project.references import warn_of_parts


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
    others: Mapping[str, Dataset] = field(default_factory=dict)
    """What was read of the other subjects of its portfolio: ``gold: us``."""

    @property
    def read(self) -> dict[str, Dataset]:
        """All that was read for it."""
        return {**self.datasets, **self.others}


def prepare(
    project: Project, brief: LoadedBrief, log: ProblemLog, reader: Reader = read_once
) -> Prepared | None:
    """From config to the finished tree: every stage but the pages. ``None`` where data are unusable.

    ``reader`` is what reads data sets, for who has read them already.
    """
    seen = as_seen(project.of(brief), brief, log)
    language = _language(seen.project, seen.brief, log) if seen else None
    if seen is None or language is None:
        return None
    data = read_data(seen, log, reader)
    language = knowing_names(language, data.datasets.values())
    is_read = not log.has(Severity.UNUSABLE)  # whatever may be wrong with others
    across = seen_across(project, seen.brief, language, log)
    unread = frozenset({SUBJECTS} if across.is_unread else ())
    data = replace(data, subjects=across.dataset, unread=unread)
    found = ProblemLog(log.problems)
    figures = compute(seen, language, data, found)
    if brief.rules and is_read:
        hold_to_rules(brief, language, data, figures, found)
    material = _judge(seen, language, data, figures, found)
    if across.check is not None:
        material = replace(material, checks=(*material.checks, across.check))
    if brief.written is not None:
        material = replace(material, subject=brief.written.subject)
    document, apparatus = compose_document(material, found), apparatus_of(material)
    ask_precision(document.known.values(), seen.project.config, seen.project.places, found)
    seen.settle(found, log)
    if log.of(Severity.UNUSABLE):
        return None
    fitted = replace(figures.brief, config=figures.config)
    return Prepared(
        document,
        data.datasets,
        figures.metrics,
        language,
        material.advice,
        fitted,
        apparatus,
        across.read or {},
    )


def _judge(
    seen: Seen, language: Language, data: Data, figures: Figures, log: ProblemLog
) -> Material:
    """Weigh the figures: advice, findings, charts, what changed since the edition before."""
    project, brief = seen.project, figures.brief
    config, places, metrics = figures.config, brief.places, figures.metrics
    book = FactBook(metrics, language.title, figures.failed)
    edition = (language, project, brief, config, data.datasets, data.before)
    earlier = earlier_edition(*edition) if data.before else None
    publishers = {key: source.publisher for key, source in project.config.sources.items()}
    ranges = _ranges(project, config, metrics)
    advice = judge_recommendations(
        language, config, places, book, earlier.book if earlier else None, publishers, ranges, log
    )
    comparable = _comparable(by_reference(data.current, {}), config)
    findings = choose_highlights(
        language,
        config,
        places,
        book.since_breaks(config.period),
        comparable,
        data.pairs,
        advice,
        log,
        doubted=data.doubted,
        whose=_whose(brief) or only_member(config, comparable),
    )
    series = by_reference({**data.datasets, **data.across}, metrics)
    check_project_names(project.config, project.places, data.datasets, log, _logo(project))
    check_brief_names(config, places, log)
    check_sources(project.config, data.wanted, project.places, log)
    warn_of_parts(project, seen.brief, log)
    outlines = outlines_of_maps(project.workspace, config.charts, places, log)
    return Material(
        id=brief.name,
        config=config,
        written=seen.brief.config,
        places=places,
        now=project.workspace.now(),
        project=project.config,
        language=language,
        metrics=metrics,
        series=series,
        plots=plan_charts(
            language, config.charts, places, series, config.period, figures.failed, log, outlines
        ),
        findings=findings,
        advice=advice,
        records=brief.records,
        review=brief.review,
        library=brief.library,
        cover=cover_of(project.workspace, config.picture, places, log),
        edition=earlier.label if earlier else "",
        changes=earlier.changes(language, config, book) if earlier else (),
        no_longer=_no_longer(earlier, findings) if earlier else (),
        earlier=earlier.metrics if earlier else {},
        as_of=seen.day,
        checks=_checks(seen, data, figures, log),
        failed=figures.failed,
    )


def _logo(project: Project) -> Snapshot | None:
    """The file of the logo; ``None`` where there is none, or none that can be read, which is told with the pages."""
    try:
        path = project.config.brand.logo
        return project.workspace.read(path, Kind.LOGO) if path else None
    except NotRead:
        return None


def _checks(seen: Seen, data: Data, figures: Figures, log: ProblemLog) -> tuple[Check, ...]:
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


def _language(project: Project, brief: LoadedBrief, log: ProblemLog) -> Language | None:
    """The words and notations of the brief, made once; what there is none of goes to the log."""
    try:
        shared = project.config
        return language_of(
            brief.config.language, shared.locale, shared.unit_words, _plurals(shared, brief.config)
        )
    except UnknownLocale as error:
        log.refuse(project.places.of("locale"), error)
    except UnknownLanguage as error:
        LANGUAGES.report_broken(log)
        log.refuse(brief.places.of("language"), error)
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


def _whose(brief: LoadedBrief) -> tuple[str, ...]:
    """The names of the subject of a portfolio whose brief it is."""
    subject = brief.written.subject if brief.written else None
    return tuple(subject.texts) if subject else ()


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
