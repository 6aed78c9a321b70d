"""A number without its unit is refused where its amounts read in another scale."""

from __future__ import annotations

from dataclasses import replace

import pytest
from handmade import LANGUAGE, seen, series

from briefing.brief.mentions import Mentions
from briefing.brief.prose import Prose
from briefing.core.problems import ProblemLog
from briefing.core.text_nodes import plain
from briefing.core.unit import Unit
from briefing.project.declared import Places


def said(text: str, values, unit="billion USD") -> tuple[str, list[str]]:
    one = series("x", values, unit=Unit(unit))
    mentions, log = Mentions(LANGUAGE), ProblemLog()
    named = {"x": replace(one, current=one.periods[-1])}
    prose = Prose(seen(named, mentions), mentions, Places("brief.yaml"), log)
    return plain(prose.line(text, "bottom_line")), [one.code for one in log]


def test_a_number_that_reads_in_another_scale_is_refused():
    assert said("It was {{ x.number }}.", [12990]) == ("", ["number-without-scale"])
    assert said("From {{ x.before.number }} to {{ x }}.", [13325, 12990])[1] == [
        "number-without-scale"
    ]


@pytest.mark.parametrize("word", ["billion dollars", "bn", "**billion**", "Billion"])
def test_unless_its_scale_follows(word):
    assert said(f"It was {{{{ x.number }}}} {word}.", [12990])[1] == []


@pytest.mark.parametrize(
    ("values", "unit"),
    [
        ([9999], "billion USD"),
        ([45000], "t"),
        ([12_400_000], "person"),
        ([9_000], "thousand person"),
        ([80], "percent"),
    ],
)
def test_a_number_that_reads_as_it_is_stands(values, unit):
    assert said("It was {{ x.number }}.", values, unit)[1] == []
