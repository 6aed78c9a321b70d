"""Characters that no shipped font has are found wherever they would be drawn."""

from __future__ import annotations

import time
from dataclasses import fields, replace

import pytest
import sample_documents as samples

from briefing.core.document import Figure
from briefing.core.statistics_table import Table
from briefing.core.text_nodes import Styled
from briefing.writers.house.glyphs import missing_glyphs


def test_the_samples_can_be_set(brief):
    assert missing_glyphs(brief) == ()
    assert missing_glyphs(samples.us_economy()) == ()
    assert missing_glyphs(samples.hostile()) == ()


def test_a_character_is_named_with_the_words_around_it(brief):
    text = samples.line(
        "Much of the rare earths of the world is carried down the ",
        Styled("strong", samples.line("黄 river")),
        " and its many tributaries to the plants of the coast, and 黄 again.",
    )
    (found,) = missing_glyphs(replace(brief, bottom_line=text))
    assert (found.character, found.code) == ("黄", "U+9EC4")
    assert found.context == "… the world is carried down the 黄 river and its many tributaries …"
    assert str(found) == (
        "no shipped font has the character '黄' (U+9EC4, cjk unified ideograph-9ec4) "
        f"in “{found.context}”"
    )


def test_all_are_found_in_reading_order(brief):
    found = missing_glyphs(replace(brief, title=samples.line("☃ and ☂"), brand="☀"))
    assert [one.character for one in found] == ["☀", "☃", "☂"]
    assert found[1].context == "☃ and ☂"


def test_spaces_and_accents_need_no_glyph_of_their_own(brief):
    spaces = "a\u00a0b\u202fc\u2009d\u200be\u2060f\u00adg\nh\ti"
    assert missing_glyphs(replace(brief, brand=spaces, author="Ame\u0301lie")) == ()


_FIGURE = next(samples.rare_earths().figures())
_TABLE = next(
    block
    for section in samples.rare_earths().sections
    for block in section.blocks
    if isinstance(block, Table)
)
_CELL = replace(_TABLE.rows[0].cells[0], text="☃")
_BLOCKS = {
    "label of a chart": replace(_FIGURE, plot=samples.bars({"☃": "1"})),
    "data of a chart": replace(_FIGURE, plot=replace(_FIGURE.plot, table=(("Year", "☃"),))),
    "note of a chart": replace(_FIGURE, notes=("☃",)),
    "source of a chart": replace(_FIGURE, source="☃"),
    "subtitle of a chart": replace(_FIGURE, subtitle="☃"),
    "title of a table": replace(_TABLE, title="☃"),
    "column of a table": replace(_TABLE, columns=("☃",)),
    "measure of a table": replace(_TABLE, measure="☃"),
    "cell of a table": replace(_TABLE, rows=(replace(_TABLE.rows[0], cells=(_CELL,)),)),
    "unit of a table": replace(_TABLE, rows=(replace(_TABLE.rows[0], unit="☃"),)),
}


@pytest.mark.parametrize("block", _BLOCKS.values(), ids=_BLOCKS)
def test_blocks_are_searched(brief, block):
    section = replace(brief.sections[0], blocks=(block,))
    (found,) = missing_glyphs(replace(brief, sections=(section,)))
    assert found.character == "☃"


def test_words_that_are_only_spoken_are_not_searched(brief):
    figure = replace(_FIGURE, alt="☃")
    assert isinstance(figure, Figure)
    section = replace(brief.sections[0], blocks=(figure,))
    assert missing_glyphs(replace(brief, sections=(section,))) == ()


_SPARED = {
    "publication",
    "alt",
    "fact",
    "before",
    "direction",
    "change",
    "inputs",
    "reason",
    "id",
    "number",
}
_PARTS = ("key_figures", "highlights", "recommendations", "sources", "annex")


@pytest.mark.parametrize("part", _PARTS)
def test_no_text_of_a_part_is_forgotten(brief, part):
    first, *_ = getattr(brief, part)
    for field in fields(first):
        if field.name in _SPARED or field.name == "aliases":
            continue
        snow = samples.line("☃") if isinstance(getattr(first, field.name), tuple) else "☃"
        snow = ("☃",) if field.name == "names" else snow
        changed = replace(first, **{field.name: snow})
        (found,) = missing_glyphs(replace(brief, **{part: (changed,)}))
        assert found.character == "☃", field.name


def test_it_takes_no_time(brief):
    missing_glyphs(brief)
    start = time.perf_counter()
    missing_glyphs(brief)
    assert time.perf_counter() - start < 0.05
