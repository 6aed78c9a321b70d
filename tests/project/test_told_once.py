"""What is wrong within a block is told there, and not also as a block where a text may stand."""

import pytest
from small_projects import tried

DATA = "Year,Region,Lists\n2024,West Midlands,5\n2024,North,4\n2025,West Midlands,6\n2025,North,5\n"
PROJECT = (
    "datasets: {d: {source: s, path: data/d.csv, period: {column: Year}, dimension: {column: Region%s}, "
    "series: {n: {column: Lists, unit: item, title: Lists}}}}\n"
)
BRIEF = (
    "title: T\nperiod: 2025\nmetrics: {a: {rank: d.n, at: 1}, b: {rank: d.n, at: 2}%s}\nhighlights: {show: 0}\n"
    'key_figures: [%s]\nsections: [{title: One, text: \'{{ a.member }} {{ holds("has the longest", when="a > b") }} list.\'}]\n'
)


def told(folder, *, key="a", more="", total=""):
    found = tried(folder, DATA, PROJECT % total, BRIEF % (more, key))
    return found, [(one.message, one.advice) for one in found.told]


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("{metric: a, change: percnt}", "'change' cannot be 'percnt'"),
        ("{metric: a, chnge: percent}", "unknown key 'chnge'"),
        ("{label: A}", "'metric' is missing in key_figures.0"),
    ],
)
def test_the_cause_within_a_block_is_told_alone(tmp_path, key, message):
    _, ((said, _),) = told(tmp_path, key=key)
    assert said == message


def test_a_value_that_is_neither_is_told(tmp_path):
    _, said = told(tmp_path, key="[a, b]")
    assert any("wants" in message for message, _ in said)


def test_a_sum_over_members_is_led_to_their_total(tmp_path):
    _, ((message, advice),) = told(tmp_path, more=", c: {sum: d.n}")
    assert message == "'d.n' has one series for each Region"
    assert advice == "{total: d.n} adds its members, or name one: d.n[...]"
    _, ((_, advice),) = told(tmp_path / "value", more=", c: {value: d.n}")
    assert advice == "name a member: d.n[...]"


def test_a_total_that_no_row_is_may_be_left_out(tmp_path):
    _, ((message, advice),) = told(tmp_path, total=", total: everything")
    assert "'everything' is declared as the total, and no row" in message
    assert advice == "leave 'total' out where no row tells it: the members are added"


def test_a_place_of_the_data_has_a_verb_of_one(tmp_path):
    found, said = told(tmp_path)
    assert said == []
    assert "West Midlands has the longest list." in found.text
