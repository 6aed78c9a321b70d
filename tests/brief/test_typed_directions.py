"""Typed words of direction are held against the facts beside them; conditions bind any words."""

import pytest

import briefing
from briefing.core.problems import BriefingError


def check(project, sentence: str):
    path = project / "config/small.yaml"
    text = path.read_text("utf-8").replace(
        "sections:", f"bottom_line: >-\n  {sentence}\nsections:", 1
    )
    assert sentence in text
    path.write_text(text, "utf-8")
    (brief,) = briefing.check_all(project=project)
    return next(one for one in brief.document.checks if one.name == "words of direction")


RISE = [
    "a rise of {{ output.change.size }}",
    "Output stands {{ output.change.size }} above the year before",
    "{{ output }}, up from {{ output.before }}",
    "up {{ output.change.size }} from {{ output.before }}",
    "a growth of {{ output.change.signed }}",
    "Output rose by {{ output.difference.size }}",
]
FALL = [
    "a fall of {{ output.change.size }}",
    "Output stands {{ output.change.size }} below the year before",
    "{{ output }}, down from {{ output.before }}",
    "down {{ output.change.size }} from {{ output.before }}",
    "a loss of {{ output.change.signed }}",
    "Output fell by {{ output.difference.size }}",
]


@pytest.mark.parametrize("sentence", RISE)
def test_a_true_word_goes_into_the_record(project, sentence):
    made = check(project, sentence)
    assert made.findings == 0
    assert made.borne_out


@pytest.mark.parametrize("sentence", FALL)
def test_a_false_word_is_an_error_with_its_figures(project, sentence):
    with pytest.raises(BriefingError, match=r"small.yaml:\d+: '[\w ]+' is false: output"):
        check(project, sentence)


def test_what_is_negated_decides_nothing(project):
    assert check(project, "not a fall of {{ output.change.size }}").examined == 0


def test_words_are_bound_to_a_condition(project):
    yes = """{{ holds("More", when="output.change > 0") }} {{ either("up", "down", when="output.change > 0") }}"""
    assert check(project, yes).examined == 0


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            """{{ holds("Less was mined", when="output.change < 0") }}""",
            "'Less was mined' does not hold",
        ),
        ("""{{ holds("Less", when="outptu < 0") }}""", "unknown name 'outptu'.*output"),
        ("""{{ holds("Less", when="1 < 2") }}""", "names no figure"),
        ("""{{ either("up", "down", when="output <") }}""", "cannot judge the condition"),
    ],
)
def test_a_condition_that_does_not_hold_is_an_error(project, sentence, told):
    with pytest.raises(BriefingError, match=told):
        check(project, sentence)
