"""A figure names whose it is, and says no more of its movement than has a meaning."""

from pathlib import Path

import pytest
from small_projects import tried

from briefing.app.build.pipeline import check_all

PROJECT = """\
sources: {s: {title: Labour, publisher: O, published: 2025-01-31, licence: CC0}}
datasets:
  d:
    source: s
    path: data/d.csv
    dimension: {column: region}
    period: {column: year}
    series: {x: {column: v, title: Unemployment rate, unit: percent}}
"""
DATA = (
    "region,year,v\nNorth,2022,6.1\nNorth,2023,6.0\nNorth,2024,7.2\nEast,2022,5.1\nEast,2023,5.3\n"
)
BRIEF = """\
title: Rates
period: 2024
metrics:
  n: {value: "d.x[North]"}
  g: {change: "d.x[North]", since: 2022}
key_figures: [n, g]
sections: [{title: One, text: Text., table: t, chart: c}]
charts: {c: {line: ["d.x[North]", "d.x[East]"], title: C}}
tables: {t: {title: T, rows: ["d.x[North]", "d.x[East]"]}}
"""


@pytest.fixture
def document(tmp_path: Path):
    for name, text in (("config/project", PROJECT), ("config/b", BRIEF)):
        path = tmp_path / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "data").mkdir()
    (tmp_path / "data/d.csv").write_text(DATA, encoding="utf-8")
    (brief,) = check_all(project=tmp_path)
    return brief.document


def test_a_change_of_a_rate_names_its_member_and_is_not_said_to_rise(document):
    value, change = document.key_figures
    assert (value.label, value.direction) == ("Unemployment rate, North", "up")
    assert change.label == "Unemployment rate, North: change since 2022"
    assert (change.change, change.since) == (None, "")


def test_an_absent_row_is_told_in_a_table_as_an_empty_cell_is(document):
    (table,) = [
        one for section in document.sections for one in section.blocks if hasattr(one, "rows")
    ]
    north, east = table.rows
    assert [cell.text for cell in north.cells] == ["6.1", "6.0", "7.2"]
    assert [cell.text for cell in east.cells] == ["5.1", "5.3", "n.a."]
    assert table.notes == ("n.a.\u00a0not available",)


def test_a_line_that_ends_before_others_is_named_under_the_chart(document):
    (figure,) = document.figures()
    assert figure.plot.notes == ("East ends in 2023.",)


def test_a_chart_of_one_member_names_it(tmp_path):
    data = "year,region,x\n2023,Avon,5\n2024,Avon,6\n2023,Borda,7\n2024,Borda,8\n"
    project = (
        "datasets: {d: {source: s, path: data/d.csv, period: {column: year}, dimension: region, "
        "series: {x: {column: x, title: Beds, unit: item}}}}\n"
    )
    brief = (
        "title: T\nperiod: 2024\nmetrics: {a: {value: 'd.x[Avon]', title: Beds in Avon}}\n"
        "charts: {one: {line: 'd.x[Avon]', title: Over time}, own: {line: a, title: Own}, "
        "two: {line: ['d.x[Avon]', 'd.x[Borda]'], title: Two}}\n"
        "sections: [{title: S, charts: [one, own, two]}]\n"
    )
    figures = tried(tmp_path, data, project, brief).made.figures()
    one, own, two = ((figure.subtitle, figure.alt) for figure in figures)
    assert one[0] == "Beds, Avon, 2023–2024"
    assert one[1].startswith("Over time. Line chart of beds, Avon, from 2023 to 2024: 5")
    assert own[0] == "Beds in Avon, 2023–2024"
    assert two[0] == "Beds, 2023–2024"
