"""Words for how far, typed beside a change or a figure, must not contradict it."""

from dataclasses import replace

import pytest
from handmade import HOLE, PERCENT, between, series
from verdicts import judged_of

from briefing.core.nature import Nature, NatureFound
from briefing.core.unit import Unit

DOCTORS = [201, 204, 202, 205, 273]
"""Of a town: up by a third."""
SPENT = [80, 84, 87, 89, 52]
"""Down by two fifths."""
TURNOUT = [61.2, 63.0, 64.1, 66.9, 78.3]
PRICES = [1000, 1031, 1069, 1098, 1102]
"""Up by 0.4%."""
PUPILS = [9120, 9260, 9390, 9480, 9471]
UNITS = {"doctors": "person", "spent": "EUR", "pupils": "pupil", "prices": "index"}


def said(text, start="2019", **named):
    made = {}
    for name, values in named.items():
        unit = PERCENT if name == "turnout" else Unit(UNITS.get(name, "t"))
        one = series(name, values, title=name.title(), unit=unit, start=start)
        made[name] = replace(one, current=one.periods[-1])
    return judged_of(text, made)


def false_in(text, **named):
    return [one.phrase for one in said(text, **named) if one.verdict is False]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Doctors edged up by {{ doctors.change.size }}.", "edged up"),
        ("Doctors inched up to {{ doctors }}.", "inched up"),
        ("Spending nudged down to {{ spent }}.", "nudged down"),
        ("Doctors skyrocketed to {{ doctors }}.", None),
        ("Prices skyrocketed to {{ prices }}.", "skyrocketed"),
        ("Doctors rose slightly, by {{ doctors.change.size }}.", "rose slightly"),
        ("Doctors rose slightly to {{ doctors }}.", "rose slightly"),
        ("Doctors slightly rose to {{ doctors }}.", "slightly rose"),
        ("Doctors saw a modest rise of {{ doctors.change.size }}.", "a modest rise"),
        ("There were {{ doctors }} doctors, a small rise.", "a small rise"),
        ("There were {{ doctors }}, slightly more than a year earlier.", "slightly more"),
        ("There were {{ doctors }}, up slightly from {{ doctors.before }}.", "up slightly"),
        ("There were {{ doctors }}, slightly above {{ doctors.before }}.", "slightly above"),
        ("There were {{ doctors }}, just above the {{ spent }}.", None),
        ("Spending dipped to {{ spent }}.", "dipped"),
        ("Spending edged down from {{ spent.before }} to {{ spent }}.", "edged down"),
        ("Spending fell a little to {{ spent }} from {{ spent.before }}.", "fell a little"),
        ("Turnout crept up by {{ turnout.change.size }}.", "crept up"),
        ("Turnout, at {{ turnout }}, was just above the {{ turnout.before }} of 2022.", "just above"),
        ("Prices soared by {{ prices.change.size }}.", "soared"),
        ("Prices jumped to {{ prices }}.", "jumped"),
        ("Prices rose sharply, by {{ prices.change.size }}.", "rose sharply"),
        ("A sharp rise of {{ prices.change.size }} followed.", "A sharp rise"),
        ("At {{ prices }}, prices were far above the {{ prices.before }} before.", "far above"),
        ("Pupil numbers plummeted to {{ pupils }}.", "plummeted"),
        ("Pupil numbers fell steeply from {{ pupils.before }} to {{ pupils }}.", "fell steeply"),
        ("Pupil numbers came to {{ pupils }}, a steep fall.", "a steep fall"),
        ("Pupil numbers {{ pupils.verb }} sharply.", "sharply"),
    ],
)  # fmt: skip
def test_a_word_of_degree_that_its_figure_belies_is_false(text, phrase):
    every = {
        "doctors": DOCTORS,
        "spent": SPENT,
        "turnout": TURNOUT,
        "prices": PRICES,
        "pupils": PUPILS,
    }
    assert false_in(text, **every) == ([phrase] if phrase else [])


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Doctors edged up by {{ doctors.change.size }}.", [201, 204, 202, 205, 235]),
        ("Doctors soared by {{ doctors.change.size }}.", [201, 204, 202, 205, 208]),
        ("Doctors did not edge up by {{ doctors.change.size }}.", DOCTORS),
        ("Doctors could have edged up by {{ doctors.change.size }}.", DOCTORS),
        ("Doctors were expected to rise slightly, not to {{ doctors }}.", DOCTORS),
        ("There were slightly more than {{ doctors }} doctors.", DOCTORS),
        ("There were just over {{ doctors }}, against {{ doctors.before }}.", DOCTORS),
        ("Slightly more men than women were among the {{ doctors }}.", DOCTORS),
        ("Doctors rose to {{ doctors }}.", DOCTORS),
        ("A sharp debate followed: {{ doctors }} were there.", [201, 204, 202, 205, 205]),
    ],
)
def test_what_is_no_contradiction_is_left_alone(text, values):
    assert false_in(text, doctors=values) == []


@pytest.mark.parametrize(
    ("before", "now", "word", "is_false"),
    [
        (1000, 1149, "slightly", False),
        (1000, 1150, "slightly", True),
        (1000, 1010, "sharply", False),
        (1000, 1009, "sharply", True),
    ],
)
def test_the_limits_are_those_of_the_verbs(before, now, word, is_false):
    text = f"They rose {word} to {{{{ pupils }}}}."
    assert bool(false_in(text, pupils=[before, now])) is is_false


def test_a_small_move_of_a_series_that_seldom_moves_may_be_sharp():
    expectancy = [79.0, 79.1, 79.2, 79.1, 79.2, 78.5]
    assert false_in("It fell sharply to {{ doctors }}.", doctors=expectancy) == []
    assert false_in("It fell sharply to {{ doctors }}.", doctors=[*expectancy[:-1], 79.1]) == [
        "fell sharply"
    ]


def test_a_percentage_moves_far_from_five_points_on():
    text = "It edged up by {{ turnout.change.size }}."
    assert false_in(text, turnout=[2, 3]) == []
    assert false_in(text, turnout=[20, 24]) == []
    assert false_in(text, turnout=[20, 25]) == ["edged up"]


def test_small_counts_have_no_degree():
    assert false_in("They edged up to {{ pupils }}.", pupils=[3, 4]) == []
    assert false_in("They edged up to {{ pupils }}.", pupils=[30, 40]) == ["edged up"]


@pytest.mark.parametrize("before", [0, -20, HOLE, None, between(10, 20)])
def test_nothing_is_told_where_no_percent_can_be(before):
    made = [one.verdict for one in said("They edged up to {{ pupils }}.", pupils=[before, 40])]
    assert False not in made


@pytest.mark.parametrize("nature", [Nature.BALANCE, Nature.INTERVAL])
def test_balances_and_degrees_are_left_alone(nature):
    one = series("net", [10, 20], unit=Unit("t"))
    one = replace(one, current=one.periods[-1], found_nature=NatureFound(nature, "declared"))
    assert [found.verdict for found in judged_of("It edged up to {{ net }}.", {"net": one})] == [
        True
    ]


def test_the_wrong_way_is_told_as_that():
    found = said("They edged down to {{ doctors }}.", doctors=DOCTORS)
    assert [(one.phrase, one.verdict) for one in found] == [("edged down", False)]
    assert "slight" not in found[0].because


def test_the_year_is_the_one_that_is_named():
    quarters = [1000, 1400, 1200, 900, 1040]
    slight = "They came to {{ pupils }}, slightly up on the year."
    assert false_in(slight, pupils=quarters, start="2023-Q1") == []
    assert false_in(slight, pupils=[900, *quarters[1:]], start="2023-Q1") == ["slightly up"]


@pytest.mark.parametrize(
    "text",
    [
        "Spending skyrocketed to {{ spent }}.",
        "Spending nudged up to {{ spent }}.",
        "Doctors nosedived to {{ doctors }}.",
        "Doctors inched down to {{ doctors }}.",
        "Doctors crept down to {{ doctors }}.",
        "Spending came to {{ spent }}, up slightly from {{ spent.before }}.",
        "There were {{ doctors }}, down a little from {{ doctors.before }}.",
    ],
)
def test_a_verb_of_degree_tells_a_direction_too(text):
    """Spending fell by two fifths, doctors rose by a third."""
    assert false_in(text, doctors=DOCTORS, spent=SPENT)
