"""The composer: config, facts, plots and findings to one :class:`Document`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from briefing.brief.advice import AdviceWriter, has_flipped
from briefing.brief.annex import cell_source
from briefing.brief.apparatus import Apparatus
from briefing.brief.cutting import has_small_print, without_small_print
from briefing.brief.fact_view import FactView
from briefing.brief.fitting import aim_of
from briefing.brief.key_figures import key_figures
from briefing.brief.mentions import Mentions, Unsaid
from briefing.brief.offering import may_come, may_go
from briefing.brief.passages import PassageReader, check_passages
from briefing.brief.period_view import PeriodView
from briefing.brief.pointers import Pointers
from briefing.brief.presence import Presence
from briefing.brief.prose import Prose, has_digit
from briefing.brief.rounding import rounding_note
from briefing.brief.subject_view import SubjectView
from briefing.brief.tables import build_table
from briefing.brief.tracing import Tracer
from briefing.brief.two_figures import beside_figure
from briefing.core.check import Check
from briefing.core.document import (
    Block,
    Document,
    Figure,
    Highlight,
    Recommendation,
    Section,
    Statement,
)
from briefing.core.finding import Advice, Change, Finding, Findings
from briefing.core.parts import SMALL_PRINT, Part, Trace
from briefing.core.period import Period
from briefing.core.plot import Plot
from briefing.core.problems import ProblemLog, Severity
from briefing.core.series import Panel, Series
from briefing.core.text_nodes import Inlines, unstyled
from briefing.language.base import Language
from briefing.language.untraced import find_untraced
from briefing.project.advice_records import AdviceRecord
from briefing.project.brief_schema import BriefConfig, SectionConfig
from briefing.project.declared import Places
from briefing.project.project_schema import ProjectConfig
from briefing.project.review_records import ReviewConfig
from briefing.project.subject import Subject


@dataclass(frozen=True, slots=True)
class Material:
    """All that one brief is composed of."""

    id: str
    config: BriefConfig
    places: Places
    project: ProjectConfig
    language: Language
    metrics: Mapping[str, Series]
    series: Mapping[str, Series | Panel]
    """``dataset.measure`` and metric names, for tables."""
    plots: Mapping[str, Plot]
    findings: Findings
    advice: tuple[Advice, ...]
    """All advice, that which does not hold too."""
    records: Mapping[str, AdviceRecord] = field(default_factory=dict)
    """What became of each recommendation so far."""
    edition: str = ""
    """How the edition before is called; empty where there is none."""
    changes: tuple[Change, ...] = ()
    """What changed since the edition before."""
    no_longer: tuple[Finding, ...] = ()
    """The author's sentences that the edition before bore out and this one does not."""
    earlier: Mapping[str, Series] = field(default_factory=dict)
    """The metrics as the edition before had them."""
    as_of: str = ""
    """The day as of which the brief is made; empty for today."""
    checks: tuple[Check, ...] = ()
    """The checks that ran over the data and the stated figures."""
    review: ReviewConfig | None = None
    """How the passages were last read; none where nobody began to."""
    figures: frozenset[tuple[str, str]] = frozenset()
    """All charts and tables that sections of its YAML show, those too that went for want of data."""
    failed: frozenset[str] = frozenset()
    """Names of metrics and data sets that could not be had, which was told already."""
    declared: frozenset[str] = frozenset()
    """Names of all metrics and stated figures of its YAML, those too that went for want of data."""
    subject: Subject | None = None
    """Of one brief of many: who or what it is about."""


_LABELLED = 16
"""A chart of so many facts prints each figure; a longer one is traced in the ledger."""


def compose_document(material: Material, log: ProblemLog) -> Document:
    """Make the typed tree; mistakes in the prose go to the log with their lines."""
    return _Composer(material, log).document()


def apparatus_of(material: Material) -> Apparatus:
    """What makes the numbers and lists of this brief, however many of its parts stand."""
    config, project = material.config, material.project
    return Apparatus(material.language, project.sources, config.annex == "pages", config.date)


class _Composer:
    """Carries what all parts of one document share: the reader of prose, and the traces of facts."""

    def __init__(self, material: Material, log: ProblemLog) -> None:
        self.material, self.log = material, log
        self.mentions = Mentions(material.language, period=material.config.period)
        names = {
            **_views(dict(material.metrics), self.mentions, material.config.period),
            "period": PeriodView(material.config.period, material.language),
        }
        if material.as_of:
            names |= {name: Unsaid() for name in material.failed}
        self.names = names
        names |= {name: one for name, one in self._pointers() if name not in names}
        names["has"] = Presence(names, material.declared)
        subject = material.subject
        named = (subject.text, *filter(has_digit, subject.texts)) if subject else ()
        if material.subject:
            names["this"] = SubjectView(material.subject)
        self.prose = Prose(names, self.mentions, material.places, log, material.failed, named)
        self.tracer = Tracer(self.mentions)
        m = material
        self.advice = AdviceWriter(
            m.language, m.config, m.project, m.records, m.edition, self.prose, self.tracer
        )

    def document(self) -> Document:
        """All parts in reading order, and what may leave or come in."""
        m, config, project = self.material, self.material.config, self.material.project
        whole = Document(
            id=m.id,
            title=self.prose.line(config.title, "title"),
            subtitle=self._line(config.subtitle, "subtitle"),
            flips=tuple(self._flip(one) for one in m.advice if has_flipped(one)),
            changes=self._changes(),
            bottom_line=self._line(config.bottom_line, "bottom_line"),
            key_figures=key_figures(m.language, config, m.metrics, self.prose, self.tracer.show),
            highlights=tuple(self._highlight(finding) for finding in m.findings.chosen),
            contrary=self._contrary(),
            sections=tuple(
                self._section(place, section) for place, section in enumerate(config.sections)
            ),
            recommendations=self._recommendations(),
            method=self.prose.blocks(config.method, "method") if config.method else (),
            reserve=tuple(self._highlight(finding) for finding in m.findings.reserve),
            period=config.period,
            period_label=m.language.period(config.period),
            language=m.language.code,
            locale=m.language.locale,
            words=m.language.section("page"),
            number_form=m.language.number_form,
            author=config.author or project.brand.name,
            keywords=tuple(config.keywords),
            brand=project.brand.name,
            accent=project.brand.accent,
            page=project.brand.page,
            design=config.design,
            pages=aim_of(config).most,
            date="",
            sources=(),
            legend=(),
            annex=(),
            edition_before=m.edition,
            as_of=m.as_of,
            passed=tuple(
                Highlight(one.id, one.text, one.reason)
                for one in m.findings.passed
                if not isinstance(one.text, str)
            ),
            footnotes=self.prose.notes,
        )
        reader = PassageReader(config, m.places, self.mentions, self.names)
        passages = tuple(reader.passages(self.prose))
        read_again = check_passages(passages, m.review, self.log)
        found = {one.id for one in m.findings.chosen if one.score is not None}
        whole = replace(
            whole,
            checks=(*m.checks, self._directions(), self._untraced_numbers(), read_again),
            passages=passages,
            asserted=self._asserted(),
            traces=self._traces(whole),
            known=dict(self.mentions.facts),
            may_go=may_go(config, whole, found),
            may_come=may_come(whole),
        )
        return apparatus_of(m).of(whole)

    def _pointers(self) -> Iterator[tuple[str, Pointers]]:
        """What leads to the charts and tables of sections: ``{{ figure.producers }}``."""
        m, sections = self.material, self.material.config.sections
        charts = {one for section in sections for one in section.charts} & m.plots.keys()
        tables = {one for section in sections for one in section.tables} & m.config.tables.keys()
        for kind, placed in (("figure", charts), ("table", tables)):
            yield kind, Pointers(kind, placed, {name for one, name in m.figures if one == kind})

    def _traces(self, document: Document) -> tuple[Trace, ...]:
        """Without those of changes that are too many to be told, and of small print left out."""
        told = {one.part for one in document.changes}
        return tuple(
            one
            for one in self.tracer.traces()
            if (one.part.kind != "change" or one.part in told)
            and (one.part != SMALL_PRINT or has_small_print(document.recommendations))
        )

    def _directions(self) -> Check:
        """The phrases that the facts beside them bear out, belie, or leave open."""
        every = self.prose.assertions
        false = tuple(str(one) for one in every if one.verdict is not True)
        true = tuple(str(one) for one in every if one.verdict)
        return Check("words of direction", len(every), "typed phrases", false, borne_out=true)

    def _untraced_numbers(self) -> Check:
        """Warn of every figure and trend that an author typed and no fact vouches for."""
        years = {
            year
            for fact in self.mentions.facts.values()
            if fact.period
            for year in fact.period.years
        }
        search = find_untraced(self.prose.typed, frozenset(years))
        messages = []
        for one in search.untraced:
            place = self.material.places.of_text_line(one.line, *one.typed.path)
            message = f"'{one.word}' is a {one.kind} that no fact produced"
            messages.append(f"{place}: {message}")
            self.log.add(
                place,
                message,
                f"let a fact say it, or {{{{ said('{one.word}', because='...') }}}}",
                Severity.WARNING,
                code="naked-number",
            )
        exceptions = tuple(dict.fromkeys(self.prose.exceptions))
        return Check(
            "no naked number", search.words, search.what, tuple(messages), exceptions=exceptions
        )

    def _asserted(self) -> dict[str, tuple[str, ...]]:
        """What typed words assert and figures bear out, by the facts of their sentences."""
        found: dict[str, dict[str, None]] = {}
        for one in self.prose.assertions:
            if one.verdict:
                for fact in one.facts:
                    found.setdefault(fact, {})[str(one)] = None
        return {fact: tuple(said) for fact, said in found.items()}

    def _line(self, text: str, *path: str | int) -> Inlines:
        return self.prose.line(text, *path) if text else ()

    def _changes(self) -> tuple[Statement, ...]:
        """What changed since the edition before: the sentences that fell, then the figures."""
        m = self.material
        most = m.config.changes
        if not (m.edition and most):
            return ()
        old = Prose(
            {
                **_views(dict(m.earlier), self.mentions, m.config.period),
                "period": PeriodView(m.config.period, m.language),
                **{name: one for name, one in self._pointers() if name not in m.earlier},
            },
            self.mentions,
            m.places,
            ProblemLog(),
            frozenset({*m.config.metrics, *m.config.stated} - m.earlier.keys()),
        )
        return (*self._fallen(old), *map(self._news, m.changes))[:most]

    def _fallen(self, old: Prose) -> Iterator[Statement]:
        """The author's sentences that no longer hold, as the edition before had them."""
        for finding in self.material.no_longer:
            part = Part("change", f"no longer {finding.id}")
            with self.tracer.of(part):
                said = old.line(str(finding.text), *finding.path)
            if said:
                language = self.material.language
                yield Statement(part, language.phrase("change.no_longer", said=unstyled(said)))

    def _news(self, change: Change) -> Statement:
        part = Part("change", change.id)
        with self.tracer.of(part):
            for fact in change.facts:
                self.tracer.show(fact)
        return Statement(part, change.text)

    def _flip(self, advice: Advice) -> Statement:
        with self.tracer.of(Part("flip")):
            return self.advice.flip(advice)

    def _contrary(self) -> Highlight | None:
        finding = self.material.findings.contrary
        return self._told(finding, Part("contrary")) if finding else None

    def _highlight(self, finding: Finding) -> Highlight:
        return self._told(finding, Part("highlight", finding.id))

    def _told(self, finding: Finding, part: Part) -> Highlight:
        with self.tracer.of(part):
            if isinstance(finding.text, str):
                text = self.prose.line(finding.text, *finding.path)
                return Highlight(finding.id, text, finding.reason)
            for fact in finding.facts:
                self.tracer.show(fact)
        return Highlight(finding.id, finding.text, finding.reason)

    def _recommendations(self) -> tuple[Recommendation, ...]:
        given = filter(self.advice.is_given, self.material.advice)
        told = tuple(self.advice.recommendation(n, one) for n, one in enumerate(given, 1))
        return told if self.material.config.advice == "full" else without_small_print(told)

    def _section(self, place: int, config: SectionConfig) -> Section:
        m, name = self.material, config.id or str(place + 1)
        with self.tracer.of(Part("section", name)):
            title = self.prose.line(config.title, "sections", place, "title")
            text = self.prose.blocks(config.text, "sections", place, "text") if config.text else ()
            figures = [self._figure(one, m.plots[one]) for one in config.charts if one in m.plots]
            tables = [self._table(one) for one in config.tables if one in m.config.tables]
        return Section(name, title, (*text, *figures, *tables), place)

    def _figure(self, name: str, plot: Plot) -> Figure:
        m, config = self.material, self.material.config.charts[name]
        note = self.tracer.show if len(plot.facts) <= _LABELLED else self.mentions.note
        with self.tracer.of(Part("chart", name)):
            for fact in plot.facts:
                note(fact)
            title = self.prose.line(config.title, "charts", name, "title")
            subtitle = self.prose.words(config.subtitle or "", "charts", name, "subtitle")
            alt = self.prose.words(config.alt or "", "charts", name, "alt")
        return Figure(
            id=name,
            number=0,
            title=title,
            subtitle=subtitle or plot.subtitle,
            alt=alt or plot.alt,
            source=cell_source(m.language, plot.facts, m.project.sources),
            plot=plot,
            notes=(*plot.notes, *rounding_note(m.language, plot.facts, m.series.values())),
        )

    def _table(self, name: str) -> Block:
        m = self.material
        config = m.config.tables[name]
        table, facts = build_table(
            m.language,
            name,
            config,
            m.series,
            m.config.period,
            places=m.places,
            failed=m.failed,
            log=self.log,
        )
        with self.tracer.of(Part("table", name)):
            for fact in facts:
                self.tracer.show(fact)
            title = self.prose.words(config.title, "tables", name, "title")
        notes = (*table.notes, *rounding_note(m.language, facts, m.series.values()))
        return replace(
            table,
            title=title,
            notes=notes,
            source=cell_source(m.language, facts, m.project.sources),
        )


def _views(metrics: dict[str, Series], mentions: Mentions, period: Period) -> dict[str, object]:
    """A view for each metric that has a fact at its current period; ``period`` is the brief's."""
    found: dict[str, object] = {}
    for name, series in metrics.items():
        fact = series.at(series.current) if series.current else None
        if fact is not None:
            beside = beside_figure(mentions.language, series, fact, period)
            found[name] = FactView(fact, series, mentions, beside)
    return found
