"""Rows that are no members: totals, groups of others, remainders."""

import pytest

from briefing.core.nature import Nature
from briefing.data.aggregates import added_aggregates, named_aggregates
from briefing.data.sum_screen import LONGEST_RUN
from tests.analysis.series import series


def named(*names: str) -> dict[str, str]:
    return {one.member: one.what for one in named_aggregates(names)}


def added(rows: dict[str, list[object]], nature: Nature = Nature.FLOW) -> dict[str, str]:
    members = {name: series("Output", values, member=name) for name, values in rows.items()}
    return {one.member: one.what for one in added_aggregates(members, nature)}


def test_names_tell_totals_groups_and_remainders():
    assert named("France", "Italy", "Total", "EU27_2020", "Other countries") == {
        "Total": "total",
        "EU27_2020": "groups",
        "Other countries": "rest",
    }
    assert named("North", "South", "Rest of the country", "Not stated") == {
        "Rest of the country": "rest",
        "Not stated": "rest",
    }
    assert named("UK total [note 2]", "North") == {"UK total [note 2]": "total"}
    assert named("Cuba", "World", "Arab World", "Chad", "Peru") == {
        "World": "total",
        "Arab World": "groups",
    }
    assert named("0-14", "15-64", "65+", "All ages") == {"All ages": "total"}
    assert named("North", "South", "Country") == {"Country": "total"}
    assert named("North", "Black Country", "Countryside") == {}


def test_groups_that_are_the_subject_of_a_table_are_its_members():
    assert named("South Asia", "Sub-Saharan Africa", "North America") == {}


@pytest.mark.parametrize(
    "name",
    [
        "Euro area – 20 countries (from 2023)",
        "Euro area - 19 countries  (2015-2022)",
        "European Union - 27 countries (from 2020)",
        "OECD (38 countries)",
        "Euro area",
    ],
)
def test_a_group_is_known_whatever_it_consists_of(name):
    (found,) = named_aggregates([name, "France", "Italy", "Malta"])
    assert (found.member, found.what) == (name, "groups")


def test_a_country_above_or_below_rows_that_are_none_is_their_whole():
    assert named("England", "Barnet", "Camden", "Other districts") == {
        "England": "total",
        "Other districts": "rest",
    }
    assert named("Linz", "Graz", "Austria") == {"Austria": "total"}
    assert named("Nederland", "Utrecht", "Vlieland") == {"Nederland": "total"}
    assert named("England", "Barnet") == {}
    assert named("Barnet", "England", "Camden") == {}
    assert named("England", "Wales", "Cornwall") == {}
    assert named("Chicken", "Pork", "Turkey") == {}


@pytest.mark.parametrize("name", ["Totland", "Northern Ireland", "Otherton", "Globe", "Worldham"])
def test_a_name_that_only_begins_alike_is_a_member(name):
    assert named("North", name) == {}


def test_a_row_that_equals_all_others_in_every_period_is_their_total():
    rows = {"North": [200, 213], "West": [300, 307], "London": [400, 410], "UK": [900, 930]}
    assert added(rows) == {"UK": "total"}
    assert added({**rows, "UK": [900, 940]}) == {}
    assert added(rows, Nature.RATE) == {}


def test_one_period_needs_more_parts_than_two():
    assert added({"A": [5], "B": [2], "C": [3]}) == {}
    assert added({"A": [17], "B": [29], "C": [31], "D": [40], "T": [117]}) == {"T": "total"}


def test_a_total_that_is_rounded_is_one_all_the_same():
    rows = {"A": ["10.4", "11.6"], "B": ["20.4", "21.7"], "C": ["30.4", "3.1"], "T": [61, 36]}
    assert added(rows) == {"T": "total"}


def test_a_row_that_equals_those_below_it_is_their_group():
    rows = {
        "England": [700, 731], "North": [300, 311], "South": [400, 420],
        "Wales": [91, 97], "Scotland": [87, 83],
    }  # fmt: skip
    assert added(rows) == {"England": "groups"}


def test_a_row_of_nothing_is_no_sum():
    assert added({"A": [0, 0], "B": [0, 0], "C": [0, 0]}) == {}


def test_a_row_is_the_sum_of_so_many_neighbours_and_no_more():
    def rows(count: int) -> dict[str, list[object]]:
        parts = {f"part {number}": [number + 100, number + 300] for number in range(count)}
        total = [sum(values) for values in zip(*parts.values(), strict=True)]
        return {"other": [5, 9], "group": total, **parts, "end": [7, 3]}

    assert "group" in added(rows(LONGEST_RUN))
    assert "group" not in added(rows(LONGEST_RUN + 1))


@pytest.mark.parametrize(
    ("names", "aside"),
    [
        (["England and Wales", "England", "Wales"], {"England and Wales": "total"}),
        (
            [
                "United Kingdom",
                "England",
                "North East",
                "London",
                "Wales",
                "Scotland",
                "Northern Ireland",
            ],
            {"United Kingdom": "total", "England": "groups"},
        ),
        (
            ["UK", "Great Britain", "England", "Wales", "Scotland", "Northern Ireland"],
            {"UK": "total", "Great Britain": "groups"},
        ),
        (["Germany", "Bayern", "Hessen", "Not known"], {"Germany": "total", "Not known": "rest"}),
        (
            ["Denmark", "Hovedstaden", "Sjælland", "Syddanmark", "Midtjylland", "Nordjylland"],
            {"Denmark": "total"},
        ),
        (["UK", "England", "Wales", "Scotland", "Northern Ireland"], {"UK": "total"}),
        (["Coal, oil and gas", "Coal", "Oil", "Gas", "Wind"], {"Coal, oil and gas": "groups"}),
        (["United Kingdom", "England", "Wales"], {"United Kingdom": "total"}),
        (["England and Wales", "Scotland"], {}),
        (["England", "Wales", "Scotland"], {}),
        (["United States", "Georgia", "Mexico"], {}),
        (["Trinidad and Tobago", "Cuba"], {}),
    ],
)
def test_a_place_beside_its_parts_is_no_member(names, aside):
    assert {one.member: one.what for one in named_aggregates(names)} == aside


def test_what_stays_as_it_was_is_no_second_proof_of_a_sum():
    hospitals = {"A": [9] * 6, "B": [4] * 6, "C": [5] * 6, "D": [11] * 6}
    assert added(hospitals) == {}
    changing = {"A": [907, 911, 934], "B": [401, 402, 410], "C": [506, 509, 524], "D": [11, 12, 9]}
    assert added(changing) == {"A": "groups"}
