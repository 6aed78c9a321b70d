"""Every form of a verb or adjective comes from its base."""

import pytest

from briefing.language.inflection import comparative, superlative, verb
from briefing.language.untraced import Typed, find_untraced


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("surge", "surges surged surged surging"),
        ("drop", "drops dropped dropped dropping"),
        ("fall", "falls fell fallen falling"),
        ("outstrip", "outstrips outstripped outstripped outstripping"),
        ("multiply", "multiplies multiplied multiplied multiplying"),
        ("slow", "slows slowed slowed slowing"),
        ("stall", "stalls stalled stalled stalling"),
        ("deepen", "deepens deepened deepened deepening"),
        ("crash", "crashes crashed crashed crashing"),
        ("slide", "slides slid slid sliding"),
    ],
)
def test_a_verb_has_all_its_forms(base, forms):
    found = verb(base)
    assert f"{found.now} {found.past} {found.participle} {found.going}" == forms


def test_a_particle_stays_behind_each_form():
    assert verb("dry up").past == "dried up"
    assert verb("take off").going == "taking off"


@pytest.mark.parametrize(
    ("base", "more", "most"),
    [
        ("big", "bigger", "biggest"),
        ("scarce", "scarcer", "scarcest"),
        ("busy", "busier", "busiest"),
    ],
)
def test_an_adjective_is_compared(base, more, most):
    assert (comparative(base), superlative(base)) == (more, most)


@pytest.mark.parametrize(
    "said",
    [
        "Orders dry up again.",
        "Orders are drying up.",
        "Orders have dried up.",
        "Orders continue to dry up.",
        "Staff hours were being trimmed.",
        "Staff hours have been trimmed.",
        "Steel outsells copper.",
        "Steel has outsold copper.",
    ],
)
def test_a_verb_is_found_in_each_tense_and_voice(said):
    assert find_untraced([Typed(said, (), 1)], frozenset()).untraced
