"""A row that is the sum of others is no member wherever these stand, where that is hardly chance."""

import pytest
from small_projects import tried

from briefing.core.nature import Nature
from briefing.data.aggregates import named_aggregates, scattered_aggregates
from tests.analysis.series import series

NATIONS = {
    "England": [5412, 5498, 5561], "Northern Ireland": [187, 191, 189],
    "Scotland": [531, 528, 540], "Wales": [303, 309, 311],
}  # fmt: skip


def told(rows, nature: Nature = Nature.FLOW) -> dict[str, str]:
    members = {name: series("Output", values, member=name) for name, values in rows.items()}
    return {one.member: one.why for one in scattered_aggregates(members, nature)}


def plus(*names: str) -> list[int]:
    return [sum(values) for values in zip(*(NATIONS[name] for name in names), strict=True)]


def test_the_sum_of_two_that_stand_apart():
    rows = {**NATIONS, "Celtic": plus("Scotland", "Northern Ireland")}
    assert told(rows) == {"Celtic": "it equals the sum of Northern Ireland and Scotland"}


def test_the_sum_of_all_others_but_one_or_two():
    rows = {"Mainland": plus("England", "Scotland", "Wales"), **NATIONS}
    assert told(rows) == {"Mainland": "it equals the sum of all others but Northern Ireland"}
    rows = {**rows, "Isle": [77, 79, 84]}
    assert told(rows) == {
        "Mainland": "it equals the sum of all others but Northern Ireland and Isle"
    }


@pytest.mark.parametrize(
    ("celtic", "nature"),
    [
        ([718, 719, 733], Nature.FLOW),  # other than its parts in one year
        (["W", 719, 729], Nature.FLOW),  # of two years alone it may be chance
        ([718, 719, 729], Nature.RATE),
        ([0, 0, 0], Nature.FLOW),
    ],
)
def test_what_is_no_sum_or_may_be_one_by_chance_is_a_member(celtic, nature):
    assert told({**NATIONS, "Celtic": celtic}, nature) == {}


def test_small_counts_add_by_chance():
    beds = {"A": [9, 8, 9], "B": [4, 3, 5], "C": [5, 5, 4], "D": [11, 12, 9], "E": [3, 1, 2]}
    assert told(beds) == {}


@pytest.mark.parametrize(
    ("names", "aside"),
    [
        (["England & Wales", "London", "Wales", "North East"], {"England & Wales": "total"}),
        (["London", "Inner London", "Outer London", "Leeds"], {"London": "groups"}),
        (["London", "Inner London", "Leeds"], {}),
    ],
)
def test_what_its_name_tells_to_hold_others_is_no_member(names, aside):
    assert {one.member: one.what for one in named_aggregates(names)} == aside


def test_it_is_told_and_has_no_rank(tmp_path):
    rows = {**NATIONS, "Celtic": plus("Scotland", "Northern Ireland")}
    data = "area,year,jobs\n" + "".join(
        f"{name},{2022 + place},{value}\n"
        for name, values in rows.items()
        for place, value in enumerate(values)
    )
    project = (
        "datasets: {d: {source: s, path: data/d.csv, period: {column: year}, dimension: {column: area}, "
        "series: {jobs: {column: jobs, title: Jobs, unit: person}}}}\n"
    )
    brief = "title: T\nperiod: 2024\nmetrics: {m: {rank: d.jobs, at: 2}}\nkey_figures: [m]\n"
    found = tried(tmp_path, data, project, brief)
    (one,) = (one for one in found.told if one.code == "undeclared-aggregate")
    assert "'Celtic' looks like a group of other rows: it equals the sum of Northern" in one.message
    assert found.figures[0].startswith("Second-largest member in jobs: Scotland | 540 people")
