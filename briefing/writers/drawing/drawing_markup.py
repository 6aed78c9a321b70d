"""Drawings in a page: SVG text of the charts stage to an image, inline for screens, or a file."""

from __future__ import annotations

import base64
import re

from markupsafe import Markup, escape

from briefing.writers.drawing.short_paths import shortened
from briefing.writers.house.night import with_nights

_PROLOGUE = re.compile(r"^.*?(?=<svg\b)", re.DOTALL)
_METADATA = re.compile(r"<metadata>.*?</metadata>", re.DOTALL)
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
_OPENING = re.compile(r"<svg\b([^>]*)>", re.DOTALL)
_SIZE = re.compile(r'\s(?:width|height|role|aria-\w+)="[^"]*"')
_NAMED = re.compile(r'(\bid="|href="#|url\(#)([^")]+)')
_MARKS = {
    "up": "M5 1 L9.5 9 L0.5 9 Z",
    "down": "M5 9 L9.5 1 L0.5 1 Z",
    "level": "M0.5 3.8 H9.5 V6.2 H0.5 Z",
}


def svg_image(svg: str) -> str:
    """A drawing as the address of an image."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode("ascii")


def svg_inline(svg: str, name: str, title: str) -> Markup:
    """A drawing as part of a page: sized and coloured by the page, named for those who cannot see it.

    They hear ``title`` and none of the loose words in it. Its ids get ``name`` as prefix, so that two drawings in one page do
    not share them.
    """
    body = _TITLE.sub("", _METADATA.sub("", _PROLOGUE.sub("", svg, count=1)))
    body = _NAMED.sub(rf"\g<1>{name}-\g<2>", body)
    opening = _OPENING.match(body)
    if opening is None:
        return Markup("")
    attributes = _SIZE.sub("", opening[1])
    head = f'<svg{attributes} role="img" aria-label="{escape(title)}"><g aria-hidden="true">'
    inner, end, _ = body[opening.end() :].rpartition("</svg>")
    return Markup(f"{head}{with_nights(shortened(inner))}</g>{end}")  # noqa: S704  (drawn by us; the title is escaped)


def svg_file(svg: str, title: str) -> str:
    """A drawing as a file of its own: on white ground, named for those who cannot see it."""
    body = _TITLE.sub("", _METADATA.sub("", _PROLOGUE.sub("", svg, count=1)))
    opening = _OPENING.match(body)
    if opening is None:
        return ""
    head = f'<svg{opening[1]} role="img"><title>{escape(title)}</title>'
    ground = '<rect width="100%" height="100%" fill="#ffffff"/>'
    return f"{head}{ground}{body[opening.end() :].rstrip()}\n"


_SIGNS = ("+", "−")


def tells_direction(text: str) -> bool:
    """Whether the text of a change says itself which way it went: ``−0.9 percentage points``."""
    return text.startswith(_SIGNS)


def direction_mark(
    direction: str, word: str, colour: str, *, for_print: bool, beside: str = ""
) -> Markup:
    """The mark for up, down or unchanged: a shape with its ``word`` for those who cannot see it.

    Empty where the direction is not known. Without the word where the text ``beside`` it says the
    direction by its sign, so that nobody hears it twice.
    """
    if direction not in _MARKS:
        return Markup("")
    word = "" if beside and (direction == "level" or tells_direction(beside)) else word
    path = _MARKS[direction]
    fill = colour if for_print else "currentColor"
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" width="10" height="10">'
        f'<path d="{path}" fill="{fill}"/></svg>'
    )
    if for_print and not word:  # a picture without words would be a figure without a name
        ground = Markup('<span class="mark mark-{}" style="background-image: url({})"></span>')
        return ground.format(direction, svg_image(svg))
    if for_print:
        return Markup('<img class="mark-{}" src="{}" alt="{}">').format(
            direction, svg_image(svg), word
        )
    sign = Markup(svg.replace("<svg ", '<svg aria-hidden="true" ', 1))  # noqa: S704
    unseen = Markup('<span class="unseen">{}</span>').format(word) if word else ""
    return Markup('<span class="mark-{}">{}{}</span>').format(direction, sign, unseen)
