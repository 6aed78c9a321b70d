"""Behind a verb that tells no movement stands no size of it: nobody writes "was unchanged by £0 million"."""

from __future__ import annotations

from dataclasses import replace

import pytest
from handmade import LANGUAGE, PERCENT, seen, series

from briefing.brief.mentions import Mentions
from briefing.brief.prose import Prose
from briefing.core.problems import ProblemLog
from briefing.core.text_nodes import plain
from briefing.core.unit import Unit
from briefing.project.declared import Places

UNITS = {
    "grant": Unit("GBP"),
    "pupils": Unit("person"),
    "turnout": PERCENT,
    "prices": Unit("index"),
}


def said(text: str, now: int, *, before: int = 13) -> str:
    """What is printed of a text over four figures that were 13 and are another number."""
    named = {}
    for name, unit in UNITS.items():
        one = series(name, [before, now], title=name.title(), unit=unit)
        named[name] = replace(one, current=one.periods[-1])
    mentions, log = Mentions(LANGUAGE), ProblemLog()
    prose = Prose(seen(named, mentions), mentions, Places("brief.yaml"), log)
    printed = " ".join(plain(one.children) for one in prose.blocks(text, "bottom_line"))
    assert [one.code for one in log] == []
    return printed.replace("\u00a0", " ")


@pytest.mark.parametrize("name", UNITS)
@pytest.mark.parametrize(
    "size",
    [
        "{{ NAME.change.size }}",
        "by {{ NAME.change.size }}",
        "by {{ NAME.difference.size }}",
        ", by {{ NAME.difference }}",
        "by **{{ NAME.change.size }}**",
    ],
)
def test_what_did_not_move_has_no_size(name, size):
    text = f"It {{{{ {name}.verb }}}} {size} there.".replace(" ,", ",").replace("NAME", name)
    assert said(text, 13) in {"It was unchanged there.", "It were unchanged there."}
    assert "unchanged" not in said(text, 17)


def test_to_becomes_at_all_the_same():
    text = "It {{ grant.verb }} by {{ grant.change.size }}, to {{ grant }}."
    assert said(text, 13) == "It was unchanged at £13."
    assert said(text, 17) == "It climbed by 30.8%, to £17."


def test_the_size_of_another_stays():
    text = "It {{ grant.verb }}: {{ pupils.change.size }}. It {{ grant.verb }} {{ pupils.before }}."
    assert said(text, 13) == "It was unchanged: 0%. It was unchanged 13 people."


def test_a_size_with_no_verb_is_printed():
    assert said("That is {{ grant.difference.size }}.", 13) == "That is £0."
