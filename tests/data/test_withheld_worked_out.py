"""Withheld values that the rest of the data gives away: by sums of members and measures, by shares."""

import pytest
from small_projects import tried

BRIEF = "title: T\nperiod: 2024\nmetrics: {a: {value: 'd.%s'}}\nkey_figures: [a]\nhighlights: {show: 0}\n"


def told(folder, data, series, *, dimension="", shown="v[North]"):
    of = f", dimension: {dimension}" if dimension else ""
    project = f"datasets: {{d: {{source: s, path: data/d.csv, period: {{column: year}}{of}, series: {series}}}}}\n"
    found = tried(folder, data, project, BRIEF % shown)
    return [one.message for one in found.told if one.code == "withheld-derivable"]


COUNTS = (
    "{all: {column: all, unit: person, title: Pupils}, boys: {column: boys, unit: person, title: Boys},"
    " girls: {column: girls, unit: person, title: Girls}}"
)


@pytest.mark.parametrize(
    ("last", "message"),
    [
        ("95,47,W", "'Girls' is withheld in 2024 and can be worked out from what is read: 'Pupils' less 'Boys' is 48"),
        ("95,W,47", "'Boys' is withheld in 2024 and can be worked out from what is read: 'Pupils' less 'Girls' is 48"),
        ("W,47,48", "'Pupils' is withheld in 2024 and can be worked out from what is read: the sum of 'Boys' and 'Girls' is 95"),
    ],
)  # fmt: skip
def test_measures_that_add(tmp_path, last, message):
    data = f"year,all,boys,girls\n2022,88,44,44\n2023,91,45,46\n2024,{last}\n"
    shown = "all" if last.startswith("95") else "boys"
    assert told(tmp_path, data, COUNTS, shown=shown) == [message]


@pytest.mark.parametrize(
    ("earlier", "last"),
    [
        ("91,45,46", "95,W,W"),  # two withheld hide one another
        ("91,45,40", "95,47,W"),  # they do not add
        ("2,1,1", "95,47,W"),  # so small a sum may be chance
        ("91,45,46", "95,47,n.a."),  # nobody withholds it
    ],
)
def test_what_stays_withheld(tmp_path, earlier, last):
    data = f"year,all,boys,girls\n2023,{earlier}\n2024,{last}\n"
    assert told(tmp_path, data, COUNTS, shown="all") == []


VALUES = "{v: {column: v, unit: person, title: Pupils}}"
SHARES = (
    "{v: {column: v, unit: person, title: Pupils},"
    " p: {column: p, unit: percent, title: Share of pupils}}"
)


def test_group_less_its_members(tmp_path):
    rows = {
        "North": (45, 46, 47),
        "South": (55, 57, "W"),
        "West": (13, 18, 12),
        "Mainland": (100, 103, 106),
    }
    data = "year,region,v\n" + "".join(
        f"{2022 + at},{who},{value}\n"
        for who, each in rows.items()
        for at, value in enumerate(each)
    )
    (message,) = told(tmp_path, data, VALUES, dimension="{column: region, groups: [Mainland]}")
    assert message.endswith("'Mainland' less the others of North and South is 59")


def test_row_that_is_called_all(tmp_path):
    data = "year,region,v\n2023,North,45\n2023,South,55\n2023,All,100\n2024,North,47\n2024,South,W\n2024,All,106\n"
    (message,) = told(tmp_path, data, VALUES, dimension="region")
    assert message.endswith("the total less the other members is 59")


def test_share_of_the_total_gives_a_member_away(tmp_path):
    data = (
        "year,region,v,p\n2023,North,45,45.0\n2023,South,55,55.0\n"
        "2024,North,50,40.0\n2024,South,W,60.0\n"
    )
    (message,) = told(tmp_path, data, SHARES, dimension="region")
    assert message.endswith("'Share of pupils' it is about 75")
    other = data.replace("55,55.0", "55,61.0")  # they are shares of something else
    assert told(tmp_path / "other", other, SHARES, dimension="region") == []


def test_share_of_one_measure_in_another(tmp_path):
    series = (
        "{all: {column: all, unit: person, title: Pupils}, girls: {column: girls, unit: person, title: Girls},"
        " p: {column: p, unit: percent, title: Share of girls}}"
    )
    data = "year,all,girls,p\n2022,200,100,50.0\n2023,200,90,45.0\n2024,210,W,40.0\n"
    (message,) = told(tmp_path, data, series, shown="all")
    assert message.startswith("'Girls' is withheld in 2024")
    assert message.endswith("by 'Share of girls' it is about 84")


@pytest.mark.parametrize(
    ("total", "message"),
    [
        (
            "105",
            "'East' is withheld in 2024, and the total less the other members leaves nothing: "
            "either it is 0, or it is not counted in the total",
        ),
        (
            "106",
            "'East' is withheld in 2024 and can be worked out from what is read: "
            "the total less the other members is 1",
        ),
        ("104", None),
    ],
)
def test_total_of_what_is_shown_alone(tmp_path, total, message):
    data = (
        "year,region,v\n2023,North,45\n2023,South,55\n2023,East,5\n2023,All,105\n"
        f"2024,North,47\n2024,South,58\n2024,East,W\n2024,All,{total}\n"
    )
    assert told(tmp_path, data, VALUES, dimension="region") == [message] * (message is not None)


def test_totals_with_and_without_what_is_withheld_are_told_apart(tmp_path):
    data = (
        "year,region,v\n2023,North,45\n2023,South,55\n2023,East,W\n2023,All,105\n"
        "2024,North,47\n2024,South,58\n2024,East,W\n2024,All,105\n"
    )
    messages = told(tmp_path, data, VALUES, dimension="region")
    assert [one.partition(" is withheld ")[2] for one in messages] == [
        "in 2023 and can be worked out from what is read: the total less the other members is 5",
        "in 2024, and the total less the other members leaves nothing: "
        "either it is 0, or it is not counted in the total",
    ]


def test_measure_that_is_the_sum_of_the_other(tmp_path):
    data = "year,all,boys,girls\n2022,88,44,44\n2023,91,45,46\n2024,95,95,W\n"
    (message,) = told(tmp_path, data, COUNTS, shown="all")
    assert message.endswith(
        "'Pupils' less 'Boys' leaves nothing: either it is 0, or it is not counted in the total"
    )


def test_whole_of_nothing_is_nothing(tmp_path):
    data = "year,all,boys,girls\n2022,88,44,44\n2023,91,45,46\n2024,W,0,0\n"
    (message,) = told(tmp_path, data, COUNTS, shown="boys")
    assert message.endswith("the sum of 'Boys' and 'Girls' is 0")


def test_several_that_a_total_may_leave_out_are_counted(tmp_path):
    data = "year,region,v\n" + "".join(
        f"{year},North,45\n{year},South,55\n{year},East,W\n{year},All,100\n"
        for year in (2023, 2024)
    )
    (message,) = told(tmp_path, data, VALUES, dimension="region")
    assert message.startswith("'East' is withheld in 2023 (1 more like it), and the total")
