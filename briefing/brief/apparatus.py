"""What follows from the parts of a brief: numbers of figures, its facts, annex, legend and sources.

A function of the document alone, and so the same whether parts left it before or not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from string import ascii_uppercase
from typing import Literal

from briefing.brief.annex import annex_rows
from briefing.brief.imprinting import Imprinting
from briefing.brief.name_signs import NameSigns, names_of
from briefing.brief.pointers import with_annex_numbers, with_numbers
from briefing.brief.tables import legend
from briefing.core.document import Block, Document, FactWords, Figure, Section
from briefing.core.fact import Derivation, Fact
from briefing.core.parts import Trace
from briefing.core.publication import SourceNote
from briefing.core.statistics_table import Table
from briefing.language.amounts import amount
from briefing.language.base import Language
from briefing.language.formulas import in_words
from briefing.language.typography import Typography
from briefing.project.source_schema import Source


@dataclass(frozen=True, slots=True)
class Apparatus:
    """Makes all that follows from the parts of one project's brief."""

    language: Language
    sources: Mapping[str, Source]
    annex: Literal["pages", "numbered", "none"]
    """Whether the brief ends with how each figure was made, and figures have the numbers of its lines."""
    imprinting: Imprinting
    """Puts onto it what the brief says of itself."""
    day: date | None = None
    """The date that the config gives; that of the latest source where it gives none."""
    typography: Typography | None = None
    """How names are set; none where a house prints them as typed."""

    def of(self, document: Document) -> Document:
        """The document with its numbers and lists as its parts ask for."""
        language = self.language
        waiting = {one.part for one in document.reserve}
        traces = [one for one in document.traces if one.part not in waiting]
        facts = _facts(traces, document.known)
        shown = _shown(traces, document.known)
        used = {key for fact in facts.values() for key in _sources(fact)}
        day = self.day or self._latest(used)
        made = replace(
            with_numbers(
                replace(document, sections=_labelled(in_order(document.sections), language)),
                language,
            ),
            facts=facts,
            fact_words={key: _fact_words(language, fact) for key, fact in facts.items()},
            annex=annex_rows(language, shown, self.sources) if self.annex != "none" else (),
            legend=legend(language, shown),
            sources=tuple(
                _source_note(language, key, source)
                for key, source in self.sources.items()
                if key in used
            ),
            date=language.day(day) if day else "",
            day=day.isoformat() if day else "",
        )
        if self.annex == "numbered":
            made = with_annex_numbers(made)
        whole = self.imprinting.onto(made)
        if self.typography is None:
            return whole
        return NameSigns(self.typography, names_of(whole, self.sources.values())).onto(whole)

    def _latest(self, used: Iterable[str]) -> date | None:
        """The day of the latest source behind the figures."""
        days = [self.sources[key].published for key in used if key in self.sources]
        return max((day for day in days if day), default=None)


def _facts(traces: Iterable[Trace], known: Mapping[str, Fact]) -> dict[str, Fact]:
    """Every fact that the parts bring in, and all that they were derived from, by id."""
    found: dict[str, Fact] = {}
    for name in dict.fromkeys(name for trace in traces for name in trace.noted):
        for one in known[name].walk():
            found.setdefault(one.id, one)
    return found


def _sources(fact: Fact) -> tuple[str, ...]:
    """The publication in which a fact was read; derived ones have those of their inputs."""
    return () if isinstance(fact.origin, Derivation) else (fact.origin.source,)


def _shown(traces: Sequence[Trace], known: Mapping[str, Fact]) -> tuple[Fact, ...]:
    """What the parts show by themselves, then what their texts mention, each once."""
    names = dict.fromkeys(name for trace in traces for name in trace.shown)
    names |= dict.fromkeys(name for trace in traces for name in trace.mentioned)
    return tuple(known[name] for name in names)


def in_order(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Figures and tables with numbers as they stand."""
    figures, tables = 0, 0
    found = []
    for section in sections:
        blocks: list[Block] = []
        for block in section.blocks:
            match block:
                case Figure():
                    figures += 1
                    blocks.append(replace(block, number=figures))
                case Table():
                    tables += 1
                    blocks.append(replace(block, number=tables))
                case _:
                    blocks.append(block)
        found.append(replace(section, blocks=tuple(blocks)))
    return tuple(found)


def _labelled(sections: Sequence[Section], language: Language) -> tuple[Section, ...]:
    """Appendices with what is printed before their titles: a letter where there are several."""
    count = sum(one.is_appendix for one in sections)
    letters = iter(ascii_uppercase)

    def label() -> str:
        if count == 1:
            return language.term("page.appendix")
        return language.term("page.appendix_of_many", letter=next(letters, "Z"))

    return tuple(replace(one, label=label()) if one.is_appendix else one for one in sections)


def _source_note(language: Language, key: str, source: Source) -> SourceNote:
    parts = [
        source.title,
        source.edition,
        language.day(source.published) if source.published else "",
    ]
    url = f"https://doi.org/{source.doi}" if source.doi else source.url
    what = language.enumerated(filter(None, parts))
    named = "note" if source.publisher else "note_unsigned"
    text = language.term(f"source.{named}", publisher=source.publisher, what=what)
    licence = source.licence or language.term("source.no_licence")
    return SourceNote(key, text, url, licence, source.publication)


def _fact_words(language: Language, fact: Fact) -> FactWords:
    made = in_words(language, fact.origin) if isinstance(fact.origin, Derivation) else ""
    return FactWords(amount(language, fact.quantity, fact.digits), made)
