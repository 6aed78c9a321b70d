"""Typed words of direction are held against the facts beside them; conditions bind any words."""

import pytest

import briefing
from briefing.app.cli.main import main
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


def test_what_holds_is_told_by_why_and_what_an_author_lets_stand_by_check(project, capsys):
    path = project / "config/small.yaml"
    said = "{{ said('half', because='a goal of the ministry') }}"
    sentence = f"Output is {{{{ output }}}}, up from {{{{ output.before }}}}; {said} is the goal."
    text = path.read_text("utf-8").replace("sections:", f'bottom_line: "{sentence}"\nsections:', 1)
    path.write_text(text, "utf-8")
    assert main(["why", "output", "--project", str(project)]) == 0
    told = "'up from' holds: output is 450 metric tons (estimated), output[2023] is 416 metric tons"
    assert f"  in its sentence {told}\n" in capsys.readouterr().out
    main(["check", "--project", str(project)])
    assert "'half' stands: a goal of the ministry (config/small.yaml:" in capsys.readouterr().out
    (brief,) = briefing.check_all(project=project)
    entries = {one["id"]: one for one in brief.ledger["facts"]}
    assert entries["output"]["asserted"] == [told]
    assert "asserted" not in entries["share"]
    (naked,) = [one for one in brief.ledger["checks"] if one["name"] == "no naked number"]
    assert len(naked["exceptions"]) == 1


def test_advice_that_contradicts_other_silences_no_false_word(project):
    path = project / "config/small.yaml"
    text = path.read_text("utf-8").replace(
        "Output {{ output.verb }} to {{ output }}.",
        "Output was {{ output }}, a fall of {{ output.change.size }}.",
    )
    advice = """\
recommendations:
  - {id: a, when: output > 1, do: Dig., who: Mines, because: "It is {{ output }}.", conflicts: [b]}
  - {id: b, when: output > 2, do: Stop., who: Mines, because: "It is {{ output }}."}
"""
    path.write_text(text + advice, "utf-8")
    with pytest.raises(BriefingError) as raised:
        briefing.check_all(project=project)
    assert {"direction-false", "contradicting-advice"} <= {
        one.code for one in raised.value.problems
    }
