"""Words that a figure says of itself are whole and true whichever way its data go."""

from __future__ import annotations

from dataclasses import replace

import pytest
from handmade import HOLE, LANGUAGE, PERCENT, above, seen, series

from briefing.brief.mentions import Mentions
from briefing.brief.prose import Prose
from briefing.core.problems import ProblemLog
from briefing.core.text_nodes import plain
from briefing.core.unit import Unit
from briefing.project.declared import Places


def said(text: str, *, ties=(), **values) -> tuple[str, list[str]]:
    """A sentence as printed, and the codes of what is wrong with it."""
    named = {}
    for name, column in values.items():
        unit = PERCENT if "share" in name else Unit("rank") if "rank" in name else Unit("t")
        one = series(name, column, unit=unit, start="2015")
        facts = {when: replace(fact, ties=ties) for when, fact in one.facts.items()}
        named[name] = replace(one, facts=facts, current=one.periods[-1])
    mentions, log = Mentions(LANGUAGE), ProblemLog()
    prose = Prose(seen(named, mentions), mentions, Places("brief.yaml"), log)
    blocks = prose.blocks(text, "bottom_line")
    printed = " ".join(plain(one.children) for one in blocks)
    return printed, [one.code for one in log]


@pytest.mark.parametrize(
    ("values", "up_down_from", "rise", "again"),
    [
        ([1, 2, 3], "up from 2 metric tons", "a rise of 50%", "again"),
        ([3, 2, 4], "up from 2 metric tons", "a rise of 100%", "after a fall in 2016"),
        ([2, 2, 1], "down from 2 metric tons", "a fall of 50%", "after no change in 2016"),
        ([1, 2, 2], "unchanged from 2 metric tons", "no change", "after a rise in 2016"),
        ([2, 2, 2], "unchanged from 2 metric tons", "no change", "again"),
    ],
)
def test_they_follow_the_data(values, up_down_from, rise, again):
    assert said("{{ x.up_down_from }}", x=values) == (up_down_from, [])
    assert said("{{ x.a_rise_of }}", x=values) == (rise, [])
    assert said("{{ x.again }}", x=values) == (again, [])


def test_nothing_goes_from_a_figure_to_the_same():
    assert said("{{ x.from_to }}", x=[2, 3]) == ("from 2 to 3 metric tons", [])
    assert said("{{ x.from_to }}", x=[3, 3]) == ("at 3 metric tons", [])
    assert said("{{ x.from_to }}", x=[above(1), above(1)]) == ("at more than 1 metric tons", [])


@pytest.mark.parametrize(
    ("x", "y", "words", "still"),
    [
        ([3, 3], [2, 2], "above", "still above"),
        ([1, 3], [2, 2], "above", "now above"),
        ([3, 1], [2, 2], "below", "now below"),
        ([2, 2], [2, 2], "level with", "still level with"),
        ([3, 2], [2, 2], "level with", "now level with"),
        ([3, 3], [2, 4], "below", "now below"),
    ],
)
def test_comparisons_follow_both(x, y, words, still):
    assert said("{{ x.above_below(y) }}", x=x, y=y) == (words, [])
    assert said("{{ x.still_above_below(y) }}", x=x, y=y) == (still, [])


@pytest.mark.parametrize(
    "words",
    ["up_down_from", "a_rise_of", "again", "still", "above_below(y)", "still_above_below(y)"],
)
def test_what_is_not_known_is_refused(words):
    _, codes = said(f"{{{{ x.{words} }}}}", x=[above(1), above(2), above(1)], y=[1, 2, 3])
    assert codes == ["unknown-comparison"]


@pytest.mark.parametrize("values", [[1, HOLE, 3], [2, 3]])
def test_again_needs_two_periods_before(values):
    assert len(said("{{ x.again }}", x=values)[1]) == 1


@pytest.mark.parametrize(
    ("last", "word"),
    [(1, "low"), (1.5, "low"), (2.5, "usual"), (4.5, "usual"), (8, "high"), (7, "high")],
)
def test_a_level_is_a_quarter_of_its_own_history(last, word):
    assert said("{{ x.level }}", x=[1, 2, 3, 4, 5, 6, 7, last]) == (word, [])


def test_all_alike_is_usual_and_few_values_are_refused():
    assert said("{{ x.level }}", x=[5] * 8) == ("usual", [])
    assert said("{{ x.level }}", x=[5] * 7)[1] == ["too-short-for-level"]


def test_still_tells_whether_a_rank_is_kept():
    assert said("{{ x_rank.still }} {{ x_rank }}", x_rank=[2, 2]) == ("still second", [])
    assert said("{{ x_rank.still }} {{ x_rank }}", x_rank=[3, 2]) == ("now second", [])


def test_a_tie_is_told_where_there_is_one():
    text = "It ranks {{ x_rank }}{{ x_rank.level_with }}."
    assert said(text, x_rank=[2]) == ("It ranks second.", [])
    tied = said(text, x_rank=[2], ties=("Nigeria", "Thailand"))
    assert tied == ("It ranks second, level with Nigeria and Thailand.", [])


def test_two_figures_of_one_name_are_a_fault_and_share_no_proof():
    mentions = Mentions(LANGUAGE)
    one = series("d.x", [1, 2]).facts
    first, other = one.values()
    mentions.note(first)
    mentions.note(replace(first))
    with pytest.raises(RuntimeError, match="two figures are called"):
        mentions.note(replace(other, id=first.id))


@pytest.mark.parametrize(
    "form", ["before", "year_before", "change", "difference", "change_on_year", "at(1990)"]
)
def test_a_sentence_may_ask_whether_a_figure_of_then_is_known(form):
    text = f"{{% if x.{form}.is_known %}}Was {{{{ x.{form} }}}}.{{% else %}}New.{{% endif %}}"
    assert said(text, x=[5]) == ("New.", [])
    assert said(f"It is {{{{ x.{form} }}}}.", x=[5])[1] == ["no-value"]
    assert said(f"{{% if x > x.{form} %}}It rose.{{% endif %}}", x=[5])[1] == ["no-value"]
    assert said("{% if x.before %}It was.{% endif %}", x=[5])[1] == ["no-value"]
