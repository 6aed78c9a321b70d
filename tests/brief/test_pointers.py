"""Sentences name figures and tables by their numbers: right, linked, and of what is there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from brief_of_schools import of_schools
from handmade import LANGUAGE
from small_projects import Tried

from briefing.brief.apparatus import in_order
from briefing.brief.cutting import remade
from briefing.brief.pointers import with_numbers
from briefing.core.document import Document
from briefing.core.problems import Severity
from briefing.core.resources import TEMPLATES
from briefing.core.text_nodes import Paragraph, Pointer, plain
from briefing.core.workspace import Workspace
from briefing.writers.html.page import write_html
from briefing.writers.markdown.markdown import write_markdown

PARTS = """\
charts:
  first: {line: s.pupils, title: "Pupils {{ pupils.moved }}", weight: 0.2}
  second: {line: s.pupils, title: "Pupils again", weight: 0.1}
  bare: {line: s.pupils, title: "Without data", needs: "pupils > 1000"}
tables:
  counts: {title: Counts, rows: s.pupils}
"""
SHOWN = "    charts: [first, second, bare]\n    tables: [counts]\n"


def pointing(folder: Path, text: str, more: str = "") -> Tried:
    return of_schools(folder, text, shown=SHOWN, more=PARTS + more)


def html(document: Document) -> str:
    return write_html(document, templates=[Workspace(TEMPLATES)], for_print=False)


def said(document: Document) -> str:
    return " ".join(
        plain(one.children) for one in document.sections[0].blocks if isinstance(one, Paragraph)
    )


def test_a_sentence_prints_the_numbers(tmp_path: Path):
    made = pointing(
        tmp_path, "See {{ figure.second }}, **{{ figure.first }}** and {{ table.counts }}."
    ).made
    assert said(made) == "See Figure 2, Figure 1 and Table 1."
    assert pointing(tmp_path, "See {{ figure.second }}.").codes == []


def test_it_leads_to_what_it_names(tmp_path: Path):
    made = pointing(tmp_path, "See {{ figure.second }} and {{ table.counts }}.").made
    page, written = html(made), write_markdown(made)
    assert '<a href="#figure-second">Figure 2</a>' in page
    assert 'id="figure-second"' in page
    assert '<a href="#table-counts">Table 1</a>' in page
    assert 'id="table-counts"' in page
    assert "[Figure 2](#figure-second)" in written
    assert '### <a id="figure-second"></a>Figure 2: ' in written
    assert '<a id="figure-first"></a>' not in written


def test_numbers_follow_when_a_figure_leaves(tmp_path: Path):
    made = pointing(tmp_path, "See {{ figure.second }}.").made
    offered = [one.part for one in made.may_go if one.part.kind == "chart"]
    assert [one.id for one in offered] == ["first"]
    assert said(remade(made, offered, (), with_renumbered)) == "See Figure 1."


def with_renumbered(document: Document) -> Document:
    return with_numbers(replace(document, sections=in_order(document.sections)), LANGUAGE)


def test_a_section_to_whose_figure_another_text_points_does_not_leave(tmp_path: Path):
    text = "Schools are open."
    for line, may_go in (("Schools.", True), ("See {{ figure.first }}.", False)):
        made = of_schools(
            tmp_path,
            text,
            shown=SHOWN + "    weight: 0.1\n",
            more=f'{PARTS}bottom_line: "{line}"\n',
        ).made
        assert any(one.part.kind == "section" for one in made.may_go) is may_go


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("See {{ figure.frist }}.", "no section shows a chart 'frist'"),
        ("See {{ table.first }}.", "no section shows a table 'first'"),
        ("See {{ figure.idle }}.", "no section shows a chart 'idle'"),
        ("See {{ figure }}.", "'figure' alone says nothing"),
        ("See {{ figure.bare }}.", "the chart 'bare' does not stand in this brief"),
    ],
)
def test_what_is_not_there_is_an_error_with_its_line(tmp_path: Path, text: str, words: str):
    idle = '  idle: {line: s.pupils, title: "In no section"}\n'
    more = PARTS.replace("charts:\n", f"charts:\n{idle}") if "idle" in text else PARTS
    found = of_schools(tmp_path, f"Schools.\n\n{text}", shown=SHOWN, more=more)
    assert found.document is None
    (told,) = [one for one in found.told if one.severity is Severity.UNUSABLE]
    assert told.code == "unknown-target"
    assert words in str(told)
    assert told.place.line == (18 if "idle" in text else 17)


def test_near_words_are_named(tmp_path: Path):
    (told,) = pointing(tmp_path, "See {{ figure.frist }}.").told
    assert "first" in (told.advice or "")


def test_what_is_left_out_can_be_asked_for(tmp_path: Path):
    text = "Open.{% if figure.bare %} See {{ figure.bare }}.{% endif %}{% if figure.first %} {{ figure.first }}.{% endif %}"
    assert said(pointing(tmp_path, text).made) == "Open. Figure 1."


def test_no_figure_is_named_where_a_title_would_repeat_it(tmp_path: Path):
    found = pointing(tmp_path, "Schools.", 'subtitle: "See {{ figure.first }}"\n')
    assert "cannot stand in 'subtitle'" in str(found.told[0])


def test_a_note_points_too(tmp_path: Path):
    made = pointing(tmp_path, "Schools[^1].\n\n[^1]: See {{ figure.second }}.").made
    assert plain(made.notes[0].text) == "See Figure 2."
    assert [one.part.id for one in made.may_go if one.part.kind == "chart"] == ["first"]


def test_a_metric_of_that_name_keeps_it(tmp_path: Path):
    more = "stated: {figure: {value: 5, unit: person, title: Rooms, source: s, at: p. 1}}\n"
    assert said(pointing(tmp_path, "With {{ figure }}.", more).made) == "With 5 people."


def test_pointers_are_nodes_of_their_own(tmp_path: Path):
    (first, *_) = pointing(tmp_path, "{{ figure.first }} shows it.").made.sections[0].blocks
    assert isinstance(first, Paragraph)
    assert first.children[0] == Pointer("figure", "first", "Figure 1")
