"""Formulas and rules: exact values, three-valued answers, and nothing else gets through."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.core.expression import ExpressionError, evaluate, judge, names_in
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
    assert found.value == 6400
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
        ("a ** 9999", "up to 400"),
        ("a // 2", "FloorDiv"),
        ("nosuch + 1", "unknown name 'nosuch'"),
        ("-" * 200 + "a", "nested too deeply"),
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
