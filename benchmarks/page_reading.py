"""What a reader's eye finds on the pages of a built PDF: sizes of type, white holes, where figures stand.

Nothing is asked of the program: only the file is read, with PyMuPDF and pikepdf.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pikepdf
import pymupdf

MM = 72 / 25.4
"""Points in a millimetre."""
MARGINS = {
    "policy-brief": (14.0, 23.0, 20.0, 19.0),
    "one-pager": (13.0, 13.0, 15.0, 16.0),
    "in-focus": (10.0, 12.0, 13.0, 14.0),
    "bulletin": (14.0, 23.0, 20.0, 19.0),
}
"""Of each design on A4, in millimetres: head of the first page and of the others, foot, sides."""
TEXT_SIZES = {"policy-brief": 10.0, "bulletin": 10.0, "one-pager": 9.0, "in-focus": 9.0}
"""Of the running text of each design, in points."""
CELL = 2.0
"""Millimetres of a side of the squares in which blank places are looked for."""
LEAST_SIZE = 7.5
_INK = 250
"""Grey from which on paper counts as white."""
_ON_GRID = 0.6
"""Points by which a line may miss its grid."""
_WEIGHT = re.compile(r"-(?:Regular|It|Bol|Semi|Black|Light|Medium).*")
_NEAR = 8.0
"""Points between the parts of a line; columns stand further apart."""
_FEW_LINES = 4
"""Fewer lines make no grid."""


@dataclass(frozen=True)
class Line:
    """A line of words."""

    kind: tuple[float, str]
    """Size in points, to a tenth, and family of typeface."""
    baseline: float
    letters: int
    above: float | None
    """Baseline of the line before it in its block."""
    left: float
    right: float


@dataclass(frozen=True)
class Page:
    """One page: its text area and what fills it."""

    number: int
    sizes: Mapping[float, int]
    """Letters by size in points, to a tenth."""
    fill: float
    """How far down the last ink stands, as a share of the text area's height."""
    blank: float
    """The largest blank rectangle as a share of the text area; drawings count as full."""
    on_grid: float | None
    """Share of the lines of running text that share one grid of the page; none where it has hardly any."""
    longest: int
    """Letters of the longest line of running text."""


@dataclass(frozen=True)
class Brief:
    """A file's pages without its annex."""

    name: str
    design: str
    pages: tuple[Page, ...]
    far_figures: int
    """Figures that stand more than one page from the nearest text of their section."""
    figures: int

    @cached_property
    def sizes(self) -> Counter[float]:
        """Letters by size on all pages."""
        return sum((Counter(page.sizes) for page in self.pages), Counter())

    @property
    def small(self) -> float:
        """Share of letters below the least size."""
        every = self.sizes
        return sum(n for size, n in every.items() if size < LEAST_SIZE) / max(every.total(), 1)


def read_brief(path: Path, design: str) -> Brief:
    """All that is measured of one file on A4."""
    with pikepdf.open(path) as tagged, pymupdf.open(path) as drawn:
        body = [number for number, page in enumerate(drawn) if not page.get_label().startswith("A")]
        figures = list(_figures(tagged))
        boxes = {number: [box for page, box, _ in figures if page == number] for number in body}
        face = _face_of_texts([drawn[number] for number in body], TEXT_SIZES[design])
        pages = tuple(_page(drawn[number], number, design, boxes[number], face) for number in body)
        far = sum(
            min((abs(page - text) for text in texts), default=0) > 1 for page, _, texts in figures
        )
    return Brief(path.stem, design, pages, far, len(figures))


def _page(
    page: pymupdf.Page, number: int, design: str, drawings: list[pymupdf.Rect], face: str
) -> Page:
    first, head, foot, side = MARGINS[design]
    width, height = page.rect.width, page.rect.height
    top = (head if number else first) * MM
    area = pymupdf.Rect(side * MM, top, width - side * MM, height - foot * MM)
    full = _filled(page, area, drawings)
    rows = np.flatnonzero(full.any(axis=1))
    fill = (rows[-1] + 1) / len(full) if len(rows) else 0.0
    sizes, lines = _text(page, area)
    texts = [line for line in lines if line.kind == (TEXT_SIZES[design], face)]
    longest = max(_letters_by_line(texts), default=0)
    return Page(number, sizes, float(min(fill, 1.0)), _blank(full), _on_grid(texts), longest)


def _letters_by_line(lines: list[Line]) -> Iterator[int]:
    """Letters and spaces of each line; its parts follow each other closely at one height."""
    letters, last = 0, None
    for line in lines:
        is_more = (
            last and abs(line.baseline - last.baseline) < 1 and abs(line.left - last.right) < _NEAR
        )
        if letters and not is_more:
            yield letters
            letters = 0
        letters, last = letters + line.letters, line
    yield letters


def _filled(page: pymupdf.Page, area: pymupdf.Rect, drawings: list[pymupdf.Rect]) -> np.ndarray:
    """Which squares of the text area have ink in them, or lie in a drawing."""
    scale = 3 / (CELL * MM)  # three pixels a square
    picture = page.get_pixmap(
        matrix=pymupdf.Matrix(scale, scale), clip=area, colorspace=pymupdf.csGRAY
    )
    grey = np.frombuffer(picture.samples, np.uint8).reshape(picture.height, picture.stride)
    high, wide = picture.height // 3, picture.width // 3
    squares = grey[: high * 3, : wide * 3].reshape(high, 3, wide, 3)
    full = (squares < _INK).any(axis=(1, 3))
    for box in drawings:
        left, right = ((x - area.x0) / (CELL * MM) for x in (box.x0, box.x1))
        top, bottom = ((y - area.y0) / (CELL * MM) for y in (box.y0, box.y1))
        full[max(0, int(top)) : max(0, round(bottom)), max(0, int(left)) : max(0, round(right))] = (
            True
        )
    return full


def _blank(full: np.ndarray) -> float:
    """The largest rectangle without ink, as a share of all: the histogram of heights, row by row."""
    best, heights = 0, np.zeros(full.shape[1], int)
    for row in full:
        heights = np.where(row, 0, heights + 1)
        waiting: list[tuple[int, int]] = []
        for place, height in enumerate((*heights.tolist(), 0)):
            start = place
            while waiting and waiting[-1][1] >= height:
                start, high = waiting.pop()
                best = max(best, high * (place - start))
            waiting.append((start, height))
    return best / full.size


def _text(page: pymupdf.Page, area: pymupdf.Rect) -> tuple[Counter[float], list[Line]]:
    """Letters by size, and the lines of the text area."""
    sizes: Counter[float] = Counter()
    lines = []
    for block in page.get_text("dict")["blocks"]:
        above = None
        for line in block.get("lines", ()):
            spans = [span for span in line["spans"] if span["text"].strip()]
            for span in spans:
                sizes[round(span["size"], 1)] += len("".join(span["text"].split()))
            if spans and area.contains(pymupdf.Point(spans[0]["origin"])):
                face = _WEIGHT.sub("", spans[0]["font"].rpartition("+")[2])
                letters = sum(len(span["text"]) for span in spans)
                kind = (round(spans[0]["size"], 1), face)
                lines.append(Line(kind, spans[0]["origin"][1], letters, above, *line["bbox"][::2]))
                above = spans[0]["origin"][1]
    return sizes, lines


def _face_of_texts(pages: list[pymupdf.Page], size: float) -> str:
    """The typeface of most letters that have the size of running text."""
    letters: Counter[str] = Counter()
    for page in pages:
        for line in _text(page, page.rect)[1]:
            if line.kind[0] == size:
                letters[line.kind[1]] += line.letters
    return max(letters, key=letters.__getitem__, default="")


def _on_grid(lines: list[Line]) -> float | None:
    """Share of the lines that stand a whole number of steps apart.

    A step is what most of them are below the line before them in their block.
    """
    ys = [line.baseline for line in lines]
    apart = (line.baseline - line.above for line in lines if line.above is not None)
    steps = Counter(round(step, 1) for step in apart if step > 1)
    if len(ys) < _FEW_LINES or not steps:
        return None
    step = steps.most_common(1)[0][0]
    step = float(np.median([one for one in _steps(lines) if abs(one - step) < _ON_GRID]))
    return max(
        sum(min((y - start) % step, -(y - start) % step) <= _ON_GRID for y in ys) for start in ys
    ) / len(ys)


def _steps(lines: list[Line]) -> list[float]:
    return [line.baseline - line.above for line in lines if line.above is not None]


def _figures(tagged: pikepdf.Pdf) -> Iterator[tuple[int, pymupdf.Rect, list[int]]]:
    """Each drawing of a chart: its page, its box from the top left, the pages of its section's text."""
    pages = {page.obj.objgen: (number, page) for number, page in enumerate(tagged.pages)}

    def inner(element: pikepdf.Object) -> list[pikepdf.Object]:
        kids = element.get("/K")
        every = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        return [one for one in every if isinstance(one, pikepdf.Dictionary) and "/S" in one]

    def look(
        element: pikepdf.Object, texts: list[int]
    ) -> Iterator[tuple[int, pymupdf.Rect, list[int]]]:
        kind = str(element.S)
        if kind == "/Sect":
            texts = list(_pages_of_texts(element, inner, pages))
        if kind == "/Figure" and (place := element.get("/Pg")) is not None:
            number, page = pages[place.objgen]
            left, bottom, right, top = (float(one) for one in element.A.BBox)
            high = float(page.mediabox[3])
            if right - left > 20 * MM and top - bottom > 12 * MM:
                yield number, pymupdf.Rect(left, high - top, right, high - bottom), texts
        for one in inner(element):
            yield from look(one, texts)

    for one in inner(tagged.Root.StructTreeRoot):
        yield from look(one, [])


def _pages_of_texts(section, inner, pages) -> Iterator[int]:
    """The pages of the paragraphs of a section that are no part of a figure or table."""
    for one in inner(section):
        kind = str(one.S)
        if kind in {"/P", "/L"} and (place := one.get("/Pg")) is not None:
            yield pages[place.objgen][0]
        elif kind in {"/Div", "/NonStruct"} and "/Caption" not in [
            str(two.S) for two in inner(one)
        ]:
            yield from _pages_of_texts(one, inner, pages)
