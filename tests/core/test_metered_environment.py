"""Whoever's text it is, it makes no more than its budget: by loops, calls, methods or sums."""

from __future__ import annotations

import pytest
from jinja2 import TemplateSyntaxError

from briefing.brief.metered_sandbox import MeteredSandbox
from briefing.core.budgets import BudgetSpent
from briefing.writers.html.page_meter import MeteredPage


@pytest.mark.parametrize("kind", [MeteredPage, MeteredSandbox])
@pytest.mark.parametrize(
    "text",
    [
        "{{ 'x' * 99999999 }}",
        "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
        "{% set a = 'x' * 99999 %}{% for b in range(999) %}{{ a }}{% endfor %}",
        "{% macro a() %}{{ 'x' * 99999 }}{% endmacro %}{% for b in range(999) %}{% set c = a() %}{% endfor %}",
        "{{ 9 ** 99999 }}",
        "{{ 1|round(99999) }}",
    ],
)
def test_what_asks_for_too_much_is_stopped(kind, text: str):
    environment = kind()
    environment.begin()
    with pytest.raises(BudgetSpent):
        environment.from_string(text).render()


@pytest.mark.parametrize("kind", [MeteredPage, MeteredSandbox])
@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("{{ 1e999 }}", "a number is too large"),
        ("{{ [1, -1e999] }}", "a number is too large"),
        ("{{ 1e308 * 10 }}", "inf"),
        ("{{ '1e999'|float }}", "inf"),
        ("{{ '1e999'|float|int }}", "cannot convert float infinity"),
        ("{{ (1e308 / 1e-300)|int }}", "cannot convert float infinity"),
        ("{{ 'nan'|float }}", "nan"),
        ("{{ 1e300 }}", "1e+300"),
    ],
)
def test_what_is_no_finite_number_is_told_or_printed_and_ends_nothing(kind, text: str, made: str):
    environment = kind()
    environment.begin()
    try:
        found = environment.from_string(text).render()
    except (TemplateSyntaxError, OverflowError) as error:
        found = str(error)
    assert found.startswith(made)


def test_what_a_method_makes_on_the_way_is_counted():
    environment = MeteredPage()
    environment.begin()
    text = "{{ ('x' * 9999).replace('x', 'y' * 9999)|length }}"
    with pytest.raises(BudgetSpent):
        environment.from_string(text).render()


def test_what_a_macro_makes_is_counted_once():
    environment = MeteredPage(autoescape=True)
    environment.begin()
    text = (
        "{% macro a() %}{{ 'x' * 10 }}{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}{{ b() }}"
    )
    assert environment.from_string(text).render() == "x" * 10
    assert environment._made <= 60


@pytest.mark.parametrize("kind", [MeteredPage, MeteredSandbox])
def test_small_texts_are_made(kind):
    environment = kind()
    environment.begin()
    text = "{% for a in [1, 2] %}{{ a * 2 }}{% endfor %}{{ 2 ** 3 }}{{ 1.25|round(1) }}"
    assert environment.from_string(text).render() == "2481.2"
