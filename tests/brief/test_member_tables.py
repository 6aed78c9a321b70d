"""Tables of members by measures: who stands there, in which order, unit and digits, and what is told of it."""

from dataclasses import replace
from fractions import Fraction

import pytest
from handmade import HOLE, LANGUAGE, PERCENT, panel
from pydantic import ValidationError
from small_projects import tried

from briefing.brief.member_tables import build_member_table
from briefing.core.period_notation import parse_period
from briefing.core.problems import ProblemLog
from briefing.core.status import Status
from briefing.core.unit import Unit
from briefing.project.declared import Places
from briefing.project.printed_table_schema import TableConfig

PUPILS = panel(
    "s.pupils", {"North": [10, 40], "South": [20, 30], "East": [5, None], "West": [7, 30]},
    total=[42, 120], title="Pupils",
)  # fmt: skip
RATE = panel(
    "s.rate", {"North": [4, 5], "South": [6, 7], "West": [1, 2]}, unit=PERCENT, title="Away"
)
LOOKUP = {"s.pupils": PUPILS, "s.rate": RATE}


def table(columns, period="2016", lookup=LOOKUP, notes=None, **more):
    log = ProblemLog()
    config = TableConfig(title="Pupils", columns=columns, notes=notes or {}, **more)
    places = Places("brief.yaml", {}, {})
    made, facts = build_member_table(
        LANGUAGE, "t", config, lookup, parse_period(period),
        notes=config.notes, places=places, failed=frozenset(), log=log,
    )  # fmt: skip
    return made, facts, [one.message for one in log.problems]


def lines(made):
    return [(row.heading, *(cell.text for cell in row.cells)) for row in made.rows]


def test_every_member_is_a_row_the_largest_first_and_the_total_last():
    made, facts, told = table(["s.pupils", "s.rate"])
    assert [one.partition(",")[0] for one in made.columns] == ["Pupils", "Away"]
    assert made.of == PUPILS.dimension
    assert [row[:2] for row in lines(made)][:2] == [("North", "40"), ("South", "30")]
    assert [row[0] for row in lines(made)] == [
        "North",
        "South",
        "West",
        "East",
        PUPILS.total.member,
    ]
    assert made.rows[-1].kind == "whole"
    assert not told
    assert (
        len(facts) == len({fact.id for fact in facts}) == 4 + 1 + 3
    )  # nobody reports a rate of East


def test_ties_keep_the_order_of_the_file_and_so_do_all_where_it_is_asked_for():
    made, _, _ = table(["s.pupils"], order="file")
    assert [row[0] for row in lines(made)][:4] == ["North", "South", "East", "West"]


def test_who_is_withheld_is_told_apart_from_who_has_no_row():
    made, _, _ = table(["s.pupils", "s.rate"])
    (east,) = [row for row in lines(made) if row[0] == "East"]
    assert east[1:] == ("W", "n.a.")
    assert made.notes == ("W\u00a0withheld", "n.a.\u00a0not available")


@pytest.mark.parametrize(
    ("top", "wanted"),
    [
        (1, [("North", "40"), ("3 others", "80")]),
        (3, [("North", "40"), ("South", "30"), ("West", "30"), ("1 other", "20")]),
        (4, [("North", "40"), ("South", "30"), ("West", "30"), ("East", "W")]),
        (9, [("North", "40"), ("South", "30"), ("West", "30"), ("East", "W")]),
    ],
)
def test_what_the_others_have_together_is_the_total_less_who_is_shown(top, wanted):
    made, _, _ = table(["s.pupils"], top=top)
    assert lines(made)[:-1] == wanted


def test_others_of_what_does_not_add_have_nothing_together():
    made, _, _ = table(["s.rate"], top=1)
    assert lines(made) == [("South", "7"), ("2 others", "n.ap.")]


def test_named_members_stand_in_their_order_and_without_a_total():
    made, _, told = table(["s.pupils"], members=["West", "North"])
    assert lines(made) == [("West", "30"), ("North", "40")]
    _, _, told = table(["s.pupils"], members=["Wst"])
    assert told == ["no measure of the table has a member 'Wst'"]


def test_members_stand_under_the_heads_of_their_groups():
    made, _, _ = table(["s.pupils"], groups={"Cold": ["North"], "Warm": ["South", "West"]})
    assert [(row.kind, row.heading) for row in made.rows[:5]] == [
        ("group", "Cold"), ("member", "North"), ("group", "Warm"), ("member", "South"), ("member", "West"),
    ]  # fmt: skip
    assert [cell.text for cell in made.rows[0].cells] == [""]


def test_two_periods_of_a_measure_each_name_theirs():
    made, _, told = table(["s.pupils", {"of": "s.pupils", "period": "2015"}])
    assert [one.rpartition(", ")[0] or one for one in made.columns] == [
        "Pupils, 2016",
        "Pupils, 2015",
    ]
    assert not told
    _, _, told = table(["s.pupils", "s.pupils"])
    assert len(told) == 1
    assert told[0].startswith("another column of the table is called")


@pytest.mark.parametrize(
    ("values", "head", "cells"),
    [
        ([1_200_000, 450_000], "1,000", ["1,200", "450"]),
        ([1_200_000, 450_300], "1,000", ["1,200.0", "450.3"]),
        ([1_200_000, 450_320], "", ["1,200,000", "450,320"]),
        ([900_000, 450_000], "", ["900,000", "450,000"]),
        ([12_000_000, 3_000_000], "million", ["12", "3"]),
        ([9_000_000, 3_000_000], "thousand", ["9,000", "3,000"]),
    ],
)
def test_a_unit_is_scaled_in_the_head_where_no_digit_is_lost(values, head, cells):
    one = panel("s.x", {"A": [0, values[0]], "B": [0, values[1]]}, unit=Unit("t"), title="X")
    made, _, _ = table(["s.x"], lookup={"s.x": one})
    assert [row[1] for row in lines(made)] == cells
    scaled = head.replace("1,000", "thousand")
    assert (scaled in made.columns[0]) if head else made.columns == ("X, t",)
    step = {"million": 1_000_000, "": None}.get(head, 1000)
    told = [Fraction(value, step) if step else None for value in values]
    assert [row.cells[0].scaled for row in made.rows] == told  # what a workbook has below that head


def test_an_author_chooses_unit_and_digits_and_no_small_figure_reads_as_nothing():
    one = panel("s.x", {"A": [0, 1_234_567], "B": [0, 890]}, unit=Unit("t"), title="X")
    lookup = {"s.x": one}
    made, _, _ = table([{"of": "s.x", "unit": "million t", "digits": 1}], lookup=lookup)
    assert [row[1] for row in lines(made)] == ["1.2", "0.001"]
    _, _, told = table([{"of": "s.x", "unit": "person"}], lookup=lookup)
    assert len(told) == 1


def test_notes_have_letters_that_are_no_marks_of_statuses():
    one = panel("s.x", {"A": [1, (2, Status.ESTIMATED)], "B": [1, 3]}, title="X")
    notes = {"B": "Anew.", "A, X": "In part."}
    made, _, told = table(["s.x"], lookup={"s.x": one}, notes=notes)
    assert [(row.mark, row.cells[0].mark) for row in made.rows] == [("a", ""), ("", "eb")]
    assert made.notes[1:] == ("a: Anew.", "b: In part.")
    assert not told
    _, _, told = table(["s.x"], lookup={"s.x": one}, notes={"C": "Nobody."})
    assert told == ["no cell of the table is called 'C'"]


def test_letters_of_notes_follow_the_eye_and_not_the_file():
    notes = {
        "West": "By post.",
        "South, Pupils": "By hand.",
        "North": "Anew.",
        "North, Away": "In part.",
    }
    made, _, told = table(["s.pupils", "s.rate"], notes=notes)
    assert [(row.mark, *(cell.mark for cell in row.cells)) for row in made.rows[:3]] == [
        ("a", "", "b"), ("", "c", ""), ("d", "", ""),
    ]  # fmt: skip
    assert [one for one in made.notes if ": " in one] == [
        "a: Anew.", "b: In part.", "c: By hand.", "d: By post.",
    ]  # fmt: skip
    assert not told


def test_notes_call_a_column_of_the_briefs_period_without_it_too():
    columns = ["s.pupils", "s.rate", {"of": "s.pupils", "period": "2015"}]
    notes = {
        "North, Away": "In part.",
        "South, Pupils": "By hand.",
        "West, Pupils, 2015": "By post.",
    }
    made, _, told = table(columns, notes=notes)
    assert not told
    assert [tuple(cell.mark for cell in row.cells) for row in made.rows[:3]] == [
        ("", "a", ""), ("b", "", ""), ("", "", "c"),
    ]  # fmt: skip
    _, _, told = table([{"of": "s.pupils", "period": "2015"}], notes={"South, Pupils": "By hand."})
    assert told == ["no cell of the table is called 'South, Pupils'"]


def test_of_when_the_figures_are_is_told_once():
    made, _, _ = table(["s.pupils", "s.rate"])
    assert made.when == "2016"
    assert not any("2016" in one for one in made.columns)
    made, _, _ = table([{"of": "s.pupils", "period": "2015"}, {"of": "s.rate", "period": "2015"}])
    assert made.when == ""
    assert all("2015" in one for one in made.columns)
    made, _, _ = table(["s.rate", {"of": "s.pupils", "period": "2015"}])
    assert (made.when, [one.split(", ")[1] for one in made.columns]) == ("", ["2016", "2015"])
    made, _, _ = table(["s.rate", {"of": "s.pupils", "period": "2015", "title": "Before"}])
    assert (made.when, made.columns) == ("", ("Away, 2016, %", "Before, t"))


TOWNS = "town,year,pupils\nAvon,2023,40\nAvon,2024,50\nBorda,2023,30\nBorda,2024,31\n"
TOWN_DATA = (
    "datasets: {d: {source: s, path: data/d.csv, period: {column: year}, dimension: town, "
    "series: {pupils: {column: pupils, title: Pupils, unit: person}}}}\n"
)


@pytest.mark.parametrize(
    ("title", "caption"),
    [("Pupils by town", "Pupils by town, 2024"), ("Pupils in {{ period }}", "Pupils in 2024")],
)
def test_a_caption_says_of_when_its_table_is(tmp_path, title, caption):
    made = tried(
        tmp_path,
        TOWNS,
        TOWN_DATA,
        "title: Pupils\nperiod: 2024\n"
        f"tables: {{t: {{title: '{title}', columns: [d.pupils]}}}}\n"
        "sections: [{title: Towns, table: t, text: 'Towns.'}]\n",
    )
    assert [(one.title, one.of) for one in made.tables] == [(caption, "Town")]


def test_what_is_no_measure_of_members_or_has_no_value_is_told():
    lookup = {**LOOKUP, "s.one": PUPILS.members["North"]}
    assert table(["s.one"], lookup=lookup)[2] == ["'s.one' has no members"]
    assert table(["s.pupils"], "2010")[2] == ["no member of 's.pupils' has a value for 2010"]
    assert table(["s.pupil"])[2] == ["unknown series 's.pupil'"]


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"rows": ["a"], "columns": ["b"]},
        {"columns": ["b"], "groups": {"A": ["x"]}, "top": 2},
    ],
)
def test_a_table_is_of_one_kind(wrong):
    with pytest.raises(ValidationError):
        TableConfig(title="T", **wrong)


@pytest.mark.parametrize(
    ("wrong", "told", "advice"),
    [
        ({"rows": ["a"], "top": 3}, "'top' does not go with 'rows'", "'columns', a measure each"),
        ({"columns": ["b"], "periods": 3}, "'periods' does not go with 'columns'", "are 'rows'"),
    ],
)
def test_keys_of_the_other_kind_are_told_with_what_to_write(wrong, told, advice):
    with pytest.raises(ValidationError) as refused:
        TableConfig(title="T", **wrong)
    (error,) = refused.value.errors()
    assert told in str(error["ctx"]["error"])
    assert advice in error["ctx"]["error"].advice


def test_one_member_alone_and_a_hole():
    one = replace(PUPILS, members={"North": PUPILS.members["North"]}, total=None)
    assert lines(table(["s.p"], lookup={"s.p": one})[0]) == [("North", "40")]
    holed = panel("s.h", {"A": [1, HOLE], "B": [-1, -2]}, title="Net")
    assert lines(table(["s.h"], lookup={"s.h": holed})[0]) == [("B", "−2"), ("A", "n.a.")]


def test_others_of_two_tables_are_two_figures_with_a_proof_of_their_own(tmp_path):
    """As many others of one measure, but not the same ones: 50 tons and 80 tons."""
    data = "Area,Year,P,Q\nA,2024,50,1\nB,2024,30,2\nC,2024,20,90\n"
    sets = """
datasets:
  d:
    source: s
    path: data/d.csv
    period: {column: Year}
    dimension: {column: Area}
    series: {p: {column: P, title: Output, unit: t}, q: {column: Q, title: Stocks, unit: t, kind: stock}}
"""
    brief = """
title: T
period: 2024
highlights: {show: 0}
tables:
  one: {title: By output, columns: [d.p], top: 1}
  two: {title: By stocks, columns: [d.q, d.p], top: 1}
sections: [{title: x, text: "y", tables: [one, two]}]
"""
    found = tried(tmp_path, data, sets, brief)
    cells = [one.rows[1].cells[-1] for one in found.tables]
    assert [one.text for one in cells] == ["50", "80"]
    assert [found.made.facts[one.fact].quantity.value for one in cells] == [50, 80]
