"""What a house puts on its pages, as declared: words, colour, and files by name. Nothing is read."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.core.problems import Place


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file as the project names it, and where it does."""

    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class FontFamily:
    """The files of one typeface, each for what it is."""

    place: Place
    regular: NamedFile | None = None
    italic: NamedFile | None = None
    semibold: NamedFile | None = None
    bold: NamedFile | None = None


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """The house that publishes."""

    name: str
    accent: str
    """The one colour, as ``#rrggbb``."""
    logo: NamedFile | None = None
    logo_alt: str = ""
    """What the logo says to those who cannot see it; the name where empty."""
    text: FontFamily | None = None
    """The typeface of running text; the shipped one where there is none."""
    sans: FontFamily | None = None
    """That of headings, figures and tables."""
    head: str = ""
    """Words of the running head, with names in braces; empty for the usual ones."""
    foot: str = ""
    url: str = ""
    """Where its briefs are published; empty where that is not known."""
