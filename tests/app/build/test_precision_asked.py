"""Where the precision of a column cannot be known and a told change hangs on it, it is asked for."""

from pathlib import Path

import pytest
from small_projects import tried

COLUMNS = (
    "datasets: {d: {source: s, path: data/d.csv, period: {column: year}, series: {"
    "h: {column: h, unit: UNIT, title: Health WHATMORE}, a: {column: a, unit: UNIT, title: All WHATMORE}}}}\n"
)
BRIEF = """title: T
period: 2024
metrics: {h: {value: d.h}, part: {ratio: d.h, to: d.a}}
key_figures: [h, part]
sections: [{title: A, text: "It {{ part.verb }}: {{ part }}, {{ part.up_down_from }}; health {{ h.moved }}."}]
"""
DATA = "year,h,a\n2023,6,13\n2024,7,14\n"


def _project(unit: str, more: str = "") -> str:
    return COLUMNS.replace("UNIT", unit).replace("WHAT", "wards").replace("MORE", more)


def test_small_counts_are_exact_and_a_share_of_them_rises(tmp_path: Path):
    found = tried(tmp_path, DATA, _project("person"), BRIEF)
    assert "It rose: " in found.text
    assert ", up from " in found.text
    assert "precision-unknown" not in found.codes


def test_money_of_unknown_precision_is_asked_for_and_shows_no_clear_change(tmp_path: Path):
    found = tried(tmp_path, DATA, _project("million EUR"), BRIEF)
    assert found.codes.count("precision-unknown") == 2  # once for each of the two measures
    assert "showed no clear change" in found.text
    assert ", not clearly changed from" in found.text
    assert found.figures[1].split(" | ")[2] == "no clear change"
    assert "about unchanged" not in found.text


@pytest.mark.parametrize(("precision", "verb"), [("0", "rose"), ("1", "showed no clear change")])
def test_a_declared_precision_is_not_asked_for_and_decides(
    tmp_path: Path, precision: str, verb: str
):
    found = tried(tmp_path, DATA, _project("million EUR", f", precision: {precision}"), BRIEF)
    assert "precision-unknown" not in found.codes
    assert f"It {verb}: " in found.text
    assert "€7 million" in found.figures[0]


def test_what_rounding_hides_and_is_little_is_about_unchanged_and_asked(tmp_path: Path):
    data = "year,h,a\n2023,60,131\n2024,61,132\n"
    found = tried(tmp_path, data, _project("million EUR"), BRIEF)
    assert "about unchanged: " in found.text
    assert ", about unchanged from" in found.text


def test_what_decimals_hide_is_not_asked_for(tmp_path: Path):
    found = tried(
        tmp_path, "year,h,a\n2023,0.6,1.3\n2024,0.7,1.4\n", _project("million EUR"), BRIEF
    )
    assert "precision-unknown" not in found.codes
    assert "showed no clear change" in found.text


@pytest.mark.parametrize(
    ("before", "now", "told", "verb"),
    [
        (1, 2, "+1", "rose by 1 person"),
        (9, 12, "+3", "rose by 3 people"),
        (10, 13, "+30%", "climbed 30%"),
    ],
)
def test_growth_from_a_handful_is_told_by_how_many(
    tmp_path: Path, before: int, now: int, told: str, verb: str
):
    data = f"year,h,a\n2022,{before},713\n2023,{before},713\n2024,{now},714\n"
    found = tried(tmp_path, data, _project("person"), BRIEF)
    assert found.figures[0].split(" | ")[2].startswith(told)
    assert f"health {verb}." in found.text
