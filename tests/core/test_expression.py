"""Formulas and rules: exact values, three-valued answers, and nothing else gets through."""

from fractions import Fraction

import pytest
from handmade import series
from hypothesis import given
from hypothesis import strategies as st

from briefing.core.expression import ExpressionError, derive, evaluate, judge, names_in
from briefing.core.fact import Derivation
from briefing.core.interval import Interval
from briefing.core.problems import QuantityError
from briefing.core.quantity import Quantity
from briefing.core.status import Status
from briefing.core.unit import PERCENT, POINTS, Unit

T = Unit("t")


def known(value, unit=T, status=Status.NORMAL):
    return Quantity.exact(Fraction(value), unit, status)


def bounded(low, high, unit=T, status=Status.NORMAL):
    return Quantity.bounded(Interval(Fraction(low), Fraction(high)), unit, status)


@pytest.mark.parametrize(
    ("formula", "value", "unit"),
    [
        ("percent(a / b)", Fraction(900, 13), "percent"),
        ("percent(a / b - 1)", Fraction(-400, 13), "percent"),
        ("points((a - c) / b)", Fraction(50, 13), "percentage point"),
        ("sum(many)", 58000, "t"),
        ("mean(many)", Fraction(58000, 3), "t"),
        ("index(b, a)", Fraction(1300, 9), "index"),
        ("rank(c, many)", 1, "rank"),
        ("convert(a, 'kg')", 270000000, "kg"),
        ("2 * a - 0.5 * b", 345000, "t"),
        ("abs(c - a)", 15000, "t"),
        ("percent(largest(many, 2) / sum(many))", Fraction(4500, 58), "percent"),
    ],
)
def test_formulas_are_exact(formula, value, unit):
    operands = {
        "a": known(270000),
        "b": known(390000),
        "c": known(255000),
        "many": [known(32000), known(13000), known(13000)],
    }
    found = evaluate(formula, operands)
    assert found.value == value
    assert found.unit.code == unit


def test_growth_rate_is_the_compound_one():
    rate = evaluate("growth_rate(end, start, 4)", {"end": known(45000), "start": known(39000)})
    assert abs(float(rate.value) - 100 * ((45 / 39) ** 0.25 - 1)) < 1e-12
    assert rate.value in rate.bounds


def test_concentration_of_a_monopoly_and_of_ten_equals():
    assert evaluate("hhi(p, t)", {"p": [known(5)], "t": known(5)}).value == 10000
    assert evaluate("hhi(p, t)", {"p": [known(1)] * 10, "t": known(10)}).value == 1000


def test_a_rest_widens_the_bounds_of_concentration():
    found = evaluate("hhi(p, t, r)", {"p": [known(8)], "t": known(10), "r": [known(2)]})
    assert found.value is None
    assert (found.bounds.low, found.bounds.high) == (6400, 6800)


@pytest.mark.parametrize(
    ("rule", "verdict"),
    [
        ("reliance > 50", True),
        ("reliance > 96", None),
        ("reliance > 100", False),
        ("reliance <= 100", True),
        ("reliance > 96 and a < 1", False),
        ("reliance > 96 and a > 1", None),
        ("reliance > 96 or a > 1", True),
        ("reliance > 96 or a < 1", None),
        ("not reliance > 96", None),
        ("not a < 1", True),
        ("1 < a < 3", True),
        ("a == 2", True),
        ("a != 2", False),
        ("withheld > 0", None),
        ("withheld >= 0", True),
        ("a.change < 0", True),
    ],
)
def test_rules_answer_yes_no_or_unknown(rule, verdict):
    facts = {
        "reliance": Quantity.bounded(Interval(Fraction(95), Fraction(100), True), PERCENT),
        "a": known(2),
        "a.change": known(-3, PERCENT),
        "withheld": Quantity.bounded(Interval(Fraction(0), None), T, Status.SUPPRESSED),
    }
    assert judge(rule, facts) is verdict


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a +", "it is no expression"),
        ("__import__('os')", "unknown function"),
        ("a.__class__", "unknown name"),
        ("open('x')", "unknown function"),
        ("a if a else b", "is not allowed"),
        ("[a]", "is not allowed"),
        ("many + 1", "is a list"),
        ("'text'", "is no number"),
        ("a ** 9999", "400 as an exponent"),
        ("a // 2", "FloorDiv"),
        ("nosuch + 1", "unknown name 'nosuch'"),
        ("-" * 200 + "a", "may have 40 levels"),
    ],
)
def test_what_is_no_formula_is_refused(text, message):
    with pytest.raises((ExpressionError, QuantityError), match=message):
        evaluate(text, {"a": known(2, Unit("1")), "b": known(3), "many": [known(1)]})


def test_a_rule_must_compare():
    with pytest.raises(ExpressionError, match="is no comparison"):
        judge("a + 1", {"a": known(1)})
    with pytest.raises(QuantityError, match="cannot be expressed"):
        judge("a > b", {"a": known(1), "b": known(1, PERCENT)})


def test_names_are_found_with_their_dots():
    assert names_in("a.change > 3 and sum(b) < 4 or not c_1 == 2") == {"a.change", "b", "c_1"}


values = st.integers(1, 500)


@st.composite
def with_truth(draw):
    """A quantity that may be bounded, and a value that it may truly have."""
    low, high = sorted([draw(values), draw(values)])
    truth = draw(st.integers(low, high))
    if low == high:
        return known(low), Fraction(low)
    return bounded(low, high), Fraction(truth)


@given(with_truth(), with_truth(), st.lists(with_truth(), min_size=1, max_size=4))
def test_bounds_enclose_what_the_true_values_give(one, other, many):
    formulas = [
        "percent(a / b)",
        "percent(a / b - 1)",
        "points((a - b) / b)",
        "index(a, b)",
        "a - b",
        "sum(m)",
        "mean(m)",
        "hhi(m, sum(m))",
        "growth_rate(a, b, 3)",
        "rank(a, m)",
    ]
    loose = {"a": one[0], "b": other[0], "m": [q for q, _ in many]}
    true = {"a": known(one[1]), "b": known(other[1]), "m": [known(v) for _, v in many]}
    for formula in formulas:
        assert evaluate(formula, true).value in evaluate(formula, loose).bounds, formula


@given(with_truth(), with_truth(), st.sampled_from(["<", "<=", ">", ">=", "==", "!="]))
def test_a_verdict_holds_for_the_true_values(one, other, sign):
    verdict = judge(f"a {sign} b", {"a": one[0], "b": other[0]})
    if verdict is not None:
        assert verdict is judge(f"a {sign} b", {"a": known(one[1]), "b": known(other[1])})


def test_points_and_percent_are_told_apart():
    found = evaluate("a - b", {"a": known(80, PERCENT), "b": known(95, PERCENT)})
    assert found.unit == POINTS


def refused(text, operands=None, read=evaluate):
    with pytest.raises((ExpressionError, QuantityError)) as told:
        read(text, operands or {})
    return told.value


FEW = {"a": known(2), "b": known(3), "many": [known(1), known(5)], "r": known(2, Unit("1"))}


@pytest.mark.parametrize(
    ("text", "message", "column", "code"),
    [
        ("a + * b", "it is no expression (near column 5)", 5, "unreadable-formula"),
        ("a + True", "'True' is no number", 5, "unreadable-formula"),
        ("a + 'x'", "''x'' is no number", 5, "unreadable-formula"),
        ("a + None", "'None' is no number", 5, "unreadable-formula"),
        ("a + c.change", "unknown name 'c.change'", 5, "unknown-name"),
        ("a + many", "'many' is a list, not a number", 5, "unreadable-formula"),
        ("-many", "'many' is a list, not a number", 2, "unreadable-formula"),
        ("many", "'many' is a list, not a number", 1, "unreadable-formula"),
        ("a + [b]", "'[b]' is not allowed in a formula", 5, "unreadable-formula"),
        ("a // b", "'FloorDiv' is not allowed in a formula", 1, "unreadable-formula"),
        ("a % b", "'Mod' is not allowed in a formula", 1, "unreadable-formula"),
        (
            "r ** 401",
            "a formula may have 400 as an exponent, and this one has more (take a smaller power)",
            1,
            "budget-spent",
        ),
        (
            "r ** -401",
            "a formula may have 400 as an exponent, and this one has more (take a smaller power)",
            1,
            "budget-spent",
        ),
        ("abs(a, b)", "'abs' does not take these operands", 1, "unreadable-formula"),
        ("abs(many)", "'abs' does not take these operands", 1, "unreadable-formula"),
        ("sum(a)", "'sum' does not take these operands", 1, "unreadable-formula"),
        ("convert(a, b)", None, 1, "unknown-function"),
        ("1 + abs(x=a)", None, 5, "unknown-function"),
        ("a + pow(b)", None, 5, "unknown-function"),
        (
            "a" * 2001,
            "a formula or rule may have 2,000 characters, and this one has 2,001 (make metrics of its parts)",
            1,
            "budget-spent",
        ),
        ("(" * 300 + "a", None, None, "unreadable-formula"),
    ],
)
def test_what_is_no_formula_is_told_with_its_place(text, message, column, code):
    error = refused(text, FEW)
    if message:
        assert str(error) == message
    elif code == "unknown-function":
        assert str(error).startswith("unknown function '")
        assert str(error).endswith("rank, count, hhi, largest)")
        assert "(known: percent, points, sum, mean, weighted_mean, " in str(error)
    assert error.code == code
    if column:
        assert error.column == column


@pytest.mark.parametrize(
    ("rule", "message", "column", "code"),
    [
        ("a", "'a' is no comparison; write for instance 'share > 50'", 1, "no-comparison"),
        (
            "a > 1 and b",
            "'b' is no comparison; write for instance 'share > 50'",
            11,
            "no-comparison",
        ),
        ("a in b", "'In' is no comparison of numbers", 1, "no-comparison"),
        ("a is b", "'Is' is no comparison of numbers", 1, "no-comparison"),
        ("a > c", "unknown name 'c'", 5, "unknown-name"),
        ("-a", "'-a' is no comparison; write for instance 'share > 50'", 1, "no-comparison"),
    ],
)
def test_what_is_no_rule_is_told_with_its_place(rule, message, column, code):
    error = refused(rule, FEW, judge)
    assert (str(error), error.column, error.code) == (message, column, code)


def test_a_formula_may_be_so_long_and_so_deep():
    assert evaluate(f"a{' ' * 1999}", FEW).value == 2
    assert (
        str(refused(f"a{' ' * 2000}", FEW))
        == "a formula or rule may have 2,000 characters, and this one has 2,001 (make metrics of its parts)"
    )
    signs = 38  # each sign, its operand, and the name's own context go one step down
    assert evaluate("-" * signs + "a", FEW).value == 2
    assert (
        str(refused("-" * (signs + 1) + "a", FEW))
        == "a formula or rule may have 40 levels, and this one has more (make metrics of its parts)"
    )


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("+a", 2), ("-a", -2), ("--a", 2), ("a - b", -1), ("a * r", 4), ("b / a", Fraction(3, 2)),
        ("r ** 2", 4), ("r ** -1", Fraction(1, 2)), ("r ** 400", 2**400), ("0.1 * a", Fraction(1, 5)),
        ("mean(many)", 3), ("median(many)", 3), ("largest(many, 1)", 5), ("largest(many, 2)", 6),
        ("convert(a, 'kg')", 2000), ("unit(a, 'kg')", 2), ("not_significant(a)", 2),
    ],
)  # fmt: skip
def test_each_sign_and_function_computes(formula, value):
    assert evaluate(formula, FEW).value == value


def test_a_quantity_may_be_told_to_be_in_another_unit_or_not_significant():
    assert evaluate("unit(a, 'kg')", FEW).unit == Unit("kg")
    assert evaluate("not_significant(a)", FEW).status is Status.NOT_SIGNIFICANT


OPEN = {
    "low": Quantity.bounded(Interval(Fraction(1), Fraction(3)), T),
    "a": known(2),
    "flat": known(0, T, Status.NOT_SIGNIFICANT),
    "p": known(3, PERCENT),
    "kg": known(2000, Unit("kg")),
    "b": known(3),
}


@pytest.mark.parametrize(
    ("rule", "verdict"),
    [
        ("a < 2", False), ("a <= 2", True), ("a > 2", False), ("a >= 2", True), ("2 < a", False),
        ("2 <= a <= 2", True), ("1 < a < 2", False), ("1 < a < low", None), ("3 < a < low", False),
        ("low < 1", False), ("low <= 1", None), ("low > 3", False), ("low >= 3", None),
        ("low == 2", None), ("low == 4", False), ("low != 4", True), ("low != 2", None),
        ("low >= 1", True), ("low <= 3", True), ("flat == 0", None), ("flat < 5", None),
        ("5 > flat", None), ("p > 2", True), ("2 < p", True), ("a == kg", True), ("kg > a", False),
        ("kg >= a", True), ("a > 1 and a > 1 and low > 2", None), ("a > 5 or low > 2 or a > 1", True),
        ("a > 5 or a > 6", False), ("a > 1 and a > 1", True), ("not low > 2", None),
        ("not a > 5", True), ("a + b > 4.5", True), ("1 < 2", True),
    ],
)  # fmt: skip
def test_a_verdict_at_the_very_boundary(rule, verdict):
    assert judge(rule, OPEN) is verdict


def withheld(low=0, high=None):
    return Quantity.bounded(
        Interval(Fraction(low), None if high is None else Fraction(high)), T, Status.SUPPRESSED
    )


@pytest.mark.parametrize(
    ("parts", "count", "value", "low", "high"),
    [
        ([known(5), known(3), known(1)], 2, 8, 8, 8),
        ([known(5), known(3), withheld(0, 2)], 2, 8, 8, 8),
        ([known(5), known(3), withheld(0, 3)], 2, None, 8, 8),
        ([known(5), known(3), withheld(0, 4)], 2, None, 8, 9),
        ([known(5), known(3), withheld()], 2, None, 8, None),
        ([known(5), withheld(1, 4)], 2, None, 6, 9),
        ([known(5)], 2, None, None, 5),
        ([withheld(1, 4), withheld(2, 3)], 1, None, 2, 4),
    ],
)
def test_the_largest_are_bounded_where_a_withheld_one_may_be_among_them(
    parts, count, value, low, high
):
    found = evaluate("largest(m, n)", {"m": parts, "n": known(count, Unit("1"))})
    assert found.value == value
    assert (found.bounds.low, found.bounds.high) == (low, high)
    assert found.unit == T
    some_withheld = any(one.value is None for one in parts) and value is None
    assert found.status is (Status.SUPPRESSED if some_withheld else Status.NORMAL)


@pytest.mark.parametrize(
    ("one", "others", "low", "high"),
    [
        (known(3), [], 1, 1), (known(3), [known(3)], 1, 1), (known(3), [known(4)], 2, 2),
        (known(3), [withheld()], 1, 2), (known(3), [withheld(0, 3)], 1, 1),
        (known(3), [withheld(4, 9), known(9), withheld()], 3, 4),
    ],
)  # fmt: skip
def test_a_rank_counts_who_is_larger_and_who_may_be(one, others, low, high):
    found = evaluate("rank(a, m)", {"a": one, "m": others})
    assert (found.bounds.low, found.bounds.high) == (low, high)
    assert found.value == (low if low == high else None)
    assert found.unit == Unit("rank")
    estimated = evaluate("rank(a, m)", {"a": one, "m": [*others, known(0, T, Status.ESTIMATED)]})
    assert estimated.status is Status.ESTIMATED


@pytest.mark.parametrize(
    ("whole", "parts", "high"),
    [(10, [4, 3], 3), (10, [4, 6], 0), (10, [4, 7], 0), (10, [4], 6)],
)
def test_what_is_left_for_a_part_that_nobody_tells(whole, parts, high):
    found = evaluate("remainder(w, m)", {"w": known(whole), "m": [known(one) for one in parts]})
    assert (found.value, found.bounds.low, found.bounds.high) == (None, 0, high)
    assert (found.status, found.unit) == (Status.MISSING, T)
    rounded = {"w": Quantity.printed(Fraction(whole), Fraction(2), T), "m": [known(4)]}
    assert evaluate("remainder(w, m)", rounded).bounds.high == whole - 4 + 1
    open_ = evaluate("remainder(w, m)", {"w": withheld(), "m": [known(4)]})
    assert open_.bounds.high is None


@pytest.mark.parametrize(
    ("parts", "value", "low", "high"),
    [
        ([known(4)], 4, 4, 4),
        ([known(4), known(1), known(9)], 4, 4, 4),
        ([known(4), known(1)], Fraction(5, 2), Fraction(5, 2), Fraction(5, 2)),
        ([known(4), known(1), withheld(2, 3)], None, 2, 3),
        ([known(4), known(1), withheld()], None, 1, None),
        ([known(1), known(2000, Unit("kg")), known(3)], 2, 2, 2),
    ],
)
def test_a_median_is_that_of_values_and_of_bounds(parts, value, low, high):
    found = evaluate("median(m)", {"m": parts})
    assert (found.value, found.bounds.low, found.bounds.high) == (value, low, high)
    assert found.unit == T


def test_a_weighted_mean_counts_each_value_by_its_weight():
    rates = [known(10, PERCENT), known(40, PERCENT)]
    found = evaluate("weighted_mean(m, w)", {"m": rates, "w": [known(2), known(1)]})
    assert (found.value, found.unit) == (20, PERCENT)
    error = refused("weighted_mean(m, w)", {"m": rates, "w": [known(2)]})
    assert str(error) == "a weighted mean needs as many weights as values"
    assert error.code == "impossible-calculation"


@pytest.mark.parametrize("name", ["sum", "mean", "median"])
def test_nothing_is_computed_from_nothing(name):
    error = refused(f"{name}(m)", {"m": []})
    assert (str(error), error.code) == ("nothing to compute from", "impossible-calculation")


@pytest.mark.parametrize("years", ["0", "-1"])
def test_a_growth_rate_needs_years(years):
    error = refused(f"growth_rate(b, a, {years})", FEW)
    assert str(error) == "a growth rate needs a positive number of years"
    assert error.code == "impossible-calculation"


@pytest.mark.parametrize(
    ("rest", "value", "high"),
    [([], 2500, 2500), ([known(0)], 2500, 2500), ([known(5)], None, 5000)],
)
def test_concentration_reaches_as_far_as_the_rest_allows(rest, value, high):
    low = 2500
    found = evaluate("hhi(p, t, r)", {"p": [known(5)], "t": known(10), "r": rest})
    assert (found.value, found.bounds.low, found.bounds.high) == (value, low, high)
    assert (found.rounding.low, found.rounding.high) == (low, high)
    assert found.unit == Unit("index")


def test_what_is_derived_knows_all_that_it_was_told():
    line = series("d.x", [2, 4], member="A")
    before, now = line.facts.values()
    found = derive(
        id="d.x.growth", title="Growth", calculator="change", formula="percent(now / before - 1)",
        inputs={"now": now, "before": (before,)[0]}, period=now.period, member="A",
        ties=("B",), digits=1, series="d.growth", parameters={"of": "A"},
    )  # fmt: skip
    assert (found.id, found.title, found.period, found.member) == (
        "d.x.growth", "Growth", now.period, "A",
    )  # fmt: skip
    assert (found.ties, found.digits, found.series) == (("B",), 1, "d.growth")
    assert found.quantity.value == 100
    assert found.origin == Derivation(
        "change", "percent(now / before - 1)", {"now": now, "before": before}, {"of": "A"}
    )


@pytest.mark.parametrize(
    ("unit", "value", "formula"),
    [("kg", 6000, "convert(sum(m), 'kg')"), ("t", 6, "sum(m)"), (None, 6, "sum(m)")],
)
def test_what_is_derived_is_brought_to_the_unit_that_is_asked_for(unit, value, formula):
    facts = tuple(series("d.x", [2, 4]).facts.values())
    made = derive(
        id="s", title="S", calculator="sum", formula="sum(m)", inputs={"m": facts}, period=None,
        unit=Unit(unit) if unit else None,
    )  # fmt: skip
    assert (made.quantity.value, made.quantity.unit.code) == (value, unit or "t")
    assert made.origin == Derivation("sum", formula, {"m": facts}, {})
    assert (made.period, made.member, made.ties, made.digits, made.series) == (
        None,
        None,
        (),
        None,
        "",
    )


def test_names_within_functions_and_dots_are_found_whole():
    assert names_in("percent(a.before / b) > 2 and largest(c, 2) < 3") == {"a.before", "b", "c"}
    assert names_in("1 < 2") == frozenset()


@pytest.mark.parametrize(("rest", "is_point"), [("0.09", True), ("0.1", False), ("0.11", False)])
def test_a_rest_of_less_than_a_point_of_the_index_leaves_it_a_number(rest, is_point):
    found = evaluate("hhi(p, t, r)", {"p": [known(5)], "t": known(10), "r": [known(rest)]})
    assert (found.value is not None) is is_point
