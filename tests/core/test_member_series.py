"""Series of members are made when somebody asks for one, and are then the same ones."""

import pytest

from briefing.core.every_series import EverySeries
from briefing.core.member_series import MemberSeries, facts_of
from briefing.core.period_notation import parse_period
from briefing.core.series import Dataset, Panel, Series
from briefing.core.unit import Unit

YEAR = parse_period("2024")


def series(name, facts=None):
    return Series(f"d.x[{name}]", "X", Unit("t"), facts or {YEAR: name}, name)


def members(*names):
    made = []

    def make(name, facts):
        made.append(name)
        return series(name, facts)

    return MemberSeries({name: {YEAR: name} for name in names}, make), made


def test_a_series_is_made_once_and_only_when_asked_for():
    found, made = members("A", "B", "C")
    assert (len(found), [*found], "B" in found, "D" in found) == (3, ["A", "B", "C"], True, False)
    assert [*facts_of(found)] == [{YEAR: "A"}, {YEAR: "B"}, {YEAR: "C"}]
    assert made == []
    assert found["B"] is found["B"]
    assert found.get("D") is None
    assert made == ["B"]
    assert found == {name: series(name) for name in "ABC"}
    assert repr(found) == repr({name: series(name) for name in "ABC"})


def panel(made, total=None, groups=()):
    every, _ = members(*groups)
    return Panel("d.x", "X", Unit("t"), "Who", made, total, groups=every)


@pytest.mark.parametrize("names", ["", "A", "ABC"])
@pytest.mark.parametrize("total", [None, series("T")])
def test_every_series_is_found_by_its_place_alone(names, total):
    found, made = members(*names)
    alone = series("S")
    dataset = Dataset("d", {"x": panel(found, total, "GH"), "s": alone, "y": panel({})}, ())
    every = EverySeries(dataset)
    wanted = [*names, *(["T"] if total else []), "G", "H", "S"]
    assert len(every) == len(every.facts) == len(wanted)
    assert made == []
    assert [every[index].member for index in range(len(every))] == wanted
    assert [one.facts for one in every] == every.facts
    assert every[len(every) - 1] is alone
    assert [one.member for one in every[1:3]] == wanted[1:3]
    with pytest.raises(IndexError):
        every[len(every)]


def test_a_panel_tells_its_periods_without_any_series():
    found, made = members("A", "B")
    assert panel(found, series("T")).periods == (YEAR,)
    assert made == []
