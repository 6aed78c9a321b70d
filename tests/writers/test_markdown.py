"""The Markdown: read back by a parser, it has the words of the tree and no markup beside ours."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
import sample_documents as samples
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from briefing.core.document import Section
from briefing.core.text_nodes import ItemList, Link, Mention, Paragraph, Styled, Text, plain
from briefing.writers.markdown.markdown import markdown_files, write_markdown
from briefing.writers.markdown.markdown_text import grid, line_of, words

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def seen(inline) -> str:
    return "".join(one.content for one in inline.children if one.type != "html_inline")


def read(text: str) -> list[tuple[str, str]]:
    """The visible lines of a Markdown text, each with the element that it stands in."""
    tokens = READER.parse(text)
    return [
        (opening.tag, seen(inline))
        for opening, inline in pairwise(tokens)
        if inline.type == "inline"
    ]


def tables(text: str) -> list[list[list[str]]]:
    found: list[list[list[str]]] = []
    for token, after in zip(tokens := READER.parse(text), [*tokens[1:], None], strict=True):
        if token.type == "table_open":
            found.append([])
        elif token.type == "tr_open":
            found[-1].append([])
        elif token.type in {"th_open", "td_open"}:
            found[-1][-1].append(seen(after))
    return found


def lean(text: str) -> str:
    return re.sub(r"[ \t\r\n\f\v]+", " ", text).strip()


def headings(text: str, level: str) -> list[str]:
    return [line for tag, line in read(text) if tag == level]


def test_headings_are_those_of_the_brief(brief):
    text = write_markdown(brief)
    assert headings(text, "h1") == [plain(brief.title)]
    assert headings(text, "h2") == [
        "Key figures",
        "Highlights",
        *(plain(section.title) for section in brief.sections),
        "Recommendations",
        "Sources",
        "Method and signs",
        "Annex: how each figure was made",
    ]
    below = headings(text, "h3")
    assert {f"Figure {one.number}: {plain(one.title)}" for one in brief.figures()} < set(below)
    assert {f"{one.number}. {plain(one.do)}" for one in brief.recommendations} < set(below)
    assert "Table 1: Salient statistics, United States" in below


def test_texts_have_the_words_of_the_tree(brief):
    lines = [line for _, line in read(write_markdown(brief))]
    assert lines[1] == plain(brief.subtitle)
    assert f"Bottom line. {plain(brief.bottom_line)}" in lines
    assert {plain(one.text) for one in brief.highlights} < set(lines)
    for section in brief.sections:
        for block in section.blocks:
            if isinstance(block, Paragraph):
                assert plain(block.children) in lines
            elif isinstance(block, ItemList):
                assert {plain(item) for item in block.texts()} < set(lines)
    for one in brief.recommendations:
        assert f"Because: {plain(one.because)}" in lines
        assert f"Rule: {plain(one.rule)}" in lines
    assert plain(brief.method[0].children) in lines


def test_tables_are_whole(brief):
    figures, *others = tables(write_markdown(brief))
    assert figures[1] == [
        "U.S. mine production (REO)",
        "45,000e metric tons",
        "+8.2% from 41,600 in 2023",
    ]
    charts = [[list(row) for row in one.table] for one in brief.figures()]
    assert all(chart in others for chart in charts)
    (salient,) = [one for one in others if one[0][0] == "Measure"]
    assert salient[1] == [
        "Mine production of concentrates, t REO",
        *("39,000", "42,400", "42,500", "41,600", "45,000e"),
    ]
    annex = others[-1]
    assert len(annex) == len(brief.annex) + 1
    assert annex[1] == [
        "1",
        "Change of mine production, 2023 to 2024",
        "8.2%, 100 × (now − before) / before, computed, estimated: now: production 2024; before: production 2023",
    ]


def test_a_chart_is_told_in_words(brief):
    figure = next(brief.figures())
    text = write_markdown(brief)
    told = text[text.index("### Figure 1") : text.index("### Figure 2")]
    lines = [line for tag, line in read(told) if tag == "p"]
    assert lines == [figure.subtitle, figure.alt, f"Source: {figure.source}"]


def pictures(text: str) -> list[tuple[str, str]]:
    """The pictures in a Markdown text: what they say, and the file that they are in."""
    return [
        (child.content, child.attrs["src"])
        for token in READER.parse(text)
        for child in token.children or []
        if child.type == "image"
    ]


def test_charts_are_pictures_beside_the_text(brief):
    files = markdown_files(brief, "minerals 2024", samples.PICTURES)
    text = files.pop("md").decode()
    found = pictures(text)
    assert [alt for alt, _ in found] == [figure.alt for figure in brief.figures()]
    assert [file for _, file in found] == [f"minerals%202024.{ending}" for ending in files]
    assert text.count(brief.sections[0].blocks[2].alt) == 1
    charts = [[list(row) for row in one.table] for one in brief.figures()]
    assert all(chart in tables(text) for chart in charts), "the data stand behind"
    for figure, picture in zip(brief.figures(), files.values(), strict=True):
        drawn = ET.fromstring(picture)
        title, ground = drawn[:2]
        assert title.text == figure.alt
        assert b"<text" not in picture, "outlines need no typeface"
        assert ground.attrib["fill"] == "#ffffff"
        assert drawn.attrib.keys() >= {"width", "height", "viewBox"}


def test_a_chart_with_an_odd_name_has_a_plain_file(brief):
    figure = replace(next(brief.figures()), id="a/b c")
    document = replace(brief, sections=(Section("x", (), (figure,)),))
    assert markdown_files(document, "x", samples.PICTURES).keys() == {"md", "figure-1.svg"}


def test_sources_lead_to_their_publication(brief):
    text = write_markdown(brief)
    assert "- U.S. Geological Survey: Mineral Commodity Summaries 2025, 31 January 2025. " in text
    links = [
        child.attrs["href"]
        for token in READER.parse(text)
        for child in token.children or []
        if child.type == "link_open"
    ]
    assert {source.url for source in brief.sources} <= set(links)


def test_texts_of_users_are_never_markup():
    text = write_markdown(samples.hostile())
    kinds = {child.type for token in READER.parse(text) for child in token.children or []}
    assert kinds <= {"text", "text_special", "html_inline", "link_open", "link_close"} | {
        "strong_open",
        "strong_close",
    }
    html = {
        child.content
        for token in READER.parse(text)
        for child in token.children or []
        if child.type == "html_inline"
    }
    assert html == {"<sup>", "</sup>"}
    assert "javascript:" not in text
    assert [len(table) for table in tables(text)] == [61, 2]


def test_without_parts_there_are_no_empty_headings():
    text = write_markdown(samples.hostile())
    assert headings(text, "h2")[2:] == [
        "An empty section",
        "Sources",
        "Annex: how each figure was made",
    ]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("$56 per kilogram, from $78", "$56 per kilogram, from $78"),
        ("between 50–$60", r"between 50–\$60"),
        ("ree_us.production and _this_", r"ree_us.production and \_this\_"),
        ("<5 and >95", "<5 and >95"),
        ("> 5", r"\> 5"),
        ("2024. A year", r"2024\. A year"),
        ("2024 was a year", "2024 was a year"),
        ("- a dash", r"\- a dash"),
        ("-5 points", "-5 points"),
        ("# 1", r"\# 1"),
        ("mine & mill &copy;", r"mine & mill \&copy;"),
        ("[1]: *x* `y` ~z~", r"\[1\]: \*x\* \`y\` \~z\~"),
    ],
)
def test_only_what_could_be_markup_is_escaped(text, written):
    assert words(text) == written


def test_markup_that_could_not_end_is_written_as_html():
    strong = Styled("strong", samples.line("Up."))
    assert line_of((strong, Text(" Mines"))) == "**Up.** Mines"
    assert line_of((strong, Text("Mines"))) == "<strong>Up.</strong>Mines"
    nested = Styled("strong", samples.line(Styled("emphasis", samples.line("Up"))))
    assert line_of((nested,)) == "**<em>Up</em>**"
    assert line_of((Styled("emphasis", samples.line("so it is ")), Text("now"))) == "*so it is* now"


def test_lists_that_follow_each_other_stay_apart():
    first, second = samples.items(samples.line("one")), samples.items(samples.line("two"))
    numbered = samples.items(samples.line("three"), samples.line("four"), ordered=True)
    section = Section("s", samples.line("Lists"), (first, second, numbered))
    text = write_markdown(samples.replace(samples.rare_earths(), sections=(section,)))
    assert "- one\n\n* two\n\n1. three\n2. four" in text


def test_a_list_in_an_item_and_its_second_paragraph_are_set_in():
    inner = samples.items(samples.line("inner"), samples.line("next"), ordered=True)
    one = (Paragraph(samples.line("outer")), inner, Paragraph(samples.line("more")))
    block = ItemList((one, (Paragraph(samples.line("last")),)))
    section = Section("s", samples.line("Lists"), (block,))
    text = write_markdown(samples.replace(samples.rare_earths(), sections=(section,)))
    assert "- outer\n  1. inner\n  2. next\n\n  more\n- last" in text


_WORDS = st.text(
    st.one_of(
        st.sampled_from("\\`*_[]()<>#+-.!|~$&;:=1 \t\nab€–"),
        st.characters(exclude_categories=["C", "Z"]),
    ),
    max_size=12,
)
_LEAVES = st.one_of(st.builds(Text, _WORDS), st.builds(Mention, st.just("fact"), _WORDS))
_STYLED = st.builds(
    Styled,
    st.sampled_from(["strong", "emphasis"]),
    st.lists(_LEAVES | st.builds(Styled, st.just("emphasis"), st.tuples(_LEAVES)), max_size=3).map(
        tuple
    ),
)
_LINKS = st.builds(
    Link,
    st.sampled_from(["https://example.org/a_(b)?c=1&copy=`2|3", "javascript:alert(1)", "#top"]),
    st.lists(_LEAVES, max_size=2).map(tuple),
)
_TEXTS = st.lists(st.one_of(_LEAVES, _STYLED, _LINKS), max_size=5).map(tuple)


@given(_TEXTS)
@example((Text("Wow!"), Link("https://example.org", (Text("x"),))))
@example((Text(" "), Text("# no heading #")))
@example((Styled("strong", (Text("a"),)), Styled("strong", (Text("b"),))))
@example((Styled("strong", (Text(":"),)), Styled("strong", ()), Text("0")))
@example((Styled("strong", (Text(" "),)), Text("> 5")))
def test_any_text_is_read_back(text):
    for before, tag in (("", "p"), ("## ", "h2"), ("- ", "p"), ("> ", "p")):
        found = read(before + line_of(text))
        wanted = lean(plain(text))
        assert [(kind, lean(line)) for kind, line in found if line] == [(tag, wanted)] * bool(
            wanted
        )


@given(_TEXTS, _TEXTS)
def test_any_cell_is_read_back(one, other):
    table = grid(["Head", "Other"], [[line_of(one), line_of(other)]])
    ((_, cells),) = tables(table)
    assert [lean(cell) for cell in cells] == [lean(plain(one)), lean(plain(other))]
