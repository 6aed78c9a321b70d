"""Ranks: what a withheld member leaves unknown, and what the total says of it all the same."""

import pytest
from series import panel, quantity

from briefing.analysis.metrics.formula import Misuse, NoFact
from briefing.analysis.metrics.structure import rank, share
from briefing.core.expression import derive
from briefing.core.interval import Interval
from briefing.core.period_notation import parse_period
from briefing.core.quantity import Quantity
from briefing.core.series import Panel
from briefing.core.status import Status
from briefing.core.title import Title

YEAR = parse_period("2024")


def ranked(world: Panel, member: str) -> tuple[object, Interval]:
    made = rank(world, YEAR, of=member)
    found = derive(
        id="r", title="", calculator="rank", formula=made.text, inputs=made.inputs, period=YEAR
    ).quantity
    return found.value, found.bounds


def between(low: int, high: int) -> tuple[None, Interval]:
    return None, Interval(quantity(low).value, quantity(high).value)


def sure(place: int) -> tuple[object, Interval]:
    return place, Interval.point(quantity(place).value)


def test_a_withheld_member_may_be_larger_than_any():
    world = panel("mined", {"A": [5], "B": ["W"], "C": [3]})
    assert ranked(world, "A") == between(1, 2)
    assert ranked(world, "C") == between(2, 3)
    assert ranked(world, "B") == between(1, 3)
    for place in (1, 2):
        with pytest.raises(NoFact, match=f"place {place} .* unknown for 2024: B may be larger"):
            rank(world, YEAR, at=place)


@pytest.mark.parametrize(
    ("total", "of_a", "of_c"),
    [
        (9, sure(1), sure(2)),  # B has 2.5 at most, as all are printed
        (11, sure(1), between(2, 3)),  # B has 4.5 at most
        (15, between(1, 2), between(2, 3)),  # B has 8.5 at most
    ],
)
def test_the_total_says_what_a_withheld_member_has_at_most(total, of_a, of_c):
    world = panel("mined", {"A": [5], "B": ["W"], "C": [3]}, total=[total])
    assert ranked(world, "A") == of_a
    assert ranked(world, "C") == of_c
    for place, wanted in ((1, of_a), (2, of_c)):
        if wanted[0] is None:
            with pytest.raises(NoFact, match="B may be larger"):
                rank(world, YEAR, at=place)
        else:
            assert rank(world, YEAR, at=place).member == ("A", "C")[place - 1]


@pytest.mark.parametrize("status", [Status.NOT_APPLICABLE, Status.INCLUDED_ELSEWHERE])
def test_a_member_that_has_none_of_its_own_hides_nothing(status):
    world = panel("mined", {"A": [5], "B": ["W"], "C": [3]})
    (fact,) = world.members["B"].facts.values()
    none = Quantity.bounded(Interval(), fact.quantity.unit, status)
    object.__setattr__(fact, "quantity", none)
    assert ranked(world, "A") == sure(1)
    assert ranked(world, "C") == sure(2)
    assert rank(world, YEAR, at=2).member == "C"


def test_equal_members_share_a_rank_and_the_next_is_left_out():
    world = panel("mined", {"D": [7], "A": [5], "B": [5], "C": [3]})
    assert [ranked(world, one) for one in "DABC"] == [sure(1), sure(2), sure(2), sure(4)]
    made = rank(world, YEAR, of="A")
    assert (made.ties, made.member) == (("B",), "A")
    assert made.title == Title("rank", {"owner": "A", "measure": "mined"})
    made = rank(world, YEAR, at=1)
    assert (made.text, made.title) == ("value", Title("place", {"place": 1, "measure": "mined"}))
    assert rank(world, YEAR, of="C").ties == ()
    assert [rank(world, YEAR, at=place).member for place in (1, 2, 3, 4)] == ["D", "A", "B", "C"]
    assert rank(world, YEAR, at=3).ties == ("A",)
    for place in (0, 5):
        with pytest.raises(NoFact, match=f"no place {place}: 4 members have a value"):
            rank(world, YEAR, at=place)


@pytest.mark.parametrize("given", [{}, {"of": "A", "at": 1}])
def test_a_rank_is_of_a_member_or_at_a_place(given):
    with pytest.raises(Misuse, match="either 'of'"):
        rank(panel("mined", {"A": [5]}), YEAR, **given)


def test_a_member_of_a_period_without_rows_is_told():
    world = panel("mined", {"A": [5]})
    with pytest.raises(NoFact, match=r"'d.mined\[A\]' has no value for 2020") as told:
        share(world, parse_period("2020"), of="A")
    (lack,) = told.value.lacks
    assert (lack.series, lack.member, str(lack.period)) == ("d.mined", "A", "2020")


@pytest.mark.parametrize("named", [{"of": "A"}, {"at": 1}, {"at": "last"}])
@pytest.mark.parametrize("members", ["all", "reporting"])
def test_one_alone_has_no_place(named, members):
    for name in ("beds", "pupils", "votes"):
        alone = panel(name, {"A": [5]})
        with pytest.raises(NoFact, match=f"'d.{name}' has a value of A alone for 2024"):
            rank(alone, YEAR, members=members, **named)
    two = panel("beds", {"A": [5], "B": [3]})
    assert rank(two, YEAR, members=members, **named).text
    silent = panel("beds", {"A": [5], "B": ["W"]})
    if members == "reporting":
        with pytest.raises(NoFact, match="alone"):
            rank(silent, YEAR, members=members, **named)


def test_one_beside_all_others_has_a_place():
    world = panel("mined", {"A": [5], "Others": [3]})
    object.__setattr__(world, "rest", ("Others",))
    assert ranked(world, "A") == sure(1)
