"""Makes the font files of few letters that pages for screens carry, from those of all letters.

Run it after a font or :data:`briefing.writers.house.fonts.LETTERS` changed: sh scripts/fonts
"""

from __future__ import annotations

from fontTools import subset

from briefing.core.resources import FONTS
from briefing.writers.house.fonts import LETTERS

FEATURES = ["kern", "liga", "tnum", "lnum", "mark", "ccmp", "locl"]


def main() -> None:
    """Write every file anew."""
    whole = [path for path in sorted(FONTS.glob("*.woff2")) if path.name.count(".") == 1]
    for path in whole:
        for letters in LETTERS:
            if not letters.name:
                continue
            options = subset.Options(flavor="woff2", hinting=False, recalc_timestamp=False)
            options.layout_features, options.name_IDs = FEATURES, [1, 2]
            font = subset.load_font(str(path), options)
            cut = subset.Subsetter(options)
            cut.populate(unicodes=letters.codes)
            cut.subset(font)
            subset.save_font(font, str(path.with_suffix("")) + letters.suffix, options)


if __name__ == "__main__":
    main()
