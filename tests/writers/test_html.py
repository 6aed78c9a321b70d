"""The HTML: every figure leads to its origin, users' texts stay texts, templates can be overridden."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
import sample_documents as samples
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment
from lxml import html as lxml_html

from briefing.core.document import Figure
from briefing.core.problems import ProblemLog, UnusableInput
from briefing.core.resources import TEMPLATES
from briefing.core.text_nodes import Link, Mention, Paragraph, Styled, plain
from briefing.core.workspace import Workspace
from briefing.writers.html.page import anchor, check_templates, write_html


def parsed(document, *, for_print: bool):
    return lxml_html.fromstring(
        write_html(document, templates=[Workspace(TEMPLATES)], for_print=for_print)
    )


@pytest.mark.parametrize("for_print", [True, False])
def test_every_figure_leads_to_a_row_of_the_annex(brief, for_print):
    page = parsed(brief, for_print=for_print)
    row = "*[@class='made']" if for_print else "tr"
    rows = page.xpath(f"//*[@id='annex-title']/..//tbody//{row}/@id")
    links = page.xpath("//a[@class='fact']/@href")
    back = page.xpath("//*[@class='back']/a/@href | //a[@class='back']/@href")
    assert len(back) > 50
    assert {one.removeprefix("#") for one in back} <= set(page.xpath("//a[@class='fact']/@id"))
    assert len(rows) == len(set(rows)) == len(brief.annex)
    assert len(links) > 100
    assert {link.removeprefix("#") for link in links} <= set(rows)


def test_without_an_annex_figures_are_plain_and_nothing_dangles():
    document = samples.rare_earths(annex=False)
    page = parsed(document, for_print=True)
    assert not page.xpath("//a[@class='fact'] | //*[@class='annex']")
    assert parsed(document, for_print=False).xpath("//span[@data-fact='production[2024]']")
    targets = {link[1:] for link in page.xpath("//a/@href") if link.startswith("#")}
    assert targets <= set(page.xpath("//@id"))


def test_a_word_is_vouched_for_but_is_no_link(screen):
    assert '<span class="fact" data-fact="production.change">rose</span>' in screen


def test_a_word_that_a_fact_vouches_for_is_plain_text_on_paper(brief):
    """Each box within a line takes time to lay out; only what leads somewhere needs one."""
    page = parsed(brief, for_print=True)
    assert {one.tag for one in page.xpath("//*[@data-fact]")} == {"a"}
    assert " rose <a" in " ".join(
        write_html(brief, templates=[Workspace(TEMPLATES)], for_print=True)
        .replace("<span> </span>", " ")
        .split()
    )


def test_a_figure_is_described_by_its_row_in_the_annex_on_screens_only(brief, screen):
    page = lxml_html.fromstring(screen)
    told = {}
    for link in page.xpath("//a[@class='fact']"):
        (row,) = page.xpath("//tr[@id=$id]", id=link.get("aria-describedby"))
        told[link.get("data-fact")] = " ".join(row.text_content().split())
    assert "Mine production of concentrates, 2024 read from" in told["production[2024]"]
    assert "describedby" not in write_html(brief, templates=[Workspace(TEMPLATES)], for_print=True)


def test_headings_and_sentences_hold_their_own_words_alone(brief, screen):
    page = lxml_html.fromstring(screen)
    assert page.xpath("string(//h1)") == plain(brief.title)
    titles = [" ".join(one.text_content().split()) for one in page.xpath("//section/h2")]
    assert {plain(one.title) for one in brief.sections} <= {*titles}
    assert all(link.text_content() and not len(link) for link in page.xpath("//a[@class='fact']"))


def test_the_annex_leads_back_to_where_a_figure_stands_first(screen):
    page = lxml_html.fromstring(screen)
    back = page.xpath("//a[@class='back']/@href")
    assert len(back) > 50
    for link in back:
        (first, *_) = page.xpath("//a[@aria-describedby=$row]", row=link.removeprefix("#at-"))
        assert first.get("id") == link.removeprefix("#")


@pytest.mark.parametrize("with_advice", [True, False])
@pytest.mark.parametrize("design", ["policy-brief", "one-pager", "in-focus"])
def test_sources_follow_what_they_are_the_sources_of(brief, design, with_advice):
    changed = replace(brief, design=design, recommendations=brief.recommendations * with_advice)
    page = parsed(changed, for_print=False)
    order = page.xpath("//section/@class")
    assert order.index("sources") > max(at for at, one in enumerate(order) if one == "finding")
    assert order.count("sources") == 1


def test_a_page_has_a_way_past_its_head_and_a_list_of_what_it_holds(brief, screen):
    page = lxml_html.fromstring(screen)
    (skip,) = page.xpath("//body/a[1]")
    assert page.xpath("//main/@id") == [skip.get("href").removeprefix("#")]
    links = page.xpath("//nav//a")
    assert [one.text for one in links][:2] == [plain(one.title) for one in brief.sections[:2]]
    assert {one.get("href")[1:] for one in links} <= {*page.xpath("//@id")}
    paper = parsed(brief, for_print=True)
    assert not paper.xpath("//nav | //a[@class='skip'] | //a[@class='back']")


def test_screen_page_needs_nothing_else(screen):
    page = lxml_html.fromstring(screen)
    assert not page.xpath("//link | //script/@src | //img")
    assert not re.findall(r"url\((?!data:|#)", screen)
    assert "prefers-color-scheme: dark" in screen
    assert "data:font/woff2;base64," in screen


def test_charts_are_drawn_inline_with_their_words_and_data(brief, screen):
    page = lxml_html.fromstring(screen)
    charts = page.xpath("//figure")
    assert len(charts) == len(list(brief.figures())) == 5
    for chart, figure in zip(charts, brief.figures(), strict=True):
        (drawing,) = chart.xpath(".//*[local-name()='svg']")
        assert drawing.get("role") == "img"
        assert drawing.get("aria-label") == figure.alt
        assert [one.get("aria-hidden") for one in drawing] == ["true"], "the name alone is heard"
        assert not drawing.xpath(".//*[local-name()='title']"), "and none of it hovers"
        assert len(chart.xpath(".//details//tr")) == len(figure.table)
    assert len(set(page.xpath("//@id"))) == len(page.xpath("//@id"))


def test_headings_go_down_one_step_at_a_time(screen):
    levels = [int(tag) for tag in re.findall(r"<h([1-6])", screen)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))


def test_direction_has_a_shape_and_a_sign_or_a_word(brief):
    """The mark has a word only where the text beside it has no sign: nobody hears "down −28.2%"."""
    page = parsed(brief, for_print=True)
    assert page.xpath("//*[@class='change']/img/@alt") == ["down"]
    marks = page.xpath("//*[@class='change']/*[starts-with(@class, 'mark')]/@class")
    assert marks == ["mark mark-up", "mark-down", "mark mark-up", "mark mark-down", "mark mark-up"]
    screen = parsed(brief, for_print=False)
    assert len(screen.xpath("//*[@class='change']//svg")) == len(marks)
    words = screen.xpath("//*[@class='change']//*[@class='unseen']/text()")
    assert words == ["down"]


@pytest.mark.parametrize("for_print", [True, False])
def test_texts_of_users_are_never_markup(for_print):
    page = parsed(samples.hostile(), for_print=for_print)
    assert not page.xpath(
        "//b | //script[not(@type)][contains(., 'alert')] | //a[starts-with(@href, 'javas')]"
    )
    assert 'alert("x")' in page.xpath("string(//h1)")
    assert "49" not in page.xpath("string(//h1)")
    assert len(page.xpath("//style")) == 1


@given(st.text(min_size=1), st.text(min_size=1))
def test_anchors_differ_and_can_be_linked(one, other):
    assert (anchor(one) == anchor(other)) == (one == other)
    assert re.fullmatch(r"[A-Za-z0-9_.-]+", anchor(one))


def test_all_kinds_of_texts_are_written(screen):
    assert "<em>Mineral Commodity Summaries</em>" in screen
    assert '<a href="https://doi.org/10.3133/mcs2025">the source</a>' in screen
    assert re.search(r"<li>China added <a[^>]*>15,000 metric tons", screen)


def test_a_project_overrides_one_block(brief, tmp_path):
    own = tmp_path / "policy-brief"
    own.mkdir()
    (own / "brief.html.j2").write_text(
        '{% extends "shipped/policy-brief/brief.html.j2" %}\n'
        "{% block title_block %}<h1>OURS: {{ document.title|plain }}</h1>{% endblock %}\n"
        "{% block own_style %}h1 { color: teal; }{% endblock %}\n"
    )
    page = write_html(brief, templates=[Workspace(tmp_path), Workspace(TEMPLATES)], for_print=True)
    assert "<h1>OURS: U.S. rare earths in 2024" in page
    assert "h1 { color: teal; }" in page
    assert 'class="title-block"' not in page
    assert "Bottom line" in page


def test_an_unknown_design_is_named_with_the_nearest(brief):
    with pytest.raises(UnusableInput, match=r"no page design 'policy-breif' .did you mean 'policy"):
        write_html(
            replace(brief, design="policy-breif"), templates=[Workspace(TEMPLATES)], for_print=True
        )
    log = ProblemLog()
    check_templates("policy-breif", [Workspace(TEMPLATES)], log)
    assert len(log) == 1


@pytest.mark.parametrize(
    ("template", "line", "message"),
    [
        ("{% block head %}\n{% endfor %}", 2, "endfor"),
        ("\n\n{{ document.titel }}", 3, "titel"),
        ("{{ nothing.here }}", 1, "'nothing' is undefined"),
        ("\n{{ ''.__class__.__mro__ }}", 2, "__class__"),
        ("\n{% include 'macros/inlin.html.j2' %}", 2, "no template 'macros/inlin.html.j2'"),
        ("{{ document.title|nofilter }}", 1, "nofilter"),
    ],
)
def test_mistakes_in_templates_are_told_with_file_and_line(
    brief, tmp_path, template, line, message
):
    own = tmp_path / "policy-brief"
    own.mkdir()
    (own / "brief.html.j2").write_text(template)
    with pytest.raises(UnusableInput) as told:
        write_html(brief, templates=[Workspace(tmp_path), Workspace(TEMPLATES)], for_print=True)
    (problem,) = told.value.problems
    assert problem.place.file == "policy-brief/brief.html.j2"
    assert problem.place.line == line
    assert message in problem.message
    log = ProblemLog()
    check_templates("policy-brief", [Workspace(tmp_path), Workspace(TEMPLATES)], log, brief)
    assert [one.place for one in log] == [problem.place]


def test_shipped_templates_have_no_mistakes(brief):
    log = ProblemLog()
    for design in ("policy-brief", "one-pager"):
        check_templates(design, [Workspace(TEMPLATES)], log, brief)
    assert not list(log)


def test_a_template_is_compiled_once_and_its_mistakes_are_told_each_time(tmp_path, monkeypatch):
    """Kept is what was compiled of one text under one name: neither its fault nor another text."""
    own = tmp_path / "policy-brief"
    own.mkdir()
    compiled = []
    compile_one = Environment.compile
    monkeypatch.setattr(
        Environment,
        "compile",
        lambda *given, **more: compiled.append(given[2]) or compile_one(*given, **more),
    )

    def told() -> list[int]:
        log = ProblemLog()
        check_templates("policy-brief", [Workspace(tmp_path), Workspace(TEMPLATES)], log)
        return [one.place.line for one in log]

    template = own / "brief.html.j2"
    template.write_text("<p>a text of this test</p>")
    assert told() == []
    assert "policy-brief/brief.html.j2" in compiled
    compiled.clear()
    assert told() == []
    assert compiled == []
    template.write_text("\n{% endfor %}")
    assert told() == told() == [2]
    assert compiled == ["policy-brief/brief.html.j2"] * 2
    template.write_text("<p>a text of this test</p>")
    assert told() == []


def test_samples_cover_every_node(brief):
    def nodes(texts):
        for node in texts:
            yield type(node)
            if isinstance(node, Styled | Link):
                yield from nodes(node.children)

    blocks = [block for section in brief.sections for block in section.blocks] + [*brief.method]
    seen = {
        kind for block in blocks if isinstance(block, Paragraph) for kind in nodes(block.children)
    }
    assert {Mention, Styled, Link} <= seen
    assert any(isinstance(block, Figure) for block in blocks)


@pytest.mark.parametrize("for_print", [True, False])
def test_no_line_ends_between_a_minus_and_its_figure(brief, for_print):
    facts = parsed(brief, for_print=for_print).xpath("//a[@class='fact']")
    signed = [one for one in facts if (one.text or "").startswith("−")]
    assert signed
    assert all("data-minus" in one.attrib for one in signed if len(one.text) < 24)
    assert not [one for one in facts if one not in signed and "data-minus" in one.attrib]
