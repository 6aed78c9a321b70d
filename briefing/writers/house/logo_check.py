"""A logo to what speaks against setting it on a page: what it asks for, and how much it draws.

What draws it does each use of a shape anew, so that ten shapes of ten uses of one another are ten
thousand millions; all uses are counted before anything is drawn. Pillow's one home.
"""

from __future__ import annotations

import base64
import binascii
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from xml.etree import ElementTree as ET

from PIL import Image, ImageFile

from briefing.core.budgets import Budget, BudgetSpent
from briefing.core.library_calls import library_call
from briefing.core.problems import Refusal
from briefing.core.seen_files import Snapshot

_PNG = b"\x89PNG\r\n\x1a\n"
_SVG_NAME = "{http://www.w3.org/2000/svg}svg"
_OUTSIDE = re.compile(
    rb"(?:href|src)\s*=\s*[\"'](?!#|data:)|url\(\s*[\"']?(?!#|data:)|<!ENTITY|@import",
    re.IGNORECASE,
)
_SIZED = re.compile(
    r"\s*[\d.]+(?:e[+]?\d{1,2})?\s*(?:px|pt|pc|mm|cm|in|em|ex|%)?\s*", re.IGNORECASE
)
_INSIDE = re.compile(r"url\(\s*[\"']?#([^\"')\s]+)")
_DATA = re.compile(r"\s*data:image/(?:png|jpeg|jpg|gif)(?:;[^,]*)?;base64,", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?[\d.]+(?:e[-+]?\d+)?", re.IGNORECASE)
_LARGEST = 1_000_000.0
"""Units that a logo may be wide or high."""
_PHOTOGRAPHS = frozenset({".jpg", ".jpeg", ".png"})
_MODES = frozenset({"L", "LA", "P", "RGB", "RGBA", "1"})
"""Kinds of colours that all files may have; those of four inks are not of the archive's colour space."""
_FETCHED = "asks for something outside of itself"


class UnfitLogo(Refusal):
    """A logo that cannot stand on a page; its words follow the name of its file."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message, advice, code="unfit-logo")


class UnfitPicture(Refusal):
    """A photograph that cannot stand on a page; its words follow the name of its file."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message, advice, code="unfit-picture")


def logo_fault(file: Snapshot) -> Refusal | None:
    """What is wrong with a logo, in words that follow its name; ``None`` where nothing is."""
    try:
        with library_call(lambda why: UnfitLogo(f"cannot be read: {why}", "export it again")):
            if file.ending == ".png":
                _check_picture(file.content, is_png=True)
            elif file.ending == ".svg":
                _check_drawing(file.content)
            else:
                raise UnfitLogo("is neither an SVG nor a PNG file", "export it as PNG or SVG")
    except BudgetSpent as error:
        return Refusal(f"asks for much: {error}", error.advice, code=error.code)
    except Refusal as error:
        return error
    return None


def picture_fault(file: Snapshot) -> Refusal | None:
    """What is wrong with a photograph, in words that follow its name; ``None`` where nothing is."""
    try:
        with library_call(lambda why: UnfitPicture(f"cannot be read: {why}", "export it again")):
            if file.ending not in _PHOTOGRAPHS:
                raise UnfitPicture("is neither a JPEG nor a PNG file", "export it as JPEG or PNG")
            _check_picture(file.content, is_png=file.ending == ".png")
            with Image.open(BytesIO(file.content)) as picture:
                if picture.format not in {"JPEG", "PNG"}:
                    raise UnfitPicture(f"holds {picture.format} data", "export it as JPEG or PNG")
                if picture.mode not in _MODES:
                    advice = "export it in RGB (sRGB), 8 bits a channel"
                    raise UnfitPicture(f"has colours of the kind {picture.mode}", advice)
    except BudgetSpent as error:
        return Refusal(f"asks for much: {error}", error.advice, code=error.code)
    except Refusal as error:
        return error
    return None


def _check_picture(content: bytes, *, is_png: bool) -> None:
    if is_png and not content.startswith(_PNG):
        raise UnfitLogo("is no PNG picture", "export it as PNG or SVG")
    with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(content)) as picture:
        width, height = picture.size
        Budget.PIXELS.check(width * height)
        with _no_part_missing():
            picture.load()


@contextmanager
def _no_part_missing() -> Iterator[None]:
    """Within, a picture that was cut short is refused; the layout library has such ones filled up."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _check_drawing(content: bytes) -> None:
    if _OUTSIDE.search(content):
        raise UnfitLogo(_FETCHED, "embed it: nothing is fetched")
    try:
        root = ET.fromstring(content)  # noqa: S314  (no entities are declared in it)
    except ET.ParseError as error:
        raise UnfitLogo(f"is no SVG that can be read: {error}", "export it again") from None
    if root.tag != _SVG_NAME:
        raise UnfitLogo("is no SVG picture", "export it as SVG")
    if "viewBox" not in root.attrib and not all(
        _SIZED.fullmatch(root.get(side, "")) for side in ("width", "height")
    ):
        raise UnfitLogo("has neither a viewBox nor a width and height", "export it with a viewBox")
    for one in root.iter():
        _check_sizes(one)
        for address in _addresses(one):
            if not address.startswith("#"):
                _check_embedded(address)
    Budget.SHAPES.check(_Uses(root).of_all())


def _check_sizes(element: ET.Element) -> None:
    for key in ("width", "height", "x", "y", "r", "rx", "ry", "viewBox", "transform"):
        for number in _NUMBER.findall(element.get(key, "")):
            try:
                size = abs(float(number))
            except ValueError:
                continue
            if not size <= _LARGEST:
                raise UnfitLogo(f"has a {key} of {number}", "export it in a usual size")


def _check_embedded(address: str) -> None:
    """A picture within the drawing is one of pixels: another drawing could hold itself."""
    begins = _DATA.match(address)
    if not begins:
        raise UnfitLogo("holds something that is neither PNG, JPEG nor GIF", "draw it in the SVG")
    try:
        content = base64.b64decode(address[begins.end() :], validate=False)
    except binascii.Error:
        raise UnfitLogo("holds a picture that is broken", "export it again") from None
    _check_picture(content, is_png=False)


def _addresses(element: ET.Element) -> Iterator[str]:
    return (value for key, value in element.attrib.items() if key.rpartition("}")[2] == "href")


class _Uses:
    """Counts the shapes of a drawing, those that are used again each time."""

    def __init__(self, root: ET.Element) -> None:
        self._root = root
        self._named = {name: one for one in root.iter() if (name := one.get("id"))}
        self._known: dict[ET.Element, int] = {}
        self._open: set[ET.Element] = set()

    def of_all(self) -> int:
        """How many shapes are drawn in all."""
        return self._of(self._root, 0)

    def _of(self, element: ET.Element, depth: int) -> int:
        Budget.NESTING.check(depth)
        if element in self._known:
            return self._known[element]
        if element in self._open:
            raise UnfitLogo("draws itself within itself", "export it again")
        self._open.add(element)
        total = 1 + sum(self._of(one, depth + 1) for one in element)
        for name, times in self._referred(element):
            if name in self._named:
                total += times * self._of(self._named[name], depth + 1)
        Budget.SHAPES.check(total)
        self._open.discard(element)
        self._known[element] = total
        return total

    @staticmethod
    def _referred(element: ET.Element) -> Iterator[tuple[str, int]]:
        """What an element draws that stands elsewhere, and how often."""
        for address in _addresses(element):
            if address.startswith("#"):
                yield address[1:], 1
        corners = len(_NUMBER.findall(element.get("d", "") + element.get("points", ""))) // 2 + 1
        for key, value in element.attrib.items():
            for name in _INSIDE.findall(value):
                yield name, corners if "marker" in key or "marker" in value else 1
