"""The finished brief as a typed tree, made once; writers turn it into HTML, PDF and more.

Inline nodes make up texts (:mod:`briefing.core.text_nodes`), block nodes make up sections.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import quote

from briefing.core.annex_row import AnnexGroup, AnnexRow, in_groups
from briefing.core.back_matter import CitedWork, Footnote, ImprintLine
from briefing.core.check import Check
from briefing.core.cover_picture import CoverPicture
from briefing.core.fact import Fact
from briefing.core.number_form import NumberForm
from briefing.core.parts import Offer, Part, Trace
from briefing.core.passage import Passage
from briefing.core.period import Period
from briefing.core.plot import Plot
from briefing.core.publication import SourceNote
from briefing.core.showing import a_line, counted, shortened, shown
from briefing.core.statistics_table import Table
from briefing.core.text_nodes import Inlines, Mention, TextBlock, plain
from briefing.core.work import Work


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with all that stands around it; whoever writes it has the plot drawn."""

    id: str
    number: int
    title: Inlines
    """The finding."""
    subtitle: str
    """Measure, unit, period."""
    alt: str
    source: str
    """Source line."""
    plot: Plot
    notes: tuple[str, ...] = ()
    """What the drawing means and does not show; those of the plot among them."""

    @property
    def part(self) -> Part:
        """What it is known by."""
        return Part("chart", self.id)

    @property
    def facts(self) -> tuple[str, ...]:
        """Ids of the facts that are drawn."""
        return tuple(fact.id for fact in self.plot.facts)

    @property
    def table(self) -> tuple[tuple[str, ...], ...]:
        """The drawn data as text, header row first: behind the figure in HTML."""
        return self.plot.table

    def __repr__(self) -> str:
        """One line: ``<Figure growth: Production rose, 12 figures>``."""
        title = shortened(plain(self.title))
        return a_line("Figure", self.id, title, counted(len(self.plot.facts), "figure"))

    def _repr_html_(self) -> str | None:
        """In a notebook: the picture."""
        return shown(self, "html")


@dataclass(frozen=True, slots=True)
class Box:
    """A text that is set apart from that of its section."""

    id: str
    """Unique in the brief: ``trade-1``."""
    title: Inlines
    blocks: tuple[TextBlock, ...]

    @property
    def part(self) -> Part:
        """What it is known by."""
        return Part("box", self.id)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of somebody, set large."""

    text: Inlines
    who: str
    id: str = ""
    """The id of the section that it stands in."""

    @property
    def part(self) -> Part:
        """What it is known by."""
        return Part("quote", self.id)


Block = TextBlock | Figure | Table | Quote | Box


@dataclass(frozen=True, slots=True)
class Section:
    """A heading that states a finding, and what stands below it."""

    id: str
    """As the author gave it, or its place in the config: ``trade``, ``2``."""
    title: Inlines
    blocks: tuple[Block, ...]
    place: int = 0
    """Its place in the config, from 0."""
    is_appendix: bool = False
    """Whether it stands behind the recommendations."""
    label: str = ""
    """What is printed before its title: ``Appendix A``."""
    name: str = ""
    """What addresses call it where that is not its id: the typed words of its title."""

    @property
    def part(self) -> Part:
        """What it is known by."""
        return Part("section", self.id)

    @property
    def anchor(self) -> str:
        """Id of its element in a page."""
        return f"section-{self.name or self.id}"


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One figure of the strip: value, label, and how it moved."""

    id: str
    """Name of its metric; with a number where the strip has it before: ``output-2``."""
    fact: str
    value: str
    """``45,000``"""
    unit: str
    """``metric tons``; empty where the value carries it."""
    label: str
    direction: Literal["up", "down", "level", "unknown"]
    change: Mention | None
    """``+8.2%`` with its own fact."""
    since: str
    """``from 41,600 in 2023``; empty where there is no earlier value."""
    before: str | None = None
    """Id of the fact behind ``since``."""
    mark: str = ""
    """Status mark: ``e``."""
    when: str = ""
    """Its period where that is not the brief's, which the label says."""

    @property
    def part(self) -> Part:
        """What it is known by."""
        return Part("key figure", self.id)


@dataclass(frozen=True, slots=True)
class Highlight:
    """A finding that deserves a sentence, with the reason that it was chosen."""

    id: str
    """Of an author's sentence its place in the config, else what found it and in which series."""
    text: Inlines
    reason: str

    @property
    def part(self) -> Part:
        """What it is known by."""
        return Part("highlight", self.id)


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of what changed since the edition before."""

    part: Part
    """A ``flip`` with the id of its recommendation, or a ``change`` with its cause and fact."""
    text: Inlines


@dataclass(frozen=True, slots=True)
class Recommendation:
    """Advice whose rule holds, with its evidence."""

    id: str
    number: int
    do: Inlines
    who: str
    by: str
    because: Inlines
    tradeoff: Inlines
    success: Inlines
    rule: Inlines
    """The rule with today's figures: ``holds while net import reliance > 50% (now 80%)``."""
    tipping: Inlines = ()
    """What would change it: ``It would no longer hold if output rose to 3,300 t (now 1,300)``."""
    evidence: str = ""
    """Strength of the evidence with its limits: ``moderate: one publisher``."""
    record: str = ""
    """Since when it is given, and what became of it."""

    @property
    def part(self) -> Part:
        """What it is known by."""
        return Part("recommendation", self.id)


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign beside figures, and what it means: ``e``, estimated."""

    mark: str
    meaning: str

    def __str__(self) -> str:
        """Both, in one line."""
        return f"{self.mark}\u00a0{self.meaning}"


@dataclass(frozen=True, slots=True)
class FactWords:
    """A fact as the brief's language writes it, for those who list every fact."""

    text: str
    """The amount with its unit: ``45,000 metric tons``."""
    made: str = ""
    """The formula with what it was computed from; empty for what was read or stated."""


def address_of(house: str, brief: str) -> str:
    """The address of a brief's page below that of its house; empty where that is not known."""
    return f"{house.rstrip('/')}/{quote(brief)}.html" if house else ""


@dataclass(frozen=True, slots=True)
class Document:
    """All that a writer needs to put the brief on pages."""

    id: str
    title: Inlines
    subtitle: Inlines
    period: Period
    period_label: str
    language: str
    locale: str
    """``en_US``: how figures and dates are written."""
    words: Mapping[str, str]
    """What the pages around the document say: the terms ``page.*`` of the language, by name."""
    number_form: NumberForm
    """How the brief's locale writes numbers, for what writers print themselves."""
    author: str
    date: str
    """As printed: ``31 January 2025``."""
    keywords: tuple[str, ...]
    brand: str
    accent: str
    page: Literal["A4", "Letter"]
    design: str
    bottom_line: Inlines
    key_figures: tuple[KeyFigure, ...]
    highlights: tuple[Highlight, ...]
    sections: tuple[Section, ...]
    recommendations: tuple[Recommendation, ...]
    sources: tuple[SourceNote, ...]
    method: tuple[Block, ...]
    legend: tuple[Sign, ...]
    """What the status marks mean."""
    annex: tuple[AnnexRow, ...]
    facts: Mapping[str, Fact] = field(default_factory=dict)
    """Every fact that is shown, and all that they were derived from, by id."""
    fact_words: Mapping[str, FactWords] = field(default_factory=dict)
    """How each of the facts is written, by id."""
    day: str = ""
    """The date for machines: ``2025-01-31``; empty where it is not known."""

    flips: tuple[Statement, ...] = ()
    """Advice whose rule changed its verdict since the edition before: said first."""
    changes: tuple[Statement, ...] = ()
    """What else changed since the edition before: revisions, new figures, what is no longer said."""
    edition_before: str = ""
    """How the edition before is called; empty where there is none."""
    as_of: str = ""
    """The day as of which the brief was made, ``2024-06-30``; empty for today."""
    contrary: Highlight | None = None
    """The strongest fact against the message: ``On the other hand``."""
    passed: tuple[Highlight, ...] = ()
    """What came next after the highlights, each with the reason why it was not taken."""
    checks: tuple[Check, ...] = ()
    """The checks that ran, with their results."""
    asserted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What typed words beside a fact say and the figures bear out, by fact."""
    footnotes: Mapping[str, Inlines] = field(default_factory=dict)
    """The texts of all notes that may be needed, by their keys."""
    notes: tuple[Footnote, ...] = ()
    """The notes to which texts lead, in the order of their signs."""
    library: Mapping[str, Work] = field(default_factory=dict)
    """The works that texts may cite, by their keys."""
    works: tuple[CitedWork, ...] = ()
    """Those that they cite, in the order of the list."""
    marks: tuple[str, ...] = ()
    """What every page says beside its number: a draft, an embargo, who may read it."""
    embargo: str = ""
    """The moment at which its embargo ends or ended, in UTC, ``2025-02-01T09:00:00+00:00``; empty without one."""
    is_embargoed: bool = False
    """Whether it was made before that."""
    short_title: str = ""
    """For running heads; empty where the title serves."""
    audience: str = ""
    """For whom it is, as printed."""
    series: str = ""
    """The series with its number, as printed."""
    abbreviations: tuple[tuple[str, str], ...] = ()
    """Short forms and what they stand for."""
    cover: CoverPicture | None = None
    """The picture at its head."""
    imprint: tuple[ImprintLine, ...] = ()
    """What the brief says of itself."""
    pointed: frozenset[Part] = frozenset()
    """The charts and tables to which texts point."""
    passages: tuple[Passage, ...] = ()
    """What a reader judges as a whole, with how the figures in it stand."""

    contents: Literal["auto", "yes", "no"] = "auto"
    """Whether paper has a table of contents; ``auto`` leaves it to the number of pages."""
    pages: int | None = None
    """How many pages it is to take, the annex apart; none where it takes as many as it needs."""
    may_go: tuple[Offer, ...] = ()
    """Parts that may leave so that it fits its pages, those that matter least first."""
    may_come: tuple[Offer, ...] = ()
    """Highlights that may come in to fill its pages, the best first."""
    reserve: tuple[Highlight, ...] = ()
    """The highlights that may come in."""
    traces: tuple[Trace, ...] = ()
    """Which facts each part brings in, in the order in which they were composed."""
    known: Mapping[str, Fact] = field(default_factory=dict)
    """Every fact that a part may bring in, those in reserve too, by id."""
    left_out: tuple[Offer, ...] = ()
    """What its number of pages cost."""
    added: tuple[Offer, ...] = ()
    """What came in to fill them."""

    def __repr__(self) -> str:
        """One line: ``<Document us-rare-earths: U.S. rare earths in 2024, 4 sections, 63 figures>``."""
        sections, facts = counted(len(self.sections), "section"), counted(len(self.facts), "figure")
        return a_line("Document", self.id, shortened(plain(self.title)), sections, facts)

    def word(self, key: str, **slots: object) -> str:
        """What a page prints of its own: the word of this key with its slots filled.

        Raises ``KeyError`` for a key that the language does not have.
        """
        return self.words[key].format_map(slots)

    @property
    def annex_groups(self) -> tuple[AnnexGroup, ...]:
        """The annex as it is printed: groups of lines."""
        return in_groups(self.annex)

    @property
    def body(self) -> tuple[Section, ...]:
        """The sections before the recommendations."""
        return tuple(one for one in self.sections if not one.is_appendix)

    @property
    def appendices(self) -> tuple[Section, ...]:
        """The sections behind the recommendations."""
        return tuple(one for one in self.sections if one.is_appendix)

    def figures(self) -> Iterator[Figure]:
        """The charts in reading order."""
        for section in self.sections:
            yield from (block for block in section.blocks if isinstance(block, Figure))
