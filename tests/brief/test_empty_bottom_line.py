"""A bottom line that was written and comes out empty is told; one that nobody wrote is not."""

import pytest
from small_projects import tried

DATA = "year,v\n2023,5\n2024,7\n"
PROJECT = "datasets: {d: {source: s, path: data/d.csv, period: {column: year}, series: {v: {column: v, unit: t, title: Output}}}}\n"
BRIEF = "title: T\nperiod: 2024\nmetrics: {x: {value: d.v}}\nsections: [{title: One, text: 'It was {{ x }}.'}]\n"


def told(folder, line):
    found = tried(folder, DATA, PROJECT, BRIEF + line)
    return [one for one in found.told if one.code == "empty-bottom-line"]


@pytest.mark.parametrize(
    "line",
    [
        'bottom_line: ""\n',
        'bottom_line: "   "\n',
        'bottom_line: "{% if x > 9 %}It is {{ x }}.{% endif %}"\n',
        "bottom_line: |\n  {% if x > 9 %}\n  It is {{ x }}.\n  {% endif %}\n",
    ],
)
def test_one_that_comes_out_empty_is_told(tmp_path, line):
    (one,) = told(tmp_path, line)
    assert one.place is not None
    assert one.place.line == 5


@pytest.mark.parametrize(
    "line",
    [
        "",
        'bottom_line: "It is {{ x }}."\n',
        'bottom_line: "{% if x > 6 %}It is {{ x }}.{% endif %}"\n',
    ],
)
def test_one_that_says_something_or_is_not_there_is_none(tmp_path, line):
    assert told(tmp_path, line) == []


def test_one_that_cannot_be_made_is_told_for_that_alone(tmp_path):
    found = tried(tmp_path, DATA, PROJECT, BRIEF + 'bottom_line: "It is {{ y }}."\n')
    assert found.codes == ["unknown-name"]
