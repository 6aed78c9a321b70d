"""Figures of running text bear the number of their line in the annex, where the brief asks for it."""

from __future__ import annotations

import re
from pathlib import Path

from brief_of_schools import of_schools

from briefing.core.document import Document
from briefing.core.resources import TEMPLATES
from briefing.core.text_nodes import Paragraph, characters, plain
from briefing.core.workspace import Workspace
from briefing.writers.html.page import write_html
from briefing.writers.markdown.markdown import write_markdown

TEXT = "They have {{ pupils }}, which {{ pupils.verb }}.[^1]\n\n[^1]: After {{ pupils.before }}.\n"
MORE = (
    'annex: numbered\nsubtitle: "Of {{ pupils }}"\nbottom_line: "Pupils {{ pupils.moved }}."\n'
    "highlights: {show: 0, contrary: {show: false, because: A test.}}\n"
)


def made(folder: Path, more: str = MORE) -> Document:
    return of_schools(folder, TEXT, more=more).made


def printed(document: Document, *, for_print: bool = True) -> str:
    return write_html(document, templates=[Workspace(TEMPLATES)], for_print=for_print)


def test_each_figure_has_the_number_of_its_line(tmp_path: Path):
    document = made(tmp_path)
    lines = {
        fact: line.number
        for group in document.annex_groups
        for line in group.lines
        for fact in line.anchors
    }
    (text,) = [one for one in document.sections[0].blocks if isinstance(one, Paragraph)]
    said = characters(text.children).replace("\u00a0", " ")
    assert said == f"They have 530 people[{lines['pupils']}], which rose.1"
    assert "[" not in plain(text.children)
    assert f"[{lines['pupils.change']}]" in characters(document.bottom_line)
    assert f"[{lines['pupils[2023]']}]" in characters(document.notes[0].text)


def test_numbers_stand_on_paper_alone_and_only_where_they_are_asked_for(tmp_path: Path):
    document = made(tmp_path)
    found = re.findall(r'<sup class="line-number">\[(\d+)\]</sup>', printed(document))
    assert len(found) == 3
    assert 'line-number">' not in printed(document, for_print=False)
    assert "people[" not in write_markdown(document)
    assert 'line-number">' not in printed(made(tmp_path, MORE.replace("numbered", "pages")))


def test_what_stands_beside_no_sentence_has_none(tmp_path: Path):
    assert "[" not in characters(made(tmp_path).subtitle)
