"""How the layout library broke its texts into lines, kept: each text of a style, in each width that it had.

These stand in the place of the library's functions while :mod:`briefing.writers.pdf.remembered` lets them.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from operator import itemgetter
from typing import Protocol

_MOST_LINES = 12_000
"""How many texts are remembered; with one more, all are forgotten."""
_OF_FONT = (
    "font_style",
    "font_stretch",
    "font_weight",
    "font_size",
    "font_variant_caps",
    "font_variation_settings",
)
"""Besides the families, what the description of a font hangs on."""
_OF_LINE = (
    *_OF_FONT,
    "font_kerning",
    "font_variant_ligatures",
    "font_variant_position",
    "font_variant_numeric",
    "font_variant_alternates",
    "font_variant_east_asian",
    "font_feature_settings",
    "font_language_override",
    "lang",
    "direction",
    "text_decoration_line",
    "white_space",
    "letter_spacing",
    "word_spacing",
    "overflow_wrap",
    "word_break",
    "tab_size",
    "hyphens",
    "hyphenate_limit_chars",
    "hyphenate_limit_zone",
    "hyphenate_character",
)
"""Besides the families, what the shape of a line and the place of its end hang on."""

_font_of = itemgetter(*_OF_FONT)
_line_of = itemgetter(*_OF_LINE)


class Fonts(Protocol):
    """The fonts of a document, as the library holds them."""

    def __del__(self) -> None: ...


class Style(Protocol):
    """The computed style of a box; what was found out of it is noted beside its values."""

    font_config: Fonts
    way_of_text: _Way | None

    def __getitem__(self, name: str) -> object: ...


class ShapedText(Protocol):
    """A line of text as it was shaped, to be painted."""

    max_width: float | None


Line = tuple[ShapedText, int, int | None, float, float, float]
"""A line: its text, how many bytes that are, where the next one begins, width, height, baseline."""


class Widths:
    """How one text of one style was broken, by the width that it had."""

    __slots__ = ("by_width", "enough", "whole")

    def __init__(self) -> None:
        self.enough = inf
        """The least width known in which the whole text stands on one line."""
        self.whole: Line | None = None
        """That line."""
        self.by_width: dict[float | None, Line] = {}

    def line(self, width: float | None) -> Line | None:
        """What is known of that width: a text that fits is set alike wherever there is more room."""
        if self.whole and (width is None or width >= self.enough):
            return self.whole
        return self.by_width.get(width)

    def keep(self, width: float | None, line: Line, last_space: float = 0.0) -> None:
        """Keep how it was broken in that width.

        ``last_space`` is what a space at its end may take at most: in less room it hangs over the edge
        and takes none, and with more room it does.
        """
        wide = inf if width is None else width
        _, _, rest, needed, _, _ = line
        is_whole = rest is None and needed + last_space <= wide
        if is_whole and (self.whole is None or wide < self.enough):
            self.enough, self.whole = wide, line
        else:
            self.by_width[width] = line


class _Way:
    """A way to set text, as many styles have it, and the texts that were set so."""

    __slots__ = ("home", "texts")

    def __init__(self, home: KeptLines, texts: dict[tuple[object, ...], Widths] | None) -> None:
        self.home, self.texts = home, texts


class KeptLines:
    """All lines that were broken in the same typefaces."""

    def __init__(self) -> None:
        self.count = 0
        """How many texts are known."""
        self._ways: dict[tuple[object, ...], _Way] = {}
        self._asked_anew = _Way(self, None)
        """Of styles that cannot be asked for by value: lines above or below the text are a set."""
        self._descriptions: dict[tuple[object, ...], object] = {}

    def broken(
        self, plain: Callable[..., Line], of_these: Callable[[Fonts], bool]
    ) -> Callable[..., Line]:
        """The library's breaking of a line, which asks each question once; ``of_these`` tells the fonts."""

        def split_first_line(
            text: str,
            style: Style,
            context: object,
            max_width: float | None,
            justification_spacing: float,
            is_line_start: bool = True,  # noqa: FBT002 - the library's own signature
            minimum: bool = False,  # noqa: FBT002
        ) -> Line:
            texts = self._way(style).texts if of_these(style.font_config) else None
            if texts is None:
                return plain(
                    text, style, context, max_width, justification_spacing, is_line_start, minimum
                )
            question = (text, justification_spacing, is_line_start, minimum)
            known = texts.get(question)
            if known is None:
                if self.count >= _MOST_LINES:
                    self._forget()
                known = texts[question] = Widths()
                self.count += 1
            line = known.line(max_width)
            if line is None:
                line = plain(text, style, context, max_width, *question[1:])
                known.keep(max_width, line, _last_space(text, style))
            kept = line[0]
            shaped = object.__new__(type(kept))  # what is painted may be cut there
            vars(shaped).update(vars(kept))
            shaped.max_width = max_width
            return (shaped, *line[1:])

        return split_first_line

    def described(self, plain: Callable[[Style], object]) -> Callable[[Style], object]:
        """The library's description of a font, made once for each."""

        def get_font_description(style: Style) -> object:
            question = (_families(style), _font_of(style))
            found = self._descriptions.get(question)
            if found is None:
                found = self._descriptions[question] = plain(style)
            return found

        return get_font_description

    def _way(self, style: Style) -> _Way:
        """The way in which a style sets text, noted beside its values."""
        way: _Way | None = getattr(style, "way_of_text", None)
        if way is None or way.home is not self:
            question = (_families(style), _line_of(style))
            try:
                way = self._ways.get(question)
            except TypeError:
                way = self._asked_anew
            if way is None:
                way = self._ways[question] = _Way(self, {})
            style.way_of_text = way
        return way

    def _forget(self) -> None:
        for way in self._ways.values():
            if way.texts:
                way.texts.clear()
        self.count = 0


def _last_space(text: str, style: Style) -> float:
    """The most that spaces at the end of a text take: so many em, and what is put between letters and words."""
    count = len(text) - len(text.rstrip())
    if not count:
        return 0.0
    between = [style[name] for name in ("font_size", "letter_spacing", "word_spacing")]
    sizes = [0.0 if one == "normal" else one for one in between]
    if not all(isinstance(one, int | float) for one in sizes):
        return inf
    return count * sum(abs(one) for one in sizes if isinstance(one, int | float))


def _families(style: Style) -> tuple[object, ...]:
    return tuple(style["font_family"])  # type: ignore[arg-type]
