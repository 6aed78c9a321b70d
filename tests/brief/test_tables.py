"""Tables end with the brief's period, and reach as far back as they are told."""

from dataclasses import replace

import pytest
from handmade import HOLE, LANGUAGE, PERCENT, panel, series

from briefing.brief.tables import build_table
from briefing.core.period_notation import parse_period
from briefing.core.problems import ProblemLog
from briefing.core.series import PartialPeriod
from briefing.core.status import Status
from briefing.project.declared import Places
from briefing.project.printed_table_schema import TableConfig

TEN = series("d.ten", range(10, 20))  # 2015 to 2024
HOLED = series("d.holed", [1, HOLE, 3, None, 5], title="Stocks")


def table(lookup, rows, period, **more):
    log = ProblemLog()
    config = TableConfig(title="Output", rows=rows, **more)
    places = Places("brief.yaml", {}, {})
    made, facts = build_table(
        LANGUAGE, "t", config, lookup, parse_period(period),
        places=places, failed=frozenset(), log=log,
    )  # fmt: skip
    assert not log.problems
    return made, facts


def shown(made):
    return [
        (column, *(row.cells[index].text for row in made.rows))
        for index, column in enumerate(made.columns)
    ]


@pytest.mark.parametrize(
    ("period", "periods", "wanted"),
    [
        ("2024", 3, ["2022", "2023", "2024"]),
        ("2024", 1, ["2024"]),
        ("2022", 3, ["2020", "2021", "2022"]),
        ("2016", 3, ["2015", "2016"]),
        ("2024", 10, [str(year) for year in range(2015, 2025)]),
        ("2024", 40, [str(year) for year in range(2015, 2025)]),
    ],
)
def test_the_last_periods_up_to_that_of_the_brief(period, periods, wanted):
    made, facts = table({"d.ten": TEN}, ["d.ten"], period, periods=periods)
    assert shown(made) == [(year, str(int(year) - 2005)) for year in wanted]
    assert [str(fact.period) for fact in facts] == wanted


def test_five_periods_where_none_are_named():
    made, _ = table({"d.ten": TEN}, ["d.ten"], "2024")
    assert made.columns == ("2020", "2021", "2022", "2023", "2024")


def test_what_a_row_does_not_have_is_told_apart_from_what_is_withheld():
    made, facts = table({"d.ten": TEN, "d.holed": HOLED}, ["d.ten", "d.holed"], "2019", periods=4)
    assert shown(made) == [
        ("2016", "11", "…"),
        ("2017", "12", "3"),
        ("2018", "13", "W"),
        ("2019", "14", "5"),
    ]
    assert len(facts) == 7


def test_a_measure_with_members_makes_a_row_for_each_and_its_total_last():
    world = panel("d.world", {"North": [1, 2], "South": [3, 4]}, total=[4, 6])
    made, _ = table({"d.world": world}, "d.world", "2024")
    assert [row.heading.rpartition(": ")[2] for row in made.rows][:2] == ["North", "South"]
    assert [row.cells[-1].text for row in made.rows] == ["2", "4", "6"]
    assert [row.kind for row in made.rows] == ["member", "member", "whole"]
    made, _ = table({"d.world": world}, ["d.world"], "2024", at="latest")
    assert [row.kind for row in made.rows] == ["member", "member", "whole"]
    lone = panel("d.lone", {"North": [1, 2]})
    made, _ = table({"d.lone": lone, "d.x": series("d.x", [1, 2])}, ["d.lone", "d.x"], "2024")
    assert [row.kind for row in made.rows] == ["member", "member"]


def test_a_mark_stands_beside_what_is_not_simply_reported_and_says_so_below():
    line = series("d.x", [1, (2, Status.ESTIMATED), (3, Status.PROVISIONAL), None])
    made, facts = table({"d.x": line}, ["d.x"], "2018")
    (row,) = made.rows
    assert [(cell.text, cell.mark) for cell in row.cells] == [
        ("1", ""), ("2", "e"), ("3", "p"), ("W", ""),
    ]  # fmt: skip
    assert [cell.fact for cell in row.cells] == [fact.id for fact in facts]
    assert [note.split("\u00a0")[0] for note in made.notes] == ["e", "p", "W"]
    assert table({"d.x": line}, ["d.x"], "2015")[0].notes == ()


def test_a_break_is_noted_where_it_parts_two_columns():
    line = replace(series("d.x", [1, 2, 3, 4]), breaks={parse_period("2017"): "a new survey"})
    for periods, told in ((4, 1), (3, 1), (2, 0), (1, 0)):
        made, _ = table({"d.x": line}, ["d.x"], "2018", periods=periods)
        assert len(made.notes) == told, periods
    (note,) = table({"d.x": line}, ["d.x"], "2018")[0].notes
    assert "2017" in note
    assert "a new survey" in note
    partial = replace(line, breaks={parse_period("2018"): PartialPeriod("not over")})
    assert table({"d.x": partial}, ["d.x"], "2018")[0].notes == ()


def test_a_row_shows_periods_of_the_length_of_the_briefs_where_it_has_them():
    mixed = series("d.x", [10, 20], start="2023")
    quarters = series("d.x", [1, 2, 3], start="2023-Q4")
    mixed = replace(mixed, facts={**mixed.facts, **quarters.facts})
    assert shown(table({"d.x": mixed}, ["d.x"], "2024")[0]) == [("2023", "10"), ("2024", "20")]
    assert [one for _, one in shown(table({"d.x": mixed}, ["d.x"], "2024-Q2")[0])] == [
        "1",
        "2",
        "3",
    ]
    assert [one for _, one in shown(table({"d.x": quarters}, ["d.x"], "2025")[0])] == [
        "1",
        "2",
        "3",
    ]


def test_a_member_is_a_row_of_its_own_and_missing_where_others_have_a_value():
    world = panel("d.world", {"North": [1, 2], "South": [3, HOLE]}, title="Output")
    rows = ["d.world[North]", "d.world[South]"]
    made, facts = table({"d.world": world}, rows, "2016")
    row = made.rows[-1]
    assert "South" in row.heading
    assert row.cells[0].text == "3"
    assert facts[-1].quantity.status is Status.MISSING
    assert row.cells[-1].fact == facts[-1].id


def test_rows_that_read_alike_are_told_whatever_their_units():
    def told(other):
        log = ProblemLog()
        lookup = {"d.one": series("d.one", [1], title="Output"), "d.two": other}
        build_table(
            LANGUAGE, "t", TableConfig(title="Output", rows=["d.one", "d.two"]), lookup,
            parse_period("2015"), places=Places("brief.yaml", {}, {}), failed=frozenset(), log=log,
        )  # fmt: skip
        return [one.message for one in log]

    alike = ["another row of the table is called 'Output' too"]
    assert told(series("d.two", [2], title="Output")) == alike
    assert told(series("d.two", [2], title="Output", unit=PERCENT)) == alike
    assert told(series("d.two", [2], title="Stocks")) == []


def test_a_row_that_cannot_be_is_left_out_and_one_that_failed_is_told_elsewhere():
    log = ProblemLog()
    config = TableConfig(title="Output", rows=["d.ten", "d.gone", "broken"])
    made, _ = build_table(
        LANGUAGE, "t", config, {"d.ten": TEN}, parse_period("2024"),
        places=Places("brief.yaml", {}, {}), failed=frozenset({"broken"}), log=log,
    )  # fmt: skip
    assert len(made.rows) == 1
    assert [one.code for one in log] == ["unknown-series"]
