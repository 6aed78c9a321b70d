"""The shipped typefaces: font files in a folder to CSS ``@font-face`` rules for page and screen."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from briefing.errors import Problem, UnusableInput

SCHEME = "briefing-font"
"""URL scheme of fonts in pages for print: no path of this machine gets into a page."""

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

    @property
    def role(self) -> Literal["serif", "sans"]:
        """Text is set in the serif, figures, tables and headings in the sans."""
        return "serif" if "Serif" in self.family else "sans"


@dataclass(frozen=True, slots=True)
class Typefaces:
    """The faces that pages are set in, and the names of their two families."""

    faces: tuple[Face, ...]
    serif: str
    sans: str


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
                )
            ]
        )
    names = {face.role: face.family for face in faces}
    return Typefaces(faces, names["serif"], names["sans"])


def rules_for_print(fonts: Typefaces) -> str:
    """``@font-face`` rules that name files; :func:`font_bytes` answers for them."""
    return "\n".join(
        _rule(face, f"url({SCHEME}:{face.path.name}) format('truetype')") for face in fonts.faces
    )


def rules_for_screen(folder: Path) -> str:
    """``@font-face`` rules that carry the WOFF2 files; empty where none are shipped."""
    return "\n".join(
        _rule(face, f"url(data:font/woff2;base64,{encoded}) format('woff2')")
        for face in _faces(folder, ".woff2")
        for encoded in [base64.b64encode(face.path.read_bytes()).decode("ascii")]
    )


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
            yield Face(path, _spaced(found["family"]), _WEIGHTS[weight], slant)


def _spaced(name: str) -> str:
    """``SourceSans3`` to ``Source Sans 3``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z0-9])", " ", name)
