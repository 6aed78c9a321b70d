"""What heads and captions say of a unit: what the title beside it leaves to say, and no noun twice."""

import pytest
from handmade import LANGUAGE
from small_projects import tried

from briefing.core.document import Figure
from briefing.language.unit_words import unit_left

DATA = "mode,year,trips,jobs\nBus,2023,12,30\nBus,2024,14,31\nTram,2023,7,40\nTram,2024,9,41\n"
PROJECT = """
units: {trip: {one: trip, many: trips}}
datasets:
  d:
    source: s
    path: data/d.csv
    period: {column: year}
    dimension: mode
    series:
      trips: {column: trips, title: Trips, unit: thousand trip, kind: flow}
      jobs: {column: jobs, title: Jobs, unit: thousand person, kind: stock}
"""
BRIEF = """
title: Trips
period: 2024
tables:
  years: {title: Trips, rows: [d.trips]}
  both: {title: Modes, rows: ["d.trips[Bus]", "d.jobs[Bus]"]}
  modes: {title: Modes, columns: [d.trips, d.jobs]}
charts: {x: {bar: d.trips, title: Trips}, y: {bar: d.jobs, title: Jobs}}
sections: [{title: Modes, charts: [x, y], tables: [years, both, modes], text: Trips.}]
"""


@pytest.mark.parametrize(
    ("title", "unit", "left"),
    [
        ("Trips", "thousand trips", "thousands"),
        ("Trips by bus", "million trips", "millions"),
        ("Trips", "trips", ""),
        ("Trips (thousand trips)", "thousand trips", ""),
        ("Jobs", "thousand people", "thousand people"),
        ("Debt", "million pounds", "million pounds"),
        ("Round trips of a day", "lakh trips", "lakhs"),
        ("Tripsters", "thousand trips", "thousand trips"),
        ("Trips", "", ""),
        ("", "thousand trips", "thousand trips"),
    ],
)
def test_a_head_says_what_its_title_leaves(title, unit, left):
    assert unit_left(LANGUAGE, title, unit) == left


def test_captions_and_heads_repeat_no_noun(tmp_path):
    made = tried(tmp_path, DATA, PROJECT, BRIEF)
    years, both, modes = made.tables
    assert years.measure == "Trips, thousands"
    assert [row.full_unit for row in years.rows] == ["thousand trips"] * 2
    assert [(row.unit, row.full_unit) for row in both.rows] == [
        ("thousands", "thousand trips"),
        ("thousand people", "thousand people"),
    ]
    assert modes.columns == ("Trips, thousands", "Jobs, thousand people")
    figures = [one for one in made.made.sections[0].blocks if isinstance(one, Figure)]
    assert [one.subtitle for one in figures] == [
        "Trips, thousands, 2024",
        "Jobs, thousand people, 2024",
    ]
