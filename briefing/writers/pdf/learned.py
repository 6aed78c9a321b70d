"""What a layout of a brief tells for the next one: where notes stand, whether there are contents, what is used where.

A fact is used where its figure is printed, and where a chart draws it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefing.core.document import Document
from briefing.writers.html.arrangement import Hints, Used
from briefing.writers.pdf.boxes import PageBox, has_lost_notes, html_attribute, html_id, walk

MOST_WITHOUT_CONTENTS = 8
"""A brief of more pages has a table of contents, unless it says otherwise."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What is known of the pages of one brief."""

    notes_at_end: bool = False
    """Whether the library loses notes at the feet of pages, so that all stand at the end."""
    contents: bool = False
    """Whether there are so many pages that they begin with a table of contents."""
    used: Mapping[str, Used] = field(default_factory=dict, hash=False)
    """By fact: each page that uses it, by its printed number, with the id of its first use there."""
    of: Document | None = None
    """The document as it was laid out: another one, without some of its parts, uses facts elsewhere."""

    def onto(self, hints: Hints, document: Document) -> Hints:
        """The hints for a document with what is known."""
        used = self.used if self.of is document else {}
        return replace(hints, notes_at_end=self.notes_at_end, contents=self.contents, used=used)

    def after(
        self, boxes: Sequence[PageBox], body: Sequence[PageBox], document: Document, page: str
    ) -> Learned:
        """The same after one more layout of ``page``; ``body`` are the boxes without the annex."""
        notes = 'class="foot-note"' in page and has_lost_notes(boxes, len(document.notes))
        is_long = document.contents == "auto" and len(body) > MOST_WITHOUT_CONTENTS
        used = uses_on(body, document) if document.annex else {}
        return Learned(self.notes_at_end or notes, self.contents or is_long, used, document)

    def is_other_page(self, before: Learned) -> bool:
        """Whether by what is known the pages must be laid out again at once."""
        known = (before.notes_at_end, before.contents)
        return (self.notes_at_end, self.contents) != known


def uses_on(body: Sequence[PageBox], document: Document) -> Mapping[str, Used]:
    """By fact: each page of the brief itself that uses it, with the id of its first use there."""
    drawn = {f"figure-{one.id}": one.facts for one in document.figures()}
    found: dict[str, dict[int, str]] = {}
    for number, page in enumerate(body, 1):
        for box in walk(page):
            if not (name := html_id(box)):
                continue
            fact = html_attribute(box, "data-fact")
            for one in drawn.get(name, (fact,) if fact else ()):
                found.setdefault(one, {}).setdefault(number, name)
    return {fact: tuple(places.items()) for fact, places in found.items()}
