"""Words in a drawing to outlines, so that it looks the same where its typeface is not at hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from io import BytesIO
from typing import Protocol
from xml.etree import ElementTree as ET

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from briefing.core.resources import FONTS
from briefing.core.workspace import Workspace
from briefing.writers.house.fonts import Face, Typefaces, typefaces

_SPACE = "http://www.w3.org/2000/svg"
_TEXT = f"{{{_SPACE}}}text"
_DIGITS = 2
"""Decimals of coordinates: a hundredth of a point."""


def outlined(svg: str, faces: Typefaces | None = None) -> str:
    """The drawing with each text as a path; as it is where a character has no outline.

    Words are set in the first sans of ``faces`` that has all their characters; the shipped ones
    where none are given.
    """
    known = faces or typefaces(Workspace(FONTS))
    ET.register_namespace("", _SPACE)
    root = ET.fromstring(svg)  # noqa: S314  (drawn by us)
    for parent in root.iter():
        for place, node in enumerate(parent):
            if node.tag == _TEXT and (path := _path(node, known)) is not None:
                parent[place] = path
    return ET.tostring(root, encoding="unicode")


def _path(text: ET.Element, faces: Typefaces) -> ET.Element | None:
    words, size = text.text or "", float(text.get("font-size", "8"))
    near = map(_font, _faces(faces, text.get("font-weight", "400")))
    font = next((one for one in near if all(ord(sign) in one.cmap for sign in words)), None)
    if len(text) or font is None:
        return None
    scale = size / font.units
    width = sum(font.width(sign) for sign in words) * scale
    start = {"middle": width / 2, "end": width}.get(text.get("text-anchor", ""), 0.0)
    x, y = float(text.get("x", "0")) - start, float(text.get("y", "0"))
    kept = ("fill", "transform", "class", "opacity")
    attributes = {name: value for name in kept if (value := text.get(name)) is not None}
    return ET.Element(f"{{{_SPACE}}}path", {"d": font.drawn(words, x, y, scale), **attributes})


class _Glyph(Protocol):
    """The shape of a sign, in units of its font."""

    width: float

    def draw(self, pen: object) -> None: ...


class _Font:
    """A font file, for outlines."""

    def __init__(self, content: bytes) -> None:

        font = TTFont(BytesIO(content), lazy=True)
        self.cmap: dict[int, str] = font.getBestCmap()
        self.units: int = font["head"].unitsPerEm
        self._glyphs: Mapping[str, _Glyph] = font.getGlyphSet()

    def width(self, sign: str) -> float:
        """How far the next sign stands from a sign, in units of the font."""
        return self._glyphs[self.cmap[ord(sign)]].width

    def drawn(self, words: str, x: float, y: float, scale: float) -> str:
        """The outlines of words that begin at a place."""
        pen = SVGPathPen(self._glyphs, lambda value: f"{value:.{_DIGITS}f}".rstrip("0").rstrip("."))
        for sign in words:
            glyph = self._glyphs[self.cmap[ord(sign)]]
            glyph.draw(TransformPen(pen, (scale, 0, 0, -scale, x, y)))
            x += glyph.width * scale
        return str(pen.getCommands())


def _faces(faces: Typefaces, weight: str) -> Iterator[Face]:
    """Of each upright sans the face nearest to a weight, the first choice first."""
    wanted = {"normal": 400, "bold": 700}.get(weight) or int(weight)
    upright = [one for one in faces.faces if (one.role, one.slant) == ("sans", "normal")]
    for family in faces.sans:
        own = [one for one in upright if one.family == family]
        if own:
            yield min(own, key=lambda one: abs(one.weight - wanted))


@cache
def _font(face: Face) -> _Font:
    return _Font(face.file.content)
