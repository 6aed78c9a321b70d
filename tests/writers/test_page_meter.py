"""A page template of a project may cost so much and no more, and is told with file and line."""

from __future__ import annotations

import pytest
from sample_documents import rare_earths

from briefing.core.budgets import allow
from briefing.core.problems import ProblemLog, UnusableInput
from briefing.core.resources import TEMPLATES
from briefing.core.workspace import Workspace
from briefing.writers.html.page import check_templates
from briefing.writers.pdf.pdf import lay_out


@pytest.fixture(autouse=True)
def _small_budgets():
    allow("page_steps=20000 page_made=200000")
    yield
    allow("")


def told(folder, text: str) -> str:
    page = folder / "templates/policy-brief/brief.html.j2"
    page.parent.mkdir(parents=True)
    page.write_text("<p>\n" + text, encoding="utf-8")
    workspace, log = Workspace(folder), ProblemLog()
    doors = [workspace.below("templates"), workspace.beside(TEMPLATES)]
    check_templates("policy-brief", doors, log, rare_earths())
    return "\n".join(map(str, log))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{% for a in range(999) %}{% for b in range(999) %}{% endfor %}{% endfor %}", "20,000 steps"),
        ("{% macro f(n) %}{{ f(n) }}{{ f(n) }}{% endmacro %}{{ f(1) }}", "without end"),
        ("{% include 'policy-brief/brief.html.j2' %}", "without end"),
        ("{{ 'a' * 9999999999 }}", "200,000 characters"),
        ("{{ 9 ** 99999999 }}", "400 as an exponent"),
        ("{% set x='abcdefghij' %}" + "{% set x = x ~ x %}" * 40, "200,000 characters"),
        ("{{ '%9999999999d' % 1 }}", "no '%' here"),
        ("{{ 'a'|center(9999999999) }}", "No filter named 'center'"),
        ("{{ 1/0 }}", "division by zero"),
        ("{{ [1][5] }}", "template error"),
        ("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}", "nested too deeply"),
    ],
)  # fmt: skip
def test_a_template_that_asks_for_too_much_is_told(tmp_path, text, said):
    found = told(tmp_path, text)
    assert said in found
    assert "brief.html.j2" in found


def test_a_page_that_is_nested_without_end_is_told(tmp_path):
    del tmp_path
    html = "<html><head><title>T</title></head><body>" + "<div>" * 5000 + "</body></html>"
    with pytest.raises(UnusableInput, match="nested too deeply"):
        lay_out(html, rare_earths())
