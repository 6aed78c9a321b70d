"""The finished document to one HTML text, for screens or as the page that becomes the PDF."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from string import Formatter
from types import TracebackType
from typing import Any

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment, SandboxedEnvironment
from markupsafe import Markup

from briefing.core.document import AnnexRow, Document, plain
from briefing.core.plot import Pictures
from briefing.core.problems import Place, Problem, ProblemLog, UnusableInput, suggest
from briefing.writers.drawing.drawing_markup import direction_mark, svg_image, svg_inline
from briefing.writers.drawing.painter import Painter, Undrawn
from briefing.writers.house.fonts import rules_for_print, rules_for_screen
from briefing.writers.house.house import House, shipped_house
from briefing.writers.house.palette import palette
from briefing.writers.html.arrangement import NO_HINTS, Hints, arranged, needs_both_columns

_PAGE = "brief.html.j2"
_SHIPPED = "shipped"
"""Folder name under which a template finds the shipped one that it overrides."""
_IN_CSS_STRING = re.compile(r"""["'\\<>&\n\r\f]""")
_PLAIN_IN_ANCHOR = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.")


def write_html(
    document: Document,
    *,
    templates: Sequence[Path],
    for_print: bool,
    house: House | None = None,
    pictures: Pictures | None = None,
    hints: Hints = NO_HINTS,
) -> str:
    """The document in its page design, with ``hints`` how to fill the pages.

    Its charts are as ``pictures`` gives them, or drawn now in the style of the house.

    ``templates`` are folders in the order of precedence, the shipped one last. For screens the
    text is a file of its own that needs nothing else; for print it names font files that
    :func:`briefing.writers.pdf.pdf.write_pdf` knows. Raises :class:`UnusableInput` with file and line
    where a template is wrong.
    """
    environment = _environment(templates)
    try:
        page = environment.get_template(f"{document.design}/{_PAGE}")
        known = house or shipped_house()
        drawn = pictures or Painter(known.style)
        return page.render(_context(document, known, drawn, hints, for_print=for_print))
    except (TemplateError, SecurityError, TypeError, ValueError, LookupError) as error:
        problem = _problem_of(error, document.design, templates)
        if problem is None:
            raise
        raise UnusableInput([problem]) from error


def check_templates(
    design: str,
    templates: Sequence[Path],
    log: ProblemLog,
    document: Document | None = None,
) -> None:
    """Find what is wrong with the page templates: an unknown design, or mistakes in any of them.

    With a document the page is tried out too, which finds names that do not exist.
    """
    environment = _environment(templates)
    before = len(log)
    for folder in templates:
        for path in sorted(folder.rglob("*.j2")):
            _check_syntax(environment, path, log)
    if not _designs(templates).get(design):
        log.add(*_unknown_design(design, templates), code="unknown-design")
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
    found = []
    for words, slot, _, _ in Formatter().parse(term):
        if words:
            escaped = _IN_CSS_STRING.sub(lambda sign: f"\\{ord(sign[0]):x} ", words)
            found.append(f'"{escaped}"')
        if slot:
            found.append(counters[slot])
    return Markup(" ".join(found))  # noqa: S704  (words are escaped, counters are ours)


def origin_line(row: AnnexRow) -> str:
    """Where a figure comes from, in a line: what hovering over it shows."""
    made = ", ".join(part for part in (row.made, row.source) if part)
    parts = (row.meaning, made, row.status)
    return ". ".join(_capital(part.rstrip(".")) for part in parts if part)


def _context(
    document: Document, house: House, pictures: Pictures, hints: Hints, *, for_print: bool
) -> Mapping[str, Any]:
    rules = rules_for_print(house.faces) if for_print else rules_for_screen(house.faces)
    colours = palette(document.accent)
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
        "picture": lambda figure: pictures.of(figure.id, figure.plot),
        "origins": {
            fact: origin_line(row) for row in document.annex for fact in (row.fact, *row.aliases)
        },
        "direction_mark": lambda direction: direction_mark(
            direction, document.words.get(direction, ""), colours.ink, for_print=for_print
        ),
    }


def _families(names: Sequence[str]) -> Markup:
    return Markup(", ".join(f"'{name}'" for name in names))  # noqa: S704  (names that we gave)


def _environment(templates: Sequence[Path]) -> Environment:
    """Keeps compiled templates while no byte of any of them changes."""
    digest = hashlib.sha256()
    for folder in templates:
        for path in sorted(folder.rglob("*.j2")):
            digest.update(f"{path}\n".encode())
            digest.update(path.read_bytes())
    return _compiling(tuple(templates), digest.hexdigest())


def page_environment(folders: Sequence[Path]) -> SandboxedEnvironment:
    """Environment for page templates, looked for in ``folders`` in order, the shipped one last.

    It is sandboxed, escapes what it prints, and is strict about names. A project's
    ``policy-brief/brief.html.j2`` takes the place of the shipped one, and may change single blocks
    of it: ``{% extends "shipped/policy-brief/brief.html.j2" %}``.
    """
    shipped = PrefixLoader({_SHIPPED: FileSystemLoader(folders[-1])})
    return ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([FileSystemLoader(list(folders)), shipped]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@lru_cache(maxsize=4)
def _compiling(templates: tuple[Path, ...], _content: str) -> Environment:
    environment = page_environment(templates)
    environment.filters.update(
        plain=plain,
        anchor=anchor,
        arranged=arranged,
        needs_both_columns=needs_both_columns,
        css_content=css_content,
        svg_image=svg_image,
        svg_inline=svg_inline,
    )
    environment.tests["node"] = lambda value, name: type(value).__name__ == name
    return environment


def _check_syntax(environment: Environment, path: Path, log: ProblemLog) -> None:
    try:
        environment.compile(path.read_text(encoding="utf-8"), filename=str(path))
    except TemplateSyntaxError as error:
        log.add(
            Place(str(path), error.lineno),
            f"template error: {error.message}",
            code="broken-template",
        )
    except UnicodeDecodeError:
        log.add(
            Place(str(path)), "the template is not UTF-8 text", "save it as UTF-8", code="not-utf8"
        )


def _problem_of(error: Exception, design: str, templates: Sequence[Path]) -> Problem | None:
    if isinstance(error, TemplateNotFound):
        if error.name == f"{design}/{_PAGE}":
            return Problem(*_unknown_design(design, templates), code="unknown-design")
        place = _place_in_template(error.__traceback__)
        known = {str(path.relative_to(top)) for top in templates for path in top.rglob("*.j2")}
        return Problem(
            place,
            f"there is no template '{error.name}'",
            suggest(str(error), known),
            code="unknown-template",
        )
    if isinstance(error, TemplateSyntaxError):
        place = Place(error.filename or error.name or "", error.lineno)
        return Problem(place, f"template error: {error.message}", code="broken-template")
    place = _place_in_template(error.__traceback__)
    return Problem(place, f"template error: {error}", code="broken-template") if place else None


def _place_in_template(trace: TracebackType | None) -> Place | None:
    """The deepest line of a template in a traceback."""
    found = None
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name.endswith(".j2"):
            found = Place(name, trace.tb_lineno)
        trace = trace.tb_next
    return found


def _designs(templates: Sequence[Path]) -> dict[str, Path]:
    pages = [path for folder in reversed(templates) for path in folder.glob(f"*/{_PAGE}")]
    return {path.parent.name: path for path in pages}


def _unknown_design(design: str, templates: Sequence[Path]) -> tuple[None, str, str]:
    known = sorted(_designs(templates))
    advice = suggest(design, known) or f"designs: {', '.join(known)}"
    return None, f"there is no page design '{design}'", advice


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
