"""``brand:`` of ``config/project.yaml``: the house that publishes, with its typefaces and logo."""

from __future__ import annotations

from string import Formatter
from typing import Literal

from pydantic import Field, field_validator

from briefing.core.problems import Refusal
from briefing.project.declared import Declared, PathField
from briefing.project.imprint_schema import Imprint

RUNNING = ("name", "title", "period", "date", "author")
"""What a running head or foot may name in braces."""


class FontFiles(Declared):
    """The files of one typeface: TTF or OTF, within the project."""

    regular: PathField
    """Upright, weight 400."""
    italic: PathField = ""
    """Italic, weight 400."""
    semibold: PathField = ""
    """Upright, weight 600."""
    bold: PathField = ""
    """Upright, weight 700; needed for the sans."""


class BrandFonts(Declared):
    """Typefaces of the house; where one is left out, the shipped one stays."""

    text: FontFiles | None = None
    """For running text."""
    sans: FontFiles | None = None
    """For headings, tables, captions and figures."""


class TypographyRules(Declared):
    """How signs are set that authors type plainly: quotes, apostrophes, dashes, primes, spaces."""

    signs: Literal["set", "typed"] = "set"
    """``set``: as the language wants them, ``“growth”`` for ``"growth"``; ``typed``: as they stand in the YAML.
    A backslash before one keeps that one."""
    dash: Literal["en", "em"] = "en"
    """What ``--``, or a hyphen between spaces, becomes: an en dash with spaces, or an em dash without."""


class Brand(Declared):
    """The house that publishes."""

    name: str = ""
    """Printed at the head of the first page and at the foot of all; nothing where left out."""
    logo: PathField = ""
    """SVG or PNG file within the project, which stands in place of the name on the first page."""
    logo_alt: str = ""
    """What the logo says to those who cannot see it; the name where left out."""
    accent: str = Field(default="#7a3b10", pattern=r"^#[0-9a-fA-F]{6}$")
    """The one accent colour, as ``#rrggbb``."""
    fonts: BrandFonts = BrandFonts()
    """Typefaces of the house."""
    url: str = Field(
        default="", pattern=r"^https?://[^\s\"'<>?#]+$", examples=["https://example.org/briefs/"]
    )
    """Address of the folder where briefs are published; pages say by it where they are."""
    page: Literal["A4", "Letter"] = "A4"
    """Page size."""
    head: str = ""
    """Running head: words with ``{name}``, ``{title}``, ``{period}``, ``{date}``, ``{author}``."""
    foot: str = ""
    """Running foot, with the same; the page number stands beside it."""

    typography: TypographyRules = TypographyRules()
    """How quotes, dashes and the like are set that authors type plainly."""
    imprint: Imprint = Imprint()
    """What all briefs say of themselves at their end: series, licence, disclaimer, contact."""

    def files(self) -> dict[tuple[str, ...], str]:
        """The files that it names, by the keys below ``brand`` that name them."""
        faces = {"text": self.fonts.text, "sans": self.fonts.sans}
        named: dict[tuple[str, ...], str] = {("logo",): self.logo}
        for face, files in faces.items():
            for weight, path in (files.model_dump() if files else {}).items():
                named["fonts", face, weight] = path
        return {keys: path for keys, path in named.items() if path}

    @field_validator("head", "foot")
    @classmethod
    def _known_blanks(cls, text: str) -> str:
        known = ", ".join(f"{{{name}}}" for name in RUNNING)
        try:
            blanks = [found[1:] for found in Formatter().parse(text) if found[1] is not None]
        except ValueError:
            blanks = [("", "", None)]
        if any(name not in RUNNING or form or turned for name, form, turned in blanks):
            raise Refusal(f"it may hold {known}, and no other braces", code="unknown-placeholder")
        return text
