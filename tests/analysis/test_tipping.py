"""Tipping points: put in, they change the verdict, and a printed step nearer they do not."""

import time
from dataclasses import replace
from fractions import Fraction

import pytest
from figures import above, computed, read, reliance, stated
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefing.analysis.advice.quotients import PLACES, Quotient
from briefing.analysis.advice.tipping import tipping_points, unknown_because
from briefing.analysis.advice.trials import Reading, Trial
from briefing.core.expression import ExpressionError, judge
from briefing.core.interval import Interval
from briefing.core.problems import QuantityError
from briefing.core.quantity import Quantity
from briefing.core.recomputing import leaf_key, recompute
from briefing.language.amounts import amount
from briefing.language.messages import MESSAGES as ENGLISH


def points(rule, *facts):
    return tipping_points(rule, {fact.id: fact for fact in facts})


def told(rule, *facts):
    return [
        (point.input.id, point.direction, amount(ENGLISH, point.at).replace("\u00a0", " "))
        for point in points(rule, *facts)
    ]


def test_what_would_end_the_import_reliance_of_the_united_states():
    found = points("reliance > 50", reliance())
    assert told("reliance > 50", reliance()) == [
        ("reliance", "fall", "50%"),
        ("consumption", "fall", "2,600 metric tons"),
        ("production", "rise", "3,300 metric tons"),
    ]
    assert [point.is_figure_itself for point in found] == [True, False, False]
    assert {point.changes_to for point in found} == {False}
    assert [amount(ENGLISH, point.now) for point in found] == [
        "80.3%",
        "6,600 metric tons",
        "1,300 metric tons",
    ]


def test_how_far_a_rule_is_from_holding():
    found = points("reliance > 90", reliance())
    assert told("reliance > 90", reliance()) == [
        ("reliance", "rise", "90.1%"),
        ("production", "fall", "600 metric tons"),
        ("consumption", "rise", "13,100 metric tons"),
    ]
    assert {point.changes_to for point in found} == {True}


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("x > 50", [("x", "fall", 50)]),
        ("x >= 50", [("x", "fall", 49)]),
        ("50 < x", [("x", "fall", 50)]),
        ("x < 100", [("x", "rise", 100)]),
        ("x <= 100", [("x", "rise", 101)]),
        ("x > 80", [("x", "rise", 81)]),
        ("x == 80", [("x", "rise", 81)]),
        ("x == 90", [("x", "rise", 90)]),
        ("x != 90", [("x", "rise", 90)]),
        ("60 < x < 90", [("x", "rise", 90)]),
        ("not x < 50", [("x", "fall", 49)]),
        ("x > 50 and y > 3", [("y", "fall", 3), ("x", "fall", 50)]),
        ("x > 50 or y > 3", []),
        ("x > 20 * y", [("y", "fall", 3), ("x", "rise", 81)]),
        ("x > 50 and x > 60", [("x", "fall", 60)]),
        ("x > 100 or x < 75", [("x", "fall", 74)]),
        ("x * x > 2500", [("x", "fall", 50)]),
        ("100 / (88 - x) > 5", [("x", "rise", 89)]),
        ("abs(x - 70) > 5", [("x", "fall", 75)]),
        ("abs(x - 90) < 5", [("x", "rise", 86)]),
        ("x > -5", [("x", "fall", -5)]),
        ("x > 100000", []),
    ],
)
def test_the_nearest_value_that_changes_the_verdict(rule, expected):
    facts = [one for one in (stated("x", 80, unit="1"), stated("y", 4, unit="1")) if one.id in rule]
    found = points(rule, *facts)
    assert [(point.input.id, point.direction, point.at.value) for point in found] == expected


def test_a_metric_and_its_observation_are_one_input():
    observation = read("output[2024]", 80, row=3)
    metric = replace(observation, id="output", title="Mine output")
    assert leaf_key(metric) == leaf_key(observation)
    double = computed("double", "x * 2", x=observation)
    assert told("output + double > 150", metric, double) == [("output", "fall", "50 metric tons")]


def test_figures_printed_alike_on_one_page_stay_apart():
    whole = computed("whole", "a + b", a=stated("a", 6), b=stated("b", 6))
    assert told("whole > 8", whole) == [
        ("whole", "fall", "8 metric tons"),
        ("a", "fall", "2 metric tons"),
        ("b", "fall", "2 metric tons"),
    ]


def test_bounds_are_no_inputs_and_stay_in_the_computation():
    rest = computed("rest", "x - y", x=stated("x", 90, unit="percent"), y=above("y", 60))
    assert told("rest < 50", rest) == []
    (point,) = points("bound > 50 and z > 3", above("bound", 95), stated("z", 4))
    assert (point.input.id, point.at.value) == ("z", 3)


def test_a_bounded_figure_may_leave_the_rule_undecided():
    (point,) = points("x > y", stated("x", 99, unit="percent"), above("y", 30)) or [None]
    assert point is None
    assert unknown_because(
        ENGLISH, "x > y", {"x": stated("x", 99, unit="percent"), "y": above("y", 30)}
    )
    (point,) = points("x < y", stated("x", 20, unit="percent"), above("y", 30))
    assert (point.direction, point.at.value, point.changes_to) == ("rise", 31, None)


def test_an_unknown_verdict_says_what_is_not_known():
    assert points("x > 97", above("x", 95)) == ()
    why = unknown_because(ENGLISH, "x > 97", {"x": above("x", 95)})
    assert why == "whether it holds is unknown: x is more than 95%"
    assert unknown_because(ENGLISH, "x > 50", {"x": above("x", 95)}) == ""


def test_an_amount_does_not_fall_below_nothing():
    assert told("x > -5", stated("x", 80)) == []
    assert told("x >= 0", stated("x", 80, unit="USD/kg")) == []
    assert told("x > -5", stated("x", -2)) == [("x", "fall", "−5 metric tons")]


def test_a_percentage_does_not_leave_its_range():
    assert told("x > 50", stated("x", 80, unit="percent")) == [("x", "fall", "50%")]
    assert told("x < 120", stated("x", 80, unit="percent")) == []
    assert told("x < 250", stated("x", 180, unit="percent")) == [("x", "rise", "250%")]


def test_a_threshold_within_one_step_of_the_figure():
    (point,) = points("x > 44800", stated("x", 45000, 1000))
    assert (point.at.value, point.exact) == (44000, 44800)
    (point,) = points("44700 < x < 44800", stated("x", 45000, 1000))
    assert (point.at.value, point.direction) == (44790, "fall")


def test_a_finer_point_is_printed_in_full():
    (point,) = points("12345.2 < x < 12345.8", stated("x", 12000, 5))
    assert amount(ENGLISH, point.at) == "12,345.3 metric tons"


def test_a_rounding_cut_at_the_end_of_the_range_counts_as_whole():
    quantity = stated("x", 100, unit="percent").quantity
    cut = replace(quantity, rounding=type(quantity.rounding)(Fraction(199, 2), Fraction(100)))
    fact = replace(stated("x", 100, unit="percent"), quantity=cut)
    assert told("x >= 50", fact) == [("x", "fall", "49%")]


def test_what_is_zero_now_may_rise():
    (point,) = points("x > 2500", stated("x", 0))
    assert (point.at.value, point.distance) == (2501, None)


def test_a_rank_turns_where_a_competitor_passes():
    others = (stated("b", 30), stated("c", 20), above("d", 5, "t"))
    rank = computed("rank", "rank(one, others)", one=stated("a", 45), others=others[:2])
    assert told("rank == 1", rank) == [
        ("a", "fall", "29 metric tons"),
        ("b", "rise", "46 metric tons"),
        ("rank", "rise", "second"),
        ("c", "rise", "46 metric tons"),
    ]
    assert told("rank == 2", rank)[0] == ("a", "fall", "29 metric tons")


def test_a_rank_among_eighty_does_not_take_long():
    members = [read(f"m{n}", 1000 * n, row=n, step=1000) for n in range(1, 81)]
    rank = computed("rank", "rank(one, others)", one=members[40], others=tuple(members[:40]))
    start = time.perf_counter()
    found = points("rank <= 3", rank)
    assert time.perf_counter() - start < 20
    assert found[0].input.id == "m41"
    assert found[0].at.value == 37000


def test_the_largest_are_searched():
    parts = tuple(stated(name, value) for name, value in (("a", 60), ("b", 30), ("c", 10)))
    top = computed("top", "percent(largest(parts, 1) / sum(parts))", parts=parts)
    found = {point.input.id: point for point in points("top >= 50", top)}
    assert found["a"].at.value == 39
    assert found["b"].at.value == 51


@settings(max_examples=12, deadline=None)
@example([0, -5, -5], 0, 1, "largest(parts, {count}) > {line}", -2)
@given(
    st.lists(st.integers(-40, 90), min_size=3, max_size=4),
    st.integers(0, 60) | st.none(),
    st.integers(1, 2),
    st.sampled_from(
        (
            "largest(parts, {count}) > {line}",
            "percent(largest(parts, {count}) / whole) > {line}",
            "largest(parts, {count}) - one > {line}",
            "remainder(whole, parts) < {line}",
            "hhi(parts, whole) > 100 * {line}",
        )
    ),
    st.integers(-30, 80),
)
def test_what_bounds_prove_settled_hides_no_turn(values, withheld, count, rule, line):
    """The same points as a search that looks everywhere: ties, amounts below nothing, a bounded part."""
    parts = tuple(stated(f"p{n}", value) for n, value in enumerate(values))
    if withheld is not None:
        unit = parts[0].quantity.unit
        bounds = Quantity.bounded(Interval(Fraction(0), Fraction(withheld)), unit)
        parts += (replace(stated("withheld", 1), quantity=bounds),)
    whole = stated("whole", 150)
    formula, sign, _ = (part.strip() for part in rule.partition(" > " if " > " in rule else " < "))
    inputs = {"parts": parts, "whole": whole, "one": parts[0]}
    used = {name: given for name, given in inputs.items() if name in formula}
    fact = computed("it", formula.format(count=count), **used)
    limit = {"100 * {line}": 100 * line}.get(rule.rpartition(sign)[2].strip(), line)
    asked = f"it {sign} {limit}"
    try:
        found = points(asked, fact)
    except QuantityError:
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Trial, "is_settled", lambda *_: False)
        assert points(asked, fact) == found


@settings(max_examples=15, deadline=None)
@example([30, 30, 30], None, "hhi(parts, sum(parts))", ">=", Fraction(10000, 3))
@example([5, 0, 0], None, "hhi(parts, sum(parts))", "<", Fraction(10000))
@given(
    st.lists(st.integers(-10, 90), min_size=2, max_size=4),
    st.integers(0, 40) | st.none(),
    st.sampled_from(
        (
            "hhi(parts, sum(parts))",
            "hhi(parts, whole)",
            "hhi(parts, sum(parts), rest)",
            "hhi(parts, sum(parts)) - hhi(others, sum(others))",
            "hhi(parts, sum(parts)) / one",
        )
    ),
    st.sampled_from((">", "<", ">=", "<=")),
    st.integers(-500, 9000),
)
def test_squared_shares_turn_where_a_search_of_every_place_finds_it(
    values, rest, formula, sign, line
):
    parts = tuple(stated(f"p{n}", value) for n, value in enumerate(values))
    if rest is not None:
        parts += (stated("p0", values[0]),)  # one cell that counts twice
    inputs = {
        "parts": parts,
        "others": parts[1:] or parts,
        "whole": stated("whole", 300),
        "rest": (stated("rest", 7 if rest is None else rest),),
        "one": stated("one", 3),
    }
    used = {name: given for name, given in inputs.items() if name in formula}
    try:
        fact = computed("it", formula, **used)
        rule = f"it {sign} {line}"
        found = points(rule, fact)
    except (QuantityError, ExpressionError):
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Reading, "is_squared", False)
        patch.setattr(Trial, "is_settled", lambda *_: False)
        assert points(rule, fact) == found


def test_an_index_over_many_members_tries_few_places(monkeypatch):
    """Seven places of each input make its curve; where that crosses the line is then known."""
    parts = tuple(stated(f"p{n}", 10 + 7 * n % 90) for n in range(80))
    hhi = computed("hhi", "hhi(parts, sum(parts))", parts=parts)
    tried = []
    recomputed = Trial._recomputed
    monkeypatch.setattr(
        Trial, "_recomputed", lambda self, given: tried.append(self.key) or recomputed(self, given)
    )
    assert points("hhi > 200", hhi)
    assert max(tried.count(key) for key in tried) <= PLACES + 1


def test_concentration_is_searched():
    parts = tuple(stated(name, value) for name, value in (("a", 60), ("b", 30), ("c", 10)))
    hhi = computed("hhi", "hhi(parts, sum(parts))", parts=parts)
    before, after = (
        judge("hhi > 1800", {"hhi": recompute(hhi, {leaf_key(parts[2]): tons(value)})})
        for value in (0, 1000)
    )
    assert (before, after) == (True, True)
    assert "c" not in {point.input.id for point in points("hhi > 1800", hhi)}
    assert [one for one in told("hhi > 4000", hhi) if one[0] == "c"] == [
        ("c", "rise", "22 metric tons")
    ]


def tons(value):
    return Quantity.exact(Fraction(value), stated("x", 1).quantity.unit)


def test_recomputing_changes_only_what_rests_on_the_input():
    fact = reliance()
    assert recompute(fact, {}) is fact.quantity
    production = fact.origin.inputs["production"]
    assert recompute(fact, {leaf_key(production): tons(3300)}).value == 50
    with pytest.raises(ValueError, match="was computed"):
        leaf_key(fact)


def test_a_converted_figure_is_computed_again_in_its_unit():
    kilograms = computed("mass", "convert(x, 'kg')", x=stated("x", 80))
    assert told("mass > 50000", kilograms) == [
        ("mass", "fall", "50,000 kilograms"),
        ("x", "fall", "50 metric tons"),
    ]


def test_a_rule_that_cannot_be_read_is_refused():
    with pytest.raises(ExpressionError, match="is no comparison"):
        points("x + 1", stated("x", 80))


def test_a_relative_change_has_both_its_years_as_inputs():
    change = computed(
        "change", "percent(now / before - 1)", "change", now=stated("now", 45000, 1000),
        before=stated("before", 41600, 100),
    )  # fmt: skip
    assert told("change > 0", change) == [
        ("now", "fall", "41,000 metric tons"),
        ("before", "rise", "45,000 metric tons"),
        ("change", "fall", "0%"),
    ]


FORMULAS = [
    "percent((a - b) / a)",
    "percent(a / (a + b))",
    "percent(b / a)",
    "percent(a / b - 1)",
    "percent((3 * a - 2 * b) / 100)",
    "percent(a * a / (b * b))",
    "percent(abs(a - b) / (a + b))",
]


@settings(max_examples=100, deadline=None)
@given(
    a=st.integers(1, 9999),
    b=st.integers(1, 9999),
    limit=st.integers(-50, 150),
    formula=st.sampled_from(FORMULAS),
    sign=st.sampled_from(["<", ">", "<=", ">=", "==", "!="]),
)
def test_every_point_flips_and_a_printed_step_nearer_does_not(a, b, limit, formula, sign):
    fact = computed("x", formula, a=stated("a", a, unit="1"), b=stated("b", b, unit="1"))
    rule = f"x {sign} {limit}"
    verdict = judge(rule, {"x": fact.quantity})

    def judged(point, value):
        unit = point.input.quantity.unit
        if point.is_figure_itself:
            return judge(rule, {"x": Quantity.exact(value, unit)})
        substitute = {leaf_key(point.input): Quantity.exact(value, unit)}
        try:
            return judge(rule, {"x": recompute(fact, substitute)})
        except QuantityError:  # a division by zero says nothing against the present verdict
            return verdict

    for point in points(rule, fact):
        outward = 1 if point.direction == "rise" else -1
        rounding = point.at.rounding
        step = rounding.high - rounding.low or Fraction(1, 10**9)
        nearer = point.at.value - outward * step
        assert judged(point, point.at.value) is (not verdict)
        assert judged(point, nearer) is verdict
        assert outward * (point.at.value - point.now.value) > 0
        assert outward * (point.at.value - point.exact) >= 0


def divides(given_, fact) -> bool:
    """Whether a figure has no meaning where an input is zero."""
    try:
        recompute(fact, {leaf_key(given_): Quantity.exact(Fraction(0), given_.quantity.unit)})
    except QuantityError:
        return True
    return False


@settings(max_examples=100, deadline=None)
@given(
    a=st.integers(1, 999),
    b=st.integers(1, 999),
    limit=st.integers(1, 99),
    formula=st.sampled_from(FORMULAS[:5]),
    nearer=st.fractions(0, 1),
)
def test_nothing_nearer_flips(a, b, limit, formula, nearer):
    fact = computed("x", formula, a=stated("a", a, unit="1"), b=stated("b", b, unit="1"))
    rule = f"x > {limit}"
    verdict = judge(rule, {"x": fact.quantity})
    for point in points(rule, fact):
        if not point.is_figure_itself:
            now = point.now.value
            for way in (1, -1):
                value = now + way * abs(point.exact - now) * nearer
                if value != point.exact and not (value < 0 and divides(point.input, fact)):
                    given_ = Quantity.exact(value, point.now.unit)
                    try:
                        found = recompute(fact, {leaf_key(point.input): given_})
                    except QuantityError:  # the formula has no meaning there
                        continue
                    assert judge(rule, {"x": found}) is verdict


def test_what_is_divided_by_does_not_turn_to_the_other_side_of_zero():
    """A deficit is no surplus since income would be negative."""
    result = stated("result", "-12.7", "0.1", "million USD")
    income = stated("income", "240.5", "0.1", "million USD")
    margin = computed("margin", "percent(result / income)", result=result, income=income)
    assert told("margin < -2", margin)[2] == ("income", "rise", "$635.0 million")


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ((1, 2, 3), (4, 0, 1)),
        ((0, 0, 5), (9, 6, 1)),
        ((7, 1, 0), (1, 0, 0)),
        ((0, 0, 0), (1, 0, 0)),
    ],
)
def test_a_quotient_of_parabolas_is_known_from_seven_places(above, below):
    def value(terms, x):
        return sum(Fraction(term) * x**power for power, term in enumerate(terms))

    places = [Fraction(5 + n, 3) for n in range(PLACES)]
    curve = Quotient.through(places, [value(above, x) / value(below, x) for x in places])
    for x in (Fraction(-7, 2), Fraction(100)):
        assert curve.at(x) == value(above, x) / value(below, x)


def test_what_is_no_quotient_of_parabolas_is_none():
    places = [Fraction(n) for n in range(PLACES)]
    assert Quotient.through(places, [x**5 for x in places]) is None
    assert Quotient.through(places, [abs(x - 3) for x in places]) is None


@pytest.mark.parametrize(
    ("low", "high", "may"),
    [(0, 1, False), (0, 2, True), (2, 3, True), (Fraction(21, 10), 4, False), (1, 4, True)],
)
def test_a_curve_changes_sign_where_it_is_zero_or_has_no_value(low, high, may):
    """Zero at 2 alone, where it only touches the line."""
    places = [Fraction(n) for n in range(PLACES)]
    curve = Quotient.through(places, [(x - 2) ** 2 / (x + 9) for x in places])
    assert curve.may_change_sign(Fraction(low), Fraction(high)) is may
    assert curve.may_change_sign(Fraction(-10), Fraction(-8))
