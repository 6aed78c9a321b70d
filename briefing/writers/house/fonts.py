"""The typefaces of a page: font files, shipped and of the house, to CSS ``@font-face`` rules."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Literal

from fontTools.ttLib import TTFont

from briefing.core.problems import Problem, UnusableInput
from briefing.core.seen_files import Snapshot
from briefing.core.workspace import Kind, Workspace

SCHEME = "briefing-font"
"""URL scheme of fonts in pages for print: no path of this machine gets into a page."""

Role = Literal["serif", "sans"]
"""Text is set in the serif, figures, tables and headings in the sans."""

_WEIGHTS = {"Regular": 400, "Medium": 500, "Semibold": 600, "Bold": 700}
_NAME = re.compile(
    r"(?P<family>[A-Za-z0-9]+)-(?P<weight>Regular|Medium|Semi[Bb]old|Bold)?(?P<slant>It(?:alic)?)?"
)
_NEEDED = (("serif", 400, "normal"), ("sans", 400, "normal"), ("sans", 700, "normal"))


@dataclass(frozen=True, slots=True)
class Face:
    """One font file: ``SourceSerif4-SemiboldIt.ttf`` is Source Serif 4, 600, italic."""

    file: Snapshot
    family: str
    weight: int
    slant: Literal["normal", "italic"]
    role: Role
    shipped: bool = True

    @property
    def name(self) -> str:
        """What a page for print calls it."""
        return f"{self.family.replace(' ', '-')}-{self.weight}-{self.slant}"


@dataclass(frozen=True, slots=True)
class Letters:
    """The characters of a set of font files, which are named for it: ``SourceSansPro-Bold.basic.woff2``."""

    name: str
    """Empty for the files with all characters that a typeface has."""
    ranges: str = ""
    """Its characters as CSS writes them: ``U+20-7E, U+A0-FF``; empty for all."""

    @property
    def codes(self) -> frozenset[int]:
        """The same as code points."""
        found: set[int] = set()
        for one in filter(None, self.ranges.split(", ")):
            first, _, last = one.removeprefix("U+").partition("-")
            found.update(range(int(first, 16), int(last or first, 16) + 1))
        return frozenset(found)

    @property
    def suffix(self) -> str:
        """What the names of its files end with."""
        return f".{self.name}.woff2" if self.name else ".woff2"


LETTERS = (
    Letters(
        "basic",
        "U+20-7E, U+A0, U+A3, U+A7, U+B0-B3, U+B7, U+BD, U+D7, U+F7, U+2013-2014, U+2018-2019, "
        "U+201C-201E, U+2022, U+2026, U+202F, U+2032, U+20AC, U+2192, U+2212, U+2264-2265",
    ),
    Letters(
        "latin",
        "U+A1-A2, U+A4-A6, U+A8-AF, U+B4-B6, U+B8-BC, U+BE-D6, U+D8-F6, U+F8-17F, U+2010-2012, "
        "U+201A, U+2020-2021, U+2030, U+2033, U+2039-203A, U+2082-2083, U+2122, U+2190-2191, "
        "U+2193, U+2206, U+221A, U+221E, U+2248, U+2260",
    ),
    Letters(""),
)
"""English, the further letters of the Latin script, and all; ``sh scripts/fonts`` makes the files."""
FONTS_HERE = "<@fonts>"
"""What stands in a page where its fonts will: no text of a user comes out as this."""


@dataclass(frozen=True, slots=True)
class Typefaces:
    """The faces that pages are set in, and the names of their families, the first choice first."""

    faces: tuple[Face, ...]
    serif: tuple[str, ...]
    sans: tuple[str, ...]
    compressed: tuple[tuple[Letters, tuple[Face, ...]], ...] = ()
    """The shipped faces as pages for screens carry them: those of few letters, then those of all."""

    def with_own(self, own: tuple[Face, ...]) -> Typefaces:
        """The faces of a house before these; these stay for what its faces lack."""
        first = {face.role: (face.family,) for face in own}
        return Typefaces(
            (*own, *self.faces),
            (*first.get("serif", ()), *self.serif),
            (*first.get("sans", ()), *self.sans),
            self.compressed,
        )


def typefaces(folder: Workspace) -> Typefaces:
    """The faces in a folder; raises :class:`UnusableInput` where one that is needed is missing.

    The check comes first because the layout library crashes the process when it finds no font.
    """
    faces = tuple(_faces(folder, ".ttf"))
    known = {(face.role, face.weight, face.slant) for face in faces}
    missing = [" ".join(map(str, need)) for need in _NEEDED if need not in known]
    if missing:
        raise UnusableInput(
            [
                Problem(
                    None,
                    f"font files are missing in {folder.root}: {', '.join(missing)}",
                    "install the package again; its fonts belong to it",
                    code="missing-fonts",
                )
            ]
        )
    names = {face.role: (face.family,) for face in faces}
    compressed = tuple((one, tuple(_faces(folder, one.suffix))) for one in LETTERS)
    return Typefaces(faces, names["serif"], names["sans"], compressed)


def rules_for_print(fonts: Typefaces) -> str:
    """``@font-face`` rules that name faces, for which the PDF writer has the files."""
    kinds = {".otf": "opentype"}
    return "\n".join(
        _rule(
            face, f"url({SCHEME}:{face.name}) format('{kinds.get(face.file.ending, 'truetype')}')"
        )
        for face in fonts.faces
    )


def with_fonts(page: str, fonts: Typefaces, *, needs_italic: bool = True) -> str:
    """A page for screens with the fonts that its text needs, where it has :data:`FONTS_HERE`.

    They are carried as WOFF2: those of the house, and of the shipped ones the files of as few letters
    as will do, since all of them are half a megabyte. Without ``needs_italic`` slanted ones stay away.
    """
    codes = {ord(sign) for sign in set(page) if sign >= " "}
    rules = [_carried(face) for face in fonts.faces if not face.shipped]
    *few, (_, every) = fonts.compressed
    left = codes.difference(*(letters.codes for letters, _ in few))
    if left and left & _drawn(every):
        chosen = [("", face) for face in every]
    else:
        chosen = [
            (letters.ranges, face)
            for letters, faces in few
            for face in faces
            if codes & letters.codes
        ]
    rules += [
        _carried(face, ranges) for ranges, face in chosen if needs_italic or face.slant == "normal"
    ]
    return page.replace(FONTS_HERE, "\n".join(rules))


def _carried(face: Face, ranges: str = "") -> str:
    encoded = base64.b64encode(_as_woff2(face)).decode("ascii")
    return _rule(face, f"url(data:font/woff2;base64,{encoded}) format('woff2')", ranges)


@lru_cache(maxsize=4)
def _drawn(faces: tuple[Face, ...]) -> frozenset[int]:
    """The characters that any of the files has."""
    found: set[int] = set()
    for face in faces:
        with TTFont(BytesIO(face.file.content), lazy=True) as font:
            found.update(font.getBestCmap())
    return frozenset(found)


@lru_cache(maxsize=16)
def _as_woff2(face: Face) -> bytes:
    if face.file.ending == ".woff2":
        return face.file.content

    stream = BytesIO()
    with TTFont(BytesIO(face.file.content), recalcTimestamp=False) as font:
        font.flavor = "woff2"
        font.save(stream)
    return stream.getvalue()


def _rule(face: Face, source: str, ranges: str = "") -> str:
    limit = f" unicode-range: {ranges};" if ranges else ""
    return (
        f"@font-face {{ font-family: '{face.family}'; font-weight: {face.weight}; "
        f"font-style: {face.slant}; font-display: swap; src: {source};{limit} }}"
    )


def _faces(folder: Workspace, suffix: str) -> Iterator[Face]:
    for name in folder.names():
        found = _NAME.fullmatch(name.removesuffix(suffix))
        if found and name.endswith(suffix) and (found["weight"] or found["slant"]):
            weight = (found["weight"] or "Regular").capitalize()
            slant: Literal["normal", "italic"] = "italic" if found["slant"] else "normal"
            family = _spaced(found["family"])
            role: Role = "serif" if "Serif" in family else "sans"
            yield Face(folder.read(name, Kind.FONT), family, _WEIGHTS[weight], slant, role)


def _spaced(name: str) -> str:
    """``SourceSans3`` to ``Source Sans 3``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z0-9])", " ", name)
