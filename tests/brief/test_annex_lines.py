"""The annex as it is printed: a group for each file and formula, a line for each series."""

import pytest
from small_projects import tried

SETS = """
datasets:
  d:
    path: data/d.csv
    source: s
    period: {column: Year}
    dimension: {column: Town}
    series:
      pupils: {column: Pupils, title: Pupils, unit: person}
      away: {column: Away, title: Away, unit: "%"}
    tokens: {W: {status: Q}}
"""
LONG = """\
Town,Year,Pupils,Away
North,2023,1200,4.1
South,2023,900,W
North,2024,"1,300",4.4
South,2024,950,5.0
"""
BRIEF = """
title: Pupils
period: 2024
highlights: {show: 0}
metrics:
  share: {share: d.pupils, of: North}
  more: {change: "d.pupils[North]"}
sections:
  - title: All
    text: "{{ share }}, {{ more }}; so it is."
    table: all
tables: {all: {title: Pupils, rows: [d.pupils, d.away]}}
"""


def groups_of(folder, data=LONG, sets=SETS, brief=BRIEF):
    made = tried(folder, data, sets, brief).made
    return {
        group.title: [(line.number, line.about, line.text) for line in group.lines]
        for group in made.annex_groups
    }


def test_the_cells_of_a_series_stand_in_one_line_by_period(tmp_path):
    groups = groups_of(tmp_path)
    assert groups["Read from data/d.csv (Statistics)"] == [
        (1, "Pupils: North; people; column 3 (Pupils)", "2023: 1,200, row 2; 2024: 1,300, row 4"),
        (2, "Pupils: South; people; column 3 (Pupils)", "2023: 900, row 3; 2024: 950, row 5"),
        (3, "Away: North; percent; column 4 (Away)", "2023: 4.1, row 2; 2024: 4.4, row 4"),
        (4, "Away: South; percent; column 4 (Away)", "2023: W, row 3; 2024: 5.0, row 5"),
    ]


def test_what_is_computed_stands_under_its_formula_and_names_its_inputs(tmp_path):
    groups = groups_of(tmp_path)
    assert [title for title in groups if title.startswith("Computed")] == [
        "Computed as percent(part ÷ sum(total))",
        "Computed as percent(now ÷ before − 1)",
    ]
    ((number, about, text),) = groups["Computed as percent(now ÷ before − 1)"]
    assert number == 6
    assert about == "Pupils, North: change since 2023, 2024"
    assert text == "8.3%: now 1,300 people; before 1,200 people"


def test_no_figure_of_a_brief_is_without_its_line(tmp_path):
    made = tried(tmp_path, LONG, SETS, BRIEF).made
    rows = [row for group in made.annex_groups for line in group.lines for row in line.rows]
    assert rows == list(made.annex)


def test_an_empty_cell_is_called_so_and_so_is_one_that_was_filled(tmp_path):
    data = LONG.replace(",1200,", ",,").replace(",W", ",")
    brief = BRIEF.replace("{{ share }}, {{ more }}; so", "So").replace("so it is", "it is")
    brief = brief.replace('  more: {change: "d.pupils[North]"}\n', "")
    title = "Read from data/d.csv (Statistics)"

    def lines(folder, sets):
        return {
            about.partition(";")[0]: text
            for _, about, text in groups_of(folder, data, sets, brief)[title]
        }

    told = lines(tmp_path / "empty", SETS)
    assert told["Away: South"] == "2023: n.a., an empty cell, row 3; 2024: 5.0, row 5"
    assert told["Pupils: North"] == "2023: n.a., an empty cell, row 2; 2024: 1,300, row 4"
    sets = SETS + (
        "    corrections: [{where: {Town: North, Year: 2023}, column: Pupils, expected: '', value: '1200', reason: by mail}]\n"
    )
    told = lines(tmp_path / "filled", sets)
    assert told["Pupils: North"].startswith("2023: 1,200, filled in an empty cell: by mail, row 2;")


ALONE = """
datasets:
  d:
    path: data/d.csv
    source: s
    period: {column: Year}
    series: {pupils: {column: Pupils, title: Pupils, unit: person}}
"""
OVER_TIME = """
title: Pupils
period: 2024
highlights: {show: 0}
sections: [{title: All, text: So it is., table: all}]
tables: {all: {title: Pupils, rows: [d.pupils], periods: 40}}
"""


def over_time(folder, years):
    data = "Year,Pupils\n" + "".join(f"{year},{year - 1000}\n" for year in years)
    (line,) = groups_of(folder, data, ALONE, OVER_TIME)["Read from data/d.csv (Statistics)"]
    return line[2]


@pytest.mark.parametrize(
    ("years", "text"),
    [
        (range(2022, 2025), "2022: 1,022, row 2; 2023: 1,023, row 3; 2024: 1,024, row 4"),
        (range(2021, 2025), "2021 to 2024, rows 2 to 5: 1,021; 1,022; 1,023; 1,024"),
        (range(2024, 2020, -1), "2021 to 2024, rows 5 to 2: 1,021; 1,022; 1,023; 1,024"),
        (
            [2021, 2022, 2024, 2023],
            "2021: 1,021, row 2; 2022: 1,022, row 3; 2023: 1,023, row 5; 2024: 1,024, row 4",
        ),
        (
            [2017, 2020, 2021, 2022, 2023, 2024],
            "2017: 1,017, row 2; 2020 to 2024, rows 3 to 7: 1,020; 1,021; 1,022; 1,023; 1,024",
        ),
    ],
)
def test_cells_beside_one_another_are_told_together(tmp_path, years, text):
    assert over_time(tmp_path, years) == text


def test_nobody_has_to_count_far_to_a_cell(tmp_path):
    parts = over_time(tmp_path, range(2004, 2025)).split(" to 20")
    assert over_time(tmp_path, range(2015, 2025)).startswith("2015 to 2024, rows 2 to 11: 1,015; ")
    assert len(parts) == 4
    assert "rows 2 to 8: 1,004" in parts[1]


def test_columns_of_periods_are_told_together_too(tmp_path):
    data = "Town,2021,2022,2023,2024\nNorth,4,5,,7\nSouth,1,2,3,4\n"
    sets = """
datasets:
  d:
    path: data/d.csv
    source: s
    dimension: {column: Town}
    series: {pupils: {title: Pupils, unit: person, columns: {2021: "2021", 2022: "2022", 2023: "2023", 2024: "2024"}}}
"""
    lines = groups_of(tmp_path, data, sets, OVER_TIME)["Read from data/d.csv (Statistics)"]
    assert [(about.rpartition("; ")[2], text) for _, about, text in lines] == [
        ("row 2", "2021 to 2024, columns 2 to 5: 4; 5; n.a., an empty cell; 7"),
        ("row 3", "2021 to 2024, columns 2 to 5: 1; 2; 3; 4"),
    ]


def test_what_is_computed_twice_has_one_line_to_which_both_lead(tmp_path):
    brief = BRIEF.replace(
        "{{ share }}, {{ more }}; so", "{{ away.change }}, {{ away.difference }}; so"
    )
    brief = brief.replace("metrics:\n", 'metrics:\n  away: {value: "d.away[North]"}\n')
    made = tried(tmp_path, LONG, SETS, brief).made
    lines = [line for group in made.annex_groups for line in group.lines]
    assert len({(line.about, line.text) for line in lines}) == len(lines)
    (change,) = [one for one in lines if one.about == "Change in away, North, since 2023, 2024"]
    assert len(change.anchors) == 2
