"""Tables that authors type in texts, and what they set apart: in the tree, on pages, and as claims."""

from __future__ import annotations

from pathlib import Path

import pytest
from brief_of_schools import of_schools

from briefing.core.document import Box, Document, Quote
from briefing.core.resources import TEMPLATES
from briefing.core.text_nodes import Paragraph, TextTable, plain
from briefing.core.workspace import Workspace
from briefing.writers.html.page import write_html
from briefing.writers.markdown.markdown import write_markdown

TABLE = """\
Schools of the town:

| School | Pupils | Kind |
| --- | ---: | :---: |
| North | {{ pupils.number }} | *open* |
| South | | closed |

They are open.
"""


def html(document: Document) -> str:
    return write_html(document, templates=[Workspace(TEMPLATES)], for_print=False)


def test_a_table_stands_between_its_paragraphs(tmp_path: Path):
    before, table, after = of_schools(tmp_path, TABLE).made.sections[0].blocks
    assert isinstance(before, Paragraph)
    assert isinstance(after, Paragraph)
    assert isinstance(table, TextTable)
    assert [plain(one) for one in table.head] == ["School", "Pupils", "Kind"]
    assert [[plain(one) for one in row] for row in table.rows] == [
        ["North", "530", "open"],
        ["South", "", "closed"],
    ]
    assert table.sides == ("left", "right", "center")


def test_pages_and_markdown_have_the_table_and_no_pipes(tmp_path: Path):
    made = of_schools(tmp_path, TABLE).made
    page, written = html(made), write_markdown(made)
    assert '<th scope="col" class="right">Pupils</th>' in page
    assert '<td class="center"><em>open</em></td>' in page
    assert "| North" not in page
    assert "| School | Pupils | Kind |\n| --- | ---: | :---: |\n| North | 530 | *open* |" in written


def test_a_number_typed_in_a_cell_is_naked_with_its_line(tmp_path: Path):
    (told,) = of_schools(tmp_path, TABLE.replace("| South | |", "| South | 45 |")).told
    assert told.code == "naked-number"
    assert "'45'" in str(told)
    assert told.place.line == 12


@pytest.mark.parametrize("text", ["- One\n\n  | A | B |\n  | - | - |\n  | c | d |\n"])
def test_a_table_cannot_stand_in_a_list(tmp_path: Path, text: str):
    assert "a table cannot stand in a list" in str(of_schools(tmp_path, text).told[0])


def test_nor_in_a_line(tmp_path: Path):
    more = "bottom_line: |\n  | A | B |\n  | - | - |\n  | c | d |\n"
    assert "a table cannot stand here" in str(of_schools(tmp_path, "Open.", more=more).told[0])


ASIDE = """\
    quote: {text: "We have no room left.", who: Head of a school}
    boxes:
      - {title: How pupils are counted, text: "On a day in May. There are {{ pupils }}.[^1]\\n\\n[^1]: By hand."}
      - text: "- Open\\n- Closed"
"""


def test_quotation_and_boxes_stand_at_the_end_of_their_section(tmp_path: Path):
    made = of_schools(tmp_path, "Schools.", shown=ASIDE).made
    _, quote, first, second = made.sections[0].blocks
    assert isinstance(quote, Quote)
    assert (plain(quote.text), quote.who) == ("We have no room left.", "Head of a school")
    assert isinstance(first, Box)
    assert isinstance(second, Box)
    assert plain(first.title) == "How pupils are counted"
    assert [one.id for one in (first, second)] == ["1-1", "1-2"]
    assert [plain(one.text) for one in made.notes] == ["By hand."]
    assert "pupils" in {one.fact for one in made.annex}


def test_they_are_on_the_page_and_in_markdown(tmp_path: Path):
    made = of_schools(tmp_path, "Schools.", shown=ASIDE).made
    page, written = html(made), write_markdown(made)
    assert "<p>“We have no room left.”</p>" in page
    assert '<h3 id="box-1-1-title">How pupils are counted</h3>' in page
    assert "> “We have no room left.”\n>\n> — Head of a school\n" in written
    assert (
        "> **How pupils are counted**\n>\n> On a day in May. There are 530 people.[^1]\n" in written
    )
    assert "> - Open\n> - Closed\n" in written


def test_one_box_needs_no_list(tmp_path: Path):
    shown = "    box: {title: Rooms, text: There are 45 rooms.}\n"
    found = of_schools(tmp_path, "Schools.", shown=shown)
    assert [type(one) for one in found.made.sections[0].blocks] == [Paragraph, Box]
    (told,) = found.told
    assert (told.code, told.place.line) == ("naked-number", 6)


def test_a_number_in_a_quotation_is_naked_too(tmp_path: Path):
    shown = '    quote: {text: "We lack 45 rooms."}\n'
    assert of_schools(tmp_path, "Schools.", shown=shown).codes == ["naked-number"]


def test_nothing_is_set_apart_unless_used(tmp_path: Path):
    page = html(of_schools(tmp_path, "Schools.").made)
    assert '<section class="box"' not in page
    assert "<blockquote" not in page
