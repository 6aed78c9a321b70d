"""The tag tree of a PDF beside the pages that it was made from: what each tag stands for.

Takes pydyf's objects and the boxes of the laid-out pages. The library writes a tag
for every box in their order, so that walking both side by side finds the HTML element of each tag.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import length_hint

from pydyf import Array
from pydyf import Dictionary as PDFDictionary

from briefing.writers.pdf.boxes import (
    Box,
    HtmlElement,
    PageBox,
    holds_boxes,
    inner,
    is_line,
    is_margin,
    is_page,
    is_table,
    is_text,
    margins,
    settled,
)
from briefing.writers.pdf.pdf_objects import Entries, Entry, PdfFile, Value, dictionaries, resolve

Element = Entries
"""A structure element: a dictionary of pydyf with the number of its object."""
_SUBTYPES = {"@top": "Header", "@bottom": "Footer"}


class _OutOfStep(Exception):
    """The tags are not those of the boxes."""


class TagTree:
    """The tags under the document, each with the box that it stands for where that is known."""

    def __init__(self, pdf: PdfFile, pages: Sequence[PageBox]) -> None:
        self._pdf = pdf
        self._elements: dict[bytes | str, Element | None] = {}
        """What references lead to that were followed."""
        self._boxes: dict[int, Box] = {}
        self._nameless: set[int] = set()
        self.words: dict[tuple[int, int], str] = {}
        """The text of each run, by page and mark; not what a style sheet adds."""
        self._root = self.resolve(pdf.catalog["StructTreeRoot"])
        self.top: Element = self.resolve(self._root["K"][0])
        self.furniture: dict[int, str] = {}
        """What stands outside of the document: number of the tag, and the margin it stands in."""
        self.inner_lists: list[tuple[Element, Element, Element | None]] = []
        """Lists that the library puts after their item: list, item, and what stands before it there."""
        self._places = {reference: place for place, reference in enumerate(pdf.page_references)}
        try:
            tags = iter(self.kids(self.top))
            for page in pages:
                self._pair(page, tags, None)
            self.in_step = True
        except _OutOfStep:
            self._boxes.clear()
            self.words.clear()
            self.in_step = False
        self._find_furniture(pages)

    def resolve(self, reference: bytes | str) -> Entries:
        """The dictionary behind ``12 0 R``."""
        found: Entries = resolve(self._pdf, reference)
        return found

    def kid(self, entry: Entry) -> Element | None:
        """The element that an entry of ``K`` leads to; ``None`` for content and annotations."""
        if isinstance(entry, int):
            return None
        if entry not in self._elements:
            found = self.resolve(entry)
            self._elements[entry] = found if found.get("Type") == "/StructElem" else None
        return self._elements[entry]

    def kids(self, element: Element) -> list[Element]:
        """The elements right below another."""
        return [kid for entry in element["K"] if (kid := self.kid(entry)) is not None]

    def annotations(self, element: Element) -> list[Entries]:
        """The annotations that an element holds itself."""
        found = [self.resolve(entry) for entry in element["K"] if not isinstance(entry, int)]
        return [self.resolve(one["Obj"]) for one in found if one.get("Type") == "/OBJR"]

    def walk(self, element: Element | None = None) -> Iterator[Element]:
        """An element and all below it in reading order; the whole document without one.

        What is below an element is looked at when the next one is asked for.
        """
        waiting = [self.top if element is None else element]
        while waiting:
            one = waiting.pop()
            yield one
            waiting.extend(reversed(self.kids(one)))

    def parent(self, element: Element) -> Element:
        """The element right above another."""
        return self.resolve(element["P"])

    def html(self, element: Element) -> HtmlElement | None:
        """The HTML element that a tag stands for; ``None`` for a run of text."""
        box = self._boxes.get(element.number)
        return None if box is None else box.element

    def text(self, element: Element) -> str:
        """The text of that HTML element; empty for a run of text."""
        html = self.html(element)
        return "" if html is None else "".join(html.itertext())

    def tag(self, element: Element) -> str:
        """The name of that HTML element, with its pseudo-element: ``a::after``."""
        box = self._boxes.get(element.number)
        return "" if box is None or box.element is None else str(box.element_tag)

    def classes(self, element: Element) -> frozenset[str]:
        """Its classes; those of the element itself, not of what it generates."""
        html = self.html(element)
        return frozenset() if html is None else frozenset(html.get("class", "").split())

    def id(self, element: Element) -> str:
        """The id of that HTML element; empty where it has none, and for what it generates."""
        html = self.html(element)
        return "" if html is None or "::" in self.tag(element) else html.get("id", "")

    def identity(self, element: Element) -> tuple[int, str, str] | None:
        """What all pieces of one thing share, which a line, column or page has broken."""
        html = self.html(element)
        return None if html is None else (id(html), self.tag(element), element["S"])

    def is_nameless(self, element: Element) -> bool:
        """Whether it stands for a box that the layout put into that of the same HTML element."""
        return element.number in self._nameless

    def part_of(self, whole: Element, values: dict[str, Value]) -> Element:
        """A new tag within another, for a part of its box that the library gave none."""
        made = self.new(values)
        self._boxes[made.number] = self._boxes[whole.number]
        self._nameless.add(made.number)
        return made

    def new(self, values: dict[str, Value]) -> Entries:
        """A dictionary as an object of its own."""
        made: Entries = PDFDictionary(values)
        self._pdf.add_object(made)
        return made

    def add(self, parent: Element, entries: Sequence[Entry], place: int | None = None) -> None:
        """Put entries below an element: at its end, or at a place."""
        at = len(parent["K"]) if place is None else place
        parent["K"][at:at] = entries
        for entry in entries:
            if (kid := self.kid(entry)) is not None:
                kid["P"] = parent.reference

    def move(self, entry: Entry, origin: Element, goal: Element) -> None:
        """Put what one element holds at the end of another, maybe on another page."""
        if isinstance(entry, int) and origin["Pg"] != goal["Pg"]:
            entry = self.new({"Type": "/MCR", "Pg": origin["Pg"], "MCID": entry}).reference
        self.add(goal, [entry])

    def close(self) -> list[dict[int, str]]:
        """Write down which element holds which content, as it is now.

        Gives for each page the marked content that no element holds, with its margin.
        """
        content = self.resolve(self._root["ParentTree"])
        before = dict(zip(content["Nums"][::2], content["Nums"][1::2], strict=True))
        pages: list[list[bytes | str]] = [
            ["null"] * len(before[place]) for place in self._places.values()
        ]
        annotations: dict[int, bytes] = {}
        names: dict[bytes, list[Value]] = {}
        for element in self.walk():
            for place, mark in self.content(element):
                pages[place][mark] = element.reference
            for annotation in self.annotations(element):
                annotations[annotation["StructParent"]] = element.reference
            if "ID" in element:
                names[element["ID"].data] = [element["ID"], element.reference]
        loose: list[dict[int, str]] = []
        for place, parents in enumerate(pages):
            numbers = {
                mark: before[place][mark] for mark, one in enumerate(parents) if one == "null"
            }
            loose.append({mark: self._margin(one) for mark, one in numbers.items()})
            self._drop_annotations(place, annotations)
        content["Nums"] = Array(
            entry
            for number, parents in [*enumerate(map(Array, pages)), *sorted(annotations.items())]
            for entry in (number, parents)
        )
        if names:
            pairs = Array(entry for _, pair in sorted(names.items()) for entry in pair)
            self._root["IDTree"] = self.new({"Names": pairs}).reference
        return loose

    def marks(self, element: Element) -> Iterator[tuple[int, int]]:
        """The marked content of an element and of all below it in reading order: page and mark."""
        for entry in element["K"]:
            if (kid := self.kid(entry)) is not None:
                yield from self.marks(kid)
            else:
                yield from self._place_of(entry, element)

    def content(self, element: Element) -> Iterator[tuple[int, int]]:
        """The marked content that an element holds itself."""
        for entry in element["K"]:
            if self.kid(entry) is None:
                yield from self._place_of(entry, element)

    def _place_of(self, entry: Entry, element: Element) -> Iterator[tuple[int, int]]:
        if isinstance(entry, int):
            yield self._places[element["Pg"]], entry
        elif (found := self.resolve(entry)).get("Type") == "/MCR":
            yield self._places[found["Pg"]], found["MCID"]

    def _margin(self, reference: bytes) -> str:
        element = self.resolve(reference)
        while element.number not in self.furniture and "P" in element:
            element = self.parent(element)
        return self.furniture.get(element.number, "")

    def _drop_annotations(self, place: int, tagged: dict[int, bytes]) -> None:
        """Nothing in the margins is a link: links belong to the document."""
        page = self.resolve(self._pdf.page_references[place])
        if "Annots" in page:
            page["Annots"][:] = [
                one
                for one in page["Annots"]
                if self.resolve(one).get("StructParent") in tagged
                or "StructParent" not in self.resolve(one)
            ]

    def _find_furniture(self, pages: Sequence[PageBox]) -> None:
        """The tags of margin boxes, which the library makes and puts nowhere."""
        document = {one.number for one in self.walk()}
        tags = dictionaries(self._pdf)
        below = (one for one in tags if "S" in one and one.get("P") == self.top.reference)
        loose = iter([one for one in below if one.number not in document])
        for page in pages:
            for margin in margins(page):
                edge = margin.at_keyword.partition("-")[0]
                for _, tag in zip(margin.children, loose, strict=False):
                    self.furniture[tag.number] = _SUBTYPES.get(edge, "")

    def _pair(self, placed: Box, tags: Iterator[Element], around: Box | None) -> None:
        """Take the tags of a box and of all in it; ``around`` is the box that it stands in."""
        box = settled(placed)
        if is_margin(box):
            return
        name = None if box.element is None else box.element_tag
        if name in {"html", "body"} or is_page(box):
            for child in inner(box):
                self._pair(child, tags, None)
            return
        element = self._next(tags)
        self._boxes[element.number] = box
        if around is not None and (around.element, around.element_tag) == (box.element, name):
            self._nameless.add(element.number)
        kids = self.kids(element)
        if element["S"] == "/LI" and _is_wrapped(box) and len(kids) == 1:
            (element,) = kids
            self._boxes[element.number] = box
        inside = self.kids(element)
        below = iter(inside)
        marks = self.content(element)
        for child in _content_of(box):
            if element["S"] == "/LI" and settled(child).element_tag in {"ul", "ol"}:
                taken = len(inside) - length_hint(below)
                before = inside[taken - 1] if taken else None
                self.inner_lists.append((self._beside(tags, child, box), element, before))
                continue
            if not is_text(child):
                self._pair(child, below, box)
                continue
            run = element if element["S"] == "/Link" else self._next(below)
            content = next(marks if run is element else self.content(run), None)
            if content is None or (run is not element and run["S"] != "/Span"):
                raise _OutOfStep
            if "::" not in str(name):
                self.words[content] = child.text
        if next(below, None) is not None:
            raise _OutOfStep

    def _beside(self, tags: Iterator[Element], placed: Box, around: Box) -> Element:
        """The tag of a box that stands beside the tag of the box around it, taken with all in it."""
        element = self._next(tags)
        self._pair(placed, iter([element]), around)
        return element

    @staticmethod
    def _next(tags: Iterator[Element]) -> Element:
        if (element := next(tags, None)) is None:
            raise _OutOfStep
        return element


def _is_wrapped(box: Box) -> bool:
    """A list item without a bullet, for which the library makes two tags."""
    return "list-item" not in box.style["display"] or box.style["list_style_type"] == "none"


def _content_of(box: Box) -> Iterator[Box]:
    """The boxes in a box, without lines and without the wrapper of a table."""
    for child in inner(box) if holds_boxes(box) else ():
        is_grid = box.element_tag == "table" and box.is_table_wrapper and is_table(child)
        if is_grid or is_line(child):
            yield from inner(child)
        else:
            yield child
