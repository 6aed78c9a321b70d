"""On which pages each fact is used: laid-out pages to what the annex says of each of its lines.

A fact is used where its figure is printed, and where a chart draws it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefing.core.document import Document
from briefing.writers.html.arrangement import Used
from briefing.writers.pdf.boxes import PageBox, html_attribute, html_id, walk


def uses_on(pages: Sequence[PageBox], document: Document) -> Mapping[str, Used]:
    """By fact: each page that uses it, by its printed number, with the id of its first use there.

    ``pages`` are those of the brief itself, without its annex.
    """
    drawn = {f"figure-{one.id}": one.facts for one in document.figures()}
    found: dict[str, dict[int, str]] = {}
    for number, page in enumerate(pages, 1):
        for box in walk(page):
            if not (name := html_id(box)):
                continue
            fact = html_attribute(box, "data-fact")
            for one in drawn.get(name, (fact,) if fact else ()):
                found.setdefault(one, {}).setdefault(number, name)
    return {fact: tuple(places.items()) for fact, places in found.items()}
