"""Who drove a total is told by percent, which tells nothing of a total that was or is below zero."""

from dataclasses import replace

import pytest
from handmade import LANGUAGE, panel

from briefing.analysis.findings.detect_panels import drivers
from briefing.analysis.findings.wholes_of_panels import whole_of
from briefing.core.nature import Nature, NatureFound
from briefing.core.period_notation import parse_period


def driven(before, now):
    """What is found of three members, whose measure is a flow whatever its values."""
    members = {
        name: [*pair] for name, pair in zip("ABC", zip(before, now, strict=True), strict=True)
    }
    made = panel("d.x", members, total=[sum(before), sum(now)], start="2023")
    kept = {name: replace(one, found_nature=FLOW) for name, one in made.members.items()}
    whole = whole_of(LANGUAGE, replace(made, members=kept), parse_period("2024"), 1.0)
    assert whole is not None
    return list(drivers(whole))


FLOW = NatureFound(Nature.FLOW, "the test says so")


def test_the_one_that_moved_a_total_above_zero_is_told():
    assert [one.detector for one in driven([50, 40, 30], [90, 41, 30])] == ["driver"]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ([-60, 10, 5], [40, 11, 5]),
        ([60, -10, 5], [-40, -11, 5]),
        ([-90, 10, 5], [-20, 11, 5]),
        ([-15, 10, 5], [60, 11, 5]),
    ],
)
def test_of_a_total_that_was_or_is_not_above_zero_nobody_is(before, now):
    assert driven(before, now) == []
    assert min(sum(before), sum(now)) <= 0
