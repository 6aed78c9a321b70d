"""The annex on pages of its own: laid out without the brief before it, and put behind the pages of that.

An annex whose pages are told by the brief's, or whose rows stand nearer so that a page is saved, need not have the
brief laid out again. Putting pages of several layouts into one file is what :meth:`weasyprint.Document.copy` is for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from html import escape

from briefing.core.budgets import Budget
from briefing.writers.pdf.annex_rows import nearer_to_save
from briefing.writers.pdf.boxes import Box, PageBox, html_id, walk
from briefing.writers.pdf.pdf import LaidOut

_MAIN = re.compile("<main[^>]*>")
_ANNEX = '<section class="annex"'
_ASKED = re.compile(r'data-to="#([^"]+)"')
"""What the annex names by its page, which the layout looks up."""


def annex_alone(page: str, body: Sequence[PageBox]) -> str:
    """The page without the brief before its annex; for each of the brief's pages an empty one.

    On these stand the ids alone of which the annex names the page. Empty where its annex is not on pages of its own.
    """
    main = _MAIN.search(page)
    start = page.find(_ANNEX, main.end() if main else 0)
    if main is None or start < 0:
        return ""
    asked = frozenset(_ASKED.findall(page, start))
    empty = "".join(_empty(one, asked) for one in body)
    return f"{page[: main.end()]}{empty}{page[start:]}"


def _empty(page: PageBox, asked: frozenset[str]) -> str:
    """What makes an empty page with those of the ids on a page that are asked for."""
    found = dict.fromkeys(name for box in walk(page) if (name := html_id(box)) in asked)
    anchors = "".join(f'<a id="{escape(name)}"></a>' for name in found)
    return f'<div style="break-after: page">{anchors}</div>'


def with_annex(brief: LaidOut, alone: Callable[[float], LaidOut | None]) -> LaidOut | None:
    """The pages of a brief with its annex behind them; ``None`` where that cannot be laid out alone.

    ``alone`` lays it out behind as many empty pages, its rows by so many millimetres further apart or nearer.
    """
    count = len(brief.body)
    annex = alone(0.0)
    if annex is None or len(annex.body) != count:
        return None
    if apart := nearer_to_save(brief.body, annex.boxes[count:]):
        nearer = alone(apart)
        annex = nearer if nearer and len(nearer.boxes) < len(annex.boxes) else annex
    Budget.PAGES.check(len(annex.boxes))
    return _joined(brief, annex)


def _joined(brief: LaidOut, annex: LaidOut) -> LaidOut:
    """The pages of a brief, without any annex, and those of an annex that was laid out alone."""
    whose = next(_mains(brief.body), None)
    behind = annex.boxes[len(annex.body) :]
    for box in _mains(behind):
        assert whose is not None
        box.element = whose.element  # one part of the file, as it is one of the brief
    before = brief.rendered.pages[: len(brief.body)]
    pages = [*before, *annex.rendered.pages[len(annex.body) :]]
    return replace(brief, rendered=brief.rendered.copy(pages), behind=annex.rendered)


def _mains(pages: Sequence[PageBox]) -> Iterator[Box]:
    """The boxes of the element that holds all parts of a brief."""
    boxes = (box for page in pages for box in walk(page))
    return (box for box in boxes if box.element is not None and box.element_tag == "main")
