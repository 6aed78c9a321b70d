"""WeasyPrint's boxes: what is read of them and moved in them, and their one home.

The library has no types. These protocols say what the boxes of its version 70 have, and the
functions below tell their kinds apart; nobody else knows the names of its classes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol, TypeGuard

Area = str | tuple[float, float, float, float, *tuple[object, ...]]
"""Where something is painted: x, y, width, height and more, or a word for nowhere."""


class HtmlElement(Protocol):
    """The element of the page that a box was made for."""

    def get(self, name: str, default: str) -> str: ...
    def itertext(self) -> Iterator[str]: ...


class PageType(Protocol):
    """Which page it is; ``name`` is the one that the style sheet gives it."""

    @property
    def name(self) -> str: ...


class Layer(Protocol):
    """A layer of what a box paints behind itself."""

    painting_area: Area
    positioning_area: Area
    clipped_boxes: Sequence[Area]

    def _replace(self, **changes: object) -> Layer: ...


class Paint(Protocol):
    """All that a box paints behind itself."""

    layers: Sequence[Layer]

    def _replace(self, **changes: object) -> Paint: ...


class Box(Protocol):
    """A box, laid out. Places and sizes are in CSS pixels from the top left of the page."""

    element: HtmlElement | None
    element_tag: str | None
    """Name of the element, with its pseudo-element: ``a::after``."""
    style: Mapping[str, Sequence[str]]
    position_x: float
    position_y: float
    width: float
    height: float
    children: Sequence[Box]
    is_table_wrapper: bool
    background: Paint | None

    def border_box_x(self) -> float: ...
    def border_box_y(self) -> float: ...
    def border_width(self) -> float: ...
    def border_height(self) -> float: ...
    def content_box_x(self) -> float: ...
    def content_box_y(self) -> float: ...
    def margin_height(self) -> float: ...
    def is_in_normal_flow(self) -> bool: ...
    def translate(self, dx: float, dy: float) -> None: ...
    def all_children(self) -> Iterable[Box]: ...


class TextBox(Box, Protocol):
    """A run of text in a line."""

    text: str
    baseline: float
    """Where its letters stand, below its top."""


class MarginBox(Box, Protocol):
    """A box in the margin of a page."""

    at_keyword: str
    """``@top-left``."""


class PageBox(Box, Protocol):
    """A page."""

    page_type: PageType


class Page(Protocol):
    """A page as the library hands it on: a box with links and bookmarks."""

    _page_box: PageBox

    def __init__(self, page_box: PageBox) -> None: ...


class Rendered(Protocol):
    """All pages of a document."""

    @property
    def pages(self) -> list[Page]: ...


_COLUMNS = frozenset({"BlockBox", "TableCellBox", "FlexBox", "GridBox", "TableCaptionBox"})


def page_boxes(rendered: Rendered) -> list[PageBox]:
    """The boxes of all pages, in order."""
    return [page._page_box for page in rendered.pages]


def renew_page(rendered: Rendered, number: int) -> None:
    """Have the library look for links and bookmarks again, after boxes of a page were moved."""
    page = rendered.pages[number]
    rendered.pages[number] = type(page)(page._page_box)


def notes_at_feet(page: PageBox) -> Iterator[str]:
    """The ids of the notes that stand at the foot of a page."""
    waiting = foot_notes(page)
    while waiting:
        box = settled(waiting.pop())
        if html_attribute(box, "class") == "foot-note":
            yield html_id(box)
        else:
            waiting.extend(inner(box))


def has_lost_notes(pages: Sequence[PageBox], count: int) -> bool:
    """Whether some of so many notes stand at the foot of no page, though others may.

    The library loses notes of texts in columns that go on on another page.
    """
    found = {name for page in pages for name in notes_at_feet(page)}
    return len(found) < count


def settled(box: Box) -> Box:
    """The box itself where the library left something in its place: what floats and is absolute."""
    found: Box = getattr(box, "_box", box)
    return found


def flow(page: PageBox) -> list[Box]:
    """The boxes of a page that are neither in its margins nor notes at its foot."""
    return [child for child in page.children if not (is_margin(child) or is_footnotes(child))]


def foot_notes(page: PageBox) -> list[Box]:
    """The box at the foot of a page that holds its notes; none where it has no notes."""
    return [child for child in page.children if is_footnotes(child) and inner(child)]


def height_of_notes(page: PageBox) -> float:
    """How much of the height of a page the notes at its foot take, in CSS pixels."""
    return sum(one.margin_height() for one in foot_notes(page))


def margins(page: PageBox) -> list[MarginBox]:
    """The boxes in the margins of a page."""
    return [child for child in page.children if is_margin(child)]


def inner(box: Box) -> Sequence[Box]:
    """The boxes right within a box."""
    return getattr(box, "children", ())


def walk(page: PageBox) -> Iterator[Box]:
    """All boxes within the margins of a page in reading order, without the notes at its foot."""
    waiting = list(reversed(flow(page)))
    while waiting:
        box = settled(waiting.pop())
        yield box
        waiting.extend(reversed(inner(box)))


def html_id(box: Box) -> str:
    """The id of the element that a box was made for; empty where it has none."""
    return html_attribute(box, "id")


def html_attribute(box: Box, name: str) -> str:
    """An attribute of the element that a box was made for; empty where it has none."""
    return "" if box.element is None else box.element.get(name, "")


def is_text(box: Box) -> TypeGuard[TextBox]:
    """Whether it is a run of text in a line."""
    return _name(box) == "TextBox"


def baseline_of(box: TextBox) -> float:
    """Where on its page the letters of a run of text stand."""
    return box.position_y + box.baseline


def size_of_type(box: Box) -> float:
    """The size of the letters that a box is set in."""
    size: object = box.style["font_size"]
    return size if isinstance(size, float | int) else 0.0


_SIDE_BY_SIDE = frozenset({"abreast", "sheet"})
"""Classes of what holds parts side by side."""


def columns_in(box: Box) -> list[Box]:
    """What stands side by side in a box, each with parts of its own; none where they follow each other.

    That is a text broken into columns, sections that are set abreast, or the two columns of a one-pager's sheet.
    """
    boxes = list(map(settled, inner(box)))
    if not _SIDE_BY_SIDE.isdisjoint(html_attribute(box, "class").split()):
        return boxes
    return [one for one in boxes if getattr(one, "is_column", False)]


def end_of_content(box: Box) -> float:
    """Where the last of the words and pictures in a box ends."""
    if is_text(box) or is_picture(box):
        return box.position_y + box.margin_height()
    return max((end_of_content(settled(one)) for one in inner(box)), default=0.0)


def is_margin(box: Box) -> TypeGuard[MarginBox]:
    """Whether it stands in the margin of a page."""
    return _name(box) == "MarginBox"


def is_footnotes(box: Box) -> bool:
    """Whether it is the foot of a page where notes stand."""
    return _name(box) == "FootnoteAreaBox"


def is_page(box: Box) -> TypeGuard[PageBox]:
    """Whether it is a page."""
    return _name(box) == "PageBox"


def is_picture(box: Box) -> bool:
    """Whether it holds something that is not set from text: an image."""
    return "Replaced" in _name(box)


def is_table(box: Box) -> bool:
    """Whether it is the grid of a table, without the captions around it."""
    return _descends(box, "TableBox")


def is_line(box: Box) -> bool:
    """Whether it is a line of text."""
    return _descends(box, "LineBox")


def holds_boxes(box: Box) -> bool:
    """Whether it is made to hold other boxes."""
    return _descends(box, "ParentBox")


def is_column(box: Box) -> bool:
    """Whether lines and tables within must keep to the edges of this box."""
    return _name(box) in _COLUMNS and not getattr(box, "is_table_wrapper", False)


def _name(box: Box) -> str:
    return type(box).__name__


def _descends(box: Box, name: str) -> bool:
    return any(one.__name__ == name for one in type(box).__mro__)
