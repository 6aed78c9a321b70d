"""A brief knows where its subject stands among all: rank, median, best and worst over separate files."""

from __future__ import annotations

from pathlib import Path

import pytest
from portfolios import portfolio

from briefing.app.build.incremental import build_each, what_is_stale, where
from briefing.app.build.outcome import Failure, LeftOut, Outcome
from briefing.app.build.pipeline import Brief, check_all
from briefing.core.problems import BriefingError
from briefing.core.text_nodes import plain

SCHOOLS = """\
for_each: data/school-*.csv
title: "{{ this | capitalize }}"
period: 2024
design: one-pager
datasets:
  own:
    source: book
    path: "{{ this.path }}"
    period: {column: Year}
    series:
      pupils: {column: "Pupils*", title: "Pupils of {{ this }}", unit: "{{ 'person' }}"}
metrics:
  pupils: {value: own.pupils, needs: own.pupils}
  place: {rank: subjects.pupils, of: "{{ this }}", needs: pupils}
  middle: {median: subjects.pupils}
  most: {rank: subjects.pupils, at: 1}
  fewest: {rank: subjects.pupils, at: last}
  distance: {difference: pupils, minus: middle, needs: pupils}
key_figures: [pupils]
sections:
  - title: Where it stands
    needs: pupils
    text: |
      It has the {{ place.high_low }} number of {{ place.among }}: {{ pupils }}, {{ distance.signed }} against the median of {{ middle }}.
      The most are in {{ most.member }} ({{ most }}), the fewest in {{ fewest.member }} ({{ fewest }}).
"""
SCHOOLS = SCHOOLS.replace("\"{{ 'person' }}\"", "person")
FILES = {
    "school-ash": "Year,Pupils_num,Roofs\n2023,90,1\n2024,100,1\n",
    "school-birch": "Year,Pupils_num,Roofs\n2023,70,2\n2024,80,2\n",
    "school-cedar": "Year,Pupils_num,Roofs\n2023,30,4\n2024,40,4\n",
    "school-dale": "Year,Pupils_num,Roofs\n2023,200,4\n2024,150,4\n",
}


def made(folder: Path, brief: str = SCHOOLS, **files: str) -> dict[str, Brief]:
    project = portfolio(folder, brief, **(FILES | files))
    return {one.id.partition("/")[2]: one for one in check_all(project=project)}


def words(brief: Brief) -> str:
    return " ".join(one.printed for one in brief.document.passages)


def test_a_subject_stands_somewhere_among_all(tmp_path: Path):
    briefs = made(tmp_path)
    assert (
        "It has the second-highest number of 4: 100 people, +10 people against the median of 90"
        in words(briefs["ash"])
    )
    assert "The most are in dale (150 people), the fewest in cedar (40 people)" in words(
        briefs["ash"]
    )
    assert "It has the highest number of 4" in words(briefs["dale"])
    assert "It has the second-lowest number of 4" in words(briefs["birch"])
    assert "It has the lowest number of 4" in words(briefs["cedar"])
    told = [plain(one.text) for brief in briefs.values() for one in brief.document.highlights]
    assert told, "what stands out in a subject is told"
    assert not [one for one in told if "median" in one]


def test_those_that_share_a_place_share_it_from_below_too(tmp_path: Path):
    briefs = made(tmp_path, **{"school-birch": FILES["school-cedar"]})
    for name in ("birch", "cedar"):
        assert "It has the joint lowest number of 4" in words(briefs[name])


def test_a_withheld_value_leaves_the_rank_between_bounds(tmp_path: Path):
    withheld = "Year,Pupils_num,Roofs\n2023,70,2\n2024,W,2\n"
    with pytest.raises(BriefingError) as told:
        made(tmp_path, **{"school-dale": withheld})
    assert "place 1 in 'subjects.pupils' is unknown for 2024: dale may be larger" in str(told.value)
    asked = SCHOOLS.replace("subjects.pupils,", "subjects.pupils, members: reporting,")
    brief = asked.replace(
        "  middle: {median: subjects.pupils}\n  most", "  middle: {value: own.pupils}\n  most"
    )
    briefs = made(tmp_path, brief, **{"school-dale": withheld})
    assert "It has the highest number of 3" in words(briefs["ash"])
    bounded = (
        SCHOOLS.partition("  most:")[0]
        + 'sections: [{title: A, needs: place, text: "It is {{ place }}."}]\n'
    )
    ash = made(tmp_path, bounded, **{"school-dale": withheld})["ash"]
    rank = ash.facts["place"].quantity
    assert (rank.value, rank.bounds.low, rank.bounds.high) == (None, 1, 2)
    assert ash.metrics["middle"].facts[ash.document.period].quantity.value is None


def test_who_does_not_have_it_is_no_member_and_is_told(tmp_path: Path):
    without = "Year,Roofs_num\n2023,70\n2024,75\n"
    brief = SCHOOLS.replace(
        'pupils: {column: "Pupils*", title',
        '"Roofs*": {title: Roofs}\n      pupils: {column: "Pupils*", title',
    )
    briefs = made(tmp_path, brief, **{"school-dale": without})
    assert "It has the highest number of 3" in words(briefs["ash"])
    check = next(one for one in briefs["ash"].document.checks if one.name == "subjects compared")
    assert (check.examined, len(check.exceptions)) == (4, 1)
    assert check.exceptions[0].startswith("subjects.pupils: not among them: dale (")


@pytest.mark.parametrize("column", ["'Pupils*'", "Pupils_num"], ids=["pattern", "header"])
def test_one_that_cannot_be_read_keeps_all_from_being_ranked(tmp_path: Path, column: str):
    brief = SCHOOLS.replace('"Pupils*"', column)
    project = portfolio(tmp_path, brief, **FILES)
    dale = project / "data/school-dale.csv"
    dale.write_text("Year,Pupils_num\n2023,90\n2024,1O0\n", encoding="utf-8")
    workspace, folder, briefs, _ = where((), project, None)
    failed = [one for one in build_each(workspace, folder, briefs) if isinstance(one, Failure)]
    assert [one.brief for one in failed] == briefs
    told = "\n".join(map(str, failed[0].problems))
    assert "ash: how it compares with all subjects is not known: 'dale' cannot be read" in told
    assert "data/school-dale.csv:3:2" in told


@pytest.mark.parametrize(
    ("rule", "pupils", "is_left_out"),
    [
        ("when: 'pupils < 50'", "40", True),
        ("when: 'pupils < 10'", "40", False),
        ("without: own.pupils", "", True),
        ("when: 'place > 3'", "40", False),  # which nobody knows while one cannot be read
    ],
)
def test_rules_over_own_figures_leave_out_though_another_cannot_be_read(
    tmp_path: Path, rule: str, pupils: str, is_left_out: bool
):
    declared = f"for_each:\n  files: data/school-*.csv\n  skip: [{{{rule}, because: too small}}]"
    project = portfolio(tmp_path, SCHOOLS.replace("for_each: data/school-*.csv", declared), **FILES)
    for name, value in (("cedar", pupils), ("dale", "1O0")):
        path = project / f"data/school-{name}.csv"
        path.write_text(f"Year,Pupils_num,Roofs\n2023,30,4\n2024,{value},4\n", encoding="utf-8")
    workspace, folder, briefs, _ = where((), project, None)
    outcomes = [*build_each(workspace, folder, briefs)]
    left = [one.brief for one in outcomes if isinstance(one, LeftOut)]
    assert left == (["regions/cedar"] if is_left_out else [])
    failed = {one.brief for one in outcomes if isinstance(one, Failure)}
    assert failed == {*briefs} - {*left}


def test_figures_in_units_that_do_not_convert_are_not_ranked(tmp_path: Path):
    brief = SCHOOLS.replace("  skip", "").replace(
        "for_each: data/school-*.csv",
        "for_each:\n  files: data/school-*.csv\n  overrides: {dale: {datasets: {own: {series: {pupils: {unit: t}}}}}}",
    )
    with pytest.raises(BriefingError) as told:
        made(tmp_path, brief)
    assert "it is in person for 'ash' and in t for 'dale'" in str(told.value)


def build(project: Path) -> dict[str, Outcome | LeftOut]:
    workspace, folder, briefs, _ = where((), project, None)
    found = list(build_each(workspace, folder, briefs))
    assert all(isinstance(one, Outcome | LeftOut) for one in found), found
    return {one.brief.partition("/")[2]: one for one in found if isinstance(one, Outcome | LeftOut)}


def stale(project: Path) -> dict[str, tuple[str, ...]]:
    found = what_is_stale(project=project)
    return {one.brief.partition("/")[2]: one.reasons for one in found if not one.is_fresh}


def test_a_cell_of_any_subject_rebuilds_all_and_nothing_else_does(tmp_path: Path):
    project = portfolio(tmp_path, SCHOOLS, **FILES)
    build(project)
    assert stale(project) == {}
    dale = project / "data/school-dale.csv"
    dale.write_text(FILES["school-dale"].replace("150,4", "150,5"), encoding="utf-8")
    assert stale(project) == {}
    dale.write_text(FILES["school-dale"].replace("150,4", "95,4"), encoding="utf-8")
    reasons = ("cells of data/school-dale.csv that it reads changed",)
    assert stale(project) == dict.fromkeys(("ash", "birch", "cedar", "dale"), reasons)
    dale.write_text(FILES["school-dale"], encoding="utf-8")
    (project / "data/school-elm.csv").write_text(FILES["school-ash"], encoding="utf-8")
    others = ("the subjects that it compares itself with are others",)
    found = stale(project)
    assert found.pop("elm") == ("there is no record of an earlier build",)
    assert found == dict.fromkeys(("ash", "birch", "cedar", "dale"), others)
