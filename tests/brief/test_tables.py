"""Tables end with the brief's period, and reach as far back as they are told."""

import pytest
from handmade import HOLE, LANGUAGE, series

from briefing.brief.tables import build_table
from briefing.core.period_notation import parse_period
from briefing.core.problems import ProblemLog
from briefing.project.brief_schema import TableConfig
from briefing.project.declared import Places

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
    from handmade import panel

    world = panel("d.world", {"North": [1, 2], "South": [3, 4]}, total=[4, 6])
    made, _ = table({"d.world": world}, "d.world", "2024")
    assert [row.heading.rpartition(": ")[2] for row in made.rows][:2] == ["North", "South"]
    assert [row.cells[-1].text for row in made.rows] == ["2", "4", "6"]
