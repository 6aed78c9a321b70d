"""What has turned in a passage since it was read: figures, who they are of, ranks and rules."""

from __future__ import annotations

import pytest

from briefing.core.passage import FigureState, Passage
from briefing.core.problems import Place

DOWN = FigureState("known", "down", "second", "China", shown="-28%")


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        (DOWN, DOWN, []),
        (DOWN, FigureState("known", "down", "second", "China", shown="-3%"), []),
        (
            DOWN,
            FigureState("known", "up", "second", "China", shown="+3%"),
            ["was down (-28%), is up (+3%)"],
        ),
        (DOWN, FigureState("known", "up", "second", "China"), ["was down (-28%), is up"]),
        (FigureState("known"), FigureState("known", "up"), ["was without a direction, is up"]),
        (DOWN, FigureState("suppressed", "up", "second", "China"), ["was known, is suppressed"]),
        (DOWN, FigureState("known", "down", "second", "Chile"), ["was China, is Chile"]),
        (DOWN, FigureState("known", "down", "second"), ["was China, is nobody"]),
        (FigureState("known"), FigureState("known", member="Chile"), ["was nobody, is Chile"]),
        (DOWN, FigureState("known", "down", "third", "China"), ["ranked second, ranks third"]),
        (
            DOWN,
            FigureState("known", "level", "first", "Peru", shown="0%"),
            ["was down (-28%), is level (0%)", "was China, is Peru", "ranked second, ranks first"],
        ),
    ],
)
def test_a_figure_turns_where_words_about_it_would(before, now, told) -> None:
    assert list(before.turns(now)) == told


def turns(now, before, rules=None, were=None):
    made = Passage("bottom-line-1", Place("a.yaml", 3), "text", "printed", now, rules or {})
    return made.turns(before, were or {})


def of(metric, way="up"):
    return FigureState("known", way, metric=metric)


def test_what_turned_is_told_once_for_each_metric_the_first_in_the_text() -> None:
    a, b = of("a"), of("b")
    assert turns({"a.change": a, "a": a}, {"a": of("a", "down"), "a.change": of("a", "down")}) == (
        "a.change was down, is up",
    )
    assert turns({"a": a, "b": b}, {"a": of("a", "down"), "b": of("b", "down")}) == (
        "a was down, is up", "b was down, is up",
    )  # fmt: skip
    assert turns({"b": b, "a": a}, {"a": a, "b": of("b", "down")}) == ("b was down, is up",)
    assert turns({"a": a}, {"a": a}) == ()
    assert turns({}, {}) == ()


def test_figures_that_came_or_went_are_told_by_their_metric() -> None:
    before = {"a": of("a"), "b.before": of("b")}
    assert turns({"a": of("a"), "c": of("c"), "c.change": of("c")}, before) == (
        "b is no longer in it", "c is new in it",
    )  # fmt: skip
    assert turns({"a.change": of("a")}, {"a": of("a")}) == (), "another relative of the same metric"


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
