"""A rank that is shared says so: in key figures, and in sentences that name nobody else."""

from pathlib import Path

import pytest
from small_projects import tried

PROJECT = (
    "datasets: {d: {source: s, path: data/d.csv, period: {column: Year}, dimension: Area, series: "
    "{b: {column: B, unit: item, title: Beds}}}}\n"
)
ROWS = "Year,Area,B\n2024,North,9\n2024,South,9\n2024,East,4\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("South ranks {{ r }}.", "South ranks joint first."),
        ("South ranks {{ r.ordinal }}.", "South ranks joint first."),
        ("South ranks {{ r }}{{ r.level_with }}.", "South ranks first, level with North."),
        ("South and North rank {{ r }}.", "South and North rank first."),
        ("South has the {{ r.superlative }} number.", "the joint largest"),
        ("East is {{ e }}.", "East is third."),
    ],
)
def test_a_sentence_says_that_a_rank_is_shared(tmp_path: Path, text: str, told: str):
    brief = (
        "title: T\nperiod: 2024\nmetrics: {r: {rank: d.b, of: South}, e: {rank: d.b, of: East}}\n"
        f"key_figures: [r, e]\nsections: [{{title: A, text: '{text}'}}]\n"
    )
    found = tried(tmp_path, ROWS, PROJECT, brief)
    assert told in found.text
    assert found.figures[0].endswith("| joint first")
    assert found.figures[1].endswith("| third")


@pytest.mark.parametrize("form", ["ordinal", "superlative", "high_low", "among"])
def test_a_figure_that_is_no_rank_is_not_told_as_one(tmp_path: Path, form: str):
    brief = (
        "title: T\nperiod: 2024\nmetrics: {m: {rank: d.b, at: last}}\n"
        f"sections: [{{title: A, text: 'East has the {{{{ m.{form} }}}} number.'}}]\n"
    )
    assert tried(tmp_path, ROWS, PROJECT, brief).codes == ["no-rank"]


def test_how_many_are_ranked_is_not_in_doubt_where_a_value_is(tmp_path: Path):
    rows = "Year,Area,B\n" + "".join(
        f"{year},{area},{beds}\n"
        for year, of_east in ((2021, 40), (2022, 42), (2023, 41), (2024, 4100))
        for area, beds in (("North", 90), ("South", 80), ("East", of_east))
    )
    brief = (
        "title: T\nperiod: 2024\nmetrics: {r: {rank: d.b, of: South}}\n"
        "sections: [{title: A, text: 'South has the {{ r.high_low }} number of {{ r.among }}.'}]\n"
    )
    told = tried(tmp_path, rows, PROJECT, brief)
    assert "jump" in told.codes
    assert told.text == "South has the lowest (in doubt) number of 3."
