"""One YAML, a brief for each subject: who they are, what they are called, and what can be wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from portfolios import BRIEF, WAITS, for_each, portfolio

from briefing.app.build.incremental import build_changed, what_is_stale, where
from briefing.app.build.pipeline import check_all
from briefing.app.cli import main as cli
from briefing.app.cli.skipped import skipped_words
from briefing.core.problems import BriefingError, Problem
from briefing.core.text_nodes import plain


def titles(project: Path) -> dict[str, str]:
    return {one.id: plain(one.document.title) for one in check_all(project=project)}


def told(project: Path) -> list[Problem]:
    try:
        where((), project, None)
        check_all(project=project)
    except BriefingError as error:
        return list(error.problems)
    return []


def test_members_of_a_data_set_are_subjects_and_its_total_is_none(tmp_path: Path):
    brief = BRIEF.replace(
        "  members of: waits.days\n", "  members of: waits.days\n  where: value > 78\n"
    )
    project = portfolio(tmp_path, brief)
    assert titles(project) == {
        "regions/north": "Waiting in North",
        "regions/south-district-9": "Waiting in South (District 9)",
    }
    assert where((), project, None).skipped == {
        "regions/west": "whether 'value > 78' holds is not known"
    }


def test_a_digit_in_the_name_of_a_subject_is_no_figure(tmp_path: Path):
    brief = BRIEF.replace("members of: waits.days", "members of: waits.days\n  where: value < 100")
    every = {one.id: one for one in check_all(project=portfolio(tmp_path, brief))}
    assert every["regions/south-district-9"].warnings == ()
    typed = brief.replace("In {{ this }} patients", "In {{ this }} 9 in 10 patients")
    (found, _) = check_all(project=portfolio(tmp_path, typed))
    assert [one.code for one in found.warnings] == ["naked-number"]


def test_rows_of_a_table_are_subjects_with_columns(tmp_path: Path):
    block = "  table: data/who.csv\n  where: {kind: [city, coast]}\n  name: '{{ this.code }}'\n"
    brief = for_each(block).replace("waits.days[{{ this }}]", "waits.days[{{ this['Full name'] }}]")
    brief = brief.replace(
        "Waiting in {{ this }}", "{{ this.kind | capitalize }}: {{ this | upper }}"
    )
    rows = "\ufeffshort;Full name;kind;code\nN;North;city;n1\nS;South (District 9);land;s1\nE;East, Upper;coast;e1\n;;;\n"
    project = portfolio(tmp_path, brief, who=rows)
    assert titles(project) == {"regions/n1": "City: N", "regions/e1": "Coast: E"}


def test_prose_may_ask_what_a_subject_is(tmp_path: Path):
    block = "  list:\n    - {name: North, kind: city}\n    - {name: West, kind: land}\n"
    brief = for_each(block).replace(
        "      In {{ this }} patients waited {{ days }}.\n",
        "      {% if this.kind == 'city' %}A city, {{ this }}.{% else %}Land.{% endif %}\n",
    )
    brief = brief.replace(
        'metrics:\n  days: {value: "waits.days[{{ this }}]"}\nkey_figures: [days]\n', ""
    )
    every = check_all(project=portfolio(tmp_path, brief))
    texts = [plain(one.document.sections[0].blocks[0].children) for one in every]
    assert texts == ["A city, North.", "Land."]


def test_files_that_match_are_subjects_and_bring_their_own_data(tmp_path: Path):
    brief = """\
for_each: data/waits-*.csv
title: "{{ this | capitalize }}: {{ days }}"
period: 2024
datasets:
  own: {source: book, path: "{{ this.path }}", period: {column: year}, series: {days: {column: days, title: "Waiting in {{ this | capitalize }}", unit: day}}}
metrics:
  days: {value: own.days}
"""
    files = {
        "waits-north": "year,days\n2023,100\n2024,120\n",
        "waits-south": "year,days\n2023,9\n2024,8\n",
    }
    project = portfolio(tmp_path, brief, **files)
    assert titles(project) == {"regions/north": "North: 120 days", "regions/south": "South: 8 days"}
    build_changed(project=project)
    (tmp_path / "data/waits-south.csv").write_text("year,days\n2023,9\n2024,7\n", encoding="utf-8")
    stale = {one.brief: one.reasons for one in what_is_stale(project=project)}
    assert stale == {
        "regions/north": (),
        "regions/south": ("cells of data/waits-south.csv that it reads changed",),
    }


def test_a_file_that_cannot_be_read_leaves_the_others(tmp_path: Path):
    brief = """\
for_each: [north, south]
title: "{{ this }}: {{ days }}"
period: 2024
design: one-pager
datasets:
  own: {source: book, path: "data/{{ this }}.csv", period: {column: year}, series: {days: {column: days, title: Waiting time, unit: day}}}
metrics: {days: {value: own.days}}
"""
    project = portfolio(tmp_path, brief, south="year,days\n2023,9\n2024,8\n")
    with pytest.raises(BriefingError) as caught:
        build_changed(project=project)
    (problem,) = caught.value.problems
    assert problem.code == "missing-file"
    assert problem.message.startswith("north: ")
    assert (problem.place.file, problem.place.line) == ("config/regions.yaml", 6)
    assert (tmp_path / "output/regions/south.pdf").exists()
    assert not (tmp_path / "output/regions/north.pdf").exists()


def test_overrides_differ_in_their_place_and_stay_with_their_subject(tmp_path: Path):
    block = (
        "  members of: waits.days\n  at most: 2\n  overrides:\n"
        "    North:\n      title: 'The {{ this }} waits'\n      metrics: {days: {digits: 99}}\n"
    )
    problems = told(portfolio(tmp_path, for_each(block)))
    assert [(str(one.place), one.message.split(":")[0]) for one in problems] == [
        ("config/regions.yaml:7:32", "north")
    ]
    fixed = for_each(block.replace("99", "1"))
    assert titles(portfolio(tmp_path, fixed)) == {
        "regions/north": "The North waits",
        "regions/south-district-9": "Waiting in South (District 9)",
    }


def test_what_is_edited_for_one_subject_rebuilds_that_one(tmp_path: Path):
    block = "  members of: waits.days\n  at most: 2\n  overrides:\n    North: {keywords: [one]}\n"
    project = portfolio(tmp_path, for_each(block))
    build_changed(project=project)
    assert all(one.is_fresh for one in what_is_stale(project=project))
    portfolio(tmp_path, for_each(block.replace("one]", "two]")))
    assert {one.brief: one.reasons for one in what_is_stale(project=project)} == {
        "regions/north": ("the brief is declared otherwise",),
        "regions/south-district-9": (),
    }


def test_one_changed_cell_rebuilds_the_subjects_that_read_it(tmp_path: Path):
    block = (
        "  list: [North, West]\ndatasets:\n  own: {source: book, path: data/waits.csv, where: {region: '{{ this }}'},"
        " dimension: region, series: {days: {title: Days, unit: day, columns: {2023: y2023, 2024: y2024}}}}\n"
    )
    brief = for_each(block).replace("waits.days[", "own.days[")
    project = portfolio(tmp_path, brief, waits=WAITS.replace("West,,", "West,5,6"))
    build_changed(project=project)
    portfolio(tmp_path, brief, waits=WAITS.replace("West,,", "West,5,7"))
    stale = {one.brief: bool(one.reasons) for one in what_is_stale(project=project)}
    assert stale == {"regions/north": False, "regions/west": True}


@pytest.mark.parametrize(
    ("block", "code", "words"),
    [
        ("  list: []\n", "no-subjects", "there is no subject"),
        ("  files: data/none-*.csv\n", "no-subjects", "there is no subject"),
        ("  members of: waits.days\n  where: value > 999\n", "no-subjects", "there is no subject"),
        ("  list: [a b, A-B]\n", "same-file-name", "'a b' and 'A-B' would both be written as 'a-b'"),
        ("  list: ['..']\n", "unfit-subject", "cannot be the name"),
        ("  list: [x/../y]\n  name: '{{ this }}'\n", "unfit-subject", "'x/../y' cannot be the name of the files of 'x/../y'"),
        ("  list: [CON]\n", "unfit-subject", "on Windows it is the name of a device"),
        ("", "unclear-subjects", "wants one of 'list'"),
        ("  list: [Index]\n", "unfit-subject", "'index' cannot be the name"),
        (f"  list: [{'n' * 300}]\n", "unfit-subject", "has 300 letters"),
        ("  list: ['a{{ x }}']\n", "unfit-subject", "reads like a template"),
        ("  list: [a]\n  table: data/waits.csv\n", "unclear-subjects", "wants one of 'list'"),
        ("  lists: [a]\n", "unknown-key", "unknown key 'lists'"),
        ("  table: data/no.csv\n", "missing-file", "there is no file 'data/no.csv'"),
        ("  table: ../x.csv\n", "outside-project", "leaves the project"),
        ("  members of: waits.dais\n", "unknown-series", "'waits' has no 'dais'"),
        ("  members of: weights.days\n", "unknown-data-set", "unknown data set 'weights'"),
        ("  members of: waits.days\n  where: days > 3\n", "unknown-name", "unknown name 'days'"),
        ("  list: [a]\n  skip: [{subjects: [b], because: gone}]\n", "unknown-subject", "no subject 'b'"),
        ("  list: [a]\n  overrides: {b: {pages: 1}}\n", "unknown-subject", "no subject 'b'"),
        ("  list: [a]\n  name: '{{ this.cod }}'\n", "unknown-subject-column", "a subject has no 'cod'"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_told_with_its_line(tmp_path: Path, block, code, words):
    problems = told(portfolio(tmp_path, for_each(block)))
    assert [one.code for one in problems][:1] == [code], problems
    assert words in problems[0].message
    assert problems[0].place.file == "config/regions.yaml"
    assert 1 <= problems[0].place.line <= 3


def test_ten_thousand_by_mistake_are_asked_for(tmp_path: Path):
    block = f"  list: [{', '.join(f'n{one}' for one in range(1001))}]\n"
    project = portfolio(tmp_path, for_each(block))
    (problem,) = told(project)
    assert problem.code == "too-many-subjects"
    assert "--yes" in problem.advice
    assert len(where((), project, None, many=True).briefs) == 1001
    fewer = for_each(f"{block}  at most: 3\n")
    assert where((), portfolio(tmp_path, fewer), None).briefs == [
        "regions/n0",
        "regions/n1",
        "regions/n2",
    ]


def test_commands_know_all_briefs_of_a_portfolio(tmp_path: Path, capsys):
    block = "  members of: waits.days\n  skip: [{subjects: [West], because: it reports no more}]\n"
    project = str(portfolio(tmp_path, for_each(block)))
    assert cli.main(["list", "briefs", "--project", project]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [one.split() for one in lines[1:]] == [
        ["regions/north", "Waiting", "in", "North"],
        ["regions/south-district-9", "Waiting", "in", "South", "(District", "9)"],
        ["regions/east-upper", "Waiting", "in", "East,", "Upper"],
        ["regions/west", "skipped:", "it", "reports", "no", "more"],
    ]
    assert cli.main(["build", "regions/north", "--project", project, "--json"]) == 0
    (built,) = json.loads(capsys.readouterr().out)["briefs"]
    assert built["id"] == "regions/north"
    assert Path(built["files"]["pdf"]) == tmp_path / "output/regions/north.pdf"
    assert cli.main(["audit", built["files"]["pdf"], "--json"]) == 0
    capsys.readouterr()
    assert cli.main(["check", "regions", "--project", project, "--quiet"]) == 0
    assert cli.main(["check", "regions/w*", "--project", project]) == 0
    assert "regions/west: skipped: it reports no more" in capsys.readouterr().out
    assert cli.main(["build", "regions/nort", "--project", project]) == 2
    assert "did you mean 'regions/north'?" in capsys.readouterr().err


def test_very_many_who_are_skipped_for_one_reason_are_one_line():
    many = {f"a/n{one}": "'at most: 2'" for one in range(13)}
    told = [*skipped_words({**many, "a/x": "closed", "a/y": "closed"})]
    assert told == [
        "a/n0, a/n1, a/n2 and 10 more: skipped: 'at most: 2'",
        "a/x: skipped: closed",
        "a/y: skipped: closed",
    ]
    many.pop("a/n12")
    assert len([*skipped_words(many)]) == 12


def test_a_strict_check_reports_by_subject_and_a_matrix_takes_parts(tmp_path: Path, capsys):
    block = "  list: [North, 'East, Upper', West]\n"
    project = str(portfolio(tmp_path, for_each(block)))
    assert cli.main(["check", "--strict", "--project", project]) == 2
    told = capsys.readouterr()
    assert told.out.splitlines() == [
        "regions/west: 1 problem",
        "2 of 3 briefs have no problem",
    ]
    assert "west: 'days' has no figure" in told.err
    shard = ["check", "--project", project, "--json", "--shard"]
    parts = []
    for one in ("1/2", "2/2"):
        cli.main([*shard, one])
        found = json.loads(capsys.readouterr().out)
        parts.append([brief["id"] for brief in found.get("briefs", ())])
    assert parts == [[], ["regions/east-upper"]], "the first has the one that fails"
    assert cli.main([*shard, "3/2"]) == 2


def test_what_stands_out_in_other_members_alone_is_no_highlight(tmp_path: Path):
    project = portfolio(
        tmp_path, for_each("  list: [North, 'South (District 9)', 'East, Upper']\n")
    )
    for brief in check_all(project=project):
        name = next(fact.member for fact in brief.facts.values() if fact.id.startswith("days["))
        every = (*brief.document.highlights, *brief.document.passed)
        assert every
        assert all(str(name) in plain(one.text) for one in every), [
            plain(one.text) for one in every
        ]


def test_a_lock_does_not_vouch_for_data_that_it_does_not_cover(tmp_path: Path, capsys):
    own = "datasets:\n  own: {source: book, path: data/waits.csv, dimension: region, series: {days: {title: Days, unit: day, columns: {2024: y2024}}}}\n"
    project = str(portfolio(tmp_path, for_each("  list: [North]\n")))
    assert cli.main(["lock", "--project", project]) == 0
    assert cli.main(["check", "--locked", "--quiet", "--project", project]) == 0
    portfolio(tmp_path, for_each("  list: [North]\n") + own)
    capsys.readouterr()
    assert cli.main(["check", "--locked", "--quiet", "--project", project]) == 2
    assert (
        "config/regions.yaml: the data sets that it declares for itself are in no lock"
        in capsys.readouterr().err
    )
