"""Amounts of one sentence stand in one scale, where they are read in it."""

from pathlib import Path

import pytest
from small_projects import Tried, tried

from briefing.core.text_nodes import plain

PROJECT = (
    "datasets: {d: {source: s, path: data/d.csv, period: {column: Year}, "
    "series: {x: {column: X, unit: UNIT, title: Exports, kind: flow}}}}\n"
)
BRIEF = """title: T
period: 2024
metrics: {x: {value: d.x}}
key_figures: [x]
highlights: {show: 1}
sections:
  - title: A
    text: "It {{ x.verb }} to {{ x }} in 2024. It was {{ x.before }}, now {{ x }} ({{ x.before }})."
"""


def _tried(folder: Path, unit: str, *values: str) -> Tried:
    rows = "".join(f"{2025 - len(values) + n},{one}\n" for n, one in enumerate(values))
    return tried(folder, f"Year,X\n{rows}", PROJECT.replace("UNIT", unit), BRIEF)


@pytest.mark.parametrize(
    ("unit", "before", "now", "told"),
    [
        ("million USD", "9800", "10200", ("$9.8 billion", "$10.2 billion")),
        ("million USD", "980", "12000", ("$0.98 billion", "$12 billion")),
        ("million USD", "99", "12000", ("$99 million", "$12 billion")),
        ("million USD", "480", "12000", ("$480 million", "$12 billion")),
        ("million USD", "9800", "9900", ("$9,800 million", "$9,900 million")),
        ("million USD", "12000", "9800", ("$12 billion", "$9.8 billion")),
        ("thousand t", "9465", "35103", ("9.465 million", "35.103 million metric tons")),
        ("people", "980000", "1200000", ("0.98 million", "1.2 million people")),
        ("people", "987654", "1200000", ("987,654", "1.2 million people")),
        ("million USD", "-9800", "-10200", ("−$9.8 billion", "−$10.2 billion")),
        ("million USD", "0", "10200", ("$0 million", "$10.2 billion")),
    ],
)
def test_two_figures_that_are_compared_stand_in_one_scale(
    tmp_path: Path, unit: str, before: str, now: str, told: tuple[str, str]
):
    found = _tried(tmp_path, unit, before, now)
    assert f"from {told[0]}" in found.figures[0]
    assert f"was {told[0]}" in found.text
    assert f"now {told[1]}" in found.text
    assert all(told[0] in one and told[1] in one for one in found.highlights)


def test_a_change_stands_in_the_scale_of_its_figure(tmp_path: Path):
    found = _tried(tmp_path, "million USD", "-21224", "-12200")
    assert "+$9.024 billion | from −$21.224 billion" in found.figures[0]
    assert all("$9.024 billion" in one for one in found.highlights), found.highlights


@pytest.mark.parametrize(
    ("units", "values", "told"),
    [
        (("thousand", "million"), ("4000", "12"), ("4 million", "12 million")),
        (("thousand", "million"), ("400", "12"), ("400 thousand", "12 million")),
        (("thousand t", "million t"), ("4000", "12"), ("4 million", "12 million metric tons")),
        (("thousand t", "million USD"), ("4000", "12"), ("4,000 thousand", "$12 million")),
        (("billion USD", "trillion USD"), ("7467", "1.3"), ("$7,467 billion", "$1,300 billion")),
    ],
)
def test_thousands_and_millions_of_one_unit_stand_in_one_scale(
    tmp_path: Path, units: tuple[str, str], values: tuple[str, str], told: tuple[str, str]
):
    rows = "Year,X,Y\n2023,9,9\n2024,{},{}\n".format(*values)
    series = "series: {{x: {{column: X, unit: {}, title: Exports}}, y: {{column: Y, unit: {}, title: Imports}}}}".format(
        *units
    )
    project = PROJECT.partition("series:")[0] + series + "}}\n"
    brief = BRIEF.partition("sections:")[0].replace("metrics: {", "metrics: {y: {value: d.y}, ")
    brief += 'sections: [{title: A, text: "There were {{ x }} beside {{ y }}."}]\n'
    found = tried(tmp_path, rows, project, brief)
    assert f"were {told[0]}" in found.text
    assert f"beside {told[1]}" in found.text


def test_the_point_at_which_advice_turns_has_the_scale_of_what_is_now(tmp_path: Path):
    brief = BRIEF + (
        'recommendations: [{id: a, when: x.change < 40, do: Wait, because: "It is {{ x }}."}]\n'
    )
    rows = "Year,X\n2023,7400\n2024,9800\n"
    found = tried(tmp_path, rows, PROJECT.replace("UNIT", "billion USD"), brief)
    (advice,) = found.made.recommendations
    told = plain(advice.tipping).replace("\u00a0", " ")
    assert "rose to $10.4" in told
    assert "(now $9.8 trillion)" in told


def test_highlights_keep_one_scale_too(tmp_path: Path):
    found = _tried(tmp_path, "million USD", "9800", "12200")
    assert any("to $12.2 billion" in one and "from $9.8 billion" in one for one in found.highlights)


def test_from_to_keeps_the_scale_of_its_sentence(tmp_path: Path):
    rows = "Year,X\n2023,9979\n2024,35103\n"
    brief = BRIEF.replace("It {{ x.verb }} to {{ x }} in 2024.", "It went {{ x.from_to }}.")
    found = tried(tmp_path, rows, PROJECT.replace("UNIT", "thousand t"), brief)
    assert "from 9.979 million metric tons to 35.103 million metric tons" in found.text
