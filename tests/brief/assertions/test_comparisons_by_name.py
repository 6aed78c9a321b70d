"""Comparisons whose other side is named before its figure, movements to and from figures, pairs of figures."""

from __future__ import annotations

from dataclasses import replace

import pytest
from handmade import PERCENT, series
from verdicts import judged, judged_of, verdict

from briefing.core.unit import Unit

NORTH, SOUTH = [40, 42, 45], [35, 40, 43]


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("The north ({{ n }}) has more beds than the south ({{ s }}).", True),
        ("The north ({{ n }}) has fewer beds than the south ({{ s }}).", False),
        ("The south has {{ s }}, less than the north's {{ n }}.", True),
        ("The south has {{ s }}, more than the north with {{ n }}.", False),
        ("The north stands at {{ n }}, above the south, at {{ s }}.", True),
        ("The north, at {{ n }}, is ahead of the south, which has {{ s }}.", True),
        ("The north ({{ n }}) has fallen behind the south ({{ s }}).", False),
        ("Supply in the north of {{ n }} exceeds supply in the south of {{ s }}.", True),
        ("The north, {{ n }}, falls short of the south, {{ s }}.", False),
        ("The north has as many as the south: {{ n }} and {{ s }}.", False),
        ("The south trails the north: {{ s }} against {{ n }}.", True),
        ("The north trails the south: {{ n }} against {{ s }}.", False),
        ("More lie in the south ({{ s }}) than in the north ({{ n }}).", False),
        ("Fewer lie in the south ({{ s }}) than in the north ({{ n }}).", True),
        ("The north has beds, {{ n }}, no longer below {{ s }}, at {{ n }}.", False),
        ("There are {{ n }}, more than a year ago ({{ n.before }}).", True),
        ("There are {{ n }}, which is lower than it was the year before ({{ n.before }}).", False),
        ("Only {{ s }} lie in the south, against {{ n }} in the north.", True),
        ("Only {{ n }} lie in the north, against {{ s }} in the south.", False),
    ],
)  # fmt: skip
def test_who_is_compared_by_name_is_held_to_both_figures(text, holds):
    assert verdict(text, n=NORTH, s=SOUTH) is holds


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Beds rose to {{ n }} from {{ n.before }}.", True),
        ("Beds fell to {{ n }} from {{ n.before }}.", False),
        ("Beds fell from {{ n.before }} to {{ n }}.", False),
        ("While there are {{ s }} in the south, beds rose from {{ n.before }} to {{ n }}.", True),
        ("Beds went from {{ n.before }} down to {{ n }}.", False),
        ("Beds climbed to {{ n }}.", True),
        ("Beds slipped to {{ n }}.", False),
        ("Beds were cut again, to {{ n }}.", False),
        ("Beds rose, on the year, by {{ n.change.size }}.", True),
        ("Beds shrank slightly, by {{ n.change.size }}.", False),
    ],
)
def test_where_a_figure_came_from_is_held_to_its_series(text, holds):
    found = judged(text, n=NORTH, s=SOUTH)
    assert holds in {one.verdict for one in found}
    assert (not holds) not in {one.verdict for one in found if one.phrase != "again"}


@pytest.mark.parametrize("other", [[9, 7, 5], [3, 5, 7], [70, 60, 50], [50, 60, 70]])
@pytest.mark.parametrize("way", ["rose from", "fell from"])
def test_each_of_two_movements_of_a_sentence_is_held_to_its_own_figures(way, other):
    text = f"Beds rose from {{{{ n.before }}}} to {{{{ n }}}}; nurses {way} {{{{ o.before }}}} to {{{{ o }}}}."
    first, second = judged(text, n=NORTH, o=other)
    assert first.verdict is True
    assert second.verdict is ((other[2] > other[1]) == (way == "rose from"))
    assert "o" in second.because
    assert "n" not in second.because.replace("[2022]", "").split()[0]


@pytest.mark.parametrize(
    "text",
    [
        "The north is above the age of the south, and has {{ n }}.",
        "There were {{ s }} over the year, at {{ n }}.",
        "Ministers behind the plan want {{ n }}.",
        "There are {{ n }}, more than half of the {{ s }}.",
        "Care is more affordable than in the south ({{ s }}), at {{ n }}.",
    ],
)
def test_what_is_no_comparison_of_figures_is_left_to_the_search(text):
    assert judged(text, n=NORTH, s=SOUTH) == ()


@pytest.mark.parametrize(
    ("now", "before", "holds"),
    [(45, 42, True), (46, 42, True), (44, 42, False), (44, 30, True), (30, 20, False)],
)
def test_who_was_behind_and_is_level_or_ahead_has_caught_up(now, before, holds):
    text = "The north ({{ n }}) caught up with the south ({{ s }})."
    assert verdict(text, n=[before, now], s=[45, 45]) is holds


@pytest.mark.parametrize(("rank", "holds"), [(1, True), (4, False)])
def test_the_highest_of_all_ranks_first(rank, holds):
    assert verdict("It ranks {{ rank }}, the highest in the country.", rank=[3, rank]) is holds


def test_a_record_may_name_what_it_is_of():
    assert verdict("At {{ n }}, it has its highest bed count on record.", n=NORTH) is True
    assert verdict("At {{ n }}, it has its lowest bed count on record.", n=NORTH) is False


def of(member: str, *values: float, name: str):
    """A series of one member."""
    unit = Unit("rank") if "rank" in name else PERCENT
    one = series(name, values, title=name.title(), unit=unit, member=member)
    return replace(one, current=one.periods[-1])


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("{{ second.member }} ranks {{ us_rank }}.", False),
        ("{{ second.member }} ranks {{ burma_rank }}.", True),
        ("The {{ us_rank.superlative }} producer was {{ second.member }}.", False),
        ("The {{ burma_rank.superlative }} producer is {{ second.member }}.", True),
        ("{{ second.member }} with {{ us_share }} follows.", False),
        ("{{ second.member }} ({{ burma_share }}) follows.", True),
        ("{{ second.member }} accounts for {{ us_share }}.", False),
        ("{{ second.member }} accounted for only {{ burma_share }}.", True),
        ("{{ second.member }} covers {{ us_share }} of demand.", False),
    ],
)
def test_a_rank_or_figure_beside_a_name_is_that_ones(text, holds):
    named = {
        "second": of("Burma", 12, name="second"),
        "burma_share": of("Burma", 12, name="burma_share"),
        "us_share": of("United States", 8, name="us_share"),
        "burma_rank": of("Burma", 2, name="burma_rank"),
        "us_rank": of("United States", 3, name="us_rank"),
    }
    (one,) = judged_of(text, named)
    assert one.verdict is holds
