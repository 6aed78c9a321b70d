"""Series and panels: what is there at a period, up to it, and since a break."""

from dataclasses import replace
from fractions import Fraction

import pytest
from handmade import HOLE, PERCENT, above, panel, series

from briefing.core.fact import Absence, Cell
from briefing.core.interval import Interval
from briefing.core.period_notation import parse_period
from briefing.core.series import PartialPeriod, ReadingCount, break_between, is_unreported
from briefing.core.spot import Spot
from briefing.core.status import Status

Y = {year: parse_period(str(year)) for year in range(2014, 2021)}


def years(facts) -> list[str]:
    return [str(one.period) for one in facts]


def test_the_last_so_many_facts_up_to_a_period():
    line = series("d.x", [1, 2, HOLE, 4, 5])
    assert years(line.until(Y[2018])) == ["2015", "2016", "2018"]
    assert years(line.until(Y[2018], 2)) == ["2016", "2018"]
    assert years(line.until(Y[2017])) == ["2015", "2016"]
    assert years(line.until(Y[2014])) == []
    assert years(line.until(parse_period("2018-Q4"))) == []
    assert line.at(Y[2017]) is None
    assert line.at(Y[2018]).quantity.value == 4


def test_what_stands_before_a_day_is_the_last_day_that_has_a_figure():
    days = series("d.x", [1, 2, HOLE, HOLE, 5], start="2025-05-29")
    assert str(days.before(parse_period("2025-06-02"))) == "2025-05-30"
    assert str(days.before(parse_period("2025-05-30"))) == "2025-05-29"
    assert str(days.before(parse_period("2025-05-29"))) == "2025-05-28"
    gap = series("d.x", [1, HOLE, 3])
    assert str(gap.before(Y[2017])) == "2016"


@pytest.mark.parametrize(
    ("one", "other", "is_broken"),
    [
        (2015, 2016, False), (2016, 2017, True), (2017, 2016, True), (2015, 2018, True),
        (2017, 2018, False), (2017, 2017, False),
    ],
)  # fmt: skip
def test_a_break_lies_between_the_period_before_and_its_own(one, other, is_broken):
    why = break_between({Y[2017]: "a survey"}, Y[one], Y[other])
    assert bool(why) is is_broken
    assert why in {"", "it is counted otherwise from 2017 on (a survey)"}


@pytest.mark.parametrize(
    ("one", "other", "is_told"),
    [(2016, 2017, True), (2017, 2018, True), (2017, 2017, False), (2016, 2018, False)],
)
def test_a_period_that_is_not_whole_is_compared_with_none(one, other, is_told):
    why = break_between({Y[2017]: PartialPeriod("not over")}, Y[one], Y[other])
    assert why == ("the figures do not cover all of 2017 (not over)" if is_told else "")


def test_since_a_break_only_what_can_be_compared_is_left():
    line = replace(series("d.x", [1, 2, 3, 4]), breaks={Y[2017]: "a survey"})
    assert years(line.since_break(Y[2018]).facts.values()) == ["2017", "2018"]
    assert years(line.since_break(Y[2016]).facts.values()) == ["2015", "2016"]
    unbroken = series("d.x", [1, 2])
    assert unbroken.since_break(Y[2016]) is unbroken
    world = panel("d.w", {"A": [1, 2, 3], "B": [4, 5, 6]}, total=[5, 7, 9])
    assert world.since_break(Y[2016]) is world
    broken = {Y[2017]: "a survey"}
    cut = replace(
        world,
        breaks=broken,
        members={name: replace(one, breaks=broken) for name, one in world.members.items()},
        total=replace(world.total, breaks=broken),
        groups={"G": replace(series("d.w[G]", [1, 2, 3], member="G"), breaks=broken)},
    ).since_break(Y[2016])
    assert {name: years(one.facts.values()) for name, one in cut.members.items()} == {
        "A": ["2015", "2016"], "B": ["2015", "2016"],
    }  # fmt: skip
    assert years(cut.total.facts.values()) == ["2015", "2016"]
    assert years(cut.groups["G"].facts.values()) == ["2015", "2016"]
    bare = replace(panel("d.w", {"A": [1, 2, 3]}), breaks=broken).since_break(Y[2016])
    assert bare.total is None


def test_a_member_without_a_row_is_there_as_missing():
    world = panel("d.w", {"A": [1, 2], "B": [3, HOLE]}, title="Output")
    cell = Cell(Spot("w.csv", "", 2, 2), "0" * 64, "h", "1", "book")
    facts = {when: replace(one, origin=cell) for when, one in world.members["A"].facts.items()}
    world = replace(world, members={**world.members, "A": replace(world.members["A"], facts=facts)})
    found = world.at(Y[2016])["B"]
    assert (found.id, found.title, found.member) == ("d.w[B,2016]", "Output", "B")
    assert (found.period, found.series) == (Y[2016], "d.w")
    assert found.origin == Absence("book", "w.csv", "d.w", "B", "2016")
    assert (found.quantity.status, found.quantity.value) == (Status.MISSING, None)
    assert found.quantity.unit == world.unit
    assert found.quantity.bounds == Interval(Fraction(0))
    assert world.at(Y[2017]) == {}
    rates = replace(world, unit=PERCENT)
    assert rates.at(Y[2016])["B"].quantity.bounds == Interval()
    stated = panel("d.w", {"A": [1, 2], "B": [3, HOLE]}).at(Y[2016])["B"]
    assert (stated.origin.source, stated.origin.file) == ("", "")


def test_who_did_not_report():
    world = panel("d.w", {"A": [1, 2], "B": [3, HOLE], "C": [1, None], "D": [1, above(3)]})
    assert world.unreported(Y[2016]) == ("B",)
    assert world.unreported(Y[2015]) == ()
    missing = world.at(Y[2016])["B"]
    collected = replace(missing, quantity=replace(missing.quantity, status=Status.NOT_COLLECTED))
    assert is_unreported(missing)
    assert is_unreported(collected)
    assert not is_unreported(world.at(Y[2016])["C"])


def test_the_periods_of_a_panel_are_those_of_any_row():
    world = panel("d.w", {"A": [1, HOLE], "B": [HOLE, 2]}, total=[1, 2, 3])
    assert [str(one) for one in world.periods] == ["2015", "2016", "2017"]
    assert [str(one) for one in panel("d.w", {"A": [1, HOLE]}).periods] == ["2015"]
    assert [one.member for one in world.every] == ["A", "B", "World"]


def test_what_a_series_or_panel_lacks_is_known_by_identity():
    (lack,) = series("d.x[A]", [1], member="A").lack(Y[2016])
    assert (lack.series, lack.member, lack.period) == ("d.x", "A", Y[2016])
    (any_,) = panel("d.w", {"A": [1]}).lack()
    assert (any_.series, any_.member, any_.period) == ("d.w", None, None)


def test_counts_of_two_readings_add():
    one, other = ReadingCount(1, 2, 3, 4), ReadingCount(10, 20, 30, 40)
    assert one + other == ReadingCount(11, 22, 33, 44)


def test_the_unit_tells_the_nature_where_nothing_else_does():
    assert panel("d.w", {"A": [1]}, unit=PERCENT).nature.value == "rate"
    assert panel("d.w", {"A": [1]}).nature.value == "flow"
