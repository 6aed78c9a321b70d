"""Each detector at the boundary of what it is for: fewest values, the very limit, one step beyond."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from series import series

from briefing.analysis.findings.candidates import Candidate, Subject
from briefing.analysis.findings.detect_series import (
    SERIES_DETECTORS,
    accelerations,
    changes,
    crossings,
    detectors_for,
    divergences,
    gaps,
    outliers,
    records,
    turns,
)
from briefing.analysis.findings.movements import (
    is_beyond,
    kind_of,
    movement,
    novelty,
    per_period,
    periods_of,
    steadiness,
    topic_of,
    when_before,
)
from briefing.core.expression import derive
from briefing.core.fact import Fact
from briefing.core.interval import Interval
from briefing.core.nature import Nature, NatureFound
from briefing.core.period_notation import parse_period
from briefing.core.quantity import Quantity
from briefing.core.status import Status
from briefing.core.text_nodes import plain
from briefing.core.unit import Unit
from briefing.language.messages import MESSAGES as ENGLISH


def subject(values: list[object], unit: str = "t", last: str = "2024", **more: object) -> Subject:
    made = series("Output", values, unit, last)
    assert made.current is not None
    found = Subject(ENGLISH, made, made.facts[made.current], made.current, 1.0, "output")
    return replace(found, **more)  # type: ignore[arg-type]


def with_status(one: Subject, status: Status, back: int = 0) -> Subject:
    when = one.period.shifted(-back)
    fact = one.series.facts[when]
    made = replace(fact, quantity=replace(fact.quantity, status=status))
    line = replace(one.series, facts={**one.series.facts, when: made})
    return replace(one, series=line, now=line.facts[one.period])


def said(found: list[Candidate]) -> list[str]:
    return [plain(one.sentences[0]).replace("\u00a0", " ") for one in found]


@pytest.mark.parametrize(
    ("values", "count"),
    [
        ([1, 2, 3, 9], 0), ([1, 2, 3, 2, 9], 1), ([9, 2, 3, 4, 2, 9], 1), ([9, 9, 3, 4, 2, 9], 0),
        ([9, 3, 1, 2, 8], 0), ([9, 1, 2, 3, 1, 8], 1), ([9, 8, 7, 9, 2], 1), ([1, 8, 7, 8, 2], 0),
    ],
)  # fmt: skip
def test_a_record_is_one_among_five_at_least(values: list[object], count: int) -> None:
    assert len(list(records(subject(values)))) == count


def test_a_record_knows_its_place_and_since_when() -> None:
    (found,) = records(subject([20, 10, 11, 10, 12, 19]))
    rank = found.facts[-1]
    assert (rank.quantity.value, found.direction, found.detector) == (1, "up", "record")
    assert len(rank.origin.inputs["others"]) == 4  # type: ignore[union-attr, arg-type]
    assert said([found])[0].endswith("the highest since 2019.")
    (again,) = records(subject([20, 10, 11, 10, 12, 21]))
    assert said([again])[0].endswith("the highest in the data, which begin in 2019.")
    assert 0 < found.size <= 1


def test_what_rises_every_year_is_less_of_a_record_each_time() -> None:
    steady, odd = [10 + n for n in range(10)], [15, *(10 + n % 2 for n in range(8)), 19]
    assert steadiness(subject(steady), "up") == 1.0
    assert steadiness(subject(steady[:9]), "up") == 0.0, "seven changes are too few to tell"
    assert steadiness(subject(odd), "up") == 0.5
    (first,), (second,) = records(subject(steady)), records(subject(odd))
    assert first.size < second.size


@pytest.mark.parametrize(
    ("values", "years"),
    [([9, 8, 9], 0), ([9, 8, 7, 8], 2), ([9, 8, 7, 7, 8], 0), ([1, 9, 8, 7, 6, 8], 3),
     ([7, 8, 9, 8], 2), ([7, 8, 7], 0), ([7, 8, 9, 10, 9], 3), (["W", 9, 8, 7, 8], 2)],
)  # fmt: skip
def test_a_turn_comes_after_two_periods_the_other_way(values: list[object], years: int) -> None:
    found = list(turns(subject(values)))
    assert len(found) == (years >= 2)
    if found:
        assert len(found[0].facts) == 4 + years
        words = {2: "two", 3: "three"}[years]
        assert f"for {words} years" in said(found)[0]
        assert found[0].size <= 0.4 + 0.06 * years + 0.35


@pytest.mark.parametrize(
    ("values", "limits"),
    [
        ([49, 51], ["half"]), ([51, 49], ["half"]), ([50, 51], []), ([49, 50], []),
        ([50, 49], []), ([51, 50], []), ([40, 70], ["half", "two-thirds"]), ([66, 67], ["two-thirds"]),
        ([52, 60], []), ([">50", 40], ["half"]), ([">49", 40], []),
    ],
)  # fmt: skip
def test_a_limit_is_crossed_where_both_sides_are_sure(values, limits) -> None:
    found = said(list(crossings(subject(values, "percent"))))
    assert len(found) == len(limits)
    assert all(limit in one for one, limit in zip(found, limits, strict=True))


@pytest.mark.parametrize(
    ("values", "of", "limits"),
    [
        ([49, 51], "GDP", ["rose above half of GDP"]),
        ([70, 66], "GDP", ["fell below two-thirds of GDP"]),
        ([100, 49, 51], None, ["rose above half in"]),
        ([100.1, 49, 51], None, []),
        ([-0.1, 49, 51], None, []),
        ([150, 49, 51], "GDP", []),
    ],
)
def test_a_half_is_one_of_a_whole(values, of, limits) -> None:
    found = said(list(crossings(part_of(subject(values, "percent"), of))))
    assert len(found) == len(limits)
    assert all(limit in one for one, limit in zip(found, limits, strict=True))


def part_of(one: Subject, whole: str | None) -> Subject:
    facts = {
        when: replace(fact, quantity=replace(fact.quantity, unit=Unit("percent", whole)))
        for when, fact in one.series.facts.items()
    }
    return replace(one, series=replace(one.series, facts=facts), now=facts[one.period])


def test_limits_of_the_author_are_told_in_their_unit() -> None:
    one = subject([90, 120], thresholds=(Fraction(100), Fraction(120), Fraction(90)))
    assert said(list(crossings(one))) == [
        "Output rose above 100 metric tons in 2024: 120 metric tons after 90 metric tons."
    ]
    assert list(crossings(subject([90, 120]))) == []


@pytest.mark.parametrize(
    ("low", "high", "low_open", "above", "below"),
    [
        (5, 6, False, False, False), (5, 6, True, True, False), (4, 5, False, False, False),
        (3, 4, False, False, True), (6, None, False, True, False), (None, 4, False, False, True),
        (None, None, False, False, False),
    ],
)  # fmt: skip
def test_a_figure_is_beyond_a_limit_where_all_it_may_be_is(
    low, high, low_open, above, below
) -> None:
    bounds = Interval(
        None if low is None else Fraction(low), None if high is None else Fraction(high), low_open
    )
    fact = replace(subject([1, 2]).now, quantity=Quantity.bounded(bounds, Unit("t")))
    assert is_beyond(fact, Fraction(5), "up") is above
    assert is_beyond(fact, Fraction(5), "down") is below
    assert is_beyond(fact, Fraction(5), "down", before=True) is above
    assert is_beyond(fact, Fraction(5), "up", before=True) is below


CALM = [100, 102, 101, 104, 102, 105, 103, 104, 105]


@pytest.mark.parametrize(
    ("values", "is_told"),
    [([*CALM, 140], True), ([*CALM[1:], 140], False), ([*CALM, 106], False), ([100] * 9 + [140], False)],
)  # fmt: skip
def test_an_outlier_needs_eight_changes_that_vary(values: list[object], is_told: bool) -> None:
    assert bool(list(outliers(subject(values)))) is is_told


def test_an_outlier_is_told_with_the_usual_step() -> None:
    (found,) = outliers(subject([*CALM, 70]))
    assert (found.direction, found.detector) == ("down", "outlier")
    typical = found.facts[-1]
    assert typical.origin.calculator == "median of changes"  # type: ignore[union-attr]
    assert len(typical.origin.inputs["steps"]) == 8  # type: ignore[union-attr, arg-type]
    assert 0.6 < found.size <= 1.0
    assert "of the last 8" in said([found])[0]


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ([100, 105, "115.5"], "gathered pace"),  # 5 and 10 percent: twice
        ([100, 105, 115], None),
        ([100, 110, "115.5"], "slowed"),  # 10 and 5 percent: half
        ([100, 110, 116], None),
        ([100, 102, "106.08"], None),  # 2 and 4 percent: both are small
        ([100, 105, 100], None),
        ([100, 100, 120], None),
        ([100, 120], None),
        ([100, 90, 72], "gathered pace"),
    ],
)
def test_growth_gathers_pace_where_it_doubles_and_slows_where_it_halves(values, word) -> None:
    found = said(list(accelerations(subject(values))))
    assert bool(found) is (word is not None)
    assert word is None or word in found[0]


def test_points_have_no_pace() -> None:
    assert list(accelerations(subject([10, 20, 40], "percent"))) == []


def test_a_series_parts_from_another_where_they_usually_agree() -> None:
    one = [10, 11, 10, 12, 11, 13, 12, 14, 13, 15]
    agrees = [20, 22, 20, 24, 22, 26, 24, 28, 26]
    assert len(list(divergences(subject(one), subject([*agrees, 25])))) == 1
    assert list(divergences(subject(one), subject([*agrees, 27]))) == [], "both rose"
    assert list(divergences(subject(one[1:]), subject([*agrees[1:], 25]))) == [], (
        "seven are too few"
    )
    once = [*agrees[:1], 19, *agrees[2:], 25]
    assert len(list(divergences(subject(one), subject(once)))) == 0, "six of eight are too few"


def gap(now: object, target: object) -> Subject:
    one = subject([now])
    goal = subject([target]).now
    made = derive(
        id="gap", title="Gap", calculator="gap", formula="now - target",
        inputs={"now": one.now, "target": goal}, period=one.period,
    )  # fmt: skip
    return replace(one, now=made)


def test_a_gap_is_told_where_there_is_one() -> None:
    for now, word in ((12, "above"), (8, "below")):
        (found,) = gaps(gap(now, 10))
        assert word in said([found])[0]
    assert list(gaps(gap(10, 10))) == []
    assert list(gaps(subject([1, 2]))) == []


def test_what_is_only_expected_moves_from_what_is_reported_and_not_back() -> None:
    one = subject([10, 20])
    assert movement(with_status(one, Status.FORECAST)) is not None
    assert movement(with_status(one, Status.FORECAST, 1)) is None
    both = with_status(with_status(one, Status.FORECAST, 1), Status.FORECAST)
    assert movement(both) is not None


@pytest.mark.parametrize("values", [[20], [20, 20], ["W", 20], [20, "W"]])
def test_what_did_not_move_has_no_movement(values: list[object]) -> None:
    assert movement(subject(values)) is None


def test_neither_ranks_nor_changes_move() -> None:
    assert movement(subject([1, 2], "rank")) is None
    one = subject([10, 20])
    change = NatureFound(Nature.CHANGE, "the test says so")
    assert movement(replace(one, series=replace(one.series, found_nature=change))) is None


def test_a_place_in_a_ranking_is_compared_for_one_member() -> None:
    one = subject([10, 20])
    facts = {when: replace(fact, member="A") for when, fact in one.series.facts.items()}
    line = replace(one.series, facts=facts)
    same = replace(one, series=line, now=facts[one.period])
    assert movement(same) is not None
    assert movement(replace(same, now=replace(same.now, member="B"))) is None


@pytest.mark.parametrize(
    ("values", "value"),
    [([10, 20], 1.0), ([10, 20, 40], 0.75), ([10, 20, 60], 1.0), ([10, 10, 30], 1.0), ([10, 20, 30], 0.625)],
)  # fmt: skip
def test_a_change_is_new_where_it_is_twice_the_usual_one(values, value: float) -> None:
    one = subject(values)
    moved = movement(one)
    assert moved is not None
    assert novelty(one, moved[3]) == pytest.approx(value)


def test_a_change_from_a_few_units_weighs_a_quarter_and_is_told_in_them() -> None:
    (small,), (large,) = changes(subject([9, 18])), changes(subject([10, 20]))
    assert "by 9 metric tons" in said([small])[0]
    assert "doubled" in said([large])[0]
    assert small.size == pytest.approx(large.size / 4)


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        ("2023", "2024", "in 2023"), ("2024-Q1", "2024-Q2", "a quarter earlier"),
        ("2024-01", "2024-02", "a month earlier"), ("2024-W01", "2024-W02", "a week earlier"),
        ("2023-Q2", "2024-Q2", "a year earlier"), ("2023-02", "2024-02", "a year earlier"),
        ("2022", "2024", "in 2022"), ("2023-S2", "2024-S1", None),
    ],
)  # fmt: skip
def test_when_the_value_before_was(before: str, now: str, told: str | None) -> None:
    fact = replace(subject([1, 2]).now, period=parse_period(before))
    found = when_before(ENGLISH, fact, parse_period(now))
    assert found == told if told else found.startswith("in ")


@pytest.mark.parametrize(
    ("last", "three", "per"),
    [("2024", "three years", "a year"), ("2024-Q2", "three quarters", "a quarter"),
     ("2024-02", "three months", "a month"), ("2024-S1", None, None), ("Jan-Mar 2024", "three periods", None)],
)  # fmt: skip
def test_periods_in_words(last: str, three: str | None, per: str | None) -> None:
    one = subject([1, 2], last=last)
    assert three is None or periods_of(one, 3) == three
    assert per is None or per_period(one) == per


def test_topic_and_kind_are_of_what_was_read() -> None:
    one = subject([10, 20])
    assert topic_of(one) == ("d.Output", False)
    assert kind_of(one) == ("d", "t", one.series.nature)
    derived = gap(12, 10)
    assert topic_of(derived) == ("d.Output", False)
    member: Fact = replace(one.now, member="A")
    assert topic_of(replace(one, now=member)) == ("d.Output", True)


def test_of_a_forecast_its_change_alone_and_of_what_is_not_significant_nothing() -> None:
    one = subject([10, 20])
    assert detectors_for(one) == SERIES_DETECTORS
    assert detectors_for(with_status(one, Status.FORECAST)) == (changes,)
    assert detectors_for(with_status(one, Status.NOT_SIGNIFICANT)) == ()
    seasonal = replace(one, series=replace(one.series, on_year=True))
    assert detectors_for(seasonal) == (changes, records)
