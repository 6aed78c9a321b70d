"""What texts of a brief point to: its figures and tables, its notes, each with its number.

A sentence asks for a number by ``{{ figure.producers }}``, before anybody knows it; once the parts of
the brief are settled, numbers are put where texts point to them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TypeVar, cast

from briefing.brief.mentions import ProseError
from briefing.core.annex_row import numbers_of
from briefing.core.back_matter import CitedWork, Footnote
from briefing.core.document import (
    Box,
    Document,
    Figure,
    Highlight,
    Quote,
    Recommendation,
    Section,
    Statement,
)
from briefing.core.parts import Part
from briefing.core.problems import suggest
from briefing.core.statistics_table import Table
from briefing.core.text_nodes import (
    Inlines,
    ItemList,
    Link,
    Mention,
    Paragraph,
    Pointer,
    Styled,
    TextTable,
)
from briefing.language.base import Language
from briefing.language.citing import in_full, in_texts

Node = TypeVar("Node")
Point = TypeVar("Point")
_HOLDERS = (
    Styled,
    Link,
    Paragraph,
    ItemList,
    TextTable,
    Quote,
    Box,
    Figure,
    Section,
    Highlight,
    Statement,
    Recommendation,
)
"""What has texts in it."""
_SET_APART = (Quote, TextTable, Figure)
"""What is no running text."""
_READ = (
    "title",
    "subtitle",
    "flips",
    "bottom_line",
    "highlights",
    "contrary",
    "changes",
    "sections",
    "recommendations",
    "method",
)
"""The texts of a document, in reading order."""
_KEYS = {"figure": "chart", "table": "table"}
"""What the things are called in YAML to which texts point."""


@dataclass(frozen=True, slots=True)
class Absent:
    """A chart or table that is left out for want of data: false in a condition, refused in a sentence."""

    kind: str
    name: str

    def __bool__(self) -> bool:
        """It is not there."""
        return False

    def __str__(self) -> str:
        """Refused: the sentence would point to nothing."""
        raise ProseError(
            f"the {_KEYS[self.kind]} '{self.name}' does not stand in this brief: it has no data",
            f"put it between {{% if {self.kind}.{self.name} %}} and {{% endif %}}",
            code="unknown-target",
        )


class Pointers:
    """Answers ``{{ figure.producers }}``: what leads to the chart, and is printed as ``Figure 3``."""

    def __init__(self, kind: str, placed: Collection[str], declared: Collection[str]) -> None:
        """``placed`` are those that stand in a section, ``declared`` all that the YAML has."""
        self._kind, self._placed, self._declared = kind, placed, declared

    def __getattr__(self, name: str) -> str | Absent:
        """What a sentence prints; raises :class:`ProseError` for what no section shows."""
        if name.startswith("_"):
            raise AttributeError(name)
        return self[name]

    def __getitem__(self, name: str) -> str | Absent:
        """The same."""
        if name in self._placed:
            return f"[](#{self._kind}-{name})"
        if name in self._declared:
            return Absent(self._kind, name)
        key = _KEYS[self._kind]
        advice = suggest(name, self._declared) or f"a {key} of 'sections' has a number"
        raise ProseError(f"no section shows a {key} '{name}'", advice, code="unknown-target")

    def __str__(self) -> str:
        """Refused: nobody knows which is meant."""
        key = _KEYS[self._kind]
        raise ProseError(
            f"'{self._kind}' alone says nothing",
            f"name a {key} of the brief: {{{{ {self._kind}.NAME }}}}",
            code="unknown-target",
        )


def pointed_to(document: Document) -> Mapping[Part, frozenset[Part | None]]:
    """The charts and tables to which texts point, each with the sections from which they do.

    None stands for a text that stands in no section.
    """
    found: dict[Part, set[Part | None]] = {}
    for name in _READ:
        for holder in document.sections if name == "sections" else (getattr(document, name),):
            here = holder.part if isinstance(holder, Section) else None
            for one in _pointers(holder, document.footnotes):
                if one.kind in _KEYS:
                    part = Part("chart" if one.kind == "figure" else "table", one.target)
                    found.setdefault(part, set()).add(here)
    return {part: frozenset(places) for part, places in found.items()}


def with_numbers(document: Document, language: Language) -> Document:
    """The document with the number of each thing that its texts point to, its notes and works in order."""
    numbers = {
        (kind, block.id): block.number
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Figure | Table)
        for kind in ("figure" if isinstance(block, Figure) else "table",)
    }
    works = [document.library[key] for key in sorted(cited(document) & document.library.keys())]
    labels, entries = in_texts(language, works), in_full(language, works)
    listed = {key: number for number, key in enumerate(entries, 1)}
    notes: dict[str, int] = {}
    marks: dict[str, int] = {}

    def numbered(one: Pointer) -> Pointer:
        if one.kind == "note":
            number = notes.setdefault(one.target, len(notes) + 1)
            marks[one.target] = marks.get(one.target, 0) + 1
            return replace(one, text=str(number), mark=marks[one.target])
        if one.kind == "work":
            label = labels.get(one.target, "")
            said = language.term("citing.at", label=label, where=one.where) if one.where else label
            return replace(one, text=said, mark=listed.get(one.target, 0))
        number = numbers.get((one.kind, one.target), 0)
        return replace(one, text=document.word(one.kind, number=number) if number else "")

    parts = {name: _changed(getattr(document, name), numbered, of=Pointer) for name in _READ}
    told = tuple(
        Footnote(key, number, _changed(document.footnotes[key], numbered, of=Pointer))
        for key, number in notes.items()
    )
    pointed = frozenset(pointed_to(document))
    references = tuple(
        CitedWork(listed[key], text, document.library[key].url) for key, text in entries.items()
    )
    return replace(document, **parts, notes=told, works=references, pointed=pointed)


def cited(document: Document) -> frozenset[str]:
    """The keys of the works that texts cite."""
    return frozenset(one.target for one in _every(document) if one.kind == "work")


def _every(document: Document) -> Iterator[Pointer]:
    """The pointers of all texts."""
    for name in _READ:
        yield from _pointers(getattr(document, name), document.footnotes)


def _pointers(node: object, footnotes: Mapping[str, Inlines]) -> Iterator[Pointer]:
    """The pointers in a text or what holds some, those in its notes too."""
    if isinstance(node, Pointer):
        yield node
        if node.kind == "note":
            yield from _pointers(footnotes.get(node.target, ()), {})
    elif isinstance(node, tuple):
        for one in node:
            yield from _pointers(one, footnotes)
    elif isinstance(node, _HOLDERS):
        for one in fields(node):
            yield from _pointers(getattr(node, one.name), footnotes)


def with_annex_numbers(document: Document) -> Document:
    """The document with the number of its line in the annex beside each figure of running text.

    Headings, tables, charts, quotations and key figures have none: they are repeated, or name what they show.
    """
    numbers = numbers_of(document.annex)

    def numbered(one: Mention) -> Mention:
        return replace(one, number=numbers.get(one.fact, 0) if one.kind == "figure" else 0)

    kept = frozenset({"title", "subtitle", "do"})
    names = [name for name in _READ if name not in kept]
    parts = {
        name: _changed(getattr(document, name), numbered, of=Mention, kept=kept) for name in names
    }
    notes = tuple(
        replace(one, text=_changed(one.text, numbered, of=Mention)) for one in document.notes
    )
    return replace(document, **parts, notes=notes)


def _changed(
    node: Node,
    change: Callable[[Point], Point],
    *,
    of: type[Point],
    kept: Collection[str] = (),
) -> Node:
    """A text, or what holds some, with its nodes of one kind changed; the same where it has none.

    What stands in ``kept`` fields stays, and then what is set apart from running text too.
    """
    if isinstance(node, of):
        return cast("Node", change(node))
    if kept and isinstance(node, _SET_APART):
        return node
    if isinstance(node, tuple):
        made = tuple(_changed(one, change, of=of, kept=kept) for one in node)
        same = all(new is old for new, old in zip(made, node, strict=True))
        return node if same else cast("Node", made)
    if isinstance(node, _HOLDERS) and is_dataclass(node):
        before = {one.name: getattr(node, one.name) for one in fields(node) if one.name not in kept}
        after = {name: _changed(one, change, of=of, kept=kept) for name, one in before.items()}
        differing = {name: one for name, one in after.items() if one is not before[name]}
        return cast("Node", replace(node, **differing)) if differing else node
    return node
