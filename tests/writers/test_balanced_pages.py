"""Pages that are evenly filled: advice parted by a page's end, columns of unlike length, long texts, a close annex."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sample_documents import PICTURES, line, rare_earths

from briefing.core.document import Document, Section
from briefing.core.resources import TEMPLATES
from briefing.core.text_nodes import Paragraph, Text
from briefing.core.workspace import Workspace
from briefing.writers.house.house import shipped_house
from briefing.writers.html.arrangement import NO_HINTS, Hints
from briefing.writers.pdf import filling
from briefing.writers.pdf.boxes import Box, holds_boxes, html_attribute, html_id, walk
from briefing.writers.pdf.filling import Layouts
from briefing.writers.pdf.pdf import LaidOut
from briefing.writers.pdf.placing import Reckoned
from briefing.writers.pdf.row_heights import columns_of, groups_of
from briefing.writers.pdf.sheets import sheets_of
from briefing.writers.pdf.spacings import CLOSEST

WORDS = "Words that are read from left to right, line after line. "


def final(document: Document) -> LaidOut:
    return Layouts([Workspace(TEMPLATES)], shipped_house(), PICTURES).final(document)


def with_text(design: str, *letters: int) -> Document:
    """A brief with a section for each number of letters, no advice, and a short annex."""
    whole = rare_earths(design=design)
    sections = tuple(
        Section(
            str(place),
            line("What the text says"),
            (Paragraph((Text(WORDS * (count // len(WORDS))),)),),
        )
        for place, count in enumerate(letters)
    )
    return replace(whole, sections=sections, recommendations=(), annex=whole.annex[:20], notes=())


def with_advice(document: Document, letters: int, count: int = 3) -> Document:
    (one, *_) = rare_earths().recommendations
    because = (Text(WORDS * (letters // len(WORDS))),)
    advice = tuple(
        replace(one, id=f"a{number}", number=number, because=because)
        for number in range(1, count + 1)
    )
    return replace(document, recommendations=advice)


def pages_with(laid: LaidOut, name: str) -> list[int]:
    return sorted(
        {
            number
            for number, page in enumerate(laid.body)
            for box in walk(page)
            if html_id(box) == name
        }
    )


def boxes_of(laid: LaidOut, *names: str) -> list[Box]:
    """The first box of each element on the pages."""
    found: dict[str, Box] = {}
    for page in laid.body:
        for box in walk(page):
            if html_id(box) in names:
                found.setdefault(html_id(box), box)
    return [found[name] for name in names]


def test_a_page_ends_between_pieces_of_advice_that_together_would_leave_it_short():
    laid = final(with_advice(with_text("in-focus", 1700, 1700), 500))
    assert [pages_with(laid, f"recommendation-a{n}") for n in (1, 2, 3)] == [[0], [1], [1]]
    assert sheets_of(laid.body)[0].filled > 0.85
    assert not laid.spills()


def test_advice_that_leaves_no_page_short_stands_side_by_side():
    laid = final(with_advice(with_text("in-focus", 2300, 2300), 500))
    advice = boxes_of(laid, "recommendation-a1", "recommendation-a2", "recommendation-a3")
    assert len({round(box.position_y) for box in advice}) == 1
    assert len({round(box.position_x) for box in advice}) == 3


@pytest.mark.parametrize(("letters", "leading"), [(2200, CLOSEST), (3400, None)])
def test_a_page_too_much_by_little_is_set_closest_where_that_saves_it(
    letters, leading, monkeypatch
):
    """A second page of a few lines, which no annex fills, is no page; one that is half of one stays."""
    pages: list[Hints] = []
    tried = Layouts._tried
    monkeypatch.setattr(
        Layouts,
        "_tried",
        lambda self, d, hints, **k: pages.append(hints) or tried(self, d, hints, **k),
    )
    laid = final(replace(with_advice(with_text("in-focus", letters, 1200), 300, 2), annex=()))
    closest = [hints.leading for hints in pages if hints.tight]
    assert closest == ([leading] if leading else [])
    assert len(laid.body) == (1 if leading else 2)


@pytest.mark.parametrize(("reckoned", "then"), [(1, 1.06), (2, None)])
def test_larger_type_that_took_a_page_more_than_reckoned_is_not_tried_again(
    reckoned, then, monkeypatch
):
    large, larger, plain = (
        Reckoned(replace(NO_HINTS, larger=is_larger, leading=leading), (0.9,) * reckoned, cost)
        for cost, is_larger, leading in ((1.0, True, 1.0), (1.0, True, 1.1), (2.0, False, 1.06))
    )
    monkeypatch.setattr(filling, "best_first", lambda *_: [large])
    monkeypatch.setattr(filling, "best_again", lambda *_: [larger, plain])
    pages: list[Hints] = []
    drawn = Layouts._drawn
    monkeypatch.setattr(
        Layouts, "_drawn", lambda self, d, hints: pages.append(hints) or drawn(self, d, hints)
    )
    final(replace(with_text("policy-brief", 1600, 1600), annex=()))
    assert pages[0] == large.hints
    assert pages[1].leading == (then or 1.1)


@pytest.mark.parametrize(("letters", "columns"), [(1100, 1), (1300, 2)])
def test_a_long_text_of_a_bulletin_stands_in_two_columns(letters: int, columns: int):
    laid = final(with_text("bulletin", letters))
    lefts = {
        round(box.position_x)
        for page in laid.body
        for box in walk(page)
        if html_attribute(box, "class") == "text" and holds_boxes(box)
    }
    assert len(lefts) == columns


def test_pages_of_a_bulletin_are_reckoned_with_a_long_text_in_two_columns():
    def widths(letters: int) -> list[float]:
        (group, *_) = (one for _, one in groups_of(with_text("bulletin", letters), NO_HINTS))
        return [columns_of(group, "bulletin"), columns_of(group, "policy-brief")]

    short, long = widths(1100), widths(1300)
    assert short[0] < short[1] == long[0] == long[1] == 2.0


def test_key_figures_stand_across_a_page_whose_text_is_short():
    """They and the highlights would be a column of a third of the page beside a few words."""
    document = with_advice(with_text("one-pager", 200), 400, count=2)
    document = replace(
        document,
        key_figures=document.key_figures[:3],
        highlights=document.highlights[:2],
        changes=(),
    )
    for text, is_across in ((document, True), (with_long_text(document), False)):
        laid = final(text)
        assert len(laid.body) == 1
        strips = [
            box for box in walk(laid.body[0]) if "strip" in html_attribute(box, "class").split()
        ]
        assert (strips[0].border_width() > 0.9 * laid.body[0].width) == is_across


def with_long_text(document: Document) -> Document:
    return replace(document, sections=with_text("one-pager", 2000).sections)


def test_an_annex_that_needs_no_page_if_it_is_closer_stays_closer(monkeypatch):
    """All of it has room below the brief then, and is not drawn apart again."""
    whole = rare_earths(design="in-focus")
    section = replace(whole.sections[0], blocks=whole.sections[0].blocks[:1])
    document = replace(whole, sections=(section,), recommendations=(), annex=whole.annex[:16])
    assert len(final(document).boxes) == 2
    monkeypatch.setattr(filling, "nearer_to_save", lambda _body, annex: -0.9 if annex else 0.0)
    assert len(final(document).boxes) == 1


def test_hints_that_say_what_is_usual_anyway_make_the_same_pages():
    assert NO_HINTS.is_as(replace(NO_HINTS, heights={"a": 1.0}))
    assert not NO_HINTS.is_as(replace(NO_HINTS, heights={"a": 1.1}))
    assert replace(NO_HINTS, taller=0.8).is_as(replace(NO_HINTS, taller=0.8, heights={"a": 0.8}))
    assert not NO_HINTS.is_as(replace(NO_HINTS, leading=1.06))
