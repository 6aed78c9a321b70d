"""The composer: config, facts, plots and findings to one :class:`Document`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from briefing.brief.advice import AdviceWriter, has_flipped
from briefing.brief.annex import annex_rows, cell_source
from briefing.brief.fact_view import PeriodView, views
from briefing.brief.key_figures import key_figures
from briefing.brief.mentions import Mentions, Unsaid
from briefing.brief.prose import Prose
from briefing.brief.rounding import rounding_note
from briefing.brief.tables import build_table, legend
from briefing.core.check import Check
from briefing.core.document import (
    AnnexRow,
    Block,
    Document,
    FactWords,
    Figure,
    Highlight,
    Inlines,
    Part,
    Section,
    SourceNote,
    Statement,
    unstyled,
)
from briefing.core.fact import Derivation, Fact
from briefing.core.finding import Advice, Change, Finding, Findings
from briefing.core.plot import Plot
from briefing.core.problems import ProblemLog, Severity
from briefing.core.series import Panel, Series
from briefing.language.amounts import amount
from briefing.language.base import Language
from briefing.language.formulas import in_words
from briefing.language.untraced import find_naked
from briefing.project.advice_records import AdviceRecord
from briefing.project.brief_schema import BriefConfig, SectionConfig
from briefing.project.declared import Places
from briefing.project.project_schema import ProjectConfig, Source


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
    failed: frozenset[str] = frozenset()
    """Names of metrics and data sets that could not be had, which was told already."""


_LABELLED = 16
"""A chart of so many facts prints each figure; a longer one is traced in the ledger."""


def compose_document(material: Material, log: ProblemLog) -> Document:
    """Make the typed tree; mistakes in the prose go to the log with their lines."""
    return _Composer(material, log).document()


class _Composer:
    """Carries what all parts of one document share: the prose reader and the numbering."""

    def __init__(self, material: Material, log: ProblemLog) -> None:
        self.material, self.log = material, log
        self.mentions = Mentions(material.language)
        names = {
            **views(dict(material.metrics), self.mentions),
            "period": PeriodView(material.config.period, material.language),
        }
        if material.as_of:
            names |= {name: Unsaid() for name in material.failed}
        self.prose = Prose(names, self.mentions, material.places, log, material.failed)
        self.figures, self.tables = 0, 0
        self.shown: dict[str, Fact] = {}
        m = material
        self.advice = AdviceWriter(
            m.language, m.config, m.project, m.records, m.edition, self.prose, self._show
        )

    def document(self) -> Document:
        """All parts in reading order, so that figures and tables are numbered as they stand."""
        m, config, project = self.material, self.material.config, self.material.project
        title = self.prose.line(config.title, "title")
        subtitle = self.prose.line(config.subtitle, "subtitle") if config.subtitle else ()
        flips = tuple(self.advice.flip(one) for one in m.advice if has_flipped(one))
        changes = self._changes()
        bottom_line = self._line(config.bottom_line, "bottom_line")
        strip = key_figures(m.language, config, m.metrics, self.prose, self._show)
        highlights = tuple(self._highlight(finding) for finding in m.findings.chosen)
        contrary = self._highlight(m.findings.contrary) if m.findings.contrary else None
        sections = tuple(
            self._section(index, section) for index, section in enumerate(config.sections)
        )
        recommendations = tuple(
            self.advice.recommendation(number, advice)
            for number, advice in enumerate(filter(self.advice.is_given, m.advice), 1)
        )
        method = self.prose.blocks(config.method, "method") if config.method else ()
        for mention in self.mentions.made:
            self.shown.setdefault(mention.fact, self.mentions.facts[mention.fact])
        day = self._day()
        checks = (*m.checks, self._naked_numbers())
        return Document(
            id=m.id,
            title=title,
            subtitle=subtitle,
            period=config.period,
            period_label=m.language.period(config.period),
            language=m.language.code,
            locale=m.language.locale,
            words=m.language.section("page"),
            number_form=m.language.number_form,
            author=config.author or project.brand.name,
            date=m.language.day(day) if day else "",
            day=day.isoformat() if day else "",
            keywords=tuple(config.keywords),
            brand=project.brand.name,
            accent=project.brand.accent,
            page=project.brand.page,
            design=config.design,
            bottom_line=bottom_line,
            key_figures=strip,
            highlights=highlights,
            sections=sections,
            recommendations=recommendations,
            sources=self._sources(),
            method=method,
            legend=legend(m.language, self.shown.values()),
            annex=self._annex(),
            facts=dict(self.mentions.facts),
            fact_words={
                key: _fact_words(m.language, fact) for key, fact in self.mentions.facts.items()
            },
            flips=flips,
            contrary=contrary,
            changes=changes,
            edition_before=m.edition,
            as_of=m.as_of,
            passed=tuple(
                Highlight(one.id, one.text, one.reason)
                for one in m.findings.passed
                if not isinstance(one.text, str)
            ),
            checks=checks,
        )

    def _naked_numbers(self) -> Check:
        """Warn of every figure and trend that an author typed and no fact vouches for."""
        years = {
            year
            for fact in self.mentions.facts.values()
            if fact.period
            for year in fact.period.years
        }
        search = find_naked(self.prose.typed, frozenset(years))
        messages = []
        for one in search.naked:
            place = self.material.places.of_text_line(one.typed.line, *one.typed.path)
            message = f"'{one.word}' is a {one.kind} that no fact produced"
            messages.append(f"{place}: {message}")
            self.log.add(
                place,
                message,
                f"let a fact say it, or {{{{ said('{one.word}', because='...') }}}}",
                Severity.WARNING,
                code="naked-number",
            )
        return Check("no naked number", search.words, search.what, tuple(messages))

    def _annex(self) -> tuple[AnnexRow, ...]:
        if self.material.config.annex == "none":
            return ()
        sources = self.material.project.sources
        return annex_rows(self.material.language, self.shown.values(), sources)

    def _line(self, text: str, *path: str | int) -> Inlines:
        return self.prose.line(text, *path) if text else ()

    def _show(self, fact: Fact) -> None:
        self.mentions.note(fact)
        self.shown.setdefault(fact.id, fact)

    def _day(self) -> date | None:
        """The day that the config gives, or that of the latest source behind the figures."""
        config, project = self.material.config, self.material.project
        if config.date:
            return config.date
        used = {key for fact in self.mentions.facts.values() for key in fact.sources()}
        days = [project.sources[key].published for key in used if key in project.sources]
        known = [day for day in days if day]
        return max(known) if known else None

    def _changes(self) -> tuple[Statement, ...]:
        """What changed since the edition before: the sentences that fell, then the figures."""
        m = self.material
        most = m.config.changes
        if not (m.edition and most):
            return ()
        old = Prose(
            {
                **views(dict(m.earlier), self.mentions),
                "period": PeriodView(m.config.period, m.language),
            },
            self.mentions,
            m.places,
            ProblemLog(),
            frozenset({*m.config.metrics, *m.config.stated} - m.earlier.keys()),
        )
        fallen = [
            Statement(
                Part("change", f"no longer {finding.id}"),
                m.language.phrase("change.no_longer", said=unstyled(said)),
            )
            for finding in m.no_longer
            if isinstance(finding.text, str) and (said := old.line(finding.text, *finding.path))
        ]
        for change in m.changes:
            for fact in change.facts:
                self._show(fact)
        told = (Statement(Part("change", change.id), change.text) for change in m.changes)
        return (*fallen, *told)[:most]

    def _highlight(self, finding: Finding) -> Highlight:
        if isinstance(finding.text, str):
            text = self.prose.line(finding.text, *finding.path)
            return Highlight(finding.id, text, finding.reason)
        for fact in finding.facts:
            self._show(fact)
        return Highlight(finding.id, finding.text, finding.reason)

    def _section(self, index: int, config: SectionConfig) -> Section:
        title = self.prose.line(config.title, "sections", index, "title")
        blocks: list[Block] = list(
            self.prose.blocks(config.text, "sections", index, "text") if config.text else ()
        )
        plots, tables = self.material.plots, self.material.config.tables
        blocks.extend(self._figure(one, plots[one]) for one in config.charts if one in plots)
        blocks.extend(self._table(one) for one in config.tables if one in tables)
        return Section(config.id or str(index + 1), title, tuple(blocks))

    def _figure(self, name: str, plot: Plot) -> Figure:
        language = self.material.language
        self.figures += 1
        config = self.material.config.charts[name]
        for fact in plot.facts:
            self.mentions.note(fact)
            if len(plot.facts) <= _LABELLED:
                self.shown.setdefault(fact.id, fact)
        return Figure(
            id=name,
            number=self.figures,
            title=self.prose.line(config.title, "charts", name, "title"),
            subtitle=self.prose.words(config.subtitle or "", "charts", name, "subtitle")
            or plot.subtitle,
            alt=self.prose.words(config.alt or "", "charts", name, "alt") or plot.alt,
            source=cell_source(language, plot.facts, self.material.project.sources),
            plot=plot,
            notes=(
                *plot.notes,
                *rounding_note(language, plot.facts, self.material.series.values()),
            ),
        )

    def _table(self, name: str) -> Block:
        self.tables += 1
        m = self.material
        config = m.config.tables[name]
        table, facts = build_table(
            m.language,
            name,
            self.tables,
            config,
            m.series,
            m.config.period,
            places=m.places,
            failed=m.failed,
            log=self.log,
        )
        for fact in facts:
            self._show(fact)
        title = self.prose.words(config.title, "tables", name, "title")
        notes = (*table.notes, *rounding_note(m.language, facts, m.series.values()))
        return replace(
            table,
            title=title,
            notes=notes,
            source=cell_source(m.language, facts, m.project.sources),
        )

    def _sources(self) -> tuple[SourceNote, ...]:
        used = {key for fact in self.mentions.facts.values() for key in fact.sources()}
        sources = self.material.project.sources
        return tuple(
            _source_note(self.material.language, key, source)
            for key, source in sources.items()
            if key in used
        )


def _source_note(language: Language, key: str, source: Source) -> SourceNote:
    parts = [
        source.title,
        source.edition,
        language.day(source.published) if source.published else "",
    ]
    url = f"https://doi.org/{source.doi}" if source.doi else source.url
    text = language.term(
        "source.note", publisher=source.publisher, what=language.enumerated(filter(None, parts))
    )
    return SourceNote(key, text, url, source.licence, source.publication)


def _fact_words(language: Language, fact: Fact) -> FactWords:
    made = in_words(language, fact.origin) if isinstance(fact.origin, Derivation) else ""
    return FactWords(amount(language, fact.quantity, fact.digits), made)
