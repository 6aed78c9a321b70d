"""The typefaces of a page: font files, shipped and of the house, to CSS ``@font-face`` rules."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Literal

from briefing.core.problems import Problem, UnusableInput

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

    path: Path
    family: str
    weight: int
    slant: Literal["normal", "italic"]
    role: Role
    shipped: bool = True
    sha256: str = ""
    """Of a font of the house, whose file may be replaced while a watch is on."""

    @property
    def name(self) -> str:
        """What a page for print calls it."""
        return f"{self.family.replace(' ', '-')}-{self.weight}-{self.slant}"


@dataclass(frozen=True, slots=True)
class Typefaces:
    """The faces that pages are set in, and the names of their families, the first choice first."""

    faces: tuple[Face, ...]
    serif: tuple[str, ...]
    sans: tuple[str, ...]

    def with_own(self, own: tuple[Face, ...]) -> Typefaces:
        """The faces of a house before these; these stay for what its faces lack."""
        first = {face.role: (face.family,) for face in own}
        return Typefaces(
            (*own, *self.faces),
            (*first.get("serif", ()), *self.serif),
            (*first.get("sans", ()), *self.sans),
        )


def typefaces(folder: Path, suffix: str = ".ttf") -> Typefaces:
    """The faces in ``folder``; raises :class:`UnusableInput` where one that is needed is missing.

    The check comes first because the layout library crashes the process when it finds no font.
    """
    faces = tuple(_faces(folder, suffix))
    known = {(face.role, face.weight, face.slant) for face in faces}
    missing = [" ".join(map(str, need)) for need in _NEEDED if need not in known]
    if missing:
        raise UnusableInput(
            [
                Problem(
                    None,
                    f"font files are missing in {folder}: {', '.join(missing)}",
                    "install the package again; its fonts belong to it",
                    code="missing-fonts",
                )
            ]
        )
    names = {face.role: (face.family,) for face in faces}
    return Typefaces(faces, names["serif"], names["sans"])


def rules_for_print(fonts: Typefaces) -> str:
    """``@font-face`` rules that name faces, for which the PDF writer has the files."""
    kinds = {".otf": "opentype"}
    return "\n".join(
        _rule(
            face, f"url({SCHEME}:{face.name}) format('{kinds.get(face.path.suffix, 'truetype')}')"
        )
        for face in fonts.faces
    )


def rules_for_screen(fonts: Typefaces) -> str:
    """``@font-face`` rules that carry the fonts themselves as WOFF2."""
    own = [face for face in fonts.faces if not face.shipped]
    folders = sorted({face.path.parent for face in fonts.faces if face.shipped})
    shipped = [face for folder in folders for face in _faces(folder, ".woff2")]
    return "\n".join(
        _rule(face, f"url(data:font/woff2;base64,{encoded}) format('woff2')")
        for face in (*own, *shipped)
        for encoded in [base64.b64encode(_as_woff2(face)).decode("ascii")]
    )


@lru_cache(maxsize=16)
def _as_woff2(face: Face) -> bytes:
    if face.path.suffix == ".woff2":
        return face.path.read_bytes()
    from fontTools.ttLib import TTFont

    stream = BytesIO()
    with TTFont(face.path, recalcTimestamp=False) as font:
        font.flavor = "woff2"
        font.save(stream)
    return stream.getvalue()


def _rule(face: Face, source: str) -> str:
    return (
        f"@font-face {{ font-family: '{face.family}'; font-weight: {face.weight}; "
        f"font-style: {face.slant}; font-display: swap; src: {source}; }}"
    )


def _faces(folder: Path, suffix: str) -> Iterator[Face]:
    for path in sorted(folder.glob(f"*{suffix}")):
        if (found := _NAME.fullmatch(path.stem)) and (found["weight"] or found["slant"]):
            weight = (found["weight"] or "Regular").capitalize()
            slant: Literal["normal", "italic"] = "italic" if found["slant"] else "normal"
            family = _spaced(found["family"])
            role: Role = "serif" if "Serif" in family else "sans"
            yield Face(path, family, _WEIGHTS[weight], slant, role)


def _spaced(name: str) -> str:
    """``SourceSans3`` to ``Source Sans 3``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z0-9])", " ", name)
