"""What the layout library works out again and again, remembered: the same pages in less time.

A brief is laid out up to three times, and its texts and style sheets are there each time; tables ask
for the width of a cell more than once. What is remembered ends with the brief, so that no brief
hangs on those that were made before it; style sheets alone, whose rules hang on nothing but their
text, are kept for the next one too. Within :func:`remembering` the library's functions answer a question that was asked before as they did
then. All that is changed in the library is changed here, for the versions that it was made for;
with others, or without a :class:`Memory`, the library works as it is, and its pages are the same to
the byte. The library is imported where it is replaced, which nobody does who sets no page.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from functools import cache, lru_cache
from importlib.metadata import version
from math import inf
from operator import itemgetter
from threading import RLock
from types import ModuleType
from typing import Protocol

_MADE_FOR = {"weasyprint": "70.0", "pydyf": "0.13.0"}
_MOST_LINES = 20_000
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
_LENGTHS = (
    *(
        f"{kind}_{side}"
        for kind in ("margin", "padding")
        for side in ("left", "right", "top", "bottom")
    ),
    *(f"{least}{way}" for way in ("width", "height") for least in ("", "min_", "max_")),
)
_BORDERS = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))
_NOT_APART = ("@layer", "@import", "@counter-style", "@color-profile")
"""What a style sheet may hold that reaches beyond it."""
_FACE = re.compile(r"@font-face\s*\{[^{}]*\}")
"""A rule that adds a file to the fonts of a document."""
_MOST_SHEETS = 16
"""How many style sheets are kept for the next brief; a design has one or two."""

_font_of = itemgetter(*_OF_FONT)
_line_of = itemgetter(*_OF_LINE)
_lengths_of = itemgetter(*_LENGTHS)
_lock = RLock()


class _Fonts(Protocol):
    """The fonts of a document, as the library holds them."""


class _Style(Protocol):
    """The computed style of a box."""

    font_config: _Fonts

    def __getitem__(self, name: str) -> object: ...


class _StyledBox(Protocol):
    style: _Style


class _ShapedText(Protocol):
    """A line of text as it was shaped, to be painted."""

    max_width: float | None


Line = tuple[_ShapedText, int, int | None, float, float, float]
"""A line: its text, how many bytes that are, where the next one begins, width, height, baseline."""


class _Lines:
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

    def keep(self, width: float | None, line: Line) -> None:
        """Keep how it was broken in that width."""
        wide = inf if width is None else width
        _, _, rest, needed, _, _ = line
        if rest is None and needed <= wide and (self.whole is None or wide < self.enough):
            self.enough, self.whole = wide, line
        else:
            self.by_width[width] = line


class Memory:
    """What is remembered of one brief, whose layouts are all set in the typefaces of its house."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Begin anew."""
        self._fonts: _Fonts | None = None
        self._lines: dict[tuple[object, ...], _Lines] = {}
        self._descriptions: dict[tuple[object, ...], object] = {}
        self._sheets: dict[tuple[object, ...], object] = {}

    @property
    def fonts(self) -> _Fonts:
        """The fonts of the brief, as the library holds them."""
        if self._fonts is None:
            from weasyprint.text.fonts import FontConfiguration

            self._fonts = FontConfiguration()
        return self._fonts

    def broken(self, plain: Callable[..., Line]) -> Callable[..., Line]:
        """The library's breaking of a line, which asks each question once."""

        def split_first_line(
            text: str,
            style: _Style,
            context: object,
            max_width: float | None,
            justification_spacing: float,
            is_line_start: bool = True,  # noqa: FBT002 - the library's own signature
            minimum: bool = False,  # noqa: FBT002
        ) -> Line:
            options = (justification_spacing, is_line_start, minimum)
            if style.font_config is not self._fonts:
                return plain(text, style, context, max_width, *options)
            question = (text, _families(style), _line_of(style), options)
            try:
                known = self._lines.get(question)
            except TypeError:  # lines above or below the text are a set, which is no question
                return plain(text, style, context, max_width, *options)
            if known is None:
                if len(self._lines) >= _MOST_LINES:
                    self._lines.clear()
                known = self._lines[question] = _Lines()
            line = known.line(max_width)
            if line is None:
                line = plain(text, style, context, max_width, *options)
                known.keep(max_width, line)
            shaped = copy(line[0])  # what is painted may be cut there
            shaped.max_width = max_width
            return (shaped, *line[1:])

        return split_first_line

    def described(self, plain: Callable[[_Style], object]) -> Callable[[_Style], object]:
        """The library's description of a font, made once for each."""

        def get_font_description(style: _Style) -> object:
            question = (_families(style), _font_of(style))
            found = self._descriptions.get(question)
            if found is None:
                found = self._descriptions[question] = plain(style)
            return found

        return get_font_description

    def parsed(self, plain: Callable[..., object]) -> Callable[..., object]:
        """The library's reading of a style sheet, each once where it stands for itself.

        Its typefaces are added to the fonts of the brief, once too.
        """

        def style_sheet(string: str | None = None, **options: object) -> object:
            if string is None or any(word in string for word in _NOT_APART):
                return plain(string=string, **options)
            question = (string, options.get("base_url"), options.get("media_type"))
            found = self._sheets.get(question)
            if found is None:
                if faces := "".join(_FACE.findall(string)):
                    plain(string=faces, **options)
                found = self._sheets[question] = _sheet(plain, _FACE.sub("", string), *question[1:])
            return found

        return style_sheet


@lru_cache(_MOST_SHEETS)
def _sheet(
    plain: Callable[..., object], string: str, base_url: object, media_type: object
) -> object:
    """A style sheet without typefaces, as the library reads it."""
    return plain(string=string, base_url=base_url, media_type=media_type)


def _families(style: _Style) -> tuple[object, ...]:
    return tuple(style["font_family"])  # type: ignore[arg-type]


def _resolved(plain: Callable[..., None]) -> Callable[..., None]:
    """The library's lengths of a box, worked out once for all boxes of a style that has no percentages."""
    from weasyprint.formatting_structure.boxes import PageBox

    def resolve_percentages(box: _StyledBox, containing_block: object) -> None:
        style = box.style
        known: Mapping[str, object] | None = getattr(style, "known_lengths", None)
        if known is not None:
            vars(box).update(known)
            return
        plain(box, containing_block)
        if known is None and not isinstance(box, PageBox) and _is_fixed(style):
            names = (*_LENGTHS, *_BORDERS)
            style.known_lengths = {name: getattr(box, name) for name in names}  # type: ignore[attr-defined]

    return resolve_percentages


def _is_fixed(style: _Style) -> bool:
    """Whether the lengths of a style are the same in any place."""
    lengths: tuple[object, ...] = _lengths_of(style)
    return style["border_collapse"] != "collapse" and all(
        one == "auto" or getattr(one, "unit", None) == "px" for one in lengths
    )


def _written(plain: Callable[[object], bytes]) -> Callable[[object], bytes]:
    """The bytes of what is written into a file, the frequent kinds first."""

    def to_bytes(item: object) -> bytes:
        match item:
            case bytes():
                return item
            case str():
                return item.encode("ascii")
            case _:
                return plain(item)

    return to_bytes


@cache
def is_made_for_these() -> bool:
    """Whether the libraries are those that this was made for."""
    return all(version(name) == known for name, known in _MADE_FOR.items())


@contextmanager
def remembering(memory: Memory | None) -> Iterator[None]:
    """Within, the library remembers; where that fails, nothing of it is kept."""
    if memory is None or not is_made_for_these():
        yield
        return
    with _lock:
        before = [(module, name, getattr(module, name)) for module, name in _places()]
        try:
            for module, name, made in list(_replaced(memory)):
                setattr(module, name, made)
            yield
        except BaseException:
            memory.forget()
            _sheet.cache_clear()
            raise
        finally:
            for module, name, plain in before:
                setattr(module, name, plain)


def _replaced(memory: Memory) -> Iterator[tuple[ModuleType, str, object]]:
    """The functions that answer from memory, each with where the library looks for it."""
    makers: Mapping[str, Callable[..., object]] = {
        "split_first_line": memory.broken,
        "get_font_description": memory.described,
        "CSS": memory.parsed,
        "resolve_percentages": _resolved,
        "_to_bytes": _written,
    }
    made: dict[str, object] = {}
    for module, name in _places():
        if name not in made:
            made[name] = makers[name](getattr(module, name))
        yield module, name, made[name]


@cache
def _places() -> tuple[tuple[ModuleType, str], ...]:
    """Where the library looks for what is replaced: its modules know each other's functions by name."""
    import pydyf
    from weasyprint import css
    from weasyprint.layout import percent
    from weasyprint.text import line_break

    found = [(line_break, "get_font_description"), (css, "CSS"), (pydyf, "_to_bytes")]
    for home, name in ((line_break, "split_first_line"), (percent, "resolve_percentages")):
        plain = getattr(home, name)
        users = [one for key, one in sorted(sys.modules.items()) if key.startswith("weasyprint")]
        found += [(one, name) for one in users if vars(one).get(name) is plain]
    return tuple(found)
