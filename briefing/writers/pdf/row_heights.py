"""How high the parts of a brief are: laid-out pages to measures that a placer can reckon with.

Heights are in CSS pixels.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from briefing.core.document import Document
from briefing.writers.html.arrangement import Group, Hints, letters_of
from briefing.writers.pdf.boxes import (
    Box,
    HtmlElement,
    PageBox,
    holds_boxes,
    html_attribute,
    html_id,
    is_picture,
    is_text,
    walk,
)

_SHORT_MEASURE = 118 / 83.5
"""Width of a text too short for two columns, in columns."""


@dataclass(slots=True)
class Block:
    """What stands between two places at which a page may begin."""

    kind: str = "head"
    """``head`` of the brief, ``section``, ``row``, ``foot`` with sources and method."""
    name: str = ""
    """Id of the element; empty where it has none."""
    section: str = ""
    """Anchor of its section; empty for what is no finding."""
    row: int = 0
    """Its number in the section, from 1; 0 for a heading, and outside of findings."""
    height: float = 0.0
    above: float | None = None
    """The space above it; not known of what begins a page."""


@dataclass(slots=True)
class Heights:
    """What was measured of one layout."""

    blocks: list[Block] = field(default_factory=lambda: [Block()])
    """All blocks in reading order."""
    figures: dict[str, tuple[float, float]] = field(default_factory=dict)
    """Of each chart its height without the drawing, and that of the drawing."""
    others: dict[str, list[float]] = field(default_factory=dict)
    """By section the heights of its tables and of what is set apart, in their order."""
    texts: dict[tuple[str, int], float] = field(default_factory=dict)
    """Of each text its height, by section and row."""
    letter: float = 0.0
    """Height that a letter of a text takes in one column."""
    letters: dict[str, float] = field(default_factory=dict)
    """The same by section: of lists more than of running text."""

    def of_letters(self, section: str) -> float:
        """Height that a letter takes in one column in a section."""
        return self.letters.get(section, self.letter)


def heights_of(pages: Sequence[PageBox], document: Document, hints: Hints) -> Heights:
    """Measure the pages of a document that was laid out with hints."""
    rule = _Rule()
    for page in pages:
        rule.measure(page)
    groups = dict(groups_of(document, hints))
    found, design = rule.found, document.design
    for block in found.blocks:
        group = groups.get((block.section, block.row))
        if group and group.placing in {"table", "aside"}:
            found.others.setdefault(block.section, []).append(block.height)
    found.letter = _letter(found.texts, groups, design)
    for section in {name for name, _ in found.texts}:
        own = {at: height for at, height in found.texts.items() if at[0] == section}
        if letter := _letter(own, groups, design):
            found.letters[section] = letter
    return found


class _Rule:
    """Goes along the boxes of pages and adds up."""

    def __init__(self) -> None:
        self.found = Heights()
        self._begun: set[str] = set()
        self._figure = ""

    def measure(self, page: PageBox) -> None:
        """Add what stands on a page."""
        top = end = page.content_box_y()
        text: HtmlElement | None = None
        for box in walk(page):
            if kind := html_attribute(box, "data-begins"):
                y = box.border_box_y()
                self.found.blocks[-1].height += max(0.0, min(y, end) - top)
                top = y
                self._begin(box, kind, y - end if end > page.content_box_y() else None)
            elif html_attribute(box, "class") == "text" and holds_boxes(box):
                if box.element is not text:  # each of its columns is a box of the same element
                    self._add_text(box)
                text = box.element
            self._add_drawing(box)
            if is_text(box) or is_picture(box):
                end = max(end, box.position_y + box.margin_height())
        self.found.blocks[-1].height += max(0.0, end - top)

    def _begin(self, box: Box, kind: str, above: float | None) -> None:
        """A block begins, or goes on from the page before."""
        if (name := html_id(box) or kind) not in self._begun:
            begun = _begun(box, kind)
            begun.above = above if above is None or above >= 0 else None
            self.found.blocks.append(begun)
            self._begun.add(name)

    def _add_text(self, box: Box) -> None:
        last = self.found.blocks[-1]
        at = (last.section, last.row)
        texts = self.found.texts
        texts[at] = texts.get(at, 0.0) + box.border_height()

    def _add_drawing(self, box: Box) -> None:
        """Note the height of a figure, and of the drawing in it."""
        figures, name = self.found.figures, html_id(box)
        if name.startswith("figure-"):
            self._figure = name.removeprefix("figure-")
            figures.setdefault(self._figure, (box.border_height(), 0.0))
        elif is_picture(box) and html_attribute(box, "class").startswith("drawing"):
            whole, drawn = figures.get(self._figure, (0.0, 0.0))
            if not drawn:
                drawn = box.border_height()
                figures[self._figure] = (max(0.0, whole - drawn), drawn)


def groups_of(document: Document, hints: Hints) -> Iterator[tuple[tuple[str, int], Group]]:
    """The groups of all sections, by section and number."""
    for section in document.sections:
        for row, group in enumerate(hints.groups(section), 1):
            yield (section.anchor, row), group


def columns_of(group: Group, design: str) -> float:
    """How many columns wide the text of a group is set."""
    if group.placing == "columns":
        return _SHORT_MEASURE if design == "bulletin" and not group.is_long else 2.0
    return _SHORT_MEASURE if group.placing == "plain" else 1.0


def _letter(
    texts: Mapping[tuple[str, int], float], groups: Mapping[tuple[str, int], Group], design: str
) -> float:
    high, letters = 0.0, 0
    for at, height in texts.items():
        group = groups.get(at)
        if group and group.texts:
            high += height * columns_of(group, design)
            letters += letters_of(group.texts)
    return high / letters if letters else 0.0


def _begun(box: Box, kind: str) -> Block:
    number = html_attribute(box, "data-row")
    row = int(number) if number.isdecimal() else 0
    return Block(kind, html_id(box), html_attribute(box, "data-section"), row)
