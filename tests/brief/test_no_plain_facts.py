"""What is of low reliability, not significant or doubted by a check is said wherever it is printed."""

import re
from fractions import Fraction

import pytest
from small_projects import tried

from briefing.core.document import Figure
from briefing.core.quantity import Quantity
from briefing.core.text_nodes import plain
from briefing.core.unit import Unit
from briefing.language.amounts import amount
from briefing.language.base import language_of
from briefing.language.caveats import beside

PROJECT = """\
datasets:
  d:
    source: s
    path: data/d.csv
    period: {column: year}
    dimension: region
    series: {v: {column: v, unit: person, title: Jobseekers, precision: 0}}
"""
BRIEF = """\
title: T
period: 2024
bottom_line: "Borda {{ b.moved }} to {{ b }}."
metrics: {a: {value: 'd.v[Avon]'}, b: {value: 'd.v[Borda]'}}
key_figures: [a, b]
highlights: {show: 6}
charts: {c: {bar: d.v, title: "Borda {{ b.moved }}"}, s: {stacked: d.v, title: S}}
recommendations: [{id: r, when: b > 1200, do: Do it, because: "Borda has {{ b }}."}]
sections: [{title: "Borda {{ b.verb }}", text: "%s", charts: [c, s]}]
"""


def made(folder, mark, text="Avon {{ a.verb }} {{ a.from_to }}."):
    rows = [
        ("Avon", "510", "520", f"500 {mark}", "700"),
        ("Borda", "990", "1010", "1040", "1500 %s"),
    ]
    data = "year,region,v\n" + "".join(
        f"{2021 + at},{who},{value.replace('%s', mark)}\n"
        for who, *values in rows
        for at, value in enumerate(values)
    )
    found = tried(folder, data, PROJECT, BRIEF % text)
    return found, found.made


def words(inlines):
    return plain(inlines).replace("\u00a0", " ")


def test_low_reliability_stands_beside_every_figure(tmp_path):
    found, brief = made(tmp_path, "u")
    assert words(brief.bottom_line) == "Borda climbed 44.2% to 1,500 people (low reliability)."
    assert found.text == "Avon climbed from 500 (low reliability) to 700 people."
    (section,) = brief.sections
    assert words(section.title) == "Borda climbed (low reliability)"
    chart, stack = (block for block in section.blocks if isinstance(block, Figure))
    assert words(chart.title) == "Borda climbed 44.2% (low reliability)"
    assert "Borda 1,500 (low reliability)" in chart.alt
    assert stack.alt.endswith("All values are of low reliability.")
    (advice,) = brief.recommendations
    assert words(advice.because) == "Borda has 1,500 people (low reliability)."
    assert "(now 1,500 people (low reliability))" in words(advice.rule)
    assert brief.key_figures[0].since == "from 500 in 2023 (low reliability)"
    about_avon = [one for one in found.highlights if "Avon’s jobseekers" in one]
    assert about_avon
    assert all("in 2023 (low reliability)" in one for one in about_avon)


def test_what_the_author_says_is_not_said_twice(tmp_path):
    found, _ = made(tmp_path, "u", "Borda has {{ b }}, a figure of low reliability.")
    assert found.text == "Borda has 1,500 people, a figure of low reliability."
    found, _ = made(tmp_path, "u", "Borda has {{ b.number }} thousand and {{ b }} (of {{ a }}).")
    assert (
        found.text == "Borda has 1,500 thousand (low reliability) and 1,500 people (of 700 people)."
    )


def test_not_significant_moves_nowhere_and_is_drawn_hollow(tmp_path):
    _, brief = made(tmp_path, "n")
    told = "Borda did not change significantly, at 1,500 people (not significant)."
    assert words(brief.bottom_line) == told
    (section,) = brief.sections
    chart, _ = (block for block in section.blocks if isinstance(block, Figure))
    assert "Borda 1,500 (not significant)" in chart.alt
    assert "Hollow: not significant." in chart.notes
    assert brief.key_figures[0].since == "from 500 in 2023 (not significant)"


SERIES = """\
datasets:
  d: {source: s, path: data/d.csv, period: {column: year}, series: {v: {column: v, unit: person, title: Pupils%s}}}
"""
ONE = """\
title: T
period: 2024
metrics: {a: {value: d.v}, c: {change: d.v}}
key_figures: [a]
recommendations: [{id: r, when: a > 0, do: Do it, because: It is so}]
sections: [{title: S, text: "Pupils {{ a.moved }} to {{ a }}, {{ c }}."}]
"""


def pupils(folder, *values, more=""):
    data = "year,v\n" + "".join(
        f"{2025 - len(values) + at},{one}\n" for at, one in enumerate(values)
    )
    return tried(folder, data, SERIES % more, ONE)


@pytest.mark.parametrize("last", ["10.8", "1080", "10800", "1.08", "10700"])
def test_slipped_decimal_is_doubted_and_said_to_be(tmp_path, last):
    found = pupils(tmp_path, 100, 102, 104, 103, 106, last)
    assert "jump" in found.codes
    (line,) = found.made.key_figures
    assert line.mark == "?"
    assert [one.mark for one in found.made.legend] == ["?"]
    assert "(in doubt)" in found.text
    assert "(in doubt)" in words(found.made.recommendations[0].rule)
    assert found.highlights == []


@pytest.mark.parametrize(
    "values",
    [
        (100, 102, 10.8),  # too few
        (100, 210, 60, 130, 10.8),  # lively
        (100, 102, 104, 103, 106, 25),  # a fall that is none of ten
        (1, 10, 100, 1000, 10000),
        (0, 0, 0, 0, 10),
        (-100, -102, -104, -103, -10.3),
    ],
)
def test_what_may_be_true_is_not_doubted(tmp_path, values):
    assert "jump" not in pupils(tmp_path, *values, more=", kind: balance").codes


def test_an_accepted_value_is_a_plain_fact(tmp_path):
    project = SERIES.replace("title: Pupils%s}}}", "title: Pupils}}, accepted: [%s]}")
    project %= "{series: v, period: 2024, reason: schools closed}"
    data = "year,v\n2019,100\n2020,102\n2021,104\n2022,103\n2023,106\n2024,10.8\n"
    found = tried(tmp_path, data, project, ONE)
    assert found.made.key_figures[0].mark == ""
    assert "in doubt" not in found.text


def test_figure_is_printed_apart_from_the_limit_that_it_passed(tmp_path):
    data = "year,party,v\n2023,Red,498\n2023,Blue,502\n2024,Red,502\n2024,Blue,500\n2024,Green,1\n"
    project = PROJECT.replace("region", "party").replace("Jobseekers", "Votes")
    project = project.replace("unit: person", "unit: count")
    data += "2023,Green,0\n"
    brief = (
        "title: T\nperiod: 2024\nmetrics: {a: {share: d.v, of: Red}}\nhighlights: {show: 6}\n"
        "recommendations: [{id: r, when: a > 50, do: Do it, because: It is so}]\n"
    )
    found = tried(tmp_path, data, project, brief)
    assert any("rose above half in 2024: 50.05% after 49.8%." in one for one in found.highlights)
    assert "(now 50.05%)" in words(found.made.recommendations[0].rule)


@pytest.mark.parametrize(
    "block",
    [
        "{ratio: d.p, to: d.b}",
        "{per: d.p, by: d.b}",
        "{formula: d.p / d.b}",
        "{formula: 1 - d.p / d.b}",
    ],
)
def test_nothing_is_divided_by_what_is_below_zero(tmp_path, block):
    project = (
        "datasets: {d: {source: s, path: data/d.csv, period: {column: year}, series: {"
        "p: {column: p, unit: million EUR, title: Profit, precision: 0},"
        " b: {column: b, unit: million EUR, title: Budget balance, precision: 0}}}}\n"
    )
    brief = f"title: T\nperiod: 2024\nmetrics: {{r: {block}}}\nkey_figures: [r]\n"
    minus = tried(tmp_path, "year,p,b\n2023,5,10\n2024,-7,-10\n", project, brief)
    assert minus.codes == ["not-above-zero"]
    plus = tried(tmp_path, "year,p,b\n2023,5,-10\n2024,-7,10\n", project, brief)
    assert plus.made.key_figures[0].change is None


PLAIN = PROJECT.replace("    series:", "    status: [{code: %s, periods: [2024]}]\n    series:")
SAYS = """\
title: "Avon {{ a }}"
period: 2024
bottom_line: "Avon had {{ a }}."
metrics: {a: {value: 'd.v[Avon]'}, b: {value: 'd.v[Borda]'}, r: {rank: d.v, of: Avon}}
key_figures: [a]
highlights: {show: 6}
recommendations: [{id: r, when: b > 1200, do: Do it, because: "Borda has {{ b }}."}]
sections: [{title: "Borda {{ b.verb }}", text: "%s"}]
"""
PLACES = "year,region,v\n2023,Avon,550\n2023,Borda,1000\n2024,Avon,700\n2024,Borda,1500\n"


def of_status(folder, code, text):
    return tried(folder, PLACES, PLAIN % code, SAYS % text)


def test_a_forecast_is_told_in_each_sentence(tmp_path):
    text = "Avon had {{ a }}. It {{ a.verb }} to {{ a }}. Avon is {{ r.ordinal }}; Borda had {{ b.at(2023) }}."
    found = of_status(tmp_path, "F", text)
    brief = found.made
    assert words(brief.title) == "Avon 700 people (forecast)"
    assert words(brief.bottom_line) == "Avon had 700 people (forecast)."
    assert found.text.startswith("Avon had 700 people (forecast). It")
    assert " projected to climb to 700 people. Avon is second (forecast); Borda" in found.text
    assert found.text.endswith("Borda had 1,000 people.")
    assert found.figures == ["Jobseekers, Avon | 700 people | +27.3% | forecast; from 550 in 2023"]
    (advice,) = brief.recommendations
    assert "(forecast)" in words(advice.because)
    assert "(now 1,500 people (forecast))" in words(advice.rule)
    assert found.highlights
    for one in found.highlights:
        assert ("projected" in one) is not ("(forecast)" in one), one


@pytest.mark.parametrize(
    "said", ["is expected to have", "has a forecast", "is projected to have", "may see a predicted"]
)
def test_a_forecast_that_the_author_tells_is_not_told_twice(tmp_path, said):
    found = of_status(
        tmp_path, "F", f"Avon {said} {{{{ a }}}}. An unexpected {{{{ b }}}} in Borda."
    )
    assert found.text == f"Avon {said} 700 people. An unexpected 1,500 people (forecast) in Borda."


@pytest.mark.parametrize(
    ("code", "status", "own"),
    [
        ("E", "estimated", "By an estimate"),
        ("P", "provisional", "By preliminary figures"),
        ("I", "imputed", "By an imputed figure"),
    ],
)
def test_an_estimate_is_told_once_in_a_text(tmp_path, code, status, own):
    text = "Avon, {{ r.superlative }}, had {{ a }}, Borda {{ b }}. There were {{ a }}."
    found = of_status(tmp_path, code, text)
    assert words(found.made.title) == "Avon 700 people"
    assert words(found.made.bottom_line) == f"Avon had 700 people ({status})."
    assert found.text == (
        f"Avon, second-largest, had 700 people ({status}), Borda 1,500 people. There were 700 people."
    )
    assert of_status(tmp_path, code, f"{own} {{{{ a }}}}.").text == f"{own} 700 people."
    assert of_status(tmp_path, code, "In 2023 it had {{ a.before }}.").text.endswith("550 people.")


def test_two_things_to_say_of_a_figure_stand_in_one_pair_of_brackets():
    english = language_of("en", "en_US", {}, {})
    doubted = beside(english, "7 people", "in doubt")
    assert beside(english, doubted, "estimated") == "7 people (in doubt, estimated)"
    assert beside(english, "people (all ages)", "estimated") == "people (all ages) (estimated)"
    assert beside(english, "7 people", "") == "7 people"
    price = Quantity.exact(Fraction(130), Unit("cent/lb"))
    assert amount(english, price, 1) == "130.0 cents per pound"


def test_a_doubted_forecast_is_both(tmp_path):
    data = "year,v\n2019,100\n2020,102\n2021,104\n2022,103\n2023,106\n2024,10.8\n"
    project = SERIES % ""
    project = project.replace("period:", "status: [{code: F, periods: [2024]}], period:")
    found = tried(tmp_path, data, project, ONE)
    assert "(forecast, in doubt)" in words(found.made.recommendations[0].rule)
    assert found.figures[0].count("forecast; ") == 1


def test_an_estimate_that_did_not_move_is_told_by_its_verb(tmp_path):
    data = "year,region,v\n2023,Avon,550\n2024,Avon,550\n2024,Borda,1\n2023,Borda,1\n"
    found = tried(tmp_path, data, PLAIN % "E", SAYS % "Avon {{ a.verb }}.")
    assert found.text.endswith(" unchanged (estimated).")
    for words_, told in (("a_rise_of", "no change"), ("still", "still")):
        found = tried(tmp_path, data, PLAIN % "E", SAYS % f"There is {{{{ a.{words_} }}}}.")
        assert found.text == f"There is {told} (estimated)."
    assert tried(tmp_path, data, PLAIN % "E", SAYS % "In {{ a.member }}.").text == "In Avon."


EXPORTER = PROJECT.replace(
    "dimension: region\n",
    "dimension: region\n    tokens: {E: {bounds: [null, 0], means: net exporter}}\n",
).replace("unit: person, title: Jobseekers", "unit: percent, title: Reliance, range: [null, 100]")


def test_what_a_text_means_stands_beside_the_bound_that_it_stands_for(tmp_path):
    data = "year,region,v\n2023,Avon,E\n2024,Avon,E\n2023,Borda,40\n2024,Borda,50\n"
    brief = (BRIEF % "Of Avon it is {{ a }}. A net exporter, Avon has {{ a }}.").replace(
        "rule: b", ""
    )
    brief = brief.replace("charts: [c, s]", "table: t").replace("b > 1200", "b > 12")
    brief = re.sub(r"(?m)^charts: .*$", "tables: {t: {title: T, rows: ['d.v[Avon]']}}", brief)
    found = tried(tmp_path, data, EXPORTER, brief)
    assert found.text == (
        "Of Avon it is at most 0% (net exporter). A net exporter, Avon has at most 0%."
    )
    assert found.figures[0] == "Reliance, Avon | ≤0% | net exporter; from at most 0% in 2023"
    (table,) = found.tables
    assert "≤0\u00a0net exporter" in table.notes
    assert any("read as “E”, net exporter" in row.made for row in found.made.annex)
