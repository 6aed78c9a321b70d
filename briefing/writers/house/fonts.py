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
from briefing.core.workspace import Kind, Snapshot, Workspace

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
class Typefaces:
    """The faces that pages are set in, and the names of their families, the first choice first."""

    faces: tuple[Face, ...]
    serif: tuple[str, ...]
    sans: tuple[str, ...]
    compressed: tuple[Face, ...] = ()
    """The shipped faces as pages for screens carry them."""

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
    return Typefaces(faces, names["serif"], names["sans"], tuple(_faces(folder, ".woff2")))


def rules_for_print(fonts: Typefaces) -> str:
    """``@font-face`` rules that name faces, for which the PDF writer has the files."""
    kinds = {".otf": "opentype"}
    return "\n".join(
        _rule(
            face, f"url({SCHEME}:{face.name}) format('{kinds.get(face.file.ending, 'truetype')}')"
        )
        for face in fonts.faces
    )


def rules_for_screen(fonts: Typefaces) -> str:
    """``@font-face`` rules that carry the fonts themselves as WOFF2."""
    own = [face for face in fonts.faces if not face.shipped]
    return "\n".join(
        _rule(face, f"url(data:font/woff2;base64,{encoded}) format('woff2')")
        for face in (*own, *fonts.compressed)
        for encoded in [base64.b64encode(_as_woff2(face)).decode("ascii")]
    )


@lru_cache(maxsize=16)
def _as_woff2(face: Face) -> bytes:
    if face.file.ending == ".woff2":
        return face.file.content

    stream = BytesIO()
    with TTFont(BytesIO(face.file.content), recalcTimestamp=False) as font:
        font.flavor = "woff2"
        font.save(stream)
    return stream.getvalue()


def _rule(face: Face, source: str) -> str:
    return (
        f"@font-face {{ font-family: '{face.family}'; font-weight: {face.weight}; "
        f"font-style: {face.slant}; font-display: swap; src: {source}; }}"
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
