"""What an author's text may cost: loops, calls and growing texts stop at their budgets, with their line."""

from __future__ import annotations

import pytest
from small_projects import tried

from briefing.app.cli.presenter import for_terminal

PROJECT = """datasets:
  d:
    source: s
    path: data/d.csv
    period: {column: year}
    series:
      t: {title: Tons mined, unit: t, column: t}
"""
DATA = "year,t\n2023,11\n2024,15\n"


def told(folder, text: str) -> list[str]:
    brief = (
        "title: A title\nperiod: 2024\nmetrics:\n  t: {value: d.t, title: Tons}\n"
        f"sections:\n  - title: One\n    text: |\n      First.\n      {text} They mined {{{{ t }}}}.\n"
    )
    return [str(one) for one in tried(folder, DATA, PROJECT, brief).told]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
            "20,000 steps",
        ),
        (
            "{% macro f(n) %}{% if n %}{{ f(n-1) }}{{ f(n-1) }}{% endif %}{% endmacro %}{{ f(60) }}",
            "20,000 steps",
        ),
        ("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "calls itself without end"),
        ("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}", "nested too deeply"),
        ("{% for a in [1] %}" * 60 + "{% endfor %}" * 60, "nested too deeply"),
        ("{{ 9**999999999 }}", "400 as an exponent"),
        ("{{ (9**400)**400 }}", "4,000 digits"),
        ("{{ ('a'*999999999)*999 }}", "200,000 characters"),
        ("{{ ([1]*999999999)|length }}", "200,000 characters"),
        ("{% set x='abcdefghij' %}" + "{% set x = x ~ x %}" * 40, "200,000 characters"),
        (
            "{% set x %}abcdefghij{% endset %}" + "{% set x %}{{ x }}{{ x }}{% endset %}" * 40,
            "200,000 characters",
        ),
        ("{{ ['a', 'b']|join('x' * 150000) }}", "200,000 characters"),
        ("{{ 'a'|center(9999999999) }}", "No filter named 'center'"),
        ("{{ '%9999999999d' % 1 }}", "template error"),
        ("{{ '{:9999999999}'.format(1) }}", "template error"),
        ("{{ 'a'.ljust(9999999999) }}", "template error"),
        ("{{ 1/0 }}", "division by zero"),
        ("{{ t.round(999999999) }}", "decimals from 0 to 10"),
        ("{{ t.round(-2) }}", "decimals from 0 to 10"),
        ("word " * 41_000, "200,000 characters"),
    ],
)
def test_a_text_that_asks_for_too_much_is_told_with_its_line(tmp_path, text, words):
    found = told(tmp_path, text)
    assert any(words in one and one.startswith("config/b.yaml:") for one in found), found


def test_a_text_with_loops_and_sums_is_printed(tmp_path):
    text = "{% for a in [t, t] %}{{ a }}{{ ', ' if not loop.last }}{% endfor %}; {{ [t, t]|join(' and ') }}."
    assert not any("template" in one for one in told(tmp_path, text))


@pytest.mark.parametrize("typed", ["\ue0000\ue001x", "\ue000x\ue001", "\ue00099\ue001", "\ue000"])
def test_a_typed_mark_is_no_fault_of_ours(tmp_path, typed):
    assert not any("invalid literal" in one for one in told(tmp_path, typed))


@pytest.mark.parametrize(
    "typed",
    [
        "\ue0000\ue001",
        "{{ '\\ue0000\\ue001' }}",
        "{{ ('&#xe000;0&#xe001;'|safe).unescape() }}",
        "{{ '&#xe000;0&#xe001;'|striptags }}",
    ],
)
def test_the_mark_of_a_fact_cannot_be_typed(tmp_path, typed):
    assert any("private use" in one for one in told(tmp_path, f"{{{{ t }}}} {typed}"))


def test_a_brief_may_have_so_many_characters_in_all(tmp_path):
    from briefing.core.budgets import allow

    try:
        allow("texts=30")
        assert any("may have 30 characters in its texts" in one for one in told(tmp_path, "Words."))
    finally:
        allow("")


def test_what_data_say_commands_no_terminal():
    assert for_terminal("a\x1b[31mb\x07\u202ec\n\té") == "a\\x1b[31mb\\x07\\u202ec\n\té"


@pytest.mark.parametrize("name", ["t.times", "t.above_below", "holds"])
def test_what_is_asked_of_nothing_is_no_word(tmp_path, name):
    (line,) = told(tmp_path, f"{{{{ {name} }}}}")
    assert f"'{name.rpartition('.')[2]}' says nothing by itself" in line
    assert "config/b.yaml:9" in line


def test_a_macro_is_no_word(tmp_path):
    (line,) = told(tmp_path, "{% macro f() %}{% endmacro %}{{ f }}")
    assert "'f' says nothing by itself" in line
