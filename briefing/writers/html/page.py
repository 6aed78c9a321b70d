"""The finished document to one HTML text, for screens or as the page that becomes the PDF."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import inf
from string import Formatter
from types import MappingProxyType

from jinja2 import Environment, TemplateError
from jinja2.exceptions import SecurityError
from markupsafe import Markup

from briefing.core.annex_row import AnnexRow
from briefing.core.document import Document, KeyFigure
from briefing.core.paper_tables import on_paper
from briefing.core.plot import DrawnSize, Pictures
from briefing.core.problems import ProblemLog, UnusableInput
from briefing.core.section_parts import method_parts, text_parts
from briefing.core.text_nodes import plain
from briefing.core.type_scale import TypeScale, type_scale
from briefing.core.workspace import NotRead, Workspace
from briefing.writers.drawing.drawing_markup import direction_mark, svg_image, svg_inline
from briefing.writers.drawing.painter import Painter, Undrawn
from briefing.writers.drawing.qr_code import qr_code
from briefing.writers.house.fonts import FONTS_HERE, rules_for_print, with_fonts
from briefing.writers.house.house import House, shipped_house
from briefing.writers.house.night import nights
from briefing.writers.house.palette import palette
from briefing.writers.html.advice_widths import advice_widths
from briefing.writers.html.arrangement import (
    NO_HINTS,
    Hints,
    Used,
    arranged,
    begins_wide,
    needs_both_columns,
    side_by_side,
)
from briefing.writers.html.drawn_sizes import drawn_sizes
from briefing.writers.html.page_metadata import Whereabouts, linked_data, tags
from briefing.writers.html.page_templates import (
    PAGE,
    check_syntax,
    designs_in,
    page_environment,
    problem_of,
    unknown_design,
)
from briefing.writers.html.table_widths import ems_across
from briefing.writers.html.whole_amounts import with_whole_amounts

_IN_CSS_STRING = re.compile(r"""["'\\<>&\n\r\f]""")
_MM, _DIGIT = 0.3528, 0.53
"""Millimetres of a point; width of a digit in parts of its size."""
_FIGURE_ON_SCREEN = ((8, 1.9), (12, 1.4), (inf, 1.05))
"""Up to how many letters a key figure has which size on a screen, as in ``screen.css.j2``."""
_UNIT_ON_SCREEN, _COLUMN_ON_SCREEN = 0.82, 8.6
_LETTER = 0.5
"""The width of a letter of words, in parts of its size."""
_RAISED = (
    TemplateError,
    SecurityError,
    NotRead,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    RecursionError,
)
"""What a template of a project may raise."""
NO_FILES: Mapping[str, str] = MappingProxyType({})
_SLANTED = ("<em>", 'class="pull"')
"""What the shipped templates set in italics."""
_PLAIN_IN_ANCHOR = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.")


def write_html(
    document: Document,
    *,
    templates: Sequence[Workspace],
    for_print: bool,
    house: House | None = None,
    pictures: Pictures | None = None,
    hints: Hints = NO_HINTS,
    files: Mapping[str, str] = NO_FILES,
) -> str:
    """The document in its page design, with ``hints`` how to fill the pages.

    ``files`` are those beside a page for screens, by format.
    Its charts are as ``pictures`` gives them, or drawn now in the style of the house.

    ``templates`` are folders in the order of precedence, the shipped one last. For screens the
    text is a file of its own that needs nothing else; for print it names font files that
    :func:`briefing.writers.pdf.pdf.write_pdf` knows. Raises :class:`UnusableInput` with file and line
    where a template is wrong.
    """
    environment = _environment(templates)
    try:
        page = environment.get_template(f"{document.design}/{PAGE}")
        known = house or shipped_house()
        drawn = pictures or Painter(known.style)
        context = _context(document, known, drawn, hints, for_print=for_print)
        if not for_print:
            context |= _for_screens(document, Whereabouts(known.url, files), drawn)
        made = page.render(context)
    except _RAISED as error:
        problem = problem_of(error, document.design, templates)
        if problem is None:
            raise
        raise UnusableInput([problem]) from error
    is_slanted = len(templates) > 1 or any(sign in made for sign in _SLANTED)
    return (
        with_whole_amounts(made)
        if for_print
        else with_fonts(made, known.faces, needs_italic=is_slanted)
    )


def check_templates(
    design: str,
    templates: Sequence[Workspace],
    log: ProblemLog,
    document: Document | None = None,
) -> None:
    """Find what is wrong with the page templates: an unknown design, or mistakes in any of them.

    With a document the page is tried out too, which finds names that do not exist.
    """
    environment = _environment(templates)
    before = len(log)
    check_syntax(environment, templates, log)
    if design not in designs_in(templates):
        log.put(unknown_design(design, templates))
    elif document is not None and len(log) == before:
        try:
            write_html(document, templates=templates, for_print=True, pictures=Undrawn())
        except UnusableInput as error:
            for problem in error.problems:
                log.put(problem)


def anchor(fact: str) -> str:
    """Id of a fact's row in the annex; different facts have different ones."""
    return "fact-" + "".join(
        letter if letter in _PLAIN_IN_ANCHOR else f"-{ord(letter):x}-" for letter in fact
    )


def css_content(term: str, **counters: str) -> Markup:
    """A term as CSS ``content``, its slots filled with counters: ``"Page " counter(page)``."""
    found: list[str] = []
    for words, slot, _, _ in Formatter().parse(term):
        if words:
            found.append(css_words(words))
        if slot:
            found.append(counters[slot])
    return Markup(" ".join(found))  # noqa: S704  (words are escaped, counters are ours)


def figure_size(scale: TypeScale, figures: Sequence[KeyFigure], width: float) -> float:
    """The size in points at which each of some key figures stands in a line of so many millimetres.

    They are set in one size of the scale, that of the longest of them.
    """
    letters = max((len(one.value) for one in figures), default=0)
    return scale.size_for(letters, width / _MM, _DIGIT)


def stands_in_one_line(figure: KeyFigure) -> bool:
    """Whether a key figure and its unit stand beside each other in the narrowest column of a screen."""
    letters = len(figure.value)
    size = next(size for most, size in _FIGURE_ON_SCREEN if letters <= most)
    width = letters * size * _DIGIT + (len(figure.unit) + 1) * _UNIT_ON_SCREEN * _LETTER
    return width <= _COLUMN_ON_SCREEN


def css_words(text: str) -> Markup:
    """A text as a string of CSS, with nothing in it that could end one."""
    escaped = _IN_CSS_STRING.sub(lambda sign: f"\\{ord(sign[0]):x} ", text)
    return Markup(f'"{escaped}"')  # noqa: S704  (what could end the string is escaped)


def origin_line(row: AnnexRow) -> str:
    """Where a figure comes from, in a line: what hovering over it shows."""
    made = ", ".join(part for part in (row.made, row.source) if part)
    parts = (row.meaning, made, row.status)
    return ". ".join(_capital(part.rstrip(".")) for part in parts if part)


def _for_screens(document: Document, where: Whereabouts, pictures: Pictures) -> dict[str, object]:
    """What pages for screens have beside those for print."""
    drawings = "".join(pictures.of(one.id, one.plot).svg for one in document.figures())
    rows = {fact: row.fact for row in document.annex for fact in (row.fact, *row.aliases)}
    seen: set[str] = set()

    def is_first(fact: str) -> bool:
        """Whether the row of the annex has not been led to before."""
        first = fact not in seen
        seen.add(fact)
        return first

    return {
        "files": where.files,
        "address": where.page(document),
        "tags": tuple(tags(document, where)),
        "linked_data": linked_data(document, where),
        "nights": nights(drawings),
        "scrolls": css_words(document.words.get("scrolls", "")),
        "rows": rows,
        "is_first": is_first,
        "is_led_to": seen.__contains__,
    }


class Uses:
    """Where a page prints its facts: the annex leads back there."""

    def __init__(self, known: Mapping[str, Used]) -> None:
        self._known = known
        self._seen: dict[str, int] = {}

    def named(self, fact: str) -> str:
        """The id of a place that prints a fact: ``fact-x-use``, then ``fact-x-use-2``."""
        self._seen[fact] = count = self._seen.get(fact, 0) + 1
        return f"{anchor(fact)}-use" + (f"-{count}" if count > 1 else "")

    def first_of(self, facts: Sequence[str]) -> str:
        """The id of the first place that prints one of some facts; empty where none does."""
        return next((f"{anchor(fact)}-use" for fact in facts if fact in self._seen), "")

    def on_pages(self, facts: Sequence[str]) -> Used:
        """The pages that use one of some facts, each with the id of a use there; none where they are not known."""
        found: dict[int, str] = {}
        for fact in facts:
            for page, name in self._known.get(fact, ()):
                found.setdefault(page, name)
        return tuple(sorted(found.items()))


def _context(
    document: Document, house: House, pictures: Pictures, hints: Hints, *, for_print: bool
) -> dict[str, object]:
    rules = rules_for_print(house.faces) if for_print else FONTS_HERE
    colours = palette(document.accent)
    sizes: Mapping[str, DrawnSize] = drawn_sizes(document, hints) if for_print else {}
    return {
        "document": document,
        "for_print": for_print,
        "design": document.design,
        "colours": colours,
        "serif": _families(house.faces.serif),
        "sans": _families(house.faces.sans),
        "font_faces": Markup(rules),  # noqa: S704  (made by us from file names)
        "logo": {"source": house.logo, "alt": house.logo_alt} if house.logo else None,
        "running_head": house.running_head(document),
        "running_foot": house.running_foot(document),
        "hints": hints,
        "type": type_scale(document.design).set(larger=hints.larger, leading=hints.leading),
        "picture": lambda figure: pictures.of(figure.id, figure.plot, sizes.get(figure.id)),
        "uses": Uses(hints.used),
        "origins": {
            fact: origin_line(row) for row in document.annex for fact in (row.fact, *row.aliases)
        },
        "direction_mark": lambda direction, beside="": direction_mark(
            direction,
            document.words.get(direction, ""),
            colours.ink,
            for_print=for_print,
            beside=beside,
        ),
    }


def _families(names: Sequence[str]) -> Markup:
    return Markup(", ".join(f"'{name}'" for name in names))  # noqa: S704  (names that we gave)


def _environment(templates: Sequence[Workspace]) -> Environment:
    environment = page_environment(templates)
    environment.filters.update(
        plain=plain,
        method_parts=method_parts,
        advice_widths=advice_widths,
        anchor=anchor,
        arranged=arranged,
        begins_wide=begins_wide,
        on_paper=on_paper,
        side_by_side=side_by_side,
        needs_both_columns=needs_both_columns,
        css_content=css_content,
        css_words=css_words,
        ems_across=ems_across,
        figure_size=figure_size,
        stands_in_one_line=stands_in_one_line,
        qr_code=qr_code,
        svg_image=svg_image,
        svg_inline=svg_inline,
        text_parts=text_parts,
    )
    environment.tests["node"] = lambda value, name: type(value).__name__ == name
    return environment


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
