"""A unit that changed between editions is told by several periods; one alone may be a revision."""

from fractions import Fraction

import pytest
from handmade import HOLE, panel, series

from briefing.core.problems import ProblemLog
from briefing.core.series import Dataset, InputFile
from briefing.core.unit import Unit
from briefing.data.checks.edition_units import check_edition_units


def told(
    old, new, *, sources=("first", "second"), ids=("d", "d@old"), measures=("x", "x")
) -> tuple[int, list[str]]:
    """How many pairs were compared, and what was told of them."""
    log = ProblemLog()
    datasets = {
        name: Dataset(name, {key: measure}, (InputFile("x.csv", "0" * 64, 9, source),))
        for name, key, measure, source in zip(ids, measures, (old, new), sources, strict=True)
    }
    check = check_edition_units(datasets, log)
    assert check.findings == len(log.problems)
    return check.examined, [one.message for one in log]


def line(*values, **more):
    return series("d.x", values, title="Output", **more)


def test_one_period_in_common_tells_nothing():
    assert told(line(400), line(400000)) == (1, [])
    assert told(line(HOLE, 400, HOLE), line(390, 400000, 450)) == (1, [])
    assert told(line(400, 410), line(400000, None)) == (1, [])


@pytest.mark.parametrize(
    ("factor", "words"),
    [
        (1000, "larger throughout than in the other edition, by a factor of 1,000"),
        ("1/1000", "smaller throughout than in the other edition, by a factor of 1,000"),
        (1_000_000, "larger throughout than in the other edition, by a factor of 1,000,000"),
        (10, "larger throughout than in the other edition, by a factor of 10:"),
        (100, "larger throughout than in the other edition, by a factor of 100:"),
        ("2.20462", "by a factor of 2.2046, as from kilograms to pounds"),
        ("1.10231", "by a factor of 1.1023, as from metric to short tons"),
    ],
)
def test_two_periods_tell_a_unit_that_changed(factor, words):
    old = [Fraction(4000), Fraction(4100)]
    (message,) = told(line(*old), line(*(one * Fraction(factor) for one in old)))[1]
    assert words in message


@pytest.mark.parametrize(
    "new", [[400, 410], [800, 820], [440, 415], [440, 456], [400, 410000], [2000, 2050]]
)
def test_what_a_revision_can_do_is_left_alone(new):
    assert told(line(400, 410), line(*new))[1] == []


def test_a_power_of_ten_is_told_through_revisions_and_members_are_compared():
    old = panel("d.x", {"A": [400, 410], "B": [7, 8]}, title="Output")
    new = panel("d.x", {"A": [430000, 400000], "B": [7, 8], "C": [1, 1]}, title="Output")
    examined, messages = told(old, new)
    assert examined == 2
    assert len(messages) == 1


def test_values_of_the_opposite_sign_are_told_once_and_members_are_compared():
    (message,) = told(line(-400, -410, -420), line(402, 410, 425, 430))[1]
    assert message == (
        "Output has the opposite sign throughout in the other edition: one of them turns round what is above "
        "zero, and its figures are not compared with that edition"
    )
    old = panel("d.x", {"A": [-400, -410, -42], "B": [7, 8, 9]}, title="Output")
    new = panel("d.x", {"A": [401, 410, 42], "B": [7, 8, 9]}, title="Output")
    (message,) = told(old, new)[1]
    assert message.startswith("Output, A, has the opposite sign")
    assert told(line(-400, -410, 420), line(-400, -410, -420))[1] == []


def test_declared_units_and_one_edition_are_no_matter():
    old, new = line(400, 410), line(400000, 410000)
    assert told(old, line(400000, 410000, unit=Unit("kg")))[1] == []
    assert told(old, new, sources=("first", "first")) == (0, [])
    assert len(told(old, new)[1]) == 1


def test_measures_of_editions_are_known_by_what_declares_them_and_not_by_their_titles():
    old, new = line(400, 410), series("d.x", [400000, 410000], title="Mine output")
    (message,) = told(old, new)[1]
    assert message.startswith("Mine output is larger throughout")
    assert len(told(old, new, ids=("d@older", "d@old"))[1]) == 1
    assert told(old, line(400000, 410000), measures=("x", "y")) == (0, [])


def test_data_sets_that_are_declared_apart_need_one_name_and_one_title():
    old, new = line(400, 410), line(400000, 410000)
    assert len(told(old, new, ids=("d", "e"))[1]) == 1
    assert told(old, series("d.x", [400000, 410000], title="Stocks"), ids=("d", "e")) == (0, [])
    assert told(old, new, ids=("d", "e"), measures=("x", "y")) == (0, [])
