"""What has turned in a passage since it was read: figures, who they are of, ranks and rules."""

from __future__ import annotations

import pytest

from briefing.core.passage import Passage, Standing
from briefing.core.problems import Place

DOWN = Standing("known", "down", "second", "China", "-28%")


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        (DOWN, DOWN, []),
        (DOWN, Standing("known", "down", "second", "China", "-3%"), []),
        (DOWN, Standing("known", "up", "second", "China", "+3%"), ["was down (-28%), is up (+3%)"]),
        (DOWN, Standing("known", "up", "second", "China"), ["was down (-28%), is up"]),
        (Standing("known"), Standing("known", "up"), ["was without a change, is up"]),
        (DOWN, Standing("suppressed", "up", "second", "China"), ["was known, is suppressed"]),
        (DOWN, Standing("known", "down", "second", "Chile"), ["was China, is Chile"]),
        (DOWN, Standing("known", "down", "second"), ["was China, is nobody"]),
        (Standing("known"), Standing("known", member="Chile"), ["was nobody, is Chile"]),
        (DOWN, Standing("known", "down", "third", "China"), ["ranked second, ranks third"]),
        (
            DOWN,
            Standing("known", "level", "first", "Peru", "0%"),
            ["was down (-28%), is level (0%)", "was China, is Peru", "ranked second, ranks first"],
        ),
    ],
)
def test_a_figure_turns_where_words_about_it_would(before, now, told) -> None:
    assert list(before.turns(now)) == told


def turns(now, before, rules=None, were=None):
    made = Passage("bottom-line-1", Place("a.yaml", 3), "text", "printed", now, rules or {})
    return made.turns(before, were or {})


def test_what_turned_is_told_once_for_each_metric_its_change_first() -> None:
    up, down = Standing("known", "up"), Standing("known", "down")
    assert turns({"a": up, "a.change": up}, {"a": down, "a.change": down}) == (
        "a.change was down, is up",
    )
    assert turns({"a": up, "b": up}, {"a": down, "b": down}) == (
        "a was down, is up", "b was down, is up",
    )  # fmt: skip
    assert turns({"b": up, "a": up}, {"a": up, "b": down}) == ("b was down, is up",)
    assert turns({"a[2023].change_on_year": up, "a": up}, {"a[2023].change_on_year": down, "a": down}) == (
        "a[2023].change_on_year was down, is up",
    )  # fmt: skip
    assert turns({"a": up}, {"a": up}) == ()
    assert turns({}, {}) == ()


def test_figures_that_came_or_went_are_told_by_their_metric() -> None:
    up = Standing("known", "up")
    assert turns({"a": up, "c": up, "c.change": up}, {"a": up, "b.before": up}) == (
        "b is no longer in it", "c is new in it",
    )  # fmt: skip
    assert turns({"a.change": up}, {"a": up}) == (), "another relative of the same metric"


@pytest.mark.parametrize(
    ("was", "verdict", "told"),
    [
        (True, False, "'a > 5' was true, is false"), (False, True, "'a > 5' was false, is true"),
        (None, True, "'a > 5' was undecided, is true"), (True, None, "'a > 5' was true, is undecided"),
        (True, True, None), (None, None, None),
    ],
)  # fmt: skip
def test_a_rule_that_crossed_is_told(was, verdict, told) -> None:
    assert turns({}, {}, {"a > 5": verdict}, {"a > 5": was}) == ((told,) if told else ())
    assert turns({}, {}, {"a > 5": verdict}, {}) == (), "a rule that is new has not crossed"
