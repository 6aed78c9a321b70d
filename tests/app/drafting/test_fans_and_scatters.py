"""Kinds of charts that a draft takes where the data say so: fans, scatters, dumbbells."""

from __future__ import annotations

from dataclasses import replace

import pytest
from handmade import LANGUAGE, PERCENT, panel, series

from briefing.app.drafting.bands import band_of, only_band
from briefing.app.drafting.composing_draft import drafted
from briefing.app.drafting.draft import Draft
from briefing.app.drafting.topics import Wanted
from briefing.core.period_notation import parse_period
from briefing.core.series import Dataset

NAMES = ["Avon", "Borda", "Cresk", "Delm", "Eston", "Farrow", "Gant", "Holm", "Isen"]
VALUES = [100, 102, 104, 106, 108, 110]


def draft_of(*told, **wanted) -> Draft:
    data = Dataset("d", {one.id.partition(".")[2]: one for one in told}, ())
    return drafted(LANGUAGE, [data], Wanted(**wanted))


def kinds(draft: Draft) -> list[str]:
    return [next(iter(one.call)) for one in draft.charts.values()]


def town(low=5, high=5, unit=None):
    """Pupils with a band, the last two periods of which lie ahead of the brief."""
    base = series("d.pupils", VALUES, title="Pupils")
    ends = {
        "low": series("d.least", [one - low for one in VALUES], title="Pupils, low variant"),
        "high": series("d.most", [one + high for one in VALUES], title="Pupils (upper bound)"),
    }
    if unit:
        ends["high"] = replace(ends["high"], unit=unit)
    ahead = base.periods[-3]
    return (base, *ends.values()), ahead


def test_what_is_projected_with_a_band_is_a_fan_and_its_ends_are_no_topics():
    told, now = town()
    draft = draft_of(*told, measures=("Pupils",), period=now)
    (chart,) = draft.charts.values()
    assert chart.call == {"fan": "d.pupils", "low": "d.least", "high": "d.most", "last": 4}
    assert draft.measures == ("d.pupils",)
    assert "low variant" not in "".join(one.text for s in draft.sections for one in s.sentences)


@pytest.mark.parametrize("wrong", [{"low": -1}, {"unit": PERCENT}])
def test_a_band_that_does_not_hold_its_values_or_has_another_unit_is_none(wrong):
    told, now = town(**wrong)
    assert "fan" not in kinds(draft_of(*told, measures=("Pupils",), period=now))


def test_nothing_ahead_is_no_fan():
    told, _ = town()
    last = told[0].periods[-1]
    assert "fan" not in kinds(draft_of(*told, measures=("Pupils",), period=last))


def test_ends_are_known_by_their_titles():
    names = {"a": "Pupils", "b": "Pupils, low", "c": "Pupils, high"}
    assert band_of("a", names) == only_band(names) == ("a", "b", "c")
    assert band_of("a", {**names, "d": "Pupils, lower bound"}) is None
    assert band_of("b", names) is None
    assert only_band({"a": "North", "b": "South", "c": "High Wycombe"}) is None
    assert only_band({"a": "Pupils", "b": "Low", "c": "High"}) == ("a", "b", "c")


def rates(key: str, values: list[int], **more):
    return panel(f"d.{key}", dict(zip(NAMES, [[one] for one in values], strict=False)), **more)


@pytest.mark.parametrize(("count", "drawn"), [(8, True), (7, False)])
def test_two_measures_of_eight_members_are_a_scatter(count, drawn):
    one = rates("jobless", [*range(3, 3 + count)], unit=PERCENT, title="Unemployment rate")
    other = rates("pay", [*range(40, 40 - count, -1)], unit=PERCENT, title="Share of low pay")
    draft = draft_of(one, other, measures=("Unemployment rate",))
    assert ("scatter" in kinds(draft)) is drawn
    if drawn:
        (chart,) = [one for one in draft.charts.values() if "scatter" in one.call]
        assert chart.call["scatter"] == ["d.pay", "d.jobless"]
        assert chart.title.text == "Unemployment rate and share of low pay in {{ period }}"
    assert len(draft.charts) <= 4


def test_two_amounts_and_a_measure_that_is_the_same_everywhere_are_none():
    people = rates("people", [*range(10, 18)], title="People")
    houses = rates("houses", [*range(20, 28)], title="Houses")
    assert "scatter" not in kinds(draft_of(people, houses))
    flat = rates("flat", [5] * 7 + [6], unit=PERCENT, title="Tax rate")
    jobless = rates("jobless", [*range(3, 11)], unit=PERCENT, title="Unemployment rate")
    assert "scatter" not in kinds(draft_of(jobless, flat, measures=("Unemployment rate",)))


@pytest.mark.parametrize(("count", "kind"), [(6, "slope"), (7, "dumbbell")])
def test_two_periods_of_many_members_are_dumbbells(count, kind):
    two = {name: [10 + place, 12 + 2 * place] for place, name in enumerate(NAMES[:count])}
    draft = draft_of(panel("d.x", two, unit=PERCENT))
    assert kind in kinds(draft)
    assert parse_period(draft.period)
