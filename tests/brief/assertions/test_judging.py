"""What typed words assert of figures and of their past is judged: true, false, or left open."""

from __future__ import annotations

import pytest
from handmade import ESTIMATED, HOLE, above
from verdicts import judged, verdict

from briefing.core.problems import ProblemLog, Severity

DEATHS = [90, 80, 70, 75, 60, 55, 50, 40, 30, 35]
"""2015 to 2024: a rise in 2018 and in 2024, else falls."""
ROSE = "Deaths {{ deaths.verb }} by {{ deaths.change.size }}"


@pytest.mark.parametrize(
    ("words", "holds"),
    [
        ("and has begun to rise", True),
        ("and began to fall", False),
        ("again", False),
        ("once more", False),
        ("for the first time since 2018", True),
        ("for the first time since 2017", False),
        ("for the first time since 2020", True),
        ("for the first time since 2009", False),
        ("for the first time in six years", True),
        ("for the first time in seven years", False),
        ("for the first time", False),
        ("the first rise since 2018", True),
        ("the first fall since 2018", False),
        ("a further increase", False),
        ("another rise", False),
        ("for the second year running", False),
        ("the third consecutive rise", False),
    ],
)
def test_words_on_the_past_of_a_change_are_held_against_its_series(words, holds):
    assert verdict(f"{ROSE}, {words}.", deaths=DEATHS) is holds


@pytest.mark.parametrize(
    ("words", "holds"),
    [
        ("again", True),
        ("and has begun to fall", False),
        ("for the fifth year running", True),
        ("for the fourth year running", False),
        ("for the sixth year in a row", False),
        ("for a fifth consecutive year", True),
        ("the fifth straight decline", True),
        ("the fifth straight rise", False),
        ("a further fall", True),
        ("for the first time since 2018", False),
    ],
)
def test_so_are_those_on_a_row_of_falls(words, holds):
    assert verdict(f"{ROSE}, {words}.", deaths=DEATHS[:-1]) is holds


@pytest.mark.parametrize(
    ("values", "holds"),
    [([3, 2, 1], True), ([1, 2, 1], False), ([2, 1], None), ([3, HOLE, 2, 1], None)],
)
def test_continued_needs_the_change_before(values, holds):
    text = "Deaths continued to fall, by {{ deaths.change.size }}."
    assert verdict(text, deaths=values) is holds


def test_a_way_that_words_name_by_themselves_is_held_to_it():
    text = "Deaths continued to fall, by {{ deaths.change.size }}."
    assert verdict(text, deaths=[1, 2, 3]) is False


@pytest.mark.parametrize(
    ("words", "holds"),
    [
        ("the highest since 2022", True),
        ("the highest since 2018", False),
        ("the lowest since 2022", False),
        ("the highest in two years", True),
        ("the highest since 2023", None),
        ("the highest since 2019", False),
        ("the lowest on record", False),
        ("a record high", False),
        ("its lowest level", False),
    ],
)
def test_words_for_records_are_held_against_the_series(words, holds):
    values = [*DEATHS[:-2], 30, 35]
    assert verdict(f"Deaths stood at {{{{ deaths }}}}, {words}.", deaths=values) is holds


@pytest.mark.parametrize(
    "words",
    [
        "fewer than ever",
        "lower than ever before",
        "a record low",
        "the lowest ever",
        "its lowest level",
        "the lowest since 2015",
    ],
)
def test_a_record_holds_where_no_value_is_like_it(words):
    assert verdict(f"Deaths stood at {{{{ deaths }}}}, {words}.", deaths=DEATHS[:-1]) is True
    assert (
        verdict(f"Deaths stood at {{{{ deaths }}}}, {words}.", deaths=[*DEATHS[:-1], 30]) is False
    )


@pytest.mark.parametrize("values", [[above(20), 30], [5, HOLE, 30], [30]])
def test_a_record_is_open_where_the_series_does_not_tell(values):
    assert verdict("A record of {{ deaths }}.", deaths=values) is None


def test_a_series_that_does_not_reach_so_far_back_leaves_it_open():
    assert verdict("{{ deaths }}, the highest since 1990.", deaths=[1, 2, 3]) is None
    assert verdict("{{ deaths }}, the highest since 1990.", deaths=[9, 2, 3]) is False


@pytest.mark.parametrize(
    ("better", "word", "holds"),
    [
        ("lower", "worsened", True),
        ("lower", "improved", False),
        ("higher", "improved", True),
        ("", "improved", None),
    ],
)
def test_what_is_better_must_be_declared(better, word, holds):
    text = f"Deaths {word}: they {{{{ deaths.verb }}}}."
    assert verdict(text, deaths=DEATHS, better=better) is holds
    worst = "It was the worst year on record, with {{ deaths }}."
    assert verdict(worst, deaths=[1, 2, 3], better=better) is (
        None if not better else better == "lower"
    )


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (51, "Most of it"),
        (51, "A majority"),
        (50, "Half of it"),
        (52, "About half"),
        (34, "A third"),
        (65, "Two thirds"),
        (26, "More than a quarter"),
        (24, "Nearly a quarter"),
        (24, "Less than a quarter"),
        (93, "Nearly all"),
        (80, "The vast majority"),
        (40, "A minority"),
    ],
)
def test_words_for_a_share_may_be_said_beside_it(share, words):
    assert verdict(f"{words} ({{{{ share }}}}) went abroad.", share=[share]) is True


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (50, "Most of it"),
        (50, "A majority"),
        (45, "Half of it"),
        (37, "A third"),
        (60, "Two thirds"),
        (25, "More than a quarter"),
        (25, "Nearly a quarter"),
        (15, "Nearly a quarter"),
        (25, "Less than a quarter"),
        (89, "Nearly all"),
        (70, "The vast majority"),
        (50, "A minority"),
    ],
)
def test_and_not_beside_another(share, words):
    assert verdict(f"{words} ({{{{ share }}}}) went abroad.", share=[share]) is False


def test_bounds_decide_a_share_where_they_can():
    assert verdict("Most of it ({{ share }}) went abroad.", share=[above(95)]) is None
    assert verdict("A minority ({{ share }}) went abroad.", share=[above(95)]) is False


@pytest.mark.parametrize(
    ("sentence", "a", "b", "holds"),
    [
        ("A ({{ a }}) overtook B ({{ b }}).", [1, 5], [2, 4], True),
        ("A ({{ a }}) overtook B ({{ b }}).", [3, 5], [2, 4], False),
        ("A ({{ a }}) overtook B ({{ b }}).", [1, 3], [2, 4], False),
        ("A ({{ a }}) overtook B ({{ b }}).", [2, 5], [2, 4], True),
        ("A ({{ a }}) overtook B ({{ b }}).", [5], [4], None),
        ("A ({{ a }}) was overtaken by B ({{ b }}).", [3, 4], [2, 5], True),
        ("A ({{ a }}) has caught up with B ({{ b }}).", [1, 4], [4, 4], True),
        ("A ({{ a }}) has caught up with B ({{ b }}).", [1, 2], [4, 4], False),
        ("A ({{ a }}) has caught up with B ({{ b }}).", [4, 4], [4, 4], False),
        ("{{ a }} in A, ahead of {{ b }} in B", [5], [4], True),
        ("{{ a }} in A, behind {{ b }} in B", [5], [4], False),
        ("{{ a }} in A, level with {{ b }} in B", [4], [4], True),
        ("{{ a }} in A, level with {{ b }} in B", [5], [4], False),
        ("{{ a }} in A, down from {{ b }} in B", [5], [5], False),
        ("{{ a }} in A, still above {{ b }} in B", [3, 5], [2, 4], True),
        ("{{ a }} in A, more than {{ b }} in B", [3], [4], None),
    ],
)
def test_two_figures_are_compared(sentence, a, b, holds):
    found = judged(sentence, a=a, b=b)
    if holds is None and not found:
        return  # "more than" after a comma rounds the figure that it stands before
    assert (found[-1].verdict) is holds
    assert all(one.verdict is holds for one in found)


def test_still_is_held_against_the_period_before():
    above_now, still = judged("{{ a }} in A, still above {{ b }} in B.", a=[1, 5], b=[2, 4])[::-1]
    assert (above_now.phrase, above_now.verdict) == ("above", True)
    assert (still.phrase, still.verdict) == ("still", False)


@pytest.mark.parametrize(
    ("words", "a", "b", "phrase", "holds"),
    [
        ("not above", [1, 3], [2, 4], "not above", True),
        ("not above", [1, 5], [2, 4], "not above", False),
        ("no longer above", [5, 3], [2, 4], "no longer above", True),
        ("no longer above", [1, 3], [2, 4], "no longer above", False),
        ("no longer above", [1, 5], [2, 4], "no longer above", False),
        ("no longer above", [5, 6], [2, 4], "no longer above", False),
        ("no longer above", [3], [4], "no longer above", None),
        ("never below", [5], [4], "never below", True),
    ],
)
def test_what_words_deny_is_judged_too(words, a, b, phrase, holds):
    (one,) = judged(f"{{{{ a }}}} in A, {words} {{{{ b }}}} in B.", a=a, b=b)
    assert (one.phrase, one.verdict) == (phrase, holds)


@pytest.mark.parametrize("word", ["if it is above", "whether it lies below", "without being above"])
def test_what_words_only_suppose_is_let_be(word):
    assert judged(f"{{{{ a }}}} in A, {word} {{{{ b }}}} in B.", a=[1], b=[2]) == ()


def test_up_from_speaks_of_the_series_of_its_own_figure():
    assert verdict("It rose, up from {{ a.before }}.", a=[1, 2]) is True
    assert verdict("It moved, down from {{ a.before }}.", a=[1, 2]) is False
    assert verdict("It is unchanged from {{ a.before }}.", a=[2, 2]) is True


def test_a_comparison_with_nothing_is_asked_for():
    assert verdict("Waiting times lie above {{ a }}.", a=[1, 2]) is None
    assert verdict("Waiting times lie above {{ a.before }}.", a=[1, 2]) is None
    assert judged("More than {{ a }} wait.", a=[1, 2]) == ()


@pytest.mark.parametrize(
    ("values", "told"),
    [([1, 2, 3, 4], [False]), ([1, 2, 4, 4], []), ([2, 3, 4], []), ([9, 2, 3, 4], [])],
)
def test_only_is_false_of_the_highest_there_ever_was(values, told):
    assert [one.verdict for one in judged("Only {{ a }} were built.", a=values)] == told


def test_only_is_held_against_the_figure_before_it():
    text = "Mines yield {{ b }}, plants only {{ a }}."
    assert verdict(text, a=[1, 2, 3, 4], b=[9]) is True
    assert verdict(text, a=[1, 2, 3, 4], b=[4]) is False
    assert verdict(text, a=[1, 2, 3, 4], b=[above(2)]) is None


def test_a_smaller_rank_is_ahead():
    assert verdict("It ranks {{ a_rank }}, ahead of {{ b_rank }}.", a_rank=[2], b_rank=[3]) is True
    assert verdict("It ranks {{ a_rank }}, behind {{ b_rank }}.", a_rank=[2], b_rank=[3]) is False


@pytest.mark.parametrize(
    "text",
    [
        "Time and again, {{ deaths }} were counted.",
        "They keep a record of {{ deaths }}.",
        "The highest court heard {{ deaths }}.",
        "It is not a rise of {{ deaths.change.size }}.",
        "More than {{ deaths }} were counted.",
        "Ministers met again. Deaths were {{ deaths }}.",
        "It took {{ deaths.change.size }} a quarter.",
        "At best {{ deaths }} can be avoided.",
    ],
)
def test_words_that_assert_nothing_of_a_figure_are_let_be(text):
    assert judged(text, deaths=DEATHS) == ()


def test_a_false_word_is_an_error_and_an_open_one_asks():
    log = ProblemLog()
    judged(f"{ROSE} again.", log, deaths=DEATHS)
    judged("Deaths improved: they {{ deaths.verb }}.", log, deaths=DEATHS)
    false, asked = log
    assert (false.code, false.severity) == ("direction-false", Severity.UNUSABLE)
    assert "2023: down" in false.message
    assert (asked.code, asked.severity) == ("claim-undecided", Severity.WARNING)
    assert "better: ..." in asked.message
    assert "holds('improved'" in asked.advice


def test_estimates_are_compared_like_others():
    assert verdict(f"{ROSE} again.", deaths=[1, 2, (3, ESTIMATED)]) is True
