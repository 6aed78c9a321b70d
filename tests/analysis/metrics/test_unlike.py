"""What is unlike is not compared: periods, prices, lengths of flows, definitions; or both sides are printed."""

import pytest
from small_projects import tried

DATA = """\
period,debt,gdp,real,real20,imports,survey,register
2023-Q1,900,100,90,95,20,50,40
2023-Q2,905,110,91,96,21,51,42
2023-Q3,910,105,92,97,22,52,44
2023-Q4,950,120,93,98,23,53,46
"""
PROJECT = """\
datasets:
  d:
    source: s
    path: data/d.csv
    period: {column: period}
    series:
      debt: {column: debt, title: Public debt, unit: million USD}
      gdp: {column: gdp, title: Nominal GDP, unit: million USD}
      real: {column: real, title: GDP at 2015 prices, unit: million constant 2015 US$}
      real20: {column: real20, title: GDP by volume, unit: million USD, prices: {constant: 2020}}
      imports: {column: imports, title: Imports, unit: million USD}
      survey: {column: survey, title: Unemployed, unit: thousand person, definition: a survey}
      register: {column: register, title: Unemployed, unit: thousand person, definition: the register}
"""
BRIEF = """\
title: Money
period: 2023-Q4
metrics:
  year: {sum: d.gdp, over: 4}
  real: {value: d.real}
  gdp: {value: d.gdp}
  debt: {value: d.debt}
  first: {value: d.gdp, period: 2023-Q1}
  growth_real: {change: d.real, how: percent}
  growth: {change: d.gdp, how: percent}
%s
"""


def metric(folder, block):
    brief = BRIEF % f"  z: {block}\nkey_figures: [z]\nhighlights: {{show: 0}}"
    return tried(folder, DATA, PROJECT, brief)


def sentence(folder, words):
    text = f'sections: [{{title: One, text: "It was {{{{ {words} }}}}."}}]\nhighlights: {{show: 0}}'
    return tried(folder, DATA, PROJECT, BRIEF % text)


@pytest.mark.parametrize(
    ("block", "code"),
    [
        ("{ratio: d.real, to: d.gdp}", "unlike-prices"),
        ("{difference: d.real, minus: d.real20}", "unlike-prices"),
        ("{ratio: d.imports, to: d.real}", "unlike-prices"),
        ("{formula: 100 * d.gdp / d.real}", "unlike-prices"),
        ("{ratio: d.debt, to: d.gdp}", "unlike-lengths"),
        ("{formula: percent(d.debt / d.gdp)}", "unlike-lengths"),
        ("{formula: year - d.gdp}", "unlike-lengths"),
        ("{formula: gdp / first}", "unlike-periods"),
        ("{difference: gdp, minus: first}", "unlike-periods"),
        ("{difference: d.survey, minus: d.register}", "unlike-definitions"),
        ("{ratio: d.survey, to: d.register}", "unlike-definitions"),
    ],
)
def test_unlike_figures_are_refused(tmp_path, block, code):
    found = metric(tmp_path, block)
    assert found.document is None
    (told,) = [one for one in found.told if one.code == code]
    assert "across: true" in told.advice


@pytest.mark.parametrize(
    ("block", "sides"),
    [
        ("{ratio: d.real, to: d.gdp", "(constant prices of 2015 against current prices)"),
        ("{formula: 100 * gdp / real", "(current prices against constant prices of 2015)"),
        ("{ratio: d.debt, to: d.gdp", "(a level against 3 months)"),
        ("{difference: year, minus: d.gdp", "(12 months against 3 months)"),
        ("{formula: gdp / first, title: Growth", "(2023 Q4 against 2023 Q1)"),
        ("{difference: d.survey, minus: d.register", "(a survey against the register)"),
    ],
)
def test_across_prints_both_sides(tmp_path, block, sides):
    (line,) = metric(tmp_path, f"{block}, across: true}}").figures
    assert sides in line


@pytest.mark.parametrize(
    "block",
    [
        "{formula: percent(d.debt / year)}",
        "{formula: percent(d.debt / (4 * d.gdp))}",
        "{ratio: d.imports, to: d.gdp}",
        "{difference: growth, minus: growth_real}",
        "{formula: first / 2}",
        "{ratio: d.debt, to: year}",
    ],
)
def test_what_is_alike_is_compared(tmp_path, block):
    assert metric(tmp_path, block).document is not None


def test_a_figure_of_one_period_is_compared_as_that_and_not_as_todays(tmp_path):
    (line,) = metric(tmp_path, "{formula: gdp / first, across: true}").figures
    assert line.startswith("gdp / first (2023 Q4 against 2023 Q1) | 1.2 |")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("real.of(gdp)", "unlike-prices"),
        ("real.less(gdp)", "unlike-prices"),
        ("debt.times(gdp)", "unlike-lengths"),
        ("gdp.of(first)", "unlike-periods"),
    ],
)
def test_sentences_refuse_them_too(tmp_path, words, code):
    assert code in sentence(tmp_path, words).codes


def test_sentences_print_both_sides(tmp_path):
    text = sentence(tmp_path, "real.of(gdp, across=true)").text
    assert text == "It was 77.5% (constant prices of 2015 against current prices)."
    text = sentence(tmp_path, "debt.times(gdp, across=true)").text
    assert text == "It was more than seven times (a level against 3 months)."


def test_a_title_that_does_not_say_its_prices_is_told(tmp_path):
    assert metric(tmp_path, "{value: d.real}").codes == ["season-untested", "prices-unsaid"]


def test_prices_that_are_none_are_refused(tmp_path):
    project = PROJECT.replace("{constant: 2020}", "{fixed: 2020}")
    assert "unfit-parameter" in tried(tmp_path, DATA, project, BRIEF % "").codes


def test_a_formula_takes_no_other_parameter(tmp_path):
    assert "unknown-parameter" in metric(tmp_path, "{formula: gdp / 2, over: 4}").codes
