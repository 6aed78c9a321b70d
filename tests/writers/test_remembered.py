"""The layout library remembers what it worked out, and makes the same pages."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sample_documents as samples
from hard_cases import CASES

from briefing.core.problems import UnusableInput
from briefing.core.resources import TEMPLATES
from briefing.core.workspace import Workspace
from briefing.writers.house.house import shipped_house
from briefing.writers.html.page import write_html
from briefing.writers.pdf import remembered
from briefing.writers.pdf.pdf import lay_out
from briefing.writers.pdf.remembered import Memory, _Lines, remembering

pytestmark = pytest.mark.usefixtures("each_page_anew")


@pytest.fixture
def memory():
    return Memory()


def page(document):
    return write_html(
        document,
        templates=[Workspace(TEMPLATES)],
        for_print=True,
        house=shipped_house(),
        pictures=samples.PICTURES,
    )


def test_pages_are_the_same_to_the_byte(memory):
    document = replace(samples.rare_earths(), design="in-focus")
    html = page(document)
    plain = lay_out(html, document).written()
    assert lay_out(html, document, memory=memory).written() == plain
    assert memory._lines
    assert lay_out(html, document, memory=memory).written() == plain, (
        "what was kept of the first time"
    )


def test_what_a_narrow_page_taught_is_right_on_a_wide_one(memory):
    """The same texts in other widths, and hyphens where there is little room."""
    narrow = replace(CASES["bare"](), annex=(), design="in-focus")
    wide = replace(narrow, page="Letter", design="policy-brief")
    for document in (narrow, wide, narrow):
        html = page(document)
        plain = lay_out(html, document).written()
        assert lay_out(html, document, memory=memory).written() == plain


def test_with_other_libraries_it_works_as_it_is(memory, monkeypatch):
    monkeypatch.setattr(remembered, "is_made_for_these", lambda: False)
    document = CASES["bare"]()
    lay_out(page(document), document, memory=memory).written()
    assert memory._lines == {}


def test_the_library_is_as_it_was_afterwards(memory):
    before = [getattr(module, name) for module, name in remembered._places()]
    with remembering(memory):
        within = [getattr(module, name) for module, name in remembered._places()]
    assert not {*map(id, before)} & {*map(id, within)}
    assert [getattr(module, name) for module, name in remembered._places()] == before
    names = {name for _, name in remembered._places()}
    assert names == {
        "CSS",
        "_to_bytes",
        "get_font_description",
        "resolve_percentages",
        "split_first_line",
    }


def test_a_line_under_words_is_no_fault(memory):
    """Its style cannot be asked for by value."""
    document = CASES["bare"]()
    html = page(document).replace("</style>", "p { text-decoration: underline }</style>")
    assert lay_out(html, document, memory=memory).written() == lay_out(html, document).written()


def test_nothing_is_kept_of_what_failed(memory):
    """A picture that may not be fetched is told each time."""
    document = CASES["bare"]()
    html = page(document).replace(
        "</style>", "p { background: url(http://far.away/x.png) }</style>"
    )
    for _ in range(2):
        with pytest.raises(UnusableInput, match="nothing is fetched"):
            lay_out(html, document, memory=memory)
        assert memory._lines == {}
        assert memory._sheets == {}


def test_a_sheet_that_reaches_beyond_itself_is_read_each_time(memory):
    read = []
    sheet = memory.parsed(lambda **given: read.append(given) or object())
    apart = sheet(string="p { margin: 0 }", base_url="a:", page_rules=[1], layers=[2])
    assert sheet(string="p { margin: 0 }", base_url="a:", page_rules=[], layers=[]) is apart
    assert sheet(string="p { margin: 0 }", base_url="b:") is not apart
    assert [{*given} for given in read] == [{"string", "base_url", "media_type"}] * 2
    for text in ("@layer a { p { margin: 0 } }", "@import url(x)", "@counter-style x { }"):
        assert sheet(string=text, layers=[2]) is not sheet(string=text, layers=[2])
    assert read[-1]["layers"] == [2]


def test_a_sheet_is_read_for_the_next_brief_too_and_its_typefaces_for_each():
    read = []

    def plain(**given):
        read.append((given["string"], given.get("font_config")))
        return object()

    text = "@font-face { font-family: A; src: url(a.ttf) }p { margin: 0 }"
    first, second = (
        Memory().parsed(plain)(string=text, base_url="a:", font_config=number) for number in (1, 2)
    )
    assert first is second
    face = text.partition("p {")[0]
    assert read == [(face, 1), ("p { margin: 0 }", None), (face, 2)]


def test_all_is_forgotten_before_it_grows_without_end(memory, monkeypatch):
    monkeypatch.setattr(remembered, "_MOST_LINES", 3)
    document = CASES["bare"]()
    lay_out(page(document), document, memory=memory)
    assert 0 < len(memory._lines) <= 3


LINE = ("line", 12, None, 50.0, 10.0, 8.0)
BROKEN = ("line", 6, 7, 25.0, 10.0, 8.0)


@pytest.mark.parametrize(
    ("width", "known"), [(50.0, LINE), (60.0, LINE), (None, LINE), (49.9, None), (0, None)]
)
def test_a_text_that_fits_is_set_alike_where_there_is_more_room(width, known):
    lines = _Lines()
    lines.keep(50.0, LINE)
    assert lines.line(width) is known


def test_the_least_room_that_is_known_counts():
    lines = _Lines()
    lines.keep(None, LINE)
    assert lines.line(70.0) is None
    lines.keep(70.0, LINE)
    lines.keep(80.0, LINE)
    assert lines.line(70.0) is LINE
    assert lines.line(69.0) is None


def test_a_text_that_was_broken_or_too_long_is_known_for_its_width_alone():
    lines = _Lines()
    lines.keep(30.0, BROKEN)
    lines.keep(40.0, LINE)  # it does not fit: nothing in it may be broken
    assert lines.line(30.0) is BROKEN
    assert lines.line(40.0) is LINE
    assert lines.line(41.0) is None
    assert lines.line(None) is None


def test_a_memory_starts_empty():
    assert Memory().fonts is not Memory().fonts
