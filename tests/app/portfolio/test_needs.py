"""What has no data for a subject goes with its reason; measures are declared by patterns of headers."""

from __future__ import annotations

from pathlib import Path

import pytest
from portfolios import for_each, portfolio

from briefing.app.build.incremental import LeftOut, build_each, where
from briefing.app.build.pipeline import Brief, check_all
from briefing.core.problems import BriefingError
from briefing.core.text_nodes import plain
from briefing.data.recognition.header_patterns import by_patterns

PUPILS = """\
for_each: data/pupils-*.csv
title: "{{ this | capitalize }}: {{ pupils }}"
period: 2024
design: one-pager
datasets:
  own:
    source: book
    path: "{{ this.path }}"
    period: {column: Year}
    series:
      pupils: {column: ["Pupils_total*", "Pupils*"], title: "Pupils, *", unit: person}
      "Spend_*": {title: "Spending, *"}
metrics:
  pupils: {value: own.pupils, title: Pupils}
  meals: {value: own.spend_meals, needs: own.spend_meals}
  books: {value: own.spend_books, needs: own.spend_books}
  since: {change: own.pupils, needs: own.pupils.before}
key_figures: [pupils, meals]
sections:
  - {title: First, needs: meals, text: "Meals cost {{ meals }}."}
  - title: Second
    text: |
      There are {{ pupils }}.
      {% if has('meals') %}Meals: {{ meals }}.{% endif %}{% if has("since") %}It {{ pupils.verb }}.{% endif %}
    tables: [money]
  - {title: Third, needs: own.spend_books, text: "Books cost {{ books }}."}
tables:
  money: {title: Money, rows: ["own.spend_*"]}
highlights:
  say:
    - {say: "Nothing is spent on {{ meals }}.", needs: meals}
    - {say: "Pupils: {{ pupils }}."}
"""
FILES = {
    "pupils-north": "Year,Pupils_total_num,Spend_meals_mdol,Spend_books_mdol,Roofs_num\n2023,90,4,1,3\n2024,100,5,W,3\n",
    "pupils-south": "Year,Pupils_num,Spend_books_mdol\n2024,80,2\n",
    "pupils-west": "Year,Pupils_num\n2023,8\n2024,9\n",
}


def made(folder: Path, brief: str = PUPILS, **files: str) -> dict[str, Brief]:
    project = portfolio(folder, brief, **(files or FILES))
    return {one.id.partition("/")[2]: one for one in check_all(project=project)}


def exceptions(brief: Brief, name: str) -> tuple[str, ...]:
    return next(one for one in brief.document.checks if one.name == name).exceptions


def test_parts_without_data_go_with_their_reason_and_the_others_stay(tmp_path: Path):
    every = made(tmp_path)
    north, south, west = every["north"].document, every["south"].document, every["west"].document
    assert [plain(one.title) for one in north.sections] == ["First", "Second"]
    assert [plain(one.title) for one in south.sections] == ["Second", "Third"]
    assert [one.label for one in south.key_figures] == ["Pupils"]
    assert plain(south.sections[0].blocks[0].children) == "There are 80 people."
    assert plain(west.sections[0].blocks[0].children) == "There are 9 people. It rose."
    assert exceptions(every["north"], "parts with data") == (
        "metric 'books': own.spend_books has no value in 2024",
        "section 3: own.spend_books has no value in 2024",
    )
    assert exceptions(every["south"], "parts with data") == (
        "metric 'meals': there is no own.spend_meals",
        "metric 'since': own.pupils has no value before 2024",
        "section 1: there is no meals",
        "highlight 1: there is no meals",
    )
    assert "table 'money': no measure that it names has a value" in exceptions(
        every["west"], "parts with data"
    )
    assert [len(one.sections[-1].blocks) for one in (north, west)] == [2, 1]


def test_patterns_take_each_header_once_and_what_none_takes_is_listed(tmp_path: Path):
    every = made(tmp_path)
    facts = {fact.title for fact in every["north"].facts.values()}
    assert {"Pupils", "Spending, meals"} <= facts
    assert exceptions(every["north"], "columns by patterns") == ("own: Roofs_num",)
    assert "columns by patterns" not in [one.name for one in every["south"].document.checks]


def test_a_file_of_which_no_pattern_takes_anything_is_told(tmp_path: Path):
    with pytest.raises(BriefingError) as caught:
        made(tmp_path, **{"pupils-east": "Year,Roofs_num\n2024,3\n"})
    (problem,) = caught.value.problems
    assert problem.code == "unknown-column"
    assert problem.message.startswith("east: no header of data/pupils-east.csv fits a pattern")
    assert problem.place.line == 11


def test_a_line_of_one_value_goes_where_the_chart_says_what_it_needs(tmp_path: Path):
    chart = "charts: {course: {line: own.pupils, needs: pupils, title: Course}}\n"
    brief = PUPILS.replace("tables: [money]", "chart: course\n    tables: [money]") + chart
    found = made(tmp_path, brief)
    went = "chart 'course': a line needs two values, and there is one"
    assert [went in exceptions(one, "parts with data") for one in found.values()] == [
        False, True, False,
    ]  # fmt: skip
    with pytest.raises(BriefingError, match=r"needs two values, and there is one \(draw it"):
        made(tmp_path, brief.replace("needs: pupils, title: C", "title: C"))


def test_a_rule_that_bounds_leave_open_is_told_as_unknown(tmp_path: Path):
    brief = PUPILS.replace(
        "- {title: Third, needs: own.spend_books,", '- {title: Third, needs: [books, "books > 1"],'
    )
    row = "Year,Pupils_num,Spend_books_mdol\n2024,80,"
    files = {
        f"pupils-{name}": f"{row}{cell}\n" for name, cell in (("a", "2"), ("b", "<2"), ("c", "1"))
    }
    briefs = made(tmp_path, brief, **files)
    told = [
        [one for one in exceptions(briefs[name], "parts with data") if "section 3" in one]
        for name in "abc"
    ]
    assert told == [[], ["section 3: unknown whether books > 1"], ["section 3: not books > 1"]]


def test_a_passage_may_ask_whether_there_was_a_value_before(tmp_path: Path):
    asked = (
        "{% if has('meals') and meals.before.is_known %}Meals were {{ meals.before }}.{% endif %}"
    )
    brief = PUPILS.replace("There are {{ pupils }}.", f"There are {{{{ pupils }}}}. {asked}")
    found = made(tmp_path, brief)
    texts = [plain(one.document.sections[-1].blocks[0].children) for one in found.values()]
    assert ["Meals were" in one for one in texts] == [True, False, False]


def test_an_unknown_name_is_no_missing_figure(tmp_path: Path):
    with pytest.raises(BriefingError) as caught:
        made(tmp_path, PUPILS.replace("has('meals')", "has('meels')"))
    assert {one.code for one in caught.value.problems} == {"unknown-name"}
    assert "did you mean 'meals'" in str(caught.value)


def test_the_line_of_a_part_stays_right_behind_one_that_went(tmp_path: Path):
    brief = PUPILS.replace("There are {{ pupils }}.", "There are {{ pupils.nothing }}.")
    with pytest.raises(BriefingError) as caught:
        made(tmp_path, brief, **{"pupils-south": FILES["pupils-south"]})
    (problem,) = caught.value.problems
    assert brief.splitlines()[problem.place.line - 1].strip() == "There are {{ pupils.nothing }}."


def test_a_rule_over_figures_skips_subjects_and_takes_back_what_was_built(tmp_path: Path):
    project = portfolio(tmp_path)

    def outcomes() -> dict[str, str]:
        workspace, folder, briefs, _ = where((), project, None)
        every = build_each(workspace, folder, briefs)
        return {one.brief: one.reason if isinstance(one, LeftOut) else "made" for one in every}

    assert [*outcomes().values()][:2] == ["made", "made"]
    block = "  members of: waits.days\n  skip:\n    - {when: days > 100, because: too long}\n    - {without: days, because: unknown}\n"
    portfolio(tmp_path, for_each(block))
    assert outcomes() == {
        "regions/north": "too long",
        "regions/south-district-9": "made",
        "regions/east-upper": "made",
        "regions/west": "unknown (days has no value in 2024)",
    }
    left = sorted(one.name for one in (tmp_path / "output/regions").glob("*.pdf"))
    assert left == ["east-upper.pdf", "index.pdf", "south-district-9.pdf"]


@pytest.mark.parametrize(
    ("title", "pattern", "words"),
    [
        ("Imports: Compounds", "Imports_*", "Imports, Compounds"),
        ("Imports: total", "Imports_Total_*", "Imports"),
        ("Consumption: estimated All", "Consump_*", "Imports, estimated All"),
        ("Consumption: apparent", "Consump_App*", "Imports"),
        ("Net import reliance: All", "NIR_*", "Imports, All"),
        ("Net import reliance: Ores", "*NIR_*", "Imports, Ores"),
        ("U.S. production: mine", "USprod_*", "Imports, mine"),
    ],
)
def test_a_star_knows_titles_that_are_spelt_out(title: str, pattern: str, words: str):
    header = pattern.replace("App*", "Apparent_").replace("*", "X_")
    recognised = {"x": {"column": header, "title": title}}
    found, _ = by_patterns(recognised, {"imports": {"column": [pattern], "title": "Imports, *"}})
    assert found["imports"]["title"] == words


@pytest.mark.parametrize(
    ("title", "pattern", "words"),
    [
        ("Bauxite Imports", "*Imports*", "Imports, Bauxite"),
        ("Imports Scrap", "Imports_*", "Imports, Scrap"),
        ("Imports", "*Imports*", "Imports"),
        ("Imports of Important Ores", "Imports_*", "Imports, of Important Ores"),
        ("Price London gold", "Price_*_dol*", "Imports, London gold"),
    ],
)
def test_a_star_is_what_a_header_says_more_than_its_pattern(title: str, pattern: str, words: str):
    header = f"{title.replace(' ', '_')}_dol" if "dol" in pattern else title.replace(" ", "_") + "_"
    recognised = {"x": {"column": header, "title": title}}
    found, left = by_patterns(recognised, {"imports": {"column": [pattern], "title": "Imports, *"}})
    assert found["imports"]["title"] == words
    assert left == []


GONE = {
    "metric 'since': own.pupils has no value in 2023",
    "section 3: pupils has no value in 2023",
}


def test_a_part_may_need_a_value_of_the_year_before(tmp_path: Path):
    brief = PUPILS.replace("needs: own.pupils.before", "needs: own.pupils.year_before").replace(
        "  - {title: Third, needs: own.spend_books,",
        "  - {title: Third, needs: [books, pupils.year_before],",
    )
    files = FILES | {"pupils-east": "Year,Pupils_num,Spend_books_mdol\n2021,7,1\n2024,80,2\n"}
    briefs = made(tmp_path, brief, **files)
    assert GONE.isdisjoint(exceptions(briefs["west"], "parts with data"))
    for name in ("south", "east"):
        assert {*exceptions(briefs[name], "parts with data")} >= GONE
