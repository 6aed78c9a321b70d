"""Words that look back to a named period, at two figures, at losses and at what several have together."""

from __future__ import annotations

from dataclasses import replace

import pytest
from handmade import HOLE, LANGUAGE, series
from verdicts import judged, judged_of, verdict

from briefing.core.nature import Nature, NatureFound
from briefing.core.period_notation import parse_period
from briefing.core.unit import Unit

GREEN, YELLOW = [60, 80, 110, 95, 140], [90, 70, 40, 40, 52]
"""2015 to 2019: green was behind in 2015 alone."""
AGAINST = "{{ green }} against {{ yellow }}"


@pytest.mark.parametrize(
    ("words", "holds"),
    [
        ("Green has overtaken Yellow", False),
        ("Since 2015 Green has overtaken Yellow", True),
        ("Since 2016 Green has overtaken Yellow", False),
        ("Green has overtaken Yellow in the last four years", True),
        ("Green has overtaken Yellow in the last three years", False),
        ("Since 2009 Green has overtaken Yellow", None),
        ("Since 2015, and again since 2017, Green has overtaken Yellow", None),
        ("Green has been overtaken by Yellow since 2015", False),
        ("Green and Yellow have drifted apart", True),
        ("Green and Yellow have come closer", False),
        ("The gap between Green and Yellow has narrowed since 2017", False),
        ("The gap between Green and Yellow has widened since 2015", True),
        ("Green came out ahead of Yellow", True),
        ("Green ended up behind Yellow", False),
    ],
)
def test_two_rivals_are_judged_against_the_period_that_is_named(words, holds):
    separator = "," if "came out" in words or "ended up" in words else ":"
    found = judged(
        f"{words}{separator} {AGAINST.replace('against', 'to')}.", green=GREEN, yellow=YELLOW
    )
    assert [one.verdict for one in found] == [holds]


def test_which_period_it_was_is_told():
    (one,) = judged(
        f"Since 2015 Green has overtaken Yellow: {AGAINST}.", green=GREEN, yellow=YELLOW
    )
    assert "2015: 60" in one.because


def test_the_two_figures_after_a_phrase_are_meant_before_one_that_stands_before_it():
    text = f"Since 2015, when it had {{{{ green.at(2015) }}}}, Green has overtaken Yellow, with {AGAINST}."
    assert verdict(text, green=GREEN, yellow=YELLOW) is True


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("It has fallen to {{ rate }} since 2016.", True),
        ("It has risen to {{ rate }} since 2016.", False),
        ("It has risen to {{ rate }} since 2017.", True),
        ("It has fallen to {{ rate }} since 2015.", None),
        ("It is down to {{ rate }}.", False),
        ("It stands at {{ rate }}, up on the year.", True),
        ("It is down on the year, at {{ rate }}.", False),
        ("It rose again, to {{ rate }}.", True),
        ("It has turned down, reaching {{ rate }}.", False),
        ("It rose to {{ rate }}, the first rise since 2016.", False),
        ("It rose to {{ rate }}, the second rise in a row.", True),
        ("It rose to {{ rate }}, the third rise in a row.", False),
    ],
)
def test_an_amount_that_moved_has_a_past_too(text, holds):
    """Values of 2015 to 2019: none, then 59, 49, 51, 56."""
    assert [
        one.verdict for one in judged(text, rate=[HOLE, 59, 49, 51, 56]) if one.verdict is not True
    ] == ([] if holds else [holds])
    assert judged(text, rate=[HOLE, 59, 49, 51, 56])


def test_a_count_of_changes_without_a_change_in_the_sentence_is_left_open():
    assert (
        verdict("The north ranks {{ rank }}, for the first time since 2016.", rank=[2, 1, 1])
        is None
    )


def balance(text: str, values: list[int]) -> list[bool | None]:
    made = series("result", values, title="Result", unit=Unit("EUR"))
    found = NatureFound(Nature.BALANCE, "the config says so")
    made = replace(made, current=made.periods[-1], found_nature=found)
    return [one.verdict for one in judged_of(text, {"result": made})]


@pytest.mark.parametrize(
    ("text", "values", "holds"),
    [
        ("It made a profit of {{ result }}.", [1, -9], False),
        ("It made a loss of {{ result.size }}.", [1, -9], True),
        ("It returned to profit, with {{ result }}.", [-9, 4], True),
        ("It is back in the red, at {{ result }}.", [-9, 4], False),
        ("The result was {{ result }}, a loss.", [1, -9], True),
        ("The deficit fell to {{ result }}.", [-23, -9], True),
        ("The deficit rose to {{ result }}.", [-23, -9], False),
        ("The result rose to {{ result }}.", [-23, -9], True),
        (
            "The loss of {{ result }} is smaller than that of 2015, {{ result.at(2015) }}.",
            [-23, -9],
            True,
        ),
        (
            "The loss of {{ result }} is larger than that of 2015, {{ result.at(2015) }}.",
            [-23, -9],
            False,
        ),
        ("It made a profit of {{ result }}.", [1, 0], None),
        ("It broke even, with {{ result }}.", [1, 0], True),
        ("It broke even, with {{ result }}.", [1, -1], False),
        ("The deficit of {{ result }} is the first since 2010.", [1, -1], None),
    ],
)
def test_a_balance_is_held_to_its_side_of_zero_and_losses_to_their_size(text, values, holds):
    verdicts = balance(text, values)
    assert holds in verdicts
    assert holds is False or False not in verdicts


def test_an_amount_that_is_no_balance_may_be_a_loss_by_its_name():
    assert not judged("The storm caused a loss of {{ cost }}.", cost=[4, 5])


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        (
            "Costs rose faster than revenue: {{ costs.change.size }} against {{ revenue.change.size }}.",
            True,
        ),
        (
            "Revenue rose faster than costs: {{ revenue.change.size }} against {{ costs.change.size }}.",
            False,
        ),
        (
            "Revenue rose {{ revenue.change.size }}, less than costs ({{ costs.change.size }}).",
            True,
        ),
        (
            "Revenue rose {{ revenue.change.size }}, more than costs ({{ costs.change.size }}).",
            False,
        ),
    ],
)
def test_two_changes_of_one_way_are_compared_by_their_size(text, holds):
    verdicts = [one.verdict for one in judged(text, costs=[100, 120], revenue=[100, 110])]
    assert (False not in verdicts) is holds


def test_changes_of_two_ways_are_not_compared():
    text = "Revenue moved {{ revenue.change.size }}, more than costs ({{ costs.change.size }})."
    assert [one.verdict for one in judged(text, costs=[100, 80], revenue=[100, 110])] == [None]


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Both together took less than half: {{ blue_share }} and {{ red_share }}.", False),
        ("Both together took more than half: {{ blue_share }} and {{ red_share }}.", True),
        ("Fewer than two in five chose Blue ({{ blue_share }}).", True),
        ("Two voters in three chose Blue ({{ blue_share }}).", False),
        ("Nine out of ten chose Red ({{ red_share }}).", False),
        ("Red, with {{ red_share }}, fell short of a majority.", True),
        ("About one in three chose Red ({{ red_share }}).", False),
        ("About one in three chose Green ({{ green_share }}).", False),
        ("About one in seven chose Green ({{ green_share }}).", True),
        ("One in ten chose Green ({{ green_share }}).", False),
    ],
)
def test_shares_of_several_are_added_and_parts_in_words_counted(text, holds):
    assert verdict(text, blue_share=[38], red_share=[37], green_share=[15]) is holds


def test_down_from_speaks_of_the_figure_of_its_own_series():
    text = "Bread and rent stand at {{ bread }} and {{ rent }}, down from {{ bread.before }} and {{ rent.before }}."
    assert verdict(text, bread=[114, 116], rent=[104, 104]) is False
    assert verdict(text, bread=[118, 116], rent=[104, 104]) is True


def test_a_month_is_set_against_the_month_before_or_that_of_the_year_before():
    values = [100, 99, 98, 97, 96, 95, 94, 93, 92, 91, 90, 89, 97, 96]
    made = series("fuel", values, title="Fuel", unit=Unit("index"), start="2023-01")
    named = {"fuel": replace(made, current=parse_period("2024-02"))}
    for text, holds in (
        ("Fuel fell on the year to {{ fuel }}.", True),
        ("Fuel fell to {{ fuel }}.", True),
        ("Fuel is up on the month, at {{ fuel }}.", False),
        ("Fuel is up on the year, at {{ fuel }}.", False),
    ):
        assert [one.verdict for one in judged_of(text, named)] == [holds], text


def test_who_is_named_beside_the_first_place_must_have_it():
    north = series("d.rate[North]", [8], member="North")
    rank = series("rank", [1], unit=Unit("rank"), member="South")
    named = {
        "north": replace(north, current=north.periods[-1]),
        "rank": replace(rank, current=rank.periods[-1]),
    }
    text = "{{ north.member }} has the highest rate of all, ranking {{ rank }}."
    verdicts = [one.verdict for one in judged_of(text, named)]
    assert LANGUAGE.name("North") == "North"
    assert False in verdicts


def test_the_record_of_a_gap_is_left_open():
    text = "The gap between {{ north }} and {{ south }} is the smallest since 2015."
    assert verdict(text, north=[8, 6], south=[5, 5]) is None


@pytest.mark.parametrize(
    ("words", "holds"),
    [
        ("after a fall in 2017", True),
        ("after a rise in 2017", False),
        ("after a rise in 2016", True),
        ("after a sharp fall the year before", True),
        ("after an increase", False),
        ("after a fall in 2009", None),
    ],
)
def test_the_change_before_is_held_to_its_words(words, holds):
    """Values of 2015 to 2018."""
    text = f"Output {{{{ output.verb }}}} {words} ({{{{ output.change.signed }}}})."
    assert verdict(text, output=[4, 6, 5, 7]) is holds


def test_a_rise_in_something_else_is_no_change_before():
    assert not judged("Output {{ output.verb }} after a rise in taxes.", output=[4, 6, 5, 7])


def test_most_speaks_of_no_share_of_another_clause():
    text = "It fell to {{ a_share }}, and most imports come from one country."
    assert [one.phrase for one in judged(text, a_share=[60, 45])] == ["fell"]


def test_who_is_told_behind_a_bracket_is_compared():
    text = "Green came third, ahead of Red ({{ red }}) with {{ green }}."
    assert verdict(text, red=[360], green=[140]) is False
