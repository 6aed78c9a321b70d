"""The composer: config, facts, plots and findings to one :class:`Document`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefing.brief.advice import AdviceWriter, has_flipped
from briefing.brief.apparatus import Apparatus
from briefing.brief.citations import tell_uncited
from briefing.brief.cutting import has_small_print, without_small_print
from briefing.brief.fact_view import FactView
from briefing.brief.figure_standings import FigureStandings
from briefing.brief.fitting import aim_of
from briefing.brief.given_names import given_names
from briefing.brief.imprinting import Imprinting
from briefing.brief.key_figures import key_figures
from briefing.brief.markdown_typography import typography_of
from briefing.brief.material import Material
from briefing.brief.mentions import Mentions, Unsaid
from briefing.brief.offering import may_come, may_go
from briefing.brief.passages import PassageReader, check_passages
from briefing.brief.period_view import PeriodView
from briefing.brief.pointers import Pointers, cited
from briefing.brief.presence import Presence
from briefing.brief.prose import Prose
from briefing.brief.section_writer import SectionWriter
from briefing.brief.subject_view import SubjectView
from briefing.brief.tracing import Tracer
from briefing.brief.two_figures import beside_figure
from briefing.core.check import Check
from briefing.core.cover_picture import CoverPicture
from briefing.core.document import Document, Highlight, KeyFigure, Recommendation, Statement
from briefing.core.finding import Advice, Change, Finding
from briefing.core.parts import METHOD, SMALL_PRINT, Part, Trace
from briefing.core.passage import Passage
from briefing.core.period import Period
from briefing.core.problems import ProblemLog, Severity
from briefing.core.series import Panel, Series
from briefing.core.text_nodes import Inlines, TextBlock, plain, unstyled
from briefing.language.untraced import find_untraced


def compose_document(material: Material, log: ProblemLog) -> Document:
    """Make the typed tree; mistakes in the prose go to the log with their lines."""
    return _Composer(material, log).document()


def apparatus_of(material: Material) -> Apparatus:
    """What makes the numbers and lists of this brief, however many of its parts stand."""
    config, project = material.config, material.project
    imprinting = Imprinting(material.language, config, project, material.now)
    language, typography = material.language, typography_of(material.language, project.brand)
    return Apparatus(language, project.sources, config.annex, imprinting, config.date, typography)


class _Composer:
    """Carries what all parts of one document share: the reader of prose, and the traces of facts."""

    def __init__(self, material: Material, log: ProblemLog) -> None:
        self.material, self.log = material, log
        config = material.config
        self.mentions = Mentions(material.language, period=config.period, day=config.date)
        names = {
            **_views(dict(material.metrics), self.mentions, material.config.period),
            "period": PeriodView(material.config.period, material.language),
        }
        if material.as_of:
            names |= {name: Unsaid() for name in material.failed}
        self.names = names
        names |= {name: one for name, one in self._pointers() if name not in names}
        names["has"] = Presence(names, material.written.figures)
        named = given_names(material.series.values(), material.subject)
        if material.subject:
            names["this"] = SubjectView(material.subject)
        typography = typography_of(material.language, material.project.brand)
        self.prose = Prose(
            names,
            self.mentions,
            material.places,
            log,
            material.failed,
            named,
            material.library,
            typography,
        )
        self.tracer = Tracer(self.mentions)
        self.sections = SectionWriter(material, self.prose, self.tracer, log)
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
            key_figures=self._key_figures(),
            highlights=tuple(self._highlight(finding) for finding in m.findings.chosen),
            contrary=self._contrary(),
            sections=tuple(self.sections.every()),
            recommendations=self._recommendations(),
            method=self._method(),
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
            passed=tuple(self._passed()),
            footnotes=self.prose.notes,
            library=m.library,
            cover=self._cover(),
            contents=config.contents,
        )
        self._tell_no_bottom_line(whole.bottom_line)
        tell_uncited(m.library, cited(whole), m.places, self.log)
        passages = self._passages()
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

    def _passages(self) -> tuple[Passage, ...]:
        m = self.material
        standings = FigureStandings(self.mentions, m.series)
        reader = PassageReader(m.config, m.places, self.mentions, self.names, standings)
        return tuple(reader.passages(self.prose))

    def _pointers(self) -> Iterator[tuple[str, Pointers]]:
        """What leads to the charts and tables of sections: ``{{ figure.producers }}``."""
        m, sections = self.material, self.material.config.sections
        charts = {one for section in sections for one in section.charts} & m.plots.keys()
        tables = {one for section in sections for one in section.tables} & m.config.tables.keys()
        for kind, placed in (("figure", charts), ("table", tables)):
            yield (
                kind,
                Pointers(kind, placed, {name for one, name in m.written.shown if one == kind}),
            )

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

    def _cover(self) -> CoverPicture | None:
        """The picture with its words, which are searched for naked figures as all others."""
        cover, words = self.material.cover, self.prose.words
        if cover is None:
            return None
        alt = words(cover.alt, "picture", "alt")
        return replace(cover, alt=alt, credit=words(cover.credit, "picture", "credit"))

    def _tell_no_bottom_line(self, line: Inlines) -> None:
        """Say that a bottom line was declared and comes out empty: the brief would have none."""
        m = self.material
        is_declared = "bottom_line" in m.written.model_fields_set
        if is_declared and not plain(line).strip() and not self.log.has(Severity.UNUSABLE):
            self.log.add(
                m.places.of("bottom_line"),
                "the bottom line comes out empty: the brief has none",
                "write what holds otherwise, {% else %} ..., or leave the key out",
                Severity.WARNING,
                code="empty-bottom-line",
            )

    def _line(self, text: str, *path: str | int) -> Inlines:
        return self.prose.line(text, *path) if text else ()

    def _key_figures(self) -> tuple[KeyFigure, ...]:
        m = self.material
        return key_figures(
            m.language, m.config, m.metrics, self.prose, self.tracer.show, m.places, self._subject()
        )

    def _subject(self) -> frozenset[str]:
        """What the data call the subject of the brief: its name, or the one of its columns that is a member."""
        texts = self.material.subject.texts if self.material.subject else ()
        panels = [one for one in self.material.series.values() if isinstance(one, Panel)]
        named = {text for one in panels for text in texts if text in one.members}
        return frozenset({*texts[:1], *named} if len(named) == 1 else texts[:1])

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
            library=m.library,
            typography=typography_of(m.language, m.project.brand),
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

    def _passed(self) -> Iterator[Highlight]:
        """What detectors found and the highlights have no room for."""
        for one in self.material.findings.passed:
            if not isinstance(one.text, str):
                yield Highlight(one.id, one.text, one.reason)

    def _method(self) -> tuple[TextBlock, ...]:
        text = self.material.config.method
        with self.tracer.of(METHOD):
            return self.prose.blocks(text, "method") if text else ()

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


def _views(metrics: dict[str, Series], mentions: Mentions, period: Period) -> dict[str, object]:
    """A view for each metric that has a fact at its current period; ``period`` is the brief's."""
    found: dict[str, object] = {}
    for name, series in metrics.items():
        fact = series.at(series.current) if series.current else None
        if fact is not None:
            beside = beside_figure(mentions.language, series, fact, period)
            found[name] = FactView(fact, series, mentions, beside)
    return found
