"""Sections of a brief: heading and text, figures and tables, and what is set apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial

from briefing.brief.annex import cell_source
from briefing.brief.charts.chart_alt import MOST, alt_text
from briefing.brief.charts.emphasis import emphasised, shaded
from briefing.brief.charts.planning import with_subjects
from briefing.brief.charts.timelines import with_events
from briefing.brief.material import Material
from briefing.brief.member_tables import build_member_table
from briefing.brief.prose import Prose
from briefing.brief.rounding import rounding_note
from briefing.brief.tables import build_table
from briefing.brief.tracing import Tracer
from briefing.core.document import Block, Box, Figure, Quote, Section
from briefing.core.paper_tables import has_landscape
from briefing.core.parts import Part
from briefing.core.plot import Plot
from briefing.core.problems import ProblemLog, Severity
from briefing.core.text_nodes import Inlines, Text, mentions, plain, unstyled
from briefing.project.brief_schema import ChartConfig
from briefing.project.section_schema import SectionConfig

_LONGEST_NAME = 60
"""Letters of the name of a section in an address."""
_LABELLED = 16
"""A chart of so many facts prints each figure; a longer one is traced in the ledger."""


@dataclass(frozen=True, slots=True)
class SectionWriter:
    """Makes the sections of one brief, and notes the facts that each part of them brings in."""

    material: Material
    prose: Prose
    tracer: Tracer
    log: ProblemLog
    shades: dict[str, int] = field(default_factory=dict)
    """Which grey each name has in the charts of the brief."""

    def every(self) -> Iterator[Section]:
        """The sections in the order of the config, appendices last."""
        given = self.material.config.sections
        taken = {one.id or str(place + 1) for place, one in enumerate(given)}
        for place, config in sorted(enumerate(given), key=lambda one: one[1].appendix):
            section = self._section(place, config)
            name = "" if config.id else _typed_words(section.title)
            if name and name not in taken:
                taken.add(name)
                section = replace(section, name=name)
            yield section

    def _section(self, place: int, config: SectionConfig) -> Section:
        m, name = self.material, config.id or str(place + 1)
        with self.tracer.of(Part("section", name)):
            title = self.prose.line(config.title, "sections", place, "title")
            text = self.prose.blocks(config.text, "sections", place, "text") if config.text else ()
            figures = [self._figure(one) for one in config.charts if one in m.plots]
            tables = [self._table(one) for one in config.tables if one in m.config.tables]
            asides = tuple(self._asides(place, name, config))
        blocks = (*text, *figures, *tables, *asides)
        return Section(name, title, blocks, place, config.appendix)

    def _asides(self, place: int, name: str, config: SectionConfig) -> Iterator[Quote | Box]:
        """What is set apart from the text of a section."""
        path = ("sections", place)
        if said := config.quote:
            text = self.prose.line(said.text, *path, "quote", "text")
            yield Quote(text, self.prose.words(said.who, *path, "quote", "who"), name)
        many = ("box",) if ("sections", place, "box") in self.material.places.keys else ("boxes",)
        for number, box in enumerate(config.boxes):
            here = (*path, *many, *(() if many == ("box",) else (number,)))
            title = self.prose.line(box.title, *here, "title") if box.title else ()
            yield Box(f"{name}-{number + 1}", title, self.prose.blocks(box.text, *here, "text"))

    def _figure(self, name: str) -> Figure:
        m, config = self.material, self.material.config.charts[name]
        with self.tracer.of(Part("chart", name)):
            title = self.prose.line(config.title, "charts", name, "title")
            plot = self._about_title(config, m.plots[name], title)
            note = self.tracer.show if len(plot.facts) <= _LABELLED else self.tracer.mentions.note
            for fact in plot.facts:
                note(fact)
            subtitle = self.prose.words(config.subtitle or "", "charts", name, "subtitle")
            alt = self.prose.words(config.alt or "", "charts", name, "alt")
            self._tell_long(name, alt)
            if plot.form == "timeline":
                plot = with_events(m.language, plot, self._event_words(name))
        plot = shaded(plot, self.shades)
        return Figure(
            id=name,
            number=0,
            title=title,
            subtitle=subtitle or plot.subtitle,
            alt=alt or alt_text(m.language, plot, plain(title)),
            source=cell_source(m.language, plot.facts, m.project.sources),
            plot=plot,
            notes=(*plot.notes, *rounding_note(m.language, plot.facts, m.series.values())),
        )

    def _about_title(self, config: ChartConfig, plot: Plot, title: Inlines) -> Plot:
        """The plot with the subjects of its title in it, and in colour."""
        m, known = self.material, self.tracer.mentions.facts
        found = (known[one.fact].member for one in mentions(title) if one.fact in known)
        whose, words = {member for member in found if member}, plain(title)
        plot = with_subjects(m.language, config, plot, words, whose, m.series, m.config.period)
        return emphasised(plot, words, whose)

    def _tell_long(self, chart: str, alt: str) -> None:
        """Tell that an author's own alternative text is longer than what is heard in one breath."""
        if len(alt) > MOST:
            self.log.add(
                self.material.places.of("charts", chart, "alt"),
                f"the alternative text of '{chart}' has {len(alt)} characters, and a screen reader "
                "says it in one breath",
                f"say the finding in {MOST}; the table behind the chart has the figures",
                Severity.WARNING,
                code="long-alt",
            )

    def _event_words(self, chart: str) -> Callable[[str, str], str]:
        """What makes the words of an event from its text, which may hold facts."""
        return lambda text, key: self.prose.words(text, "charts", chart, "timeline", key)

    def _table(self, name: str) -> Block:
        m = self.material
        config = m.config.tables[name]
        with self.tracer.of(Part("table", name)):
            told = {
                key: self.prose.words(text, "tables", name, "notes", key)
                for key, text in config.notes.items()
            }
        build = partial(build_member_table, notes=told) if config.columns else build_table
        table, facts = build(
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
            if table.when and table.when not in title:
                title = m.language.term("table.captioned", title=title, when=table.when)
        if config.wide == "landscape" and not has_landscape(m.config.design):
            self.log.add(
                m.places.of("tables", name, "wide"),
                f"'{m.config.design}' has no page that lies",
                "write 'wide: split' or 'wide: turn', or take another 'design'",
                code="either-or",
            )
        notes = (*table.notes, *rounding_note(m.language, facts, m.series.values()))
        return replace(
            table,
            title=title,
            notes=notes,
            source=cell_source(m.language, facts, m.project.sources),
            wide=config.wide or "",
        )


def _typed_words(title: Inlines) -> str:
    """The words of a title without its figures, as an address has them: they stay when data change."""
    typed = " ".join(one.text for one in unstyled(title) if isinstance(one, Text))
    return "-".join(re.findall(r"[^\W_]+", typed.lower()))[:_LONGEST_NAME].strip("-")
