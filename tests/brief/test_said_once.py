"""What a text says of those that report it says once, and a name begins a sentence with a capital."""

from pathlib import Path

from small_projects import tried

PROJECT = (
    "datasets: {d: {source: s, path: data/d.csv, period: {column: Year}, dimension: Country, series: "
    "{b: {column: B, unit: people, title: Doctors}}}}\n"
)
ROWS = (
    'Year,Country,B\n2023,Mali,5\n2023,"Gambia, The",7\n2023,Chad,2\n2023,Euro area – 20 countries (from 2023),90\n'
    '2024,Mali,6\n2024,"Gambia, The",9\n2024,Euro area – 20 countries (from 2023),95\n'
)
BRIEF = """title: T
period: 2024
metrics:
  first: {rank: d.b, at: 1, members: reporting}
  last: {rank: d.b, at: last, members: reporting}
  mid: {median: d.b, members: reporting}

key_figures: [{metric: first, label: '{{ first.member }}'}, mid]
sections:
  - title: A
    text: |
      It was {{ first.member }} with {{ first }}. {{ first.member }} rose. Then {{ last.member }} with {{ last }}.

      {{ first.member }} is there; half have {{ mid }} or more.
"""


def test_a_text_says_once_that_some_do_not_report_and_begins_with_capitals(tmp_path: Path):
    project = PROJECT.replace(
        "dimension: Country",
        "dimension: {column: Country, groups: [Euro area – 20 countries (from 2023)]}",
    )
    found = tried(tmp_path, ROWS, project, BRIEF)
    assert found.text.count("(of those that report)") == 1
    assert "It was the Gambia with 9 people (of those that report). The Gambia rose." in found.text
    assert "\nThe Gambia is there; half have" in found.text
    assert found.figures[0].startswith("The Gambia | 9 people")
    assert found.figures[1].startswith("Doctors, median of 2 members that report | 7.5 people")


def test_a_change_has_the_decimals_of_its_figures(tmp_path: Path):
    project = (
        "datasets: {d: {source: s, path: data/d.csv, period: {column: Year}, series: "
        "{p: {column: P, unit: million EUR, title: Profit, kind: balance}}}}\n"
    )
    brief = (
        "title: T\nperiod: 2024\nmetrics: {p: {value: d.p}}\nkey_figures: [p]\n"
        "sections: [{title: A, text: 'It {{ p.moved }}, {{ p.difference }}.'}]\n"
    )
    found = tried(tmp_path, "Year,P\n2023,-2.0\n2024,4.0\n", project, brief)
    assert "+€6.0 million | from −€2.0 million" in found.figures[0]
    assert "It rose €6.0 million, €6.0 million." in found.text


def test_a_key_of_a_margin_that_is_no_period_is_told(tmp_path: Path):
    project = (
        "datasets: {d: {source: s, path: data/d.csv, period: {column: Year}, series: "
        "{p: {column: P, unit: percent, title: Rate, moe: {column: M}}}}}\n"
    )
    brief = "title: T\nperiod: 2024\nmetrics: {p: {value: d.p}}\nkey_figures: [p]\n"
    found = tried(tmp_path, "Year,P,M\n2023,2,1\n2024,4,1\n", project, brief)
    assert found.document is None
    assert "wants a text, not" in str(found.told[0])
