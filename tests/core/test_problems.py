"""Problems as values: how they read, what makes two of them one, and what stops the work."""

from __future__ import annotations

import pytest

from briefing.core.period_notation import parse_period
from briefing.core.problems import (
    MisleadingBrief,
    Place,
    Problem,
    ProblemLog,
    QuantityError,
    Refusal,
    Severity,
    Subject,
    UnusableInput,
    suggest,
)

Y2023, Y2024 = parse_period("2023"), parse_period("2024")
WARNING, MISLEADING = Severity.WARNING, Severity.MISLEADING


def problem(line: int = 1, message: str = "wrong", *, file: str = "a.yaml", **more) -> Problem:
    return Problem(Place(file, line), message, **{"code": "wrong-type", **more})


@pytest.mark.parametrize(
    ("place", "told"),
    [
        (Place("a.yaml"), "a.yaml"),
        (Place("a.yaml", 3), "a.yaml:3"),
        (Place("a.yaml", 3, 7), "a.yaml:3:7"),
        (Place("a.yaml", 0, 7), "a.yaml"),
        (Place("a.xlsx", 0, 0, "B"), "a.xlsx, sheet 'B'"),
        (Place("a.xlsx", 1, 0, "B"), "a.xlsx, sheet 'B', row 1"),
        (Place("a.xlsx", 0, 1, "B"), "a.xlsx, sheet 'B'"),
        (Place("a.xlsx", 1, 1, "B"), "a.xlsx, sheet 'B', cell A1"),
    ],
)
def test_a_place_reads_as_far_as_it_is_known(place: Place, told: str) -> None:
    assert str(place) == told


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        (Subject("d.x"), Subject("d.x"), True),
        (Subject("d.x"), Subject("d.y"), False),
        (Subject("d.x", "A"), Subject("d.x", "A", Y2024), True),
        (Subject("d.x", "A"), Subject("d.x", "B"), False),
        (Subject("d.x", "A"), Subject("d.x"), True),
        (Subject("d.x", "A", Y2024), Subject("d.x", "A", Y2024), True),
        (Subject("d.x", "A", Y2024), Subject("d.x", "A", Y2023), False),
        (Subject("d.x", "A", Y2024), Subject("d.x", None, Y2024), True),
        (Subject("d.x", "A", Y2024), Subject("d.x", None, Y2023), False),
        (Subject("d.x", "A", Y2024), Subject("d.y", "A", Y2024), False),
    ],
)
def test_subjects_meet_where_a_value_may_be_of_both(one, other, meet: bool) -> None:
    assert one.meets(other) is meet
    assert other.meets(one) is meet


def test_a_problem_reads_with_place_advice_and_code() -> None:
    one = problem(3, advice="do this")
    assert str(one) == "a.yaml:3: wrong (do this)"
    assert one.line == "a.yaml:3: wrong (do this) [wrong-type]"
    assert str(Problem(None, "wrong", code="no-value")) == "wrong"
    assert one.severity is Severity.UNUSABLE


def test_further_places_are_told_with_their_text_where_it_is_another() -> None:
    same, other = problem(2, cell="x"), problem(3, cell="y")
    one = problem(1, cell="x", count=1234, also=(same, other))
    assert one.further == "; 1,234 times, also a.yaml:2 and 'y' at a.yaml:3"
    assert problem(1, cell="x").further == ""


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (0, "wrong"),
        (1, "wrong; because of a.yaml:1"),
        (3, "wrong; because of a.yaml:1, a.yaml:2, a.yaml:3"),
        (4, "wrong; because of a.yaml:1, a.yaml:2, a.yaml:3 and 1 more"),
        (1003, "wrong; because of a.yaml:1, a.yaml:2, a.yaml:3 and 1,000 more"),
    ],
)
def test_causes_are_named_and_then_counted(count: int, told: str) -> None:
    causes = tuple(problem(line) for line in range(1, count + 1))
    assert Problem(None, "wrong", code="no-value", because=causes).words == told


def test_what_is_about_a_value_is_known_by_it_and_the_rest_by_its_keys_or_place() -> None:
    about, lacks = (Subject("d.x", "A", Y2024),), (Subject("d.y"),)
    assert problem(1, about=about, lacks=lacks).identity == ("wrong-type", about, lacks)
    assert problem(1, about=about).identity == problem(9, "else", about=about).identity
    assert problem(1, lacks=lacks).identity == problem(9, "else", lacks=lacks).identity
    assert problem(1, lacks=lacks).identity != problem(1, about=lacks).identity
    assert problem(4).identity == ("wrong-type", ("a.yaml", (4, 0)))
    keyed = Problem(Place("a.yaml", 3, keys=("x", 1)), "wrong", code="unlike-units")
    assert keyed.identity == ("unlike-units", ("a.yaml", ("x", 1)))
    assert Problem(None, "wrong", code="unlike-units").identity == ("unlike-units", None)


def test_a_log_keeps_each_problem_once_in_the_order_of_its_coming() -> None:
    log = ProblemLog([problem(2)])
    log.put(problem(1))
    log.put(problem(2))
    log.add(Place("a.yaml", 3), "more", "do", WARNING, code="unlike-units", cell="x")
    assert [one.place.line for one in log.problems if one.place] == [2, 1, 3]
    assert log.problems[-1] == Problem(
        Place("a.yaml", 3), "more", "do", WARNING, code="unlike-units", cell="x"
    )
    assert len(log) == 3
    assert problem(1) in log
    assert problem(9) not in log
    assert len(ProblemLog()) == 0


def test_a_log_is_told_in_the_order_of_files_and_lines_those_without_a_place_last() -> None:
    log = ProblemLog(
        [
            Problem(None, "nowhere", code="unlike-units"),
            problem(10, file="b.yaml"),
            problem(9, file="b.yaml"),
        ]
    )
    log.put(problem(11))
    assert [str(one.place) for one in log] == ["a.yaml:11", "b.yaml:9", "b.yaml:10", "None"]


def test_a_refusal_is_noted_with_its_words_or_with_others() -> None:
    lacks = (Subject("d.x"),)
    log = ProblemLog()
    error = QuantityError("no sum", "do this", code="unlike-units", lacks=lacks)
    log.refuse(Place("a.yaml", 1), error)
    log.refuse(None, error, "in other words")
    plain, reworded = log.problems
    assert plain == problem(1, "no sum", advice="do this", code="unlike-units", lacks=lacks)
    assert (reworded.message, reworded.advice, reworded.place) == (
        "in other words",
        "do this",
        None,
    )
    assert (reworded.code, reworded.lacks) == ("unlike-units", lacks)
    assert (str(error), error.advice, error.code, error.lacks) == (
        "no sum", "do this", "unlike-units", lacks,
    )  # fmt: skip


def test_an_error_of_another_kind_says_the_same_or_it_in_other_words() -> None:
    error = Refusal("no sum", "do this", code="unlike-units", lacks=(Subject("d.x"),))
    same, other = QuantityError.of(error), QuantityError.of(error, "else")
    assert (type(same), str(same), str(other)) == (QuantityError, "no sum", "else")
    for one in (same, other):
        assert (one.advice, one.code, one.lacks) == ("do this", "unlike-units", (Subject("d.x"),))
    bare = Refusal("no sum", code="unlike-units")
    assert (bare.advice, bare.lacks) == ("", ())


def test_logs_are_joined_with_what_their_metrics_read() -> None:
    cause = problem(1, about=(Subject("d.x", None, Y2024),))
    effect = Problem(None, "nothing", code="no-value", lacks=(Subject("m", None, Y2024),))
    one, other = ProblemLog([cause]), ProblemLog([cause, effect])
    one.note_reading("m", "d.y")
    other.note_reading("m", "d.x")
    one.take(other)
    assert one.problems == (cause, effect)
    assert list(one)[-1].because == (cause,)
    assert list(other)[-1].because == (cause,)


def test_a_log_whose_problems_are_reworded_still_knows_their_causes() -> None:
    cause = problem(1, about=(Subject("d.x"),))
    log = ProblemLog([cause, Problem(None, "n", code="no-value", lacks=(Subject("m"),))])
    log.note_reading("m", "d.x")
    louder = log.changed(lambda one: Problem(
        one.place, one.message.upper(), code=one.code, about=one.about, lacks=one.lacks,
    ))  # fmt: skip
    first, then = louder
    assert (first.message, then.message) == ("WRONG", "N")
    assert then.because == (first,)
    assert [one.message for one in log] == ["wrong", "n"]


def effect_of(lacked: Subject, *causes: Problem, **read: str) -> tuple[Problem, ...]:
    """What is told to have led to a value that is lacking."""
    log = ProblemLog(causes)
    for metric, series in read.items():
        log.note_reading(metric, series)
    log.add(None, "nothing", code="no-value", lacks=(lacked,))
    (then,) = [one for one in log if one.code == "no-value"]
    return then.because


def test_a_cause_is_of_the_value_itself_or_else_of_what_it_was_computed_from() -> None:
    now = problem(1, about=(Subject("d.x", "A", Y2024),))
    then = problem(2, about=(Subject("d.x", "A", Y2023),))
    always = problem(3, about=(Subject("d.x"),))
    own = problem(4, about=(Subject("m", None, Y2024),))
    lacked = Subject("m", None, Y2024)
    assert effect_of(lacked, now, then, own, m="d.x") == (own,)
    assert effect_of(lacked, now, then, always, m="d.x") == (now, always)
    assert effect_of(lacked, then, m="d.x") == (then,)
    assert effect_of(lacked, now) == ()
    assert effect_of(lacked, now, m="n", n="d.x") == (now,)
    assert effect_of(lacked, now, m="n", n="m") == ()
    assert effect_of(Subject("d.x", "B", Y2024), now) == ()
    assert effect_of(Subject("d.x", "A", Y2024), now, then) == (now,)


def test_what_lacks_nothing_has_no_cause() -> None:
    cause = problem(1, about=(Subject("d.x"),))
    _, other = ProblemLog([cause, problem(2)])
    assert other.because == ()


def found(line: int, series: str = "d.x", file: str = "d.csv", **more) -> Problem:
    return problem(line, f"line {line}", file=file, about=(Subject(series, None, line),), **more)


def test_findings_of_one_code_file_and_series_are_one_with_their_count() -> None:
    (one,) = ProblemLog([found(4), found(2), found(3), found(5)])
    assert (one.message, one.count) == ("line 2", 4)
    assert [two.message for two in one.also] == ["line 3", "line 4"]
    (counted,) = ProblemLog([found(2, count=3), found(3, count=4)])
    assert counted.count == 7
    (single,) = ProblemLog([found(2)])
    assert (single.count, single.also) == (1, ())


@pytest.mark.parametrize(
    "other",
    [
        found(3, series="d.y"),
        found(3, file="e.csv"),
        found(3, code="no-period"),
        found(3, severity=WARNING),
        Problem(None, "nowhere", code="wrong-type", about=(Subject("d.x"),)),
        problem(3, file="d.csv"),
    ],
)
def test_findings_that_differ_in_kind_are_told_each(other: Problem) -> None:
    assert [one.count for one in ProblemLog([found(2), other])] == [1, 1]


def test_places_of_other_texts_are_shown_before_the_same_text_again() -> None:
    (one,) = ProblemLog([found(line, cell="x" if line < 9 else "y") for line in range(2, 11)])
    assert [(two.cell, two.place.line) for two in one.also if two.place] == [("x", 3), ("y", 9)]


def test_a_cause_is_told_once_and_before_the_first_that_follows_from_it() -> None:
    cause = problem(9, file="z.csv", about=(Subject("d.x"),))
    log = ProblemLog([problem(n, f"n{n}", lacks=(Subject("d.x"),)) for n in (1, 2)])
    log.put(cause)
    assert [one.message for one in log] == ["wrong", "n1", "n2"]


def test_severity_decides_what_is_raised() -> None:
    warning, finding = problem(1, severity=WARNING), problem(2, severity=MISLEADING)
    log = ProblemLog([warning])
    log.raise_if_any()
    assert log.has(WARNING)
    assert not log.has(MISLEADING)
    log.put(finding)
    with pytest.raises(MisleadingBrief) as misled:
        log.raise_if_any()
    assert misled.value.problems == (warning, finding)
    log.put(problem(3))
    with pytest.raises(UnusableInput) as unusable:
        log.raise_if_any()
    assert str(unusable.value) == "a.yaml:1: wrong\na.yaml:2: wrong\na.yaml:3: wrong"
    assert log.of(MISLEADING) == [finding]
    assert (UnusableInput.exit_code, MisleadingBrief.exit_code) == (2, 1)


@pytest.mark.parametrize(
    ("word", "known", "told"),
    [
        ("otput", ["input", "output"], "did you mean 'output'?"),
        ("output", {"output": 1}, "did you mean 'output'?"),
        ("abcde", ["abcxy"], "did you mean 'abcxy'?"),  # three of five letters are alike
        ("abcde", ["abxyz"], ""),
        ("abc", [], ""),
    ],
)
def test_the_nearest_word_is_suggested_where_one_is_near(word: str, known, told: str) -> None:
    assert suggest(word, known) == told


def test_what_quotes_a_text_without_end_is_cut_and_keeps_its_code():
    line = Problem(Place("b.yaml", 1), "x" * 9000, code="unknown-key").line
    assert len(line) < 4_100
    assert line.endswith("x … [unknown-key]")
