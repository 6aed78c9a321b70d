"""A sheet of paper in points, to SVG text: the one home of Matplotlib.

Painters place things themselves, from the lower left; every text is measured with the font that
the page uses, and its box is kept, so that labels can make room for one another.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Literal

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, IdentityTransform

from briefing.core.plot import Mark
from briefing.writers.drawing.collisions import (
    Collision,
    collisions,
    free_pieces,
    is_struck,
    is_within,
)
from briefing.writers.drawing.scale import Box
from briefing.writers.drawing.vector import tidy
from briefing.writers.house.chart_style import POINTS, FontFile, Style

Point = tuple[float, float]
Align = Literal["left", "center", "right"]

_LineStyle = Literal["solid"] | tuple[float, tuple[float, float]]
_CapStyle = Literal["butt", "round"]
_BOLD = 600
_CAP = 0.66
"""Height of capitals and digits, in parts of the size."""
_DESCENT = 0.2
_FILES = {400: "Regular", _BOLD: "Semibold"}


class Canvas:
    """What painters draw on. ``boxes`` holds every text with the room that it takes."""

    def __init__(self, style: Style, height: float) -> None:
        self.style = style
        self.width, self.height = style.width * POINTS, height * style.taller
        self.boxes: list[tuple[str, Box]] = []
        self.obstacles: list[tuple[Point, Point]] = []
        """Lines that labels keep away from."""
        self.areas: list[Box] = []
        """Filled marks on which no label lies that is not set into one on purpose."""
        self._set_into: set[int] = set()
        """Places in ``boxes`` of labels that are set into a mark."""
        self._rules: list[tuple[Point, Point, str, float]] = []
        self._artists: list[Artist] = []
        self._group = ""

    @contextmanager
    def mark(self, mark: Mark, *, soft: bool = False) -> Iterator[None]:
        """What is drawn meanwhile shows this fact: it is named so in the SVG."""
        kinds = ["mark", *(["soft"] if soft else []), *(["bound"] if mark.is_bound else [])]
        self._group = f"{' '.join(kinds)}|{mark.fact}"
        try:
            yield
        finally:
            self._group = ""

    def width_of(self, text: str, size: float = 0, *, bold: bool = False) -> float:
        """Points that a text takes from left to right."""
        file = _font(self.style, _BOLD if bold else 400)
        return _measured(file, text) * (size or self.style.size)

    def box_of(
        self, x: float, y: float, text: str, align: Align, size: float = 0, *, bold: bool = False
    ) -> Box:
        """The room of a text whose digits are centred on ``y``."""
        size = size or self.style.size
        width = self.width_of(text, size, bold=bold)
        left = x - {"left": 0.0, "center": 0.5, "right": 1.0}[align] * width
        half = size * _CAP / 2
        return Box(left, y - half - size * _DESCENT / 2, left + width, y + half)

    def is_free(self, box: Box) -> bool:
        """Whether no text stands there yet."""
        return not any(box.overlap(other) for _, other in self.boxes)

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts in the order in which they stand in the SVG."""
        every = (one.get_text() for one in self._artists if isinstance(one, Text))
        return tuple(one for one in every if one)

    def is_clear(self, box: Box) -> bool:
        """Whether a label can be read there: in the drawing, on no text and no mark."""
        return (
            is_within(box, (self.width, self.height))
            and self.is_free(box)
            and not any(is_struck(box, one) for one in self.obstacles)
            and not any(box.overlap(one) > 0 for one in self.areas)
        )

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        align: Align = "left",
        colour: str = "",
        size: float = 0,
        bold: bool = False,
        inside: bool = False,
        beside: bool = False,
    ) -> Box:
        """A line of text whose digits are centred on ``y``.

        ``inside`` lies on a mark on purpose; ``beside`` is of the group of its mark, which was drawn
        before others.
        """
        size = size or self.style.size
        box = self.box_of(x, y, text, align, size, bold=bold)
        if inside:
            self._set_into.add(len(self.boxes))
        drawn = Text(
            x,
            y - size * _CAP / 2,
            text,
            color=colour or self.style.ink,
            horizontalalignment=align,
            verticalalignment="baseline",
            fontproperties=_properties(self.style, _BOLD if bold else 400, size),
            parse_math=False,
        )
        drawn.set_gid(f"{self._group}|text" if self._group else None)
        self._place(drawn, after=self._beside(drawn) if beside else None)
        self.boxes.append((text, box))
        return box

    def line(
        self, points: Sequence[Point], colour: str, width: float = 1.0, *, dashed: bool = False
    ) -> None:
        """A line through points."""
        style: _LineStyle = (0, (2.6, 1.8)) if dashed else "solid"
        caps: _CapStyle = "butt" if dashed else "round"
        self._patch(
            Outline(points), fill="none", edge=colour, width=width, linestyle=style, capstyle=caps
        )

    def rule(self, start: Point, end: Point, colour: str, width: float) -> None:
        """A level line behind all else, broken where labels stand."""
        self._rules.append((start, end, colour, width))

    def collisions(self) -> tuple[Collision, ...]:
        """The labels that are cut, lie on one another, or are struck by a mark."""
        size = (self.width, self.height)
        free = [one for number, one in enumerate(self.boxes) if number not in self._set_into]
        found = list(collisions(free, self.obstacles, self.areas, size))
        found += collisions(self.boxes, (), (), size)
        return tuple(dict.fromkeys(found))

    def polygon(
        self, points: Sequence[Point], fill: str, edge: str = "none", width: float = 0.0
    ) -> None:
        """A filled polygon."""
        self._patch(Outline([*points, points[0]], closed=True), fill=fill, edge=edge, width=width)

    def region(self, rings: Sequence[Sequence[Point]], fill: str, edge: str, width: float) -> None:
        """A filled area of several closed lines; those that run the other way are holes in it."""
        points: list[Point] = []
        codes: list[int] = []
        for ring in rings:
            points += [*ring, ring[0]]
            inner = [int(Outline.LINETO)] * (len(ring) - 1)
            codes += [int(Outline.MOVETO), *inner, int(Outline.CLOSEPOLY)]
        self._patch(Outline(points, codes), fill=fill, edge=edge, width=width)

    def rectangle(self, box: Box, fill: str, edge: str = "none", width: float = 0.0) -> None:
        """A filled rectangle; its edge lies within it."""
        inner = width / 2
        left, right = sorted((box.left, box.right))
        bottom, top = sorted((box.bottom, box.top))
        left, right = left + inner, max(right - inner, left + inner)
        bottom, top = bottom + inner, max(top - inner, bottom + inner)
        self.polygon(
            [(left, bottom), (right, bottom), (right, top), (left, top)], fill, edge, width
        )

    def dot(
        self, x: float, y: float, colour: str, *, hollow: bool = False, size: float = 2.3
    ) -> None:
        """A point; a hollow one has a white heart."""
        circle = Outline.unit_circle().transformed(Affine2D().scale(size).translate(x, y))
        fill = self.style.ground if hollow else colour
        self._patch(circle, fill=fill, edge=colour, width=1.1)

    def svg(self, name: str) -> str:
        """All of it as an SVG element, whose ids begin with ``name``."""
        with mpl.rc_context():
            mpl.rcdefaults()
            mpl.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": name})
            figure = Figure(figsize=(self.width / POINTS, self.height / POINTS), dpi=POINTS)
            FigureCanvasSVG(figure)
            figure.patch.set_visible(False)
            self._draw_rules()
            for artist in self._artists:
                figure.add_artist(artist)
            stream = io.StringIO()
            figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None})
        return tidy(stream.getvalue(), name, self.style.families)

    def _draw_rules(self) -> None:
        """Draw the rules behind all else, in the pieces that labels leave of them."""
        above, self._artists = self._artists, []
        for (left, y), (right, _), colour, width in self._rules:
            for start, end in free_pieces(left, right, y, [box for _, box in self.boxes]):
                self.line([(start, y), (end, y)], colour, width)
        self._rules = []
        self._artists += above
        for place, artist in enumerate(self._artists):
            artist.set_zorder(place)

    def _patch(
        self,
        outline: Outline,
        *,
        fill: str,
        edge: str,
        width: float,
        linestyle: _LineStyle | None = None,
        capstyle: _CapStyle | None = None,
    ) -> None:

        patch = PathPatch(
            outline,
            facecolor=fill,
            edgecolor=edge,
            linewidth=width,
            joinstyle="miter",
            linestyle=linestyle,
            capstyle=capstyle,
        )
        patch.set_gid(self._group or None)
        self._place(patch)

    def _beside(self, drawn: Text) -> int | None:
        """Where the mark of a figure stands among what is drawn, of whose group it is then."""
        fact = self._group.partition("|")[2]
        if not fact:
            return None
        for place, other in reversed(list(enumerate(self._artists))):
            group = str(other.get_gid() or "").removesuffix("|text")
            if group.partition("|")[2] == fact:
                drawn.set_gid(f"{group}|text")
                return place
        return None

    def _place(self, artist: Artist, *, after: int | None = None) -> None:

        artist.set_transform(IdentityTransform())
        self._artists.insert(len(self._artists) if after is None else after + 1, artist)


@lru_cache(maxsize=16)
def _font(style: Style, weight: int) -> FontFile:
    """The font of the house nearest to a weight; else the shipped one, or Matplotlib's own."""
    if style.own:
        return min(style.own, key=lambda one: abs(one.weight - weight))
    stem = style.sans.replace(" ", "")
    path = style.fonts / f"{stem}-{_FILES[weight]}.ttf"
    if not path.is_file():
        path = Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
    return FontFile(path, weight, "")


def _properties(style: Style, weight: int, size: float) -> FontProperties:

    return FontProperties(
        family=style.sans, weight=weight, size=size, fname=str(_font(style, weight).path)
    )


@lru_cache(maxsize=4)
def _opened(font: FontFile) -> FT2Font:

    return FT2Font(str(font.path))


if hasattr(os, "register_at_fork"):  # Windows has none
    # An open font reads as it goes: two processes that share its place in the file read past one another.
    os.register_at_fork(after_in_child=_opened.cache_clear)


@lru_cache(maxsize=4096)
def _measured(file: FontFile, text: str) -> float:
    """Width of a text in parts of its size."""
    font = _opened(file)
    font.set_size(100, POINTS)
    font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    return float(font.get_width_height()[0]) / 64 / 100
