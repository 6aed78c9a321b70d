"""What the layout library works out again and again, remembered: the same pages in less time.

A brief is laid out up to three times, and its texts and style sheets are there each time; briefs of one
house have the same rules, the same styles, and many texts in common. What is remembered hangs on
nothing but the typefaces, by their rules and their content: pages that are set in the same ones share a
:class:`Memory`, and a page that brings typefaces from elsewhere gets one of its own. Within
:func:`remembering` the library's functions answer a question that was asked before as they did then.
All that is changed in the library is changed here, for the versions that it was made for;
with others, or without a :class:`Memory`, the library works as it is, and its pages are the same to
the byte. The library is imported where it is replaced, which nobody does who sets no page.
"""

from __future__ import annotations

import atexit
import os
import re
import sys
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache
from importlib.metadata import version
from operator import itemgetter
from threading import RLock
from typing import TYPE_CHECKING, Protocol
from weakref import WeakSet

from briefing.writers.house.fonts import Typefaces
from briefing.writers.pdf.kept_lines import Fonts, KeptLines, Style

if TYPE_CHECKING:
    from briefing.writers.pdf.kept_styles import Kept

_MADE_FOR = {"weasyprint": "70.0", "pydyf": "0.13.0", "tinyhtml5": "2.1.0"}
_LENGTHS = (
    *(
        f"{kind}_{side}"
        for kind in ("margin", "padding")
        for side in ("left", "right", "top", "bottom")
    ),
    *(f"{least}{way}" for way in ("width", "height") for least in ("", "min_", "max_")),
)
_BORDERS = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))
_CORNERS = tuple(
    f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left")
)
_NOT_APART = ("@layer", "@import", "@counter-style", "@color-profile")
"""What a style sheet may hold that reaches beyond it."""
_FACE = re.compile(r"@font-face\s*\{[^{}]*\}")
"""A rule that adds a file to the fonts of a document."""
_OF_THE_PAGE = re.compile(r"[0-9.][slpd]?v(w|h|i|b|min|max)\b", re.IGNORECASE)
"""A length that hangs on the page that it stands on."""
_LINKED = re.compile(r"<link\b|@import\b", re.IGNORECASE)
"""What may bring rules from elsewhere."""
_MOST_SHEETS = 16
"""How many style sheets are kept for the next brief; a design has one or two."""
_MOST_MEMORIES = 4
"""How many sets of typefaces are remembered, the last used ones."""
_MOST_WORDS = 20_000

_lengths_of = itemgetter(*_LENGTHS)
_lock = RLock()


class _StyledBox(Protocol):
    style: Style


class Memory:
    """What is remembered of pages that are all set in the same typefaces."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Begin anew."""
        self._fonts: Fonts | None = None
        self._sheets: dict[tuple[object, ...], object] = {}
        self._kept: Kept | None = None
        self._hangs_on_page = False
        self.lines = KeptLines()

    @property
    def fonts(self) -> Fonts:
        """The fonts of the pages, as the library holds them."""
        if self._fonts is None:
            self._fonts = new_fonts()
        return self._fonts

    def replaced(self, name: str, plain: Callable[..., object]) -> object:
        """What stands in the place of one of the library's own."""
        match name:
            case "split_first_line":
                return self.lines.broken(plain, lambda fonts: fonts is self._fonts)  # type: ignore[arg-type]
            case "get_font_description":
                return self.lines.described(plain)
            case "CSS":
                return self.parsed(plain)
            case "StyleFor":
                return self._styled
            case _:
                return _PLAIN_GAINS[name](plain)

    def parsed(self, plain: Callable[..., object]) -> Callable[..., object]:
        """The library's reading of a style sheet, each once where it stands for itself.

        Its typefaces are added to the fonts of the pages, once too.
        """

        def style_sheet(string: str | None = None, **options: object) -> object:
            if string is None or any(word in string for word in _NOT_APART):
                return plain(string=string, **options)
            self._hangs_on_page |= bool(_OF_THE_PAGE.search(string))
            question = (string, options.get("base_url"), options.get("media_type"))
            found = self._sheets.get(question)
            if found is None:
                if faces := "".join(_FACE.findall(string)):
                    plain(string=faces, **options)
                if len(self._sheets) >= _MOST_SHEETS:
                    self._sheets.clear()
                found = self._sheets[question] = _sheet(plain, _FACE.sub("", string), *question[1:])
            return found

        return style_sheet

    def _styled(self, *page: object) -> object:
        """The styles of a page's elements, from those of the pages before where no length forbids it."""
        from briefing.writers.pdf.kept_styles import Kept, KeptStyles

        if self._kept is None or self._hangs_on_page:
            self._kept = Kept()
        return KeptStyles(self._kept, *page)  # type: ignore[arg-type]


_memories: OrderedDict[tuple[object, ...], Memory] = OrderedDict()


def memory_for(html: str, faces: Typefaces) -> Memory:
    """What is remembered of pages in the same typefaces: those of a house, by the rules of this page.

    A page that may bring typefaces from elsewhere gets a memory of its own.
    """
    rules = _FACE.findall(html)
    if len(rules) != html.count("@font-face") or _LINKED.search(html):
        return Memory()
    with _lock:
        memory = _memories.setdefault((faces, *rules), Memory())
        _memories.move_to_end((faces, *rules))
        if len(_memories) > _MOST_MEMORIES:
            _memories.popitem(last=False)
        return memory


def new_fonts() -> Fonts:
    """Fonts as the library holds them, whose copies on disk end with the process that made them."""
    made = _fonts_of_a_process()()
    _on_disk.add(made)
    return made


_on_disk: WeakSet[Fonts] = WeakSet()


@atexit.register
def _remove_copies() -> None:
    for fonts in list(_on_disk):
        fonts.__del__()


@cache
def _fonts_of_a_process() -> type[Fonts]:
    from weasyprint.text.fonts import FontConfiguration

    class OwnFonts(FontConfiguration):  # type: ignore[misc]
        def __init__(self) -> None:
            self._process = os.getpid()
            super().__init__()

        def __del__(self) -> None:
            if self._process == os.getpid():  # a fork has the same files before it
                super().__del__()

    return OwnFonts


@lru_cache(_MOST_SHEETS)
def _sheet(
    plain: Callable[..., object], string: str, base_url: object, media_type: object
) -> object:
    """A style sheet without typefaces, as the library reads it."""
    return plain(string=string, base_url=base_url, media_type=media_type)


def _resolved(plain: Callable[..., None]) -> Callable[..., None]:
    """The library's lengths of a box, worked out once for all boxes of a style that has no percentages."""
    from weasyprint.formatting_structure.boxes import PageBox

    def resolve_percentages(box: _StyledBox, containing_block: object) -> None:
        style: Style = getattr(box.style, "like", box.style)
        known: Mapping[str, object] | None = getattr(style, "known_lengths", None)
        if known is not None:
            vars(box).update(known)
            return
        plain(box, containing_block)
        if known is None and not isinstance(box, PageBox) and _is_fixed(style):
            names = (*_LENGTHS, *_BORDERS)
            style.known_lengths = {name: getattr(box, name) for name in names}  # type: ignore[attr-defined]

    return resolve_percentages


def _is_fixed(style: Style) -> bool:
    """Whether the lengths of a style are the same in any place."""
    lengths: tuple[object, ...] = _lengths_of(style)
    return style["border_collapse"] != "collapse" and all(
        one == "auto" or getattr(one, "unit", None) == "px" for one in lengths
    )


def _written(plain: Callable[[object], bytes]) -> Callable[[object], bytes]:
    """The bytes of what is written into a file, the frequent kinds first."""

    def to_bytes(item: object) -> bytes:
        kind = type(item)
        if kind is bytes:
            return item  # type: ignore[return-value]
        if kind is str:
            return item.encode("ascii")  # type: ignore[attr-defined, no-any-return]
        if kind is int:
            return b"%d" % item  # type: ignore[str-format]
        return plain(item)

    return to_bytes


def _struts(plain: Callable[[Style], object]) -> Callable[[Style], object]:
    """The library's height of an empty line, found once for each style."""

    def strut(style: Style) -> object:
        found: object = getattr(style, "height_of_line", None)
        if found is None:
            found = plain(style)
            style.height_of_line = found  # type: ignore[attr-defined]
        return found

    return strut


def _unpainted(plain: Callable[..., None]) -> Callable[..., None]:
    """The library's look at what a box paints behind itself, in short where its style paints nothing."""

    def layout_box_backgrounds(
        page: object,
        box: _StyledBox,
        get_image: object,
        layout_children: bool = True,  # noqa: FBT002 - the library's own signature
        style: Style | None = None,
    ) -> None:
        if style is not None or box is page or not _paints_nothing(box.style):
            plain(page, box, get_image, layout_children, style)
            return
        for corner in _CORNERS:
            setattr(box, corner, (0, 0))
        if layout_children:
            for child in box.all_children():  # type: ignore[attr-defined]
                layout_box_backgrounds(page, child, get_image)
        box.background = None  # type: ignore[attr-defined]

    return layout_box_backgrounds


def _paints_nothing(style: Style) -> bool:
    """Whether boxes of a style have square corners, no image and no colour of their own."""
    found: bool | None = getattr(style, "paints_nothing", None)
    if found is None:
        from weasyprint.draw.color import get_color

        found = (
            all((0, "px") in style[corner] for corner in _CORNERS)  # type: ignore[operator]
            and style["border_image_source"][0] == "none"  # type: ignore[index]
            and style["mask_border_source"][0] == "none"  # type: ignore[index]
            and style["visibility"] != "hidden"
            and all(image == ("none", None) for image in style["background_image"])  # type: ignore[attr-defined]
            and get_color(style, "background_color").alpha == 0
            and not style["box_shadow"]
        )
        style.paints_nothing = found  # type: ignore[attr-defined]
    return found


def _flowing(_: Callable[[_StyledBox], bool]) -> Callable[[_StyledBox], bool]:
    """Whether a box is in the flow: neither floats nor stands in a place of its own nor is a note."""

    def is_in_normal_flow(box: _StyledBox) -> bool:
        style = box.style
        place = style["position"]
        return style["float"] not in _OUT_OF_LINE and not (
            place in _OUT_OF_PLACE or place[0] in _OUT_OF_PAGE  # type: ignore[index]
        )

    return is_in_normal_flow


_OUT_OF_LINE = frozenset({"left", "right", "inline-start", "inline-end", "footnote"})
_OUT_OF_PLACE = frozenset({"absolute", "fixed"})
_OUT_OF_PAGE = frozenset({"running()", "note()"})


class _Ends(dict[tuple[frozenset[str], bool], re.Pattern[str]]):
    """By what a text ends at: the pattern for what comes before, which the library makes each time."""

    def __missing__(self, question: tuple[frozenset[str], bool]) -> re.Pattern[str]:
        characters, opposite = question
        named = "".join(f"\\x{ord(one):02x}" for one in characters)
        found = self[question] = re.compile(f"[{'' if opposite else '^'}{named}]+")
        return found


_ends = _Ends()
_PLAIN_GAINS: Mapping[str, Callable[..., object]] = {
    "resolve_percentages": _resolved,
    "strut": _struts,
    "get_next_break_point_from_text": cache(lru_cache(_MOST_WORDS)),
    "layout_box_backgrounds": _unpainted,
    "is_in_normal_flow": _flowing,
    "characters_until_regex": lambda _: _ends,
    "_to_bytes": _written,
}
"""What answers alike whatever the typefaces are."""


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


def _replaced(memory: Memory) -> Iterator[tuple[object, str, object]]:
    """The functions that answer from memory, each with where the library looks for it."""
    made: dict[str, object] = {}
    for home, name in _places():
        if name not in made:
            made[name] = memory.replaced(name, getattr(home, name))
        yield home, name, made[name]


@cache
def _places() -> tuple[tuple[object, str], ...]:
    """Where the library looks for what is replaced: its modules know each other's functions by name."""
    import pydyf
    from tinyhtml5 import inputstream
    from weasyprint import css
    from weasyprint.formatting_structure.boxes import Box
    from weasyprint.layout import background, percent
    from weasyprint.text import line_break

    from briefing.writers.pdf import kept_styles  # its classes are made of the library's own

    del kept_styles
    found: list[tuple[object, str]] = [
        (line_break, "get_font_description"),
        (line_break, "get_next_break_point_from_text"),
        (background, "layout_box_backgrounds"),
        (Box, "is_in_normal_flow"),
        (inputstream, "characters_until_regex"),
        (css, "CSS"),
        (css, "StyleFor"),
        (pydyf, "_to_bytes"),
    ]
    for home, name in (
        (line_break, "split_first_line"),
        (line_break, "strut"),
        (percent, "resolve_percentages"),
    ):
        plain = getattr(home, name)
        users = [one for key, one in sorted(sys.modules.items()) if key.startswith("weasyprint")]
        found += [(one, name) for one in users if vars(one).get(name) is plain]
    return tuple(found)
