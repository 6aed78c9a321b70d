"""What the house puts on every page: its logo, typefaces, and running head and foot.

Takes the style of the house as declared; gives all that pages need of it, with what cannot be used
told with its place.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from briefing.core.document import Document
from briefing.core.house_style import FontFamily, HouseStyle, NamedFile
from briefing.core.problems import ProblemLog
from briefing.core.resources import FONTS, HOUSE_SANS, HOUSE_SERIF
from briefing.core.seen_files import Snapshot
from briefing.core.text_nodes import plain
from briefing.core.workspace import Kind, NotRead, Workspace
from briefing.writers.house.chart_style import FontFile, Style
from briefing.writers.house.font_check import font_fault
from briefing.writers.house.fonts import Face, Role, Typefaces, typefaces
from briefing.writers.house.logo_check import logo_fault

_LONGEST_TITLE = 100
"""Letters of a title in a running head, which has one line."""
_FEW_WORDS = 7
"""Words of a title that stand there alone: more would look like text that readers are kept from."""
_SHORTEST_END = 4
"""Letters that the last word of a cut title has at least: "of the ..." is no end."""


@dataclass(frozen=True, slots=True)
class House:
    """All that pages need of the house, read and checked."""

    faces: Typefaces
    accent: str = Style().accent
    logo: str = ""
    """The logo as a ``data:`` address; empty where there is none."""
    logo_alt: str = ""
    head: str = ""
    """Words of the running head, with names in braces; empty for the usual ones."""
    foot: str = ""
    url: str = ""
    """Address of the folder where its briefs are published; empty where that is not known."""

    @property
    def style(self) -> Style:
        """How charts look in this house: its accent, and its sans as far as it has one."""
        own = tuple(
            FontFile(face.file.real, face.weight, face.file.sha256)
            for face in self.faces.faces
            if not face.shipped and (face.role, face.slant) == ("sans", "normal")
        )
        return Style(accent=self.accent, own=own)

    def running_head(self, document: Document) -> str:
        """The words of the head of this brief: those of the house, or else a few of its title."""
        if self.head:
            return _filled(self.head, document)
        return document.short_title or cut_title(plain(document.title), _FEW_WORDS)

    def running_foot(self, document: Document) -> str:
        """The words of the house for the foot of this brief; empty for the usual ones."""
        return _filled(self.foot, document)


def shipped_house() -> House:
    """No logo, the shipped typefaces, the usual head and foot."""
    return House(typefaces(Workspace(FONTS)))


def house_of(style: HouseStyle, workspace: Workspace, log: ProblemLog) -> House:
    """The house with its files; what cannot be used goes to the log and is left out."""
    reader = _Reader(workspace, log)
    own = tuple(reader.faces(style))
    alt = style.logo_alt or style.name
    return House(
        faces=typefaces(workspace.beside(FONTS)).with_own(own),
        accent=style.accent,
        logo=reader.logo(style.logo, alt) if style.logo else "",
        logo_alt=alt,
        head=style.head,
        foot=style.foot,
        url=style.url,
    )


class _Reader:
    """Reads the files of a house."""

    def __init__(self, workspace: Workspace, log: ProblemLog) -> None:
        self.workspace, self.log = workspace, log

    def logo(self, given: NamedFile, alt: str) -> str:
        file = self._file(given, Kind.LOGO, "the logo")
        if file is None:
            return ""
        if fault := logo_fault(file):
            self.log.refuse(given.place, fault, f"the logo '{given.name}' {fault}")
            return ""
        if not alt:
            self.log.add(
                given.place,
                f"the logo '{given.name}' says nothing to those who cannot see it",
                "give the brand a 'name', or words of its own by 'logo_alt'",
                code="unfit-logo",
            )
        kind = "svg+xml" if file.ending == ".svg" else "png"
        return f"data:image/{kind};base64," + base64.b64encode(file.content).decode("ascii")

    def faces(self, style: HouseStyle) -> Iterator[Face]:
        if style.text:
            yield from self._family(style.text, "serif", HOUSE_SERIF)
        if style.sans:
            if not style.sans.bold:
                self.log.add(
                    style.sans.place,
                    "the sans of the house has no 'bold'",
                    "headings need it",
                    code="unfit-font",
                )
            yield from self._family(style.sans, "sans", HOUSE_SANS)

    def _family(self, files: FontFamily, role: Role, family: str) -> Iterator[Face]:
        known: tuple[tuple[NamedFile | None, int, Literal["normal", "italic"]], ...] = (
            (files.regular, 400, "normal"),
            (files.italic, 400, "italic"),
            (files.semibold, 600, "normal"),
            (files.bold, 700, "normal"),
        )
        for given, weight, slant in known:
            file = self._file(given, Kind.FONT, "the font") if given else None
            if given is None or file is None:
                continue
            if fault := font_fault(file.content):
                message, advice = fault
                said = f"the font '{given.name}' cannot be used: {message}"
                self.log.add(given.place, said, advice, code="unfit-font")
                continue
            yield Face(file, family, weight, slant, role, shipped=False)

    def _file(self, given: NamedFile, kind: Kind, what: str) -> Snapshot | None:
        """The file of that name within the project; else the log tells what is the matter."""
        try:
            return self.workspace.read(given.name, kind)
        except NotRead as error:
            error.tell(given.place, self.log, what)
            return None


def _filled(words: str, document: Document) -> str:
    return words.format_map(
        {
            "name": document.brand,
            "title": document.short_title or cut_title(plain(document.title)),
            "period": document.period_label,
            "date": document.date,
            "author": document.author,
        }
    )


def cut_title(title: str, words: int = _LONGEST_TITLE) -> str:
    """A title as a running head has it: whole, or so many words that no figure and no phrase is broken."""
    every = title.split()
    if len(title) <= _LONGEST_TITLE and len(every) <= words:
        return title
    kept = every[:words]
    while len(" ".join(kept)) > _LONGEST_TITLE or _ends_badly(kept):
        kept.pop()
    return (" ".join(kept).rstrip(",;:–—-") or title[: _LONGEST_TITLE - 1]) + "…"


def _ends_badly(words: Sequence[str]) -> bool:
    """Whether what follows belongs to the last word: a number has its unit there, "of the" its noun."""
    return len(words) > 1 and (
        len(words[-1]) < _SHORTEST_END or any(one.isdigit() for one in words[-1])
    )
