"""The layout library remembers what it worked out, and makes the same pages."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections import OrderedDict
from dataclasses import replace
from functools import lru_cache
from random import Random
from shutil import rmtree

import pytest
import sample_documents as samples
from hard_cases import CASES
from places import ROOT

from briefing.core.problems import UnusableInput
from briefing.core.resources import TEMPLATES
from briefing.core.workspace import Workspace
from briefing.writers.house.fonts import SCHEME
from briefing.writers.house.house import shipped_house
from briefing.writers.html.page import write_html
from briefing.writers.pdf import filling, kept_lines, kept_styles, remembered
from briefing.writers.pdf.filling import Layouts
from briefing.writers.pdf.kept_lines import Widths
from briefing.writers.pdf.pdf import lay_out
from briefing.writers.pdf.remembered import Memory, memory_for, remembering

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
    assert memory.lines.count
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


STRANGE = """<html lang="en"><head><style>
@font-face { font-family: F; src: url(%(face)s) }
@page { size: 9cm 12cm; margin: 1cm; @bottom-center { content: counter(page); margin: inherit } }
@page :first { @top-left { content: "Top" } }
html { font: 10pt/1.3 F; %(more)s }
body { overflow: hidden; padding: 2%% }
.left { float: left; width: 30%%; margin-inline-start: 4px; box-shadow: 1px 1px red }
.far { position: absolute; top: 3cm; left: -0.5cm; background: #eee }
.near { position: relative; top: 2px; color: #333 }
.note { float: footnote; padding-inline: 1px }
.small { font-size: 0.7em; line-height: 1lh; text-transform: uppercase }
.calc { width: calc(100%% - 2em); margin: inherit; border-radius: 3px 50%%; border: 1px solid }
.own { -weasy-anchor: "other" } .own b { float: inherit }
p { hyphens: auto; text-align: justify; margin: 1em 0 } p::first-letter { font-size: 2em }
p::first-line { letter-spacing: 1px } li::marker { color: red } a::after { content: " (" attr(href) ")" }
h2 { bookmark-level: 2; page-break-after: avoid } u { text-decoration: underline dotted }
.flex { display: flex; gap: 3px } .flex > * { flex: 1; min-width: 2ch } .grid { display: grid; grid: auto / 1fr 2fr }
td { padding: 2px; margin: 9px } td p { margin: inherit; padding: inherit } table.one { border-collapse: collapse }
.columns { columns: 2; column-rule: 1px solid } .hidden { visibility: hidden } [lang=de] { quotes: "x" "y" }
</style></head><body id="body"><h2 id="top">Incomprehensibilities of characterisation</h2>
<p id="a">Text <b id="b">with <i>a</i> name</b> and<span class="note" id="n">A note <b>below</b></span> much more of it, for
<span class="near" id="c">near</span> and <u>lines <b>below</b> words</u> and <a href="#top">a link</a>
<a href="#other">or two</a> that leads up again.</p>
<div class="left" id="d"><p>Floating <span class="own" id="o">text <b id="p">up</b></span></p></div><div class="far" id="e"><p>Far</p></div>
<p class="small" lang="de">Donaudampfschifffahrtsgesellschaft <q>und</q> anderes Unaussprechliches</p><p>Text <b>with <i>a</i> name</b></p>
<ul><li id="l">one</li><li style="color: blue; width: 50%%">two <b>three</b></li><li class="calc" id="m">four</li></ul>
<div class="flex"><div id="f">one</div><div>two two two</div><p>three</p></div><div class="grid"><p>a</p><p id="g">b b b b</p></div>
<table><tr id="r"><td id="x"><p>1</p></td><td>2</td></tr></table><table class="one"><tr><td id="y"><p>1</p></td><td>2</td></tr></table>
<div class="columns"><p>Some text for two columns that is long enough for both of them.</p><p class="hidden">hidden</p></div>
<div class="calc" id="z"><p class="calc">in a box of its own</p></div></body></html>"""
"""A page with much that styles may hang on."""


def strange(more="", face=0):
    faces = [f"{SCHEME}:{one.name}" for one in shipped_house().faces.faces]
    return STRANGE % {"face": faces[face], "more": more}


@pytest.fixture(scope="module")
def plainly():
    """A page as the library makes it by itself, made once."""
    document = CASES["bare"]()
    return lru_cache(lambda html: lay_out(html, document).written())


@pytest.mark.parametrize("name", sorted({name for _, name in remembered._places()}))
def test_what_stands_in_the_place_of_the_librarys_own_gives_the_same(name, plainly, monkeypatch):
    places = remembered._places()
    monkeypatch.setattr(remembered, "_places", lambda: [one for one in places if one[1] == name])
    document, memory = CASES["bare"](), Memory()
    for html in (strange(), strange("font-size: 9pt"), strange()):
        assert lay_out(html, document, memory=memory).written() == plainly(html)


def test_pages_hang_on_none_that_were_laid_out_before_them(plainly, monkeypatch):
    """Other typefaces under the same name, other sizes, other languages, lengths of the page's."""
    monkeypatch.setattr(remembered, "_memories", OrderedDict())
    document = CASES["bare"]()
    more = ("", "width: 50vw", "direction: rtl", "font-size: 5vh")
    pages = [strange(one, face) for one in more for face in (0, 3)]
    for seed in range(2):
        Random(seed).shuffle(pages)
        for html in pages:
            memory = memory_for(html, shipped_house().faces)
            assert lay_out(html, document, memory=memory).written() == plainly(html), seed


def test_a_memory_is_of_pages_in_the_same_typefaces(monkeypatch):
    monkeypatch.setattr(remembered, "_memories", OrderedDict())
    faces = shipped_house().faces
    first = memory_for(strange(), faces)
    assert memory_for(strange("color: red"), faces) is first
    assert memory_for(strange(face=1), faces) is not first
    assert memory_for(strange(), replace(faces, serif=("Other",))) is not first
    for far in ("<link rel=stylesheet href=x>", "<style>@import 'x'</style>", "@font-face {{}"):
        assert memory_for(strange() + far, faces) is not memory_for(strange() + far, faces)
    assert memory_for(strange(), faces) is first
    for number in range(2, 6):
        memory_for(strange(face=number), faces)
    assert memory_for(strange(), faces) is not first, "the oldest is forgotten"


def test_what_hangs_on_the_page_is_kept_for_no_other(memory):
    document = CASES["bare"]()
    for more, is_kept in (("", True), ("width: 50vw", False)):
        html = strange(more)
        lay_out(html, document, memory=memory)
        before = memory._kept
        lay_out(html, document, memory=memory)
        assert (memory._kept is before) is is_kept


def test_the_environment_lets_the_library_work_as_it_is(monkeypatch):
    given = []
    monkeypatch.setattr(filling, "lay_out", lambda *_, memory, **__: given.append(memory))
    document = CASES["bare"]()
    for environment in ({}, {filling.PLAIN: "1"}):
        templates = [Workspace(TEMPLATES, environment)]
        with pytest.raises(AttributeError):  # there are no pages to look at
            Layouts(templates, shipped_house(), samples.PICTURES).measured(document)
    assert isinstance(given[0], Memory)
    assert given[1:] == [None]


def test_a_fork_leaves_the_typefaces_of_the_process_before_it(memory, monkeypatch):
    document = CASES["bare"]()
    lay_out(strange(), document, memory=memory)
    folder = memory.fonts._folder
    monkeypatch.setattr(remembered.os, "getpid", lambda: -1)
    memory.forget()
    gc.collect()
    assert folder.is_dir()
    monkeypatch.undo()
    rmtree(folder)


def test_styles_are_forgotten_before_they_grow_without_end(memory, monkeypatch, plainly):
    monkeypatch.setattr(kept_styles, "_MOST_STYLES", 5)
    document = CASES["bare"]()
    for _ in range(3):
        assert lay_out(strange(), document, memory=memory).written() == plainly(strange())


def test_with_other_libraries_it_works_as_it_is(memory, monkeypatch):
    monkeypatch.setattr(remembered, "is_made_for_these", lambda: False)
    document = CASES["bare"]()
    lay_out(page(document), document, memory=memory).written()
    assert memory.lines.count == 0


def test_the_library_is_as_it_was_afterwards(memory):
    before = [getattr(module, name) for module, name in remembered._places()]
    with remembering(memory):
        within = [getattr(module, name) for module, name in remembered._places()]
    assert not {*map(id, before)} & {*map(id, within)}
    assert [getattr(module, name) for module, name in remembered._places()] == before
    names = {name for _, name in remembered._places()}
    assert names == {
        "CSS",
        "StyleFor",
        "_to_bytes",
        "characters_until_regex",
        "get_font_description",
        "get_next_break_point_from_text",
        "is_in_normal_flow",
        "layout_box_backgrounds",
        "resolve_percentages",
        "split_first_line",
        "strut",
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
        assert memory.lines.count == 0
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
    monkeypatch.setattr(kept_lines, "_MOST_LINES", 3)
    document = CASES["bare"]()
    lay_out(page(document), document, memory=memory)
    assert 0 < memory.lines.count <= 3


LINE = ("line", 12, None, 50.0, 10.0, 8.0)
BROKEN = ("line", 6, 7, 25.0, 10.0, 8.0)


@pytest.mark.parametrize(
    ("width", "known"), [(50.0, LINE), (60.0, LINE), (None, LINE), (49.9, None), (0, None)]
)
def test_a_text_that_fits_is_set_alike_where_there_is_more_room(width, known):
    lines = Widths()
    lines.keep(50.0, LINE)
    assert lines.line(width) is known


def test_the_least_room_that_is_known_counts():
    lines = Widths()
    lines.keep(None, LINE)
    assert lines.line(70.0) is None
    lines.keep(70.0, LINE)
    lines.keep(80.0, LINE)
    assert lines.line(70.0) is LINE
    assert lines.line(69.0) is None


def test_a_text_that_was_broken_or_too_long_is_known_for_its_width_alone():
    lines = Widths()
    lines.keep(30.0, BROKEN)
    lines.keep(40.0, LINE)  # it does not fit: nothing in it may be broken
    assert lines.line(30.0) is BROKEN
    assert lines.line(40.0) is LINE
    assert lines.line(41.0) is None
    assert lines.line(None) is None


def test_a_memory_starts_empty():
    assert Memory().fonts is not Memory().fonts


def test_a_space_that_hung_over_a_narrow_edge_takes_its_place_on_a_wide_line(memory):
    """``45% `` fits without its last space first, and later with it: the words after it stand farther off."""
    document = samples.rare_earths()
    widths = [20 + step / 2 for step in range(60)]
    lines = "".join(f'<p style="width: {one}px">45% <b>x</b></p>' for one in widths)
    face = f"{SCHEME}:{shipped_house().faces.faces[0].name}"
    style = f"@font-face {{ font-family: F; src: url({face}) }} html {{ font: 10px F }}"
    html = f'<html lang="en"><head><style>{style}</style></head><body>{lines}</body></html>'
    plain = lay_out(html, document).written()
    assert lay_out(html, document, memory=memory).written() == plain
    wide = html.replace("width: ", "width: 5")
    assert lay_out(wide, document, memory=memory).written() == lay_out(wide, document).written()


@pytest.mark.parametrize("plain", ["", "1"])
def test_a_process_leaves_no_copies_of_typefaces(plain, tmp_path):
    """Neither of what is remembered nor of what is not, though nothing searches for circles at the end."""
    code = """
from briefing.core.collector import ends_at_once
from briefing.core.resources import TEMPLATES
from briefing.core.workspace import Workspace
from briefing.writers.house.house import shipped_house
from briefing.writers.pdf.filling import Layouts
from hard_cases import CASES
import sample_documents as samples
import tempfile, os
ends_at_once()
Layouts([Workspace(TEMPLATES)], shipped_house(), samples.PICTURES).measured(CASES["bare"]())
assert any(os.listdir(os.path.join(tempfile.gettempdir(), one)) for one in os.listdir(tempfile.gettempdir()))
"""
    paths = (ROOT, ROOT / "tests", ROOT / "tests/writers")
    environment = {
        **os.environ,
        "TMPDIR": str(tmp_path),
        "PYTHONPATH": os.pathsep.join(map(str, paths)),
        filling.PLAIN: plain,
    }
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)
    assert not list(tmp_path.glob("weasyprint-*"))
