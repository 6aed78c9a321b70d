"""What is spent at most: the table stands in the docs, and each budget is told when it is spent."""

from __future__ import annotations

from fractions import Fraction

import pytest
from places import ROOT

from briefing.core.budgets import Budget, BudgetSpent, allow, as_markdown
from briefing.core.exact_number import check_size, exact_number
from briefing.core.problems import ProblemLog, Refusal
from briefing.core.unit import Unit, check_unit
from briefing.core.workspace import Kind
from briefing.language.notation import NotationError, parse_number
from briefing.project.yaml import read_yaml

DOCS = ROOT / "docs/limits.md"


def files_as_markdown() -> str:
    rows = [f"| {one.value.what} | {one.value.most:,} bytes | {one.value.advice} |" for one in Kind]
    return "\n".join(["| file | at most | else |", "| --- | --- | --- |", *rows])


def renewed(text: str) -> str:
    for name, table in (("budgets", as_markdown()), ("files", files_as_markdown())):
        start, end = f"<!-- {name} -->\n", f"\n<!-- end of {name} -->"
        before, _, rest = text.partition(start)
        text = f"{before}{start}{table}{end}{rest.partition(end.strip())[2]}"
    return text


def test_the_docs_have_the_table_of_budgets():
    text = DOCS.read_text(encoding="utf-8")
    assert text == renewed(text), f"run: python {__file__}"
    assert as_markdown() in text


@pytest.fixture
def allowing():
    yield allow
    allow("")


def test_who_runs_the_program_may_allow_more(allowing):
    with pytest.raises(BudgetSpent, match="a number may have 400 digits, and this one has 401"):
        exact_number("1" * 401)
    allowing("digits=500, rows=7")
    assert exact_number("1" * 401) > 0
    assert (Budget.ROWS.most, Budget.CELLS.most) == (7, Budget.CELLS.usual)


@pytest.mark.parametrize(
    "text", ["rows", "rows=", "rows=many", "rows=-1", "lines=3", "rows=" + "9" * 30]
)
def test_a_budget_that_is_none_is_refused(allowing, text):
    with pytest.raises(Refusal, match="is no budget"):
        allowing(text)


@pytest.mark.parametrize("text", ["1e400", "1E+400", "-1e-400", "9" * 400, "1/3", "1,000.5"])
def test_numbers_within_their_budgets_are_read(text):
    assert exact_number(text) == Fraction(text.replace(",", ""))


@pytest.mark.parametrize(
    "text", ["1e401", "1e999999999", "1e-999999999", "9" * 401, "1e" + "9" * 5000]
)
def test_numbers_beyond_their_budgets_are_refused(text):
    with pytest.raises(BudgetSpent):
        exact_number(text)


def test_a_calculated_number_may_have_so_many_digits():
    check_size(Fraction(10) ** 3_999)
    with pytest.raises(BudgetSpent, match="a calculated number may have 4,000 digits"):
        check_size(Fraction(1, 10**4_010))


@pytest.mark.parametrize(
    "code",
    [
        "m^999999999",
        "m**9**9**9",
        "10^9999999 t",
        "1" + "0" * 6000 + " t",
        "t/(m",
        "t)))/{m",
        "m**(21)",
        "m**-99",
        "'",
        "__import__('os')",
    ],
)
def test_a_unit_that_would_take_hours_is_none(code):
    with pytest.raises(Refusal):
        check_unit(code)


def test_units_with_powers_are_units():
    for code in ("m**2", "m^3/s", "kg*m**2/s**3", "km**2"):
        check_unit(code)


@pytest.mark.parametrize(
    "text", ["9" * 500, "9" * 5000, "1." + "9" * 900, "1 " * 50_000, "(" * 50_000]
)
def test_a_cell_with_too_many_digits_is_refused(text):
    with pytest.raises(NotationError):
        parse_number(text, unit=Unit("t"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: " + "9" * 5000, "f.yaml:1:4: a number may have 400 digits, and this one has 5,000"),
        ("a:\n  b: " + "[" * 200, "f.yaml:2:104: a YAML file may have 100 levels"),
        ("a: &a\n  <<: *a\n  c: 1\n", "f.yaml:1:4: a YAML file may have 100 levels"),
        ("a: !!python/object:os.system x\n", "f.yaml:1:4: a tag stands here"),
        ("a: !x 1\n", "f.yaml:1:4: a tag stands here, '!x'"),
        ("- a\n" * 100_001, "f.yaml:100000:3: a YAML file may have 100,000 keys and values"),
        (
            "m: &m {"
            + ", ".join(f"k{i}: 1" for i in range(1000))
            + "}\nn: {<<: ["
            + "*m, " * 200
            + "*m]}\n",
            "f.yaml:2:4: a YAML file may have 100,000 keys merged by <<",
        ),
        (
            "a0: &a0 {b: 1}\n"
            + "".join(f"a{n}: &a{n}\n  <<: [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 30)),
            "a YAML file may have 100,000 keys merged by <<",
        ),
    ],
)
def test_yaml_beyond_its_budgets_is_told_with_its_place(text, told):
    log = ProblemLog()
    read_yaml(text.encode(), "f.yaml", log)
    assert any(told in str(one) for one in log.problems), [str(one)[:200] for one in log.problems][
        :3
    ]


if __name__ == "__main__":
    DOCS.write_text(renewed(DOCS.read_text(encoding="utf-8")), encoding="utf-8")
