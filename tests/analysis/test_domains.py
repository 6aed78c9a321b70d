"""Rules that can only hold, or never can, say nothing of the data."""

from fractions import Fraction

import pytest
from figures import above, computed, reliance, stated

from briefing.analysis.advice.domains import when_true
from briefing.core.interval import Interval

SHARE = computed(
    "share", "percent(part / total)", "share", part=stated("p", 69), total=stated("t", 100)
)
RANK = computed("rank", "rank(one, others)", "rank", one=stated("a", 9), others=(stated("b", 5),))


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("share > 120", "never"),
        ("share >= 0", "always"),
        ("share > 50", "contingent"),
        ("share > 50 or share <= 100", "always"),
        ("share > 50 and share < 0", "never"),
        ("rank <= 2", "always"),
        ("rank > 2", "never"),
        ("rank == 1", "contingent"),
        ("output >= 0", "always"),
        ("output > 0", "contingent"),
        ("reliance > 120", "contingent"),
        ("change < -100", "never"),
        ("withheld < 0", "never"),
        ("growth > 120", "contingent"),
        ("share > output", "contingent"),
    ],
)
def test_what_a_rule_can_come_to(rule, expected):
    change = computed(
        "change", "percent(now / before - 1)", now=stated("n", 5), before=stated("o", 4)
    )
    facts = [SHARE, RANK, stated("output", 80), reliance(), change, above("withheld", 5, "t")]
    facts.append(stated("growth", 3, unit="percent"))
    named = {fact.id: fact for fact in facts if fact.id in rule}
    assert when_true(rule, named) == expected


def test_a_declared_range_narrows_what_can_be():
    growth = stated("growth", 3, unit="percent")
    declared = {"growth": Interval(Fraction(-100), Fraction(100))}
    assert when_true("growth > 120", {"growth": growth}, declared) == "never"


def test_concentration_has_a_most():
    hhi = computed(
        "hhi", "hhi(parts, sum(parts))", "concentration", parts=(stated("a", 5), stated("b", 5))
    )
    assert when_true("hhi > 10000", {"hhi": hhi}) == "never"
    assert when_true("hhi > 1800", {"hhi": hhi}) == "contingent"
