"""Amounts of one sentence stand in one scale, where they are read in it."""

from fractions import Fraction
from pathlib import Path

import pytest
from small_projects import Tried, tried

from briefing.core.interval import Interval
from briefing.core.text_nodes import plain
from briefing.core.unit import Unit
from briefing.language.unit_words import readable_bounds

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
        ("million USD", "0", "10200", ("$0", "$10.2 billion")),
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


RULE = 'recommendations: [{id: a, when: WHEN, do: Wait, because: "It is {{ x }}."}]\n'


@pytest.mark.parametrize(
    ("unit", "now", "rule", "told"),
    [
        ("billion USD", "13030", "x > 5000", "are above $5 trillion (now $13.03 trillion)"),
        ("billion USD", "13030", "x > 12", "are above $12 billion (now $13,030 billion)"),
        ("billion USD", "13030", "x > 4321.7", "are above $4,321.7 billion (now $13,030 billion)"),
        ("billion USD", "13030", "x > 13030 - 1", "x > 13030 - 1 (now $13.03 trillion)"),
        (
            "billion USD",
            "13030",
            "x >= 13030",
            "are at least $13.03 trillion (now $13.03 trillion)",
        ),
        ("million GBP", "9800", "x < 12000", "are below £12 billion (now £9.8 billion)"),
        ("million GBP", "9800", "x > 1250.25", "are above £1,250.25 million (now £9,800 million)"),
        ("million GBP", "-12000", "x < -5000", "are below −£5 billion (now −£12 billion)"),
        ("million GBP", "12000", "x > 0", "are above £0 (now £12 billion)"),
        (
            "people",
            "1200000",
            "x > 900000",
            "are above 0.9 million people (now 1.2 million people)",
        ),
        ("people", "1200000", "x > 30", "are above 30 people (now 1,200,000 people)"),
        ("billion USD", ">13030", "x > 5000", "$5 trillion (now more than $13.03 trillion)"),
        ("billion USD", ">13030", "x > 5", "$5 billion (now more than $13,030 billion)"),
        (
            "billion USD",
            "13030",
            "x > 5000 and x < 40000",
            "are above $5 trillion and exports are below $40 trillion (now $13.03 trillion)",
        ),
        ("percent", "50.02", "x > 50", "are above 50% (now 50.02%)"),
    ],
)
def test_a_rule_has_one_scale_for_what_was_typed_and_what_is(
    tmp_path: Path, unit: str, now: str, rule: str, told: str
):
    brief = BRIEF.partition("sections:")[0].replace("key_figures: [x]\n", "")
    brief += RULE.replace("WHEN", rule)
    kind = PROJECT.replace("UNIT", unit).replace(", kind: flow", "")
    found = tried(tmp_path, f"Year,X\n2023,9\n2024,{now}\n", kind, brief)
    (advice,) = found.made.recommendations
    assert told in plain(advice.rule).replace("\u00a0", " ")


def test_the_point_at_which_advice_turns_is_told_in_the_unit_of_both(tmp_path: Path):
    brief = BRIEF.partition("sections:")[0] + RULE.replace("WHEN", "y > 12")
    brief = brief.replace("metrics: {", "metrics: {y: {formula: x * 1}, ")
    rows = "Year,X\n2023,9\n2024,13030\n"
    found = tried(tmp_path, rows, PROJECT.replace("UNIT", "billion USD"), brief)
    (advice,) = found.made.recommendations
    assert "fell to $10 billion (now $13,030 billion)" in plain(advice.tipping).replace(
        "\u00a0", " "
    )


def test_bounds_that_are_nothing_have_no_scale():
    zero = Interval.point(Fraction(0))
    assert readable_bounds(Unit("thousand t"), zero) == (Unit("t"), zero)
    least = Interval(Fraction(0), None)
    assert readable_bounds(Unit("thousand t"), least) == (Unit("t"), least)
    assert readable_bounds(Unit("t"), zero) == (Unit("t"), zero)
