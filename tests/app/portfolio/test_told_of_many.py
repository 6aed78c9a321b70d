"""What a check tells of many briefs: whose it is, how many are fine, and nothing that only follows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from portfolios import BRIEF, WAITS, portfolio

from briefing.app.cli import main as cli
from briefing.app.cli.weighing import told_once
from briefing.core.problems import Place, Problem, Severity

SKIP = "  skip: [{subjects: [West], because: it reports no more}]\n"
OF = "  members of: waits.days\n"


def checked(project: Path, capsys, *more: str) -> tuple[list[str], list[str]]:
    cli.main(["check", "--project", str(project), *more])
    told = capsys.readouterr()
    problems = [one for one in told.err.splitlines() if not one.startswith("checking")]
    return told.out.splitlines(), problems


def test_warnings_count_beside_an_error_of_another_brief_and_who_is_skipped_does_not(
    tmp_path: Path, capsys
):
    typed = "In {{ this }} the queue is worse than ever, {{ days.before }}."
    brief = BRIEF.replace(OF, OF + SKIP)
    brief = brief.replace("In {{ this }} patients waited {{ days }}.", typed)
    project = portfolio(tmp_path, brief, waits=WAITS.replace("North,100", "North,"))
    out, problems = checked(project, capsys)
    assert "regions/north: 1 problem" in out
    assert out[-2:] == [
        "2 of 3 briefs have no problem, 2 of them have warnings",
        "regions/west: skipped: it reports no more",
    ]
    assert any(one.startswith("warning: ") for one in problems)
    out, problems = checked(project, capsys, "--strict")
    assert out[-2].startswith("0 of 3 briefs have no problem")
    assert not [one for one in problems if one.startswith("warning: ")]


def test_many_subjects_with_many_problems_of_one_kind_are_named_once():
    place = Place("config/a.yaml", 3, 4)
    names = [f"n{one}" for one in range(5)]
    many = [
        Problem(place, f"{name}: '{other}' cannot be read", code="subject-not-read")
        for other in names
        for name in names
    ]
    (one,) = told_once(many)
    assert one.message == "n0, n1, n2 and 2 more: 'n0' cannot be read; and 4 more like it"


def test_what_several_briefs_have_in_their_data_is_told_as_it_is():
    """A message without the name of a brief got a colon at its end."""
    jump = Problem(
        Place("data/a.csv", 2, 3), "Pupils in 2024 is 2, far below", "correct it", code="jump"
    )
    assert told_once([jump, jump]) == [jump]
    (one,) = told_once([replace(jump, message=f"{name}: it is 2") for name in ("a", "a", "b")])
    assert one.message == "a, b: it is 2"


def test_nothing_is_told_of_the_data_set_of_all_subjects_where_one_cannot_be_read(
    tmp_path: Path, capsys
):
    brief = BRIEF.replace(
        "metrics:\n", 'metrics:\n  place: {rank: subjects.days, of: "{{ this }}"}\n'
    )
    project = portfolio(tmp_path, brief, waits=WAITS.replace("North,100", "North,?"))
    _, problems = checked(project, capsys)
    text = " ".join(problems)
    assert "subject-not-read" in text
    assert "unknown-data-set" not in text


def test_a_metric_that_went_is_no_unknown_name(tmp_path: Path, capsys):
    brief = BRIEF.replace(
        '{value: "waits.days[{{ this }}]"',
        '{value: "waits.days[{{ this }}]", needs: "waits.days[{{ this }}]"',
    )
    assert brief != BRIEF
    waits = WAITS.replace("North,100,120", "North,100,")
    _, problems = checked(portfolio(tmp_path, brief, waits=waits), capsys)
    assert any(
        "north, west: 'days' has no figure: what it needs has no value (say it where it is there: {% if has('days') %}"
        in one
        for one in problems
    )


def test_what_differs_by_its_figures_alone_is_told_once():
    place = Place("config/a.yaml", 3, 4)
    many = [
        Problem(
            place, f"n{at}: '{at},10{at} pupils pupils'", "", Severity.WARNING, code="doubled-noun"
        )
        for at in range(6)
    ]
    (one,) = told_once(many)
    assert one.message == "n0: '0,100 pupils pupils'; alike n1, n2, n3 and 2 more"
    other = replace(many[5], message="n5: 'pupils pupils of 7'")
    assert told_once([*many[:5], other])[1] == other
    assert len(told_once(many[:4])) == 4
