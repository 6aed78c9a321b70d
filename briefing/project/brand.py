"""The brand of a project to the style of its house, every file with the place that names it."""

from __future__ import annotations

from briefing.core.house_style import FontFamily, HouseStyle, NamedFile
from briefing.project.brand_schema import Brand, FontFiles
from briefing.project.declared import Places


def house_style(brand: Brand, places: Places) -> HouseStyle:
    """The style; ``places`` are those of ``config/project.yaml``."""
    logo = NamedFile(brand.logo, places.of("brand", "logo")) if brand.logo else None
    return HouseStyle(
        name=brand.name,
        accent=brand.accent,
        logo=logo,
        logo_alt=brand.logo_alt,
        text=_family(brand.fonts.text, "text", places),
        sans=_family(brand.fonts.sans, "sans", places),
        head=brand.head,
        foot=brand.foot,
        url=brand.url,
    )


def _family(files: FontFiles | None, key: str, places: Places) -> FontFamily | None:
    if files is None:
        return None
    where = ("brand", "fonts", key)

    def named(path: str, face: str) -> NamedFile | None:
        return NamedFile(path, places.of(*where, face)) if path else None

    return FontFamily(
        places.of(*where),
        regular=named(files.regular, "regular"),
        italic=named(files.italic, "italic"),
        semibold=named(files.semibold, "semibold"),
        bold=named(files.bold, "bold"),
    )
